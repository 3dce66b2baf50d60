#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let page = [b"<html>", data].concat();
    documents_fuzz::try_read(&page, "a.html");
});
