//! What an application says, at whatever door it comes in (Art. 29).

use casework::request::facts::{Applicant, Arrival};
use law::identifier::resident_id::ResidentId;
use law::identifier::uscc::Uscc;
use law::request::receipt::Channel;
use serde::{Deserialize, Serialize};

use crate::error::Invalid;

/// An application as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The way on which it came.
    pub channel: Channel,
    /// The days of its way in; for the web form left empty.
    pub arrival: Arrival,
    /// The kind of applicant.
    pub applicant: Applicant,
    /// Who applies.
    pub person: Person,
    /// What for.
    pub wanted: Wanted,
    /// Why it is entered only now, where it came days ago and no scan proves the day; else empty.
    pub late_reason: String,
}

/// Who applies (Art. 29 (1)). All of it is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// 姓名; of an organisation, the contact person.
    pub name: String,
    /// The kind of document, such as 居民身份证.
    pub id_kind: String,
    /// Its number.
    pub id_number: String,
    /// A telephone number.
    pub phone: String,
    /// An e-mail address.
    pub email: String,
    /// Where letters reach them.
    pub address: String,
    /// Post code.
    pub postcode: String,
    /// The organisation, where one applies.
    pub organisation: Option<Organisation>,
}

/// An organisation that applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// 名称.
    pub name: String,
    /// 统一社会信用代码.
    pub code: String,
    /// 法定代表人.
    pub representative: String,
}

/// What is asked for (Art. 29 (2) and (3)). All of it is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// 所需政府信息的名称, or a short description that finds it.
    pub title: String,
    /// 文号, where it is known.
    pub document_number: String,
    /// Other features by which it can be found.
    pub description: String,
    /// 形式要求.
    pub supply: Supply,
    /// How to get it.
    pub delivery: Delivery,
    /// Art. 35 and the fee rule: reasons, where they were asked for or given.
    pub remark: String,
}

/// In which form it is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supply {
    /// 纸质.
    #[default]
    Paper,
    /// 电子文档.
    Electronic,
    /// 查阅、抄录.
    Inspection,
}

/// On which way it is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// 邮寄.
    #[default]
    Post,
    /// 电子邮件.
    Email,
    /// 网上获取, with the query code.
    Online,
    /// 自行领取.
    PickUp,
    /// 当场阅读、抄录.
    OnTheSpot,
}

impl Supply {
    /// All forms.
    pub const ALL: [Supply; 3] = [Supply::Paper, Supply::Electronic, Supply::Inspection];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Supply::Paper => "paper",
            Supply::Electronic => "electronic",
            Supply::Inspection => "inspection",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Supply::Paper => "纸质",
            Supply::Electronic => "电子文档",
            Supply::Inspection => "查阅、抄录",
        }
    }
}

impl Delivery {
    /// All ways.
    pub const ALL: [Delivery; 5] =
        [Delivery::Post, Delivery::Email, Delivery::Online, Delivery::PickUp, Delivery::OnTheSpot];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Delivery::Post => "post",
            Delivery::Email => "email",
            Delivery::Online => "online",
            Delivery::PickUp => "pick_up",
            Delivery::OnTheSpot => "on_the_spot",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Delivery::Post => "邮寄",
            Delivery::Email => "电子邮件",
            Delivery::Online => "网上获取",
            Delivery::PickUp => "自行领取",
            Delivery::OnTheSpot => "当场阅读、抄录",
        }
    }
}

/// The longest texts, in characters.
const SHORT: usize = 200;
const LONG: usize = 4000;

impl Intake {
    /// What Art. 29 asks for: name or title, proof of identity, a way to reach the applicant, something by which the
    /// information can be found. An officer may register a letter that lacks some of it (`at_the_desk`): what is missing is
    /// then asked for as a correction (Art. 30), and the letter is not turned away.
    pub fn check(&self, at_the_desk: bool) -> Result<(), Invalid> {
        let mut wrong = Invalid::default();
        let Intake { person, wanted, applicant, .. } = self;
        if person.name.is_empty() {
            let name = if *applicant == Applicant::NaturalPerson { "姓名" } else { "联系人姓名" };
            wrong.say("name", format!("请填写{name}"));
        }
        if wanted.title.is_empty() && wanted.description.is_empty() {
            wrong.say("title", "请填写所需信息的名称或者便于查找的描述");
        }
        if !at_the_desk {
            self.check_what_a_form_can_ask(&mut wrong);
        }
        self.check_what_is_there(&mut wrong);
        wrong.settle()
    }

    fn check_what_a_form_can_ask(&self, wrong: &mut Invalid) {
        let Intake { person, wanted, applicant, .. } = self;
        if *applicant == Applicant::NaturalPerson {
            if person.id_number.is_empty() {
                wrong.say("id_number", "请填写证件号码，法律要求提供身份证明（条例第二十九条）");
            }
        } else {
            let organisation = person.organisation.clone().unwrap_or_default();
            if organisation.name.is_empty() {
                wrong.say("organisation_name", "请填写单位名称");
            }
            if organisation.code.is_empty() {
                wrong.say("organisation_code", "请填写统一社会信用代码");
            }
        }
        if person.phone.is_empty() && person.email.is_empty() {
            wrong.say("phone", "请至少填写一种联系方式：手机、固定电话或者电子邮箱");
        }
        match wanted.delivery {
            Delivery::Post if person.address.is_empty() => wrong.say("address", "选择邮寄的，请填写收信地址"),
            Delivery::Email if person.email.is_empty() => wrong.say("email", "选择电子邮件的，请填写邮箱"),
            _ => {}
        }
    }

    fn check_what_is_there(&self, wrong: &mut Invalid) {
        let Intake { person, wanted, .. } = self;
        if person.id_kind == "居民身份证"
            && !person.id_number.is_empty()
            && let Err(error) = person.id_number.parse::<ResidentId>()
        {
            wrong.say("id_number", error.to_string());
        }
        if let Some(organisation) = &person.organisation {
            // Some early codes break the rule of the check digit, so that only the length is held against.
            if !organisation.code.is_empty()
                && organisation.code.parse::<Uscc>().is_err()
                && organisation.code.len() != 18
            {
                wrong.say("organisation_code", "统一社会信用代码应为18位，请核对");
            }
        }
        if !person.email.is_empty() && !looks_like_mail(&person.email) {
            wrong.say("email", "邮箱的格式不对，应当像 name@example.com");
        }
        let digits = person.phone.chars().filter(char::is_ascii_digit).count();
        if !person.phone.is_empty() && !(7..=15).contains(&digits) {
            wrong.say("phone", "电话号码应为7到15位数字，请核对");
        }
        let organisation = person.organisation.clone().unwrap_or_default();
        for (field, text, most) in [
            ("name", &person.name, SHORT),
            ("id_number", &person.id_number, SHORT),
            ("phone", &person.phone, SHORT),
            ("email", &person.email, SHORT),
            ("address", &person.address, SHORT),
            ("organisation_name", &organisation.name, SHORT),
            ("title", &wanted.title, SHORT),
            ("document_number", &wanted.document_number, SHORT),
            ("description", &wanted.description, LONG),
            ("remark", &wanted.remark, LONG),
            ("late_reason", &self.late_reason, LONG),
        ] {
            if text.chars().count() > most {
                wrong.say(field, format!("这一项最多{most}字，请缩短；更长的内容可以写在附件或者信函里"));
            }
        }
    }
}

fn looks_like_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.contains(char::is_whitespace)
}
