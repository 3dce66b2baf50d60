//! 信函: every letter of an application, from the receipt to the reply and the proof of service.
//!
//! A [`Letter`] is what the office knows: who writes to whom, under which number, about what. [`Letter::compose`] puts it into words, once
//! for all formats; [`Composed`] is then dressed as docx, pdf, html or plain text. What the law prescribes to be said is said here from
//! facts, with article and item; reasons are the officer's own words. Whether a reply holds all that it must is decided before
//! (`law::request::reply`), and nothing here looks at a clock.

mod closing;
mod composed;
mod consultation;
mod correction;
mod delivery;
mod docx;
mod excessive;
mod extension;
mod fee;
mod html;
mod number;
mod pdf;
mod qr;
mod receipt;
mod reply;
mod words;
mod worked_on;

use law::calendar::Day;
use law::request::reply::Notice;

pub use self::composed::Composed;
use self::composed::{BLANK_DAY, Sheet, Signature};
pub use self::consultation::{Consultation, ConsultationTold, DisclosedNevertheless};
pub use self::correction::{Correction, Unclear};
pub use self::delivery::Delivery;
pub use self::excessive::{Delay, ReasonsAsked};
pub use self::extension::Extension;
pub use self::fee::FeeNotice;
pub use self::number::{DocumentNumber, NoDocumentNumber};
pub use self::receipt::Receipt;
pub use self::reply::{
    Decision, EarlierReply, OtherAgency, Reply, Responsible, Search, Supply, Why, WithheldPart, Withholding,
};
use self::words::{clean, day};
pub use self::worked_on::{NotTaken, Words, slot};

/// One letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The agency's full name: letterhead and signature.
    pub agency: String,
    /// Its number; a receipt and a proof of service bear none, and a draft none yet.
    pub number: Option<DocumentNumber>,
    /// To whom.
    pub to: Addressee,
    /// 成文日期; a draft leaves room for it.
    pub dated: Option<Day>,
    /// Whom to ask.
    pub contact: Contact,
    /// What goes with it, by name, in order.
    pub attachments: Vec<String>,
    /// What it says.
    pub matter: Matter,
}

/// The one who gets the letter; how the letter speaks to it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// A natural person, spoken to as 您.
    Person(String),
    /// An organisation or an agency, spoken to as 你单位.
    Organisation(String),
}

/// Whom to ask about a letter; what is empty is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A person or an office.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Where to come or to write to.
    pub address: String,
}

/// The application that a letter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The number under which it is registered.
    pub number: String,
    /// Art. 31.
    pub received_on: Day,
    /// Art. 30: when the corrected application came in.
    pub corrected_on: Option<Day>,
    /// What is asked for, in the applicant's words.
    pub content: String,
}

/// What a letter says.
#[derive(Clone, Debug)]
pub enum Matter {
    /// 登记回执.
    Receipt(Receipt),
    /// 补正告知书, Art. 30.
    Correction(Correction),
    /// 征求意见书, Arts. 32 and 34.
    Consultation(Consultation),
    /// 征求意见告知书 to the applicant, Art. 33 ¶3.
    ConsultationTold(ConsultationTold),
    /// To a third party whose refusal did not prevail, Art. 32.
    DisclosedNevertheless(DisclosedNevertheless),
    /// 延期答复告知书, Art. 33.
    Extension(Extension),
    /// 收费通知书, Art. 42.
    Fee(FeeNotice),
    /// 说明理由告知书, Art. 35.
    Reasons(ReasonsAsked),
    /// 延迟答复告知书, Art. 35.
    Delay(Delay),
    /// 答复书 or 告知书: ends the application.
    Reply(Box<Reply>),
    /// 送达回证.
    Delivery(Delivery),
}

impl Letter {
    /// Puts the letter into words.
    pub fn compose(&self) -> Composed {
        let sheets = match &self.matter {
            Matter::Receipt(receipt) => vec![receipt.sheet(self)],
            Matter::Correction(notice) => vec![self.sheet(notice.paragraphs(self))],
            Matter::Consultation(consultation) => {
                let mut letter = self.sheet(consultation.paragraphs(self));
                let own = self.attachments.iter().map(String::as_str);
                letter.attachments = closing::attachments(own.chain([consultation::SLIP]));
                vec![letter, consultation.slip(self)]
            }
            Matter::ConsultationTold(told) => vec![self.sheet(told.paragraphs(self))],
            Matter::DisclosedNevertheless(told) => vec![self.sheet(told.paragraphs(self))],
            Matter::Extension(notice) => vec![self.sheet(notice.paragraphs(self))],
            Matter::Fee(notice) => vec![self.sheet(notice.paragraphs(self))],
            Matter::Reasons(notice) => vec![self.sheet(notice.paragraphs(self))],
            Matter::Delay(notice) => vec![self.sheet(notice.paragraphs(self))],
            Matter::Reply(reply) => vec![self.sheet(reply.paragraphs(self))],
            Matter::Delivery(delivery) => vec![delivery.sheet(self)],
        };
        let agency = clean(&self.agency);
        Composed {
            letterhead: self.matter.has_letterhead().then(|| agency.clone()),
            number: self.number.as_ref().map(ToString::to_string),
            agency,
            sheets,
        }
    }

    /// A sheet in the form of a letter: title, addressee, text, attachments, name and date, whom to ask.
    fn sheet(&self, paragraphs: Vec<String>) -> Sheet {
        Sheet {
            title_lines: self.title_lines(),
            to: Some(format!("{}：", clean(self.to.name()))),
            paragraphs,
            attachments: closing::attachments(self.attachments.iter().map(String::as_str)),
            signature: Some(self.signature()),
            note: closing::note(&self.contact),
            ..Sheet::default()
        }
    }

    fn title_lines(&self) -> Vec<String> {
        vec![clean(&self.agency), self.matter.title()]
    }

    fn signature(&self) -> Signature {
        Signature { agency: clean(&self.agency), date: self.dated.map_or_else(|| BLANK_DAY.to_owned(), day) }
    }
}

impl Matter {
    /// The title of the letter without the agency: 「政府信息公开申请补正告知书」.
    pub fn title(&self) -> String {
        let about_application = |title: &str| format!("政府信息公开申请{title}");
        match self {
            Matter::Receipt(_) => about_application("登记回执"),
            Matter::Correction(_) => about_application(Notice::Correction.title()),
            Matter::Consultation(_) => format!("政府信息公开{}", Notice::Consultation.title()),
            Matter::ConsultationTold(_) => about_application("征求意见告知书"),
            Matter::DisclosedNevertheless(_) => "政府信息公开第三方告知书".to_owned(),
            Matter::Extension(_) => about_application(Notice::Extension.title()),
            Matter::Fee(_) => format!("政府信息公开信息处理费{}", Notice::Fee.title()),
            Matter::Reasons(_) => about_application(Notice::Reasons.title()),
            Matter::Delay(_) => about_application(Notice::Delay.title()),
            Matter::Reply(reply) => Reply::title(reply.decision.kind()),
            Matter::Delivery(_) => "送达回证".to_owned(),
        }
    }

    /// Forms to be filled in or kept stand without a letterhead.
    fn has_letterhead(&self) -> bool {
        !matches!(self, Matter::Receipt(_) | Matter::Delivery(_))
    }
}

impl Addressee {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Addressee::Person(name) | Addressee::Organisation(name) => name,
        }
    }

    fn you(&self) -> &'static str {
        match self {
            Addressee::Person(_) => "您",
            Addressee::Organisation(_) => "你单位",
        }
    }
}

impl Application {
    /// 「本机关于…收到您提交的政府信息公开申请（登记编号：…）」, without a stop.
    fn received(&self, you: &str) -> String {
        let number = clean(&self.number);
        let number = if number.is_empty() { number } else { format!("（登记编号：{number}）") };
        let corrected = self.corrected_on.map(|on| format!("，并于{}收到补正材料", day(on))).unwrap_or_default();
        format!("本机关于{}收到{you}提交的政府信息公开申请{number}{corrected}", day(self.received_on))
    }

    /// The first paragraphs of a letter to the applicant: receipt and content.
    fn opening(&self, you: &str) -> Vec<String> {
        words::said(&format!("{}。{you}申请公开的内容为：", self.received(you)), &self.content)
    }
}
