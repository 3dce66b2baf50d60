//! Who read what personal data when, and for what: for the auditor, who sees that somebody read a file and what kind of words
//! of it, and none of the words.

use std::collections::HashMap;

use casework::entry::Author;
use casework::publication::Publication;
use casework::publication::facts::Fact as PublicationFact;
use casework::request::Request;
use casework::who::{Account, NotForYou, Reach, Subject, Viewer};
use jiff::Timestamp;
use records::append::{Opened, number};
use records::file::FileId;
use records::vault::reading::{Of, Reading, SOUGHT, log_of_readings};

use crate::error::Failed;
use crate::request::Sought;
use crate::setup::Office;

pub use records::vault::reading::After;

/// One reading, as the auditor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub reader: Option<Author>,
    /// The file; `None` where somebody looked for a value that no file has.
    pub file: Option<FileId>,
    /// What the file is called: the number of an application, never its words.
    pub name: String,
    /// What of it was read.
    pub what: String,
    /// For what.
    pub purpose: String,
    /// Behind this line the next page begins.
    pub key: After,
}

/// Whose readings are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All of the agency's.
    Everybody,
    /// Those of one officer.
    Account(Account),
    /// Those of applicants on their own files.
    Applicants,
    /// Those of one file.
    File(FileId),
}

/// What a file is called, and what each of its sealed texts is.
#[derive(Default)]
struct Known {
    name: String,
    texts: HashMap<String, String>,
}

impl Office {
    /// The log of the viewer's agency, the latest first: `limit` lines behind `after`.
    pub async fn reading_log(
        &self,
        by: &Viewer,
        whose: &Whose,
        after: Option<&After>,
        limit: u32,
    ) -> Result<Vec<Line>, Failed> {
        if !matches!(by.reach(Subject::ReadingLog, self.today()), Reach::Agency | Reach::Supervised) {
            return Err(NotForYou(Subject::ReadingLog).into());
        }
        let of = match whose {
            Whose::Everybody => Of::Everybody,
            Whose::Account(account) => Of::Reader(Author::Account(*account)),
            Whose::Applicants => Of::Reader(Author::Applicant),
            Whose::File(file) => Of::File(file),
        };
        let readings = log_of_readings(&self.records, number(by.agency()), of, after, limit).await?;
        let mut known: HashMap<String, Known> = HashMap::new();
        let mut lines = Vec::with_capacity(readings.len());
        for reading in readings {
            if !reading.file.is_empty() && !known.contains_key(&reading.file) {
                known.insert(reading.file.clone(), self.known(by, &reading.file).await?);
            }
            lines.push(line(reading, &known)?);
        }
        Ok(lines)
    }

    async fn known(&self, by: &Viewer, file: &str) -> Result<Known, Failed> {
        let Ok(file) = file.parse::<FileId>() else { return Ok(Known::default()) };
        if let Some(row) = self.records.request_row(by.agency(), &file).await? {
            let opened: Opened<Request> = self.records.open_file(by.agency(), &file).await?;
            let name = row
                .number()
                .map_or_else(|| "尚未编号的申请".to_owned(), |number| format!("{}{number}", self.profile.request_mark));
            return Ok(Known { name, texts: crate::request::sealed_texts(&opened.file) });
        }
        if self.records.publication_row(by.agency(), &file).await?.is_some() {
            let opened: Opened<Publication> = self.records.open_file(by.agency(), &file).await?;
            let index = opened.file.public().map(|public| public.index_number.clone());
            let texts = (1..).zip(opened.file.history()).filter_map(|(entry, made): (usize, _)| match &made.fact {
                PublicationFact::Drafted { draft, .. } => {
                    Some((draft.text.reference().to_owned(), format!("第{entry}项：稿件")))
                }
                PublicationFact::ReviewReturned { words, .. } | PublicationFact::Withdrawn { words, .. } => {
                    Some((words.reference().to_owned(), format!("第{entry}项：意见")))
                }
                _ => None,
            });
            let name = index.map_or_else(|| "尚未发布的信息".to_owned(), |index| format!("信息{index}"));
            return Ok(Known { name, texts: texts.collect() });
        }
        Ok(Known::default())
    }
}

fn line(reading: Reading, known: &HashMap<String, Known>) -> Result<Line, Failed> {
    let at = reading.read_at.parse().map_err(|_| Failed::Unreadable("查看记录中的时间读不出来".to_owned()))?;
    let of_file = known.get(&reading.file);
    let what = match reading.reference.strip_prefix(SOUGHT) {
        Some(field) => sought(field, reading.file.is_empty()),
        None => of_file
            .and_then(|known| known.texts.get(&reading.reference).cloned())
            .unwrap_or_else(|| "其他内容".to_owned()),
    };
    Ok(Line {
        at,
        reader: records::entry::author(&reading.reader),
        file: reading.file.parse().ok(),
        name: of_file.map(|known| known.name.clone()).unwrap_or_default(),
        what,
        purpose: reading.purpose,
        key: After { read_at: reading.read_at, id: reading.id },
    })
}

fn sought(field: &str, in_vain: bool) -> String {
    let all = [
        (Sought::Name, "姓名或者单位名称"),
        (Sought::Phone, "电话"),
        (Sought::DocumentNumber, "证件号码"),
        (Sought::Email, "电子邮箱"),
    ];
    let by = all.into_iter().find(|(one, _)| one.code() == field).map_or("内容", |(_, label)| label);
    if in_vain { format!("按{by}查找，没有找到") } else { format!("按{by}查找到这件") }
}
