//! Payloads of every release stay loadable.

use serde_json::json;

use super::Request;
use super::given::one_of_each;
use crate::file::{File, Payload, golden};

#[test]
fn what_earlier_releases_wrote_is_read_and_written_alike() {
    golden::stays::<Request>(include_str!("../../tests/facts-v1.jsonl"), &one_of_each());
}

#[test]
fn what_is_not_understood_is_refused_and_not_passed_over() {
    let refused = golden::refusal::<Request>;
    let no_object = Payload { kind: "contact_failed".into(), v: 1, data: "[]".into() };
    assert!(Request::read(&no_object).unwrap_err().to_string().contains("版本号"));
    assert!(refused(json!({"kind": "contact_failed", "on": "2025-06-09"})).contains("版本号"));
    assert!(refused(json!({"kind": "contact_failed", "v": 0, "on": "2025-06-09"})).contains("版本号"));
    assert!(refused(json!({"kind": "contact_failed", "v": 2, "on": "2025-06-09"})).contains("请升级"));
    for line in [
        json!({"kind": "contact_failed", "v": 1, "on": "2025-06-31"}),
        json!({"kind": "contact_failed", "v": 1, "on": "2025-06-09", "words": "张三不在家"}),
        json!({"kind": "lost", "v": 1, "on": "2025-06-09"}),
        json!({"kind": "extension_approved", "v": 1, "on": "2025-06-09", "days": 21}),
    ] {
        assert!(refused(line).contains("读不出来"));
    }
}
