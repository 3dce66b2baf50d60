//! Art. 31: the date of receipt, by channel.
