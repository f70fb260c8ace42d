//! Every seed of the fuzzers, run as the fuzz targets run them.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files of the project, and fail where one is missing"
)]

use std::path::{Path, PathBuf};

use funn_formats::{Format, Hints, notation, read};

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn every_reader_has_a_target_and_seeds() {
    for format in Format::ALL {
        let slug = format.slug();
        let target = format!("{}/../../fuzz/fuzz_targets/{slug}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(Path::new(&target).exists(), "{target}");
        let seeds = seeds(slug);
        assert!(!seeds.is_empty(), "{slug} has no seed");
        let file_name = format!("a.{slug}");
        for (path, bytes) in &seeds {
            let outcome = read(bytes, &Hints { file_name: &file_name, encoding: None });
            let again = read(bytes, &Hints { file_name: &file_name, encoding: None });
            assert_eq!(outcome, again, "{} is not read the same twice", path.display());
        }
    }
}

#[test]
fn notations_read_back() {
    for (path, bytes) in seeds("notation") {
        if let Ok(coded) = notation::parse(&String::from_utf8_lossy(&bytes)) {
            assert_eq!(
                notation::parse(&notation::write(&coded)).as_ref(),
                Ok(&coded),
                "{}",
                path.display()
            );
        }
    }
}
