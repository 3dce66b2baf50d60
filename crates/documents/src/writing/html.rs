//! The report as one page that stands alone: no script, nothing loaded from elsewhere, everything escaped.

use std::fmt::Write;

use law::report::Report;
use quick_xml::escape::escape;

use super::WriteError;
use super::printed::{Kind, Paragraph, Place, Printed, PrintedSection, Sheet};

const STYLE: &str = include_str!("../../templates/annual-report.css");

/// Writes the report as html.
pub fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let printed = Printed::of(report);
    let mut page = String::with_capacity(64 << 10);
    head(&mut page, &printed);
    page.push_str("<body>\n<main>\n<header>\n");
    let lines: Vec<_> = printed.title_lines.iter().map(|line| format!("<span>{}</span>", escape(line))).collect();
    put(&mut page, format_args!("<h1>{}</h1>\n</header>\n", lines.concat()));
    content(&mut page, &printed);
    page.push_str("</main>\n</body>\n</html>\n");
    Ok(page.into_bytes())
}

/// Text and tables without the title, to stand within a page that has a heading and a style of its own. Everything in it is
/// escaped.
pub fn body(report: &Report) -> String {
    let mut page = String::with_capacity(64 << 10);
    content(&mut page, &Printed::of(report));
    page
}

fn content(page: &mut String, printed: &Printed) {
    for paragraph in &printed.preface {
        text(page, paragraph);
    }
    for one in &printed.sections {
        section(page, one);
    }
}

fn head(page: &mut String, printed: &Printed) {
    put(
        page,
        format_args!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"author\" content=\"{}\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n",
            escape(&*printed.agency),
            escape(&*printed.title),
        ),
    );
}

fn section(page: &mut String, section: &PrintedSection) {
    let number = section.number;
    put(
        page,
        format_args!(
            "<section aria-labelledby=\"s{number}\">\n<h2 id=\"s{number}\">{}</h2>\n",
            escape(&*section.heading)
        ),
    );
    for paragraph in &section.paragraphs {
        text(page, paragraph);
    }
    if let Some(sheet) = &section.sheet {
        table(page, sheet, number);
    }
    page.push_str("</section>\n");
}

fn text(page: &mut String, paragraph: &Paragraph) {
    let (lead, rest) = paragraph.parts();
    if paragraph.is_heading() {
        put(page, format_args!("<h3>{}</h3>\n", escape(lead)));
    } else if lead.is_empty() {
        put(page, format_args!("<p>{}</p>\n", escape(rest)));
    } else {
        put(page, format_args!("<p><strong>{}</strong>{}</p>\n", escape(lead), escape(rest)));
    }
}

/// The heading of the section names the table: a caption would say the same twice, to the eye and to whoever reads the page by program.
fn table(page: &mut String, sheet: &Sheet, number: u8) {
    let code = sheet.table.code();
    put(
        page,
        format_args!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}，可左右滚动\">\n\
             <table class=\"{code}\" aria-labelledby=\"s{number}\">\n",
            sheet.name()
        ),
    );
    page.push_str("<colgroup>");
    for index in 1..=sheet.widths.len() {
        put(page, format_args!("<col class=\"c{index}\">"));
    }
    page.push_str("</colgroup>\n");
    if sheet.head_rows > 0 {
        group(page, "thead", &sheet.rows[..sheet.head_rows]);
    }
    for block in sheet.blocks() {
        group(page, "tbody", block);
    }
    page.push_str("</table>\n</div>\n");
}

fn group(page: &mut String, name: &str, rows: &[Vec<Place>]) {
    let block = rows[0].iter().find_map(|place| match place.kind {
        Kind::Block { item } => Some(item),
        _ => None,
    });
    put(page, format_args!("<{name}>\n"));
    for places in rows {
        page.push_str("<tr>");
        for place in places {
            cell(page, place, block);
        }
        page.push_str("</tr>\n");
    }
    put(page, format_args!("</{name}>\n"));
}

/// A cell that says whom it labels: by scope, and by name where one grid holds several blocks with heads of their own.
fn cell(page: &mut String, place: &Place, block: Option<u8>) {
    let mut attributes = String::new();
    if place.column_span > 1 {
        put(&mut attributes, format_args!(" colspan=\"{}\"", place.column_span));
    }
    if place.row_span > 1 {
        put(&mut attributes, format_args!(" rowspan=\"{}\"", place.row_span));
    }
    let text = escape(&*place.text);
    match (&place.kind, block) {
        (Kind::Figure { row, column, .. }, Some(item)) => {
            put(page, format_args!("<td headers=\"p{item} p{item}-{row} p{item}-{column}\"{attributes}>{text}</td>"));
        }
        (Kind::Figure { .. }, None) => put(page, format_args!("<td{attributes}>{text}</td>")),
        (Kind::Corner, _) => put(page, format_args!("<td class=\"corner\"{attributes}>{text}</td>")),
        (kind, _) => {
            if let (Some(item), Some(suffix)) = (block, suffix(kind)) {
                put(&mut attributes, format_args!(" id=\"p{item}{suffix}\""));
            }
            let scope = scope(place, block.is_some());
            put(page, format_args!("<th scope=\"{scope}\"{attributes}>{text}</th>"));
        }
    }
}

/// What the id of a labelling cell ends with.
fn suffix(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Block { .. } => Some(String::new()),
        Kind::ColumnHead { code } | Kind::RowHead { code } => Some(format!("-{code}")),
        _ => None,
    }
}

fn scope(place: &Place, in_block: bool) -> &'static str {
    match place.kind {
        Kind::Block { .. } | Kind::RowGroup => "rowgroup",
        Kind::RowHead { .. } => "row",
        Kind::ColumnHead { .. } if place.column_span > 1 && !in_block => "colgroup",
        _ => "col",
    }
}

fn put(page: &mut String, arguments: std::fmt::Arguments<'_>) {
    page.write_fmt(arguments).expect("a string takes whatever is written to it");
}

#[cfg(test)]
mod tests {
    use law::report::{Cell, CellId, Edition, Narrative, Section, Table};
    use scraper::{Html, Selector};

    use super::*;

    fn full(edition: Edition) -> Report {
        let tables = edition.form().cells().map(|id| (id, Cell::number(7))).collect();
        Report { edition: Some(edition), tables, ..Report::default() }
    }

    fn page(report: &Report) -> String {
        String::from_utf8(write(report).unwrap()).unwrap()
    }

    fn count(page: &Html, selector: &str) -> usize {
        page.select(&Selector::parse(selector).unwrap()).count()
    }

    #[test]
    fn markup_in_the_report_stays_text() {
        let hostile = "<script>alert(1)</script>&\"'><img src=x>";
        let mut report = full(Edition::Of2019);
        report.title = Some(hostile.into());
        report.agency = Some(hostile.into());
        report.tables.set(
            CellId::find(Table::Requests, "total", "total").unwrap(),
            Cell { note: Some(hostile.into()), ..Cell::number(1) },
        );
        report.narrative = Narrative {
            preface: vec![hostile.into()],
            sections: vec![Section { number: 1, heading: hostile.into(), paragraphs: vec![hostile.into()] }],
        };
        let text = page(&report);
        let html = Html::parse_document(&text);
        assert_eq!(count(&html, "script, img"), 0);
        let shown: String = html.select(&Selector::parse("h2").unwrap()).next().unwrap().text().collect();
        assert_eq!(shown, hostile);
    }

    #[test]
    fn the_body_is_what_stands_below_the_title_of_the_page() {
        let report = Report { title: Some("<main>标题</main>".into()), ..full(Edition::Of2021) };
        let (whole, body) = (page(&report), body(&report));
        assert!(whole.ends_with(&format!("</header>\n{body}</main>\n</body>\n</html>\n")));
        let html = Html::parse_fragment(&body);
        assert_eq!((count(&html, "table"), count(&html, "h1, header, main, style, script")), (3, 0));
        assert_eq!(body.matches("<section").count(), body.matches("</section>").count());
    }

    #[test]
    fn every_figure_of_section_two_names_existing_heads() {
        for edition in Edition::ALL {
            let text = page(&full(edition));
            let html = Html::parse_document(&text);
            let figures = Selector::parse("table.proactive td[headers]").unwrap();
            assert!(html.select(&figures).count() >= 8);
            for figure in html.select(&figures) {
                for name in figure.attr("headers").unwrap().split(' ') {
                    assert_eq!(count(&html, &format!("[id='{name}']")), 1, "{name}");
                }
            }
        }
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        let text = page(&full(Edition::Of2021));
        let html = Html::parse_document(&text);
        assert_eq!(count(&html, "script, link, [src], [href], [style], [onclick]"), 0);
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
        assert_eq!(count(&html, "html[lang='zh-CN'] table"), 3);
        assert_eq!(count(&html, "table.requests tbody tr"), 25);
    }
}
