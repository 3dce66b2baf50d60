//! What lists know of a publication. It follows from the file alone and is never changed by hand; no words are in it.

use casework::entry::Author;
use casework::file::File;
use casework::publication::counted::Life;
use casework::publication::facts::{Attribute, Fact, Genre, Interpretation, Level, Norm, Scope};
use casework::publication::state::{Screening, Work};
use casework::publication::{Publication, duty};
use casework::who::{Account, Unit};
use law::calendar::{Day, parse_day};
use law::catalogue::ItemCode;

use crate::listed::{Listed, RowOf, Taken};
use crate::register;
use crate::request::NO_DAY;

#[expect(missing_docs, reason = "the columns are explained where they are filled, below")]
mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file: String,
        pub version: i64,
        pub stage: String,
        pub attribute: String,
        pub item: String,
        pub genre: String,
        pub norm: Option<String>,
        pub scope: String,
        pub unit: i64,
        pub drafted_by: Option<i64>,
        pub formed_on: String,
        pub made_on: Option<String>,
        pub due_on: Option<String>,
        pub provisional: i64,
        pub owed: Option<String>,
        pub owed_by: String,
        pub awaited: Option<String>,
        pub is_open: i64,
        pub published_on: Option<String>,
        pub index_number: Option<String>,
        pub document_number: Option<String>,
        pub edition: i64,
        pub revised_on: Option<String>,
        pub repealed_on: Option<String>,
        pub repeal: Option<String>,
        pub withdrawn_on: Option<String>,
        pub withdrawal: Option<String>,
        pub is_public: i64,
        pub erased_on: Option<String>,
        pub started_at: String,
        pub changed_at: String,
        pub interprets: Option<String>,
        pub interpretation: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use table::Model;
pub(crate) use table::{Column, Entity};

/// Where a publication stands, as lists tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Handed in and not searched.
    Drafted,
    /// Something was found in it.
    Findings,
    /// On its way through the levels.
    Review,
    /// Given back.
    Returned,
    /// Agreed to, and to be published.
    Approved,
    /// Agreed to, and not to be published.
    Kept,
    /// Public.
    Public,
    /// Taken back from the public.
    Withdrawn,
    /// Its words were destroyed.
    Erased,
}

impl Stage {
    /// All of them.
    pub const ALL: [Stage; 9] = [
        Stage::Drafted,
        Stage::Findings,
        Stage::Review,
        Stage::Returned,
        Stage::Approved,
        Stage::Kept,
        Stage::Public,
        Stage::Withdrawn,
        Stage::Erased,
    ];

    /// Where this one stands. A revision on its way stands where its draft does, and is public all the while.
    pub fn of(publication: &Publication) -> Stage {
        match publication.work() {
            _ if publication.erased().is_some() => Stage::Erased,
            Work::Running { screening: Screening::NotYet, .. } => Stage::Drafted,
            Work::Running { screening: Screening::Open(_), .. } => Stage::Findings,
            Work::Running { .. } => Stage::Review,
            Work::Returned { .. } => Stage::Returned,
            Work::Approved { draft } if draft.attribute.is_proactive() => Stage::Approved,
            Work::Approved { .. } => Stage::Kept,
            Work::None if publication.withdrawn().is_some() => Stage::Withdrawn,
            Work::None => Stage::Public,
        }
    }

    /// The code in the column.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Drafted => "drafted",
            Stage::Findings => "findings",
            Stage::Review => "review",
            Stage::Returned => "returned",
            Stage::Approved => "approved",
            Stage::Kept => "kept",
            Stage::Public => "public",
            Stage::Withdrawn => "withdrawn",
            Stage::Erased => "erased",
        }
    }

    /// The stage of a code.
    pub fn of_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Drafted => "待筛查",
            Stage::Findings => "筛查待处理",
            Stage::Review => "审核中",
            Stage::Returned => "已退回",
            Stage::Approved => "待发布",
            Stage::Kept => "不主动公开",
            Stage::Public => "已发布",
            Stage::Withdrawn => "已撤下",
            Stage::Erased => "已销毁",
        }
    }
}

impl Listed for Publication {
    type Rows = Entity;
    type Row = Model;

    fn row(&self, of: RowOf<'_>) -> Option<Model> {
        row(self, of)
    }

    fn place(row: &Model) -> (i64, &str) {
        (row.agency, &row.file)
    }

    fn taken(&self) -> Vec<Taken> {
        let days = self.history().iter().filter_map(|entry| match &entry.fact {
            Fact::Published { on, .. } => Some(*on),
            _ => None,
        });
        // The number is written as the agency writes it; the register knows only how many there are.
        days.map(|on| Taken { register: register::of_year(Publication::KIND, on.year()), serial: None }).collect()
    }
}

/// The row of a publication; `None` before anything is drafted.
fn row(publication: &Publication, of: RowOf<'_>) -> Option<Model> {
    // What the public sees goes before a revision that is not out.
    let shown = publication.public().filter(|_| publication.is_public()).map(|public| &public.draft);
    let draft = shown.or(publication.subject())?;
    let clock = publication.clock(&of.cx).ok().flatten();
    let owed = duty::owed(publication, &of.cx).ok().flatten();
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let public = publication.public();
    let author = match publication.work() {
        Work::Running { by: Author::Account(account), .. } => Some(*account),
        _ => last_writer(publication),
    };
    Some(Model {
        agency: of.agency,
        file: of.file.text().to_owned(),
        version: i64::try_from(publication.version()).expect("no file has so many entries"),
        stage: Stage::of(publication).code().to_owned(),
        attribute: draft.attribute.code().to_owned(),
        item: draft.item.to_string(),
        genre: draft.genre.code().to_owned(),
        norm: draft.document.map(|norm| norm.row().to_owned()),
        scope: draft.scope.code().to_owned(),
        unit: number_of(draft.provider.0),
        drafted_by: author.map(|account| number_of(account.0)),
        formed_on: draft.formed_on.to_string(),
        made_on: text(Life::of(publication).map(|life| life.made_on)),
        due_on: text(clock.as_ref().map(|clock| clock.due_on)),
        provisional: clock.as_ref().is_some_and(|clock| clock.provisional).into(),
        owed: owed.map(|owed| owed.code().to_owned()),
        owed_by: text(owed.and_then(|owed| owed.by)).unwrap_or_else(|| NO_DAY.to_owned()),
        awaited: publication.awaited_level().map(|level| level.code().to_owned()),
        is_open: owed.is_some().into(),
        published_on: text(public.map(|public| public.on)),
        index_number: public.map(|public| public.index_number.clone()),
        document_number: public.and_then(|public| public.document_number.clone()),
        edition: public.map_or(0, |public| public.edition.into()),
        revised_on: text(public.and_then(|public| public.revised_on)),
        repealed_on: text(publication.repealed().map(|repealed| repealed.on)),
        repeal: publication.repealed().map(|repealed| repealed.how.code().to_owned()),
        withdrawn_on: text(publication.withdrawn().map(|(on, _)| on)),
        withdrawal: publication.withdrawn().map(|(_, why)| why.code().to_owned()),
        is_public: publication.is_public().into(),
        erased_on: text(publication.erased().map(|erasure| erasure.on)),
        started_at: of.started_at.to_owned(),
        changed_at: of.changed_at.to_owned(),
        interprets: draft.interprets.as_ref().and_then(|interprets| interprets.document.clone()),
        interpretation: draft.interprets.as_ref().map(|interprets| interprets.kind.code().to_owned()),
    })
}

/// Who wrote the last draft.
fn last_writer(publication: &Publication) -> Option<Account> {
    let drafts = publication.history().iter().rev().filter(|entry| matches!(entry.fact, Fact::Drafted { .. }));
    drafts.map(|entry| entry.by).find_map(|by| if let Author::Account(account) = by { Some(account) } else { None })
}

impl Model {
    /// Where it stands.
    pub fn stage(&self) -> Option<Stage> {
        Stage::of_code(&self.stage)
    }

    /// The item of the catalogue.
    pub fn item(&self) -> Option<ItemCode> {
        self.item.parse().ok()
    }

    /// 体裁.
    pub fn genre(&self) -> Option<Genre> {
        Genre::of_code(&self.genre)
    }

    /// Which kind of interpretation it is, where it is one.
    pub fn interpretation(&self) -> Option<Interpretation> {
        Interpretation::of_code(self.interpretation.as_deref()?)
    }

    /// How far it reaches.
    pub fn scope(&self) -> Option<Scope> {
        Scope::of_code(&self.scope)
    }

    /// The level that is to look at the draft now.
    pub fn awaited(&self) -> Option<Level> {
        Level::of_code(self.awaited.as_deref()?)
    }

    /// Who answers for it.
    pub fn provider(&self) -> Unit {
        Unit(u64::try_from(self.unit).unwrap_or_default())
    }

    /// Whether the agency publishes it on its own.
    pub fn is_proactive(&self) -> bool {
        self.attribute == Attribute::Proactive.code()
    }

    /// The days that decide where it counts; `None` for what the report does not count.
    pub fn life(&self) -> Option<Life> {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| parse_day(text).ok());
        Some(Life {
            norm: Norm::of_row(self.norm.as_deref()?)?,
            made_on: day(&self.made_on)?,
            published_on: day(&self.published_on),
            repealed_on: day(&self.repealed_on),
            withdrawn_on: day(&self.withdrawn_on),
        })
    }
}

fn number_of(id: u64) -> i64 {
    i64::try_from(id).expect("numbers are given by the database")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_lead_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::of_code(stage.code()), Some(stage));
        }
    }
}
