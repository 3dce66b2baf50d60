//! Documents and reports, in and out.
//!
//! `reading` turns a file of any supported format into one plain shape, [`reading::Reading`]: lines and tables, each with its
//! place. It knows nothing of reports. `report` finds the annual report in a reading; `writing` prints one. `letter` puts every letter of an
//! application into words and prints it.
//! Nothing here touches a database or the network.

pub mod letter;
pub mod qr;
pub mod reading;
pub mod report;
pub mod writing;
