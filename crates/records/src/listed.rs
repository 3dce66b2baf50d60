//! What lists know of a file: one row, which follows from its entries alone and is written with them.

use casework::context::Context;
use casework::file::File;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn};

use crate::file::FileId;
use crate::sql::Together;

/// A kind of file with the row by which it is found in lists.
pub trait Listed: File {
    /// The table of the rows; agency and file are its key.
    type Rows: EntityTrait<Model = Self::Row, ActiveModel: Send>;
    /// A row.
    type Row: ModelTrait<Entity = Self::Rows>
        + FromQueryResult
        + IntoActiveModel<<Self::Rows as EntityTrait>::ActiveModel>
        + PartialEq
        + Send
        + Sync;

    /// The row that follows from the file as it now stands; `None` while it stands in no list. `of.today` is the day on which
    /// the last entry was recorded, so that the same entries always give the same row.
    fn row(&self, of: RowOf<'_>) -> Option<Self::Row>;

    /// Agency and file of a row.
    fn place(row: &Self::Row) -> (i64, &str);

    /// The number with which a fact was already written: its register must give just this one, or nothing is added. A letter bears its number in
    /// its bytes, so that it is written before the number is taken.
    fn written_with(_fact: &Self::Fact) -> Option<Taken> {
        None
    }

    /// The numbers that the file holds in registers.
    fn taken(&self) -> Vec<Taken>;
}

/// Which row is written.
#[derive(Clone, Copy, Debug)]
pub struct RowOf<'a> {
    /// Whose file.
    pub agency: i64,
    /// Which.
    pub file: &'a FileId,
    /// When its first entry was recorded.
    pub started_at: &'a str,
    /// When its last entry was recorded.
    pub changed_at: &'a str,
    /// The day of that, calendar and settings.
    pub cx: Context<'a>,
}

/// A number taken from a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The name of the register.
    pub register: String,
    /// The number, where the file has it as such.
    pub serial: Option<u32>,
}

/// Writes a row in place of the one before.
pub(crate) fn write<F: Listed>(together: &mut Together, row: F::Row) {
    type Key<F> = <<F as Listed>::Rows as EntityTrait>::PrimaryKey;
    let columns = <F::Rows as EntityTrait>::Column::iter();
    let replaced = columns.filter(|column| Key::<F>::from_column(*column).is_none());
    let conflict = OnConflict::columns(["agency", "file"]).update_columns(replaced).to_owned();
    together.build(&F::Rows::insert(row.into_active_model()).on_conflict(conflict));
}
