//! Writing an annual report in the printed form of its year: docx, pdf, xlsx, html, json.
//!
//! `printed` says what stands where, once for all formats; each writer only dresses it. Bytes are the same for the same report: no
//! writer looks at the clock.

pub mod docx;
pub mod html;
pub mod pdf;
mod printed;
pub mod xlsx;

use law::report::Report;
use thiserror::Error;

use crate::report::json;

/// A format that a report can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For Word and WPS.
    Docx,
    /// For print and for the column.
    Pdf,
    /// The tables as numbers, a sheet each.
    Xlsx,
    /// One page that stands alone.
    Html,
    /// The published shape, with the findings of all rules that need this report alone.
    Json,
}

/// Why a report cannot be written. Each is one sentence for the person who asked for it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The name of the output tells no format.
    #[error("不能写成“{ending}”；输出文件名请以 .docx、.pdf、.xlsx、.html 或 .json 结尾")]
    UnknownEnding {
        /// The name or the ending that was given.
        ending: String,
    },
    /// Characters that no font at hand can draw. Nothing is printed rather than empty boxes.
    #[error("下列字符没有可用的字体，不能印成 PDF：{characters}；请改用其他写法，或在字体目录中放入含有这些字的字体")]
    MissingGlyphs {
        /// 「“☐”（U+2610，第五节正文第2段）」, one after the other.
        characters: String,
    },
    /// A text that a worksheet cell cannot hold.
    #[error("{place}有{characters}字，Excel 单元格最多容纳32767字，请分段后再导出")]
    TooLongForSheet {
        /// Where it stands.
        place: String,
        /// Its length.
        characters: usize,
    },
    /// The operator's font folder cannot be used.
    #[error("字体目录不能使用：{0}")]
    Fonts(String),
    /// A defect of this program, not of the report.
    #[error("生成{format}文件时出错：{reason}")]
    Defect {
        /// docx, pdf, xlsx.
        format: &'static str,
        /// What the library said.
        reason: String,
    },
}

/// Writes a report in one format.
pub fn write(report: &Report, format: Format) -> Result<Vec<u8>, WriteError> {
    match format {
        Format::Docx => docx::write(report),
        Format::Pdf => pdf::write(report),
        Format::Xlsx => xlsx::write(report),
        Format::Html => html::write(report),
        Format::Json => Ok(json::to_text(report, &law::report::check(report)).into_bytes()),
    }
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [Format::Docx, Format::Pdf, Format::Xlsx, Format::Html, Format::Json];

    /// The format that a file name or an ending stands for: `report.docx`, `.docx`, `DOCX`.
    pub fn from_ending(name: &str) -> Result<Format, WriteError> {
        let ending = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
        Format::ALL
            .into_iter()
            .find(|format| format.ending() == ending || (*format == Format::Html && ending == "htm"))
            .ok_or_else(|| WriteError::UnknownEnding { ending: name.to_owned() })
    }

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Html => "html",
            Format::Json => "json",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_picks_the_format() {
        assert_eq!(Format::from_ending("/tmp/2019.年报.DOCX").unwrap(), Format::Docx);
        assert_eq!(Format::from_ending(".pdf").unwrap(), Format::Pdf);
        assert_eq!(Format::from_ending("x.htm").unwrap(), Format::Html);
    }

    #[test]
    fn another_ending_is_refused_in_words() {
        let message = Format::from_ending("年报.doc").unwrap_err().to_string();
        assert!(message.contains("年报.doc") && message.contains(".docx、.pdf、.xlsx、.html 或 .json"), "{message}");
        assert!(Format::from_ending("年报").is_err());
    }
}
