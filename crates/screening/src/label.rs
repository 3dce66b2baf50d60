//! The words that say what stands beside them: labels of forms, titles of columns, roles in running text.
//!
//! The longest word wins (`法定代表人姓名` is not `姓名`), so a word that must *not* lead anywhere is listed too.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word in the text means for its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Says what the value after it, or under it, is.
    Label(Label),
    /// A role in running text, after which a name may follow without a colon (村民王建国).
    Role,
    /// `，男` or `，女`: a name stands before it.
    Sex,
    /// A relative of somebody: what is said in this sentence is said of a person.
    Kin,
    /// A disease, a disability or a hardship; personal only where it is tied to a person.
    Ailment,
    /// A word that may say that a person is a minor.
    Youth,
    /// The end of a place where people live (室, 组, 单元 …), if numbers stand before it.
    Dwelling,
    /// 绝密, 机密, 秘密.
    Secrecy,
    /// Looks like one of the others and is not.
    Ordinary,
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A private person's name.
    Name,
    /// A name that may be an official's.
    Contact,
    IdNumber,
    /// A phone of a person.
    PersonPhone,
    /// A phone of whom the text must tell.
    Phone,
    /// An agency's own line, which is published.
    OfficePhone,
    BankCard,
    BankAccount,
    Passport,
    Plate,
    Email,
    Home,
    /// An address of whom the text must tell.
    Address,
    /// Where an agency or a company sits.
    OfficeAddress,
    Ailment,
    Age,
    School,
    /// A number of a thing: an order, a project, a document, an organisation.
    Serial,
    /// A post or section: the row is about officials.
    Post,
    /// A number of people: the table is a statistic.
    Count,
}

/// Every word with its meaning, from `data/words.txt`.
pub(crate) static WORDS: LazyLock<Vec<(String, Meaning)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut meaning = Meaning::Ordinary;
    for line in include_str!("../data/words.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(section) => meaning = of_section(section).expect("the sections of the word list are known (tested)"),
            // Only this blank parts words: a full-width one stands inside them.
            None => words
                .extend(line.split(' ').filter(|word| !word.is_empty()).map(|word| (word.replace('_', " "), meaning))),
        }
    }
    words
});

fn of_section(section: &str) -> Option<Meaning> {
    Some(match section {
        "role" => Meaning::Role,
        "sex" => Meaning::Sex,
        "kin" => Meaning::Kin,
        "ailment" => Meaning::Ailment,
        "youth" => Meaning::Youth,
        "dwelling" => Meaning::Dwelling,
        "secrecy" => Meaning::Secrecy,
        "ordinary" => Meaning::Ordinary,
        _ => Meaning::Label(match section {
            "name" => Label::Name,
            "contact" => Label::Contact,
            "id-number" => Label::IdNumber,
            "person-phone" => Label::PersonPhone,
            "phone" => Label::Phone,
            "office-phone" => Label::OfficePhone,
            "bank-card" => Label::BankCard,
            "bank-account" => Label::BankAccount,
            "passport" => Label::Passport,
            "plate" => Label::Plate,
            "email" => Label::Email,
            "home" => Label::Home,
            "address" => Label::Address,
            "office-address" => Label::OfficeAddress,
            "ailment-label" => Label::Ailment,
            "age" => Label::Age,
            "school" => Label::School,
            "serial" => Label::Serial,
            "post" => Label::Post,
            "count" => Label::Count,
            _ => return None,
        }),
    })
}

static TITLES: LazyLock<HashMap<&str, Meaning>> =
    LazyLock::new(|| WORDS.iter().map(|(word, meaning)| (word.as_str(), *meaning)).collect());

/// The label that a title of a column, or the cell beside a value, is; none where it is something else.
pub(crate) fn of_title(title: &str) -> Option<Label> {
    let bare: String =
        title.chars().filter(|character| !character.is_whitespace() && !"：:*＊".contains(*character)).collect();
    let bare = strip_remark(&bare);
    // Titles of forms qualify their labels (申请人联系电话, 法定代表人姓名): the exact word first, then the longest ending.
    let known = |word: &str| {
        TITLES.get(word).map(|meaning| match meaning {
            Meaning::Label(label) => Some(*label),
            Meaning::Role => Some(Label::Name),
            _ => None,
        })
    };
    if bare.chars().count() > 14 {
        return None;
    }
    bare.char_indices().find_map(|(at, _)| known(&bare[at..])).flatten()
}

/// `联系电话（手机）` is a 联系电话.
fn strip_remark(title: &str) -> &str {
    match title.find(['（', '(']) {
        Some(at) if at > 0 => &title[..at],
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_with_blanks_stars_and_remarks() {
        assert_eq!(of_title("姓  名"), Some(Label::Name));
        assert_eq!(of_title("*身份证号码："), Some(Label::IdNumber));
        assert_eq!(of_title("联系电话（手机）"), Some(Label::Phone));
        assert_eq!(of_title("残疾类别"), Some(Label::Ailment));
        assert_eq!(of_title("补助对象姓名"), Some(Label::Name));
    }

    #[test]
    fn a_title_that_ends_like_a_label_but_is_another_word_is_none() {
        assert_eq!(of_title("法定代表人姓名"), None);
        assert_eq!(of_title("企业名称"), None);
        assert_eq!(of_title("环评批复文号"), Some(Label::Serial));
        assert_eq!(of_title(""), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut seen = std::collections::HashSet::new();
        for (word, _) in &*WORDS {
            assert!(seen.insert(word), "{word}");
        }
    }
}
