//! The letters on the way to a reply, and the forms: what each says, from the entry that it tells of.

use casework::request::facts::{Fact, UnclearPoint};
use casework::request::letter::LetterKind;
use casework::request::state;
use documents::letter::{
    Addressee, Application, Consultation, ConsultationTold, Correction, Delay, Delivery, DisclosedNevertheless,
    Extension, FeeNotice, Letter, Matter, ReasonsAsked, Receipt, Unclear,
};
use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::reply::ReplyKind;

use super::desk::{Desk, addressee, content};
use crate::error::Failed;
use crate::request::channel_label;
use crate::request::ground::Disclosed;

impl Desk<'_> {
    pub(super) async fn receipt(&self) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let registered = self.request.registered().ok_or(Failed::NotFound)?;
        let on = self.request.entry(1).map(|made| made.fact.on()).ok_or(Failed::NotFound)?;
        let received_on = self.request.received().map(law::request::receipt::ReceiptDate::day);
        let clock = self.request.clock(&self.office.context(self.by))?;
        let receipt = Receipt {
            number: self.number_of_application(),
            code: self.office.code_of(self.file, self.request.codes_renewed()),
            channel: channel_label(registered.channel).to_owned(),
            registered_on: on,
            received_on,
            due_on: received_on.and(clock.due_on),
            content: content(&wanted),
            form: format!("{}，{}", wanted.supply.label(), wanted.delivery.label()),
            status_page: self.office.lookup_page().unwrap_or_default(),
            code_page: self.office.status_page(self.file, self.request.codes_renewed()),
        };
        Ok(self.letter(addressee(&person), Some(on), Matter::Receipt(receipt)))
    }

    pub(super) async fn correction(&self, fact: &Fact) -> Result<Letter, Failed> {
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
    pub(super) async fn consultation(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::OpinionAsked { on, consulted, party, .. } = fact else { return Err(Failed::NotFound) };
        let (_, wanted) = self.applicant().await?;
        let application = self.application(&wanted)?;
        let consultation = Consultation {
            consulted: *consulted,
            received_on: application.received_on,
            information: application.content,
            concern: String::new(),
        };
        let to = Addressee::Organisation(name_of(&self.open(party).await?));
        Ok(self.letter(to, Some(*on), Matter::Consultation(consultation)))
    }

    pub(super) async fn consultation_told(&self, consulted: Consulted, on: Day) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let told = ConsultationTold { application: self.application(&wanted)?, consulted, asked_on: on };
        Ok(self.letter(addressee(&person), Some(on), Matter::ConsultationTold(told)))
    }

    /// To the third party, which does not learn who applied either.
    pub(super) async fn third_party_told(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::ThirdPartyTold { on, consultation, words } = fact else { return Err(Failed::NotFound) };
        let asked = self.request.consultation(*consultation).ok_or(Failed::NotFound)?;
        let Disclosed { information, reason } = Disclosed::read(&self.open(words).await?)?;
        let told = DisclosedNevertheless { asked_on: asked.asked_on, information, reason };
        let to = Addressee::Organisation(name_of(&self.open(&asked.party).await?));
        Ok(self.letter(to, Some(*on), Matter::DisclosedNevertheless(told)))
    }

    pub(super) async fn extension(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::ExtensionApproved { on, days, reason } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let reason = match reason {
            Some(reason) => self.open(reason).await?,
            None => String::new(),
        };
        let extension =
            Extension { application: self.application(&wanted)?, days: *days, reason, due_on: self.due_once_told()? };
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

    pub(super) async fn reasons(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::ReasonsAsked { on, words, answer_by } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let (application, facts) = (self.application(&wanted)?, self.open(words).await?);
        let asked = ReasonsAsked { application, facts, answer_by: *answer_by };
        Ok(self.letter(addressee(&person), Some(*on), Matter::Reasons(asked)))
    }

    pub(super) async fn delay(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::Delayed { on, until, words } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let (application, reason) = (self.application(&wanted)?, self.open(words).await?);
        let delay = Delay { application, reason, until: *until };
        Ok(self.letter(addressee(&person), Some(*on), Matter::Delay(delay)))
    }

    pub(super) async fn fee(&self, fact: &Fact) -> Result<Letter, Failed> {
        let Fact::FeeAsked { on, basis, amount, words, .. } = fact else { return Err(Failed::NotFound) };
        let (person, wanted) = self.applicant().await?;
        let (application, way) = (self.application(&wanted)?, self.open(words).await?);
        let notice = FeeNotice { application, decided_on: *on, basis: *basis, amount: *amount, way };
        Ok(self.letter(addressee(&person), Some(*on), Matter::Fee(notice)))
    }

    pub(super) async fn delivery(&self, kind: ReplyKind, entry: usize) -> Result<Letter, Failed> {
        let (person, _) = self.applicant().await?;
        let number = self.number_of_letter(LetterKind::Reply, entry).map(|number| number.to_string());
        let title = documents::letter::Reply::title(kind);
        let number = number.unwrap_or_default();
        let delivery = Delivery { title, number, way: String::new(), address: person.address.clone() };
        Ok(self.letter(addressee(&person), None, Matter::Delivery(delivery)))
    }
}

/// The name of whoever is asked: what stands before the address.
fn name_of(party: &str) -> String {
    party.split(['\n', '，', ',', '；', ';']).next().unwrap_or_default().to_owned()
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
