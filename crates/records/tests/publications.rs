//! Publications in the record: the row that follows from a file, what the public reads, and the lists.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::sync::Arc;

use casework::context::Settings;
use casework::entry::Author;
use casework::publication::facts::{
    Attribute, Channel, Declaration, Draft, Found, Genre, Interpretation, Interprets, Level, Norm, Repeal, Scope,
    Withdrawal,
};
use casework::publication::numbering::Numbering;
use casework::publication::text::PublicText;
use casework::publication::{Fact, Publication, act};
use casework::sealed::Sealed;
use casework::who::{Account, Agency, Unit};
use law::calendar::parse_day;
use law::identifier::index_number::IndexPattern;
use law::report::{CellId, Table};
use records::append::{Also, Append, Appended, NotAppended, Numbered, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::publication::public::{Begin, Filter};
use records::publication::worklist::Waiting;
use records::publication::{Stage, text};
use records::request::worklist::Part;
use records::testing::Place;
use records::{Records, WriteError, on_both};

const OURS: Agency = Agency(1);

fn sealed(number: u8) -> Sealed {
    Sealed::new(&format!("vault-{number}"), &format!("{number:02x}").repeat(32)).unwrap()
}

fn day(text: &str) -> law::calendar::Day {
    parse_day(text).unwrap()
}

fn words(title: &str) -> PublicText {
    PublicText::new(title, "", "第一段。\n第二段。").unwrap()
}

fn draft(on: &str, item: &str, genre: Genre) -> Draft {
    let (attribute, scope) = (Attribute::Proactive, Scope::Unit);
    Draft {
        chain: act::chain(scope, &attribute).to_vec(),
        attribute,
        item: item.parse().unwrap(),
        genre,
        document: None,
        scope,
        provider: Unit(3),
        formed_on: day(on),
        declared: Declaration::ALL.into(),
        text: sealed(1),
        interprets: None,
    }
}

fn drafted(on: &str) -> Fact {
    Fact::Drafted { on: day(on), draft: draft(on, "20.13", Genre::Monitoring) }
}

fn passed(on: &str, draft: Draft) -> Vec<Fact> {
    vec![
        Fact::Drafted { on: day(on), draft },
        Fact::Screened { on: day(on), found: Found::default(), justified: None },
        Fact::ReviewApproved { on: day(on), level: Level::UnitHead },
    ]
}

async fn add(
    records: &Records,
    file: &FileId,
    on: &str,
    facts: Vec<Fact>,
    numbered: Option<Numbered<Publication>>,
    also: Vec<Also>,
) -> Result<Appended, WriteError<NotAppended>> {
    let before = records.open_file::<Publication>(OURS, file).await.unwrap_or_else(|_| Opened::default());
    let append = Append {
        agency: OURS,
        file: file.clone(),
        before,
        by: Author::Account(Account(7)),
        at: format!("{on}T09:00:00+08:00").parse().unwrap(),
        facts,
        numbered,
        key: CommandKey::random(),
        settings: Arc::new(Settings::default()),
        also,
    };
    records.append(append).await
}

fn publishing(on: &str, text: &PublicText) -> Numbered<Publication> {
    let numbering = Numbering::new(IndexPattern::default(), "014225972").unwrap();
    let (on, text) = (day(on), text::digest(text));
    let fact = move |serial| Fact::Published {
        on,
        index_number: numbering.write(on, serial),
        document_number: None,
        channels: [Channel::Platform].into(),
        text,
    };
    Numbered { register: format!("publication/{}", on.year()), fact: Box::new(fact) }
}

/// A publication from draft to public on one day.
async fn published_as(records: &Records, on: &str, draft: Draft, title: &str) -> FileId {
    let file = FileId::random();
    let text = words(title);
    let also =
        vec![text::becomes_public(OURS, 1, text.clone(), Vec::new(), format!("{on}T09:00:00+08:00").parse().unwrap())];
    add(records, &file, on, passed(on, draft), Some(publishing(on, &text)), also).await.unwrap();
    file
}

async fn published(records: &Records, on: &str, title: &str) -> FileId {
    published_as(records, on, draft(on, "20.13", Genre::Monitoring), title).await
}

fn files(lines: &[records::publication::public::Line]) -> Vec<String> {
    lines.iter().map(|line| line.title.clone()).collect()
}

on_both!(a_publication_is_numbered_and_read_by_everybody, async |place: Place| {
    let records = place.open().await;
    let file = published(&records, "2019-03-05", "水质月报").await;
    let page = records.public_page(OURS, &file).await.unwrap().unwrap();
    assert_eq!(page.row.index_number.as_deref(), Some("014225972/2019-00001"));
    let text = page.text.unwrap();
    assert_eq!((text.title.as_str(), text.paragraphs().count()), ("水质月报", 2));
    assert_eq!(text.digest, text::digest(&words("水质月报")).as_str());
    assert_eq!(records.indexed(OURS, "014225972/2019-00001").await.unwrap().as_deref(), Some(file.text()));
    assert!(records.public_page(Agency(2), &file).await.unwrap().is_none(), "another agency has no such page");
});

on_both!(what_is_not_public_is_in_no_public_list_and_has_no_page, async |place: Place| {
    let records = place.open().await;
    let file = FileId::random();
    add(&records, &file, "2019-03-05", vec![drafted("2019-03-05")], None, vec![]).await.unwrap();
    assert!(records.published(OURS, &Filter::default(), &Begin::First, 10).await.unwrap().is_empty());
    assert!(records.public_page(OURS, &file).await.unwrap().is_none());
    let row = records.publication_row(OURS, &file).await.unwrap().unwrap();
    assert_eq!((row.stage(), row.owed.as_deref()), (Some(Stage::Drafted), Some("screen")));
    assert_eq!((row.owed_by.as_str(), row.drafted_by), ("2019-04-02", Some(7)));
});

on_both!(lists_go_page_by_page_and_by_item_genre_year_and_words, async |place: Place| {
    let records = place.open().await;
    for (on, title) in
        [("2019-03-05", "三月甲"), ("2019-03-05", "三月乙"), ("2019-04-02", "四月"), ("2020-01-06", "一月")]
    {
        published(&records, on, title).await;
    }
    let on = "2020-01-07";
    published_as(&records, on, draft(on, "20.6", Genre::PenaltyDecision), "处罚100%_决定").await;
    let all = Filter::default();
    let mut seen = Vec::new();
    let mut begin = Begin::First;
    loop {
        let lines = records.published(OURS, &all, &begin, 2).await.unwrap();
        let Some(last) = lines.last() else { break };
        begin = Begin::After(last.key());
        seen.extend(files(&lines));
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(seen[..3], ["处罚100%_决定", "一月", "四月"]);

    let of = async |filter: Filter| files(&records.published(OURS, &filter, &Begin::First, 10).await.unwrap());
    assert_eq!(of(Filter { item: "20.6".parse().ok(), ..all.clone() }).await, ["处罚100%_决定"]);
    assert_eq!(of(Filter { genre: Some(Genre::PenaltyDecision), ..all.clone() }).await.len(), 1);
    assert_eq!(of(Filter { year: Some(2019), ..all.clone() }).await.len(), 3);
    assert_eq!(of(Filter { unit: Some(Unit(4)), ..all.clone() }).await.len(), 0);
    assert_eq!(of(Filter { words: Some("三月".into()), ..all.clone() }).await.len(), 2);
    assert_eq!(of(Filter { words: Some("100%_".into()), ..all.clone() }).await.len(), 1, "signs stand for themselves");
    assert_eq!(of(Filter { words: Some("1%%".into()), ..all.clone() }).await.len(), 0);

    let words = |words: &str| Filter { words: Some(words.into()), ..all.clone() };
    assert_eq!(of(words("甲 三")).await, ["三月甲"], "each of the words, in any order");
    assert_eq!(of(words("三月\u{3000}乙")).await, ["三月乙"], "a blank of full width parts words too");
    assert_eq!(of(words("三月 2019-00003")).await.len(), 0, "and all of them on one document");
    assert_eq!(of(words("四月 2019-00003")).await, ["四月"], "one in the title, the other in the index number");

    let items = records.published_of_items(OURS, &all).await.unwrap();
    assert_eq!(items.into_values().collect::<Vec<_>>(), [1, 4]);
    assert_eq!(records.published_of_years(OURS, &all).await.unwrap(), [(2020, 2), (2019, 3)]);
    let genres = records.published_of_genres(OURS, &Filter { words: Some("月".into()), ..all }).await.unwrap();
    assert_eq!(genres.into_iter().collect::<Vec<_>>(), [(Genre::Monitoring, 4)]);
});

on_both!(a_list_goes_back_the_way_it_came_also_within_one_day, async |place: Place| {
    let records = place.open().await;
    published(&records, "2019-03-04", "前").await;
    for title in ["甲", "乙", "丙", "丁", "戊"] {
        published(&records, "2019-03-05", title).await;
    }
    published(&records, "2019-03-06", "后").await;
    let all = Filter::default();
    let whole = records.published(OURS, &all, &Begin::First, 10).await.unwrap();
    assert_eq!(whole.len(), 7);
    for (at, line) in whole.iter().enumerate() {
        let before = records.published(OURS, &all, &Begin::Before(line.key()), 2).await.unwrap();
        assert_eq!(before, whole[at.saturating_sub(2)..at], "the two right before line {at}, in the order of the list");
        let after = records.published(OURS, &all, &Begin::After(line.key()), 2).await.unwrap();
        assert_eq!(after, whole[at + 1..(at + 3).min(7)]);
    }
    let of_a_year = Filter { year: Some(2019), words: Some("后".into()), ..all };
    let last = whole.last().unwrap().key();
    let before = records.published(OURS, &of_a_year, &Begin::Before(last), 10).await.unwrap();
    assert_eq!(files(&before), ["后"], "only what the filter lets through");
});

on_both!(a_revision_takes_the_place_of_what_is_public_and_both_editions_stay, async |place: Place| {
    let records = place.open().await;
    let file = published(&records, "2019-03-05", "水质月报").await;
    add(&records, &file, "2019-04-01", vec![drafted("2019-04-01")], None, vec![]).await.unwrap();
    let lines = records.published(OURS, &Filter::default(), &Begin::First, 10).await.unwrap();
    assert_eq!(files(&lines), ["水质月报"], "a draft changes nothing that is public");
    let text = words("水质月报（修订）");
    let facts = vec![
        Fact::Screened { on: day("2019-04-01"), found: Found::default(), justified: None },
        Fact::ReviewApproved { on: day("2019-04-02"), level: Level::UnitHead },
        Fact::Revised { on: day("2019-04-02"), text: text::digest(&text) },
    ];
    let also = vec![text::becomes_public(OURS, 2, text, Vec::new(), "2019-04-02T09:00:00+08:00".parse().unwrap())];
    add(&records, &file, "2019-04-02", facts, None, also).await.unwrap();
    let page = records.public_page(OURS, &file).await.unwrap().unwrap();
    assert_eq!(page.text.unwrap().title, "水质月报（修订）");
    assert_eq!(
        (page.row.published_on.as_deref(), page.row.revised_on.as_deref()),
        (Some("2019-03-05"), Some("2019-04-02"))
    );
    assert_eq!(records.public_text(OURS, &file, 1).await.unwrap().unwrap().title, "水质月报");
});

on_both!(a_leak_is_gone_in_every_edition_and_the_page_says_why, async |place: Place| {
    let records = place.open().await;
    let file = published(&records, "2019-03-05", "水质月报").await;
    let gone = Fact::Withdrawn { on: day("2019-03-06"), why: Withdrawal::Leak, words: sealed(3) };
    add(&records, &file, "2019-03-06", vec![gone], None, vec![text::is_purged(OURS)]).await.unwrap();
    let page = records.public_page(OURS, &file).await.unwrap().unwrap();
    assert_eq!((page.withdrawal(), page.text), (Some(Withdrawal::Leak), None));
    assert!(records.public_text(OURS, &file, 1).await.unwrap().is_none());
    assert!(records.published(OURS, &Filter::default(), &Begin::First, 10).await.unwrap().is_empty());
    let row = records.publication_row(OURS, &file).await.unwrap().unwrap();
    assert_eq!((row.stage(), row.is_open), (Some(Stage::Withdrawn), 0));
});

on_both!(numbers_are_given_once_and_a_refused_command_takes_none, async |place: Place| {
    let records = place.open().await;
    published(&records, "2019-03-05", "甲").await;
    let (text, nowhere) = (words("乙"), FileId::random());
    let broken = Also::work(|_, _| Box::pin(async { Err(sea_orm::DbErr::Custom("on purpose".into())) }));
    let facts = passed("2019-03-05", draft("2019-03-05", "20.13", Genre::Monitoring));
    let refused = add(&records, &nowhere, "2019-03-05", facts, Some(publishing("2019-03-05", &text)), vec![broken]);
    assert!(refused.await.is_err());
    published(&records, "2019-03-06", "丙").await;
    published(&records, "2020-01-06", "丁").await;
    let lines = records.published(OURS, &Filter::default(), &Begin::First, 10).await.unwrap();
    let numbers: Vec<_> = lines.iter().map(|line| line.index_number.as_str()).collect();
    assert_eq!(numbers, ["014225972/2020-00001", "014225972/2019-00002", "014225972/2019-00001"]);
});

on_both!(the_worklist_has_what_is_owed_first, async |place: Place| {
    let records = place.open().await;
    let later = FileId::random();
    add(&records, &later, "2019-03-06", vec![drafted("2019-03-06")], None, vec![]).await.unwrap();
    let sooner = FileId::random();
    let facts = passed("2019-03-06", draft("2019-03-01", "20.13", Genre::Monitoring));
    add(&records, &sooner, "2019-03-06", facts, None, vec![]).await.unwrap();
    published(&records, "2019-03-06", "甲").await;
    let list = async |part, waiting| {
        let rows = records.open_publications(OURS, part, waiting, None, 10).await.unwrap();
        rows.into_iter().map(|row| row.file).collect::<Vec<_>>()
    };
    assert_eq!(list(Part::All, Waiting::Any).await, [sooner.text(), later.text()]);
    assert_eq!(list(Part::All, Waiting::ToPublish).await, [sooner.text()]);
    assert_eq!(list(Part::All, Waiting::Overdue(day("2019-04-01"))).await, [sooner.text()]);
    assert_eq!(list(Part::Unit(Unit(4)), Waiting::Any).await, [""; 0]);
    assert_eq!(list(Part::Handler(Account(7)), Waiting::Any).await.len(), 2);
    let screened = Fact::Screened { on: day("2019-03-06"), found: Found::default(), justified: None };
    add(&records, &later, "2019-03-06", vec![screened], None, vec![]).await.unwrap();
    assert_eq!(list(Part::All, Waiting::For(Level::UnitHead)).await, [later.text()]);
    let all = records.publications(OURS, Part::All, None, None, 10).await.unwrap();
    assert_eq!(all.len(), 3);
    let public = records.publications(OURS, Part::All, Some(Stage::Public), None, 10).await.unwrap();
    let titles =
        records.public_titles(OURS, &public.into_iter().map(|row| row.file).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(titles.into_iter().map(|(_, title)| title).collect::<Vec<_>>(), ["甲"]);
});

on_both!(documents_count_in_section_one, async |place: Place| {
    let records = place.open().await;
    let on = "2021-03-05";
    let norm = Draft { document: Some(Norm::NormativeDocument), ..draft(on, "20.1", Genre::Opinion) };
    let file = published_as(&records, on, norm, "关于某事的意见").await;
    published(&records, "2021-03-06", "月报").await;
    let figure = async |year, column| {
        let id = CellId::find(Table::Proactive, "normative_documents", column).unwrap();
        records.document_tables(OURS, year).await.unwrap().counted(id).unwrap().to_string()
    };
    assert_eq!((figure(2021, "made").await, figure(2022, "in_force").await), ("1".into(), "1".into()));
    let ended = Fact::Repealed { on: day("2023-05-01"), how: Repeal::Abolished, by_document: None };
    add(&records, &file, "2023-05-04", vec![ended], None, vec![]).await.unwrap();
    assert_eq!((figure(2023, "repealed").await, figure(2023, "in_force").await), ("1".into(), "0".into()));
    let behind = records.documents_behind(OURS, 2023, "normative_documents", "repealed").await.unwrap();
    assert_eq!(behind.into_iter().map(|row| row.file).collect::<Vec<_>>(), [file.text()]);
    let line = &records
        .published(OURS, &Filter { item: "20.1".parse().ok(), ..Filter::default() }, &Begin::First, 1)
        .await
        .unwrap()[0];
    assert_eq!(line.repeal, Some(Repeal::Abolished), "it stays public and says so");
    assert_eq!(line.repealed_on.as_deref(), Some("2023-05-01"), "with the day from which it does not hold");
});

on_both!(a_document_knows_what_interprets_it_while_that_is_public, async |place: Place| {
    let records = place.open().await;
    let on = "2021-03-05";
    let document = published_as(&records, on, draft(on, "20.1", Genre::Opinion), "关于某事的意见").await;
    let explaining = |kind, document: &FileId| Draft {
        interprets: Some(Interprets { kind, document: Some(document.text().to_owned()) }),
        ..draft(on, "20.1", Genre::Interpretation)
    };
    let policy = published_as(&records, on, explaining(Interpretation::Policy, &document), "政策解读").await;
    published_as(&records, on, explaining(Interpretation::Law, &policy), "别的").await;
    published_as(&records, "2021-03-08", explaining(Interpretation::Law, &document), "法制解读").await;
    let lines = records.interpretations_of(OURS, &document).await.unwrap();
    assert_eq!(files(&lines), ["法制解读", "政策解读"]);
    assert_eq!(lines[1].interpretation(), Some(Interpretation::Policy));
    let row = records.publication_row(OURS, &policy).await.unwrap().unwrap();
    assert_eq!(
        (row.interprets.as_deref(), row.interpretation()),
        (Some(document.text()), Some(Interpretation::Policy))
    );
    assert_eq!(records.public_line(OURS, &document).await.unwrap().unwrap().title, "关于某事的意见");

    let gone = Fact::Withdrawn { on: day("2021-03-09"), why: Withdrawal::Wrong, words: sealed(3) };
    add(&records, &policy, "2021-03-09", vec![gone], None, vec![]).await.unwrap();
    assert_eq!(files(&records.interpretations_of(OURS, &document).await.unwrap()), ["法制解读"]);
    assert!(records.public_line(OURS, &policy).await.unwrap().is_none());
    assert!(records.interpretations_of(Agency(2), &document).await.unwrap().is_empty());
});
