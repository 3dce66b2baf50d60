//! Forms: parts with fields, each with its label, its hint and what is wrong with it. A form that was not taken comes back
//! with everything that was typed and a list of what to mend, each line leading to its field.

mod field;

use askama::Template;

use super::component;
use crate::submitted::{Complaints, Submitted};
pub use field::{Choice, Field, Kind, Width};

/// The name of the field that people do not see and machines fill in.
pub const TRAP: &str = "website";

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/form.html")]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// Hidden fields: the token, the version of the file, the key of the command.
    pub hidden: Vec<(String, String)>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What the button says.
    pub submit: String,
    /// A second button, for what is tried without being kept: what it says, and the name and value that it sends.
    pub also: Option<(String, &'static str, &'static str)>,
    /// Where one goes instead: text and address.
    pub instead: Option<(String, String)>,
    /// What is wrong with the whole; empty where nothing is.
    pub complaint: String,
    /// Whether machines are to be trapped: forms that anybody can reach.
    pub trap: bool,
    /// The name under which a module keeps the draft in this browser; empty: not kept.
    pub draft: &'static str,
}

/// A part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its heading; empty in a form of one part.
    pub legend: String,
    /// A sentence below it.
    pub hint: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// A class for parts that are shown only after a choice (`for-person`).
    pub class: &'static str,
}

impl Form {
    /// A form without parts.
    pub fn new(action: impl Into<String>, submit: impl Into<String>) -> Form {
        Form {
            action: action.into(),
            hidden: Vec::new(),
            parts: Vec::new(),
            submit: submit.into(),
            also: None,
            instead: None,
            complaint: String::new(),
            trap: false,
            draft: "",
        }
    }

    /// With a hidden field.
    #[must_use]
    pub fn hiding(mut self, name: impl Into<String>, value: impl Into<String>) -> Form {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// With one more part.
    #[must_use]
    pub fn part(mut self, part: Part) -> Form {
        self.parts.push(part);
        self
    }

    /// With what was typed, and what is wrong with it.
    #[must_use]
    pub fn filled(mut self, submitted: &Submitted, complaints: &Complaints) -> Form {
        for field in self.parts.iter_mut().flat_map(|part| &mut part.fields) {
            field.take(submitted, complaints);
        }
        self
    }

    /// The same with a sentence over the form.
    #[must_use]
    pub fn saying(self, complaint: String) -> Form {
        Form { complaint, ..self }
    }

    fn wrong(&self) -> impl Iterator<Item = (&Field, &String)> {
        let fields = self.parts.iter().flat_map(|part| &part.fields);
        fields.filter_map(|field| Some((field, field.error.as_ref()?)))
    }

    fn is_wrong(&self) -> bool {
        !self.complaint.is_empty() || self.wrong().next().is_some()
    }

    fn has_file(&self) -> bool {
        self.parts.iter().flat_map(|part| &part.fields).any(|field| matches!(field.kind, Kind::File { .. }))
    }
}

impl Part {
    /// A part of these fields under a heading.
    pub fn new(legend: impl Into<String>, fields: Vec<Field>) -> Part {
        Part { legend: legend.into(), fields, ..Part::default() }
    }

    /// With a sentence.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Part {
        self.hint = hint.into();
        self
    }

    /// Shown only after a choice.
    #[must_use]
    pub fn class(mut self, class: &'static str) -> Part {
        self.class = class;
        self
    }
}

component!(Form, Field);

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let kinds = vec![Choice::new("person", "公民"), Choice::new("organisation", "法人或者其他组织")];
        Form::new("/apply", "提交").part(Part::new(
            "申请人",
            vec![
                Field::one_of("kind", "申请人类型", kinds).required(),
                Field::line("name", "姓名").required().hint("与证件一致"),
                Field::area("words", "内容描述", 6),
            ],
        ))
    }

    #[test]
    fn a_form_comes_back_with_what_was_typed_and_what_is_wrong() {
        let submitted = Submitted::of([("kind", "organisation"), ("words", "<b>一</b>\n\"二\"")]);
        let mut complaints = Complaints::default();
        complaints.say("name", "请填写姓名");
        let html = form().filled(&submitted, &complaints).to_string();
        assert!(html.contains(r##"<a href="#f-name">请填写姓名</a>"##), "{html}");
        assert!(html.contains(r#"id="f-name""#) && html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"aria-describedby="f-name-hint f-name-error""#));
        assert!(html.contains("&#60;b&#62;一&#60;/b&#62;\n&#34;二&#34;</textarea>"), "{html}");
        let organisation = html.split("<input").find(|input| input.contains(r#"value="organisation""#)).unwrap();
        assert!(organisation.contains(" checked"));
    }

    #[test]
    fn a_form_that_comes_back_says_which_files_must_be_chosen_again() {
        let files = Form::new("/apply", "提交").part(Part::new("", vec![Field::files("papers", "材料", ".pdf")]));
        let submitted = Submitted::of([("papers", "一.pdf"), ("papers", "<二>.pdf")]);
        let html = files.clone().filled(&submitted, &Complaints::default()).to_string();
        assert!(html.contains("请重新选择“一.pdf”“&#60;二&#62;.pdf”"), "{html}");
        assert!(html.contains("enctype=\"multipart/form-data\"") && html.contains(" multiple"));
        assert!(!files.filled(&Submitted::default(), &Complaints::default()).to_string().contains("请重新选择"));
    }

    #[test]
    fn a_value_that_no_choice_has_chooses_nothing() {
        let html = form().filled(&Submitted::of([("kind", "x\" checked")]), &Complaints::default()).to_string();
        assert!(!html.contains(" checked"));
        assert!(!html.contains("form-wrong"));
    }
}
