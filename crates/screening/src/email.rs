//! E-mail addresses of persons. An agency's own mailbox is published and left alone.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::Label;
use crate::trigger::Spot;
use crate::view::View;

/// Domains of agencies and of party and public bodies.
const OFFICIAL: [&str; 4] = [".gov.cn", "@gov.cn", ".gov", ".org.cn"];

/// Words before an address that make it an office's mailbox, on whatever domain.
const OFFICE: [&str; 12] = [
    "监督",
    "举报邮箱",
    "咨询",
    "投稿",
    "公开邮箱",
    "征求意见",
    "反馈",
    "局邮箱",
    "单位邮箱",
    "办公邮箱",
    "公司",
    "工作邮箱",
];

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    for spot in view.spots {
        if let Spot::At(at) = spot {
            marks.extend(recognise(view, *at));
        }
    }
}

fn recognise(view: &View<'_>, at: usize) -> Option<Mark> {
    let (before, after) = view.text.split_at(at);
    let after = after.strip_prefix(['@', '＠'])?;
    let local = before.len() - before.trim_end_matches(is_local).len();
    let local = before[before.len() - local..].trim_start_matches(['.', '-']).len();
    let domain = &after[..after.find(|character| !is_domain(character)).unwrap_or(after.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (_, top) = domain.rsplit_once('.')?;
    // name@2x.png is a picture.
    let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    if local == 0 || !is_top || ["png", "jpg", "gif", "webp", "svg"].contains(&top.to_ascii_lowercase().as_str()) {
        return None;
    }
    let start = at - local;
    let end = view.text.len() - after.len() + domain.len();
    let address = view.text[start..end].to_ascii_lowercase();
    if OFFICIAL.iter().any(|ending| address.ends_with(ending)) {
        return None;
    }
    let personal = view.label_before(start) == Some(Label::Email);
    let clause = view.clause(start);
    let (certainty, why) = if !personal && OFFICE.iter().any(|word| clause.contains(word)) {
        (Certainty::Likely, "电子邮箱，标为办公用途，请核对是否个人邮箱")
    } else {
        (Certainty::Certain, "电子邮箱，不是政府机关邮箱")
    };
    Some(Mark::new(Kind::Email, start..end, certainty, why))
}

fn is_local(character: char) -> bool {
    character.is_ascii_alphanumeric() || "._%+-".contains(character) || is_full_width(character)
}

fn is_domain(character: char) -> bool {
    character.is_ascii_alphanumeric() || ".-".contains(character)
}

fn is_full_width(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
