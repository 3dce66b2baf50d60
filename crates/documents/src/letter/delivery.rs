//! 送达回证: the proof that a letter was served, filled in by hand where it is served by hand.

use super::Letter;
use super::composed::{BLANK_DAY, Form, Row, Sheet};
use super::words::clean;

/// A proof of service. The addressee of the letter is the one served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Title of what is served.
    pub title: String,
    /// Its number as printed; may be empty.
    pub number: String,
    /// 直接送达、邮寄送达…; empty to be filled in.
    pub way: String,
    /// Where; empty to be filled in.
    pub address: String,
}

impl Delivery {
    pub(super) fn sheet(&self, letter: &Letter) -> Sheet {
        let (title, number) = (clean(&self.title), clean(&self.number));
        let document = if number.is_empty() { title } else { format!("{title}（{number}）") };
        Sheet {
            title_lines: letter.title_lines(),
            form: Some(Form::new([
                Row::one("送达文书", document).lines(2),
                Row::one("受送达人", clean(letter.to.name())),
                Row::one("送达地点", clean(&self.address)).lines(2),
                Row::one("送达方式", clean(&self.way)),
                Row::two(("受送达人签名（盖章）", String::new()), ("收到日期", BLANK_DAY.to_owned())).lines(3),
                Row::two(("代收人签名及代收理由", String::new()), ("代收日期", BLANK_DAY.to_owned())).lines(3),
                Row::two(("送达人", String::new()), ("送达日期", BLANK_DAY.to_owned())).lines(2),
                Row::one("备注", "").lines(3),
            ])),
            remarks: vec!["邮寄送达的，以交邮之日当日为期限计算时点，请附交邮凭证。".to_owned()],
            ..Sheet::default()
        }
    }
}
