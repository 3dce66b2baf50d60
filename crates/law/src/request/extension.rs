//! Art. 33: 延期, one extension of at most 20 working days.
