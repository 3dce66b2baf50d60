//! What Word insists on in every document: well-formed parts, elements in the order of the schema. For tests.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// Children in the order of ECMA-376 (wml.xsd), for every element that is written here with more than one kind of child.
const ORDER: [(&str, &[&str]); 17] = [
    ("w:document", &["w:body"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"]),
    ("w:p", &["w:pPr", "w:r"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:pBdr",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        ],
    ),
    ("w:r", &["w:rPr", "w:t", "w:drawing"]),
    ("wp:inline", &["wp:extent", "wp:docPr", "a:graphic"]),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
    ("pic:blipFill", &["a:blip", "a:stretch"]),
    ("pic:spPr", &["a:xfrm", "a:prstGeom"]),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:color", "w:spacing", "w:kern", "w:sz", "w:szCs", "w:lang"]),
    ("w:sectPr", &["w:pgSz", "w:pgMar", "w:cols", "w:titlePg", "w:docGrid"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch", "w:sig"]),
];

/// What may stand in any order: a field between runs, headers and footers, the text itself.
const FREE: [&str; 4] = ["w:fldSimple", "w:body", "w:headerReference", "w:footerReference"];

/// The members of a package by name.
pub(crate) fn members(package: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            member.read_to_end(&mut content).unwrap();
            (member.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The parts of a package by name; pictures are no parts of text.
pub(crate) fn parts(package: Vec<u8>) -> Vec<(String, String)> {
    let members = members(package).into_iter().filter(|(name, _)| !is_picture(name));
    members.map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}

fn is_picture(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "png")
}

/// Fails where a part is not well-formed or an element holds its children in another order, and where a relation leads nowhere or a
/// paragraph has a style that is not there.
pub(crate) fn check(package: Vec<u8>) {
    let names: Vec<String> = members(package.clone()).into_iter().map(|(name, _)| name).collect();
    let parts = parts(package);
    for (name, xml) in &parts {
        walk(xml, |element, children| {
            let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == element) else { return };
            let places: Vec<usize> = children
                .iter()
                .filter(|child| !FREE.contains(&child.as_str()))
                .map(|child| {
                    let place = order.iter().position(|known| known == child);
                    place.unwrap_or_else(|| panic!("{name}: {child} in {element} is not in the list of this test"))
                })
                .collect();
            assert!(places.is_sorted(), "{name}: {element} holds {children:?}");
        });
    }
    let named = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
    for target in named("word/_rels/document.xml.rels").split("Target=\"").skip(1) {
        let target = format!("word/{}", target.split('"').next().unwrap());
        assert!(names.contains(&target), "{target}");
        let by_ending = is_picture(&target).then_some("Extension=\"png\"".to_owned());
        let typed = by_ending.unwrap_or_else(|| format!("\"/{target}\""));
        assert!(named("[Content_Types].xml").contains(&typed), "{target}");
    }
    for (_, xml) in &parts {
        for picture in xml.split("r:embed=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(named("word/_rels/document.xml.rels").contains(&format!("Id=\"{picture}\"")), "{picture}");
        }
        for style in xml.split("<w:pStyle w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(named("word/styles.xml").contains(&format!("w:styleId=\"{style}\"")), "{style}");
        }
    }
}

/// Walks a part and calls `visit` with every element's name, and the names of its children in order.
fn walk(xml: &str, mut visit: impl FnMut(&str, &[String])) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        match event {
            Event::Start(start) => open.push((start.name().as_ref().to_owned(), Vec::new())),
            Event::Empty(empty) => {
                let name = empty.name().as_ref().to_owned();
                visit(&name, &[]);
                if let Some((_, children)) = open.last_mut() {
                    children.push(name);
                }
            }
            Event::End(_) => {
                let (name, children) = open.pop().unwrap();
                visit(&name, &children);
                if let Some((_, siblings)) = open.last_mut() {
                    siblings.push(name);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
}

#[test]
fn the_order_check_itself_finds_a_wrong_order() {
    let mut found = Vec::new();
    walk("<w:tcPr><w:vAlign/><w:tcW/></w:tcPr>", |element, children| {
        if element == "w:tcPr" {
            found = children.to_vec();
        }
    });
    assert_eq!(found, ["w:vAlign", "w:tcW"]);
}
