//! The readers, tried from outside: a file in, its parts or one clear sentence out.

mod docx;
mod hostile;
mod html;
mod outline;
mod plain;
mod report;
mod xlsx;
mod zipped;
