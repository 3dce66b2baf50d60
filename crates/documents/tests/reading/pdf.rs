//! pdf files made by hand, each with one trait.

use std::fmt::Write as _;
use std::io::Write as _;

use documents::reading::{Block, Limits, Unreadable, read};

use crate::outline::{outline_of, reading};

/// A pdf of numbered objects (from 1; 1 is the catalogue).
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        writeln!(file, "{number} 0 obj").unwrap();
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        writeln!(table, "{offset:010} 00000 n ").unwrap();
    }
    write!(table, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    file.extend_from_slice(table.as_bytes());
    file
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// One page of 400 × 300 points; object 4 is its content, further objects begin at 5.
fn page(attributes: &str, content: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R {attributes} >>");
    let first = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        stream("", content.as_bytes()),
    ];
    pdf(&[&first[..], objects].concat())
}

const LATIN: &str = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";

/// Chinese in a font that is not in the file, in one of the encodings that every reader must know.
fn chinese(encoding: &str) -> String {
    format!(
        "/Resources << /Font << /F << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [ \
         << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> \
         /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 >> >> ] >> >> >>"
    )
}

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02X}")).collect()
}

#[test]
fn chinese_of_fonts_that_are_not_in_the_file() {
    let text = "本机关2020年第１号";
    let show = |codes: String| format!("BT /F 12 Tf 50 200 Td <{codes}> Tj ET");
    let wide = show(hex(text.encode_utf16().flat_map(u16::to_be_bytes)));
    assert_eq!(outline_of(&page(&chinese("UniGB-UCS2-H"), &wide, &[]), "a.pdf"), format!("[body]\n{text:?}\n"));
    let gbk = show(hex(encoding_rs::GBK.encode(text).0.into_owned()));
    assert_eq!(outline_of(&page(&chinese("GBK-EUC-H"), &gbk, &[]), "a.pdf"), format!("[body]\n{text:?}\n"));
}

#[test]
fn glyphs_without_meaning_are_counted_not_dropped() {
    let attributes = LATIN.replace("/Font << /F", "/Font << /G << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> ] >> /F");
    let some = page(&attributes, "BT /F 12 Tf 50 200 Td (12345) Tj /G 12 Tf <00010002> Tj ET", &[]);
    let read = reading(&some, "a.pdf").unwrap();
    assert_eq!(read.doubts[0].message, "第1页有2个字在文件里没有对应的文字编码，已用\u{FFFD}代替，请对照原文核对");
    assert!(outline_of(&some, "a.pdf").contains("12345\u{FFFD}\u{FFFD}"));
    let most = page(&attributes, "BT /F 12 Tf 50 200 Td (1) Tj /G 12 Tf <000100020003> Tj ET", &[]);
    assert_eq!(reading(&most, "a.pdf"), Err(Unreadable::PictureOnly { page: 1 }));
}

#[test]
fn columns_without_rules_are_divided_by_tabs() {
    let content = "BT /F 10 Tf 50 200 Td (Received) Tj 150 0 Td (3) Tj 100 0 Td (12) Tj ET BT /F 10 Tf 50 180 Td (to) Tj 12 0 Td (day) Tj ET \
                   BT 3 Tr /F 10 Tf 50 160 Td (scanned) Tj ET BT 0 Tr /F 10 Tf 50 140 Td (bold) Tj ET BT /F 10 Tf 50.2 140 Td (bold) Tj ET";
    assert_eq!(
        outline_of(&page(LATIN, content, &[]), "a.pdf"),
        "[body]\n\"Received\\t3\\t12\"\n\"to day\"\n\"scanned\"\n\"bold\"\n"
    );
}

/// Two rows of two columns, the upper row merged, drawn as Word draws (thin bars, cell by cell) or with strokes.
fn table(bars: bool) -> String {
    let mut content = String::new();
    for (x0, y0, x1, y1) in [
        (50, 200, 150, 200),
        (150, 200, 250, 200),
        (50, 180, 250, 180),
        (50, 160, 250, 160),
        (50, 160, 50, 200),
        (250, 160, 250, 200),
        (150, 160, 150, 180),
    ] {
        if bars {
            write!(content, "{x0} {y0} {} {} re f ", f64::from(x1 - x0) + 0.5, f64::from(y1 - y0) + 0.5).unwrap();
        } else {
            write!(content, "{x0} {y0} m {x1} {y1} l S ").unwrap();
        }
    }
    content
        + "BT /F 10 Tf 60 186 Td (title) Tj 0 -20 Td (a) Tj 100 0 Td (7) Tj ET BT /F 10 Tf 60 220 Td (before) Tj 0 -80 Td (after) Tj ET"
}

const TABLE: &str = "[body]\n\"before\"\n| 0:=2|1 title\n| 0:a · 1:7\n\"after\"\n";

#[test]
fn rules_make_tables_however_they_are_drawn() {
    for bars in [true, false] {
        assert_eq!(outline_of(&page(LATIN, &table(bars), &[]), "a.pdf"), TABLE);
    }
    let rectangles = "50 160 100 20 re S 150 160 100 20 re S 50 180 200 20 re S ".to_owned()
        + &table(false)[table(false).find("BT").unwrap()..];
    assert_eq!(outline_of(&page(LATIN, &rectangles, &[]), "a.pdf"), TABLE);
    let frame = "20 20 360 260 re S ".to_owned() + &table(true);
    assert_eq!(outline_of(&page(LATIN, &frame, &[]), "a.pdf"), TABLE, "a frame around the page is no table");
}

#[test]
fn a_drawing_is_no_table_and_is_said_so() {
    let hatching: String = (0..3000).map(|n| format!("{} 10 m {} 290 l S ", n % 400, n % 400)).collect();
    let scattered: String =
        (0..3000).map(|n| format!("{} {} m {} {} l S ", n % 60 * 6, n / 60 * 5, n % 60 * 6 + 2, n / 60 * 5)).collect();
    for (drawing, doubts) in [(hatching, 0), (scattered, 1)] {
        let read = reading(&page(LATIN, &(drawing + "BT /F 10 Tf 50 295 Td (text) Tj ET"), &[]), "a.pdf").unwrap();
        assert_eq!((read.doubts.len(), read.parts[0].blocks.len()), (doubts, 1), "{:?}", read.doubts);
    }
}

#[test]
fn turned_pages_are_read_upright() {
    // /Rotate turns clockwise; content that runs upwards on an unturned page is turned the same way.
    let turned = format!("q 0 1 -1 0 300 0 cm {} Q", table(true));
    let attributes = format!("{LATIN} /Rotate 90 /MediaBox [0 0 300 400]");
    assert_eq!(outline_of(&page(&attributes, &turned, &[]), "a.pdf"), TABLE);
    let attributes = format!("{LATIN} /MediaBox [0 0 300 400]");
    assert_eq!(outline_of(&page(&attributes, &turned, &[]), "a.pdf"), TABLE);
    let down = format!("q 0 -1 1 0 0 400 cm {} Q", table(true));
    assert_eq!(outline_of(&page(&attributes, &down, &[]), "a.pdf"), TABLE);
}

#[test]
fn pictures_are_said_to_be_unread() {
    let image =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"0");
    let with = |content: &str| {
        let attributes = LATIN.replace("/Font <<", "/XObject << /I 5 0 R >> /Font <<");
        page(&attributes, content, std::slice::from_ref(&image))
    };
    let refused = reading(&with("q 400 0 0 300 0 0 cm /I Do Q"), "scan.pdf").unwrap_err();
    assert_eq!(refused, Unreadable::PictureOnly { page: 1 });
    assert!(refused.to_string().contains("没有文字层"));
    let read = reading(&with("q 400 0 0 300 0 0 cm /I Do Q BT /F 10 Tf 50 200 Td (text) Tj ET"), "a.pdf").unwrap();
    assert_eq!(read.doubts[0].message, "第1页有较大的图片，图片里的文字没有读");
    assert_eq!(reading(&page(LATIN, "", &[]), "a.pdf"), Err(Unreadable::Empty));
}

#[test]
fn watermarks_are_lines_of_their_own() {
    let content = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 50 Tm (secret) Tj ET BT /F 10 Tf 50 200 Td (text) Tj ET";
    assert_eq!(outline_of(&page(LATIN, content, &[]), "a.pdf"), "[body]\n\"text\"\n\"secret\"\n");
}

#[test]
fn files_that_refer_to_themselves() {
    let ring = pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R] /Parent 3 0 R /Count 1 >>".to_vec(),
    ]);
    assert!(reading(&ring, "a.pdf").is_err());
    let attributes = LATIN.replace("/Font <<", "/XObject << /X 5 0 R >> /Font <<");
    let form = |resources: &str, content: &str| {
        let head = format!("/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << {resources} >>");
        stream(&head, content.as_bytes())
    };
    let using = |next: usize| form(&format!("/XObject << /X {next} 0 R >>"), "/X Do /X Do");
    let own = read(&page(&attributes, "/X Do", &[using(5)]), "a.pdf", &Limits::default());
    let laughs: Vec<Vec<u8>> = (6..46).map(using).collect();
    let tree = read(&page(&attributes, "/X Do", &laughs), "a.pdf", &Limits::default());
    assert_eq!(own, Err(Unreadable::Empty), "a form inside itself is nothing");
    assert_eq!(tree, Err(Unreadable::TooMuch { what: "第1页的图形层层相套".to_owned() }));
    let used = form(
        "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
        "BT /F 10 Tf 50 200 Td (form) Tj ET",
    );
    assert_eq!(outline_of(&page(&attributes, "/X Do", &[used]), "a.pdf"), "[body]\n\"form\"\n");
}

#[test]
fn streams_that_unpack_to_too_much() {
    let pack = |data: &[u8]| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(data).unwrap();
        packer.finish().unwrap()
    };
    let once = pack(&vec![b' '; 4 << 20]);
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    for (filter, data) in [("/FlateDecode", once.clone()), ("[/FlateDecode /FlateDecode]", pack(&once))] {
        let file = page(LATIN, "", &[stream(&format!("/Filter {filter}"), &data)]);
        assert_eq!(read(&file, "a.pdf", &limits), Err(Unreadable::Bomb { what: "pdf 内的数据流".to_owned() }));
    }
}

#[test]
fn cut_or_garbled_anywhere() {
    let whole = page(LATIN, &table(true), &[]);
    for end in (9..whole.len()).step_by(7) {
        if let Err(refused) = reading(&whole[..end], "a.pdf") {
            assert!(!refused.to_string().is_empty());
        }
    }
    let mut seed = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(100_000)
    .collect();
    assert!(matches!(reading(&[b"%PDF-1.4\n", &noise[..]].concat(), "a.pdf"), Err(Unreadable::Broken { .. })));
}

#[test]
fn limits_hold() {
    let content = format!("BT /F 10 Tf 50 200 Td ({}) Tj ET", "x".repeat(2000));
    let few = Limits { characters: 1000, ..Limits::default() };
    assert!(matches!(read(&page(LATIN, &content, &[]), "a.pdf", &few), Err(Unreadable::TooMuch { .. })));
    let none = Limits { pages: 0, ..Limits::default() };
    assert!(matches!(read(&page(LATIN, &content, &[]), "a.pdf", &none), Err(Unreadable::TooMuch { .. })));
}

#[test]
fn lines_know_page_and_number() {
    let read = reading(&page(LATIN, &table(true), &[]), "a.pdf").unwrap();
    let Some(Block::Line(last)) = read.parts[0].blocks.last() else { panic!("a line comes last") };
    assert_eq!((last.page, last.number), (Some(1), Some(2)));
}
