//! What is printed of a report, in which order and in which merged cells — the same for every format.
//!
//! The writers only dress it. What a document cannot say is decided here, once: a cell that was not read for certain, and one that
//! the source lacks, are printed empty (json keeps the difference); a table or a block of which there is not one cell is not
//! printed at all, since an empty grid would claim that the agency left it blank.

mod figure;
mod paragraph;
mod proactive;
mod remedies;
mod requests;
mod sheet;

use law::report::{Report, Section, Table};

pub(crate) use figure::change_in_words;
pub(crate) use paragraph::Paragraph;
pub(crate) use sheet::{Kind, Place, Sheet};

/// A report as it will stand on paper.
pub(crate) struct Printed {
    /// The title in one piece.
    pub(crate) title: String,
    /// The title in lines of sensible length: one, or the agency and the rest.
    pub(crate) title_lines: Vec<String>,
    /// Who reports; empty where unknown.
    pub(crate) agency: String,
    /// What stands before section one.
    pub(crate) preface: Vec<Paragraph>,
    /// The sections by number.
    pub(crate) sections: Vec<PrintedSection>,
}

/// A section: heading, text, then its table.
pub(crate) struct PrintedSection {
    /// 1 to 6.
    pub(crate) number: u8,
    /// With its number: 「一、总体情况」.
    pub(crate) heading: String,
    /// The text, above the table.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// The table of sections two to four.
    pub(crate) sheet: Option<Sheet>,
}

/// Characters that fit in one line of a title (2号 in a line of 156 mm).
const TITLE_LINE: usize = 20;

impl Printed {
    /// Lays a report out in the form of its year; blocks of another edition stay in theirs.
    pub(crate) fn of(report: &Report) -> Printed {
        let title = title(report);
        let agency = clean(report.agency.as_deref().unwrap_or_default());
        let mut sections: Vec<PrintedSection> = report.narrative.sections.iter().map(PrintedSection::of).collect();
        for table in Table::ALL {
            if let Some(sheet) = sheet_of(report, table) {
                section_of(table, report, &mut sections).sheet = Some(sheet);
            }
        }
        sections.sort_by_key(|section| section.number);
        Printed {
            title_lines: title_lines(&title, &agency),
            title,
            agency,
            preface: report.narrative.preface.iter().map(|text| Paragraph::of(text)).collect(),
            sections,
        }
    }

    /// Every text with a name of its place, for checks that must say where something stands.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        let title = std::iter::once(("标题".to_owned(), self.title.as_str()));
        let preface = self.preface.iter().map(|p| ("标题之后的说明".to_owned(), p.text.as_str()));
        let sections = self.sections.iter().flat_map(|section| {
            let heading = std::iter::once((format!("第{}节标题", section.number), section.heading.as_str()));
            let text = section.paragraphs.iter().enumerate().map(|(index, paragraph)| {
                (format!("第{}节正文第{}段", section.number, index + 1), paragraph.text.as_str())
            });
            let places = section.sheet.iter().flat_map(Sheet::places);
            let cells = places.map(|place| (format!("第{}节表格", section.number), place.text.as_str()));
            heading.chain(text).chain(cells)
        });
        title.chain(preface).chain(sections)
    }
}

impl PrintedSection {
    fn of(section: &Section) -> PrintedSection {
        PrintedSection {
            number: section.number,
            heading: clean(&section.heading),
            paragraphs: section.paragraphs.iter().map(|text| Paragraph::of(text)).collect(),
            sheet: None,
        }
    }
}

fn sheet_of(report: &Report, table: Table) -> Option<Sheet> {
    if !report.tables.has(table) {
        return None;
    }
    match table {
        Table::Proactive => proactive::sheet(report),
        Table::Requests => Some(requests::sheet(report)),
        Table::Remedies => Some(remedies::sheet(report)),
    }
}

/// The section in which a table is printed, made with the form's own heading where the text has none.
fn section_of<'a>(table: Table, report: &Report, sections: &'a mut Vec<PrintedSection>) -> &'a mut PrintedSection {
    let number = match table {
        Table::Proactive => 2,
        Table::Requests => 3,
        Table::Remedies => 4,
    };
    let index = sections.iter().position(|section| section.number == number).unwrap_or_else(|| {
        sections.push(PrintedSection {
            number,
            heading: report.form().numbered_heading(number),
            paragraphs: Vec::new(),
            sheet: None,
        });
        sections.len() - 1
    });
    &mut sections[index]
}

fn title(report: &Report) -> String {
    if let Some(title) = report.title.as_deref().map(clean).filter(|title| !title.is_empty()) {
        return title;
    }
    let agency = report.agency.as_deref().map(clean).unwrap_or_default();
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let pattern =
        if year.is_empty() { report.form().title.replace("{year}年", "") } else { report.form().title.clone() };
    pattern.replace("{agency}", &agency).replace("{year}", &year)
}

fn title_lines(title: &str, agency: &str) -> Vec<String> {
    let rest = title.strip_prefix(agency).filter(|rest| !agency.is_empty() && !rest.is_empty());
    match rest {
        Some(rest) if title.chars().count() > TITLE_LINE => vec![agency.to_owned(), rest.to_owned()],
        _ => vec![title.to_owned()],
    }
}

/// Text without what no document can hold: control characters, and white space at the ends (indents are the writer's).
pub(crate) fn clean(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\r' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use law::report::{Cell, CellId, Edition, Narrative};

    use super::*;

    fn report(title: Option<&str>, agency: Option<&str>, year: Option<i16>) -> Report {
        Report {
            title: title.map(str::to_owned),
            agency: agency.map(str::to_owned),
            year,
            edition: Some(Edition::Of2019),
            ..Report::default()
        }
    }

    #[test]
    fn a_long_title_breaks_after_the_agency() {
        let printed = Printed::of(&report(
            Some("云州市澜江生态环境局信息公开工作2019年度报告"),
            Some("云州市澜江生态环境局"),
            None,
        ));
        assert_eq!(printed.title_lines, ["云州市澜江生态环境局", "信息公开工作2019年度报告"]);
    }

    #[test]
    fn a_missing_title_is_the_forms_own() {
        assert_eq!(
            Printed::of(&report(None, Some("澜江局"), Some(2020))).title,
            "澜江局2020年政府信息公开工作年度报告"
        );
        assert_eq!(Printed::of(&report(None, None, None)).title, "政府信息公开工作年度报告");
    }

    #[test]
    fn a_table_without_a_section_gets_the_forms_heading_and_a_missing_table_is_not_printed() {
        let mut report = report(None, None, Some(2019));
        let id = CellId::find(Table::Remedies, "reconsideration", "total").unwrap();
        report.tables.set(id, Cell::number(0));
        report.narrative = Narrative {
            preface: vec![],
            sections: vec![Section {
                number: 5,
                heading: "五、问题".into(),
                paragraphs: vec!["　　没有。\u{0}".into()],
            }],
        };
        let printed = Printed::of(&report);
        let headings: Vec<_> = printed.sections.iter().map(|section| &*section.heading).collect();
        assert_eq!(headings, ["四、政府信息公开行政复议、行政诉讼情况", "五、问题"]);
        assert_eq!(printed.sections[1].paragraphs[0].text, "没有。", "indents and control characters are gone");
    }
}
