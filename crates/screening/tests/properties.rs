//! What must hold for any text, not only for the sentences that somebody thought of.

use proptest::prelude::*;
use screening::{Certainty, Context, Finding, Kind, Masking, Screener, screen, screen_in};

/// GB 11643: the check character of 17 digits. Written again here, so that a mistake in the product is not its own proof.
fn with_check(first: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{first}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

prop_compose! {
    fn resident_id()(
        area in prop::sample::select(vec!["110105", "320684", "320626", "440524", "650102"]),
        year in 1920u16..=2020, month in 1u8..=12, day in 1u8..=28, order in 0u16..=999,
    ) -> (String, String) {
        let birth = format!("{year}{month:02}{day:02}");
        (with_check(&format!("{area}{birth}{order:03}")), birth)
    }
}

/// Prose without digits at its ends, so that a planted number stays a number of its own.
fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "经核查，",
            "该企业",
            "废水排放",
            "群众反映",
            "2019年3月",
            "共3件，",
            "。",
            "（见附件2）",
            "　",
            "\t",
            "罚款5万元，",
            "𠮷野家",
            "é",
            "emoji🌏",
            "海环罚〔2020〕12号",
            "，编入台账：",
            "0513-82212345；",
            "A区",
            "：",
            "、",
        ]),
        0..8,
    )
    .prop_map(|pieces| pieces.concat() + "，")
}

fn cut(text: &str, finding: &Finding) -> String {
    text.chars().skip(finding.start).take(finding.end - finding.start).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_planted_id_is_found_at_its_place(before in prose(), (id, _) in resident_id(), after in prose()) {
        let text = format!("{before}{id}，{after}");
        let start = before.chars().count();
        let found: Vec<Finding> = screen(&text).into_iter().filter(|finding| finding.kind == Kind::ResidentId).collect();
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!((found[0].start, found[0].end, &found[0].text), (start, start + 18, &id));
        prop_assert_eq!(found[0].certainty, Certainty::Certain);
    }

    #[test]
    fn an_id_in_groups_or_full_width_is_the_same_id(
        (id, _) in resident_id(), sign in prop::sample::select(vec![" ", "-", "\u{3000}", "\n", "－", "\u{200B}"]),
        first in 1usize..16, wide in any::<bool>(),
    ) {
        let grouped = format!("{}{sign}{}", &id[..first], &id[first..]);
        let written: String = if wide {
            let widen = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
            grouped.chars().map(widen).collect()
        } else {
            grouped
        };
        let text = format!("身份证号：{written}。");
        let found = screen(&text);
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        prop_assert_eq!(&found[0].text, &written);
        prop_assert_eq!(found[0].kind, Kind::ResidentId);
    }

    #[test]
    fn one_wrong_digit_without_a_label_is_no_finding((id, _) in resident_id(), at in 0usize..17, by in 1u8..=9) {
        let mut digits = id.into_bytes();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let text = format!("序列{}。", String::from_utf8(digits).unwrap());
        prop_assert!(screen(&text).iter().all(|finding| finding.kind != Kind::ResidentId));
    }

    #[test]
    fn a_planted_phone_is_found_at_its_place(before in prose(), phone in "1[3-9][0-9]{9}", after in prose()) {
        let text = format!("{before}手机{phone}，{after}");
        let start = before.chars().count() + 2;
        let found: Vec<Finding> = screen(&text).into_iter().filter(|finding| finding.kind == Kind::Phone).collect();
        prop_assert!(found.iter().any(|finding| (finding.start, finding.end) == (start, start + 11)), "{}", text);
    }

    #[test]
    fn masking_never_shows_the_birth_date(
        (id, birth) in resident_id(), keep_surname in any::<bool>(), keep_last in 0usize..30, old in any::<bool>(),
    ) {
        let (number, birth) = if old { (format!("{}{}", &id[..6], &id[8..17]), birth[2..].to_owned()) } else { (id, birth) };
        let screener = Screener::new(Masking::new(keep_surname, keep_last));
        let text = format!("身份证号{number}");
        let found = screener.screen(&text);
        prop_assert_eq!(found.len(), 1);
        let shown: Vec<char> = found[0].suggestion.chars().collect();
        prop_assert_eq!(shown.len(), number.len());
        // Not one digit of the date stays in its place.
        prop_assert!(shown[6..6 + birth.len()].iter().all(|character| *character == '*'), "{}", found[0].suggestion);
    }

    #[test]
    fn any_text_is_screened_without_panic_and_with_true_places(text in any::<String>()) {
        check(&text, &screen(&text))?;
    }

    #[test]
    fn any_mixture_of_triggers_is_screened_without_panic_and_with_true_places(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "姓名", "：", "张", "三", "　", "身份证号", "11010519491231002X", "１３８", "12345678", "@", "a.b", ".cn", "苏F",
                "12345", "机密", "★", "1年", "家住", "村", "5组", "号", "室", "幢", "12", "岁", "年级", "，男", "残疾", "患有",
                "电话", "-", "+86", "x", "Ｘ", "×", "\n", "(", "）", "护照", "E", "其子", "·", "某", "十", "0", "🌏", "编号", "元",
            ]),
            0..24,
        ),
        title in prop::sample::select(vec!["", "姓名", "身份证号", "残疾类别", "年龄", "住址", "电话", "班级", "银行卡号", "护照"]),
    ) {
        let text = pieces.concat();
        check(&text, &screen(&text))?;
        check(&text, &screen_in(&Context::under(title), &text))?;
        let lines = pieces;
        for located in Screener::default().lines(&lines) {
            prop_assert!(located.line <= located.last_line && located.last_line < lines.len());
            prop_assert_eq!(located.finding.end - located.finding.start, located.finding.text.chars().count());
        }
    }
}

fn check(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for finding in findings {
        prop_assert!(finding.start >= last && finding.start < finding.end, "{:?}", findings);
        prop_assert_eq!(cut(text, finding), finding.text.clone());
        last = finding.end;
    }
    Ok(())
}

#[test]
fn a_long_text_without_any_break_is_screened_in_pieces() {
    let line = "电话13812345678身份证号11010519491231002X未成年家住5组12号室".repeat(2_000);
    let found = screen(&line);
    assert!(found.len() > 3_900, "{}", found.len());
    let last = found.last().unwrap();
    assert_eq!(cut(&line, last), last.text);
}
