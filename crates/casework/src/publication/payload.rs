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
    use super::*;
    use crate::publication::given::one_of_each;

    /// One line a kind, as release 0.1 wrote it. Lines are added, never changed.
    const WRITTEN: &str = include_str!("../../tests/publication-facts-v1.jsonl");

    fn written() -> Vec<Payload> {
        let line = |line: &str| {
            let Value::Object(mut object) = serde_json::from_str(line).unwrap() else { panic!("{line} is no object") };
            let kind = object.shift_remove("kind").unwrap().as_str().unwrap().to_owned();
            let v = object.shift_remove("v").unwrap().as_u64().unwrap();
            Payload { kind, v, data: Value::Object(object).to_string() }
        };
        WRITTEN.lines().map(line).collect()
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
        let refused = |kind: &str, v: u64, data: &str| {
            read(&Payload { kind: kind.into(), v, data: data.into() }).unwrap_err().to_string()
        };
        let on = r#"{"on":"2025-06-09","level":"unit_head"}"#;
        assert!(refused("review_approved", 1, "[]").contains("版本号"));
        assert!(refused("review_approved", 0, on).contains("版本号"));
        assert!(refused("review_approved", 2, on).contains("请升级"));
        for (kind, data) in [
            ("review_approved", r#"{"on":"2025-06-31","level":"unit_head"}"#),
            ("review_approved", r#"{"on":"2025-06-09","level":"minister"}"#),
            ("review_approved", r#"{"on":"2025-06-09","level":"unit_head","words":"张三的事"}"#),
            ("revised", r#"{"on":"2025-06-09","text":"张三的事"}"#),
            ("lost", on),
        ] {
            assert!(refused(kind, 1, data).contains("读不出来"), "{kind} {data}");
        }
    }
}
