//! What the public reads: written in the transaction that makes it public, taken away in the one that withdraws a leak.

use casework::paper::FileFormat;
use casework::publication::text::{Attached, PublicText, TextDigest};
use casework::sealed::Sealed;
use casework::who::Agency;
use futures::FutureExt;
use jiff::Timestamp;
use sea_orm::QueryResult;
use sm3::{Digest, Sm3};

use crate::append::{Also, number};
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;
use crate::{sql, time};

/// What tells this text from any other.
pub fn digest(text: &PublicText) -> TextDigest {
    TextDigest::new(&hex::encode(Sm3::digest(text.canonical()))).expect("SM3 gives 32 bytes")
}

/// What tells the bytes of a file from any other.
pub fn digest_of(bytes: &[u8]) -> TextDigest {
    TextDigest::new(&hex::encode(Sm3::digest(bytes))).expect("SM3 gives 32 bytes")
}

/// The rows of what hangs on a text. Its bytes stay where they were sealed with the draft; that they may be read by
/// everybody is what the row says.
pub fn attachments(text: &PublicText) -> Vec<Attachment> {
    let row = |(number, one): (i64, &Attached)| Attachment {
        number,
        name: one.name.clone(),
        media_type: one.format.media_type().to_owned(),
        size: i64::try_from(one.size).expect("uploads have a limit"),
        digest: one.digest.as_str().to_owned(),
        blob: format!("{} {}", one.content.reference(), one.content.commitment()),
    };
    (1..).zip(text.attachments()).map(row).collect()
}

/// A text as it lies in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// From 1.
    pub edition: i64,
    /// 标题.
    pub title: String,
    /// 内容概述.
    pub summary: String,
    /// The text, a paragraph a line.
    pub body: String,
    /// Its digest, as the entry has it.
    pub digest: String,
    /// When it was written.
    pub written_at: String,
}

impl Edition {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.lines()
    }

    fn of(row: &QueryResult) -> Result<Edition, sea_orm::DbErr> {
        Ok(Edition {
            edition: row.try_get("", "edition")?,
            title: row.try_get("", "title")?,
            summary: row.try_get("", "summary")?,
            body: row.try_get("", "body")?,
            digest: row.try_get("", "digest")?,
            written_at: row.try_get("", "written_at")?,
        })
    }
}

/// A file that hangs on a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its place among them, from 1.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SM3 of its bytes, in hexadecimal.
    pub digest: String,
    /// Where its bytes lie.
    pub blob: String,
}

impl Attachment {
    /// The file as its text knows it; `None` where the row is none of ours.
    pub fn attached(&self) -> Option<Attached> {
        let (reference, commitment) = self.blob.split_once(' ')?;
        Some(Attached {
            name: self.name.clone(),
            format: FileFormat::of_media_type(&self.media_type)?,
            size: u64::try_from(self.size).ok()?,
            digest: TextDigest::new(&self.digest).ok()?,
            content: Sealed::new(reference, commitment).ok()?,
        })
    }
}

/// Writes the text that becomes public as this edition of the file, in the transaction of its entry.
pub fn becomes_public(
    agency: Agency,
    edition: u32,
    text: PublicText,
    attachments: Vec<Attachment>,
    at: Timestamp,
) -> Also {
    Also::work(move |transaction, appended| {
        async move {
            let sql = "INSERT INTO public_text (agency, file, edition, title, summary, body, digest, written_at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            let (agency, file, edition) = (number(agency), appended.file.clone(), i64::from(edition));
            let values = vec![
                agency.into(),
                file.clone().into(),
                edition.into(),
                text.title().into(),
                text.summary().into(),
                text.body().into(),
                digest(&text).as_str().into(),
                time::written(at).into(),
            ];
            sql::execute(transaction, sql, values).await?;
            for attachment in attachments {
                let sql = "INSERT INTO public_attachment
                               (agency, file, edition, number, name, media_type, size, digest, blob)
                           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
                let Attachment { number, name, media_type, size, digest, blob } = attachment;
                let values = vec![
                    agency.into(),
                    file.clone().into(),
                    edition.into(),
                    number.into(),
                    name.into(),
                    media_type.into(),
                    size.into(),
                    digest.into(),
                    blob.into(),
                ];
                sql::execute(transaction, sql, values).await?;
            }
            Ok(())
        }
        .boxed()
    })
}

/// Takes away every edition of a text and what hangs on it: a leak is not kept. The bytes of attachments are the store's.
pub fn is_purged(agency: Agency) -> Also {
    Also::work(move |transaction, appended| {
        async move {
            for table in ["public_text", "public_attachment"] {
                let sql = format!("DELETE FROM {table} WHERE agency = $1 AND file = $2");
                sql::execute(transaction, &sql, vec![number(agency).into(), appended.file.clone().into()]).await?;
            }
            Ok(())
        }
        .boxed()
    })
}

impl Records {
    /// One edition of a text; `None` where there is none, or where it was purged.
    pub async fn public_text(
        &self,
        agency: Agency,
        file: &FileId,
        edition: i64,
    ) -> Result<Option<Edition>, StorageError> {
        let text = "SELECT edition, title, summary, body, digest, written_at FROM public_text
                    WHERE agency = $1 AND file = $2 AND edition = $3";
        let values = vec![number(agency).into(), file.text().into(), edition.into()];
        let row = sql::one(self.reading(), text, values).await?;
        Ok(row.map(|row| Edition::of(&row)).transpose()?)
    }

    /// What hangs on an edition, in order.
    pub async fn public_attachments(
        &self,
        agency: Agency,
        file: &FileId,
        edition: i64,
    ) -> Result<Vec<Attachment>, StorageError> {
        let text = "SELECT number, name, media_type, size, digest, blob FROM public_attachment
                    WHERE agency = $1 AND file = $2 AND edition = $3 ORDER BY number";
        let values = vec![number(agency).into(), file.text().into(), edition.into()];
        let rows = sql::all(self.reading(), text, values).await?;
        let attachment = |row: &QueryResult| {
            Ok::<_, sea_orm::DbErr>(Attachment {
                number: row.try_get("", "number")?,
                name: row.try_get("", "name")?,
                media_type: row.try_get("", "media_type")?,
                size: row.try_get("", "size")?,
                digest: row.try_get("", "digest")?,
                blob: row.try_get("", "blob")?,
            })
        };
        Ok(rows.iter().map(attachment).collect::<Result<_, _>>()?)
    }
}
