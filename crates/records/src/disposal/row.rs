//! What lists know of a disposal. It follows from the file alone.

use casework::disposal::Disposal;
use casework::disposal::facts::{GroundKind, TargetKind};
use casework::disposal::state::{End, Stage};

use crate::file::FileId;
use crate::listed::{Listed, RowOf, Taken};

#[expect(missing_docs, reason = "the columns are explained where they are filled, below")]
mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disposal_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file: String,
        pub version: i64,
        pub stage: String,
        pub target_kind: String,
        pub target: String,
        pub ground: String,
        pub proposed_on: String,
        pub approvals: i64,
        pub ended_on: Option<String>,
        pub is_open: i64,
        pub started_at: String,
        pub changed_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use table::Model;
pub(super) use table::{Column, Entity};

impl Listed for Disposal {
    type Rows = Entity;
    type Row = Model;

    fn row(&self, of: RowOf<'_>) -> Option<Model> {
        row(self, of)
    }

    fn place(row: &Model) -> (i64, &str) {
        (row.agency, &row.file)
    }

    /// Disposals have no numbers.
    fn taken(&self) -> Vec<Taken> {
        Vec::new()
    }
}

/// The row of a disposal; `None` before anything is proposed.
fn row(disposal: &Disposal, of: RowOf<'_>) -> Option<Model> {
    let proposed = disposal.proposed()?;
    let stage = disposal.stage();
    let ended_on = disposal.end().map(|end| match end {
        End::Refused(on) | End::CarriedOut(on) => on.to_string(),
    });
    Some(Model {
        agency: of.agency,
        file: of.file.text().to_owned(),
        version: i64::try_from(disposal.version()).expect("no file has so many entries"),
        stage: stage.code().to_owned(),
        target_kind: proposed.target.kind.code().to_owned(),
        target: proposed.target.file.text().to_owned(),
        ground: proposed.ground.kind().code().to_owned(),
        proposed_on: proposed.on.to_string(),
        approvals: i64::try_from(disposal.approvals().len()).expect("no file has so many entries"),
        ended_on,
        is_open: stage.is_open().into(),
        started_at: of.started_at.to_owned(),
        changed_at: of.changed_at.to_owned(),
    })
}

impl Model {
    /// The file.
    pub fn file(&self) -> Option<FileId> {
        self.file.parse().ok()
    }

    /// How far it has come.
    pub fn stage(&self) -> Option<Stage> {
        Stage::of_code(&self.stage)
    }

    /// The kind of the file that is to be destroyed.
    pub fn target_kind(&self) -> Option<TargetKind> {
        TargetKind::of_code(&self.target_kind)
    }

    /// Why.
    pub fn ground(&self) -> Option<GroundKind> {
        GroundKind::of_code(&self.ground)
    }
}
