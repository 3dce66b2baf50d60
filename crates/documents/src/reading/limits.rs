//! Limits first: whatever comes in, reading it takes bounded time and memory.

use thiserror::Error;

/// How much a reader takes before it refuses.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Bytes that all members of an archive (docx, xlsx) may unpack to, counted while unpacking.
    pub unpacked_bytes: u64,
    /// Members of an archive.
    pub members: usize,
    /// Characters of text in the whole reading.
    pub characters: usize,
    /// Table cells in the whole reading (a merged cell counts once).
    pub cells: usize,
    /// Pages of a pdf.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 64 << 20,
            unpacked_bytes: 256 << 20,
            members: 10_000,
            characters: 32_000_000,
            cells: 2_000_000,
            pages: 2_000,
        }
    }
}

/// Why a file cannot be read at all. Each is one sentence for the person who handed the file in.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// Larger than [`Limits::file_bytes`].
    #[error("文件有{size_mb}兆，超过{limit_mb}兆的上限，请拆分或压缩图片后再试")]
    TooLarge {
        /// Size of the file in mebibytes, rounded up.
        size_mb: u64,
        /// The limit in mebibytes.
        limit_mb: u64,
    },
    /// An archive that unpacks to more than the limits allow.
    #[error("文件解开后过大（{what}），疑似压缩炸弹，已停止读取")]
    Bomb {
        /// The member, or what was counted.
        what: String,
    },
    /// More text, cells or pages than [`Limits`] allow, in a file that is no archive bomb.
    #[error("文件内容过多（{what}），请拆分后再试")]
    TooMuch {
        /// What there is too much of, with the limit.
        what: String,
    },
    /// The file system would not give it.
    #[error("打不开文件：{reason}")]
    NoFile {
        /// Why, in words.
        reason: String,
    },
    /// Protected by a password.
    #[error("文件已加密，请去掉打开密码后再试")]
    Encrypted,
    /// A pdf without a text layer.
    #[error("第{page}页起只有图片、没有文字层，请提供由 Word、WPS 导出的文件，或先做文字识别")]
    PictureOnly {
        /// The first page without text, from 1.
        page: u32,
    },
    /// The content is of another format than any that is read.
    #[error("认不出文件格式：{found}；可读 txt、html、docx、xlsx、pdf、json")]
    UnknownFormat {
        /// What the content looks like.
        found: String,
    },
    /// The format is known, the content broken.
    #[error("{format} 文件已损坏：{place}")]
    Broken {
        /// docx, xlsx, pdf, …
        format: &'static str,
        /// What and where.
        place: String,
    },
    /// Bytes that are no text in UTF-8, GB18030 or UTF-16.
    #[error("文字编码认不出：第{line}行不是 UTF-8 也不是 GB18030")]
    Encoding {
        /// The first offending line, from 1.
        line: usize,
    },
    /// Nothing in it.
    #[error("文件是空的")]
    Empty,
}
