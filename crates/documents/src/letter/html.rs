//! The letter as html: a page that stands alone, or an article for a page of ours. Nothing is loaded from elsewhere, everything is escaped.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::Composed;
use super::composed::{Form, Sheet};

const STYLE: &str = include_str!("../../templates/letter.css");

pub(super) fn page(letter: &Composed) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{}\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{}</main>\n</body>\n</html>\n",
        escape(&*letter.agency),
        escape(letter.title().as_str()),
        article(letter)
    )
}

pub(super) fn article(letter: &Composed) -> String {
    let mut page = String::from("<article class=\"letter\">\n");
    if let Some(letterhead) = &letter.letterhead {
        put(&mut page, format_args!("<p class=\"letterhead\">{}</p>\n", escape(&**letterhead)));
    }
    if let Some(number) = &letter.number {
        put(&mut page, format_args!("<p class=\"number\">{}</p>\n", escape(&**number)));
    }
    for (index, one) in letter.sheets.iter().enumerate() {
        sheet(&mut page, one, index == 0);
    }
    page.push_str("</article>\n");
    page
}

fn sheet(page: &mut String, sheet: &Sheet, first: bool) {
    page.push_str("<section>\n");
    paragraphs(page, "mark", sheet.mark.as_slice());
    let title: Vec<String> = sheet.title_lines.iter().map(|line| format!("<span>{}</span>", escape(&**line))).collect();
    let title = title.concat();
    let level = if first { "h1" } else { "h2" };
    put(page, format_args!("<{level}>{title}</{level}>\n"));
    paragraphs(page, "addressee", sheet.to.as_slice());
    paragraphs(page, "", &sheet.paragraphs);
    if let Some(form) = &sheet.form {
        table(page, form);
    }
    if let Some(code) = &sheet.code {
        // The picture is our own, drawn from an address: nothing in it is anybody's markup.
        put(page, format_args!("<p class=\"code\">{}{}</p>\n", code.svg, escape(&*code.said)));
    }
    paragraphs(page, "", &sheet.remarks);
    paragraphs(page, "attachment", &sheet.attachments);
    if let Some(signature) = &sheet.signature {
        let (agency, date) = (escape(&*signature.agency), escape(&*signature.date));
        put(page, format_args!("<p class=\"signature\"><span>{agency}</span><br><span>{date}</span></p>\n"));
    }
    paragraphs(page, "note", sheet.note.as_slice());
    page.push_str("</section>\n");
}

fn paragraphs(page: &mut String, class: &str, texts: &[String]) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    for text in texts {
        put(page, format_args!("<p{class}>{}</p>\n", escape(&**text)));
    }
}

fn table(page: &mut String, form: &Form) {
    page.push_str("<table>\n");
    for row in &form.rows {
        put(page, format_args!("<tr class=\"lines-{}\">", row.lines));
        let span = if row.fields.len() == 1 { " colspan=\"3\"" } else { "" };
        for field in &row.fields {
            let (label, text) = (escape(&*field.label), escape(&*field.text).replace('\n', "<br>"));
            put(page, format_args!("<th scope=\"row\">{label}</th><td{span}>{text}</td>"));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn put(page: &mut String, arguments: std::fmt::Arguments<'_>) {
    page.write_fmt(arguments).expect("a string takes whatever is written to it");
}
