//! The report as a workbook: the text on one sheet, each table on its own, figures as numbers that can be added up.
//!
//! A table's sheet holds the table alone from its first cell on; its name stands on the tab and in the printed header, so that whoever
//! reads the sheet by program finds no line that is not of the table.

use law::report::{Report, Table};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::WriteError;
use super::printed::{Kind, Place, Printed, Sheet, change_in_words};

/// The most characters that a cell holds.
const CELL_LIMIT: usize = 32_767;

/// Writes the report as xlsx.
pub fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let printed = Printed::of(report);
    if let Some((place, text)) = printed.texts().find(|(_, text)| text.chars().count() > CELL_LIMIT) {
        return Err(WriteError::TooLongForSheet { place, characters: text.chars().count() });
    }
    workbook(&printed).map_err(|error| WriteError::Defect { format: "xlsx", reason: error.to_string() })
}

fn workbook(printed: &Printed) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&printed.title)
        .set_author(&printed.agency)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?); // the format wants a date; the same report, the same bytes
    workbook.set_properties(&properties);
    text_sheet(workbook.add_worksheet(), printed)?;
    for section in &printed.sections {
        if let Some(sheet) = &section.sheet {
            table_sheet(workbook.add_worksheet(), sheet, &section.heading, &printed.title)?;
        }
    }
    workbook.save_to_buffer()
}

fn text_sheet(page: &mut Worksheet, printed: &Printed) -> Result<(), XlsxError> {
    let base = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = base.clone().set_font_name("方正小标宋简体").set_font_size(18).set_align(FormatAlign::Center);
    let heading = base.clone().set_font_name("黑体").set_font_size(14).set_indent(1);
    let subheading = base.clone().set_font_name("楷体").set_font_size(12).set_indent(1);
    let text = base.set_font_name("仿宋").set_font_size(12).set_indent(1);
    page.set_name("正文")?;
    page.set_column_width(0, TEXT_COLUMN)?;
    page.set_screen_gridlines(false);
    page.set_paper_size(A4).set_print_center_horizontally(true).set_footer(PAGE_NUMBER);
    let mut lines: Vec<(&str, &Format)> = vec![(&printed.title, &title)];
    lines.extend(printed.preface.iter().map(|paragraph| (paragraph.text.as_str(), &text)));
    for section in &printed.sections {
        lines.push((&section.heading, &heading));
        lines.extend(
            section
                .paragraphs
                .iter()
                .map(|paragraph| (paragraph.text.as_str(), if paragraph.is_heading() { &subheading } else { &text })),
        );
    }
    for (row, (line, format)) in (0..).zip(lines) {
        page.write_string_with_format(row, 0, line, format)?;
        page.set_row_height(row, text_height(line, if row == 0 { 18.0 } else { 12.0 }))?;
    }
    Ok(())
}

/// Width of the text's column, in digits of the default font.
const TEXT_COLUMN: u8 = 72;

/// The height of a wrapped line of text: not every program works it out when it opens the file. A row can be 409 points high at most.
fn text_height(text: &str, size: f64) -> f64 {
    const POINTS: f64 = 370.0; // what the column is wide, less its indent
    let width: f64 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
    ((width * size / POINTS).ceil().max(1.0) * size * 1.5 + 6.0).min(409.0)
}

const A4: u8 = 9;
const PAGE_NUMBER: &str = "&C— &P —";

fn table_sheet(page: &mut Worksheet, sheet: &Sheet, heading: &str, title: &str) -> Result<(), XlsxError> {
    page.set_name(match sheet.table {
        Table::Proactive => "二、主动公开",
        Table::Requests => "三、依申请公开",
        Table::Remedies => "四、复议诉讼",
    })?;
    page.set_paper_size(A4).set_print_center_horizontally(true).set_print_gridlines(false);
    page.set_screen_gridlines(false);
    page.set_margins(0.6, 0.6, 0.9, 0.7, 0.4, 0.3);
    page.set_header(header(title, heading)).set_footer(PAGE_NUMBER);
    if sheet.table == Table::Proactive {
        page.set_print_fit_to_pages(1, 0);
    } else {
        page.set_landscape().set_print_fit_to_pages(1, 1);
    }
    let line = match sheet.table {
        Table::Proactive => 0.088,
        Table::Requests => 0.135,
        Table::Remedies => 0.13,
    };
    for (column, width) in (0..).zip(&sheet.widths) {
        page.set_column_width(column, f64::from(*width) * line)?;
    }
    for (index, places) in sheet.rows.iter().enumerate() {
        let row = u32::try_from(index).expect("few rows");
        page.set_row_height(row, height(sheet, index, line))?;
        for place in places {
            write_place(page, row, place)?;
        }
    }
    if sheet.head_rows > 0 {
        let head = u32::try_from(sheet.head_rows).expect("three rows");
        page.set_repeat_rows(0, head - 1)?;
        page.set_freeze_panes(head, 0)?;
    }
    Ok(())
}

/// The header of a printed sheet; `&` begins a code there, and 255 characters are the most
/// (twice 60, all of them doubled).
fn header(title: &str, heading: &str) -> String {
    let double = |text: &str| text.chars().take(60).collect::<String>().replace('&', "&&");
    let (title, heading) = (double(title), double(heading));
    format!("&C&12{title}\n{heading}")
}

/// The height that the longest text beginning in a row needs.
fn height(sheet: &Sheet, row: usize, line: f64) -> f64 {
    let lines = sheet.rows[row].iter().filter(|place| place.row_span == 1).map(|place| {
        let columns = &sheet.widths[place.column..place.column + place.column_span];
        let width = columns.iter().map(|width| f64::from(*width)).sum::<f64>() * line; // in digits
        let needed: f64 = place.text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.2 }).sum();
        (needed / width).ceil()
    });
    (lines.fold(1.0, f64::max) * 14.0 + 7.0).min(409.0)
}

fn write_place(page: &mut Worksheet, row: u32, place: &Place) -> Result<(), XlsxError> {
    let format = format(place);
    let column = u16::try_from(place.column).expect("at most 15 columns");
    let last_row = row + u32::try_from(place.row_span - 1).expect("few rows");
    let last_column = column + u16::try_from(place.column_span - 1).expect("at most 15 columns");
    if (last_row, last_column) != (row, column) {
        page.merge_range(row, column, last_row, last_column, "", &format)?;
    }
    match exact_number(place) {
        Some(number) => page.write_number_with_format(row, column, number, &format)?,
        None if place.text.is_empty() => page.write_blank(row, column, &format)?,
        None => page.write_string_with_format(row, column, &place.text, &format)?,
    };
    Ok(())
}

fn format(place: &Place) -> Format {
    let base = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_font_name("宋体")
        .set_font_size(11);
    match &place.kind {
        Kind::Block { .. } => {
            base.set_align(FormatAlign::Center).set_font_name("黑体").set_background_color(Color::RGB(0xEE_F2_F3))
        }
        _ if place.is_left() => base.set_align(FormatAlign::Left),
        Kind::Figure { column: "change", .. } => {
            base.set_align(FormatAlign::Center).set_num_format("\"增\"0;\"减\"0;0") // a number that reads 增9
        }
        _ => base.set_align(FormatAlign::Center),
    }
}

/// The number of a cell where a worksheet can hold it to the last digit and show it as the form prints it; otherwise it stays text.
fn exact_number(place: &Place) -> Option<f64> {
    let Kind::Figure { column, value: Some(value), .. } = &place.kind else { return None };
    let number = value.to_f64()?;
    let same = number.to_string().parse::<Decimal>() == Ok(*value);
    let shown = *column != "change" || place.text == change_in_words(value.trunc());
    (same && shown && value.mantissa().unsigned_abs() < 1_000_000_000_000_000).then_some(number)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};
    use law::report::{Cell, CellId, Edition, Narrative, Section};

    use super::*;

    fn sample() -> Report {
        let tables = Edition::Of2019.form().cells().map(|id| (id, Cell::number(0))).collect();
        let mut report = Report { edition: Some(Edition::Of2019), year: Some(2019), tables, ..Report::default() };
        let mut set = |row, column, cell| {
            report.tables.set(CellId::find(Table::Proactive, row, column).unwrap(), cell);
        };
        set("other_services", "change", Cell::number(-1));
        set("procurement", "amount", Cell::number("2153.74".parse::<Decimal>().unwrap()));
        set("fees", "change", Cell::blank());
        set("licences", "decisions", Cell { note: Some("含变更3件".into()), ..Cell::number(20) });
        set("penalties", "decisions", Cell::number("12345678901234567890.5".parse::<Decimal>().unwrap()));
        report
    }

    fn sheet(bytes: Vec<u8>, name: &str) -> calamine::Range<Data> {
        Xlsx::new(std::io::Cursor::new(bytes)).unwrap().worksheet_range(name).unwrap()
    }

    #[test]
    fn figures_are_numbers_and_what_cannot_be_one_is_text() {
        let range = sheet(write(&sample()).unwrap(), "二、主动公开");
        let at = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(7, 2), Data::Float(-1.0), "其他对外管理服务事项 减1");
        assert_eq!(at(17, 2), Data::Float(2153.74));
        assert_eq!(at(14, 2), Data::Empty, "blank stays blank");
        assert_eq!(at(6, 3), Data::String("20（含变更3件）".into()));
        assert_eq!(at(10, 3), Data::String("12345678901234567890.5".into()), "digits before looks");
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(write(&sample()).unwrap(), write(&sample()).unwrap());
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_named() {
        let long = Section { number: 5, heading: "五、问题".into(), paragraphs: vec!["长".repeat(40_000)] };
        let report = Report { narrative: Narrative { preface: vec![], sections: vec![long] }, ..Report::default() };
        let message = write(&report).unwrap_err().to_string();
        assert!(message.contains("第5节正文第1段") && message.contains("40000"), "{message}");
    }

    #[test]
    fn a_header_with_an_ampersand_or_too_long_is_harmless() {
        assert_eq!(header("甲&乙", "三、申请"), "&C&12甲&&乙\n三、申请");
        assert!(header(&"长&".repeat(500), &"头".repeat(500)).chars().count() <= 255);
    }
}
