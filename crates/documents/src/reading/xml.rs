//! XML as a stream of three things. Names are local: prefixes and namespaces differ between transitional and strict files, between
//! Word, WPS and LibreOffice, and the local names of Office Open XML are telling enough.
//! Nothing declared in a document type is ever expanded, so that entities cannot grow.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::Unreadable;
use super::archive::UsedUp;

/// A pull reader over one member.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    format: &'static str,
    member: String,
    depth: usize,
}

/// One step through a document. An empty element comes as its opening and its closing.
pub(super) enum Node<'x> {
    Open(Tag<'x>),
    Close(End<'x>),
    Text(Cow<'x, str>),
    /// A comment, a processing instruction, a document type.
    Other,
}

/// A closing tag.
pub(super) struct End<'x>(BytesEnd<'x>);

impl End<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// An opening tag.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute of this local name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // Without the check for doubles, which takes quadratic time.
        let found =
            self.0.attributes().with_checks(false).flatten().find(|own| own.key.local_name().into_inner() == name)?;
        Some(match found.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => found.value.into_owned(),
        })
    }

    /// An attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An on-off attribute that is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(source: R, format: &'static str, member: &str) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Xml { reader, buffer: Vec::new(), format, member: member.to_owned(), depth: 0 }
    }

    /// The next step, `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'_>>, Unreadable> {
        self.buffer.clear();
        let at = self.reader.buffer_position();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(broken(self.format, &self.member, at, &error)),
        };
        Ok(Some(match event {
            Event::Eof if self.depth > 0 => {
                let place = format!("{} 在第{at}字节处中断", self.member);
                return Err(Unreadable::Broken { format: self.format, place });
            }
            Event::Eof => return Ok(None),
            Event::Start(tag) => {
                self.depth += 1;
                Node::Open(Tag(tag))
            }
            Event::End(end) => {
                self.depth -= 1;
                Node::Close(End(end))
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(reference) => Node::Text(resolve(&reference)),
            _ => Node::Other,
        }))
    }

    /// Passes over everything up to the end of the element that has just been opened.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth - 1;
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }
}

/// The five entities of XML and numbered characters; an entity that the document declares stays as it is written.
fn resolve<'x>(reference: &BytesRef<'x>) -> Cow<'x, str> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => return Cow::Owned(c.to_string()),
        Err(_) => return Cow::Borrowed("\u{FFFD}"),
        Ok(None) => {}
    }
    match resolve_predefined_entity(reference) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**reference)),
    }
}

fn broken(format: &'static str, member: &str, at: u64, error: &Error) -> Unreadable {
    let what = match error {
        Error::Io(io) if io.get_ref().is_some_and(|inner| inner.downcast_ref::<UsedUp>().is_some()) => {
            return Unreadable::Bomb { what: member.to_owned() };
        }
        Error::Io(_) => "解压失败，内容不完整",
        Error::Encoding(_) => "文字编码不是 UTF-8",
        _ => "标记不完整",
    };
    Unreadable::Broken { format, place: format!("{member} 第{at}字节附近{what}") }
}
