//! The letter as a Word document in the form of a letter of GB/T 9704-2012 (信函格式), with real styles, so that it can be worked on in WPS
//! and Word.

mod look;

use super::Composed;
use super::composed::{Form, Row, Sheet, Signature};
use super::qr::Code;
use crate::writing::WriteError;
use crate::writing::docx::markup::Markup;
use crate::writing::docx::package::{
    Edge, Margin, NAMESPACES, Package, Pages, TEXT_WIDTH, picture_id, section_properties,
};
use crate::writing::docx::picture;
use crate::writing::docx::style::styles;

pub(super) fn write(letter: &Composed) -> Result<Vec<u8>, WriteError> {
    let margins = margins(letter);
    Package {
        title: &letter.title(),
        author: &letter.agency,
        document: document(letter, &margins),
        styles: styles(&look::STYLES),
        margins,
        pictures: codes(letter).map(|code| code.png.clone()).collect(),
    }
    .pack()
}

/// The first page bears the letterhead and no page number; a form bears nothing there.
fn margins(letter: &Composed) -> Vec<Margin> {
    let first = |edge, xml| Margin { edge, pages: Pages::First, xml };
    let mut margins = vec![
        first(Edge::Header, look::letterhead(letter.letterhead.as_deref())),
        first(Edge::Footer, look::foot_line(letter.letterhead.is_some())),
    ];
    margins.extend(Margin::page_numbers());
    margins
}

fn document(letter: &Composed, margins: &[Margin]) -> String {
    let mut m = Markup::new("w:document", &NAMESPACES);
    m.open("w:body", &[]);
    if let Some(number) = &letter.number {
        paragraph(&mut m, "Number", Layout::default(), number);
    }
    let mut pictures = 0;
    for (index, one) in letter.sheets.iter().enumerate() {
        sheet(&mut m, one, index > 0, &mut pictures);
    }
    section_properties(&mut m, margins);
    m.finish()
}

/// The codes for the camera, in order.
fn codes(letter: &Composed) -> impl Iterator<Item = &Code> {
    letter.sheets.iter().filter_map(|sheet| sheet.code.as_ref())
}

/// How a paragraph differs from its style.
#[derive(Clone, Copy, Default)]
struct Layout {
    /// Stays on the page of the next one.
    with_next: bool,
    new_page: bool,
    /// At the left of what comes next, in a frame.
    beside: bool,
    /// Hundredths of a character.
    right: u32,
}

fn sheet(m: &mut Markup, sheet: &Sheet, new_page: bool, pictures: &mut usize) {
    let marks = sheet.mark.iter().map(|mark| ("Mark", mark));
    let titles = sheet.title_lines.iter().map(|line| ("Title", line));
    for (index, (style, line)) in marks.chain(titles).enumerate() {
        paragraph(m, style, Layout { new_page: new_page && index == 0, ..Layout::default() }, line);
    }
    if let Some(to) = &sheet.to {
        paragraph(m, "Addressee", Layout::default(), to);
    }
    // The seal never stands alone on a page: the end of the text stays with it.
    let signed = sheet.signature.is_some();
    let texts = |m: &mut Markup, style, texts: &[String], is_end: bool| {
        for (index, text) in texts.iter().enumerate() {
            let with_next = text.ends_with('：') || signed && is_end && index + 1 == texts.len();
            paragraph(m, style, Layout { with_next, ..Layout::default() }, text);
        }
    };
    let (no_remarks, no_attachments) = (sheet.remarks.is_empty(), sheet.attachments.is_empty());
    texts(m, "BodyText", &sheet.paragraphs, no_remarks && no_attachments);
    if let Some(form) = &sheet.form {
        table(m, form);
    }
    texts(m, "Remark", &sheet.remarks, no_attachments);
    for (index, text) in sheet.attachments.iter().enumerate() {
        let style = if index == 0 { "Attachment" } else { "AttachmentMore" };
        paragraph(m, style, Layout { with_next: signed, ..Layout::default() }, text);
    }
    if let Some(code) = &sheet.code {
        self::code(m, code, &picture_id(*pictures));
        *pictures += 1;
    }
    if let Some(signature) = &sheet.signature {
        sign(m, signature, sheet.note.is_some());
    }
    if let Some(note) = &sheet.note {
        paragraph(m, "Note", Layout::default(), note);
    }
}

/// A code for the camera stands at the left of the signature, as in print, so that a receipt keeps to its page.
fn code(m: &mut Markup, code: &Code, id: &str) {
    let beside = Layout { with_next: true, beside: true, ..Layout::default() };
    set(m, "Code", beside, |m| picture::square(m, id, look::CODE_SIDE, &code.said));
    paragraph(m, "Code", beside, &code.said);
}

/// Sealed: the date four characters from the right, the name centred over it (GB/T 9704-2012).
fn sign(m: &mut Markup, signature: &Signature, has_note: bool) {
    let (name, date) = (width(&signature.agency), width(&signature.date));
    let from_right = |own: u32, other: u32| {
        let date_right = 400 + name.saturating_sub(date) / 2;
        let shift = (date_right - 400).min(400); // a long name moves both to the right edge
        (400 - shift) + other.saturating_sub(own) / 2
    };
    let layout = |right| Layout { with_next: true, right, ..Layout::default() };
    paragraph(m, "Signature", layout(from_right(name, date)), &signature.agency);
    paragraph(m, "Date", Layout { with_next: has_note, ..layout(from_right(date, name)) }, &signature.date);
}

/// Width of a text in hundredths of a character; Latin letters and figures take half of one.
fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 50 } else { 100 }).sum()
}

fn table(m: &mut Markup, form: &Form) {
    m.within("w:tbl", &[], |m| {
        m.within("w:tblPr", &[], |m| {
            m.val("w:tblStyle", "FormTable");
            m.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            m.val("w:jc", "center");
            m.empty("w:tblLayout", &[("w:type", "fixed")]);
            m.empty("w:tblLook", &[("w:val", "0000")]);
        });
        m.within("w:tblGrid", &[], |m| {
            for width in look::COLUMNS {
                m.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for row in &form.rows {
            table_row(m, row);
        }
    });
}

fn table_row(m: &mut Markup, row: &Row) {
    let [label, field, ..] = look::COLUMNS;
    m.within("w:tr", &[], |m| {
        m.within("w:trPr", &[], |m| {
            m.empty("w:cantSplit", &[]);
            let height = look::FORM_LINE * u32::from(row.lines) + look::FORM_LINE / 2;
            m.empty("w:trHeight", &[("w:val", &height.to_string()), ("w:hRule", "atLeast")]);
        });
        let whole = row.fields.len() == 1;
        for one in &row.fields {
            cell(m, label, 1, "FormLabel", &one.label);
            let (width, span) = if whole { (TEXT_WIDTH - label, 3) } else { (field, 1) };
            cell(m, width, span, "FormText", &one.text);
        }
    });
}

fn cell(m: &mut Markup, width: u32, span: u32, style: &str, text: &str) {
    m.within("w:tc", &[], |m| {
        m.within("w:tcPr", &[], |m| {
            m.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if span > 1 {
                m.val("w:gridSpan", &span.to_string());
            }
            m.val("w:vAlign", "center");
        });
        for line in text.split('\n') {
            paragraph(m, style, Layout::default(), line);
        }
    });
}

fn paragraph(m: &mut Markup, style: &str, layout: Layout, text: &str) {
    set(m, style, layout, |m| run(m, text));
}

fn set(m: &mut Markup, style: &str, layout: Layout, content: impl FnOnce(&mut Markup)) {
    m.within("w:p", &[], |m| {
        m.within("w:pPr", &[], |m| {
            m.val("w:pStyle", style);
            if layout.with_next {
                m.empty("w:keepNext", &[]);
            }
            if layout.new_page {
                m.empty("w:pageBreakBefore", &[]);
            }
            if layout.beside {
                m.empty("w:framePr", &look::BESIDE);
            }
            if layout.right > 0 {
                let in_twips = (layout.right * look::CHARACTER / 100).to_string();
                m.empty("w:ind", &[("w:rightChars", &layout.right.to_string()), ("w:right", &in_twips)]);
            }
        });
        content(m);
    });
}

/// A run; quotation marks and dashes are set in the Chinese font.
fn run(m: &mut Markup, text: &str) {
    if text.is_empty() {
        return;
    }
    m.within("w:r", &[], |m| {
        m.within("w:rPr", &[], |m| m.empty("w:rFonts", &[("w:hint", "eastAsia")]));
        m.within("w:t", &[("xml:space", "preserve")], |m| m.text(text));
    });
}

#[cfg(test)]
mod tests {
    use law::calendar::Day;
    use law::request::consultation::Consulted;

    use super::*;
    use crate::letter::{Addressee, Consultation, Contact, Letter, Matter};
    use crate::writing::docx::schema;

    /// Everything that a letter can hold: letterhead, attachments, signature, note, and a form on a page of its own.
    fn full() -> Composed {
        let consultation = Consultation {
            consulted: Consulted::ThirdParty,
            received_on: Day::constant(2025, 6, 9),
            information: "数据".into(),
            concern: "工艺<参数>&".into(),
        };
        let letter = Letter {
            agency: "云州市澜江生态环境局".into(),
            number: None,
            to: Addressee::Organisation("某公司".into()),
            dated: Some(Day::constant(2025, 7, 3)),
            contact: Contact { phone: "12345".into(), ..Contact::default() },
            attachments: vec!["甲".into(), "乙".into()],
            matter: Matter::Consultation(consultation),
        };
        letter.compose()
    }

    fn part(letter: &Composed, name: &str) -> String {
        schema::parts(write(letter).unwrap()).into_iter().find(|(part, _)| part == name).unwrap().1
    }

    #[test]
    fn word_finds_all_in_its_order() {
        schema::check(write(&full()).unwrap());
        schema::check(write(&Composed { letterhead: None, ..full() }).unwrap());
        let mut coded = full();
        coded.sheets[0].code = Code::of("https://example.gov.cn/status/7KQ4M2TX9EHN", "扫码查看办理进度");
        schema::check(write(&coded).unwrap());
    }

    #[test]
    fn only_a_letter_with_a_letterhead_has_red_lines() {
        let red = |letter: &Composed| {
            ["word/header-first.xml", "word/footer-first.xml"].map(|name| part(letter, name).contains("SmallGap"))
        };
        assert_eq!(red(&full()), [true, true]);
        assert_eq!(red(&Composed { letterhead: None, ..full() }), [false, false]);
    }

    #[test]
    fn the_end_of_the_text_stays_with_name_and_date() {
        let document = part(&full(), "word/document.xml");
        let (letter, _) = document.split_once("pageBreakBefore").unwrap();
        let keeps = |text: &str| {
            let (before, _) = letter.split_once(&format!(">{text}<")).unwrap();
            before.rsplit("<w:p>").next().unwrap().contains("<w:keepNext/>")
        };
        assert!(keeps("3.政府信息公开征求意见回执") && keeps("2025年7月3日"), "as far as the note");
        assert!(!keeps("（电话：12345）"));
    }

    #[test]
    fn the_name_is_centred_over_the_date_and_never_leaves_the_line() {
        let rights = |agency: &str| {
            let mut m = Markup::new("w:body", &[]);
            sign(&mut m, &Signature { agency: agency.into(), date: "2025年7月3日".into() }, false);
            let rights = m.finish();
            let mut rights =
                rights.split("w:rightChars=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            [rights.next().unwrap_or_default(), rights.next().unwrap_or_default()]
        };
        assert_eq!(rights("澜江局"), ["550", "400"], "a date of six characters over a name of three");
        assert_eq!(rights("云州市澜江生态环境局"), ["200", "400"]);
        assert_eq!(rights(&"长".repeat(20)), ["700", ""], "the longer one at the edge, the date centred under it");
    }
}
