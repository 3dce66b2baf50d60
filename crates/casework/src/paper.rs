//! A file that came with a letter, a form or a draft: what it is, without its content and its name, which are sealed. People
//! write their names into the names of files.

use serde::{Deserialize, Serialize};

use crate::sealed::Sealed;

/// A file in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// What it is to the matter.
    pub role: Role,
    /// Its bytes.
    pub content: Sealed,
    /// The name under which it came.
    pub name: Sealed,
    /// What its content is.
    pub format: FileFormat,
    /// In bytes.
    pub size: u64,
}

/// What a file is to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 身份证明 (Art. 29 (1)), where the number alone is not enough.
    Identity,
    /// What the applicant adds so that the information is found.
    Supporting,
    /// The letter itself, scanned.
    Letter,
    /// The envelope with its postmark, which proves the days of a letter that was entered later.
    Envelope,
    /// What proves that something was signed for.
    SignOff,
    /// Anything else that belongs into the file.
    Other,
}

/// Formats that are taken in: those that agencies read and archives keep. Told by the content, never by the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is what its ending says")]
pub enum FileFormat {
    Pdf,
    Ofd,
    Docx,
    Xlsx,
    Jpeg,
    Png,
}

impl Role {
    /// All of them, in the order of forms.
    pub const ALL: [Role; 6] =
        [Role::Letter, Role::Envelope, Role::SignOff, Role::Identity, Role::Supporting, Role::Other];

    /// The name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Role::Identity => "identity",
            Role::Supporting => "supporting",
            Role::Letter => "letter",
            Role::Envelope => "envelope",
            Role::SignOff => "sign_off",
            Role::Other => "other",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Role::Identity => "身份证明",
            Role::Supporting => "申请人提供的材料",
            Role::Letter => "来信、申请书扫描件",
            Role::Envelope => "信封（邮戳）",
            Role::SignOff => "签收凭证",
            Role::Other => "其他材料",
        }
    }

    /// The role of a code.
    pub fn of_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl FileFormat {
    /// All of them.
    pub const ALL: [FileFormat; 6] =
        [FileFormat::Pdf, FileFormat::Ofd, FileFormat::Docx, FileFormat::Xlsx, FileFormat::Jpeg, FileFormat::Png];

    /// The ending of its files, which is also its code.
    pub fn ending(self) -> &'static str {
        match self {
            FileFormat::Pdf => "pdf",
            FileFormat::Ofd => "ofd",
            FileFormat::Docx => "docx",
            FileFormat::Xlsx => "xlsx",
            FileFormat::Jpeg => "jpg",
            FileFormat::Png => "png",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileFormat::Pdf => "application/pdf",
            FileFormat::Ofd => "application/ofd",
            FileFormat::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileFormat::Jpeg => "image/jpeg",
            FileFormat::Png => "image/png",
        }
    }

    /// The format of a media type.
    pub fn of_media_type(text: &str) -> Option<FileFormat> {
        FileFormat::ALL.into_iter().find(|format| format.media_type() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_media_types_lead_back() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(role));
        }
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::of_media_type(format.media_type()), Some(format));
        }
    }

    #[test]
    fn no_name_stands_in_an_entry_as_it_is() {
        let sealed = |number: u8| Sealed::new("vault", &format!("{number:02x}").repeat(32)).unwrap();
        let paper =
            Paper { role: Role::Envelope, content: sealed(1), name: sealed(2), format: FileFormat::Jpeg, size: 7 };
        let written = serde_json::to_value(&paper).unwrap();
        assert_eq!((written["role"].as_str(), written["format"].as_str()), (Some("envelope"), Some("jpeg")));
        assert!(serde_json::from_value::<Paper>(serde_json::json!({"role": "envelope", "name": "张三.jpg"})).is_err());
    }
}
