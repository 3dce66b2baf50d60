//! A draft that was worked on in WPS or Word: what comes back, and what is not taken.

use std::io::{Cursor, Write};

use documents::letter::{Composed, Decision, Letter, Matter, NotTaken, Search, Why, WithheldPart, Words, slot};
use law::request::exemption::Exemption;
use law::request::reply::ReplyKind;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::samples::{decisions, ground, reply};

const BESIDES: &str = "所附材料共三份。";

/// A draft: no number, no day.
fn draft(decision: Decision, besides: &str) -> Composed {
    let letter = reply(decision);
    let Matter::Reply(mut reply) = letter.matter.clone() else { panic!("a reply") };
    besides.clone_into(&mut reply.besides);
    Letter { number: None, dated: None, matter: Matter::Reply(reply), ..letter }.compose()
}

fn refused(reason: &str, discretion: &str) -> Decision {
    let mut ground = ground(Exemption::Deliberative);
    (ground.reason, ground.discretion) = (reason.to_owned(), discretion.to_owned());
    Decision::Refused { ground }
}

fn partly(parts: [(&str, &str); 2]) -> Decision {
    let [first, second] = parts.map(|(what, reason)| (what.to_owned(), reason.to_owned()));
    let mut why = ground(Exemption::ThirdParty);
    why.reason = first.1;
    let withheld = vec![
        WithheldPart { what: first.0, why: Why::Withheld(why) },
        WithheldPart { what: second.0, why: Why::NotGovernmentInformation(second.1) },
    ];
    match decisions().into_iter().find(|(name, _)| *name == "partly_granted") {
        Some((_, Decision::PartlyGranted { supply, .. })) => Decision::PartlyGranted { supply, withheld },
        other => panic!("{other:?}"),
    }
}

/// The pattern of a refusal, and one as it was drafted.
fn refusal() -> (Composed, Composed) {
    let pattern = draft(refused(&slot(0), &slot(1)), &slot(2));
    (pattern, draft(refused("尚在讨论", "公开会妨碍讨论\n并影响决策"), BESIDES))
}

fn of(words: &[(u8, &[&str])]) -> Words {
    words.iter().map(|(number, lines)| (*number, lines.iter().map(|line| (*line).to_owned()).collect())).collect()
}

/// A document as another program writes it: styles of other names, every run torn apart, properties that nobody asked for.
fn as_wps(letter: &Composed, change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
    as_wps_with(letter, change, "", &[])
}

fn as_wps_with(
    letter: &Composed,
    change: impl FnOnce(&mut Vec<String>),
    extra: &str,
    more: &[(&str, &str)],
) -> Vec<u8> {
    const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut lines: Vec<String> = letter.text().split('\n').map(str::to_owned).collect();
    let head = lines.remove(0);
    change(&mut lines);
    let paragraph = |line: &String| {
        let run = |c: char| {
            [
                "<w:r w:rsidR=\"00A1\"><w:rPr><w:lang w:eastAsia=\"zh-CN\"/></w:rPr><w:t xml:space=\"preserve\">",
                &quick(c),
                "</w:t></w:r>",
            ]
            .concat()
        };
        let runs: String = line.chars().map(run).collect();
        format!(
            "<w:p w:rsidR=\"00B2\"><w:pPr><w:pStyle w:val=\"a3\"/><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr><w:proofErr w:type=\"spellStart\"/>{runs}</w:p>"
        )
    };
    let body: String =
        lines.iter().map(paragraph).collect::<Vec<_>>().join("<w:p><w:pPr><w:pStyle w:val=\"a0\"/></w:pPr></w:p>");
    let document = format!("<w:document {MAIN}><w:body>{body}{extra}<w:sectPr/></w:body></w:document>");
    let header = format!("<w:hdr {MAIN}><w:p><w:r><w:t>{head}</w:t></w:r></w:p></w:hdr>");
    let styles = format!(
        "<w:styles {MAIN}><w:style w:styleId=\"a3\"><w:name w:val=\"正文缩进\"/></w:style><w:style w:styleId=\"hide\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("word/document.xml", document.as_str()), ("word/header1.xml", &header), ("word/styles.xml", &styles)];
    for (name, content) in parts.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        zip.write_all(content.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

fn quick(c: char) -> String {
    match c {
        '<' => "&lt;".into(),
        '&' => "&amp;".into(),
        c => c.to_string(),
    }
}

#[test]
fn what_nobody_touched_comes_back_as_it_was() {
    let (pattern, letter) = refusal();
    let words = of(&[(0, &["尚在讨论。"]), (1, &["公开会妨碍讨论。", "并影响决策。"]), (2, &[BESIDES])]);
    assert_eq!(pattern.words_composed(&letter), Ok(words.clone()));
    assert_eq!(pattern.words_handed_in(&letter.docx().unwrap()), Ok(words.clone()));
    assert_eq!(pattern.words_handed_in(&as_wps(&letter, |_| {})), Ok(words));
}

#[test]
fn a_letter_of_every_kind_of_reply_comes_back() {
    for (name, decision) in decisions() {
        let letter = draft(decision, BESIDES);
        // Nothing but the text besides is the officer's here.
        let pattern = draft(decisions().into_iter().find(|(own, _)| *own == name).unwrap().1, &slot(0));
        assert_eq!(pattern.words_handed_in(&letter.docx().unwrap()), Ok(of(&[(0, &[BESIDES])])), "{name}");
    }
    assert_eq!(
        ReplyKind::ALL.len(),
        decisions().iter().map(|(_, one)| one.kind()).collect::<std::collections::BTreeSet<_>>().len()
    );
}

#[test]
fn edited_added_and_removed_paragraphs_are_the_officers_words() {
    let (pattern, letter) = refusal();
    let docx = as_wps(&letter, |lines| {
        let at = lines.iter().position(|line| line.starts_with("理由：")).unwrap();
        lines[at] = "理由：仍在讨论，尚未形成 结论。".into();
        lines.insert(at + 1, "会商共三次。".into());
        let at = lines.iter().position(|line| line == "并影响决策。").unwrap();
        lines.remove(at);
        let at = lines.iter().position(|line| line == BESIDES).unwrap();
        lines[at] = "附件两份；".into();
    });
    let words =
        of(&[(0, &["仍在讨论，尚未形成 结论。", "会商共三次。"]), (1, &["公开会妨碍讨论。"]), (2, &["附件两份；"])]);
    assert_eq!(pattern.words_handed_in(&docx), Ok(words));
}

#[test]
fn parts_and_a_search_come_back_too() {
    let slots = [(slot(0), slot(1)), (slot(2), slot(3))];
    let pattern = draft(partly([(&slots[0].0, &slots[0].1), (&slots[1].0, &slots[1].1)]), &slot(4));
    let letter = draft(partly([("第三章", "涉及工艺"), ("附件二", "企业来信")]), "");
    let docx = as_wps(&letter, |lines| {
        let at = lines.iter().position(|line| line.starts_with("（一）第三章。")).unwrap();
        lines[at] = lines[at].replace("第三章", "第三章第二节");
        let at = lines.iter().position(|line| line == "理由：企业来信。").unwrap();
        lines.insert(at + 1, "另附说明。".into());
    });
    let words = pattern.words_handed_in(&docx).unwrap();
    assert_eq!((&words[&0], &words[&1]), (&vec!["第三章第二节".to_owned()], &vec!["涉及工艺。".to_owned()]));
    // What follows the last reason may as well be said besides: the letter reads the same.
    assert_eq!((&words[&3], &words[&4]), (&vec!["企业来信。".to_owned()], &vec!["另附说明。".to_owned()]));

    let search = |words: &str| {
        let on = crate::samples::day(6, 20);
        Decision::NotExisting { search: Search { on, stores: vec!["档案室".into()], words: words.into() } }
    };
    let docx = as_wps(&draft(search("检得0份"), ""), |lines| {
        let at = lines.iter().position(|line| line.starts_with("检索情况：")).unwrap();
        lines[at] = "检索情况：以三个词检索，检得0份。".into();
    });
    let words = draft(search(&slot(0)), &slot(1)).words_handed_in(&docx).unwrap();
    assert_eq!(words, of(&[(0, &["以三个词检索，检得0份。"]), (1, &[])]));
}

/// What is said of a change.
fn refused_after(change: impl FnOnce(&mut Vec<String>)) -> String {
    let (pattern, letter) = refusal();
    pattern.words_handed_in(&as_wps(&letter, change)).expect_err("it is refused").to_string()
}

fn line(lines: &[String], part: &str) -> usize {
    lines.iter().position(|line| line.contains(part)).expect("the letter says it")
}

#[test]
fn what_the_law_prescribes_stays_or_nothing_is_taken() {
    for (part, named) in [
        ("答复书", "标题“政府信息公开申请答复书”"),
        ("陈建国", "主送“陈建国："),
        ("收到您提交的", "这一段“本机关于"),
        ("属于《条例》第十六条", "这一段“您申请公开的信息属于"),
        ("决定不予公开。", "这一段“依照"),
        ("申请行政复议", "救济途径“"),
        ("年　月　日", "成文日期“年　月　日”"),
        ("0513-5550123", "附注“"),
    ] {
        let gone = refused_after(|lines| drop(lines.remove(line(lines, part))));
        assert!(gone.contains("找不到") && gone.contains(named), "{part}: {gone}");
        let changed = refused_after(|lines| {
            let at = line(lines, part);
            lines[at] = lines[at].replace(part, "别的");
        });
        assert!(changed.contains("找不到") && changed.contains(named), "{part}: {changed}");
    }
    let numbered = refused_after(|lines| lines.insert(0, "澜环公复〔2025〕9号".into()));
    assert_eq!(numbered, "“澜环公复〔2025〕9号”写在标题之前，这里不能增加内容；请写在理由、说明等由您撰写的段落里");
    assert!(refused_after(|lines| lines.push("抄送：某局".into())).contains("“抄送：某局”写在文末之前"));
    let swapped = refused_after(|lines| {
        let (reason, discretion) = (line(lines, "理由："), line(lines, "决定不予公开的考虑："));
        lines.swap(reason, discretion);
    });
    assert!(!swapped.is_empty());
}

#[test]
fn another_letter_or_another_file_is_told_by_what_is_missing() {
    let (pattern, _) = refusal();
    let granted = draft(decisions().remove(0).1, "");
    let missing = pattern.words_handed_in(&granted.docx().unwrap()).unwrap_err();
    assert!(
        matches!(&missing, NotTaken::Missing { text, .. } if text.starts_with("您申请公开的信息属于")),
        "{missing}"
    );
    let of_another = as_wps(&refusal().1, |lines| {
        let at = line(lines, "登记编号");
        lines[at] = lines[at].replace("20250609-0003", "20250609-0004");
    });
    let other = pattern.words_handed_in(&of_another).unwrap_err().to_string();
    assert!(other.contains("如果不是这份文书，请从案卷重新下载"), "{other}");
}

#[test]
fn what_would_be_lost_or_nobody_sees_is_refused_in_a_sentence() {
    let (pattern, letter) = refusal();
    let said = |extra: &str, more: &[(&str, &str)]| {
        pattern.words_handed_in(&as_wps_with(&letter, |_| {}, extra, more)).unwrap_err()
    };
    let run = |inside: &str| format!("<w:p>{inside}</w:p>");
    let inserted = run("<w:ins w:author=\"李四\"><w:r><w:t>改</w:t></w:r></w:ins>");
    let deleted = run("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>");
    assert_eq!((said(&inserted, &[]), said(&deleted, &[])), (NotTaken::Changes, NotTaken::Changes));
    let comments = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>";
    assert_eq!(said("", &[("word/comments.xml", comments)]), NotTaken::Comments);
    let hidden = run("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>");
    let by_style = run("<w:r><w:rPr><w:rStyle w:val=\"hide\"/></w:rPr><w:t>暗</w:t></w:r>");
    assert_eq!((said(&hidden, &[]), said(&by_style, &[])), (NotTaken::Hidden, NotTaken::Hidden));
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>数</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(said(table, &[]), NotTaken::NotWords("表格"));
    assert_eq!(said(&run("<w:r><w:drawing/></w:r>"), &[]), NotTaken::NotWords("图片或者图形"));
    let listed = run("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>条</w:t></w:r>");
    assert_eq!(said(&listed, &[]), NotTaken::NotWords("自动编号"));
    let footer = "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:ftr>";
    assert_eq!(said("", &[("word/footer1.xml", footer)]), NotTaken::Margin("内部资料".into()));
    let shown = run("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>明</w:t></w:r>");
    assert!(matches!(said(&shown, &[]), NotTaken::Extra { .. }), "it is not hidden, and stands after the end");
}

#[test]
fn files_that_are_no_plain_word_document_are_refused() {
    let (pattern, letter) = refusal();
    let macros = as_wps_with(&letter, |_| {}, "", &[("word/vbaProject.bin", "")]);
    let pdf = letter.pdf(documents::writing::pdf::Fonts::bundled()).unwrap();
    for bytes in [macros, pdf, Vec::new(), b"PK\x03\x04".to_vec(), "答复书".as_bytes().to_vec()] {
        assert_eq!(pattern.words_handed_in(&bytes), Err(NotTaken::NoDocument));
    }
    let blank = " ".repeat(1 << 20);
    let bomb: Vec<(String, &str)> = (0..80).map(|n| (format!("word/header{n}.xml"), blank.as_str())).collect();
    let bomb: Vec<(&str, &str)> = bomb.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let bomb = pattern.words_handed_in(&as_wps_with(&letter, |_| {}, "", &bomb[2..])).unwrap_err();
    assert!(matches!(bomb, NotTaken::Unreadable(_)), "{bomb}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever people write into a draft, the document that goes out brings it back, and no file makes it panic.
    #[test]
    fn what_goes_out_comes_back(reason in "[\\PC\\n]{1,60}", discretion in "\\PC{1,40}", besides in "[\\PC\\n]{0,40}") {
        let letter = draft(refused(&reason, &discretion), &besides);
        let pattern = draft(refused(&slot(0), &slot(1)), &slot(2));
        let composed = pattern.words_composed(&letter);
        prop_assert_eq!(pattern.words_handed_in(&letter.docx().unwrap()), composed);
    }
}
