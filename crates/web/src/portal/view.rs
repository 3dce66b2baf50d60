//! What the public's pages show, as plain data.

use jiff::Timestamp;
use law::calendar::Day;
use law::catalogue::ItemCode;

use crate::look::bars::Bar;

/// The instant and the day of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The instant.
    pub now: Timestamp,
    /// The day, where the agency is.
    pub today: Day,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// What people look for most.
    pub often: Vec<String>,
    /// When the guide was last changed.
    pub guide_updated_on: Option<Day>,
    /// How many rules are in force.
    pub rules: u64,
    /// How many documents are public.
    pub published: u64,
    /// The first and the last year with a report.
    pub reports: Option<(i16, i16)>,
    /// The latest, at most a dozen.
    pub latest: Vec<Listed>,
    /// The items of Art. 20 with their counts.
    pub items: Vec<ItemCount>,
    /// This year until today.
    pub this_year: ThisYear,
}

/// What has happened this year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThisYear {
    /// Documents published.
    pub published: u64,
    /// Working days from forming to publishing, on average.
    pub published_within: Option<u32>,
    /// Applications received.
    pub requests: u64,
    /// Applications answered.
    pub answered: u64,
    /// Of those, answered in time.
    pub answered_in_time: u64,
    /// Working days to the answer, on average.
    pub answered_within: Option<u32>,
}

/// One item of Art. 20.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCount {
    /// Its number.
    pub code: ItemCode,
    /// Its short name.
    pub title: String,
    /// How many documents it has.
    pub count: u64,
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The id of its permalink.
    pub id: String,
    /// The title.
    pub title: String,
    /// When it was published.
    pub published_on: Day,
    /// 文号; empty where it has none.
    pub document_number: String,
    /// What kind of document: 「批复」, 「通知」; may be empty.
    pub genre: String,
    /// Whether it still holds.
    pub validity: Validity,
    /// The words for which it was found, to be marked; empty where nothing was looked for.
    pub found: Vec<String>,
}

/// Whether a document still holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validity {
    /// Nothing to say: it is no rule.
    #[default]
    NotApplicable,
    /// 现行有效.
    InForce,
    /// 已废止.
    Repealed {
        /// Since when.
        on: Day,
    },
    /// 已失效.
    Expired {
        /// Since when.
        on: Day,
    },
}

/// Which documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Of one item.
    pub item: Option<ItemCode>,
    /// Of one year.
    pub year: Option<i16>,
}

/// Where a page of a list begins. Keys are the source's own; one that it does not know is the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// At the beginning.
    #[default]
    Start,
    /// After this key.
    After(String),
    /// Before this key.
    Before(String),
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its rows.
    pub rows: Vec<Listed>,
    /// How many there are in all, where that is known cheaply.
    pub total: Option<u64>,
    /// The years in which something of this kind was published, the latest first; for the catalogue only.
    pub years: Vec<i16>,
    /// The key of the page before; `None` on the first.
    pub before: Option<String>,
    /// The key of the page after; `None` on the last.
    pub after: Option<String>,
}

/// A text with a title, such as the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The title.
    pub title: String,
    /// When it was last changed.
    pub updated_on: Option<Day>,
    /// The text.
    pub body: Vec<Block>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Agency and date at the end.
    Signature(String),
    /// A table; the first row are its headings.
    Table(Vec<Vec<String>>),
}

/// The rules on openness, in groups: laws, rules of ministries, the agency's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(pub Vec<(String, Vec<Listed>)>);

/// One published document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The id of its permalink.
    pub id: String,
    /// The title.
    pub title: String,
    /// 索引号.
    pub index_number: String,
    /// 文号; empty where it has none.
    pub document_number: String,
    /// 发布机构.
    pub publisher: String,
    /// 成文日期.
    pub formed_on: Option<Day>,
    /// 公开日期, to the minute: 「2025-11-21 09:30」 in META tags.
    pub published_on: Day,
    /// The time of day of publishing, `HH:MM`; empty where it is not known.
    pub published_at: String,
    /// The item of Art. 20 and its name.
    pub item: (ItemCode, String),
    /// 体裁; may be empty.
    pub genre: String,
    /// 主题词; may be empty.
    pub keywords: Vec<String>,
    /// Whether it still holds.
    pub validity: Validity,
    /// The text.
    pub body: Vec<Block>,
    /// The files that go with it.
    pub attachments: Vec<Attachment>,
    /// The interpretation of a document, the document of an interpretation, other editions.
    pub related: Vec<Related>,
}

/// A file that goes with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id in the address.
    pub id: String,
    /// Its name, with its ending.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A document that belongs to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// How it belongs: 「政策解读」, 「解读的文件」, 「修订前」.
    pub how: String,
    /// The id of its permalink.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A file to be taken home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name under which it is saved.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// An annual report in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportListed {
    /// The year.
    pub year: i16,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published_on: Day,
    /// When it was last corrected.
    pub corrected_on: Option<Day>,
}

/// The report of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearReport {
    /// As in the list.
    pub listed: ReportListed,
    /// Text and tables as the writer of reports prints them, without the title.
    pub body: Markup,
    /// The figures worth a picture.
    pub charts: Vec<Chart>,
    /// The years before and after that have a report.
    pub neighbours: (Option<i16>, Option<i16>),
}

/// HTML that another room of the program has made: everything in it is escaped, and it brings no style and no script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub String);

/// A few figures that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is shown.
    pub caption: String,
    /// What the names are: 「事项」.
    pub what: String,
    /// What the figures are: 「处理决定数量」.
    pub figures: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// The formats in which a report can be taken home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For WPS and Word.
    Docx,
    /// For paper.
    Pdf,
    /// The tables.
    Xlsx,
    /// For programs.
    Json,
}

impl Listed {
    /// A text of the row in pieces, each with whether it is a word that was looked for.
    pub fn pieces<'t>(&self, text: &'t str) -> Vec<(&'t str, bool)> {
        let lower = text.to_ascii_lowercase(); // as long as the text, byte by byte
        let mut pieces = Vec::new();
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            let here = |word: &&String| !word.is_empty() && lower[at..].starts_with(&word.to_ascii_lowercase());
            match self.found.iter().filter(here).map(String::len).max() {
                Some(length) => {
                    pieces.extend((from < at).then(|| (&text[from..at], false)));
                    pieces.push((&text[at..at + length], true));
                    at += length;
                    from = at;
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        pieces.extend((from < text.len()).then(|| (&text[from..], false)));
        pieces
    }
}

impl Validity {
    /// What people call it; empty where there is nothing to say.
    pub fn label(self) -> String {
        match self {
            Validity::NotApplicable => String::new(),
            Validity::InForce => "现行有效".to_owned(),
            Validity::Repealed { on } => format!("已废止（{on}）"),
            Validity::Expired { on } => format!("已失效（{on}）"),
        }
    }

    /// Whether the reader must be warned.
    pub fn is_past(self) -> bool {
        matches!(self, Validity::Repealed { .. } | Validity::Expired { .. })
    }
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 4] = [Format::Docx, Format::Pdf, Format::Xlsx, Format::Json];

    /// The ending of a file, and its name in addresses.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Format::Docx => "Word/WPS 文档（docx）",
            Format::Pdf => "PDF",
            Format::Xlsx => "表格（xlsx）",
            Format::Json => "数据（json）",
        }
    }

    /// The format with this ending.
    pub fn of_ending(ending: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

impl Attachment {
    /// 「18 KB」.
    pub fn size(&self) -> String {
        human_size(self.bytes)
    }
}

/// 「18 KB」, 「2.1 MB」.
pub fn human_size(bytes: u64) -> String {
    match bytes {
        bytes if bytes < 1024 => format!("{bytes} B"),
        bytes if bytes < 1024 * 1024 => format!("{} KB", bytes.div_ceil(1024)),
        bytes => format!("{}.{} MB", bytes / (1024 * 1024), bytes % (1024 * 1024) * 10 / (1024 * 1024)),
    }
}

impl ThisYear {
    /// The share that was answered in time, in percent, rounded down: 100 means all.
    pub fn in_time(&self) -> Option<u64> {
        (self.answered_in_time.min(self.answered) * 100).checked_div(self.answered)
    }
}

impl askama::filters::HtmlSafe for Markup {}

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Markup {
    fn write_into(&self, dest: &mut dyn std::fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let size = |bytes| Attachment { id: String::new(), name: String::new(), bytes }.size();
        assert_eq!(
            [size(900), size(1025), size(3 << 20), size((1 << 20) + (1 << 19))],
            ["900 B", "2 KB", "3.0 MB", "1.5 MB"]
        );
    }

    #[test]
    fn words_that_were_looked_for_are_marked_wherever_they_stand() {
        let found = |words: &[&str]| Listed {
            id: String::new(),
            title: "PM2.5浓度和臭氧浓度".into(),
            published_on: Day::MIN,
            document_number: String::new(),
            genre: String::new(),
            validity: Validity::NotApplicable,
            found: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let marked = |words: &[&str]| {
            let row = found(words);
            let pieces = row.pieces(&row.title).into_iter();
            pieces
                .map(|(text, is_found)| if is_found { format!("[{text}]") } else { text.to_owned() })
                .collect::<String>()
        };
        assert_eq!(marked(&[]), "PM2.5浓度和臭氧浓度");
        assert_eq!(marked(&["pm2.5", "浓度"]), "[PM2.5][浓度]和臭氧[浓度]");
        assert_eq!(
            marked(&["臭氧", "臭氧浓度", "没有"]),
            "PM2.5浓度和[臭氧浓度]",
            "the longest of those that begin there"
        );
        assert_eq!(found(&["浓"]).pieces(""), []);
    }

    #[test]
    fn a_share_of_nothing_is_none_and_one_late_answer_is_not_all() {
        assert_eq!(ThisYear::default().in_time(), None);
        assert_eq!(ThisYear { answered: 1000, answered_in_time: 999, ..ThisYear::default() }.in_time(), Some(99));
    }
}
