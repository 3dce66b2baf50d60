//! The page of a publication: the draft with what was found in it, what the public reads, and what can be done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::publication::act::Act;
use casework::publication::clock::Standing;
use casework::publication::duty::What;
use casework::publication::{Fact, Refusal};
use law::calendar::in_words;
use office::disposal::{GONE, TargetKind};
use office::publication::{Certainty, PublicationPage};

use super::{attachments, open, step};
use crate::console::desk::Desk;
use crate::console::disposal;
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::steps::{Offer, Steps, Way};
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/publication/page.html")]
struct Shown<'v> {
    page: Page<'v>,
    rail: Rail,
    title: String,
    chips: Vec<Chip>,
    draft: Option<Text>,
    attachments: Vec<attachments::Line>,
    findings: Vec<Finding>,
    public: Option<Text>,
    permalink: Option<String>,
    timeline: Timeline,
    steps: Steps,
    others: Steps,
    disposal: Option<disposal::Link>,
}

struct Text {
    summary: String,
    paragraphs: Vec<String>,
}

/// What a screening found, with its place.
pub(super) struct Finding {
    pub(super) place: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) suggestion: String,
    /// Whether the screening is certain of it.
    pub(super) certain: bool,
}

pub(super) async fn page(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let file = open(&desk, &id).await?;
    let names = desk.names().await?;
    let (steps, others) = offered(&desk, &file);
    let public = file.public.as_ref();
    let disposal = disposal::link(&desk, TargetKind::Publication, &file.file).await?;
    Ok(respond::private(&Shown {
        page: desk.page(file.title().to_owned()),
        rail: desk.rail(),
        title: file.title().to_owned(),
        chips: chips(&desk, &file, &names),
        draft: file.draft.as_ref().map(|text| Text {
            summary: text.summary().to_owned(),
            paragraphs: text.paragraphs().map(str::to_owned).collect(),
        }),
        attachments: attachments::lines(&desk, &file),
        findings: findings(&file),
        public: public.map(|text| Text {
            summary: text.summary.clone(),
            paragraphs: text.paragraphs().map(str::to_owned).collect(),
        }),
        permalink: public.map(|_| desk.to(&format!("/publications/{}", file.file))),
        timeline: timeline(&desk, &file, &names),
        steps,
        others,
        disposal,
    }))
}

pub(super) fn findings(file: &PublicationPage) -> Vec<Finding> {
    let shown = file.findings.iter().map(|one| Finding {
        place: one.place.clone(),
        kind: one.finding.kind.title(),
        text: one.finding.text.clone(),
        suggestion: one.finding.suggestion.clone(),
        certain: one.finding.certainty == Certainty::Certain,
    });
    shown.collect()
}

pub(super) fn chips(desk: &Desk, file: &PublicationPage, names: &Names) -> Vec<Chip> {
    let mut chips = Vec::new();
    if file.publication.erased().is_some() {
        chips.push(Chip::new("已销毁", Tone::Done));
    }
    if let Some(clock) = &file.clock {
        let due = in_words(clock.due_on, desk.today().year());
        chips.push(match clock.standing {
            Standing::Running => Chip::new(format!("{due}前公开"), Tone::Soon),
            Standing::Overdue => Chip::new(format!("应在{due}前公开，已超期"), Tone::Late),
            Standing::Done { late: false, .. } => Chip::new("按期公开", Tone::Done),
            Standing::Done { late: true, .. } => Chip::new("逾期公开", Tone::Late),
        });
    }
    if let Some(clock) = &file.interpretation {
        let due = in_words(clock.due_on, desk.today().year());
        chips.push(match clock.standing {
            Some(Standing::Running) => Chip::new(format!("{due}前解读"), Tone::Soon),
            Some(Standing::Overdue) => Chip::new(format!("应在{due}前解读，已超期"), Tone::Late),
            Some(Standing::Done { late: false, .. }) => Chip::new("按期解读", Tone::Done),
            Some(Standing::Done { late: true, .. }) => Chip::new("逾期解读", Tone::Late),
            None => Chip::plain("不需要解读"),
        });
    }
    if let Some(subject) = file.publication.subject() {
        chips.push(Chip::plain(subject.attribute.label()));
        chips.push(Chip::plain(subject.genre.label()));
        chips.push(Chip::plain(subject.scope.label()));
        chips.push(Chip::plain(names.unit(subject.provider)));
    }
    if let Some(What::Review(level)) = file.owed.map(|owed| owed.what) {
        chips.push(Chip::new(format!("待{}", Act::review(level).label()), Tone::Soon));
    }
    chips
}

pub(super) fn timeline(desk: &Desk, file: &PublicationPage, names: &Names) -> Timeline {
    let year = desk.today().year();
    let owed = file.owed.iter().map(|owed| match owed.by {
        Some(by) => Entry::owed_by(by, year, owed.label()),
        None => Entry { when: "待办".to_owned(), text: owed.label().to_owned(), owed: true, ..Entry::default() },
    });
    let mut done: Vec<Entry> = file
        .publication
        .history()
        .iter()
        .map(|entry| Entry::on(entry.fact.on(), year, told(&entry.fact)).noted(names.author(entry.by)))
        .collect();
    done.reverse();
    Timeline { entries: owed.chain(done).collect() }
}

fn told(fact: &Fact) -> String {
    match fact {
        Fact::Drafted { .. } => "拟稿送审".to_owned(),
        Fact::Screened { found, .. } if found.is_clean() => "筛查：没有发现".to_owned(),
        Fact::Screened { found, justified: Some(_), .. } => format!("筛查：{}处，已说明", found.findings()),
        Fact::Screened { found, .. } => format!("筛查：{}处，须修改或者说明", found.findings()),
        Fact::ReviewApproved { level, .. } => format!("{}通过", level.label()),
        Fact::ReviewReturned { level, .. } => format!("{}退回", level.label()),
        Fact::Published { .. } => "发布".to_owned(),
        Fact::Revised { .. } => "发布修订".to_owned(),
        Fact::Repealed { .. } => "标注不再有效".to_owned(),
        Fact::Withdrawn { why, .. } => format!("撤下：{}", why.label()),
        Fact::Interpreted { .. } => "政策解读已发布".to_owned(),
        Fact::InterpretationWaived { .. } => "说明不需要政策解读".to_owned(),
        Fact::Erased { .. } => GONE.to_owned(),
    }
}

/// What a document owes most of the time: a file of its own, which is begun from here.
fn interpreting(desk: &Desk, file: &PublicationPage) -> Option<Offer> {
    file.owed.filter(|owed| owed.what == What::Interpret)?;
    let begins = file.offers.iter().any(|offer| offer.act == Act::Draft && offer.now.is_ok());
    let number = &file.publication.public().filter(|_| begins)?.index_number;
    let way = Way::Open(desk.to(&format!("/console/publications/draft?interprets={number}")));
    Some(Offer { name: "拟写政策解读".to_owned(), note: "发布后两个页面互相链接".to_owned(), way })
}

fn offered(desk: &Desk, file: &PublicationPage) -> (Steps, Steps) {
    let (mut steps, mut others) = (Steps::default(), Steps::default());
    steps.offers.extend(interpreting(desk, file));
    for one in &file.offers {
        let (name, note) = (one.act.label().to_owned(), String::new());
        let here = format!("/console/publications/{}/{}", file.file, step::thing(one.act));
        match &one.now {
            // Of what is no document, nobody wants to read that it owes no interpretation.
            Err(Refusal::NoInterpretationOwed) => {}
            Ok(()) => steps.offers.push(Offer { name, note, way: Way::Open(desk.to(&here)) }),
            Err(reason @ (Refusal::NotYours(_) | Refusal::OtherUnit)) => {
                others.offers.push(Offer { name, note, way: Way::Closed(reason.to_string()) });
            }
            Err(reason) => steps.offers.push(Offer { name, note, way: Way::Closed(reason.to_string()) }),
        }
    }
    (steps, others)
}
