//! The pages on which steps are taken, one for each thing that a step makes: a confirmation, an assignment, a reply.
//!
//! A [`Sheet`] says what its form asks and how the answers become a step; showing, checking, taking and giving back is the
//! same for all and stands in `take`. Reviews have a page of their own, since whoever reviews must see the whole.

mod amendment;
mod archive;
mod assignment;
mod closing;
mod confirmation;
mod consultation;
mod corrected;
mod correction;
mod delay;
mod extension;
mod fee;
mod notice;
mod opinion;
mod papers;
mod payment;
mod query_code;
mod reasons;
mod reasons_given;
mod reply;
mod review;
mod right;
mod service;
mod take;
mod third_party;
mod withdrawal;
mod worked_on;

use casework::request::act::Act;
use law::calendar::Day;
use office::Office;
use office::request::{EarlierCases, FilePage, Step};

use crate::console::answers::Answers;
use crate::console::names::Names;
use crate::look::form::{Field, Part};
pub(super) use review::{review, reviewed};
pub(super) use right::{Changed, changes, show_right, take_right};
pub(super) use take::{show, take};
pub(super) use worked_on::{THING as WORKED_ON, show as show_worked_on, take as take_worked_on};

/// The form of one step.
struct Sheet {
    /// The last part of its address.
    thing: &'static str,
    /// What the step is in the law's table of offers.
    act: Act,
    /// What the button says.
    submit: &'static str,
    /// What it asks.
    parts: fn(&At<'_>) -> Vec<Part>,
    /// The step, or what is wrong with the answers.
    read: fn(&mut Answers<'_>) -> Option<Step>,
}

/// The file for which a form is drawn.
struct At<'a> {
    file: &'a FilePage,
    office: &'a Office,
    names: &'a Names,
    /// The entry that is amended, where the form is for that.
    amends: Option<usize>,
    /// Cases of the same applicant earlier in the month, where a fee goes by them.
    earlier: Option<&'a EarlierCases>,
}

static SHEETS: [Sheet; 22] = [
    confirmation::SHEET,
    assignment::SHEET,
    correction::SHEET,
    corrected::SHEET,
    consultation::SHEET,
    opinion::SHEET,
    extension::SHEET,
    notice::SHEET,
    reasons::SHEET,
    reasons_given::SHEET,
    delay::SHEET,
    fee::SHEET,
    payment::SHEET,
    third_party::SHEET,
    reply::SHEET,
    service::SHEET,
    withdrawal::SHEET,
    closing::SHEET,
    amendment::SHEET,
    papers::SHEET,
    query_code::SHEET,
    archive::SHEET,
];

impl At<'_> {
    fn today(&self) -> Day {
        self.office.today()
    }
}

/// The last part of the address where this is done; `None` for what is not done on a page of the file.
pub(super) fn thing(act: Act) -> Option<&'static str> {
    match act {
        Act::Register => None,
        Act::ReviewAsUnitHead | Act::ReviewAsLegalReviewer | Act::ReviewAsDeputyHead | Act::ReviewAsHead => {
            Some("review")
        }
        _ => SHEETS.iter().find(|sheet| sheet.act == act).map(|sheet| sheet.thing),
    }
}

/// The day on which it was done: today, unless another is stated.
fn on(at: &At<'_>, label: &str) -> Field {
    Field::day("on", label).required().value(at.today().to_string())
}

/// A form of one part.
fn alone(fields: Vec<Field>) -> Vec<Part> {
    vec![Part::new("", fields)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_but_registering_has_its_page() {
        for act in Act::ALL {
            assert_eq!(thing(act).is_none(), act == Act::Register, "{act:?}");
        }
    }
}
