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
    use law::retention::Class;

    use super::*;
    use crate::disposal::facts::{Ground, Target, TargetKind};
    use crate::file::FileNumber;
    use crate::request::given::{day, sealed};
    use crate::who::Duty;

    /// One line a kind, as this release writes it. Lines are added, never changed.
    const WRITTEN: &str = include_str!("../../tests/disposal-facts-v1.jsonl");

    fn one_of_each() -> Vec<Fact> {
        let on = day("2030-01-07");
        let target = |kind| Target { kind, file: FileNumber::new(&"0f".repeat(16)).unwrap() };
        let (closed_on, over_from) = (day("2019-06-03"), day("2030-01-01"));
        let over = Ground::TermOver { class: Class::Request, closed_on, over_from };
        vec![
            Fact::Proposed { on, target: target(TargetKind::Request), ground: over, reason: sealed(1) },
            Fact::Proposed {
                on,
                target: target(TargetKind::Publication),
                ground: Ground::WronglyEntered,
                reason: sealed(2),
            },
            Fact::Approved { on, duty: Duty::OpenGovernmentOfficeHead },
            Fact::Refused { on, duty: Duty::Head, reason: sealed(3) },
            Fact::CarriedOut { on },
        ]
    }

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
    fn what_was_written_is_read_and_written_again_alike() {
        let read: Vec<Fact> = written().iter().map(|payload| read(payload).unwrap()).collect();
        assert_eq!(read, one_of_each());
        assert_eq!(one_of_each().iter().map(write).collect::<Vec<_>>(), written());
    }

    #[test]
    fn what_is_not_understood_is_refused_and_not_passed_over() {
        let refused = |kind: &str, v: u64, data: &str| {
            read(&Payload { kind: kind.into(), v, data: data.into() }).unwrap_err().to_string()
        };
        let on = r#"{"on":"2030-01-07"}"#;
        assert!(refused("carried_out", 0, on).contains("版本号"));
        assert!(refused("carried_out", 2, on).contains("请升级"));
        for (kind, data) in [
            ("carried_out", r#"{"on":"2030-02-30"}"#),
            ("carried_out", r#"{"on":"2030-01-07","name":"张三"}"#),
            ("approved", r#"{"on":"2030-01-07","duty":"minister"}"#),
            ("proposed", r#"{"on":"2030-01-07","target":{"kind":"request","file":"张三"}}"#),
            ("lost", on),
        ] {
            assert!(refused(kind, 1, data).contains("读不出来"), "{kind} {data}");
        }
    }
}
