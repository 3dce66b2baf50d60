//! Which cell formats are dates.

use std::collections::HashMap;

use crate::reading::archive::Archive;
use crate::reading::xml::Node;
use crate::reading::{Format, Unreadable};

/// For each cell format (by the number that cells give), whether it shows a number as a date or time.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Vec<bool>, Unreadable> {
    let mut own = HashMap::new();
    let mut styles = Vec::new();
    let members = archive.members_of("spreadsheetml.styles+xml", |name| name == "xl/styles.xml");
    for member in members {
        let Some(mut xml) = archive.xml(Format::Xlsx, &member)? else { continue };
        let mut in_cell_formats = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => match tag.name() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                            own.insert(id, is_date(&code));
                        }
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => {
                        let id = tag.number("numFmtId").unwrap_or(0);
                        styles
                            .push(own.get(&id).copied().unwrap_or(matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)));
                    }
                    _ => {}
                },
                Node::Close(end) if end.name() == "cellXfs" => in_cell_formats = false,
                _ => {}
            }
        }
    }
    Ok(styles)
}

/// A format code shows a date if it holds a date letter outside of quotes, escapes and brackets.
fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' => bracketed = false,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn tells_dates_from_counts() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]aaaa;@ d", "h:mm", "[DBNum1][$-804]yyyy\"年\""]
        {
            assert!(is_date(code), "{code}");
        }
        for code in ["General", "0.00", "#,##0\"days\"", "[Red]0", "@", "0_d", "\\d0"] {
            assert!(!is_date(code), "{code}");
        }
    }
}
