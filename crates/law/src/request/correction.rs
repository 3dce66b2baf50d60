//! Art. 30: 补正, asking once for a clearer application.
