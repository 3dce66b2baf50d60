//! What came in, read field by field: an application, or a sentence for each field that must be mended.

use law::calendar::Day;
use law::identifier::half_width;
use law::identifier::resident_id::ResidentId;
use law::identifier::uscc::Uscc;

use super::paper::{DOCUMENTS, ORGANISATIONS, SUPPLIES, WAYS};
use super::{Application, Contact, Organisation, Person, Way, Who};
use crate::submitted::{Complaints, Submitted};

/// How long answers may be, in characters.
const LINE: usize = 100;
const TEXT: usize = 5000;

/// The application, where nothing is wrong with it.
pub(super) fn read(submitted: &Submitted, today: Day) -> (Option<Application>, Complaints) {
    let mut reader = Reader { submitted, complaints: Complaints::default() };
    let application = reader.application(today);
    (application.filter(|_| reader.complaints.is_empty()), reader.complaints)
}

/// The form's own number, if it is one of ours.
pub(super) fn key(submitted: &Submitted) -> Option<String> {
    let key = submitted.get("key");
    (key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| key.to_owned())
}

struct Reader<'s> {
    submitted: &'s Submitted,
    complaints: Complaints,
}

impl Reader<'_> {
    /// Every field is looked at, so that all complaints come at once.
    fn application(&mut self, today: Day) -> Option<Application> {
        let who = match self.submitted.get("applicant") {
            "person" => self.person(today).map(Who::Person),
            "organisation" => self.organisation().map(Who::Organisation),
            _ => self.wrong("applicant", "请选择申请人类型"),
        };
        let way = self.one_of("way", "请选择获取信息的途径", |value| {
            WAYS.into_iter().find(|(code, ..)| *code == value).map(|(.., way)| way)
        });
        let contact = self.contact(way);
        let supply = self.one_of("supply", "请选择信息的形式", |value| {
            SUPPLIES.into_iter().find(|(code, ..)| *code == value).map(|(.., supply)| supply)
        });
        let (title, document_number) = (self.line("title", "文件名称"), self.line("number", "文号"));
        let description = self.limited("description", "申请内容", TEXT);
        if title.is_empty() && document_number.is_empty() && description.is_empty() {
            self.complaints.say("description", "请写明您想要的信息：名称、文号或者便于查找的其他特征（第二十九条）");
        }
        let key = key(self.submitted).or_else(|| self.wrong("description", "页面已经失效，请核对内容后再提交一次"));
        Some(Application {
            key: key?,
            who: who?,
            contact,
            title,
            document_number,
            description,
            supply: supply?,
            way: way?,
            papers: Vec::new(),
        })
    }

    fn person(&mut self, today: Day) -> Option<Person> {
        let name = self.needed("name", "姓名");
        let document = self.one_of("document", "请选择证件种类", |value| {
            DOCUMENTS.into_iter().find(|(code, _)| *code == value)
        });
        let number = self.needed("document_number", "证件号码").map(|number| half_width(&number).to_ascii_uppercase());
        let number = match (document, number) {
            (Some(("resident_id", _)), Some(number)) => match ResidentId::parse(&number, today) {
                Ok(id) => Some(id.as_str().to_owned()),
                Err(error) => self.wrong("document_number", error.to_string()),
            },
            (_, number) => number,
        };
        Some(Person { name: name?, document: document?.1, document_number: number? })
    }

    fn organisation(&mut self) -> Option<Organisation> {
        let kind = self.one_of("kind", "请选择单位类别", |value| {
            ORGANISATIONS.into_iter().find(|(code, ..)| *code == value).map(|(.., kind)| kind)
        });
        let name = self.needed("organisation", "单位名称");
        // A code with a wrong check character is taken: some of the first years are like that. The clerk is told.
        let code = self.needed("code", "统一社会信用代码").and_then(|code| match code.parse::<Uscc>() {
            Ok(code) => Some(code.as_str().to_owned()),
            Err(error) => self.wrong("code", error.to_string()),
        });
        let contact_person = self.needed("contact_person", "联系人");
        Some(Organisation { kind: kind?, name: name?, code: code?, contact_person: contact_person? })
    }

    fn contact(&mut self, way: Option<Way>) -> Contact {
        let telephone = half_width(&self.needed("telephone", "联系电话").unwrap_or_default());
        let digits = telephone.chars().filter(char::is_ascii_digit).count();
        if !telephone.chars().all(|c| c.is_ascii_digit() || "+-()*#".contains(c)) {
            self.complaints.say("telephone", "联系电话只写数字，例如 13800000000 或者 0513-55500100");
        } else if !(7..=20).contains(&digits) {
            self.complaints.say("telephone", "联系电话位数不对，座机请加区号");
        }
        let mail = half_width(&self.line("mail", "电子邮箱"));
        if !mail.is_empty() && !looks_like_mail(&mail) {
            self.complaints.say("mail", "电子邮箱应写作 name@example.com 这样，请核对");
        }
        let address = self.limited("address", "通信地址", 200);
        let postcode = half_width(&self.line("postcode", "邮政编码"));
        if !postcode.is_empty() && (postcode.len() != 6 || !postcode.bytes().all(|byte| byte.is_ascii_digit())) {
            self.complaints.say("postcode", "邮政编码是6位数字，不知道可以不填");
        }
        match way {
            Some(Way::Post) if address.is_empty() => self.complaints.say("address", "选择邮寄的，请填写通信地址"),
            Some(Way::Mail) if mail.is_empty() => self.complaints.say("mail", "选择电子邮件的，请填写电子邮箱"),
            _ => {}
        }
        Contact { telephone, address, postcode, mail }
    }

    fn one_of<T>(&mut self, field: &str, complaint: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        find(self.submitted.get(field)).or_else(|| self.wrong(field, complaint))
    }

    fn needed(&mut self, field: &str, called: &str) -> Option<String> {
        let answer = self.line(field, called);
        if answer.is_empty() { self.wrong(field, format!("请填写{called}")) } else { Some(answer) }
    }

    fn line(&mut self, field: &str, called: &str) -> String {
        self.limited(field, called, LINE).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn limited(&mut self, field: &str, called: &str, most: usize) -> String {
        let answer = self.submitted.get(field);
        let length = answer.chars().count();
        if length > most {
            self.complaints.say(field, format!("{called}最多{most}字，现在有{length}字，请缩短"));
        }
        answer.to_owned()
    }

    fn wrong<T>(&mut self, field: &str, sentence: impl Into<String>) -> Option<T> {
        self.complaints.say(field, sentence);
        None
    }
}

fn looks_like_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use casework::request::facts::Applicant;
    use law::calendar::parse_day;

    use super::*;

    const KEY: &str = "00112233445566778899aabbccddeeff";

    fn person() -> Vec<(&'static str, &'static str)> {
        vec![
            ("key", KEY),
            ("applicant", "person"),
            ("name", " 沈　某 "),
            ("document", "resident_id"),
            ("document_number", "１１０１０５ 19491231 002x"),
            ("telephone", "138 0000 0000"),
            ("description", "2023年以来静海河断面水质监测数据"),
            ("supply", "electronic"),
            ("way", "download"),
        ]
    }

    fn with(changes: &[(&'static str, &'static str)]) -> Submitted {
        let mut fields = person();
        fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        fields.extend_from_slice(changes);
        Submitted::of(fields)
    }

    fn wrong(changes: &[(&'static str, &'static str)], field: &str) -> String {
        let (application, complaints) = read(&with(changes), parse_day("2025-11-19").unwrap());
        assert_eq!(application, None);
        complaints.about(field).unwrap_or_else(|| panic!("{field}: {complaints:?}")).to_owned()
    }

    fn right(changes: &[(&'static str, &'static str)]) -> Application {
        let (application, complaints) = read(&with(changes), parse_day("2025-11-19").unwrap());
        application.unwrap_or_else(|| panic!("{complaints:?}"))
    }

    #[test]
    fn a_person_is_read_generously() {
        let application = right(&[]);
        let Who::Person(person) = application.who else { panic!("a person") };
        assert_eq!((person.name.as_str(), person.document), ("沈 某", "居民身份证"));
        assert_eq!(person.document_number, "11010519491231002X");
        assert_eq!((application.contact.telephone.as_str(), application.way), ("13800000000", Way::Download));
    }

    #[test]
    fn an_organisation_needs_no_document() {
        let application = right(&[
            ("applicant", "organisation"),
            ("name", ""),
            ("document_number", "nonsense"),
            ("kind", "legal_service"),
            ("organisation", "云州律师事务所"),
            ("code", "91350100m000100y44"),
            ("contact_person", "李某"),
        ]);
        let Who::Organisation(organisation) = application.who else { panic!("an organisation") };
        assert_eq!(organisation.kind, Applicant::LegalService);
        assert_eq!(organisation.code, "91350100M000100Y44", "a wrong check character does not block");
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        for (changes, field, says) in [
            (&[("applicant", "")][..], "applicant", "请选择申请人类型"),
            (&[("name", " ")], "name", "请填写姓名"),
            (&[("document", "driver")], "document", "请选择证件种类"),
            (&[("document_number", "110105194912310021")], "document_number", "校验位"),
            (&[("document_number", "110105202612310029")], "document_number", "公民身份号码"),
            (&[("telephone", "")], "telephone", "请填写联系电话"),
            (&[("telephone", "没有")], "telephone", "只写数字"),
            (&[("telephone", "12345")], "telephone", "位数不对"),
            (&[("mail", "a@b")], "mail", "name@example.com"),
            (&[("postcode", "22610")], "postcode", "6位数字"),
            (&[("way", "post")], "address", "选择邮寄的"),
            (&[("way", "mail")], "mail", "选择电子邮件的"),
            (&[("way", "pigeon")], "way", "请选择获取信息的途径"),
            (&[("supply", "")], "supply", "请选择信息的形式"),
            (&[("description", "\n ")], "description", "第二十九条"),
            (&[("key", "x")], "description", "失效"),
        ] {
            let said = wrong(changes, field);
            assert!(said.contains(says), "{field}: {said}");
        }
    }

    #[test]
    fn a_number_or_a_title_is_enough_and_too_much_is_said() {
        assert_eq!(right(&[("description", ""), ("number", "澜环发〔2025〕12号")]).description, "");
        let long = "长".repeat(TEXT + 1);
        let fields = person().into_iter().filter(|(name, _)| *name != "description");
        let (application, complaints) =
            read(&Submitted::of(fields.chain([("description", long.as_str())])), parse_day("2025-11-19").unwrap());
        assert_eq!(application, None);
        assert!(complaints.about("description").unwrap().contains("现在有5001字"));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let (_, complaints) = read(&Submitted::default(), parse_day("2025-11-19").unwrap());
        for field in ["applicant", "telephone", "description", "supply", "way"] {
            assert!(complaints.about(field).is_some(), "{field}");
        }
    }
}
