//! The report of 2019: compiled from what the story has recorded, written, looked at, published and sent to the supervisor.

use casework::request::facts::Level;
use documents::reading::{self, Limits};
use documents::report::find;
use jiff::Timestamp;
use law::calendar::Day;
use office::annual_report::{Command, Step};
use office::{CommandKey, FileId, Office};
use rust_decimal::Decimal;

use super::bureau::Bureau;
use super::story::{StoryClock, at};

/// The text that the bureau writes; its figures are compiled.
pub(super) const TEXT: &[u8] = include_bytes!("../../../../examples/reports/lanjiang-2019.txt");

/// Tells how it came about.
pub(crate) async fn of_2019(office: &Office, bureau: &Bureau, clock: &StoryClock) -> anyhow::Result<()> {
    let written = Day::constant(2020, 1, 10);
    let published = Day::constant(2020, 1, 17);
    clock.set(at(written, 9, 0));
    let file = office.open_annual_report(bureau.who("gongkai"), written, 2019, None).await?;
    let teller = Teller { office, bureau, clock, file };
    let text = find(&reading::read(TEXT, "lanjiang-2019.txt", &Limits::default())?)?.report;
    let sections = text.narrative.sections.iter().map(|section| (section.number, section.paragraphs.join("\n")));
    for (section, text) in sections.filter(|(_, text)| !text.is_empty()) {
        teller.step(at(written, 10, 0), "gongkai", Step::WriteNarrative { on: written, section, text }).await?;
    }
    // What the records know nothing of did not happen, and somebody has to say so (Art. 50).
    let page = office.annual_report_page(bureau.who("gongkai"), 2019).await?;
    for cell in page.whole.compiled.missing() {
        let source = "各科室（单位）报送，全年没有发生".to_owned();
        let step = Step::Declare { on: written, cell, figure: Decimal::ZERO, source };
        teller.step(at(written, 14, 0), "gongkai", step).await?;
    }
    teller.step(at(written, 15, 0), "gongkai", Step::Submit { on: written, carried_in_differs: None }).await?;
    for (by, level) in [("gongkaizhang", Level::UnitHead), ("fenguan", Level::DeputyHead), ("juzhang", Level::Head)] {
        teller.step(at(published, 9, 0), by, Step::Review { on: published, level, returned: None }).await?;
    }
    teller.step(at(published, 10, 0), "gongkai", Step::Publish { on: published }).await?;
    teller.step(at(published, 11, 0), "gongkai", Step::SendToSupervisor { on: published }).await
}

struct Teller<'a> {
    office: &'a Office,
    bureau: &'a Bureau,
    clock: &'a StoryClock,
    file: FileId,
}

impl Teller<'_> {
    async fn step(&self, at: Timestamp, by: &str, step: Step) -> anyhow::Result<()> {
        self.clock.set(at);
        let by = self.bureau.who(by);
        let version = self.office.annual_report_page(by, 2019).await?.version;
        let command = Command { file: self.file.clone(), version, key: CommandKey::random(), step };
        self.office.take_report_step(by, command).await?;
        Ok(())
    }
}
