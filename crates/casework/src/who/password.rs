//! Which passwords are good enough: ten characters of three kinds, neither the name nor one that everybody tries first.
//! 等保 2.0: complexity; the numbers are this program's own.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use thiserror::Error;

/// A password that may be set. Its text never shows in a message or a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Fewer than ten characters.
    #[error("密码至少{}个字符，请加长", Password::SHORTEST)]
    TooShort,
    /// More than anybody types.
    #[error("密码最多{}个字符，请缩短", Password::LONGEST)]
    TooLong,
    /// Line breaks and the like.
    #[error("密码不能有换行等控制字符")]
    Control,
    /// One or two kinds of characters.
    #[error("密码应当包含大写字母、小写字母、数字、其他字符中的三类")]
    FewKinds,
    /// It holds the login name or the person's name.
    #[error("密码不能包含登录名或者姓名")]
    HoldsName,
    /// Known to everybody.
    #[error("这个密码太常见，容易被猜中，请换一个")]
    Common,
    /// Nothing new.
    #[error("新密码不能与原密码相同")]
    Unchanged,
}

impl Password {
    /// The fewest characters.
    pub const SHORTEST: usize = 10;
    /// The most characters: hashing a longer one is work that only an attacker asks for.
    pub const LONGEST: usize = 128;

    /// Takes a password for a person of this login name and name.
    pub fn new(typed: &str, names: &[&str]) -> Result<Password, WeakPassword> {
        let length = typed.chars().count();
        if length < Password::SHORTEST {
            return Err(WeakPassword::TooShort);
        }
        if length > Password::LONGEST {
            return Err(WeakPassword::TooLong);
        }
        if typed.chars().any(char::is_control) {
            return Err(WeakPassword::Control);
        }
        if kinds(typed) < 3 {
            return Err(WeakPassword::FewKinds);
        }
        let lower = typed.to_lowercase();
        let holds = |name: &&str| name.chars().count() >= 2 && lower.contains(&name.to_lowercase());
        if names.iter().any(|name| holds(&name.trim())) {
            return Err(WeakPassword::HoldsName);
        }
        if is_common(&lower) { Err(WeakPassword::Common) } else { Ok(Password(typed.to_owned())) }
    }

    /// As it is to be hashed.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Password(…)")
    }
}

fn kinds(typed: &str) -> usize {
    let has = |kind: fn(char) -> bool| usize::from(typed.chars().any(kind));
    let upper = has(|c| c.is_ascii_uppercase());
    let lower = has(|c| c.is_ascii_lowercase());
    let digit = has(|c| c.is_ascii_digit());
    upper + lower + digit + has(|c| !c.is_ascii_alphanumeric())
}

/// What is left when the years, digits and signs that people hang on to a common word are taken away is that word.
fn is_common(lower: &str) -> bool {
    let known = |text: &str| {
        let plain: String = text.chars().map(stands_for).collect();
        let copies_of = |word: &String| [text, &plain].iter().any(|text| text.replace(word.as_str(), "").is_empty());
        COMMON.words.iter().any(copies_of)
    };
    let hung_on = |c: char| !c.is_alphabetic();
    let few_signs = lower.chars().collect::<BTreeSet<_>>().len() < 5;
    let mostly = |row: &String| lower.contains(row.as_str()) && lower.chars().count() < row.chars().count() + 5;
    few_signs
        || COMMON.rows.iter().any(mostly)
        || known(lower.trim_matches(hung_on))
        || known(lower.trim_end_matches(hung_on)) // `@dmin`: the sign in front is a letter
}

/// `p@ssw0rd` is the word it looks like.
fn stands_for(sign: char) -> char {
    match sign {
        '@' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        other => other,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    words: Vec<String>,
    rows: Vec<String>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/common_passwords.toml")).expect("the shipped list is valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(typed: &str) -> Option<WeakPassword> {
        Password::new(typed, &["zhangwei", "张伟"]).err()
    }

    #[test]
    fn a_good_password_is_taken() {
        for good in ["Lanjiang-86x2", "云州Lan7澜江水清清啊", "correct Horse 7 battery", "x9#Kq!mB2w"] {
            assert_eq!(refused(good), None, "{good}");
        }
    }

    #[test]
    fn a_bad_one_is_refused_for_what_is_bad_in_it() {
        for (bad, why) in [
            ("Aa1!aa2#b", WeakPassword::TooShort),
            ("密码Aa1密码密码", WeakPassword::TooShort),
            (&"Aa1!".repeat(33), WeakPassword::TooLong),
            ("Lanjiang\n86x2", WeakPassword::Control),
            ("lanjiang86x2", WeakPassword::FewKinds),
            ("88662244113355", WeakPassword::FewKinds),
            ("ZhangWei-2025", WeakPassword::HoldsName),
            ("我是张伟Abc123", WeakPassword::HoldsName),
            ("Password2025!", WeakPassword::Common),
            ("P@ssw0rd2025", WeakPassword::Common),
            ("@dmin_2025_!", WeakPassword::Common),
            ("Admin@123456", WeakPassword::Common),
            ("1qaz@WSX3edc", WeakPassword::Common),
            ("Gongkai#2025", WeakPassword::Common),
            ("Aa1!Aa1!Aa1!", WeakPassword::Common),
        ] {
            assert_eq!(refused(bad), Some(why), "{bad}");
        }
    }

    #[test]
    fn a_name_of_one_letter_forbids_nothing() {
        assert!(Password::new("Lanjiang-86x2", &["L", ""]).is_ok());
    }

    #[test]
    fn the_text_does_not_show() {
        let password = Password::new("Lanjiang-86x2", &[]).unwrap();
        assert!(!format!("{password:?}").contains("86x2"));
    }

    proptest! {
        /// Whatever is typed: it is judged without a panic, and what is taken keeps the rules.
        #[test]
        fn what_is_taken_is_long_and_of_three_kinds(typed in "\\PC{0,40}") {
            if let Ok(password) = Password::new(&typed, &["zhangwei"]) {
                prop_assert!(password.text().chars().count() >= Password::SHORTEST && kinds(&typed) >= 3);
                prop_assert!(!typed.to_lowercase().contains("zhangwei"));
            }
        }
    }
}
