//! What was written is read back as it was: every cell, and the text around them.

mod any_report;

use any_report::any_report;
use documents::reading::{self, Limits};
use documents::report::{find, json};
use documents::writing::{self, Format};
use law::report::Report;
use proptest::prelude::*;

fn there_and_back(report: &Report, format: Format) -> Report {
    let bytes = writing::write(report, format).expect("written");
    let name = format!("report.{}", format.ending());
    let reading = reading::read(&bytes, &name, &Limits::default()).expect("read");
    find(&reading).expect("found").report
}

fn is_the_same(report: &Report, format: Format) -> Result<(), TestCaseError> {
    let back = there_and_back(report, format);
    for (id, cell) in report.tables.iter() {
        prop_assert_eq!(back.tables.get(id), Some(cell), "{} {:?}", id, format);
    }
    prop_assert_eq!(&back.narrative, &report.narrative, "{:?}", format);
    prop_assert_eq!(&back, report, "{:?}", format);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn docx(report in any_report()) {
        is_the_same(&report, Format::Docx)?;
    }

    #[test]
    fn html(report in any_report()) {
        is_the_same(&report, Format::Html)?;
    }

    #[test]
    fn xlsx(report in any_report()) {
        is_the_same(&report, Format::Xlsx)?;
    }
}

proptest! {
    // Each case sets pages in type, without optimisation here.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn pdf(report in any_report()) {
        is_the_same(&report, Format::Pdf)?;
    }
}

#[test]
fn the_sample_reports_read_as_their_figures_say() {
    let root = env!("CARGO_MANIFEST_DIR");
    for (sample, figures) in [
        ("lanjiang-2019.txt", "lanjiang-2019.json"),
        ("lanjiang-2020.txt", "lanjiang-2020.json"),
        ("lanjiang-2021-form.html", "lanjiang-2021.json"),
    ] {
        let path = format!("{root}/../../examples/reports/{sample}");
        let reading = reading::read_file(path.as_ref(), &Limits::default()).expect("read");
        let report = find(&reading).expect("found").report;
        let figures =
            std::fs::read_to_string(format!("{root}/tests/reports/{figures}")).expect("a file of this repository");
        let expected = json::from_json(&figures).expect("a report");
        assert_eq!(report.tables, expected.tables, "{sample}");
        assert_eq!((&report.title, &report.agency), (&expected.title, &expected.agency), "{sample}");
        // A stored page ends with its site's footer; a text file holds nothing but the report.
        if !sample.contains("html") {
            assert_eq!(report, expected, "{sample}");
        }
    }
}
