//! Ledgers: imports that add nothing twice, rows that are struck, and counts that are those of the rows.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::ledger::row::{Decision, Document, FeeIncome, Item, Purchase, Row};
use casework::ledger::{Figures, Kind, Ledger};
use casework::publication::facts::Norm;
use casework::who::{Account, Agency};
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::report::{CellId, Table};
use records::ledger::import::{Incoming, OtherLedger, Taken};
use records::ledger::media::Post;
use records::ledger::rows::{NotStruck, Of};
use records::testing::Place;
use records::{Records, WriteError, on_both};

const OURS: Agency = Agency(1);

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn at() -> Timestamp {
    "2020-01-10T09:00:00+08:00".parse().unwrap()
}

fn decision(kind: Kind, number: usize, on: &str) -> Row {
    let number = format!("云澜环罚〔2019〕{number}号");
    Row::Decision(Decision {
        kind, number, item: "超标排放水污染物".into(), unit: "执法大队".into(), on: day(on)
    })
}

fn item(kind: Kind, code: &str, from: &str, to: Option<&str>) -> Row {
    let (code, name, unit) = (code.to_owned(), "排污许可".to_owned(), String::new());
    Row::Item(Item { kind, code, name, unit, from: day(from), to: to.map(day) })
}

fn incoming(source: Option<&str>, rows: Vec<Row>) -> Incoming {
    Incoming {
        agency: OURS,
        ledger: rows[0].ledger(),
        source: source.map(str::to_owned),
        rows: (2..).zip(rows).collect(),
        rejected: 0,
        by: Account(7),
        at: at(),
    }
}

async fn take(records: &Records, rows: Vec<Row>) -> Taken {
    records.take_into_ledger(incoming(Some("2019年台账.xlsx"), rows)).await.unwrap()
}

/// One of each ledger, and more than one statement takes.
fn all_ledgers() -> Vec<Vec<Row>> {
    let decisions = (1..=450).map(|number| {
        let kind = Kind::DECIDED[number % 4];
        decision(kind, number, ["2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01"][number % 3])
    });
    let income = |number: &str, on: &str, cents| {
        let (number, item) = (number.to_owned(), "监测费".to_owned());
        Row::FeeIncome(FeeIncome {
            number,
            item,
            on: day(on),
            amount: rust_decimal::Decimal::new(cents, 2).normalize(),
        })
    };
    let purchase = |number: &str, on: &str, cents| {
        let (number, name) = (number.to_owned(), "自动站运维".to_owned());
        Row::Purchase(Purchase { number, name, on: day(on), amount: rust_decimal::Decimal::new(cents, 2).normalize() })
    };
    vec![
        vec![
            item(Kind::Penalty, "1", "2015-01-01", None),
            item(Kind::Penalty, "2", "2015-01-01", Some("2018-12-31")),
            item(Kind::OtherService, "3", "2015-01-01", Some("2019-06-30")),
            item(Kind::Fee, "4", "2019-02-01", None),
        ],
        decisions.collect(),
        vec![income("1", "2019-02-01", 10_01), income("2", "2018-02-01", 7)],
        vec![
            purchase("1", "2019-02-01", 2_153_700_000),
            purchase("2", "2019-03-01", 40_000),
            purchase("3", "2020-03-01", 1),
        ],
        vec![Row::Document(Document {
            norm: Norm::NormativeDocument,
            number: "云澜环规〔2016〕1号".into(),
            title: "关于某事的意见".into(),
            made_on: day("2016-05-01"),
            published_on: Some(day("2016-05-03")),
            repealed_on: Some(day("2022-05-01")),
        })],
    ]
}

on_both!(the_same_table_twice_adds_nothing, async |place: Place| {
    let records = place.open().await;
    for rows in all_ledgers() {
        let many = rows.len();
        let first = take(&records, rows.clone()).await;
        assert_eq!((first.added, first.known, first.differing), (many, 0, vec![]));
        let again = take(&records, rows.clone()).await;
        assert_eq!((again.added, again.known, again.differing), (0, many, vec![]));
        let mut kept = records.ledger_rows(OURS, rows[0].ledger()).await.unwrap();
        let mut brought = rows;
        kept.sort_by_key(Row::key);
        brought.sort_by_key(Row::key);
        assert_eq!(kept, brought, "what is read is what was brought");
    }
    let batches = records.ledger_batches(OURS, 100).await.unwrap();
    assert_eq!(batches.len(), 10);
    assert!(batches.iter().all(|batch| (batch.source.as_str(), batch.by) == ("2019年台账.xlsx", Account(7))));
});

on_both!(another_row_under_the_same_number_is_not_taken, async |place: Place| {
    let records = place.open().await;
    take(&records, vec![decision(Kind::Penalty, 1, "2019-03-05")]).await;
    let rows = vec![decision(Kind::Penalty, 1, "2019-03-06"), decision(Kind::Penalty, 2, "2019-03-06")];
    let taken = take(&records, rows).await;
    assert_eq!((taken.added, taken.known, taken.differing), (1, 0, vec![2]));
    let twice = vec![decision(Kind::Penalty, 3, "2019-03-06"), decision(Kind::Penalty, 3, "2019-03-07")];
    let taken = take(&records, twice).await;
    assert_eq!((taken.added, taken.differing), (1, vec![3]), "also within one table");
    let mixed = vec![decision(Kind::Penalty, 4, "2019-03-06"), item(Kind::Penalty, "1", "2015-01-01", None)];
    let refused = records.take_into_ledger(incoming(None, mixed)).await;
    assert_eq!(refused, Err(WriteError::Refused(OtherLedger)));
});

on_both!(the_database_counts_as_the_rows_do, async |place: Place| {
    let records = place.open().await;
    let ledgers = all_ledgers();
    for rows in ledgers.clone() {
        take(&records, rows).await;
    }
    for year in [2018, 2019, 2020, 2021] {
        let counted = records.ledger_figures(OURS, year).await.unwrap();
        let expected = Figures::of(year, ledgers.iter().flatten());
        for edition in law::report::Edition::ALL {
            assert_eq!(counted.tables(edition), expected.tables(edition), "{year}");
        }
    }
    let amount = CellId::find(Table::Proactive, "procurement", "amount").unwrap();
    let figures = records.ledger_figures(OURS, 2019).await.unwrap().tables(law::report::Edition::Of2019);
    assert_eq!(figures.get(amount).unwrap().value().unwrap().to_string(), "2153.74");
    let empty = records.ledger_figures(Agency(2), 2019).await.unwrap();
    assert_eq!(empty, Figures::default());
    let kept = async |agency, year| records.ledgers_kept(agency, year).await.unwrap();
    assert!(kept(OURS, 2019).await.contains(&(Ledger::Decisions, Some(Kind::Penalty))));
    assert!(kept(OURS, 2019).await.contains(&(Ledger::Procurement, None)));
    assert!(kept(Agency(2), 2019).await.is_empty(), "whose ledgers are empty knows of no nought");
    let much_later = kept(OURS, 2090).await;
    assert!(much_later.contains(&(Ledger::Items, Some(Kind::Penalty))), "the list of powers goes on");
    assert!(!much_later.contains(&(Ledger::Decisions, None)), "decisions are of their year");
    // The older document holds until 2022.
    let in_force = CellId::find(Table::Proactive, "normative_documents", "in_force").unwrap();
    for (year, holds) in [(2021, "1"), (2022, "0")] {
        assert_eq!(records.document_tables(OURS, year).await.unwrap().counted(in_force).unwrap().to_string(), holds);
    }
});

on_both!(a_struck_row_stays_with_its_reason_and_counts_no_more, async |place: Place| {
    let records = place.open().await;
    let row = decision(Kind::Penalty, 1, "2019-03-05");
    take(&records, vec![row.clone(), decision(Kind::Penalty, 2, "2019-03-05")]).await;
    let strike =
        |reason: &'static str| records.strike_ledger_row(OURS, Ledger::Decisions, row.key(), reason, Account(8), at());
    assert_eq!(strike(" ").await, Err(WriteError::Refused(NotStruck::NoReason)));
    strike("重复登记").await.unwrap();
    assert_eq!(strike("重复登记").await, Err(WriteError::Refused(NotStruck::NoRow)));
    let figures = records.ledger_figures(OURS, 2019).await.unwrap();
    assert_eq!(figures.decisions.get(&Kind::Penalty), Some(&1));
    let page = records.ledger_page(OURS, Ledger::Decisions, Of::default(), None, 10).await.unwrap();
    let struck: Vec<_> = page.iter().map(|entered| entered.struck.as_deref()).collect();
    assert_eq!(struck, [None, Some("重复登记")]);
    let again = take(&records, vec![row]).await;
    assert_eq!((again.added, again.differing), (0, vec![2]), "a later import does not bring it back");
});

on_both!(a_ledger_is_read_page_by_page, async |place: Place| {
    let records = place.open().await;
    for rows in all_ledgers() {
        take(&records, rows).await;
    }
    let of = Of { kind: Some(Kind::Penalty), year: Some(2019) };
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = records.ledger_page(OURS, Ledger::Decisions, of, after.as_ref(), 20).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.after());
        seen.extend(page.into_iter().map(|entered| entered.key));
    }
    let figures = records.ledger_figures(OURS, 2019).await.unwrap();
    assert_eq!(seen.len() as u64, figures.decisions[&Kind::Penalty]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len() as u64, figures.decisions[&Kind::Penalty], "none comes twice");
    let of = Of { kind: Some(Kind::Penalty), year: Some(2019) };
    let items = records.ledger_page(OURS, Ledger::Items, of, None, 20).await.unwrap();
    assert_eq!(items.len(), 2, "what was on the list at the end of the year before stands behind its figure");
});

on_both!(posts_are_counted_in_the_year_of_the_place, async |place: Place| {
    let records = place.open().await;
    let post = |post: &str, posted_at: &str| Post {
        platform: "weibo".into(),
        post: post.into(),
        account: "澜江环境".into(),
        posted_at: posted_at.into(),
        words: "今天空气质量良。".into(),
        address: None,
    };
    // The last of them is already of 2020 where the agency lives.
    let posts = vec![
        post("1", "2018-12-31T16:00:00.000Z"),
        post("2", "2019-06-01T01:00:00.000Z"),
        post("3", "2019-12-31T16:00:00.000Z"),
    ];
    assert_eq!(records.take_posts(OURS, posts.clone(), Account(7), at()).await.unwrap(), 3);
    assert_eq!(records.take_posts(OURS, posts, Account(7), at()).await.unwrap(), 0);
    let counts = records.posts_of_year(OURS, 2019, 8).await.unwrap();
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [("weibo".to_owned(), 2)]);
    let latest = records.posts(OURS, None, 2).await.unwrap();
    assert_eq!(latest.iter().map(|post| post.post.as_str()).collect::<Vec<_>>(), ["3", "2"]);
});
