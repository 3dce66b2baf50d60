//! Who may do what on a disposal, and whose word it needs: two tables, `data/disposal.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::facts::GroundKind;
use crate::context::Context;
use crate::who::{Duty, Viewer, Who};

/// So many people besides the proposer have to agree.
pub const APPROVERS: usize = 2;

/// What can be done on a disposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the step of its name under `steps`")]
pub enum Act {
    Propose,
    Approve,
    Refuse,
    CarryOut,
}

impl Act {
    /// All acts, in the order of a file's life.
    pub const ALL: [Act; 4] = [Act::Propose, Act::Approve, Act::Refuse, Act::CarryOut];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Act::Propose => "提请销毁",
            Act::Approve => "同意销毁",
            Act::Refuse => "不同意销毁",
            Act::CarryOut => "执行销毁",
        }
    }

    /// The duties that allow it.
    pub fn duties(self) -> &'static BTreeSet<Duty> {
        TABLES.may.get(&self).expect("the shipped table has every act (tested)")
    }

    /// Whether this viewer may do this in `cx.agency` today.
    pub fn by(self, viewer: &Viewer, cx: &Context<'_>) -> Result<(), Refusal> {
        if viewer.agency() != cx.agency {
            return Err(Refusal::OtherAgency);
        }
        let staff = matches!(viewer.who(), Who::Staff(_));
        if staff && self.duties().iter().any(|duty| viewer.has(*duty, cx.today)) {
            Ok(())
        } else {
            Err(Refusal::NotYours(self))
        }
    }
}

/// Without the word of one of these the others' is not enough.
pub fn decides(ground: GroundKind) -> &'static BTreeSet<Duty> {
    TABLES.decides.get(&ground).expect("the shipped table has every ground (tested)")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    may: BTreeMap<Act, BTreeSet<Duty>>,
    decides: BTreeMap<GroundKind, BTreeSet<Duty>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/disposal.toml")).expect("the shipped tables are valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, under, with_duties};
    use crate::who::{Account, Agency};

    /// The whole table once more as a picture: duties across in the order of `Duty::ALL`, acts down.
    const PICTURE: [(&str, Act); 4] = [
        ("......xx....", Act::Propose),
        ("...xxxxx....", Act::Approve),
        ("...xxxxx....", Act::Refuse),
        ("......xx....", Act::CarryOut),
    ];

    /// Whose word it needs, likewise.
    const DECIDES: [(&str, GroundKind); 3] = [
        (".....x.x....", GroundKind::TermOver),
        (".....x.x....", GroundKind::WronglyEntered),
        (".....x......", GroundKind::Ordered),
    ];

    #[test]
    fn every_duty_may_just_what_the_table_says() {
        under(day("2030-06-09"), |cx| {
            assert_eq!(PICTURE.map(|(_, act)| act), Act::ALL);
            for (row, act) in PICTURE {
                for (duty, mark) in Duty::ALL.into_iter().zip(row.chars()) {
                    let expected = if mark == 'x' { Ok(()) } else { Err(Refusal::NotYours(act)) };
                    assert_eq!(act.by(&with_duties(Account(1), &[duty]), cx), expected, "{act:?} {duty:?}");
                }
            }
        });
    }

    #[test]
    fn the_head_or_the_head_of_the_office_has_the_last_word() {
        assert_eq!(DECIDES.map(|(_, ground)| ground), GroundKind::ALL);
        for (row, ground) in DECIDES {
            let expected = Duty::ALL.into_iter().zip(row.chars()).filter(|(_, mark)| *mark == 'x');
            assert_eq!(*decides(ground), expected.map(|(duty, _)| duty).collect(), "{ground:?}");
            assert!(decides(ground).is_subset(Act::Approve.duties()), "who decides may agree");
        }
    }

    #[test]
    fn applicants_and_the_worker_destroy_nothing_and_nobody_acts_elsewhere() {
        under(day("2030-06-09"), |cx| {
            for viewer in [Viewer::applicant(Agency(1), "a1"), Viewer::worker(Agency(1))] {
                assert!(Act::ALL.into_iter().all(|act| act.by(&viewer, cx) == Err(Refusal::NotYours(act))));
            }
            let elsewhere = Context { agency: Agency(2), ..*cx };
            let head = with_duties(Account(1), &[Duty::Head]);
            assert!(Act::ALL.into_iter().all(|act| act.by(&head, &elsewhere) == Err(Refusal::OtherAgency)));
        });
    }
}
