//! XML as it is written from top to bottom: what is opened is closed, and text is escaped.

use quick_xml::escape::escape;

/// An XML document in the making.
pub(crate) struct Markup {
    text: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// A document with its root element.
    pub(crate) fn new(root: &'static str, attributes: &[(&str, &str)]) -> Markup {
        let mut markup =
            Markup { text: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.to_owned(), open: Vec::new() };
        markup.text.push('\n');
        markup.open(root, attributes);
        markup
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        let name = self.open.pop().expect("every close has its open");
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    /// An element with one attribute `w:val` and no content.
    pub(crate) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Opens an element, lets its content be written, closes it.
    pub(crate) fn within(&mut self, name: &'static str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        content(self);
        self.close();
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(&escape(text));
    }

    /// The whole document.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            self.text.push_str(&escape(*value));
            self.text.push('"');
        }
        self.text.push_str(end);
    }
}
