//! The styles of a report.

use super::style::{BODY, FOOTER_EVEN, FOOTER_ODD, Style, TABLE, TITLE};

/// Text, headings, tables, page numbers.
pub(super) const STYLES: [Style; 10] = [
    BODY,
    TITLE,
    Style {
        id: "Heading1",
        name: "heading 1",
        keep_next: true,
        align: "left",
        outline: Some("0"),
        fonts: ("Times New Roman", "黑体"),
        ..BODY
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        keep_next: true,
        align: "left",
        outline: Some("1"),
        fonts: ("Times New Roman", "楷体_GB2312"),
        ..BODY
    },
    TABLE,
    Style { id: "TableLabel", name: "Table Label", align: "left", ..TABLE },
    Style { id: "TableBlock", name: "Table Block", keep_next: true, fonts: ("Times New Roman", "黑体"), ..TABLE },
    Style {
        id: "AfterTable",
        name: "After Table",
        spacing: (0, 0, 200),
        indent: (0, 0, 0),
        size: "10",
        on_grid: false,
        ..BODY
    },
    FOOTER_ODD,
    FOOTER_EVEN,
];
