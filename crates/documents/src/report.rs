//! The annual report in documents: found in what was read ([`crate::reading`]), and handed to the writers.
