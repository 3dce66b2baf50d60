//! Text, JSON, and what is neither.

use documents::reading::{Block, Format, Limits, Unreadable, read_file};

use crate::outline::{outline_of, reading};

#[test]
fn lines_keep_tabs_blanks_and_numbers() {
    let read = reading("一、本年新收\t3\r\n\r\n  二、上年结转　0 \n".as_bytes(), "a.txt").unwrap();
    let lines: Vec<(u32, &str)> = read.parts[0]
        .blocks
        .iter()
        .map(|block| match block {
            Block::Line(line) => (line.number.unwrap(), line.text.as_str()),
            Block::Table(_) => panic!("text has no tables"),
        })
        .collect();
    assert_eq!(lines, [(1, "一、本年新收\t3"), (2, ""), (3, "  二、上年结转　0 ")]);
    assert_eq!((read.format, read.doubts.len()), (Format::Txt, 0));
}

#[test]
fn json_is_handed_back_as_lines() {
    let read = reading(b"\n{\"form\": \"2019\",\n \"year\": 2019}", "report.json").unwrap();
    assert_eq!(read.format, Format::Json);
}

#[test]
fn a_wrong_ending_is_said_but_does_not_matter() {
    let read = reading("<html><body><p>公开</p></body></html>".as_bytes(), "年报.doc").unwrap();
    assert_eq!(read.format, Format::Html);
    assert_eq!(read.doubts[0].message, "文件后缀是 doc，内容其实是 html，已按内容读取");
    assert_eq!(outline_of("<p>1</p>".as_bytes(), "x.pdf"), "[body]\n\"1\"\n");
}

#[test]
fn what_is_not_read_is_named_with_what_to_do() {
    let old_word: Vec<u8> = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        vec![0; 512],
        "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat();
    let encrypted: Vec<u8> =
        [old_word.clone(), "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    assert!(reading(&old_word, "a.doc").unwrap_err().to_string().contains("请另存为 docx"));
    assert_eq!(reading(&encrypted, "a.docx"), Err(Unreadable::Encrypted));
    for (bytes, word) in [
        (&b"{\\rtf1\\ansi text}"[..], "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "二进制"),
        (b"<?xml version=\"1.0\"?><w:wordDocument/>", "Office XML"),
    ] {
        let message = reading(bytes, "a.txt").unwrap_err().to_string();
        assert!(message.contains(word) && message.contains("认不出文件格式"), "{message}");
    }
    for nothing in [&b""[..], b" \n\r\n", "\u{FEFF}".as_bytes()] {
        assert_eq!(reading(nothing, "a.txt"), Err(Unreadable::Empty));
    }
}

#[test]
fn a_large_file_is_refused_by_its_size_alone() {
    let path = std::env::temp_dir().join(format!("gongkai-large-{}.pdf", std::process::id()));
    std::fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let refused = read_file(&path, &Limits::default());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(refused, Err(Unreadable::TooLarge { size_mb: 200, limit_mb: 64 }));
    let missing = read_file(&path, &Limits::default()).unwrap_err();
    assert_eq!(missing.to_string(), "打不开文件：没有这个文件");
    assert!(matches!(read_file(&std::env::temp_dir(), &Limits::default()), Err(Unreadable::NoFile { .. })));
}
