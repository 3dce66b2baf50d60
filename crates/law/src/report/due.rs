//! Art. 49: by when the report of a year is submitted and published. The days are data (`data/report_due.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::in_force::InForce;

/// Whose report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publisher {
    /// 县级以上人民政府部门: submits to the 主管部门, and publishes.
    Department,
    /// 县级以上地方人民政府, by its 主管部门: publishes.
    Government,
}

/// The last days for the report of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// To have it published.
    pub publish: Date,
    /// To have it submitted to the 主管部门, where that is asked for.
    pub submit: Option<Date>,
    /// Where this stands.
    pub article: Article,
}

/// The last days for the report of `year`, which lie in the year after. `None` before the Regulation of 2019.
pub fn due(publisher: Publisher, year: i16) -> Option<Due> {
    let next = year.checked_add(1)?;
    RULES.iter().filter(|rule| rule.publisher == publisher).find_map(|rule| {
        let publish = rule.publish.in_year(next)?;
        let submit = rule.submit.and_then(|day| day.in_year(next));
        rule.in_force.contains(publish).then_some(Due { publish, submit, article: rule.article })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    publisher: Publisher,
    article: Article,
    publish: DayOfYear,
    submit: Option<DayOfYear>,
    in_force: InForce,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../data/report_due.toml")).expect("the shipped days are valid (tested)");
    file.rule
});

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_department_submits_and_publishes_by_the_end_of_january() {
        let due = due(Publisher::Department, 2025).unwrap();
        let saturday = date(2026, 1, 31);
        assert_eq!((due.publish, due.submit), (saturday, Some(saturday)), "a rest day does not move it");
        assert_eq!(due.article.to_string(), "49¶1");
    }

    #[test]
    fn a_government_publishes_by_the_end_of_march() {
        let due = due(Publisher::Government, 2019).unwrap();
        assert_eq!((due.publish, due.submit), (date(2020, 3, 31), None));
    }

    #[test]
    fn the_earlier_law_had_other_days_which_are_not_known_here() {
        assert_eq!(due(Publisher::Department, 2017), None);
        assert_eq!(due(Publisher::Department, i16::MAX), None);
    }
}
