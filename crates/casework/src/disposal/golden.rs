//! Payloads of every release stay loadable.

use law::retention::Class;
use serde_json::json;

use super::Disposal;
use super::facts::{Fact, Ground, Target, TargetKind};
use crate::file::{FileNumber, golden};
use crate::request::given::{day, sealed};
use crate::who::Duty;

fn one_of_each() -> Vec<Fact> {
    let on = day("2030-01-07");
    let target = |kind| Target { kind, file: FileNumber::new(&"0f".repeat(16)).unwrap() };
    let (closed_on, over_from) = (day("2019-06-03"), day("2030-01-01"));
    let over = Ground::TermOver { class: Class::Request, closed_on, over_from };
    let wrong = Ground::WronglyEntered;
    vec![
        Fact::Proposed { on, target: target(TargetKind::Request), ground: over, reason: sealed(1) },
        Fact::Proposed { on, target: target(TargetKind::Publication), ground: wrong, reason: sealed(2) },
        Fact::Approved { on, duty: Duty::OpenGovernmentOfficeHead },
        Fact::Refused { on, duty: Duty::Head, reason: sealed(3) },
        Fact::CarriedOut { on },
    ]
}

#[test]
fn what_earlier_releases_wrote_is_read_and_written_alike() {
    golden::stays::<Disposal>(include_str!("../../tests/disposal-facts-v1.jsonl"), &one_of_each());
}

#[test]
fn what_is_not_understood_is_refused_and_not_passed_over() {
    let refused = golden::refusal::<Disposal>;
    assert!(refused(json!({"kind": "carried_out", "v": 0, "on": "2030-01-07"})).contains("版本号"));
    assert!(refused(json!({"kind": "carried_out", "v": 2, "on": "2030-01-07"})).contains("请升级"));
    for line in [
        json!({"kind": "carried_out", "v": 1, "on": "2030-02-30"}),
        json!({"kind": "carried_out", "v": 1, "on": "2030-01-07", "name": "张三"}),
        json!({"kind": "approved", "v": 1, "on": "2030-01-07", "duty": "minister"}),
        json!({"kind": "proposed", "v": 1, "on": "2030-01-07", "target": {"kind": "request", "file": "张三"}}),
        json!({"kind": "lost", "v": 1, "on": "2030-01-07"}),
    ] {
        assert!(refused(line.clone()).contains("读不出来"), "{line}");
    }
}
