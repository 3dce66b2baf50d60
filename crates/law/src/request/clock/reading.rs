//! Reads an application from JSON: `{"channel": "…", "facts": [{"kind": "…", "on": "2025-06-09", …}, …]}`.
//!
//! Everything that is not understood is refused by name: a key that is passed over in silence would be a date that is
//! wrong in silence.

use serde_json::{Map, Value};
use thiserror::Error;

use super::super::consultation::Consulted;
use super::super::correction::AnswerTerm;
use super::super::extension::{ExtensionDays, ExtensionNotAllowed};
use super::super::receipt::Channel;
use super::facts::{Application, Event, Fact};
use super::json::Once;
use crate::calendar::{Day, NotADay, WorkingDays, parse_day};

/// No application has that many facts; a file that has is not one.
const MOST_FACTS: usize = 1000;

/// An application that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Not JSON.
    #[error("第{line}行第{column}列：不是有效的 JSON")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A key that stands twice in one object.
    #[error("第{line}行第{column}列：同一项写了两次")]
    Twice {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Not an object with `channel` and `facts`.
    #[error("应当是 {{\"channel\": …, \"facts\": [ … ]}} 这样的一个对象")]
    Shape,
    /// A key beside them.
    #[error("不认识的项「{0}」，只能有 channel 和 facts")]
    UnknownKey(String),
    /// No such channel.
    #[error("渠道「{given}」不认识，channel 只能是 {allowed}")]
    Channel {
        /// What was given.
        given: String,
        /// The codes of all channels.
        allowed: String,
    },
    /// More facts than an application can have.
    #[error("事实多于{MOST_FACTS}项，不像是一件申请")]
    TooMany,
    /// One fact.
    #[error("第{index}项事实：{fault}")]
    Fact {
        /// Its place in the list, from 1.
        index: usize,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What is wrong with a single fact.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Not an object.
    #[error("应当是 {{\"kind\": …, \"on\": …}} 这样的一个对象")]
    Shape,
    /// No text under a key that needs one.
    #[error("「{0}」缺少，或者不是文字")]
    NoText(&'static str),
    /// No such kind.
    #[error("种类「{0}」不认识")]
    Kind(String),
    /// A date that is none.
    #[error("「{key}」{reason}")]
    Date {
        /// The key.
        key: &'static str,
        /// Why.
        reason: NotADay,
    },
    /// A number of working days that is none.
    #[error("「{0}」应当是1到{max}的整数", max = u16::MAX)]
    Number(&'static str),
    /// Neither true nor false.
    #[error("「{0}」应当是 true 或 false")]
    Truth(&'static str),
    /// Something is dated before what it follows from.
    #[error("「{key}」{date}早于这项事实的日期{on}")]
    Earlier {
        /// The key.
        key: &'static str,
        /// Its date.
        date: Day,
        /// The fact's date.
        on: Day,
    },
    /// Two ways of saying the same thing.
    #[error("「term_working_days」和「answer_by」只能写一个")]
    TwoTerms,
    /// Art. 33.
    #[error(transparent)]
    Extension(#[from] ExtensionNotAllowed),
    /// A key that this kind does not have.
    #[error("{kind} 没有「{key}」这一项")]
    UnknownKey {
        /// The kind.
        kind: String,
        /// The key.
        key: String,
    },
}

impl Application {
    /// Reads an application; the order of the facts is free.
    pub fn from_json(json: &str) -> Result<Application, Unreadable> {
        let Once(value) = serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| {
            let (line, column) = (error.line(), error.column().max(1));
            if error.is_data() { Unreadable::Twice { line, column } } else { Unreadable::NotJson { line, column } }
        })?;
        let Value::Object(mut object) = value else { return Err(Unreadable::Shape) };
        let (Some(channel), Some(Value::Array(facts))) = (object.remove("channel"), object.remove("facts")) else {
            return Err(Unreadable::Shape);
        };
        if let Some((key, _)) = object.into_iter().next() {
            return Err(Unreadable::UnknownKey(short(&key)));
        }
        if facts.len() > MOST_FACTS {
            return Err(Unreadable::TooMany);
        }
        let channel = channel.as_str().and_then(Channel::of_code).ok_or_else(|| Unreadable::Channel {
            given: short(channel.as_str().unwrap_or("")),
            allowed: Channel::ALL.map(Channel::code).join("、"),
        })?;
        let facts = (1..)
            .zip(facts)
            .map(|(index, fact)| read_fact(fact).map_err(|fault| Unreadable::Fact { index, fault }))
            .collect::<Result<Vec<Fact>, Unreadable>>()?;
        Ok(Application { channel, facts })
    }
}

fn read_fact(value: Value) -> Result<Fact, Fault> {
    let Value::Object(object) = value else { return Err(Fault::Shape) };
    let mut keys = Keys { object };
    let kind = keys.text("kind")?.ok_or(Fault::NoText("kind"))?;
    let on = keys.day("on")?.ok_or(Fault::NoText("on"))?;
    let event = keys.event(&kind, on)?;
    let on = match event {
        Event::Answered { .. } => keys.day_after("reached_on", on)?.unwrap_or(on), // sent one day, here on another
        _ => on,
    };
    match keys.object.into_iter().next() {
        Some((key, _)) => Err(Fault::UnknownKey { kind, key: short(&key) }),
        None => Ok(Fact { on, event }),
    }
}

/// The keys of a fact that are not read yet.
struct Keys {
    object: Map<String, Value>,
}

impl Keys {
    fn event(&mut self, kind: &str, on: Day) -> Result<Event, Fault> {
        let event = match kind {
            "handed_in" => Event::HandedIn,
            "posted" => Event::Posted,
            "signed" => Event::Signed,
            "arrived" => Event::Arrived,
            "submitted" => Event::Submitted,
            "contact_failed" => Event::ContactFailed,
            "confirmed" => Event::Confirmed,
            "correction_asked" => {
                Event::CorrectionAsked { reached_on: self.day_after("reached_on", on)?, term: self.answer_term(on)? }
            }
            "corrected" => Event::Corrected { good_reason: self.truth("good_reason")?.unwrap_or(false) },
            "third_party_asked" => self.asked(Consulted::ThirdParty, on)?,
            "agency_asked" => self.asked(Consulted::Agency, on)?,
            "third_party_answered" => self.answered(Consulted::ThirdParty)?,
            "agency_answered" => self.answered(Consulted::Agency)?,
            "reasons_asked" => Event::ReasonsAsked,
            "delayed" => Event::Delayed { until: self.day_after("until", on)?.ok_or(Fault::NoText("until"))? },
            "fee_asked" => Event::FeeAsked { reached_on: self.day_after("reached_on", on)? },
            "fee_paid" => Event::FeePaid,
            "extension_approved" => {
                let days = self.number("working_days")?.ok_or(Fault::Number("working_days"))?;
                Event::ExtensionApproved { days: ExtensionDays::new(WorkingDays(days))? }
            }
            "extension_told" => Event::ExtensionTold,
            "replied" => Event::Replied,
            "withdrawn" => Event::Withdrawn,
            other => return Err(Fault::Kind(short(other))),
        };
        Ok(event)
    }

    fn asked(&mut self, consulted: Consulted, on: Day) -> Result<Event, Fault> {
        Ok(Event::Asked { consulted, party: self.text("party")?, reached_on: self.day_after("reached_on", on)? })
    }

    fn answered(&mut self, consulted: Consulted) -> Result<Event, Fault> {
        Ok(Event::Answered { consulted, party: self.text("party")? })
    }

    fn answer_term(&mut self, on: Day) -> Result<AnswerTerm, Fault> {
        match (self.number("term_working_days")?, self.day_after("answer_by", on)?) {
            (Some(_), Some(_)) => Err(Fault::TwoTerms),
            (Some(0), None) => Err(Fault::Number("term_working_days")),
            (Some(days), None) => Ok(AnswerTerm::WorkingDays(WorkingDays(days))),
            (None, Some(day)) => Ok(AnswerTerm::By(day)),
            (None, None) => Ok(AnswerTerm::Unstated),
        }
    }

    /// A key that is missing or `null` is one that was not given.
    fn take(&mut self, key: &'static str) -> Option<Value> {
        self.object.remove(key).filter(|value| !value.is_null())
    }

    fn text(&mut self, key: &'static str) -> Result<Option<String>, Fault> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(on_one_line(&text))),
            Some(_) => Err(Fault::NoText(key)),
        }
    }

    fn day(&mut self, key: &'static str) -> Result<Option<Day>, Fault> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        parse_day(&text).map(Some).map_err(|reason| Fault::Date { key, reason })
    }

    fn day_after(&mut self, key: &'static str, on: Day) -> Result<Option<Day>, Fault> {
        match self.day(key)? {
            Some(date) if date < on => Err(Fault::Earlier { key, date, on }),
            day => Ok(day),
        }
    }

    fn number(&mut self, key: &'static str) -> Result<Option<u16>, Fault> {
        let Some(value) = self.take(key) else { return Ok(None) };
        value.as_u64().and_then(|number| u16::try_from(number).ok()).map(Some).ok_or(Fault::Number(key))
    }

    fn truth(&mut self, key: &'static str) -> Result<Option<bool>, Fault> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Bool(truth)) => Ok(Some(truth)),
            Some(_) => Err(Fault::Truth(key)),
        }
    }
}

/// What comes from outside may not break the lines of what is printed.
fn on_one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// As much of a foreign text as a message can bear.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
