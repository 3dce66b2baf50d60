//! 救济: before which body, within which term, by the law in force on the day of the reply.
//!
//! The law changed on 2024-01-01 (reconsideration comes first where information is withheld) and again on 2025-06-01
//! (what courts do not accept any more is disputed), so the paragraph is made for a row and a day, never kept as text.

pub mod agency;
mod rules;
pub mod wording;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::agency::Agency;
use self::agency::{Body, Court, Seat};
pub use self::wording::Rulings;
use self::wording::{Places, Template};
use super::outcome::Outcome;
use super::reply::Notice;
use crate::article::{Article, chinese};

/// What somebody may want a remedy against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Act {
    /// A reply that ends the application in this row.
    Reply(Outcome),
    /// No reply within the term.
    NoReply,
    /// A letter on the way. It carries no remedy.
    Notice(Notice),
}

/// Which way is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Reconsideration or suit, as the applicant likes.
    FreeChoice,
    /// Reconsideration first, then suit.
    ReconsiderationFirst,
    /// Reconsideration first for what is withheld, free choice for the rest.
    ReconsiderationFirstForWithheld,
    /// Reconsideration is told, suit is not; only by a [`wording::Ruling`].
    ReconsiderationOnly,
}

/// How long each way is open. Days and months of the calendar; a last day that is a rest day moves to the next working
/// day (民事诉讼法 Art. 85), which the functions here leave to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// 行政复议法 Art. 20, in days.
    pub reconsideration_days: u8,
    /// 行政诉讼法 Art. 46, in months.
    pub suit_months: u8,
    /// 行政诉讼法 Art. 45, in days from the decision on reconsideration.
    pub suit_after_reconsideration_days: u8,
}

/// The remedy against a reply: what the letter tells, in parts and as its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Which way is open.
    pub route: Route,
    /// Whether the law has settled the way. If not, a lawyer should look at it.
    pub settled: bool,
    /// The bodies for reconsideration; the applicant chooses.
    pub bodies: Vec<Body>,
    /// The courts.
    pub courts: Vec<Court>,
    /// How long each way is open.
    pub terms: Terms,
    /// Where all this stands.
    pub articles: Vec<Article>,
    text: String,
}

/// For what a remedy is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Against what.
    pub act: Act,
    /// The day on which the reply is made; for silence, the day after the last day of the term.
    pub on: Date,
    /// Whose.
    pub agency: &'a Agency,
    /// Whether the decision is served on line (行政复议法 Art. 22¶2).
    pub served_online: bool,
}

/// What is missing to tell the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemedyError {
    /// A day before the terms that are known here.
    #[error("{0}早于所收录的法律，无法生成救济告知")]
    NoRule(Date),
    /// The agency's data do not say what it was.
    #[error("机构设置中没有{0}的机构性质（工作部门、派出机构等），请补充")]
    NoStanding(Date),
    /// The agency's data lack a body that the law makes competent.
    #[error("机构设置中没有{on}有效的行政复议机关：{label}，请补充", label = seat.label())]
    NoBody {
        /// What the body is to the agency.
        seat: Seat,
        /// On that day.
        on: Date,
    },
    /// The agency's data have no court.
    #[error("机构设置中没有{0}有效的管辖法院，请补充")]
    NoCourt(Date),
    /// 行政复议法 Art. 22¶2: served on line, and no on-line way to reconsideration is known.
    #[error(
        "通过互联网送达的，应当同时提供提交行政复议申请的互联网渠道（行政复议法第二十二条），请在机构设置中补充网址"
    )]
    NoOnlineAddress,
}

/// The remedy against an act, or `None` for the letters on the way: 补正, 延期, 征求意见, 收费 and the like must not carry
/// a remedy paragraph.
pub fn remedy(question: Question<'_>, rulings: &Rulings) -> Result<Option<Remedy>, RemedyError> {
    let Question { act, on, agency, served_online } = question;
    if matches!(act, Act::Notice(_)) {
        return Ok(None);
    }
    let rule = rules::rule(act, on).ok_or(RemedyError::NoRule(on))?;
    let (terms, terms_articles) = rules::terms(on).ok_or(RemedyError::NoRule(on))?;
    let ruling = if rule.settled { None } else { rulings.on(act, on) };
    let route = ruling.map_or(rule.route, |ruling| ruling.route);
    let own_words = ruling.and_then(|ruling| ruling.wording.as_ref());
    let words = own_words.or_else(|| rules::wording(route, act, on)).ok_or(RemedyError::NoRule(on))?;

    let standing = agency.standing(on).ok_or(RemedyError::NoStanding(on))?;
    let competence = rules::competence(standing, on).ok_or(RemedyError::NoRule(on))?;
    let body = |seat: &Seat| agency.body(*seat, on).cloned().ok_or(RemedyError::NoBody { seat: *seat, on });
    let bodies = competence.seats.iter().map(body).collect::<Result<Vec<_>, _>>()?;
    let courts: Vec<_> = agency.courts(on).cloned().collect();
    if courts.is_empty() {
        return Err(RemedyError::NoCourt(on));
    }

    let online = rules::online(on).filter(|_| served_online);
    let places = places(&bodies, &courts, terms);
    if online.is_some() && places.online.is_empty() {
        return Err(RemedyError::NoOnlineAddress);
    }
    let clauses = [Some(words), online.map(|online| &online.text)];
    let text = clauses.into_iter().flatten().map(|template: &Template| template.fill(&places)).collect();

    let online_articles = online.map(|online| online.articles.as_slice()).unwrap_or_default();
    let mut articles = [&rule.articles, &competence.articles, terms_articles, online_articles].concat();
    articles.sort_unstable();
    articles.dedup();
    Ok(Some(Remedy { route, settled: rule.settled, bodies, courts, terms, articles, text }))
}

fn places(bodies: &[Body], courts: &[Court], terms: Terms) -> Places {
    let either = |names: Vec<&str>| names.join("或者");
    let address = |body: &Body| body.online.as_ref().map(|address| format!("{}（{address}）", body.name));
    Places {
        bodies: either(bodies.iter().map(|body| body.name.as_str()).collect()),
        courts: either(courts.iter().map(|court| court.name.as_str()).collect()),
        reconsideration_term: format!("{}日", chinese(terms.reconsideration_days)),
        suit_term: format!("{}个月", chinese(terms.suit_months)),
        suit_after_term: format!("{}日", chinese(terms.suit_after_reconsideration_days)),
        online: bodies.iter().filter_map(address).collect::<Vec<_>>().join("、"),
    }
}

impl Remedy {
    /// The paragraph for the letter.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Terms {
    /// The last day to ask for reconsideration of what became known on this day, before rest days are looked at.
    pub fn reconsideration_ends(self, known: Date) -> Date {
        known.saturating_add(i64::from(self.reconsideration_days).days())
    }

    /// The last day to sue directly, before rest days are looked at.
    pub fn suit_ends(self, known: Date) -> Date {
        known.saturating_add(i64::from(self.suit_months).months())
    }

    /// The last day to sue after a decision on reconsideration received on this day, before rest days are looked at.
    pub fn suit_after_reconsideration_ends(self, received: Date) -> Date {
        received.saturating_add(i64::from(self.suit_after_reconsideration_days).days())
    }
}

const NO_REPLY: &str = "no_reply";

impl Act {
    /// What it is called in a message to the clerk.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reply(outcome) => outcome.label(),
            Self::NoReply => "逾期未答复",
            Self::Notice(notice) => notice.title(),
        }
    }
}

/// Rules and rulings are about rows and silence only.
impl TryFrom<String> for Act {
    type Error = super::outcome::NoOutcome;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        if code == NO_REPLY { Ok(Self::NoReply) } else { code.parse().map(Self::Reply) }
    }
}

impl From<Act> for String {
    fn from(act: Act) -> Self {
        match act {
            Act::Reply(outcome) => outcome.code().to_owned(),
            Act::NoReply => NO_REPLY.to_owned(),
            Act::Notice(notice) => notice.title().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
