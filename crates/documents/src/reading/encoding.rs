//! Bytes to text: UTF-8, GB18030, UTF-16 with its mark; and never a wrong guess without a word.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Doubt, Unreadable};

/// Decodes a whole file. `label` is the encoding that the file itself claims (the `charset` of a web page).
///
/// UTF-8 is tried first, since hardly any text in another encoding is valid UTF-8. A few broken bytes in an otherwise sound file
/// become `U+FFFD` and a doubt that names their lines; more than that is no text.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, doubts: &mut Vec<Doubt>) -> Result<String, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return settle(&attempt(&bytes[mark..], encoding), doubts);
    }
    let utf8 = attempt(bytes, UTF_8);
    if utf8.is_sound() || (utf8.is_nearly_sound() && utf8.broken_lines.len() * 20 < wide_characters(&utf8.text)) {
        return settle(&utf8, doubts);
    }
    let claimed = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding));
    let gb = attempt(bytes, GB18030);
    if let Some(claimed) = claimed.filter(|&encoding| encoding != GB18030).map(|encoding| attempt(bytes, encoding))
        && claimed.is_sound()
    {
        return settle(&claimed, doubts);
    }
    if gb.is_nearly_sound() { settle(&gb, doubts) } else { Err(Unreadable::Encoding { line: gb.broken_lines[0] }) }
}

struct Attempt {
    text: String,
    /// The line of each broken sequence, from 1.
    broken_lines: Vec<usize>,
}

impl Attempt {
    fn is_sound(&self) -> bool {
        self.broken_lines.is_empty()
    }

    fn is_nearly_sound(&self) -> bool {
        self.broken_lines.len() * 200 < self.text.len() || (self.broken_lines.len() == 1 && self.text.len() > 32)
    }
}

fn wide_characters(text: &str) -> usize {
    text.chars().filter(|&c| c > '\u{7F}' && c != char::REPLACEMENT_CHARACTER).count()
}

fn settle(attempt: &Attempt, doubts: &mut Vec<Doubt>) -> Result<String, Unreadable> {
    if let Some(&line) = attempt.broken_lines.first() {
        if !attempt.is_nearly_sound() {
            return Err(Unreadable::Encoding { line });
        }
        let count = attempt.broken_lines.len();
        doubts.push(Doubt {
            page: None,
            message: format!("第{line}行起有{count}处编码损坏，已用\u{FFFD}代替，请核对原文"),
        });
    }
    Ok(attempt.text.clone())
}

fn attempt(bytes: &[u8], encoding: &'static Encoding) -> Attempt {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut read, mut line, mut counted) = (0, 1, 0);
    let mut broken_lines = Vec::new();
    loop {
        text.reserve(
            decoder.max_utf8_buffer_length_without_replacement(bytes.len() - read).unwrap_or(0).min(1 << 20) + 16,
        );
        let (result, taken) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += taken;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                line += text[counted..].matches('\n').count();
                counted = text.len();
                text.push(char::REPLACEMENT_CHARACTER);
                broken_lines.push(line);
                // Hopeless: what follows would only cost time.
                if broken_lines.len() > 1000 && broken_lines.len() * 50 > read {
                    break;
                }
            }
        }
    }
    Attempt { text, broken_lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Result<String, Unreadable>, usize) {
        let mut doubts = Vec::new();
        (decode(bytes, None, &mut doubts), doubts.len())
    }

    #[test]
    fn knows_the_encodings_that_agencies_use() {
        let text = "本机关2019年新收政府信息公开申请３件\r\n";
        let wide = |little: bool| -> Vec<u8> {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{FEFF}", text].concat().into_bytes(),
            GB18030.encode(text).0.into_owned(),
            wide(true),
            wide(false),
        ] {
            assert_eq!(decoded(&bytes), (Ok(text.to_owned()), 0));
        }
    }

    #[test]
    fn a_broken_byte_in_utf8_is_no_reason_to_take_it_for_gb() {
        let mut bytes = "政府信息公开工作年度报告\n".repeat(20).into_bytes();
        bytes[37 * 3 + 1] = 0xFF;
        let (text, doubts) = decoded(&bytes);
        let text = text.unwrap();
        assert!(text.contains('\u{FFFD}') && text.contains("年度报告"), "{text}");
        assert_eq!(doubts, 1);
    }

    #[test]
    fn noise_is_refused_with_its_line() {
        let noise: Vec<u8> =
            b"abc\n".iter().copied().chain((0..3000).map(|i| if i % 2 == 0 { 0xFF } else { 0x80 })).collect();
        assert_eq!(decoded(&noise).0, Err(Unreadable::Encoding { line: 2 }));
    }
}
