//! What lists know of a yearly report. It follows from the file alone.

use casework::annual_report::AnnualReport;
use casework::annual_report::note::Digest;
use casework::annual_report::state::Stage;
use casework::request::facts::Level;
use law::report::Edition;

use crate::file::FileId;
use crate::listed::{Listed, RowOf, Taken};
use crate::request::level_code;

#[expect(missing_docs, reason = "the columns are explained where they are filled, below")]
mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "annual_report_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file: String,
        pub version: i64,
        pub year: i64,
        pub edition: String,
        pub stage: String,
        pub awaited: Option<String>,
        pub correcting: i64,
        pub published_on: Option<String>,
        pub published: Option<String>,
        pub imported: i64,
        pub sent_on: Option<String>,
        pub started_at: String,
        pub changed_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use table::Model;
pub(super) use table::{Column, Entity};

impl Listed for AnnualReport {
    type Rows = Entity;
    type Row = Model;

    fn row(&self, of: RowOf<'_>) -> Option<Model> {
        row(self, of)
    }

    fn place(row: &Model) -> (i64, &str) {
        (row.agency, &row.file)
    }

    /// Reports have no numbers.
    fn taken(&self) -> Vec<Taken> {
        Vec::new()
    }
}

/// The row of a report; `None` before it is opened.
fn row(report: &AnnualReport, of: RowOf<'_>) -> Option<Model> {
    let opened = report.opened()?;
    let newest = report.published();
    Some(Model {
        agency: of.agency,
        file: of.file.text().to_owned(),
        version: i64::try_from(report.version()).expect("no file has so many entries"),
        year: opened.year.into(),
        edition: opened.edition.to_string(),
        stage: code(report.stage()).to_owned(),
        awaited: report.awaited_level().map(|level| level_code(level).to_owned()),
        correcting: report.correcting().is_some().into(),
        published_on: newest.map(|newest| newest.on.to_string()),
        published: newest.map(|newest| newest.digest.as_str().to_owned()),
        imported: newest.is_some_and(|newest| newest.imported).into(),
        sent_on: report.sent_on().map(|day| day.to_string()),
        started_at: of.started_at.to_owned(),
        changed_at: of.changed_at.to_owned(),
    })
}

fn code(stage: &Stage) -> &'static str {
    match stage {
        Stage::Compiling => "compiling",
        Stage::InReview { .. } => "in_review",
        Stage::Approved { .. } => "approved",
        Stage::Published => "published",
    }
}

impl Model {
    /// The file.
    pub fn file(&self) -> Option<FileId> {
        self.file.parse().ok()
    }

    /// The report year.
    pub fn report_year(&self) -> Option<i16> {
        i16::try_from(self.year).ok()
    }

    /// The form that it follows.
    pub fn form(&self) -> Option<Edition> {
        Edition::ALL.into_iter().find(|edition| edition.to_string() == self.edition)
    }

    /// The level whose word it waits for.
    pub fn awaited_level(&self) -> Option<Level> {
        let code = self.awaited.as_deref()?;
        Level::ALL.into_iter().find(|level| level_code(*level) == code)
    }

    /// The newest published whole.
    pub fn published(&self) -> Option<Digest> {
        Digest::new(self.published.as_deref()?).ok()
    }
}
