//! How facts lie in the record: JSON with `kind` and `v`. Payloads of every release stay loadable; older ones are read
//! upwards here and nowhere else.

use serde_json::{Map, Value};
use thiserror::Error;

use super::Fact;

/// The version that is written now.
pub const VERSION: u64 = 1;

/// A payload that is no fact of an application.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// Not an object with `v`.
    #[error("事项内容不是带版本号（v）的对象，请核对记录是否完整")]
    Shape,
    /// Written by a newer release.
    #[error("事项内容的版本是{0}，本程序只认识到{VERSION}，请升级程序后再打开")]
    Newer(u64),
    /// Not what its version holds.
    #[error("事项内容读不出来：{0}，请核对记录是否完整")]
    Content(#[from] serde_json::Error),
}

/// Writes a fact.
pub fn write(fact: &Fact) -> Value {
    let mut value = serde_json::to_value(fact).expect("a fact has only text keys");
    if let Value::Object(object) = &mut value {
        object.insert("v".to_owned(), VERSION.into());
    }
    value
}

/// Reads a fact of any version up to now.
pub fn read(payload: Value) -> Result<Fact, Unreadable> {
    let Value::Object(mut object) = payload else { return Err(Unreadable::Shape) };
    let version = object.remove("v").and_then(|v| v.as_u64()).ok_or(Unreadable::Shape)?;
    Ok(serde_json::from_value(Value::Object(upcast(object, version)?))?)
}

/// Brings a payload up to [`VERSION`]. A change of shape adds its arm here, which rewrites what the version before wrote.
fn upcast(payload: Map<String, Value>, version: u64) -> Result<Map<String, Value>, Unreadable> {
    match version {
        0 => Err(Unreadable::Shape),
        VERSION => Ok(payload),
        newer => Err(Unreadable::Newer(newer)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::request::given::one_of_each;

    /// One line a kind, as release 0.1 wrote it. Lines are added, never changed.
    const WRITTEN: &str = include_str!("../../tests/facts-v1.jsonl");

    #[test]
    fn what_earlier_releases_wrote_is_read() {
        let read: Vec<Fact> = WRITTEN.lines().map(|line| read(serde_json::from_str(line).unwrap()).unwrap()).collect();
        assert_eq!(read, one_of_each());
    }

    #[test]
    fn what_is_written_now_is_what_the_newest_lines_show() {
        let lines: Vec<Value> = WRITTEN.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(one_of_each().iter().map(write).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn what_is_not_understood_is_refused_and_not_passed_over() {
        let refused = |payload: Value| read(payload).unwrap_err().to_string();
        assert!(refused(json!([])).contains("版本号"));
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
