//! The steps on a report as pages hand them in: words are still plain texts.

use casework::request::facts::Level;
use law::calendar::Day;
use law::report::CellId;
use rust_decimal::Decimal;

/// A step on a report.
pub type Command = crate::command::Command<Step>;

/// What is done. `on` is the day on which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the steps of their names in `casework::annual_report::steps`")]
pub enum Step {
    /// A person states a figure.
    Declare { on: Day, cell: CellId, figure: Decimal, source: String },
    /// A person states several figures at once, all from one source.
    DeclareAll { on: Day, figures: Vec<(CellId, Decimal)>, source: String },
    /// The cell follows the record again.
    WithdrawDeclaration { on: Day, cell: CellId },
    /// The text of a section: 0 for the preface, 1 to 6; a line is a paragraph.
    WriteNarrative { on: Day, section: u8, text: String },
    /// The whole is fixed as it now reads and goes into review.
    Submit { on: Day, carried_in_differs: Option<String> },
    /// Back to work.
    TakeBack { on: Day },
    /// A level agrees, or gives it back with a reason.
    Review { on: Day, level: Level, returned: Option<String> },
    /// What was approved becomes public.
    Publish { on: Day },
    /// Art. 49: it goes to the 主管部门.
    SendToSupervisor { on: Day },
    /// A published report is worked on again.
    Correct { on: Day, reason: String },
}
