//! The files that were put into an application, taken out again by those who may see who applied. Every opening is logged.

use casework::paper::FileFormat;
use casework::who::{Subject, Viewer};
use records::append::number;
use records::file::FileId;
use records::vault::Reader;

use crate::error::Failed;
use crate::setup::Office;

/// A file as it was sent.
#[derive(Clone)]
pub struct OpenedPaper {
    /// Under which name it is saved.
    pub name: String,
    /// What it is.
    pub format: FileFormat,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Office {
    /// A file of an application: the `index`-th of the entry of this number, both from 1.
    pub async fn open_paper(
        &self,
        by: &Viewer,
        file: &FileId,
        entry: usize,
        index: usize,
    ) -> Result<OpenedPaper, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        let mut papers = request.papers().filter(|(number, _)| *number == entry);
        let paper = index.checked_sub(1).and_then(|index| papers.nth(index));
        let (_, paper) = paper.ok_or(Failed::NotFound)?;
        let name = self.open_words(by, file, &paper.name, "查看材料").await?;
        let reader = Reader { by: by.author(), purpose: "查看材料", at: self.now() };
        let content = self.vault.download(&self.records, number(by.agency()), file, &paper.content, reader).await?;
        Ok(OpenedPaper { name, format: paper.format, content: content.to_vec() })
    }

    /// The code on the receipt of an application, for an officer who prints it again for whoever showed who he is.
    pub async fn printed_code(&self, by: &Viewer, file: &FileId) -> Result<String, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        Ok(self.code_of(file, request.codes_renewed()))
    }
}
