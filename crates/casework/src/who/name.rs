//! Names as people type them, taken once and then known to be good.

use thiserror::Error;

/// The name of a person, unit or agency: 1 to 60 characters without line breaks or other control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

/// No name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("名称应当为1至60个字，不能有换行等控制字符")]
pub struct NotAName;

impl Name {
    /// The longest name, in characters.
    pub const LONGEST: usize = 60;

    /// Takes a name as typed; blanks around it are dropped.
    pub fn new(typed: &str) -> Result<Name, NotAName> {
        let name = typed.trim();
        let fits = (1..=Name::LONGEST).contains(&name.chars().count());
        if fits && !name.chars().any(char::is_control) { Ok(Name(name.to_owned())) } else { Err(NotAName) }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

/// The name under which somebody signs in: 2 to 40 lower-case letters, digits, `.`, `-` or `_`, beginning with a letter or
/// digit. Unique in the installation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Login(String);

/// No login name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("登录名应当为2至40个字母、数字或者“.”“-”“_”，以字母或者数字开头")]
pub struct NotALogin;

impl Login {
    /// Takes a login name as typed; capitals and blanks around it make no difference.
    pub fn new(typed: &str) -> Result<Login, NotALogin> {
        let login = typed.trim().to_ascii_lowercase();
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
        let begins = login.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric());
        if (2..=40).contains(&login.len()) && begins && login.bytes().all(fits) {
            Ok(Login(login))
        } else {
            Err(NotALogin)
        }
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_stands_on_one_line() {
        assert_eq!(Name::new(" 政策法规科 ").unwrap().as_str(), "政策法规科");
        assert!(Name::new(&"科".repeat(60)).is_ok());
        for odd in ["", "  ", "政策\n法规科", "a\u{0}b", &"科".repeat(61)] {
            assert_eq!(Name::new(odd), Err(NotAName), "{odd:?}");
        }
    }

    #[test]
    fn a_login_name_is_the_same_however_it_is_typed() {
        assert_eq!(Login::new(" Zhang.Wei ").unwrap(), Login::new("zhang.wei").unwrap());
        for odd in ["", "a", ".zhang", "-x", "zhang wei", "张伟", "zhang\nwei", "ｚhang", &"a".repeat(41)] {
            assert_eq!(Login::new(odd), Err(NotALogin), "{odd:?}");
        }
    }
}
