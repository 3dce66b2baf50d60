//! The report as pdf: typeset in memory, tagged, with a text layer, the same bytes for the same report.

mod content;
mod fonts;
mod world;

use law::report::Report;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

pub use self::fonts::Fonts;
use self::world::Paper;
pub(crate) use self::world::Template;
use super::WriteError;
use super::printed::Printed;

/// Writes the report as pdf, in the fonts that ship with the program.
pub fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    write_with(report, Fonts::bundled())
}

/// Writes the report as pdf, in the operator's fonts where there are any.
pub fn write_with(report: &Report, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let printed = Printed::of(report);
    fonts.cover(printed.texts())?;
    typeset(Template::AnnualReport, content::of(&printed), fonts)
}

/// Sets a template with its data in type. That the fonts draw every character of the data is the caller's to check.
pub(crate) fn typeset(template: Template, data: Vec<u8>, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let paper = Paper::new(fonts, template, data);
    let document = typst::compile::<PagedDocument>(&paper).output.map_err(|errors| defect(&errors))?;
    let options = PdfOptions { creator: Smart::Custom(Some("gongkai".to_owned())), ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| defect(&errors))?;
    typst::comemo::evict(KEPT_RUNS);
    Ok(bytes)
}

/// How many runs an unused intermediate result is kept: a server that prints reports all day does not grow.
const KEPT_RUNS: usize = 2;

fn defect(errors: &[SourceDiagnostic]) -> WriteError {
    let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    WriteError::Defect { format: "pdf", reason: reasons.join("; ") }
}

#[cfg(test)]
mod tests;
