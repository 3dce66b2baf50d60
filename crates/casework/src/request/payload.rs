//! How facts lie in the record: JSON with `kind` and `v`. Payloads of every release stay loadable; older ones are read
//! upwards here and nowhere else.

use serde_json::{Map, Value};

use super::Fact;
use crate::file::{Payload, Unreadable};

/// The version that is written now.
pub const VERSION: u64 = 1;

/// Writes a fact.
pub fn write(fact: &Fact) -> Payload {
    Payload::of(fact, VERSION)
}

/// Reads a fact of any version up to now.
pub fn read(payload: &Payload) -> Result<Fact, Unreadable> {
    payload.fact(upcast)
}

/// Brings a payload up to [`VERSION`]. A change of shape adds its arm here, which rewrites what the version before wrote.
fn upcast(payload: Map<String, Value>, version: u64) -> Result<Map<String, Value>, Unreadable> {
    match version {
        0 => Err(Unreadable::Shape),
        VERSION => Ok(payload),
        newer => Err(Unreadable::Newer { found: newer, known: VERSION }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::request::given::one_of_each;

    /// One line a kind, as release 0.1 wrote it. Lines are added, never changed.
    const WRITTEN: &str = include_str!("../../tests/facts-v1.jsonl");

    /// The lines of the golden file as the record has them: kind and version are columns of their own.
    fn written() -> Vec<Payload> {
        WRITTEN.lines().map(|line| payload(serde_json::from_str(line).unwrap())).collect()
    }

    fn payload(line: Value) -> Payload {
        let Value::Object(mut object) = line else { panic!("{line} is no object") };
        let kind = object.shift_remove("kind").and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
        let v = object.shift_remove("v").and_then(|v| v.as_u64()).unwrap_or_default();
        Payload { kind, v, data: Value::Object(object).to_string() }
    }

    #[test]
    fn what_earlier_releases_wrote_is_read() {
        let read: Vec<Fact> = written().iter().map(|payload| read(payload).unwrap()).collect();
        assert_eq!(read, one_of_each());
    }

    #[test]
    fn what_is_written_now_is_what_the_newest_lines_show() {
        assert_eq!(one_of_each().iter().map(write).collect::<Vec<_>>(), written());
    }

    #[test]
    fn what_is_not_understood_is_refused_and_not_passed_over() {
        let refused = |line: Value| read(&payload(line)).unwrap_err().to_string();
        let no_object = Payload { kind: "contact_failed".into(), v: 1, data: "[]".into() };
        assert!(read(&no_object).unwrap_err().to_string().contains("版本号"));
        assert!(refused(json!({"kind": "contact_failed", "on": "2025-06-09"})).contains("版本号"));
        assert!(refused(json!({"kind": "contact_failed", "v": 0, "on": "2025-06-09"})).contains("版本号"));
        assert!(refused(json!({"kind": "contact_failed", "v": 2, "on": "2025-06-09"})).contains("请升级"));
        for payload in [
            json!({"kind": "contact_failed", "v": 1, "on": "2025-06-31"}),
            json!({"kind": "contact_failed", "v": 1, "on": "2025-06-09", "words": "张三不在家"}),
            json!({"kind": "lost", "v": 1, "on": "2025-06-09"}),
            json!({"kind": "extension_approved", "v": 1, "on": "2025-06-09", "days": 21}),
        ] {
            assert!(refused(payload).contains("读不出来"));
        }
    }
}
