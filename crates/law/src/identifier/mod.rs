//! Numbers that identify people, organisations and documents, and how each proves itself.
//!
//! What people type is read generously (full-width digits, blanks inside, lower case); what is kept has one form.

pub mod index_number;
pub mod resident_id;
pub mod uscc;

/// The text with full-width letters, digits and signs made half-width and all white space taken out, as a number that
/// was typed or copied from a document needs it.
pub fn half_width(text: &str) -> String {
    text.chars().filter(|character| !is_blank(*character)).map(half_width_character).collect()
}

/// White space, and the marks of no width that come along when text is copied from a web page.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn half_width_character(character: char) -> char {
    match character {
        // The full-width forms lie in the order of ASCII, from `！` to `～`.
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '‐'..='―' | '−' => '-',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_signs_are_made_half_width() {
        assert_eq!(half_width("０１４２２５９７２／２０１９－００００１"), "014225972/2019-00001");
        assert_eq!(half_width("ｘＸ"), "xX");
        assert_eq!(half_width("2019—00001"), "2019-00001");
    }

    #[test]
    fn blanks_of_every_kind_are_dropped() {
        assert_eq!(half_width(" 1101\u{3000}05\n1949\t1231 002X\u{a0}\u{200b}"), "11010519491231002X");
    }

    #[test]
    fn other_text_is_left_alone() {
        assert_eq!(half_width("海门①"), "海门①");
        assert_eq!(half_width(""), "");
    }
}
