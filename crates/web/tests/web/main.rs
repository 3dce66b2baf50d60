//! The site as a browser sees it: requests to the whole router, answers read as they come.

#![expect(clippy::unwrap_used, clippy::format_collect, reason = "a test that cannot go on stops here, and none is hot")]

mod asking;
mod bureau;
mod console;
mod frame;
mod portal;
