//! What holds for every report that can be written. That documents read back as what was written is tested with the readers.

mod any_report;

use any_report::{any_record, any_report};
use documents::report::json::{from_json, to_json, to_text};
use documents::writing::{self, Format};
use law::report::{Report, Verdict};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_comes_back_as_it_went(report in any_record()) {
        let text = to_text(&report, &Verdict::default());
        prop_assert_eq!(from_json(&text).unwrap(), report.clone());
        let value = to_json(&report, &Verdict::default());
        prop_assert_eq!(from_json(&value.to_string()).unwrap(), report);
    }

    #[test]
    fn every_report_can_be_written_as_docx_xlsx_and_html(report in any_record()) {
        for format in [Format::Docx, Format::Xlsx, Format::Html] {
            let bytes = writing::write(&report, format);
            prop_assert!(bytes.is_ok_and(|bytes| !bytes.is_empty()), "{format:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn every_report_of_the_usual_characters_can_be_printed(report in any_report()) {
        prop_assert!(writing::pdf::write(&report).is_ok());
    }
}

fn sample(name: &str) -> Report {
    let path = format!("{}/tests/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    from_json(&std::fs::read_to_string(path).expect("a file of this repository")).expect("a report")
}

#[test]
fn the_page_of_a_report_reads_as_the_form_does() {
    let page = String::from_utf8(writing::write(&sample("lanjiang-2020"), Format::Html).unwrap()).unwrap();
    let body = page.split_once("<main>").unwrap().1;
    insta::assert_snapshot!(body);
}

#[test]
fn samples_are_free_of_arithmetic_mistakes() {
    for name in ["lanjiang-2019", "lanjiang-2020", "lanjiang-2021"] {
        let report = sample(name);
        assert_eq!(law::report::check(&report).violations, [], "{name}");
        assert_eq!(report.cells().filter(|id| report.tables.get(*id).is_none()).count(), 0, "{name} lacks a cell");
    }
    let later = law::report::check_with_previous(&sample("lanjiang-2020"), &sample("lanjiang-2019"));
    assert_eq!(later.violations, []);
}
