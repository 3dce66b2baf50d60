//! The letters of an application: which there are, and each of them composed from what the record says. Names and words are opened for
//! it, and logged.
//!
//! Nothing is kept here: a letter follows from its entries and reads the same tomorrow. What is sealed and served is the printed one.

mod answer;

use casework::request::facts::{Fact, Level, UnclearPoint};
use casework::request::state::Review;
use casework::request::{Request, state};
use casework::sealed::Sealed;
use casework::who::{Subject, Viewer};
use documents::letter::{
    Addressee, Application, Composed, Consultation, ConsultationTold, Contact, Correction, Delivery, DocumentNumber,
    Extension, Letter, Matter, Receipt, Unclear,
};
use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::remedy::{self, RemedyError, Rulings};
use law::request::reply::{Notice, ReplyKind};
use records::file::FileId;

use super::channel_label;
use super::intake::{Person, Wanted};
use crate::error::{Failed, Invalid};
use crate::setup::Office;

/// The bodies and courts that a reply names, and what a lawyer has settled where the law has not.
#[derive(Clone, Debug)]
pub struct Remedies {
    /// The agency's bodies and courts, with their days.
    pub agency: remedy::Agency,
    /// What is settled by the agency.
    pub rulings: Rulings,
}

/// A letter that an application has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterOf {
    /// Which one.
    pub kind: LetterKind,
    /// The number of the entry that it tells of.
    pub entry: usize,
    /// The day of that entry.
    pub on: Day,
}

/// A kind of letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// 登记回执.
    Receipt,
    /// 补正告知书.
    Correction,
    /// 征求意见书.
    Consultation,
    /// 征求意见告知书 to the applicant.
    ConsultationTold,
    /// 延期答复告知书.
    Extension,
    /// 答复书 or 告知书; also where the application was given up or withdrawn.
    Reply,
    /// 送达回证.
    Delivery,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [LetterKind; 7] = [
        LetterKind::Receipt,
        LetterKind::Correction,
        LetterKind::Consultation,
        LetterKind::ConsultationTold,
        LetterKind::Extension,
        LetterKind::Reply,
        LetterKind::Delivery,
    ];

    /// Its code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Receipt => "receipt",
            LetterKind::Correction => "correction",
            LetterKind::Consultation => "consultation",
            LetterKind::ConsultationTold => "consultation-told",
            LetterKind::Extension => "extension",
            LetterKind::Reply => "reply",
            LetterKind::Delivery => "delivery",
        }
    }

    /// What it is called in a list.
    pub fn label(self) -> &'static str {
        match self {
            LetterKind::Receipt => "登记回执",
            LetterKind::Correction => Notice::Correction.title(),
            LetterKind::Consultation => Notice::Consultation.title(),
            LetterKind::ConsultationTold => "征求意见告知书",
            LetterKind::Extension => Notice::Extension.title(),
            LetterKind::Reply => "答复书（告知书）",
            LetterKind::Delivery => "送达回证",
        }
    }
}

/// The letters that an application has, in the order of its entries. Of drafts only the one that stands.
pub fn letters(request: &Request) -> Vec<LetterOf> {
    if request.erased().is_some() {
        return Vec::new(); // there is nothing left of which they could be made
    }
    let standing = standing_draft(request);
    let of = |(entry, fact): (usize, &Fact)| {
        let kinds: &[LetterKind] = match fact {
            Fact::Registered { .. } => &[LetterKind::Receipt],
            Fact::CorrectionAsked { .. } => &[LetterKind::Correction],
            Fact::OpinionAsked { .. } => &[LetterKind::Consultation, LetterKind::ConsultationTold],
            Fact::ExtensionApproved { .. } => &[LetterKind::Extension],
            Fact::ReplyDrafted { .. } if standing == Some(entry) => &[LetterKind::Reply, LetterKind::Delivery],
            Fact::GivenUp { .. } | Fact::Withdrawn { .. } => &[LetterKind::Reply],
            _ => &[],
        };
        let on = fact.on();
        kinds.iter().map(move |kind| LetterOf { kind: *kind, entry, on }).collect::<Vec<_>>()
    };
    request.valid().map(|(entry, made)| (entry, &made.fact)).flat_map(of).collect()
}

/// The letters that the applicant has been sent: nothing of the agency's own, and no draft.
pub fn letters_sent(request: &Request) -> Vec<LetterOf> {
    let told = request.valid().any(|(_, made)| matches!(made.fact, Fact::ExtensionTold { .. }));
    let replied = request.ended().is_some();
    let sent = |one: &LetterOf| match one.kind {
        LetterKind::Receipt | LetterKind::Correction | LetterKind::ConsultationTold => true,
        LetterKind::Extension => told,
        LetterKind::Reply => replied,
        LetterKind::Consultation | LetterKind::Delivery => false,
    };
    letters(request).into_iter().filter(sent).collect()
}

/// The draft in review or approved.
fn standing_draft(request: &Request) -> Option<usize> {
    if *request.review() == Review::NoDraft {
        return None;
    }
    request.valid().filter(|(_, made)| matches!(made.fact, Fact::ReplyDrafted { .. })).map(|(entry, _)| entry).last()
}

impl Office {
    /// One of [`letters`] in words, to be had as docx, pdf, html or text. Errors: it is not there, or not for this viewer; for a reply,
    /// what the agency's data lack to tell the remedy.
    pub async fn letter(
        &self,
        by: &Viewer,
        file: &FileId,
        (kind, entry): (LetterKind, usize),
        remedies: &Remedies,
    ) -> Result<Composed, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        if !letters(&request).iter().any(|one| one.kind == kind && one.entry == entry) {
            return Err(Failed::NotFound);
        }
        self.write_letter(by, file, &request, (kind, entry), remedies).await
    }

    /// The same with the bodies and courts of the agency's own data.
    pub async fn letter_as_settled(
        &self,
        by: &Viewer,
        file: &FileId,
        which: (LetterKind, usize),
    ) -> Result<Composed, Failed> {
        self.letter(by, file, which, &self.remedies()?).await
    }

    /// A letter that has gone out to the applicant, for whoever holds the receipt: never a draft, never another's.
    pub async fn letter_of_applicant(&self, code: &str, which: (LetterKind, usize)) -> Result<Composed, Failed> {
        let (file, by) = self.applicant(code).await?;
        let request: Request = self.records.open_file(by.agency(), &file).await?.file;
        if !letters_sent(&request).iter().any(|one| (one.kind, one.entry) == which) {
            return Err(Failed::NotFound);
        }
        self.write_letter(&by, &file, &request, which, &self.remedies()?).await
    }

    fn remedies(&self) -> Result<Remedies, Failed> {
        let lacking = || {
            let mut lacking = Invalid::default();
            lacking.say(
                "remedies",
                "还没有设置复议机关和管辖法院，不能制作答复书，请系统管理员在配置文件的 [agency.remedies] 里补充",
            );
            Failed::Invalid(lacking)
        };
        let agency = self.profile.remedies.clone().ok_or_else(lacking)?;
        Ok(Remedies { agency, rulings: Rulings::default() })
    }

    async fn write_letter(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        (kind, entry): (LetterKind, usize),
        remedies: &Remedies,
    ) -> Result<Composed, Failed> {
        let fact = &request.entry(entry).ok_or(Failed::NotFound)?.fact;
        let desk = Desk { office: self, by, file, request, purpose: format!("制作{}", kind.label()) };
        let letter = match (kind, fact) {
            (LetterKind::Receipt, Fact::Registered { .. }) => desk.receipt().await?,
            (LetterKind::Correction, Fact::CorrectionAsked { .. }) => desk.correction(fact).await?,
            (LetterKind::Consultation, Fact::OpinionAsked { .. }) => desk.consultation(fact).await?,
            (LetterKind::ConsultationTold, Fact::OpinionAsked { consulted, .. }) => {
                desk.consultation_told(*consulted, fact.on()).await?
            }
            (LetterKind::Extension, Fact::ExtensionApproved { .. }) => desk.extension(fact).await?,
            (LetterKind::Reply, fact) => desk.reply(fact, remedies).await?,
            (LetterKind::Delivery, Fact::ReplyDrafted { reply, .. }) => desk.delivery(reply.kind).await?,
            _ => return Err(Failed::NotFound),
        };
        Ok(letter.compose())
    }
}

/// Where one letter is written: the file, and for whom it is opened.
struct Desk<'a> {
    office: &'a Office,
    by: &'a Viewer,
    file: &'a FileId,
    request: &'a Request,
    purpose: String,
}

impl Desk<'_> {
    async fn open(&self, words: &Sealed) -> Result<String, Failed> {
        self.office.open_words(self.by, self.file, words, &self.purpose).await
    }

    async fn applicant(&self) -> Result<(Person, Wanted), Failed> {
        let (person, words) = super::file::sealed(self.request).ok_or(Failed::NotFound)?;
        let unreadable = |error: serde_json::Error| Failed::Unreadable(error.to_string());
        let person = serde_json::from_str(&self.open(person).await?).map_err(unreadable)?;
        let wanted = serde_json::from_str(&self.open(words).await?).map_err(unreadable)?;
        Ok((person, wanted))
    }

    /// A letter to the applicant.
    fn letter(&self, to: Addressee, on: Option<Day>, matter: Matter) -> Letter {
        let profile = self.office.profile();
        let contact =
            Contact { name: String::new(), phone: profile.telephone.clone(), address: profile.address.clone() };
        Letter { agency: profile.name.clone(), number: None, to, dated: on, contact, attachments: Vec::new(), matter }
    }

    fn application(&self, wanted: &Wanted) -> Result<Application, Failed> {
        let received = self.request.received().ok_or(Failed::NotFound)?;
        let corrected_on = match self.request.correction() {
            state::Correction::Answered { on } => Some(on),
            state::Correction::None | state::Correction::Asked { .. } => None,
        };
        Ok(Application { number: self.number(), received_on: received.day(), corrected_on, content: content(wanted) })
    }

    fn number(&self) -> String {
        self.office.number_of(self.request).unwrap_or_default()
    }

    async fn receipt(&self) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let registered = self.request.registered().ok_or(Failed::NotFound)?;
        let on = self.request.entry(1).map(|made| made.fact.on()).ok_or(Failed::NotFound)?;
        let received_on = self.request.received().map(law::request::receipt::ReceiptDate::day);
        let clock = self.request.clock(&self.office.context(self.by))?;
        let receipt = Receipt {
            number: self.number(),
            code: self.office.code_of(self.file, self.request.codes_renewed()),
            channel: channel_label(registered.channel).to_owned(),
            registered_on: on,
            received_on,
            due_on: received_on.and(clock.due_on),
            content: content(&wanted),
            form: format!("{}，{}", wanted.supply.label(), wanted.delivery.label()),
            status_page: String::new(),
        };
        Ok(self.letter(addressee(&person), Some(on), Matter::Receipt(receipt)))
    }

    async fn correction(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::CorrectionAsked { on, points, words, answer_by } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let unclear = |point: &UnclearPoint| Unclear { point: point_label(*point).to_owned(), guidance: String::new() };
        let application = Application { corrected_on: None, ..self.application(&wanted)? };
        let correction = Correction {
            application,
            points: points.iter().map(unclear).collect(),
            guidance: self.open(words).await?,
            answer_by: *answer_by,
        };
        Ok(self.letter(addressee(&person), Some(*on), Matter::Correction(correction)))
    }

    /// To the one asked, who does not learn who applied.
    async fn consultation(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::OpinionAsked { on, consulted, party, .. } = fact else { return Err(Failed::NotFound) };
        let (_, wanted) = self.applicant().await?;
        let application = self.application(&wanted)?;
        let party = self.open(party).await?;
        let name = party.split(['\n', '，', ',', '；', ';']).next().unwrap_or_default().to_owned();
        let consultation = Consultation {
            consulted: *consulted,
            received_on: application.received_on,
            information: application.content,
            concern: String::new(),
        };
        Ok(self.letter(Addressee::Organisation(name), Some(*on), Matter::Consultation(consultation)))
    }

    async fn consultation_told(&self, consulted: Consulted, on: Day) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let told = ConsultationTold { application: self.application(&wanted)?, consulted, asked_on: on };
        Ok(self.letter(addressee(&person), Some(on), Matter::ConsultationTold(told)))
    }

    async fn extension(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::ExtensionApproved { on, days } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let extension = Extension {
            application: self.application(&wanted)?,
            days: *days,
            reason: String::new(),
            due_on: self.due_once_told()?,
        };
        Ok(self.letter(addressee(&person), Some(*on), Matter::Extension(extension)))
    }

    /// The due date that the letter tells: an extension counts once it is told, which is what the letter does.
    fn due_once_told(&self) -> Result<Option<Day>, Failed> {
        let cx = self.office.context(self.by);
        let mut after = self.request.clone();
        if after.extension() == state::Extension::Approved {
            let told = Fact::ExtensionTold { on: cx.today };
            after.evolve(casework::entry::Entry { by: self.by.author(), fact: told });
        }
        Ok(after.clock(&cx)?.due_on)
    }

    async fn delivery(&self, kind: ReplyKind) -> Result<Letter, Failed> {
        let (person, _) = self.applicant().await?;
        let number = self.reply_number().map(|number| number.to_string()).unwrap_or_default();
        let title = documents::letter::Reply::title(kind);
        let delivery = Delivery { title, number, way: String::new(), address: person.address.clone() };
        Ok(self.letter(addressee(&person), None, Matter::Delivery(delivery)))
    }

    /// A reply bears the serial of the application that it answers.
    fn reply_number(&self) -> Option<DocumentNumber> {
        let number = self.request.number()?;
        DocumentNumber::new(&self.office.profile().reply_mark, number.year, number.serial).ok()
    }

    /// 成文日期: the day on which the last level agreed; a draft has none.
    fn approved_on(&self) -> Option<Day> {
        let Review::Approved { .. } = self.request.review() else { return None };
        let approved = |fact: &Fact| match fact {
            Fact::ReviewApproved { on, level } => Some((*on, *level)),
            _ => None,
        };
        let last: Option<(Day, Level)> = self.request.valid().filter_map(|(_, made)| approved(&made.fact)).last();
        last.map(|(on, _)| on)
    }
}

/// Who gets the letters of an application.
fn addressee(person: &Person) -> Addressee {
    match &person.organisation {
        Some(organisation) if !organisation.name.trim().is_empty() => {
            Addressee::Organisation(organisation.name.clone())
        }
        _ => Addressee::Person(person.name.clone()),
    }
}

/// What is asked for, in one sentence and its description.
fn content(wanted: &Wanted) -> String {
    let Wanted { title, document_number, description, .. } = wanted;
    let number = document_number.trim();
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    let named = format!("{}{number}", title.trim());
    match (named.is_empty(), description.trim().is_empty()) {
        (_, true) => named,
        (true, false) => description.clone(),
        (false, false) => format!("{named}\n{description}"),
    }
}

/// What Art. 29 ¶2 calls it.
fn point_label(point: UnclearPoint) -> &'static str {
    match point {
        UnclearPoint::Identity => "姓名或者名称、身份证明、联系方式",
        UnclearPoint::Title => "信息的名称",
        UnclearPoint::DocumentNumber => "文号",
        UnclearPoint::Period => "所属时期",
        UnclearPoint::Description => "便于行政机关查询的其他特征性描述",
        UnclearPoint::Form => "形式要求，包括获取信息的方式、途径",
    }
}

/// What the agency's data lack is for its settings to mend.
fn untold(error: &RemedyError) -> Failed {
    let mut invalid = Invalid::default();
    invalid.say("remedies", error.to_string());
    Failed::Invalid(invalid)
}
