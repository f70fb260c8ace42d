//! Any text as a query: what is understood is printed and understood again, the same.
#![no_main]

use funn_analysis::{parse, print};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(query) = parse(text) {
        let printed = print(&query);
        let again = parse(&printed).expect("a printed query can be read");
        assert_eq!(print(&again), printed);
    }
});
