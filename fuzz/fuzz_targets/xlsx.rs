#![no_main]

use documents_fuzz::{archive, try_read};

// The first byte says which member the rest is.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((which, content)) = data.split_first() else { return };
    let mut members: Vec<(&str, &[u8])> = vec![
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>43831.5</v></c></row></sheetData></worksheet>"),
        ("xl/sharedStrings.xml", b"<sst><si><t>a</t></si></sst>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ("xl/comments1.xml", b"<comments/>"),
    ];
    let which = usize::from(*which % 16);
    members[if which < 5 { which } else { 1 }].1 = content;
    try_read(&archive(&members), "a.xlsx");
});
