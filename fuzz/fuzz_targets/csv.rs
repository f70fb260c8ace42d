//! Fuzzes the reader of csv.

#![no_main]

use funn_formats::{Hints, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _outcome = read(bytes, &Hints { file_name: "a.csv", encoding: None });
});
