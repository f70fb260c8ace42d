//! Fuzzes the coded-text notation: what is read is written and read back.

#![no_main]

use funn_formats::notation::{parse, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(coded) = parse(text) {
        assert_eq!(parse(&write(&coded)).as_ref(), Ok(&coded));
    }
});
