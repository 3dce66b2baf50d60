//! Payloads of every release stay loadable.

use serde_json::json;

use super::Publication;
use super::given::one_of_each;
use crate::file::{File, Payload, golden};

#[test]
fn what_earlier_releases_wrote_is_read_and_written_alike() {
    golden::stays::<Publication>(include_str!("../../tests/publication-facts-v1.jsonl"), &one_of_each());
}

#[test]
fn what_is_not_understood_is_refused_and_not_passed_over() {
    let refused = golden::refusal::<Publication>;
    let no_object = Payload { kind: "review_approved".into(), v: 1, data: "[]".into() };
    assert!(Publication::read(&no_object).unwrap_err().to_string().contains("版本号"));
    let approved = |v: u64| json!({"kind": "review_approved", "v": v, "on": "2025-06-09", "level": "unit_head"});
    assert!(refused(approved(0)).contains("版本号"));
    assert!(refused(approved(2)).contains("请升级"));
    for line in [
        json!({"kind": "review_approved", "v": 1, "on": "2025-06-31", "level": "unit_head"}),
        json!({"kind": "review_approved", "v": 1, "on": "2025-06-09", "level": "minister"}),
        json!({"kind": "review_approved", "v": 1, "on": "2025-06-09", "level": "unit_head", "words": "张三的事"}),
        json!({"kind": "revised", "v": 1, "on": "2025-06-09", "text": "张三的事"}),
        json!({"kind": "lost", "v": 1, "on": "2025-06-09", "level": "unit_head"}),
    ] {
        assert!(refused(line.clone()).contains("读不出来"), "{line}");
    }
}
