//! Art. 42: how many cases of the applicant came in earlier in the month, from the record. A fee by case goes by this number, and the list behind it is
//! shown to whoever charges it.

use casework::request::Request;
use casework::request::facts::Applicant;
use casework::request::state::Number;
use casework::who::{Subject, Viewer};
use futures::FutureExt;
use law::calendar::Day;
use law::request::receipt::ReceiptDate;
use records::append::{Also, number};
use records::file::FileId;
use records::request::same_applicant::{Case, Marks};
use records::vault::{Blind, Field, Reader};

use super::intake::Person;
use super::lists::Line;
use crate::error::Failed;
use crate::setup::Office;

/// Cases that came in earlier in the month of this one.
#[derive(Clone, Debug)]
pub struct EarlierCases {
    /// The month, by its first day.
    pub month: Day,
    /// Of the same applicant: by document number, or by name and a way to reach him. They are what is counted.
    pub same: Vec<Line>,
    /// Of the same name, with nothing that tells whether it is the same applicant. They are shown and not counted.
    pub namesakes: Vec<Line>,
}

impl EarlierCases {
    /// How many are counted.
    pub fn count(&self) -> u32 {
        u32::try_from(self.same.len()).expect("nobody applies so often in a month")
    }
}

impl Office {
    /// The cases of this application's applicant that came in before it in its month; none while its own day of receipt is not certain. That somebody looked
    /// is logged with the person that was opened for it.
    pub async fn earlier_cases(&self, by: &Viewer, file: &FileId) -> Result<EarlierCases, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        let month = request.received().map_or_else(|| self.today(), ReceiptDate::day).first_of_month();
        let Some(case) = self.case(by, file, &request).await? else {
            return Ok(EarlierCases { month, same: Vec::new(), namesakes: Vec::new() });
        };
        let found = case.earlier(self.records.reading()).await.map_err(records::StorageError::from)?;
        let (same, namesakes) = (self.lines(by, found.same).await?, self.lines(by, found.namesakes).await?);
        Ok(EarlierCases { month, same, namesakes })
    }

    /// How many are counted, and the check that this is so still when the fee is written.
    pub(super) async fn counted_cases(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
    ) -> Result<(u32, Option<Also>), Failed> {
        let Some(case) = self.case(by, file, request).await? else { return Ok((0, None)) };
        let found = case.earlier(self.records.reading()).await.map_err(records::StorageError::from)?;
        let count = found.same.len();
        let check = Also::check(move |transaction| {
            async move { Ok(case.earlier(transaction).await?.same.len() == count) }.boxed()
        });
        Ok((u32::try_from(count).expect("nobody applies so often in a month"), Some(check)))
    }

    async fn case(&self, by: &Viewer, file: &FileId, request: &Request) -> Result<Option<Case>, Failed> {
        let received = request.received().map(ReceiptDate::day);
        let Some((received_on, Number { year, serial })) = received.zip(request.number()) else { return Ok(None) };
        let registered = request.registered().ok_or(Failed::NotFound)?;
        let (person, _) = super::file::sealed(request).ok_or(Failed::NotFound)?;
        let reader = Reader { by: by.author(), purpose: "计算信息处理费", at: self.now() };
        let agency = number(by.agency());
        let opened = self.vault.read(&self.records, agency, file, &[person], reader).await?;
        let person = opened.first().ok_or(Failed::NotFound)?;
        let person: Person = serde_json::from_str(person).map_err(|error| Failed::Unreadable(error.to_string()))?;
        Ok(Some(Case {
            agency,
            file: file.clone(),
            natural_person: registered.applicant == Applicant::NaturalPerson,
            received_on,
            number: (year.into(), serial.into()),
            marks: self.marks(agency, &person),
        }))
    }

    fn marks(&self, agency: i64, person: &Person) -> Marks {
        let blind =
            |field: Field, value: &str| -> Option<Blind> { field.blind(self.vault.installation(), agency, value) };
        let (document, name) = match &person.organisation {
            Some(organisation) => (&organisation.code, &organisation.name),
            None => (&person.id_number, &person.name),
        };
        let reached_by = [blind(Field::Phone, &person.phone), blind(Field::Email, &person.email)];
        Marks {
            document: blind(Field::DocumentNumber, document),
            name: blind(Field::Name, name),
            reached_by: reached_by.into_iter().flatten().collect(),
        }
    }
}
