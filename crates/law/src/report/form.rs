//! Both editions of the statutory form as data: blocks, rows, columns, units and printed labels.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::tables::{CellId, Table};

/// Which of the two statutory forms. The year of a report does not tell: the headings of its tables do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, report years 2019 and 2020.
    #[serde(rename = "2019")]
    Of2019,
    /// 国办公开办函〔2021〕30号, from report year 2021.
    #[serde(rename = "2021")]
    Of2021,
}

/// One edition of the form, as printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Which edition this is.
    pub edition: Edition,
    /// The notice that prescribes it.
    pub source: String,
    /// The first report year that it is made for.
    pub first_year: i16,
    /// The title, with `{agency}` and `{year}` to fill in.
    pub title: String,
    /// The cross-check that the form itself prints above table three.
    pub cross_check: String,
    /// The six sections.
    pub sections: Vec<SectionHeading>,
    /// Section two: one block for each item of Art. 20 that is counted.
    pub blocks: Vec<Block>,
    /// Section three: the applications.
    pub requests: Requests,
    /// Section four: reconsideration and litigation. Printed in one line, groups side by side.
    pub remedies: Grid,
}

/// A section's heading. Its number is printed before it (「一、」).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionHeading {
    /// 1 to 6.
    pub number: u8,
    /// The heading without its number.
    pub heading: String,
    /// What agencies print instead.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// One block of section two.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The item of Art. 20: 1, 5, 6, 8 or 9.
    pub item: u8,
    /// The heading above the block.
    pub heading: String,
    /// The label above the row labels.
    pub corner: String,
    /// Its columns, left to right.
    pub columns: Vec<Label>,
    /// Its rows, top to bottom.
    pub rows: Vec<Label>,
}

/// Section three.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requests {
    /// The label merged down the side of all outcomes.
    pub outcomes_heading: String,
    /// The seven kinds of applicant.
    pub columns: Vec<Label>,
    /// 23 rows (2019) or 25 rows (2021).
    pub rows: Vec<RequestRow>,
}

/// A row of section three.
pub type RequestRow = Label;

/// Rows and columns that share one set of headings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Its columns.
    pub columns: Vec<Label>,
    /// Its rows.
    pub rows: Vec<Label>,
}

/// The label of a row or a column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The code of the published JSON shape.
    pub code: String,
    /// As the form prints it.
    pub printed: String,
    /// The merged label that it stands under, if any.
    pub group: Option<String>,
    /// What agencies print instead.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The unit that the label itself prints.
    pub unit: Option<super::Unit>,
}

impl Edition {
    /// Both, in order of time.
    pub const ALL: [Edition; 2] = [Edition::Of2019, Edition::Of2021];

    /// The form of this edition.
    pub fn form(self) -> &'static Form {
        static FORMS: LazyLock<[Form; 2]> = LazyLock::new(|| {
            [include_str!("../../data/forms/2019.toml"), include_str!("../../data/forms/2021.toml")]
                .map(|text| toml::from_str(text).expect("the forms that ship with the program parse (tested)"))
        });
        match self {
            Edition::Of2019 => &FORMS[0],
            Edition::Of2021 => &FORMS[1],
        }
    }

    /// The edition prescribed for a report year. Agencies do not always follow it.
    pub fn of_year(year: i16) -> Edition {
        if year >= Edition::Of2021.form().first_year { Edition::Of2021 } else { Edition::Of2019 }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Edition::Of2019 => "2019",
            Edition::Of2021 => "2021",
        })
    }
}

impl Label {
    /// The printed label without numbering, group and remarks: 「（三）不予公开 1.属于国家秘密」 is 「属于国家秘密」.
    pub fn short(&self) -> &str {
        let text = self.printed.trim_start_matches(|c: char| "一二三四五六七八九（）、.123456789".contains(c));
        text.split(['（', '、']).next().unwrap_or(text)
    }

    /// Printed label and aliases: every wording under which it may be found.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.printed.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Form {
    /// The block of an item of Art. 20.
    pub fn block(&self, item: u8) -> Option<&Block> {
        self.blocks.iter().find(|block| block.item == item)
    }

    /// The heading of a section with its number: 「一、总体情况」. Empty for a section that the form does not have.
    pub fn numbered_heading(&self, number: u8) -> String {
        const ORDINALS: [&str; 7] = ["", "一、", "二、", "三、", "四、", "五、", "六、"];
        let section = self.sections.iter().find(|section| section.number == number);
        let ordinal = ORDINALS.get(usize::from(number)).copied().unwrap_or_default();
        section.map_or_else(String::new, |section| format!("{ordinal}{}", section.heading))
    }

    /// All cells of the form in printed order.
    pub fn cells(&'static self) -> impl Iterator<Item = CellId> {
        let proactive = self.blocks.iter().flat_map(Block::cells);
        let requests = cross(Table::Requests, &self.requests.rows, &self.requests.columns);
        let remedies = cross(Table::Remedies, &self.remedies.rows, &self.remedies.columns);
        proactive.chain(requests).chain(remedies)
    }

    /// The rows of section three that are outcomes: everything between 上年结转 and 总计.
    pub fn outcome_rows(&'static self) -> impl Iterator<Item = &'static Label> {
        self.requests
            .rows
            .iter()
            .filter(|row| !matches!(&*row.code, "received" | "carried_in" | "total" | "carried_out"))
    }
}

impl Block {
    /// The cells of this block in printed order.
    pub fn cells(&'static self) -> impl Iterator<Item = CellId> {
        cross(Table::Proactive, &self.rows, &self.columns)
    }
}

fn cross(table: Table, rows: &'static [Label], columns: &'static [Label]) -> impl Iterator<Item = CellId> {
    rows.iter()
        .flat_map(move |row| columns.iter().map(move |column| CellId { table, row: &row.code, column: &column.code }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_three_has_23_rows_in_2019_and_25_in_2021_of_7_columns() {
        let size = |edition: Edition| (edition.form().requests.rows.len(), edition.form().requests.columns.len());
        assert_eq!(size(Edition::Of2019), (23, 7));
        assert_eq!(size(Edition::Of2021), (25, 7));
        assert_eq!(Edition::Of2019.form().outcome_rows().count(), 19);
        assert_eq!(Edition::Of2021.form().outcome_rows().count(), 21);
    }

    #[test]
    fn headings_bear_their_numbers() {
        let form = Edition::Of2021.form();
        assert_eq!(form.numbered_heading(3), "三、收到和处理政府信息公开申请情况");
        assert_eq!((form.numbered_heading(0), form.numbered_heading(7)), (String::new(), String::new()));
    }

    #[test]
    fn table_four_has_15_cells() {
        for edition in Edition::ALL {
            assert_eq!(edition.form().cells().filter(|cell| cell.table == Table::Remedies).count(), 15);
        }
    }

    #[test]
    fn short_labels_are_what_people_call_them() {
        let short = |code: &str| {
            Edition::Of2021.form().requests.rows.iter().find(|row| row.code == code).map(|row| row.short().to_owned())
        };
        assert_eq!(short("refused_state_secret").as_deref(), Some("属于国家秘密"));
        assert_eq!(short("partly_granted").as_deref(), Some("部分公开"));
        assert_eq!(short("carried_out").as_deref(), Some("结转下年度继续办理"));
        assert_eq!(short("other_not_corrected").as_deref(), Some("申请人无正当理由逾期不补正"));
    }

    #[test]
    fn the_form_of_a_year() {
        assert_eq!(
            [2019, 2020, 2021, 2026].map(Edition::of_year),
            [Edition::Of2019, Edition::Of2019, Edition::Of2021, Edition::Of2021]
        );
    }
}
