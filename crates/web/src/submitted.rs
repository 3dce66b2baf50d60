//! The fields of a form as they came in: texts by name, nothing trusted.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{FromRequest, Request};

use crate::fault::Fault;

/// What a form sent. A name may come several times (boxes that can be ticked).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submitted(Vec<(String, String)>);

/// What is wrong with a form, by the name of the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints(BTreeMap<String, String>);

impl Submitted {
    /// The fields from pairs.
    pub fn of<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Submitted {
        let clean = |(name, value): (N, V)| (name.into(), cleaned(&value.into()));
        Submitted(pairs.into_iter().map(clean).collect())
    }

    /// The first value of a field, without blanks around it; empty where it did not come.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or("")
    }

    /// All values of a field.
    pub fn all<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Everything that came, in its order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a field came with something in it.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

impl Complaints {
    /// Adds one; the first about a field stays.
    pub fn say(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert_with(|| sentence.into());
    }

    /// What is wrong with a field.
    pub fn about(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Line ends as one character, without the control characters and direction marks that nobody types and that would upset
/// letters; blanks around the whole are dropped, the full-width one included.
fn cleaned(value: &str) -> String {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !unwanted(*c)).collect::<String>().trim().to_owned()
}

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(|rejection| {
            let status = axum::response::IntoResponse::into_response(rejection).status();
            if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::Unreadable }
        })?;
        Ok(Submitted::of(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cleaned_of_what_nobody_types() {
        let submitted = Submitted::of([("words", "\u{3000} 一\r\n二\u{0}\u{202e}三 \t"), ("way", "a"), ("way", "b")]);
        assert_eq!(submitted.get("words"), "一\n二三");
        assert_eq!(submitted.all("way").collect::<Vec<_>>(), ["a", "b"]);
        assert!(!submitted.has("other"));
    }

    #[test]
    fn the_first_complaint_about_a_field_stays() {
        let mut complaints = Complaints::default();
        complaints.say("name", "请填写姓名");
        complaints.say("name", "太长");
        assert_eq!((complaints.about("name"), complaints.about("code")), (Some("请填写姓名"), None));
    }
}
