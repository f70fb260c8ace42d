//! What every home of rows must do. A home passes when [`check`] returns; it panics otherwise.

use funn_model::StudyId;

use super::{Append, BlobKey, BlobKind, Counts, Journal, Part, READ_BYTES, SealedBlob, SealedRow};
use crate::chain::Seq;
use crate::error::StoreError;

const ONE: StudyId = StudyId::from_number(1);
const OTHER: StudyId = StudyId::from_number(2);

/// Runs the suite, each part on a home made anew.
pub(super) fn check<J: Journal>(mut home: impl FnMut() -> J) {
    heads(&mut home());
    appending(&mut home());
    refused_appends(&mut home());
    reading(&mut home());
    reading_large_rows(&mut home());
    replacing(&mut home());
    blobs(&mut home());
    snapshots(&mut home());
    studies_apart(&mut home());
}

fn row(seq: u64) -> SealedRow {
    let byte = u8::try_from(seq % 251).unwrap_or_default();
    SealedRow { seq: Seq(seq), header: vec![byte; 10], payload: vec![byte, 0, 255] }
}

fn blob(kind: BlobKind, id: u8, sealed: &[u8]) -> SealedBlob {
    SealedBlob { key: BlobKey { kind, id: [id; 32] }, sealed: sealed.to_vec() }
}

fn append(
    journal: &mut impl Journal,
    study: StudyId,
    row: &SealedRow,
    blobs: &[SealedBlob],
) -> Result<(), StoreError> {
    let head = [b"head ".as_slice(), row.seq.to_string().as_bytes()].concat();
    journal.append(study, &Append { row, blobs, head: &head })
}

fn fill(journal: &mut impl Journal, study: StudyId, rows: u64) {
    journal.begin(study, b"head 0").unwrap();
    for seq in 1..=rows {
        append(journal, study, &row(seq), &[]).unwrap();
    }
}

fn heads(journal: &mut impl Journal) {
    assert_eq!(journal.head(ONE).unwrap(), None);
    journal.begin(ONE, b"first").unwrap();
    journal.begin(ONE, b"second").unwrap();
    assert_eq!(journal.head(ONE).unwrap(), Some(b"first".to_vec()), "begun once");
    append(journal, ONE, &row(1), &[]).unwrap();
    assert_eq!(journal.head(ONE).unwrap(), Some(b"head 1".to_vec()));
}

fn appending(journal: &mut impl Journal) {
    journal.begin(ONE, b"head 0").unwrap();
    let brought = [blob(BlobKind::Label, 1, b"l"), blob(BlobKind::Content, 1, b"c")];
    append(journal, ONE, &row(1), &brought).unwrap();
    let again = [blob(BlobKind::Content, 1, b"other"), blob(BlobKind::Label, 2, b"m")];
    append(journal, ONE, &row(2), &again).unwrap();
    let content = journal.blob(ONE, brought[1].key).unwrap();
    assert_eq!(content, Some(b"c".to_vec()), "what is there is left as it is");
    let counts = Counts { rows: 2, blobs: 3, chunks: 0 };
    assert_eq!(journal.counts(ONE).unwrap(), counts);
}

fn refused_appends(journal: &mut impl Journal) {
    fill(journal, ONE, 3);
    for wrong in [0, 2, 3, 5] {
        let refused = append(journal, ONE, &row(wrong), &[blob(BlobKind::Content, 9, b"x")]);
        assert!(matches!(refused, Err(StoreError::Outpaced { .. })), "place {wrong}");
    }
    assert_eq!(journal.head(ONE).unwrap(), Some(b"head 3".to_vec()), "nothing was written");
    assert_eq!(journal.counts(ONE).unwrap(), Counts { rows: 3, blobs: 0, chunks: 0 });
}

fn reading(journal: &mut impl Journal) {
    fill(journal, ONE, 20);
    let seqs = |from, limit| -> Vec<u64> {
        let rows = journal.rows(ONE, Seq(from), limit, Part::Whole).unwrap();
        assert!(rows.iter().all(|read| *read == row(read.seq.0)));
        rows.iter().map(|row| row.seq.0).collect()
    };
    assert_eq!(seqs(0, 3), [1, 2, 3]);
    assert_eq!(seqs(18, 10), [18, 19, 20]);
    assert!(seqs(21, 10).is_empty());
    assert!(seqs(5, 0).is_empty());
    assert_eq!(seqs(1, usize::MAX).len(), 20);
    let headers = journal.rows(ONE, Seq(2), 2, Part::Header).unwrap();
    assert_eq!(headers, [2, 3].map(|seq| SealedRow { payload: Vec::new(), ..row(seq) }));
}

fn reading_large_rows(journal: &mut impl Journal) {
    journal.begin(ONE, b"head 0").unwrap();
    for seq in 1..=3 {
        let large = SealedRow { payload: vec![1; READ_BYTES / 2 + 1], ..row(seq) };
        append(journal, ONE, &large, &[]).unwrap();
    }
    let read = |from, limit, part| -> Vec<u64> {
        let rows = journal.rows(ONE, Seq(from), limit, part).unwrap();
        rows.iter().map(|row| row.seq.0).collect()
    };
    assert_eq!(read(1, 9, Part::Whole), [1, 2]);
    assert_eq!(read(3, 9, Part::Whole), [3]);
    assert_eq!(read(1, 9, Part::Header), [1, 2, 3]);
}

fn replacing(journal: &mut impl Journal) {
    fill(journal, ONE, 3);
    let other = SealedRow { seq: Seq(2), header: b"h".to_vec(), payload: Vec::new() };
    journal.replace_rows(ONE, std::slice::from_ref(&other)).unwrap();
    let rows = journal.rows(ONE, Seq(1), 9, Part::Whole).unwrap();
    assert_eq!(rows, [row(1), other.clone(), row(3)]);
    let absent = [SealedRow { seq: Seq(1), ..other.clone() }, SealedRow { seq: Seq(9), ..other }];
    assert!(journal.replace_rows(ONE, &absent).is_err());
    let first = journal.rows(ONE, Seq(1), 1, Part::Whole).unwrap();
    assert_eq!(first, [row(1)], "all or nothing");
    journal.wipe().unwrap();
}

fn blobs(journal: &mut impl Journal) {
    journal.begin(ONE, b"head 0").unwrap();
    let kept = [
        blob(BlobKind::Content, 3, b"three"),
        blob(BlobKind::Content, 1, b""),
        blob(BlobKind::Label, 1, b"label"),
        blob(BlobKind::Identity, 1, &vec![7; 100_000]),
    ];
    journal.put_blobs(ONE, &kept).unwrap();
    for blob in &kept {
        assert_eq!(journal.blob(ONE, blob.key).unwrap().as_ref(), Some(&blob.sealed));
    }
    journal.put_blobs(ONE, &[blob(BlobKind::Content, 3, b"four")]).unwrap();
    let mut seen = std::collections::BTreeMap::new();
    let mut note = |id: [u8; 32], sealed| {
        seen.insert(id[0], sealed);
        Ok(())
    };
    journal.visit_blobs(ONE, BlobKind::Content, &mut note).unwrap();
    assert_eq!(seen, [(1, b"".to_vec()), (3, b"four".to_vec())].into());
    let stopped = journal.visit_blobs(ONE, BlobKind::Label, &mut |_, _| Err(StoreError::DiskFull));
    assert!(matches!(stopped, Err(StoreError::DiskFull)), "a visitor can stop the visit");
    journal.delete_blobs(ONE, &[kept[0].key, kept[0].key, kept[2].key]).unwrap();
    assert_eq!(journal.blob(ONE, kept[0].key).unwrap(), None);
    assert_eq!(journal.counts(ONE).unwrap().blobs, 2);
}

fn snapshots(journal: &mut impl Journal) {
    fill(journal, ONE, 2);
    assert_eq!(journal.snapshot(ONE).unwrap(), None);
    let chunks = |byte: u8, count| vec![vec![byte; 5]; count];
    journal.put_snapshot(ONE, Seq(1), &chunks(1, 12)).unwrap();
    journal.put_snapshot(ONE, Seq(2), &chunks(2, 3)).unwrap();
    assert_eq!(journal.snapshot(ONE).unwrap(), Some((Seq(2), chunks(2, 3))));
    assert_eq!(journal.counts(ONE).unwrap().chunks, 3, "one is kept");
    journal.put_snapshot(ONE, Seq(1), &chunks(3, 1)).unwrap();
    assert_eq!(journal.snapshot(ONE).unwrap(), Some((Seq(1), chunks(3, 1))), "the one put last");
    journal.delete_snapshot(ONE).unwrap();
    journal.delete_snapshot(ONE).unwrap();
    assert_eq!(journal.snapshot(ONE).unwrap(), None);
}

fn studies_apart(journal: &mut impl Journal) {
    fill(journal, ONE, 3);
    fill(journal, OTHER, 1);
    let same = blob(BlobKind::Content, 1, b"one");
    journal.put_blobs(ONE, std::slice::from_ref(&same)).unwrap();
    journal.put_blobs(OTHER, &[blob(BlobKind::Content, 1, b"other")]).unwrap();
    journal.put_snapshot(ONE, Seq(3), &[vec![1]]).unwrap();
    journal.put_snapshot(OTHER, Seq(1), &[vec![2]]).unwrap();
    append(journal, OTHER, &row(2), &[]).unwrap();
    journal.delete_blobs(ONE, &[same.key]).unwrap();
    journal.delete_snapshot(ONE).unwrap();
    assert_eq!(journal.head(ONE).unwrap(), Some(b"head 3".to_vec()));
    assert_eq!(journal.counts(OTHER).unwrap(), Counts { rows: 2, blobs: 1, chunks: 1 });
    assert_eq!(journal.blob(OTHER, same.key).unwrap(), Some(b"other".to_vec()));
    assert_eq!(journal.rows(OTHER, Seq(1), 9, Part::Whole).unwrap().len(), 2);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::memory::MemoryJournal;
    use crate::journal::sqlite::SqliteJournal;

    #[test]
    fn memory_conforms() {
        check(MemoryJournal::default);
    }

    #[test]
    fn sqlite_conforms() {
        let dir = tempfile::tempdir().unwrap();
        let mut number = 0;
        check(|| {
            number += 1;
            SqliteJournal::create(&dir.path().join(format!("{number}.db"))).unwrap()
        });
    }

    #[test]
    fn sqlite_is_set_as_the_decision_says() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        let journal = SqliteJournal::create(&path).unwrap();
        let set = |name: &str| journal.setting(name);
        assert_eq!(set("journal_mode"), "wal");
        assert_eq!(set("synchronous"), "2", "FULL");
        assert_eq!(set("secure_delete"), "1");
        assert_eq!(set("temp_store"), "2", "MEMORY");
        drop(journal);
        assert!(matches!(SqliteJournal::create(&path), Err(StoreError::Io { .. })));
    }

    /// Bytes that were deleted or replaced are in no file after wiping, and wiping says so when
    /// somebody else reads.
    #[test]
    fn sqlite_wipes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        let mut journal = SqliteJournal::create(&path).unwrap();
        let canary = b"kanarifugl".repeat(3000);
        fill(&mut journal, ONE, 2);
        let loud = SealedRow { seq: Seq(1), header: vec![1], payload: canary.clone() };
        journal.replace_rows(ONE, std::slice::from_ref(&loud)).unwrap();
        let kept = blob(BlobKind::Content, 1, &canary);
        journal.put_blobs(ONE, std::slice::from_ref(&kept)).unwrap();
        journal.wipe().unwrap();
        let found = || {
            let files = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
            let all: Vec<u8> = files.flat_map(|path| std::fs::read(path).unwrap()).collect();
            all.windows(10).any(|window| window == b"kanarifugl")
        };
        assert!(found());
        let reader = rusqlite::Connection::open(&path).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM rows;").unwrap();
        journal.replace_rows(ONE, &[row(1)]).unwrap();
        journal.delete_blobs(ONE, &[kept.key]).unwrap();
        journal.set_patience(std::time::Duration::ZERO);
        assert!(matches!(journal.wipe(), Err(StoreError::NotWiped)));
        drop(reader);
        journal.wipe().unwrap();
        assert!(!found());
    }
}
