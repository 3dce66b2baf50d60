//! What may stand in the place of a finding.
//!
//! No norm says how a number is masked, and two documents that leave different digits open can be joined to the whole
//! number. So one setting says what stays, and the same positions stay everywhere.

use crate::finding::Kind;
use crate::name;

/// What a masked text may still show. The birth date inside a resident id is never shown, whatever the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masking {
    keep_surname: bool,
    keep_last: usize,
}

impl Masking {
    /// The most characters of a number that may stay: the order number and the check character of a resident id.
    pub const MOST_LAST: usize = 4;

    /// Nothing stays.
    pub const NOTHING: Self = Self { keep_surname: false, keep_last: 0 };

    /// `keep_last` characters at the end of a resident id, phone, card or passport stay, at most [`Self::MOST_LAST`]
    /// (more is cut to it); of a name at most the surname. Nothing stays of plates, e-mails and addresses: they are so
    /// short, or so telling at their end, that a rest gives them away.
    pub fn new(keep_surname: bool, keep_last: usize) -> Self {
        Self { keep_surname, keep_last: keep_last.min(Self::MOST_LAST) }
    }

    /// The text with everything hidden that must not stay; blanks and signs between stay where they are.
    pub fn apply(&self, kind: Kind, text: &str) -> String {
        match kind {
            // A mark is no word to be blotted out: the whole document waits.
            Kind::SecrecyMark => "（不得公开，先经保密审查）".to_owned(),
            Kind::Name => self.name(text),
            Kind::ResidentId => hide_all_but_last(text, self.keep_last.min(after_birth_date(text))),
            Kind::Phone | Kind::BankCard | Kind::Passport => hide_all_but_last(text, self.keep_last),
            Kind::Plate | Kind::Email | Kind::Address | Kind::Health | Kind::Minor => hide_all_but_last(text, 0),
        }
    }

    fn name(self, text: &str) -> String {
        let surname = if self.keep_surname { name::surname_length(text) } else { 0 };
        let hide = |(at, character): (usize, char)| if at < surname || !counts(character) { character } else { '某' };
        text.char_indices().map(hide).collect()
    }
}

impl Default for Masking {
    fn default() -> Self {
        Self::new(true, Self::MOST_LAST)
    }
}

/// How many characters stand after the birth date: three in the old form of 15, which has no check character.
fn after_birth_date(text: &str) -> usize {
    match text.chars().filter(|character| counts(*character)).count() {
        15 => 3,
        _ => 4,
    }
}

fn hide_all_but_last(text: &str, keep: usize) -> String {
    let hidden = text.chars().filter(|character| counts(*character)).count().saturating_sub(keep);
    let mut seen = 0;
    let hide = |character: char| {
        if !counts(character) {
            return character;
        }
        seen += 1;
        if seen <= hidden { '*' } else { character }
    };
    text.chars().map(hide).collect()
}

/// Letters and digits of any script carry information; blanks, hyphens and brackets only shape it.
fn counts(character: char) -> bool {
    character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resident_id_keeps_its_last_four_and_its_blanks() {
        let masking = Masking::default();
        assert_eq!(masking.apply(Kind::ResidentId, "11010519491231002X"), "**************002X");
        assert_eq!(masking.apply(Kind::ResidentId, "110105 1949 1231 002x"), "****** **** **** 002x");
        assert_eq!(masking.apply(Kind::ResidentId, "１１０１０５１９４９１２３１００２Ｘ"), "**************００２Ｘ");
    }

    #[test]
    fn an_old_id_keeps_only_three_since_the_fourth_is_of_the_birth_date() {
        assert_eq!(Masking::default().apply(Kind::ResidentId, "110105491231002"), "************002");
    }

    #[test]
    fn no_setting_shows_more_than_four() {
        assert_eq!(Masking::new(true, 99).apply(Kind::Phone, "+86 138-1234-5678"), "+** ***-****-5678");
        assert_eq!(Masking::NOTHING.apply(Kind::Phone, "13812345678"), "***********");
    }

    #[test]
    fn a_name_keeps_its_surname() {
        let masking = Masking::default();
        assert_eq!(masking.apply(Kind::Name, "张建国"), "张某某");
        assert_eq!(masking.apply(Kind::Name, "欧阳明"), "欧阳某");
        assert_eq!(masking.apply(Kind::Name, "张　伟"), "张　某");
        assert_eq!(masking.apply(Kind::Name, "古丽·买买提"), "某某·某某某");
        assert_eq!(Masking::NOTHING.apply(Kind::Name, "张建国"), "某某某");
    }

    #[test]
    fn nothing_stays_of_what_its_end_gives_away() {
        let masking = Masking::default();
        assert_eq!(masking.apply(Kind::Address, "3幢302室"), "******");
        assert_eq!(masking.apply(Kind::Plate, "苏F·12345"), "**·*****");
        assert_eq!(masking.apply(Kind::Email, "li.si@example.com"), "**.**@*******.***");
    }
}
