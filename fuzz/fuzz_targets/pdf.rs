#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let file = [b"%PDF-1.7\n", data].concat();
    documents_fuzz::try_read(&file, "a.pdf");
});
