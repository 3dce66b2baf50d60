//! Position by position: each entry against what was sealed there, and the log against the signed heads.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::{At, Check, Fault, Report};
use crate::database::Records;
use crate::error::StorageError;
use crate::seal::head::Head;
use crate::seal::heads;
use crate::seal::sealer::state;
use crate::seal::tree::{Frontier, Hash, hash_from_hex};
use crate::sql;

const PAGE: u64 = 5000;

/// A head to be compared when the walk reaches its size.
struct Due {
    head: Head,
    from_outside: bool,
}

struct Walk<'a> {
    report: &'a mut Report,
    frontier: Frontier,
    due: Peekable<IntoIter<Due>>,
    /// The size of the last head that fitted: what is wrong lies behind it.
    proved: u64,
}

struct Standing {
    position: u64,
    agency: i64,
    file: String,
    version: i64,
    hash: String,
}

/// Walks the log up to where it reaches now.
pub(super) async fn walk(records: &Records, check: Check<'_>, report: &mut Report) -> Result<(), StorageError> {
    // Heads first: one that is signed meanwhile must not be taken for one of a longer record.
    let due = heads_due(records, check, report).await?;
    let sealed = state(records.reading(), false).await?.frontier;
    let mut walk = Walk { report, frontier: Frontier::default(), due: due.into_iter().peekable(), proved: 0 };
    walk.compare_heads();
    while walk.frontier.size() < sealed.size() {
        let from = walk.frontier.size() + 1;
        let to = sealed.size().min(from + PAGE - 1);
        let standing = entries(records, from, to).await?;
        let log = log(records, from, to).await?;
        walk.compare_page(from, standing, log);
    }
    if walk.frontier != sealed {
        walk.report.add(At::default().finding(Fault::StateChanged));
    }
    // Heads beyond the end: the record was longer once.
    let cut: Vec<_> = walk.due.by_ref().collect();
    let (size, root) = (walk.frontier.size(), hex::encode(walk.frontier.root()));
    for Due { head, from_outside } in cut {
        if from_outside {
            report.anchored = Some(false);
        }
        let more = Some(format!("{}的存证载有{}项，现只有{size}项", head.at, head.size));
        report.add(At { position: Some(size + 1), more, ..At::default() }.finding(Fault::Cut));
    }
    report.size = size;
    report.root = root;
    beyond(records, report).await
}

impl Walk<'_> {
    fn compare_page(&mut self, from: u64, standing: VecDeque<Standing>, log: Vec<Option<Hash>>) {
        let mut standing = standing.into_iter().peekable();
        for (position, sealed) in (from..).zip(log) {
            let here = standing.next_if(|entry| entry.position == position);
            while let Some(twice) = standing.next_if(|entry| entry.position == position) {
                self.report.add(twice.at().finding(Fault::Twice));
            }
            let hash = here.as_ref().and_then(|entry| hash_from_hex(&entry.hash));
            let nowhere = At { position: Some(position), ..At::default() };
            match (&here, sealed) {
                (None, _) => self.report.add(nowhere.finding(Fault::Unfilled)),
                (Some(entry), None) => self.report.add(entry.at().finding(Fault::LogMissing)),
                (Some(entry), Some(sealed)) if hash != Some(sealed) => {
                    self.report.add(entry.at().finding(Fault::NotAsSealed));
                }
                _ => {}
            }
            self.frontier.push(&sealed.or(hash).unwrap_or_default());
            self.compare_heads();
        }
    }

    /// Holds the heads of this size against the root.
    fn compare_heads(&mut self) {
        let size = self.frontier.size();
        while let Some(Due { head, from_outside }) = self.due.next_if(|due| due.head.size == size) {
            let fits = head.root() == Some(self.frontier.root());
            if from_outside {
                self.report.anchored = Some(fits);
            } else if fits {
                self.report.heads += 1;
            }
            if fits {
                self.proved = size;
            } else {
                let first = self.proved + 1;
                let more = Some(format!("{}的存证，在第{first}至第{size}个位置之间", head.at));
                self.report.add(At { position: Some(first), more, ..At::default() }.finding(Fault::LogChanged));
            }
        }
    }
}

impl Standing {
    fn at(&self) -> At<'_> {
        At {
            agency: Some(self.agency),
            file: Some(&self.file),
            version: Some(self.version),
            position: Some(self.position),
            ..At::default()
        }
    }
}

/// The heads that are signed as they should be, by size.
async fn heads_due(records: &Records, check: Check<'_>, report: &mut Report) -> Result<Vec<Due>, StorageError> {
    let mut due = Vec::new();
    for head in heads::all(records.reading()).await? {
        let more = Some(format!("{}的存证（{}项）", head.at, head.size));
        if head.check().is_err() {
            report.add(At { more, ..At::default() }.finding(Fault::HeadForged));
        } else if check.signer.is_some_and(|signer| signer != head.key) {
            report.add(At { more, ..At::default() }.finding(Fault::HeadForeign));
        } else {
            due.push(Due { head, from_outside: false });
        }
    }
    if let Some(anchor) = check.anchor {
        if check.signer.is_some_and(|signer| signer != anchor.key) {
            report.anchored = Some(false);
            let more = Some(format!("外存的{}的存证", anchor.at));
            report.add(At { more, ..At::default() }.finding(Fault::HeadForeign));
        } else {
            due.push(Due { head: anchor.clone(), from_outside: true });
        }
    }
    due.sort_by_key(|due| due.head.size);
    Ok(due)
}

async fn entries(records: &Records, from: u64, to: u64) -> Result<VecDeque<Standing>, StorageError> {
    let text = "SELECT position, agency, file, version, hash FROM entry
                WHERE position >= $1 AND position <= $2 ORDER BY position, agency, file, version";
    let rows = sql::all(records.reading(), text, vec![signed(from).into(), signed(to).into()]).await?;
    let mut entries = VecDeque::with_capacity(rows.len());
    for row in rows {
        entries.push_back(Standing {
            position: row.try_get::<i64>("", "position")?.unsigned_abs(),
            agency: row.try_get("", "agency")?,
            file: row.try_get("", "file")?,
            version: row.try_get("", "version")?,
            hash: row.try_get("", "hash")?,
        });
    }
    Ok(entries)
}

/// What was sealed at each of the positions.
async fn log(records: &Records, from: u64, to: u64) -> Result<Vec<Option<Hash>>, StorageError> {
    let text = "SELECT first_position, hashes FROM seal_block
                WHERE last_position >= $1 AND first_position <= $2 ORDER BY first_position";
    let places = usize::try_from(to - from + 1).expect("a page is small");
    let mut log = vec![None; places];
    for row in sql::all(records.reading(), text, vec![signed(from).into(), signed(to).into()]).await? {
        let first = row.try_get::<i64>("", "first_position")?.unsigned_abs();
        let hashes: Vec<u8> = row.try_get("", "hashes")?;
        for (position, hash) in (first..).zip(hashes.as_chunks::<32>().0) {
            if let Some(place) = position.checked_sub(from).and_then(|at| log.get_mut(usize::try_from(at).ok()?)) {
                *place = Some(*hash);
            }
        }
    }
    Ok(log)
}

/// Entries with positions that the log never gave.
async fn beyond(records: &Records, report: &mut Report) -> Result<(), StorageError> {
    let text = "SELECT entry.position AS position, entry.agency AS agency, entry.file AS file, entry.version AS version
                FROM entry, seal_state WHERE entry.position > seal_state.size OR entry.position < 1
                ORDER BY entry.position LIMIT 101";
    for row in sql::all(records.reading(), text, vec![]).await? {
        let file: String = row.try_get("", "file")?;
        let at = At {
            agency: Some(row.try_get("", "agency")?),
            file: Some(&file),
            version: Some(row.try_get("", "version")?),
            position: Some(row.try_get::<i64>("", "position")?.unsigned_abs()),
            ..At::default()
        };
        report.add(at.finding(Fault::LogMissing));
    }
    Ok(())
}

fn signed(position: u64) -> i64 {
    i64::try_from(position).expect("positions are BIGINT")
}
