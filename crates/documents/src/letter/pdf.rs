//! The letter as pdf, in the operator's fonts where there are any.

use serde::Serialize;

use super::Composed;
use crate::writing::WriteError;
use crate::writing::pdf::{Fonts, Template, typeset};

/// What the template reads.
#[derive(Serialize)]
struct Data<'a> {
    title: String,
    #[serde(flatten)]
    letter: &'a Composed,
}

pub(super) fn write(letter: &Composed, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let texts: Vec<(String, String)> = letter.texts().collect();
    fonts.cover(texts.iter().map(|(place, text)| (place.clone(), text.as_str())))?;
    let data = Data { title: letter.title(), letter };
    typeset(Template::Letter, serde_json::to_vec(&data).expect("strings and small numbers"), fonts)
}
