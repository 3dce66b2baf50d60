//! What stands below the text: 附件说明 and 附注 (GB/T 9704-2012).

use super::Contact;
use super::words::clean;

/// 「附件：1.…」, a line each; a single one bears no number, and no name ends with a stop.
pub(super) fn attachments<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<String> = names.map(clean).filter(|name| !name.is_empty()).collect();
    let bare = |name: &str| name.trim_end_matches(['。', '；', ';', '，']).to_owned();
    match &names[..] {
        [one] => vec![format!("附件：{}", bare(one))],
        several => (1..)
            .zip(several)
            .map(|(number, name)| format!("{}{number}.{}", if number == 1 { "附件：" } else { "" }, bare(name)))
            .collect(),
    }
}

/// 「（联系人：…，电话：…，地址：…）」.
pub(super) fn note(contact: &Contact) -> Option<String> {
    let contact = self::contact(contact);
    (!contact.is_empty()).then(|| format!("（{contact}）"))
}

/// Whom to ask, as far as it is known.
pub(super) fn contact(contact: &Contact) -> String {
    let known = [("联系人：", &contact.name), ("电话：", &contact.phone), ("地址：", &contact.address)];
    let known = known.into_iter().map(|(label, text)| (label, clean(text))).filter(|(_, text)| !text.is_empty());
    known.map(|(label, text)| format!("{label}{text}")).collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attachment_bears_no_number() {
        assert_eq!(attachments(["验收意见。"].into_iter()), ["附件：验收意见"]);
        assert_eq!(attachments(["甲", " ", "乙"].into_iter()), ["附件：1.甲", "2.乙"]);
        assert!(attachments([].into_iter()).is_empty());
    }

    #[test]
    fn only_what_is_known_is_printed() {
        let contact = Contact { phone: "0513-5550123".into(), ..Contact::default() };
        assert_eq!(note(&contact).as_deref(), Some("（电话：0513-5550123）"));
        assert_eq!(note(&Contact::default()), None);
    }
}
