//! Every letter in words, and every format of it against those words.

mod samples;
mod worked_on;

use std::collections::{BTreeMap, BTreeSet};

use documents::letter::{Addressee, Composed, Contact, Decision, Letter, Matter, Supply};
use documents::reading::{self, Block, Limits, Place, Reading};
use documents::writing::WriteError;
use documents::writing::pdf::Fonts;
use law::calendar::Day;
use law::request::exemption::Exemption;
use law::request::reply::ReplyKind;
use proptest::prelude::*;
use samples::{day, decisions, ground, letter, letters, reply, reply_on};

#[test]
fn every_letter_reads_as_it_should() {
    for (name, letter) in letters() {
        insta::assert_snapshot!(name, letter.compose().text());
    }
}

#[test]
fn there_is_a_letter_for_every_kind_of_reply() {
    let kinds: BTreeSet<ReplyKind> = decisions().iter().map(|(_, decision)| decision.kind()).collect();
    assert_eq!(kinds, ReplyKind::ALL.into());
}

#[test]
fn a_reply_names_the_regulation_in_full_and_every_article_of_its_kind() {
    for (name, decision) in decisions() {
        let articles = decision.situation().articles();
        let text = reply(decision).compose().text();
        assert_eq!(text.matches("《中华人民共和国政府信息公开条例》").count(), 1, "{name}");
        for article in articles {
            assert!(text.contains(&article.place()), "{name} lacks {}", article.place());
        }
    }
}

#[test]
fn replies_end_with_the_remedy_of_their_day_and_letters_on_the_way_have_none() {
    for (name, letter) in letters() {
        let text = letter.compose().text();
        let told = text.contains("申请行政复议") && text.contains("提起行政诉讼");
        assert_eq!(told, matches!(letter.matter, Matter::Reply(_)), "{name}");
    }
    let refusal = |on| reply_on(on, Decision::Refused { ground: ground(Exemption::Deliberative) }).compose().text();
    let before = refusal(Day::constant(2023, 12, 31));
    assert!(before.contains("可以自收到本答复之日起六十日内向云州市生态环境局或者云州市人民政府申请行政复议，也可以"));
    let after = refusal(Day::constant(2024, 1, 1));
    assert!(after.contains("应当先自收到本答复之日起六十日内向云州市人民政府或者云州市澜江区人民政府申请行政复议"));
}

#[test]
fn neither_side_of_a_consultation_learns_who_the_other_is() {
    for (name, letter) in letters() {
        let text = letter.compose().text();
        match name {
            "consultation_third_party" | "consultation_agency" | "disclosed_nevertheless" => {
                assert!(!text.contains("陈建国"), "{name}");
            }
            "consultation_told_third_party" => assert!(!text.contains("精细化工"), "{name}"),
            _ => {}
        }
    }
}

#[test]
fn a_draft_leaves_room_for_number_and_date() {
    let draft = Letter { number: None, dated: None, ..reply(decisions().remove(0).1) };
    let text = draft.compose().text();
    assert!(!text.contains('〔') && text.contains("\n　　年　月　日\n"), "{text}");
    assert!(draft.compose().docx().is_ok() && draft.compose().pdf(Fonts::bundled()).is_ok());
}

fn read(bytes: &[u8], name: &str) -> Reading {
    reading::read(bytes, name, &Limits::default()).expect("read")
}

/// The lines of one kind of place; the cells of a row between bars.
fn lines(reading: &Reading, place: &Place) -> Vec<String> {
    let blocks = reading.parts.iter().filter(|part| part.place == *place).flat_map(|part| &part.blocks);
    let rows = blocks.flat_map(|block| match block {
        Block::Line(line) => vec![line.text.clone()],
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join(" | "))
            .collect(),
    });
    rows.filter(|line| !line.is_empty()).collect()
}

/// The docx, read by our own reader, is the text.
fn docx_says(letter: &Composed, letterhead: bool) -> Result<(), TestCaseError> {
    let reading = read(&letter.docx().expect("written"), "letter.docx");
    let mut expected: Vec<String> = letter.text().split('\n').map(str::to_owned).collect();
    if letterhead {
        let head = expected.remove(0);
        prop_assert_eq!(lines(&reading, &Place::Header), vec![head]);
    }
    let body = lines(&reading, &Place::Body).iter().flat_map(|line| line.split('\n')).map(str::to_owned).collect();
    let body: Vec<String> = body;
    prop_assert_eq!(body, expected);
    Ok(())
}

#[test]
fn docx_reads_back_as_the_text() {
    for (_, letter) in letters() {
        let has_head = letter.number.is_some();
        docx_says(&letter.compose(), has_head).unwrap();
    }
}

/// What stands on the pages of a pdf, without white space.
fn printed(bytes: &[u8]) -> BTreeMap<u32, String> {
    let reading = read(bytes, "letter.pdf");
    let mut pages: BTreeMap<u32, String> = BTreeMap::new();
    for block in reading.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            Block::Line(line) => pages.entry(line.page.unwrap_or_default()).or_default().push_str(&line.text),
            Block::Table(table) => {
                for row in &table.rows {
                    let text = row.cells.iter().map(|cell| cell.text.as_str()).collect::<String>();
                    pages.entry(row.page.unwrap_or_default()).or_default().push_str(&text);
                }
            }
        }
    }
    for text in pages.values_mut() {
        text.retain(|c| !c.is_whitespace());
    }
    pages
}

#[test]
fn pdf_prints_every_line() {
    for (name, letter) in letters() {
        let letter = letter.compose();
        let all: String = printed(&letter.pdf(Fonts::bundled()).expect("printed")).into_values().collect();
        for part in letter.text().split(['\n', '|']) {
            // A paragraph that goes on over the page has the page number between its lines.
            let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
            let found = all.contains(&part) || all.replace("—2—", "").contains(&part);
            assert!(found, "{name}: {part}\n{all}");
        }
    }
}

#[test]
fn the_seal_never_stands_alone_on_a_page() {
    for length in 0..24 {
        let reason = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地。".repeat(length);
        let letter = Letter { contact: Contact::default(), ..reply(Decision::NeedsCreation { reason }) };
        let pages = printed(&letter.compose().pdf(Fonts::bundled()).unwrap());
        let (_, sealed) = pages.iter().next_back().unwrap();
        let (before, _) = sealed.split_once("云州市澜江生态环境局2025年7月3日").expect("name and date together");
        assert!(!before.is_empty(), "{length}");
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let letter = reply(decisions().remove(0).1).compose();
    assert_eq!(letter.docx().unwrap(), letter.docx().unwrap());
    assert_eq!(letter.pdf(Fonts::bundled()).unwrap(), letter.pdf(Fonts::bundled()).unwrap());
}

#[test]
fn a_name_that_no_font_draws_is_an_error_that_says_where() {
    let to = Addressee::Person("王😀".into());
    let letter = Letter { to, ..letter_with("数据") }.compose();
    let error = letter.pdf(Fonts::bundled()).unwrap_err();
    assert!(matches!(error, WriteError::MissingGlyphs { .. }));
    assert!(error.to_string().contains("“😀”（U+1F600，主送）"), "{error}");
    assert!(letter.docx().is_ok() && letter.html().contains('😀'), "other formats draw it where it is read");
}

#[test]
fn rare_characters_of_names_are_printed() {
    let to = Addressee::Person("喆堃镕珺玥赟翀".into());
    assert!(Letter { to, ..letter_with("数据") }.compose().pdf(Fonts::bundled()).is_ok());
}

#[test]
fn markup_of_others_stays_text() {
    let hostile = "<script>alert(1)</script>&\"'><img src=x> #panic(\"x\") *粗* $x$ @a \\ ]]>";
    let to = Addressee::Person(hostile.into());
    let letter = Letter { agency: hostile.into(), to, ..letter_with(hostile) }.compose();
    docx_says(&letter, true).unwrap();
    assert!(letter.pdf(Fonts::bundled()).is_ok());
    let page = scraper::Html::parse_document(&letter.html());
    let tags = scraper::Selector::parse("script, img, link, [src], [href], [style], [onclick]").unwrap();
    assert_eq!(page.select(&tags).count(), 0);
    assert!(!letter.article().contains("style"), "a part of a page of ours brings no style");
}

#[test]
fn very_long_words_break_nothing() {
    let long = "长".repeat(3_000);
    let letter = Letter {
        agency: long.clone(),
        to: Addressee::Organisation("W".repeat(2_000)),
        attachments: vec![long.clone(); 3],
        ..letter_with(&"一段话\n".repeat(500))
    }
    .compose();
    docx_says(&letter, true).unwrap();
    assert!(letter.pdf(Fonts::bundled()).is_ok());
}

/// A letter with these words of somebody else in it.
fn letter_with(words: &str) -> Letter {
    let mut application = samples::application();
    words.clone_into(&mut application.content);
    let mut reply = reply(Decision::Granted { supply: Supply::Told { way: words.into(), time: words.into() } });
    if let Matter::Reply(reply) = &mut reply.matter {
        reply.application = application;
        words.clone_into(&mut reply.facts);
    }
    Letter { dated: Some(day(7, 3)), ..letter(reply.matter) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any characters at all: the docx says what the text says, and every format is well-formed.
    #[test]
    fn whatever_people_write_the_docx_says_it(
        agency in any::<String>(), name in any::<String>(), words in any::<String>(), attachment in any::<String>(),
    ) {
        let letter = Letter { agency, to: Addressee::Person(name), attachments: vec![attachment], ..letter_with(&words) };
        let composed = letter.compose();
        let bytes = composed.docx().expect("written");
        prop_assert!(reading::read(&bytes, "letter.docx", &Limits::default()).is_ok());
        let reading = read(&bytes, "letter.docx");
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>();
        let parts = [Place::Header, Place::Body].map(|place| lines(&reading, &place).concat());
        prop_assert_eq!(plain(&parts.concat()), plain(&composed.text()));
    }
}

proptest! {
    // Each case sets a page in type, without optimisation here.
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A character is printed, or the letter is refused: never an empty box.
    #[test]
    fn no_missing_glyph_goes_unnoticed(name in "[\\PC]{1,6}", words in "[\\PC一-龥]{0,30}") {
        let letter = Letter { to: Addressee::Person(name), ..letter_with(&words) }.compose();
        match letter.pdf(Fonts::bundled()) {
            Err(WriteError::MissingGlyphs { .. }) => {}
            Err(other) => prop_assert!(false, "{}", other),
            Ok(bytes) => {
                let all: String = printed(&bytes).into_values().collect();
                let lost: Vec<char> = letter.text().chars().filter(|c| !c.is_whitespace() && !all.contains(*c)).collect();
                prop_assert!(lost.is_empty(), "{:?}", lost);
            }
        }
    }
}

/// The members of a docx by name, with their length.
fn members(docx: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a package");
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a package");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut member, &mut content).expect("a package");
        members.push((member.name().expect("a package").into_owned(), content));
    }
    members
}

#[test]
fn a_receipt_in_word_bears_the_code_as_a_small_picture() {
    let receipt = letters().into_iter().find(|(name, _)| *name == "receipt").unwrap().1;
    let docx = receipt.compose().docx().unwrap();
    assert!(docx.len() < 16 << 10, "{} bytes", docx.len());
    let parts = members(docx);
    let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, content)| content.clone());
    let png = part("word/media/picture1.png").unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert!(png.starts_with(b"\x89PNG") && png.len() < 2048, "{} bytes", png.len());
    assert!(number(16) == number(20) && number(16) % 8 == 0, "a square of whole modules");
    let document = String::from_utf8(part("word/document.xml").unwrap()).unwrap();
    assert!(document.contains("r:embed=\"picture1\"") && document.contains("descr=\"扫码查看办理进度\""));
    let without = match receipt.matter.clone() {
        Matter::Receipt(matter) => {
            let matter = documents::letter::Receipt { code_page: None, ..matter };
            Letter { matter: Matter::Receipt(matter), ..receipt }
        }
        other => panic!("{other:?}"),
    };
    let plain = members(without.compose().docx().unwrap());
    assert!(!plain.iter().any(|(name, _)| name.contains("media")));
}
