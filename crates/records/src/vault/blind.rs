//! The blind index: how a name, a number or an address is found again exactly, without standing anywhere in the clear.
//! A row holds HMAC-SM3 over agency, field and normalised value; without the installation's key nobody can try names out.
//! What it does give away to a reader of the database: that two files of an agency have the same value.

use super::installation::InstallationKey;

const FORM: &[u8] = b"gongkai-blind-1";

/// What can be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The name of a person or an organisation.
    Name,
    /// A telephone number.
    Phone,
    /// A number of a document: 身份证, 统一社会信用代码, 护照.
    DocumentNumber,
    /// An e-mail address.
    Email,
}

/// One row of the index, or what to look for in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Blind {
    /// Which field.
    pub field: Field,
    /// 64 hexadecimal digits.
    pub mac: String,
}

impl Field {
    /// Its name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Phone => "phone",
            Field::DocumentNumber => "document_number",
            Field::Email => "email",
        }
    }

    /// What counts as the same value: full-width letters and digits are read as half-width ones and white space goes
    /// everywhere. Beyond that a name loses the dots within it (阿依古丽·买买提, in any of their forms) and its case; of a
    /// phone number only digits stay, without the country's 86; a document number is in capitals, without dashes; an
    /// address is in small letters. `None` where nothing is left to search for.
    pub fn normalised(self, value: &str) -> Option<String> {
        let narrow = value.chars().map(narrowed).filter(|letter| !letter.is_whitespace());
        let normal: String = match self {
            Field::Name => narrow.filter(|letter| !is_dot(*letter)).flat_map(char::to_lowercase).collect(),
            Field::Phone => {
                let digits: String = narrow.filter(char::is_ascii_digit).collect();
                let own = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
                match own {
                    Some(own) if own.len() >= 10 => own.to_owned(),
                    _ => digits,
                }
            }
            Field::DocumentNumber => narrow.filter(|letter| !is_dash(*letter)).flat_map(char::to_uppercase).collect(),
            Field::Email => narrow.flat_map(char::to_lowercase).collect(),
        };
        if normal.is_empty() { None } else { Some(normal) }
    }

    /// What to store for a value in a file of the agency, or to look for among the agency's files. `None` where nothing
    /// is left after normalising.
    pub fn blind(self, installation: &InstallationKey, agency: i64, value: &str) -> Option<Blind> {
        let normal = self.normalised(value)?;
        let mac = installation.index().derive(&[
            FORM,
            agency.to_string().as_bytes(),
            self.code().as_bytes(),
            normal.as_bytes(),
        ]);
        Some(Blind { field: self, mac: hex::encode(mac.bytes()) })
    }
}

/// Full-width forms stand 0xFEE0 above the ASCII ones.
fn narrowed(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

fn is_dot(letter: char) -> bool {
    matches!(letter, '·' | '•' | '・' | '‧' | '･' | '∙' | '⋅' | '.' | '．')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installation() -> (tempfile::TempDir, InstallationKey) {
        let folder = tempfile::tempdir().unwrap();
        let key = InstallationKey::create(&folder.path().join("installation.key")).unwrap();
        (folder, key)
    }

    #[test]
    fn the_same_value_written_otherwise_is_the_same() {
        let same = |field: Field, values: &[&str]| {
            for value in values {
                assert_eq!(field.normalised(value), field.normalised(values[0]), "{value}");
            }
        };
        same(Field::Name, &["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽 买买提", "阿依古丽．买买提"]);
        same(Field::Name, &["江苏ABC有限公司", "江苏ａｂｃ有限公司", "\u{3000}江苏abc 有限公司"]);
        same(Field::Phone, &["13800138000", "+86 138-0013-8000", "0086 13800138000", "１３８００１３８０００"]);
        same(Field::DocumentNumber, &["32010619490307401X", "32010619490307401x", "320106 19490307 401Ｘ"]);
        same(Field::Email, &["a.b@example.com", "A.B@Example.COM ", "ａ.b@example.com"]);
    }

    #[test]
    fn different_values_stay_different() {
        assert_ne!(Field::Phone.normalised("0513-82212345"), Field::Phone.normalised("82212345"));
        assert_eq!(Field::Phone.normalised("8612345"), Some("8612345".into()), "short numbers keep their 86");
        assert_ne!(Field::Email.normalised("a.b@x.cn"), Field::Email.normalised("ab@x.cn"));
        assert_eq!(Field::Name.normalised(" \u{3000}"), None);
        assert_eq!(Field::Phone.normalised("无"), None);
    }

    #[test]
    fn agencies_fields_and_installations_do_not_match_each_other() {
        let (_folder, key) = installation();
        let (_folder, other) = installation();
        let row = Field::Phone.blind(&key, 1, "13800138000").unwrap();
        assert_eq!(Field::Phone.blind(&key, 1, "138 0013 8000"), Some(row.clone()));
        assert_ne!(Field::Phone.blind(&key, 2, "13800138000").unwrap().mac, row.mac);
        assert_ne!(Field::DocumentNumber.blind(&key, 1, "13800138000").unwrap().mac, row.mac);
        assert_ne!(Field::Phone.blind(&other, 1, "13800138000").unwrap().mac, row.mac);
    }

    #[test]
    fn rotation_of_the_installation_key_leaves_the_index_as_it_is() {
        let (_folder, key) = installation();
        let row = Field::Name.blind(&key, 1, "张三");
        key.rotate().unwrap();
        assert_eq!(Field::Name.blind(&key, 1, "张三"), row);
    }
}
