//! Verification: walks the whole record and names what is wrong with it. `files` goes through each file's chain and what it
//! has in the vault, `log` through the positions, the log and the signed heads, `security` through the log of accounts and
//! sessions. All read only, while others work.
//!
//! What can be found with what: the chain alone shows a changed, missing or reordered entry of a file; the log shows it
//! even where the chain was hashed anew; a signed head shows it where the log was rewritten too; and a head that had left
//! the machine shows it where all heads here were replaced or the end was cut off.

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::head::Head;
use crate::database::Records;
use crate::error::StorageError;
use crate::vault::Vault;

mod files;
mod log;
mod sealed;
mod security;

/// What to hold the record against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Check<'a> {
    /// A head that was kept elsewhere, its signature checked ([`Head::read`]).
    pub anchor: Option<&'a Head>,
    /// The id of the key with which this installation signs ([`super::head::key_id`]).
    pub signer: Option<&'a str>,
    /// To open what is sealed and hold it against the entries. Without it only its being there is checked.
    pub vault: Option<&'a Vault>,
    /// Whether uploads are read whole, too, not only looked for.
    pub uploads: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many entries were walked.
    pub entries: u64,
    /// How many files they belong to.
    pub files: u64,
    /// How many entries are sealed.
    pub size: u64,
    /// The root over them.
    pub root: String,
    /// How many signed heads in the database fit.
    pub heads: u64,
    /// Whether a head from outside was given and fits.
    pub anchored: Option<bool>,
    /// How many files have had their vault erased.
    pub erased_files: u64,
    /// How many sealed texts and uploads are there as the entries say.
    pub sealed_items: u64,
    /// How many lines of the security log were walked.
    pub security_lines: u64,
    /// How many things are wrong, also beyond those listed.
    pub wrong: u64,
    /// What is wrong, the first entry first; at most [`Report::LISTED`].
    pub findings: Vec<Finding>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Whose file, where it is about one.
    pub agency: Option<i64>,
    /// Which file.
    pub file: Option<String>,
    /// Which entry of it.
    pub version: Option<i64>,
    /// Where it stands, or should, in the log.
    pub position: Option<u64>,
    /// Which line of the agency's security log, where it is about one; agency 0 is the installation's own.
    pub line: Option<i64>,
    /// What is wrong.
    pub fault: Fault,
    /// The whole in one sentence.
    pub message: String,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The entry is not what its hash was made of.
    Changed,
    /// An entry of the file is not there.
    Missing,
    /// There is an entry that the file does not know of.
    Added,
    /// The time of recording lies before that of the entry before.
    TimeGoesBack,
    /// The hash of the entry is not the one that was sealed at its position.
    NotAsSealed,
    /// No entry stands at the position.
    Unfilled,
    /// Two entries stand at the position.
    Twice,
    /// The log lacks what was sealed at the position.
    LogMissing,
    /// The log is not the one that the signed head stands for.
    LogChanged,
    /// The record is shorter than the signed head says.
    Cut,
    /// The state of the log does not fit the log.
    StateChanged,
    /// The signed head in the database was not signed so.
    HeadForged,
    /// The signed head was signed by another key.
    HeadForeign,
    /// The key of the file is not there, and was not erased.
    KeyMissing,
    /// Something sealed is not there, and was not erased.
    SealedMissing,
    /// Something sealed cannot be opened, or is not what the entry was made of.
    SealedChanged,
    /// From this line on the security log is not what it was: changed, taken out, or cut off.
    SecurityLogBroken,
}

impl Fault {
    fn label(self) -> &'static str {
        match self {
            Fault::Changed => "内容与校验值不符，这一项被改动",
            Fault::Missing => "这一项缺失，被删除",
            Fault::Added => "案卷不认识这一项，是另外加进去的",
            Fault::TimeGoesBack => "记录时间早于前一项，次序被改动",
            Fault::NotAsSealed => "校验值与封存时不同，这一项在封存后被改动、调换或者重算",
            Fault::Unfilled => "这一封存位置没有记录，被删除",
            Fault::Twice => "这一封存位置上有两项记录",
            Fault::LogMissing => "封存日志缺少这一位置",
            Fault::LogChanged => "封存日志与签名存证不符，存证之前的记录被改动",
            Fault::Cut => "记录比签名存证所载的短，末尾被截去",
            Fault::StateChanged => "封存状态与封存日志不符",
            Fault::HeadForged => "库内的签名存证被改动，签名不符",
            Fault::HeadForeign => "签名存证不是本系统的密钥签的",
            Fault::KeyMissing => "案卷密钥缺失，且没有销毁记录",
            Fault::SealedMissing => "密存内容缺失，且没有销毁记录",
            Fault::SealedChanged => "密存内容无法解开，或者与记录中的校验值不一致",
            Fault::SecurityLogBroken => "从这一条起与校验值不符，被改动、删除或者截去",
        }
    }
}

/// Where something is wrong.
#[derive(Clone, Debug, Default)]
struct At<'a> {
    agency: Option<i64>,
    file: Option<&'a str>,
    version: Option<i64>,
    position: Option<u64>,
    line: Option<i64>,
    /// What else there is to say.
    more: Option<String>,
}

impl At<'_> {
    fn finding(self, fault: Fault) -> Finding {
        let message = format!("{self}{}", fault.label());
        let At { agency, file, version, position, line, .. } = self;
        Finding { agency, file: file.map(str::to_owned), version, position, line, fault, message }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(position) = self.position {
            parts.push(format!("封存位置{position}"));
        }
        if let (Some(agency), Some(file)) = (self.agency, self.file) {
            parts.push(format!("机构{agency}案卷{file}"));
        }
        if let Some(version) = self.version {
            parts.push(format!("第{version}项"));
        }
        if let (Some(agency), Some(line)) = (self.agency, self.line) {
            parts.push(format!("机构{agency}安全日志第{line}条"));
        }
        parts.extend(self.more.clone());
        if parts.is_empty() { Ok(()) } else { write!(to, "{}：", parts.join("，")) }
    }
}

impl Report {
    /// How many findings are listed.
    pub const LISTED: usize = 100;

    /// Whether the record is whole.
    pub fn is_whole(&self) -> bool {
        self.wrong == 0
    }

    fn add(&mut self, finding: Finding) {
        self.wrong += 1;
        let at = self.findings.partition_point(|listed| listed.order(&finding) != Ordering::Greater);
        self.findings.insert(at, finding);
        self.findings.truncate(Report::LISTED);
    }
}

impl Finding {
    /// By position; what has none comes after it, by file.
    fn order(&self, other: &Finding) -> Ordering {
        let key = |finding: &Finding| {
            (finding.position.unwrap_or(u64::MAX), finding.agency.unwrap_or(i64::MAX), finding.version)
        };
        key(self).cmp(&key(other)).then_with(|| self.file.cmp(&other.file))
    }
}

/// Walks the whole record.
pub async fn verify(records: &Records, check: Check<'_>) -> Result<Report, StorageError> {
    let mut report = Report::default();
    files::walk(records, check, &mut report).await?;
    files::compare_ends(records, &mut report).await?;
    log::walk(records, check, &mut report).await?;
    security::walk(records, &mut report).await?;
    Ok(report)
}
