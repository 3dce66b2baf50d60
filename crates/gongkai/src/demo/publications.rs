//! What the bureau of the story publishes, as deeds of its people: the provider drafts, the levels agree, the
//! open-government office publishes. And what goes into its ledgers and onto its accounts, which are rows and no files.

use anyhow::Context;
use casework::ledger::import::Import;
use casework::ledger::{Ledger, Row};
use casework::publication::facts::{Attribute, Declaration, Genre, Interpretation, Interprets, Level, Norm, Scope};
use casework::publication::steps::Wish;
use casework::publication::text::PublicText;
use casework::who::Viewer;
use jiff::ToSpan;
use law::calendar::Day;
use office::Office;
use office::publication::{Attachments, HandIn, Step};
use records::ledger::media::Post;

use super::bureau::Bureau;
use super::content::{Content, MARK, Planned};
use super::story::{Deed, What, at};

/// The deeds of all publications. `people` says who of a unit drafts and who heads it, by login.
pub(crate) fn deeds(
    publications: &[Planned],
    bureau: &Bureau,
    people: impl Fn(&str) -> (&'static str, &'static str),
) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = Vec::new();
    for (number, planned) in publications.iter().enumerate() {
        deeds.extend(thread(number, planned, bureau, &people)?);
    }
    Ok(deeds)
}

fn thread(
    number: usize,
    planned: &Planned,
    bureau: &Bureau,
    people: &impl Fn(&str) -> (&'static str, &'static str),
) -> anyhow::Result<Vec<Deed>> {
    let Planned { formed_on, published_on, item, genre, scope, document_number, channels, title, body, .. } = planned;
    let unit = planned.unit;
    let (handler, head) = people(unit);
    let file = format!("信息{published_on}第{number}件");
    // Nobody works on the text before it is formed or on a rest day; all of it is done on the day on which it goes out.
    let on = *published_on;
    let wish = Wish {
        attribute: Attribute::Proactive,
        item: *item,
        genre: *genre,
        document: None,
        scope: *scope,
        provider: bureau.unit(unit)?,
        formed_on: *formed_on,
        declared: Declaration::ALL.into(),
        // The documents that the story's interpretations explain lie before its beginning.
        interprets: (*genre == Genre::Interpretation)
            .then_some(Interprets { kind: Interpretation::Policy, document: None }),
    };
    let text = PublicText::new(title, "", body).with_context(|| title.clone())?;
    let attachments = Attachments::default();
    let draft = HandIn { on, wish, text, attachments, justified: String::new() };
    // In one minute of the day the hands of several people meet; files go their way one after the other within it.
    let minute = i8::try_from(number % 50).unwrap_or_default();
    let mut deeds = vec![Deed {
        at: at(on, 9, minute),
        what: What::Draft { file: file.clone(), by: handler, draft: Box::new(draft) },
    }];
    let mut step = |hour: i8, by: &'static str, step: Step| {
        let what = What::Publication { file: file.clone(), by, step: Box::new(step) };
        deeds.push(Deed { at: at(on, hour, minute), what });
    };
    let agreed = |level| Step::Review { on, level, returned: None };
    step(10, head, agreed(Level::UnitHead));
    if *scope >= Scope::AgencyWide {
        step(11, "fenguan", agreed(Level::DeputyHead));
    }
    if *scope == Scope::Important {
        step(14, "juzhang", agreed(Level::Head));
    }
    let (document_number, channels) = (document_number.clone(), channels.clone());
    step(15, "gongkai", Step::Publish { on, document_number, channels });
    Ok(deeds)
}

/// Some of the last of them, stopped on their way, so that worklists have something in them: drafts with findings, drafts at
/// each level, and what has passed and waits. Returns them with how far each comes; what is stopped late is overdue.
pub(crate) fn on_their_way(
    publications: &[Planned],
    today: Day,
    bureau: &Bureau,
    people: impl Fn(&str) -> (&'static str, &'static str),
) -> anyhow::Result<Vec<Deed>> {
    let mut deeds = Vec::new();
    let recent = publications.iter().rev().filter(|planned| planned.published_on < today);
    for (number, planned) in recent.take(9).enumerate() {
        let title = format!("{}（续报）", planned.title);
        let thread = thread(10_000 + number, &Planned { title, ..planned.clone() }, bureau, &people)?;
        let stops = [1, 2, thread.len() - 1];
        deeds.extend(thread.into_iter().take(stops[number % 3]));
    }
    Ok(deeds)
}

/// One of the year's notices as a 规范性文件 that is public for a week and that nobody has interpreted yet.
pub(crate) fn uninterpreted(
    publications: &[Planned],
    today: Day,
    bureau: &Bureau,
    people: impl Fn(&str) -> (&'static str, &'static str),
) -> anyhow::Result<Vec<Deed>> {
    let before = today.checked_sub(7.days()).context("the story begins after the first day that there is")?;
    let Some(planned) = publications.iter().rev().find(|planned| planned.published_on <= before) else {
        return Ok(Vec::new());
    };
    let title = "澜江区噪声敏感建筑物集中区域管理办法".to_owned();
    let body = format!("为加强噪声污染防治，制定本办法。\n本办法自发布之日起施行。\n{MARK}");
    let planned = Planned { title, body, genre: Genre::Notice, ..planned.clone() };
    let mut deeds = thread(20_000, &planned, bureau, &people)?;
    if let Some(Deed { what: What::Draft { draft, .. }, .. }) = deeds.first_mut() {
        (draft.wish.document, draft.wish.interprets) = (Some(Norm::NormativeDocument), None);
    }
    Ok(deeds)
}

/// Takes ledger rows and posts in, by somebody who keeps the ledgers.
pub(crate) async fn enter(office: &Office, by: &Viewer, content: &Content, source: &str) -> anyhow::Result<()> {
    for ledger in Ledger::ALL {
        let rows: Vec<(usize, Row)> =
            (2..).zip(content.rows.iter().filter(|row| row.ledger() == ledger).cloned()).collect();
        if !rows.is_empty() {
            office.take_ledger_table(by, ledger, source, Import { rows, ..Import::default() }).await?;
        }
    }
    let post = |post: &super::content::Post| Post {
        platform: post.platform.to_owned(),
        post: post.id.clone(),
        account: post.account.clone(),
        posted_at: records::time::written(at(post.on, 8, 30)),
        words: post.words.clone(),
        address: None,
    };
    office.take_posts(by, content.posts.iter().map(post).collect()).await?;
    Ok(())
}
