//! Any bytes as a .odt file: a draft or an error, never a panic.
#![no_main]

use funn_formats::{Hints, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &Hints { file_name: "x.odt", encoding: None });
});
