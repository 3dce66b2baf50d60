//! The site as a browser sees it: requests to the whole router, answers read as they come.

mod asking;
mod bureau;
mod frame;
