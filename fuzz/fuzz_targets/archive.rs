#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    documents_fuzz::try_read(data, "a.docx");
});
