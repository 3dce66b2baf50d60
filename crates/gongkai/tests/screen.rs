//! `gongkai screen`: files in, findings with their places out.

mod call;

use call::{Done, gongkai, scratch};
use docx_rs::{Comment, Docx, Footer, Header, Paragraph, Run, Table, TableCell, TableRow};
use rust_xlsxwriter::{Note, Workbook};
use serde_json::{Value, json};

const ID: &str = "11010519491231002X";

fn screened(path: &str) -> Vec<Value> {
    let done = gongkai(&["screen", path, "--json"]);
    let answer: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|_| panic!("{}{}", done.stdout, done.stderr));
    let findings = answer["findings"].as_array().expect("findings are a list").clone();
    assert_eq!(done.status, i32::from(!findings.is_empty()));
    findings
}

/// `kind place text`.
fn said(findings: &[Value]) -> Vec<String> {
    let word = |finding: &Value, key: &str| finding[key].as_str().expect("a word").to_owned();
    findings.iter().map(|it| format!("{} {} {}", word(it, "kind"), word(it, "place"), word(it, "text"))).collect()
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn docx(name: &str, docx: Docx) -> String {
    let mut bytes = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).expect("memory takes every byte");
    scratch(name, bytes.get_ref())
}

#[test]
fn the_json_has_the_shape_of_the_contract() {
    let path = scratch("one.txt", format!("关于处罚的决定\n\n经核查，当事人身份证号为{ID}。\n").as_bytes());
    assert_eq!(
        screened(&path),
        [json!({
            "kind": "resident_id", "text": ID, "place": "body", "page": null, "line": 3, "start": 12, "end": 30,
            "certainty": "certain", "suggestion": "**************002X"
        })]
    );
}

#[test]
fn a_clean_file_is_well() {
    let path = scratch("clean.txt", "咨询电话：0513-82212345\n项目代码：2020-320684-77-03-512345\n".as_bytes());
    assert_eq!(screened(&path), Vec::<Value>::new());
    let Done { status, stdout, .. } = gongkai(&["screen", &path]);
    assert_eq!((status, stdout.contains("未发现个人信息和密级标志")), (0, true));
}

#[test]
fn people_see_the_place_the_mask_and_the_reason_but_not_the_data() {
    let path = scratch("people.txt", format!("投诉人：王建国\n身份证号{ID}\n").as_bytes());
    let Done { status, stdout, .. } = gongkai(&["screen", &path]);
    assert_eq!(status, 1);
    for words in ["正文第2行第5—22字", "**************002X", "校验码相符", "王某某", "共2处：确定2处，疑似0处"]
    {
        assert!(stdout.contains(words), "{words}\n{stdout}");
    }
    assert!(stdout.contains("个人信息请遮盖"), "{stdout}");
    assert!(!stdout.contains(ID) && !stdout.contains("王建国"), "{stdout}");
}

#[test]
fn a_marked_file_is_not_to_be_published_at_all() {
    let path = scratch("marked.txt", "机密★1年\n关于开展应急演练的通知\n".as_bytes());
    let Done { status, stdout, .. } = gongkai(&["screen", &path]);
    assert_eq!(status, 1);
    assert!(stdout.contains("保密审查前不得公开") && !stdout.contains("请遮盖"), "{stdout}");
}

#[test]
fn a_number_broken_over_two_lines_is_found_in_the_first() {
    let path = scratch("broken.txt", "当事人身份证号11010519491\n231002X，住址不明。\n".as_bytes());
    let findings = screened(&path);
    assert_eq!(said(&findings), [format!("resident_id body {ID}")]);
    assert_eq!((&findings[0]["line"], &findings[0]["start"], &findings[0]["end"]), (&json!(1), &json!(7), &json!(25)));
}

#[test]
fn headers_footers_comments_and_tables_of_a_docx_are_screened() {
    let cell = |text: &str| TableCell::new().add_paragraph(paragraph(text));
    let row = |cells: [&str; 3]| TableRow::new(cells.iter().map(|text| cell(text)).collect());
    let commented = Paragraph::new()
        .add_comment_start(Comment::new(1).add_paragraph(paragraph("已电话核实13812345678")))
        .add_run(Run::new().add_text("正文没有个人信息。"))
        .add_comment_end(1);
    let path = docx(
        "everywhere.docx",
        Docx::new()
            .header(Header::new().add_paragraph(paragraph("机密★1年")))
            .footer(Footer::new().add_paragraph(paragraph("联系邮箱zhang.wei@163.com")))
            .add_paragraph(commented)
            .add_table(Table::new(vec![
                row(["序号", "姓名", "残疾类别"]),
                row(["1", "季永康", "肢体"]),
                row(["2", "施某某", "无"]),
            ])),
    );
    let mut said = said(&screened(&path));
    said.sort();
    assert_eq!(
        said,
        [
            "email footer zhang.wei@163.com",
            "health body 肢体",
            "name body 季永康",
            "phone comment 13812345678",
            "secrecy_mark header 机密★1年",
        ]
    );
}

#[test]
fn a_form_with_labels_beside_its_cells_is_read_by_them() {
    let cell = |text: &str| TableCell::new().add_paragraph(paragraph(text));
    let row = |cells: [&str; 4]| TableRow::new(cells.iter().map(|text| cell(text)).collect());
    let path = docx(
        "form.docx",
        Docx::new().add_table(Table::new(vec![
            row(["姓名", "季永康", "联系电话", "13812345678"]),
            row(["住址", "三厂镇光明村5组12号", "工作单位", "某纺织厂"]),
        ])),
    );
    assert_eq!(
        said(&screened(&path)),
        ["name body 季永康", "phone body 13812345678", "address body 三厂镇光明村5组12号"]
    );
}

#[test]
fn one_box_a_digit_is_one_number() {
    let mut cells = vec![TableCell::new().add_paragraph(paragraph("身份证号"))];
    cells.extend(ID.chars().map(|digit| TableCell::new().add_paragraph(paragraph(&digit.to_string()))));
    let path = docx("boxes.docx", Docx::new().add_table(Table::new(vec![TableRow::new(cells)])));
    assert_eq!(said(&screened(&path)), [format!("resident_id body {ID}")]);
}

#[test]
fn hidden_sheets_rows_notes_and_numbers_of_a_workbook_are_screened() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("补贴").unwrap();
    for (column, title) in (0..).zip(["序号", "姓名", "手机", "银行卡号"]) {
        sheet.write(0, column, title).unwrap();
    }
    sheet.write(1, 0, 1).unwrap();
    sheet.write(1, 1, "季永康").unwrap();
    sheet.write(1, 2, 13_812_345_678_f64).unwrap();
    sheet.write(1, 3, "6228480402564891018").unwrap();
    sheet.write(2, 1, "陆永明").unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.insert_note(1, 1, &Note::new("身份证11010519491231002X")).unwrap();
    let hidden = workbook.add_worksheet().set_name("底稿").unwrap();
    hidden.write(6, 2, ID).unwrap();
    hidden.set_hidden(true);
    let path = scratch("hidden.xlsx", &workbook.save_to_buffer().unwrap());

    let findings = screened(&path);
    let said = said(&findings);
    for expected in [
        "name 补贴!B2 季永康",
        "phone 补贴!C2 13812345678",
        "bank_card 补贴!D2 6228480402564891018",
        "name 补贴!B3 陆永明",
        "resident_id 底稿!C7 11010519491231002X",
        "resident_id comment 11010519491231002X",
    ] {
        assert!(said.iter().any(|said| said == expected), "{expected}: {said:?}");
    }
    assert_eq!(said.len(), 6, "{said:?}");
    let people = gongkai(&["screen", &path]).stdout;
    assert!(people.contains("隐藏的工作表“底稿”C7"), "{people}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_sentence_and_2() {
    let broken = scratch("broken.docx", b"PK\x03\x04 not an archive");
    for path in ["没有这个文件.docx", broken.as_str()] {
        let Done { status, stdout, stderr } = gongkai(&["screen", path, "--json"]);
        assert_eq!((status, stdout.as_str()), (2, ""), "{path}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(stderr.contains(path), "{stderr}");
    }
}
