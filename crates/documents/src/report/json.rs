//! The published JSON shape of an annual report, out and in.
