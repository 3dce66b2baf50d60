//! pdf files with a text layer, as Word, WPS, LibreOffice and browsers export them.
//!
//! A pdf knows neither lines nor tables, only glyphs and strokes at places. Glyphs become lines by their baselines, strokes become the
//! grid of a table, and each glyph belongs to the cell that it stands in.

mod canvas;
mod continued;
mod forms;
mod grid;
mod lines;
mod page;
mod paragraphs;
mod rules;
mod unpack;

use std::thread;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};

use super::budget::Budget;
use super::open::{guarded, hush};
use super::{Doubt, Format, Limits, Part, Place, Reading, Unreadable, properties};
use canvas::Canvas;
use continued::Edges;
use forms::Forms;
use paragraphs::Extent;

/// The parser recurses into nested objects; its own bounds fit into this many bytes.
const STACK: usize = 64 << 20;

/// Reads all pages as one body.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Unreadable> {
    unpack::refuse_bombs(bytes, limits)?;
    let work = || guarded("pdf", || read_pages(bytes, limits));
    thread::scope(|scope| {
        let broken = || Unreadable::Broken { format: "pdf", place: "内部结构有矛盾，无法读取".to_owned() };
        match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(broken())),
            Err(error) => Err(Unreadable::NoFile { reason: error.to_string() }),
        }
    })
}

fn read_pages(bytes: &[u8], limits: &Limits) -> Result<Reading, Unreadable> {
    let broken = |place: &str| Unreadable::Broken { format: "pdf", place: place.to_owned() };
    let pdf =
        hush(|| Pdf::new(bytes.to_vec())).ok_or_else(|| broken("内部结构有矛盾，无法读取"))?.map_err(|error| {
            match error {
                LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Encrypted,
                LoadPdfError::Decryption(_) => broken("加密方式不支持"),
                LoadPdfError::Invalid => broken("找不到页面，文件可能没有下载完"),
            }
        })?;
    let pages = hush(|| pdf.pages()).ok_or_else(|| broken("页面目录有矛盾"))?;
    if pages.len() > limits.pages {
        return Err(Unreadable::TooMuch { what: format!("共{}页，超过{}页", pages.len(), limits.pages) });
    }
    let mut budget = Budget::new(limits);
    let mut reading = Reading { format: Format::Pdf, ..Reading::default() };
    let (mut blocks, mut edges, mut extents) = (Vec::new(), Vec::new(), Vec::new());
    let mut without_text = Vec::new();
    let mut allowance = canvas::Allowance::new(limits);
    let mut forms = Forms::default();
    let cache = InterpreterCache::new();
    for (number, page) in (1..).zip(pages.iter()) {
        if hush(|| forms.allow(page)) == Some(false) {
            return Err(Unreadable::TooMuch { what: format!("第{number}页的图形层层相套") });
        }
        let (width, height) = page.render_dimensions();
        let mut canvas = Canvas::new(f64::from(width), f64::from(height), &mut allowance);
        let transform = page.initial_transform(true).to_kurbo();
        let drawn = hush(|| {
            let mut context =
                Context::new(transform, canvas.bounds(), &cache, pdf.xref(), InterpreterSettings::default());
            interpret_page(page, &mut context, &mut canvas);
        });
        if let Some(stop) = canvas.stopped() {
            return Err(stop.refusal(number, limits));
        }
        if drawn.is_none() {
            reading.doubts.push(doubt(number, format!("第{number}页有一部分内容损坏，没有读全")));
        }
        let found = page::read(canvas.into_drawn(), number, &mut budget)?;
        reading.doubts.extend(found.doubts);
        if found.is_without_text {
            without_text.push(number);
        }
        extents.extend(found.extents.into_iter().map(|own| Extent { block: own.block + blocks.len(), ..own }));
        edges.extend(found.edges.into_iter().map(|own| Edges { block: own.block + blocks.len(), ..own }));
        blocks.extend(found.blocks);
    }
    if blocks.is_empty() {
        return Err(without_text.first().map_or(Unreadable::Empty, |&page| Unreadable::PictureOnly { page }));
    }
    for number in without_text {
        reading.doubts.push(doubt(number, format!("第{number}页只有图片、没有文字层，这一页没有读")));
    }
    continued::align(&mut blocks, &edges);
    paragraphs::join(&mut blocks, &extents);
    reading.parts.push(Part { place: Place::Body, blocks });
    reading.parts.extend(metadata(&pdf, &mut budget)?);
    Ok(reading)
}

fn doubt(page: u32, message: String) -> Doubt {
    Doubt { page: Some(page), message }
}

fn metadata(pdf: &Pdf, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let own = pdf.metadata();
    [
        ("title", &own.title),
        ("author", &own.author),
        ("subject", &own.subject),
        ("keywords", &own.keywords),
        ("creator", &own.creator),
        ("producer", &own.producer),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, text_string(value.as_deref()?))))
    .filter(|(_, text)| !text.trim().is_empty())
    .map(|(name, text)| properties::property(name, text, budget))
    .collect()
}

/// A text string of a pdf: UTF-16 or UTF-8 with a mark; without one Latin by the standard, GB18030 in what older Chinese programs wrote.
fn text_string(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
}
