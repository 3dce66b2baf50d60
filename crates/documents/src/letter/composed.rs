//! A letter in words, before it is dressed: what stands where, the same in every format.

use serde::Serialize;

use super::qr::Code;
use crate::writing::WriteError;
use crate::writing::pdf::Fonts;

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Composed {
    /// Who writes.
    pub(super) agency: String,
    /// The name over the red double line; none on a form.
    pub(super) letterhead: Option<String>,
    /// 发文字号.
    pub(super) number: Option<String>,
    /// The letter, and what is to be sent back with it.
    pub(super) sheets: Vec<Sheet>,
}

/// What begins on a page of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Sheet {
    /// 「附件」 in the upper left corner.
    pub(super) mark: Option<String>,
    pub(super) title_lines: Vec<String>,
    /// With its colon.
    pub(super) to: Option<String>,
    pub(super) paragraphs: Vec<String>,
    pub(super) form: Option<Form>,
    /// A code for the camera, below the form.
    pub(super) code: Option<Code>,
    /// Paragraphs below the form.
    pub(super) remarks: Vec<String>,
    /// 附件说明, line by line.
    pub(super) attachments: Vec<String>,
    pub(super) signature: Option<Signature>,
    /// 附注, below the date.
    pub(super) note: Option<String>,
}

/// Name and date, with room for the seal over both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Signature {
    pub(super) agency: String,
    pub(super) date: String,
}

/// A day to be filled in by hand.
pub(super) const BLANK_DAY: &str = "　　年　月　日";

/// A form of labels and what stands beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Form {
    pub(super) rows: Vec<Row>,
}

/// One label with its field, or two beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    pub(super) fields: Vec<Field>,
    /// How many lines of text it has room for at least.
    pub(super) lines: u8,
}

/// A label and what stands beside it; empty where it is to be filled in by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Field {
    pub(super) label: String,
    pub(super) text: String,
}

impl Composed {
    /// For Word and WPS, with real styles, to be worked on.
    pub fn docx(&self) -> Result<Vec<u8>, WriteError> {
        super::docx::write(self)
    }

    /// For print and for the seal. A character that no font draws is an error that names it.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
        super::pdf::write(self, fonts)
    }

    /// One page that stands alone.
    pub fn html(&self) -> String {
        super::html::page(self)
    }

    /// The letter as a part of a page of ours, without styles of its own: `<article class="letter">`.
    pub fn article(&self) -> String {
        super::html::article(self)
    }

    /// The letter as plain text, a paragraph a line, the fields of a form between bars: for mail, and for comparing.
    pub fn text(&self) -> String {
        self.texts().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    }

    /// Its title in one piece.
    pub fn title(&self) -> String {
        self.sheets.first().map(|sheet| sheet.title_lines.concat()).unwrap_or_default()
    }

    /// Every line of it in order, with a name of its place for whoever must say where something stands.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, String)> {
        let head = self.letterhead.iter().map(|name| ("信头".to_owned(), name.clone()));
        let number = self.number.iter().map(|number| ("发文字号".to_owned(), number.clone()));
        head.chain(number).chain(self.sheets.iter().flat_map(Sheet::texts))
    }
}

impl Sheet {
    fn texts(&self) -> impl Iterator<Item = (String, String)> {
        let named = |name: &'static str| move |text: &String| (name.to_owned(), text.clone());
        let body =
            self.paragraphs.iter().enumerate().map(|(index, text)| (format!("正文第{}段", index + 1), text.clone()));
        let form = self.form.iter().flat_map(|form| &form.rows).map(|row| {
            let fields = row.fields.iter().flat_map(|field| [field.label.as_str(), field.text.as_str()]);
            ("表格".to_owned(), fields.collect::<Vec<_>>().join(" | "))
        });
        let signature = self.signature.iter().flat_map(|signature| {
            [("署名".to_owned(), signature.agency.clone()), ("成文日期".to_owned(), signature.date.clone())]
        });
        (self.mark.iter().map(named("附件标识")))
            .chain(self.title_lines.iter().map(named("标题")))
            .chain(self.to.iter().map(named("主送")))
            .chain(body)
            .chain(form)
            .chain(self.remarks.iter().map(named("表格之后的说明")))
            .chain(self.code.iter().map(|code| ("二维码".to_owned(), code.said.clone())))
            .chain(self.attachments.iter().map(named("附件说明")))
            .chain(signature)
            .chain(self.note.iter().map(named("附注")))
    }
}

impl Form {
    pub(super) fn new(rows: impl IntoIterator<Item = Row>) -> Form {
        Form { rows: rows.into_iter().collect() }
    }
}

impl Row {
    /// One label across the form.
    pub(super) fn one(label: &str, text: impl Into<String>) -> Row {
        Row { fields: vec![Field::new(label, text)], lines: 1 }
    }

    /// Two labels beside each other.
    pub(super) fn two(left: (&str, String), right: (&str, String)) -> Row {
        Row { fields: vec![Field::new(left.0, left.1), Field::new(right.0, right.1)], lines: 1 }
    }

    /// With room for so many lines.
    pub(super) fn lines(self, lines: u8) -> Row {
        Row { lines, ..self }
    }
}

impl Field {
    fn new(label: &str, text: impl Into<String>) -> Field {
        Field { label: label.to_owned(), text: text.into() }
    }
}
