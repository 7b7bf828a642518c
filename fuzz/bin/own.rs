#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| newsglass_fuzz::own(bytes));
