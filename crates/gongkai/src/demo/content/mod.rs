//! The words of the demonstration: what the invented bureau 「云州市澜江生态环境局」 publishes, posts and enters in its ledgers.
//!
//! Texts are templates under `text/`; the same year gives the same content, word for word, on every machine. Everything is
//! made up and every text says so.
//!
//! `series` are figures that come week after week, `decisions` licences, penalties and coercive measures with their ledger
//! rows, `notices` what comes again, `singles` what comes once a year, `posts` the media accounts, `powers` the list of powers.

mod decisions;
mod dice;
mod notices;
mod posts;
mod powers;
mod series;
mod singles;
mod words;

use std::collections::BTreeSet;

use casework::ledger::row::Row;
use casework::publication::facts::{Channel, Genre, Scope};
use law::calendar::{Calendar, Day, WorkingDays};
use law::catalogue::ItemCode;

pub(crate) use posts::Post;

/// What provides texts: a key, and the section or subordinate unit of the bureau.
pub(crate) const UNITS: [(&str, &str); 8] = [
    ("office", "办公室"),
    ("law", "法规宣教科"),
    ("eia", "行政审批科"),
    ("air", "大气环境科"),
    ("water", "水生态环境科"),
    ("soil", "土壤与固体废物科"),
    ("station", "环境监测站"),
    ("brigade", "生态环境综合行政执法大队"),
];

/// What stands under every text.
pub(crate) const MARK: &str = "（演示数据：机构、企业、人物和数字均为虚构。）";

/// A publication of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Planned {
    /// The day of forming.
    pub(crate) formed_on: Day,
    /// The day of publication, a working day.
    pub(crate) published_on: Day,
    /// The key of the unit that provides it, of [`UNITS`].
    pub(crate) unit: &'static str,
    /// The item of the catalogue.
    pub(crate) item: ItemCode,
    /// 体裁.
    pub(crate) genre: Genre,
    /// How far it reaches.
    pub(crate) scope: Scope,
    /// 文号.
    pub(crate) document_number: Option<String>,
    /// Where it is published.
    pub(crate) channels: BTreeSet<Channel>,
    /// 标题.
    pub(crate) title: String,
    /// The text, a paragraph a line, the mark at its end.
    pub(crate) body: String,
}

/// All that a period brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// Publications by day.
    pub(crate) publications: Vec<Planned>,
    /// Posts by day.
    pub(crate) posts: Vec<Post>,
    /// Ledger rows.
    pub(crate) rows: Vec<Row>,
}

/// The year of the printed report: 612 publications, 218 posts, and ledgers whose counts are those of its section two.
pub(crate) fn of_2019() -> Content {
    const YEAR: i16 = 2019;
    let decided = decisions::of_year(YEAR, &decisions::Shares::WHOLE);
    let mut publications = series::of_year(YEAR);
    publications.extend(notices::of_year(YEAR, &decided));
    publications.extend(singles::of_year(YEAR));
    let bought = notices::purchases(YEAR, usize::MAX);
    publications.extend(bought.publications);
    let mut rows = decided.rows;
    rows.extend(decisions::services(YEAR, 1));
    rows.extend(bought.rows);
    rows.extend(powers::rows(YEAR));
    publications.extend(decided.publications);
    sorted(Content { publications, posts: posts::of_year(YEAR, 110, 108), rows })
}

/// About 120 publications of the year that ends today, with the rows of their decisions, so that there is a present.
pub(crate) fn until(today: Day) -> Content {
    let from = today.saturating_sub(jiff::Span::new().days(365));
    let within = |day: Day| from < day && day <= today;
    let mut all = Content::default();
    for year in [from.year(), today.year()] {
        let decided = decisions::of_year(year, &decisions::Shares::PART);
        let bought = notices::purchases(year, 4);
        all.publications.extend(series::some_of_year(year));
        all.publications.extend(notices::some_of_year(year, &decided));
        all.publications.extend(singles::some_of_year(year));
        all.publications.extend(bought.publications);
        all.publications.extend(decided.publications);
        all.rows.extend(decided.rows);
        all.rows.extend(decisions::services(year, 3));
        all.rows.extend(bought.rows);
        all.posts.extend(posts::of_year(year, 30, 22));
        if from.year() == today.year() {
            break;
        }
    }
    all.publications.retain(|planned| within(planned.published_on));
    all.posts.retain(|post| within(post.on));
    all.rows.retain(|row| within(row.day()));
    sorted(all)
}

fn sorted(mut content: Content) -> Content {
    content.publications.sort_by(|one, other| {
        (one.published_on, one.formed_on, &one.title).cmp(&(other.published_on, other.formed_on, &other.title))
    });
    content.posts.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
    content.rows.sort_by_key(|row| (row.ledger(), row.day(), row.key()));
    content
}

/// The first working day on or after a day.
fn working(day: Day) -> Day {
    let mut day = day;
    while !Calendar::national().is_working(day) {
        day = day.tomorrow().expect("the demonstration ends before the calendar does");
    }
    day
}

/// The last working day on or before a day.
fn working_before(day: Day) -> Day {
    let mut day = day;
    while !Calendar::national().is_working(day) {
        day = day.yesterday().expect("the demonstration begins after the calendar does");
    }
    day
}

/// So many working days later.
fn later(day: Day, days: u16) -> Day {
    let due = Calendar::national().add(day, WorkingDays(days));
    due.expect("the demonstration ends before the calendar does").date
}

/// So many days later.
fn days_later(day: Day, days: i64) -> Day {
    day.saturating_add(jiff::Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use casework::ledger::{Figures, Ledger};
    use casework::publication::text::PublicText;
    use law::catalogue::Catalogue;
    use law::publication::term;
    use law::report::{CellId, Edition, Table};

    use super::*;

    /// Section two of the printed report of 2019, but for the documents.
    const FIGURES: [(&str, &str, &str); 16] = [
        ("licences", "previous_items", "5"),
        ("licences", "change", "0"),
        ("licences", "decisions", "20"),
        ("other_services", "previous_items", "7"),
        ("other_services", "change", "-1"),
        ("other_services", "decisions", "267"),
        ("penalties", "previous_items", "128"),
        ("penalties", "change", "9"),
        ("penalties", "decisions", "67"),
        ("coercive_measures", "previous_items", "5"),
        ("coercive_measures", "change", "0"),
        ("coercive_measures", "decisions", "46"),
        ("fees", "previous_items", "0"),
        ("fees", "change", "0"),
        ("procurement", "items", "9"),
        ("procurement", "amount", "2153.74"),
    ];

    #[test]
    fn the_ledgers_of_2019_say_what_the_report_prints() {
        let content = of_2019();
        let tables = Figures::of(2019, &content.rows).tables(Edition::Of2019);
        assert_eq!(tables.iter().count(), FIGURES.len());
        for (row, column, figure) in FIGURES {
            let cell = CellId::find(Table::Proactive, row, column).unwrap();
            assert_eq!(tables.counted(cell).unwrap().to_string(), figure, "{row} {column}");
        }
    }

    #[test]
    fn rows_have_keys_of_their_own() {
        for content in [of_2019(), until(Day::constant(2026, 11, 24))] {
            let mut keys: Vec<_> = content.rows.iter().map(|row| (row.ledger(), row.key())).collect();
            let many = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), many);
        }
    }

    #[test]
    fn the_year_has_what_the_printed_report_tells_of_it() {
        let content = of_2019();
        assert_eq!(content.publications.len(), 612);
        assert!(content.publications.iter().all(|one| one.published_on.year() == 2019));
        let of = |genres: &[Genre]| content.publications.iter().filter(|one| genres.contains(&one.genre)).count();
        assert_eq!(of(&[Genre::LicenceDecision, Genre::PenaltyDecision, Genre::CoerciveDecision]), 133);
        assert_eq!((of(&[Genre::Procurement]), of(&[Genre::Monitoring])), (10, 365));
        assert_eq!(content.posts.len(), 218);
        let items: BTreeSet<_> = content.publications.iter().map(|one| one.item).collect();
        assert_eq!(items.len(), 15, "every item of Art. 20 has something: {items:?}");
        let units: BTreeSet<_> = content.publications.iter().map(|one| one.unit).collect();
        assert_eq!(units.len(), UNITS.len());
        let scopes: BTreeSet<_> = content.publications.iter().map(|one| one.scope).collect();
        assert_eq!(scopes.len(), 3);
    }

    #[test]
    fn the_present_has_enough_to_look_at_whatever_the_day() {
        for today in [Day::constant(2026, 1, 5), Day::constant(2026, 6, 30), Day::constant(2026, 11, 24)] {
            let content = until(today);
            assert!((95..=150).contains(&content.publications.len()), "{today}: {}", content.publications.len());
            assert!(content.publications.iter().all(|one| one.published_on <= today));
            assert!(content.rows.iter().any(|row| row.ledger() == Ledger::Decisions));
            assert!(!content.posts.is_empty());
        }
    }

    #[test]
    fn every_text_is_finished_marked_clean_and_can_be_published_on_its_day() {
        let mut titles: BTreeMap<(String, String), usize> = BTreeMap::new();
        for content in [of_2019(), until(Day::constant(2026, 11, 24))] {
            for one in &content.publications {
                let Planned { title, body, .. } = one;
                assert!(!format!("{title}{body}").contains(['{', '}']), "unfilled: {title}\n{body}");
                assert!(body.ends_with(MARK), "{title}");
                let text = PublicText::new(title, "", body).unwrap();
                let paragraphs = text.paragraphs().count();
                assert!((2..=9).contains(&paragraphs), "{title}: {paragraphs}");
                let findings: Vec<_> =
                    [title.as_str()].into_iter().chain(text.paragraphs()).flat_map(screening::screen).collect();
                assert!(findings.is_empty(), "{title}: {findings:?}");
                assert!(Calendar::national().is_working(one.published_on), "{title} {}", one.published_on);
                assert!(one.formed_on <= one.published_on, "{title}");
                let due = term(one.genre.term(), one.formed_on).due(one.formed_on, Calendar::national()).unwrap();
                assert!(one.published_on <= due.date, "{title} {} {}", one.formed_on, one.published_on);
                assert!(Catalogue::of_the_regulation().item(one.item, one.published_on).is_some());
                assert!(UNITS.iter().any(|(key, _)| *key == one.unit));
                *titles.entry((title.clone(), one.published_on.to_string())).or_default() += 1;
            }
            assert!(content.posts.iter().all(|post| !post.words.contains(['{', '}'])));
        }
        let twice: Vec<_> = titles.into_iter().filter(|(_, times)| *times > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn the_same_year_is_the_same_word_for_word() {
        assert_eq!(of_2019(), of_2019());
        let bodies: BTreeSet<_> = of_2019().publications.into_iter().map(|one| one.body).collect();
        assert!(bodies.len() >= 610, "hardly any text is there twice: {}", bodies.len());
    }

    #[test]
    fn a_decision_in_the_ledger_is_the_one_that_is_published() {
        let content = of_2019();
        let published: BTreeSet<_> =
            content.publications.iter().filter_map(|one| one.document_number.as_deref()).collect();
        let decided = content.rows.iter().filter_map(|row| match row {
            Row::Decision(decision) if decision.kind != casework::ledger::Kind::OtherService => Some(&decision.number),
            _ => None,
        });
        for number in decided {
            assert!(published.contains(number.as_str()), "{number}");
        }
    }
}
