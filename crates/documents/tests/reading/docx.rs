//! Word documents.

use crate::outline::{outline_of, reading};
use crate::zipped::{docx, zipped};

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_tabs_breaks_and_signs() {
    let body = format!(
        "{}<w:p><w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t>\
         <w:br/><w:t>138</w:t><w:noBreakHyphen/><w:t>00</w:t><w:softHyphen/><w:t>1&amp;&#x4E2D;</w:t></w:r></w:p><w:p/>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>",
        p(" 一 "),
        p("控件")
    );
    assert_eq!(
        outline_of(&docx(&body, &[]), "a.docx"),
        "[body]\n\" 一 \"\n\"甲\\t乙\"\n\"138-001&中\"\n\"\"\n\"控件\"\n\"7\"\n"
    );
}

#[test]
fn merged_cells_and_tables_in_tables() {
    let cell = |shape: &str, text: &str| format!("<w:tc><w:tcPr>{shape}</w:tcPr>{}</w:tc>", p(text));
    let (begin, go_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let rows = [
        cell("<w:gridSpan w:val=\"2\"/>", "宽") + &cell(begin, "高"),
        cell("", "1") + &cell("", "2") + &cell(go_on, "藏"),
        "<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>".to_owned()
            + &cell("", "3")
            + &cell("<w:vMerge w:val=\"continue\"/>", ""),
        cell("<w:tcPrChange><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr></w:tcPrChange>", "4") + &cell(go_on, "孤"),
    ];
    let table: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    assert_eq!(
        outline_of(&docx(&format!("<w:tbl><w:tblGrid/>{table}</w:tbl>"), &[]), "a.docx"),
        "[body]\n| 0:=2|1 宽 · 2:=1|3 高\n| 0:1 · 1:2\n| 1:3\n| 0:4 · 1:孤\n[deleted]\n\"藏\"\n"
    );
}

#[test]
fn hidden_and_technical_places() {
    let body = "<w:p><w:r><w:t>留</w:t></w:r><w:del w:author=\"李四\"><w:r><w:delText>删</w:delText></w:r></w:del>\
        <w:del><w:r><w:delText>去</w:delText></w:r></w:del><w:r><w:t>下</w:t></w:r><w:del><w:r><w:delText>又</w:delText></w:r></w:del>\
        <w:ins w:author=\"李四\"><w:r><w:t>增</w:t></w:r></w:ins></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>\
        <mc:AlternateContent><mc:Choice/><mc:Fallback><v:textbox><w:txbxContent><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>\
        <v:shape><v:textpath string=\"秘密\"/></v:shape><w:t>文</w:t></w:r></w:p>";
    let named = |element: &str, text: &str| format!("<w:{element}>{}</w:{element}>", p(text));
    let file = docx(
        body,
        &[
            ("word/footer1.xml", &named("ftr", "脚")),
            ("word/header2.xml", &named("hdr", "眉")),
            ("word/footnotes.xml", &format!("<w:footnotes><w:footnote>{}</w:footnote></w:footnotes>", p("注"))),
            (
                "word/comments.xml",
                &format!(
                    "<w:comments><w:comment w:author=\"王五\">{}</w:comment><w:comment>{}</w:comment></w:comments>",
                    p("批"),
                    p("语")
                ),
            ),
            (
                "docProps/core.xml",
                "<cp:coreProperties xmlns:dc=\"d\"><dc:creator>赵六</dc:creator><dc:title/></cp:coreProperties>",
            ),
            (
                "docProps/custom.xml",
                "<Properties><property name=\"拟稿\"><vt:lpwstr>钱七</vt:lpwstr></property></Properties>",
            ),
            (
                "word/charts/chart1.xml",
                "<c:chart><a:p><a:r><a:t>图</a:t></a:r><a:r><a:t>题</a:t></a:r></a:p><c:v>38</c:v></c:chart>",
            ),
        ],
    );
    assert_eq!(
        outline_of(&file, "a.docx"),
        "[body]\n\"留下增\"\n\"文\"\n[text box]\n\"框\"\n[text box]\n\"旧\"\n[text box]\n\"秘密\"\n\
         [deleted]\n\"删去\"\n\"又\"\n[header]\n\"眉\"\n[footer]\n\"脚\"\n[footer]\n\"注\"\n[comment]\n\"批\"\n[comment]\n\"语\"\n\
         [text box]\n\"图题\"\n\"38\"\n[property 批注作者]\n\"王五\"\n[property 修订作者]\n\"李四\"\n\
         [property creator]\n\"赵六\"\n[property 拟稿]\n\"钱七\"\n"
    );
}

#[test]
fn parts_are_found_by_type_wherever_they_lie() {
    let types = "<Types><Override PartName=\"/a/main.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
        <Override PartName=\"/a/h.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
    let strict = format!(
        "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body>{}</x:body></x:document>",
        p("严").replace("w:", "x:")
    );
    let file = zipped(&[("a/h.xml", &p("眉")), ("a\\main.xml", &strict), ("[Content_Types].xml", types)]);
    assert_eq!(outline_of(&file, "a.docx"), "[body]\n\"严\"\n[header]\n\"眉\"\n");
}

#[test]
fn pictures_and_embedded_files_are_pointed_out() {
    let file = docx(&p("文"), &[("word/media/image1.png", ""), ("word/embeddings/Sheet.xlsx", "")]);
    let doubts: Vec<String> = reading(&file, "a.docx").unwrap().doubts.into_iter().map(|doubt| doubt.message).collect();
    assert_eq!(doubts, ["文件里有1张图片，图片里的文字没有读", "文件里嵌有1个其他文件，其中的内容没有读"]);
}
