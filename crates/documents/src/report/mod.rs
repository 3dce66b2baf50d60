//! The annual report in documents: found in what was read ([`crate::reading`]), and in its published JSON shape.

pub mod json;
