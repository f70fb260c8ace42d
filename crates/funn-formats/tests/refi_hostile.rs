//! Hostile and broken exchange files, made here: each gives a typed error.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::io::{Cursor, Write as _};

use funn_formats::refi::RefiError;
use funn_formats::refi::container::{self, Container, SourcePath};
use funn_formats::refi::{codebook, tree};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn error(bytes: &[u8]) -> RefiError {
    Container::open(bytes).map(|_| ()).unwrap_err()
}

/// Replaces bytes in place, everywhere.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        (0..=bytes.len() - from.len()).filter(|&at| bytes[at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn names_that_lead_outside_are_refused() {
    for name in [
        "../evil.txt",
        "sources/../../evil.txt",
        "/etc/evil.txt",
        "C:/evil.txt",
        "c:evil.txt",
        "..\\evil.txt",
        "sources/./a.txt",
        "sources//a.txt",
        "sources/a\u{0}.txt",
        "sources/a\n.txt",
        "\\\\host\\share",
        "..",
    ] {
        let bytes = archive(&[("project.qde", b"<Project/>"), (name, b"x")]);
        assert_eq!(error(&bytes), RefiError::UnsafeName { entry: 2 }, "{name:?}");
    }
}

#[test]
fn repeated_names_are_refused() {
    let bytes = archive(&[("project.qde", b"<Project/>"), ("a.txt", b"1"), ("b.txt", b"2")]);
    assert_eq!(error(&replaced(&bytes, b"b.txt", b"a.txt")), RefiError::DuplicateName);
    let bytes = archive(&[("project.qde", b"<Project/>"), ("projecT.qde", b"<Project/>")]);
    assert_eq!(error(&bytes), RefiError::ManyProjects { count: 2 });
    assert_eq!(error(&replaced(&bytes, b"projecT", b"project")), RefiError::DuplicateName);
    let bytes = archive(&[("project.qde", b"<P/>"), ("s\\a", b"1"), ("s/a", b"2")]);
    assert_eq!(error(&bytes), RefiError::DuplicateName);
}

#[test]
fn archives_without_one_project() {
    assert_eq!(error(&archive(&[("a.txt", b"x")])), RefiError::NoProject);
    assert_eq!(error(&archive(&[("folder/project.qde", b"x")])), RefiError::NoProject);
    assert_eq!(error(&archive(&[])), RefiError::NoProject);
    for bytes in [b"".as_slice(), b"PK", b"PK\x03\x04", b"<Project/>", &[0; 5000]] {
        assert_eq!(error(bytes), RefiError::NotAnArchive);
    }
}

#[test]
fn symbolic_links_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("project.qde", SimpleFileOptions::default()).unwrap();
    writer.add_symlink("sources", "/etc", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(error(&bytes), RefiError::SymbolicLink { entry: 2 });
}

#[test]
fn bombs_are_stopped() {
    let bomb = vec![b' '; 64 << 20];
    let bytes = archive(&[("project.qde", &bomb), ("sources/a.txt", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    let mut container = Container::open(&bytes).unwrap();
    assert!(matches!(container.project(), Err(RefiError::TooLarge { .. })));
    assert!(matches!(container.read("sources/a.txt"), Err(RefiError::TooLarge { .. })));
    let many: Vec<(String, &[u8])> =
        (0..20_001).map(|at| (format!("{at}"), b"".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, x)| (name.as_str(), *x)).collect();
    assert!(matches!(error(&archive(&many)), RefiError::TooLarge { limit: 20_000, .. }));
}

#[test]
fn archives_cut_short_or_changed_never_panic() {
    let bytes = archive(&[("project.qde", b"<Project name='x'/>"), ("sources/a.txt", b"hei hei")]);
    for length in 0..bytes.len() {
        assert!(Container::open(&bytes[..length]).is_err(), "{length}");
    }
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x5A;
        if let Ok(mut container) = Container::open(&changed) {
            let read = container.project();
            assert!(read.is_err() || read.unwrap().starts_with(b"<Project"), "{at}");
        }
    }
}

#[test]
fn an_archive_in_an_archive_is_a_file_like_any_other() {
    let inner = archive(&[("../evil.txt", b"x")]);
    let bytes = archive(&[("project.qde", &inner), ("sources/a.zip", &inner)]);
    let mut container = Container::open(&bytes).unwrap();
    assert_eq!(container.read("sources/a.zip").unwrap(), inner);
    assert!(tree::read(&container.project().unwrap()).is_err());
}

#[test]
fn hostile_xml_is_refused() {
    let deep = "<a>".repeat(100_000);
    let lol = "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><a>&d;</a>";
    for (xml, is_right) in [
        (lol, RefiError::Dtd),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", RefiError::Dtd),
        (deep.as_str(), RefiError::TooDeep { limit: 512 }),
    ] {
        assert_eq!(tree::read(xml.as_bytes()), Err(is_right));
    }
    for xml in [
        "",
        "text",
        "<a>",
        "<a><b></a>",
        "<a/><b/>",
        "<a/>text",
        "<a>&b;</a>",
        "<a b='&c;'/>",
        "<a b='1' b='2'/>",
        "<a b=1/>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&#99999999;</a>",
        "<a><![CDATA[x</a>",
        "<a><!-- x</a>",
        "</a>",
        "<a b",
        "<",
        "<a>&</a>",
    ] {
        let found = tree::read(xml.as_bytes());
        assert!(matches!(found, Err(RefiError::Damaged { .. })), "{xml}: {found:?}");
    }
    assert_eq!(tree::read(b"<a>\xFF\xFE</a>"), Err(RefiError::NotText));
    assert_eq!(tree::read(b"\xFF\xFE<\0a\0>"), Err(RefiError::NotText));
}

#[test]
fn codebooks_cut_anywhere_give_an_error() {
    let whole = include_bytes!("fixtures/refi/A1-codebook.qdc");
    let end = whole.iter().rposition(|&byte| byte == b'>').unwrap();
    for length in 0..end {
        assert!(codebook::read(&whole[..length]).is_err(), "{length}");
    }
    assert!(codebook::read(&whole[..=end]).is_ok());
}

#[test]
fn paths_outside_are_never_looked_up_and_missing_files_are_none() {
    let bytes = archive(&[("project.qde", b"<P/>"), ("Sources/A.txt", b"1"), (".root", b"")]);
    let container = Container::open(&bytes).unwrap();
    let name = |path: &str| container.locate(path).map(|entry| entry.name.as_str());
    for path in ["internal://A.txt", "internal://a.TXT", "A.txt", "Sources/A.txt"] {
        assert_eq!(name(path), Some("Sources/A.txt"), "{path}");
    }
    for path in [
        "relative:///A.txt",
        "absolute:///A.txt",
        "file:///A.txt",
        "internal://project.qde",
        "internal://../A.txt",
        "internal://B.txt",
        "",
        "/A.txt",
    ] {
        assert_eq!(name(path), None, "{path}");
    }
    assert!(matches!(SourcePath::parse("file:///etc/passwd"), SourcePath::Absolute(_)));
}

#[test]
fn the_writer_is_deterministic_and_refuses_bad_names() {
    let file = |name: &str| vec![(name.to_owned(), b"x".to_vec())];
    let first = container::write(b"<P/>", &file("a.txt")).unwrap();
    assert_eq!(first, container::write(b"<P/>", &file("a.txt")).unwrap());
    let mut container = Container::open(&first).unwrap();
    assert_eq!(container.project().unwrap(), b"<P/>");
    assert_eq!(container.read("sources/a.txt").unwrap(), b"x");
    for name in ["../a", "a/b", "", ".."] {
        let refused = container::write(b"", &file(name));
        assert_eq!(refused, Err(RefiError::UnsafeName { entry: 2 }), "{name}");
    }
    let twice = [("a".to_owned(), Vec::new()), ("A".to_owned(), Vec::new())];
    assert_eq!(container::write(b"", &twice), Err(RefiError::DuplicateName));
}
