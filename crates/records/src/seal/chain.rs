//! The chain of one file: each entry's hash covers the entry before it, so that none can be changed, left out or put
//! elsewhere without all later ones telling. The exact bytes are stated in `docs/integrity.md` for those who verify.

use sm3::{Digest, Sm3};

/// Says what is hashed, and in which edition of the form. Another edition gets another name, so that the bytes of one
/// can never be read as the other.
const FORM: &str = "gongkai-entry-1";

/// The columns of an entry that its hash covers, as they stand in the table `entry`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns<'a> {
    /// Whose file it is.
    pub agency: i64,
    /// The file.
    pub file: &'a str,
    /// The entry's number within the file, from 1.
    pub version: i64,
    /// What kind of fact.
    pub kind: &'a str,
    /// The edition of the payload.
    pub v: i64,
    /// What the officer states, an ISO date.
    pub happened_on: &'a str,
    /// The machine's time, RFC 3339, UTC, milliseconds.
    pub recorded_at: &'a str,
    /// Whose word it is.
    pub actor: &'a str,
    /// The payload, exactly as stored.
    pub data: &'a str,
}

/// The hash of an entry, 64 lower-case hexadecimal digits. `prev` is the hash of the entry before it in the same file
/// in the same form, `None` for the first.
pub fn entry_hash(prev: Option<&str>, columns: &Columns<'_>) -> String {
    let mut hash = Sm3::new();
    // Each field follows its own length, so that no two different entries have the same bytes.
    let mut field = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    field(FORM);
    field(prev.unwrap_or(""));
    field(&columns.agency.to_string());
    field(columns.file);
    field(&columns.version.to_string());
    field(columns.kind);
    field(&columns.v.to_string());
    field(columns.happened_on);
    field(columns.recorded_at);
    field(columns.actor);
    field(columns.data);
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Columns<'_> = Columns {
        agency: 1,
        file: "018f3c1e7a2b7c3d8e4f5a6b7c8d9e0f",
        version: 1,
        kind: "received",
        v: 1,
        happened_on: "2019-03-04",
        recorded_at: "2019-03-04T01:02:03.004Z",
        actor: "7",
        data: r#"{"channel":"counter"}"#,
    };

    #[test]
    fn each_column_and_the_entry_before_are_covered() {
        let same = entry_hash(None, &FIRST);
        let other = |columns: &Columns<'_>| assert_ne!(entry_hash(None, columns), same, "{columns:?}");
        other(&Columns { agency: 2, ..FIRST });
        other(&Columns { file: "018f3c1e7a2b7c3d8e4f5a6b7c8d9e00", ..FIRST });
        other(&Columns { version: 2, ..FIRST });
        other(&Columns { kind: "Received", ..FIRST });
        other(&Columns { v: 2, ..FIRST });
        other(&Columns { happened_on: "2019-03-05", ..FIRST });
        other(&Columns { recorded_at: "2019-03-04T01:02:03.005Z", ..FIRST });
        other(&Columns { actor: "8", ..FIRST });
        other(&Columns { data: r#"{"channel": "counter"}"#, ..FIRST });
        assert_ne!(entry_hash(Some(&same), &FIRST), same);
        assert_ne!(entry_hash(Some(""), &Columns { version: 2, ..FIRST }), entry_hash(Some(&same), &FIRST));
    }

    #[test]
    fn text_that_moves_between_columns_changes_the_hash() {
        let one = entry_hash(None, &Columns { kind: "replied", v: 12, ..FIRST });
        let other = entry_hash(None, &Columns { kind: "replied1", v: 2, ..FIRST });
        assert_ne!(one, other);
        let one = entry_hash(None, &Columns { actor: "1", data: "2{}", ..FIRST });
        let other = entry_hash(None, &Columns { actor: "12", data: "{}", ..FIRST });
        assert_ne!(one, other);
    }

    /// The bytes are a promise to outsiders: this value was computed with OpenSSL from what `docs/integrity.md` says, not by this code.
    #[test]
    fn the_bytes_are_those_of_the_document() {
        assert_eq!(entry_hash(None, &FIRST), "c3855a4660028758abf7b4fc27a38d4056defcccc46cc7550e78dfdd366ee5d2");
    }
}
