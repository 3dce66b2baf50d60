//! The report as a page of a website.

use crate::paper::Part;
use crate::sheet::{Field, Sheet};

/// How a page is built.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Page {
    pub(crate) name: &'static str,
    /// Blank cells at the end of a row are left out.
    pub(crate) ragged: bool,
    /// A line break in every longer label.
    pub(crate) breaks: bool,
    /// Head cells are `th`, the body is a `tbody`.
    pub(crate) sections: bool,
    /// A site around the report that names the reports of other years.
    pub(crate) site: bool,
    /// The content stands in a layout table.
    pub(crate) nested: bool,
    /// The whole report is one table.
    pub(crate) giant: bool,
    /// The title is only in the head of the page.
    pub(crate) title_in_head: bool,
    /// A paragraph inside every cell.
    pub(crate) paragraphs: bool,
}

pub(crate) const PAGES: [Page; 9] = {
    let plain = Page {
        name: "plain",
        ragged: false,
        breaks: false,
        sections: false,
        site: false,
        nested: false,
        giant: false,
        title_in_head: false,
        paragraphs: false,
    };
    [
        plain,
        Page { name: "ragged", ragged: true, ..plain },
        Page { name: "breaks", breaks: true, ..plain },
        Page { name: "sections", sections: true, paragraphs: true, ..plain },
        Page { name: "site", site: true, ..plain },
        Page { name: "nested", nested: true, site: true, breaks: true, ..plain },
        Page { name: "giant", giant: true, ..plain },
        Page { name: "giant site", giant: true, site: true, paragraphs: true, ..plain },
        Page { name: "title in head", title_in_head: true, site: true, ..plain },
    ]
};

impl Page {
    pub(crate) fn print(&self, parts: &[Part]) -> String {
        let title = parts
            .iter()
            .find_map(|part| if let Part::Title(title) = part { Some(title.as_str()) } else { None })
            .unwrap_or("");
        let body: String = parts.iter().map(|part| self.part(part)).collect();
        let body = if self.giant { format!("<table border=1>{body}</table>") } else { body };
        let body = if self.nested {
            format!(
                "<table width=960><tr><td>栏目导航</td><td><table><tr><td>{body}</td></tr></table></td></tr></table>"
            )
        } else {
            body
        };
        let (above, below) = if self.site { (ABOVE, BELOW) } else { ("", "") };
        format!(
            "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}_云州市人民政府</title></head><body>{above}{body}{below}</body></html>"
        )
    }

    fn part(&self, part: &Part) -> String {
        let lone = |text: &str| {
            if self.giant { format!("<tr><td colspan=15>{text}</td></tr>") } else { format!("<p>{text}</p>") }
        };
        match part {
            Part::Title(_) if self.title_in_head => String::new(),
            Part::Title(text) if !self.giant => format!("<h1>{text}</h1>"),
            Part::Title(text) | Part::Heading(text) | Part::Text(text) => lone(text),
            Part::Sheet(sheet) if self.giant => self.rows(sheet).concat(),
            Part::Sheet(sheet) => {
                let rows = self.rows(sheet);
                if self.sections {
                    format!("<table><thead>{}</thead><tbody>{}</tbody></table>", rows[0], rows[1..].concat())
                } else {
                    format!("<table>{}</table>", rows.concat())
                }
            }
        }
    }

    fn rows(&self, sheet: &Sheet) -> Vec<String> {
        let row = |row: &Vec<Field>| {
            let end = if self.ragged {
                row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |at| at + 1)
            } else {
                row.len()
            };
            format!("<tr>{}</tr>\n", row[..end].iter().map(|cell| self.cell(cell)).collect::<String>())
        };
        sheet.rows.iter().map(row).collect()
    }

    fn cell(&self, cell: &Field) -> String {
        let tag = if self.sections && cell.is_head { "th" } else { "td" };
        let mut text = cell.text.clone();
        if self.breaks && cell.is_head {
            let middle = text.chars().count() / 2;
            let at = text.char_indices().nth(middle).map_or(0, |(at, _)| at);
            if at > 0 {
                text.insert_str(at, "<br>\n");
            }
        }
        if self.paragraphs {
            text = format!("<p align=center><span>{text}</span></p>");
        }
        format!("<{tag} colspan={} rowspan={}>{text}</{tag}>", cell.columns, cell.rows)
    }
}

const ABOVE: &str = "<div><ul><li><a>首页</a></li><li><a>政府信息公开年报</a></li><li><a>政府信息公开指南</a></li></ul>
<div>当前位置：<a>首页</a> &gt; <a>政府信息公开年报</a> &gt; <a>澜江区</a></div>
<ul><li><a>澜江区统计局2016年政府信息公开工作年度报告</a></li><li><a>云州市2017年政府信息公开工作年度报告</a></li></ul></div>";

const BELOW: &str = "<div><p>上一篇：<a>云州市澜江生态环境局2018年政府信息公开工作年度报告</a></p><p>下一篇：没有了</p>
<ul><li><a>2016年政府信息公开工作年度报告</a></li></ul><p>主办单位：云州市人民政府办公室</p><p>云ICP备00000000号</p></div>";
