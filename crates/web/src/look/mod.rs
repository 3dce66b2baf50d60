//! The components that pages are built of. Each is a struct with plain data and a template of its own; in a template it
//! is written `{{ ribbon }}`. The style page (`/console/style`) shows them all.

pub mod bars;
pub mod chip;
pub mod form;
pub mod pager;
pub mod palette;
pub mod qr;
pub mod rail;
pub mod ribbon;
pub mod steps;
pub mod table;
pub mod timeline;

/// A component may stand in a page as it is: its own template has escaped what needs it.
macro_rules! component {
    ($($name:ident $(<$life:lifetime>)?),+) => {
        $(impl $(<$life>)? askama::filters::HtmlSafe for $name $(<$life>)? {})+
    };
}
pub(crate) use component;
