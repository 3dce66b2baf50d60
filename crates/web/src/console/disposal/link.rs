//! What the page of a file says of its destruction: the way to the disposal, or to proposing one.

use office::FileId;
use office::disposal::TargetKind;

use super::disposal_fault;
use crate::console::desk::Desk;
use crate::fault::Fault;

/// A line on the page of a file.
pub(in crate::console) struct Link {
    pub(in crate::console) text: &'static str,
    pub(in crate::console) href: String,
}

/// The line; `None` where there is nothing to say to this viewer.
pub(in crate::console) async fn link(desk: &Desk, kind: TargetKind, file: &FileId) -> Result<Option<Link>, Fault> {
    let chance = desk.office().disposal_chance(desk.viewer(), kind, file).await.map_err(disposal_fault)?;
    let path = match kind {
        TargetKind::Request => "requests",
        TargetKind::Publication => "publications",
    };
    Ok(match chance.disposal {
        Some(disposal) => {
            let text = if chance.subject.erased_on.is_some() { "看销毁记录" } else { "看销毁事项" };
            Some(Link { text, href: desk.to(&format!("/console/disposals/{disposal}")) })
        }
        None if chance.now.is_ok() => {
            Some(Link { text: "提请销毁", href: desk.to(&format!("/console/{path}/{file}/disposal")) })
        }
        None => None,
    })
}
