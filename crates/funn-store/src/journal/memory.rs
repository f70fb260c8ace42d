//! A [`Journal`] in memory, for tests.

use std::collections::BTreeMap;

use funn_model::StudyId;

use super::{
    Append, BlobKey, BlobKind, BlobVisitor, Counts, Journal, Part, READ_BYTES, SealedBlob,
    SealedRow, SealedSnapshot,
};
use crate::chain::Seq;
use crate::error::StoreError;

/// Rows in memory; gone when it is dropped.
#[derive(Debug, Clone, Default)]
pub struct MemoryJournal {
    rows: BTreeMap<(StudyId, Seq), SealedRow>,
    heads: BTreeMap<StudyId, Vec<u8>>,
    blobs: BTreeMap<(StudyId, BlobKey), Vec<u8>>,
    snapshots: BTreeMap<StudyId, SealedSnapshot>,
}

impl MemoryJournal {
    fn last(&self, study: StudyId) -> Seq {
        let rows = self.rows.range((study, Seq(0))..=(study, Seq(u64::MAX)));
        rows.last().map_or(Seq(0), |((_, seq), _)| *seq)
    }
}

impl Journal for MemoryJournal {
    fn begin(&mut self, study: StudyId, head: &[u8]) -> Result<(), StoreError> {
        self.heads.entry(study).or_insert_with(|| head.to_vec());
        Ok(())
    }

    fn append(&mut self, study: StudyId, append: &Append<'_>) -> Result<(), StoreError> {
        let last = self.last(study);
        if append.row.seq != last.next() {
            return Err(StoreError::Outpaced { expected: append.row.seq.0.saturating_sub(1) });
        }
        self.rows.insert((study, append.row.seq), append.row.clone());
        for blob in append.blobs {
            self.blobs.entry((study, blob.key)).or_insert_with(|| blob.sealed.clone());
        }
        self.heads.insert(study, append.head.to_vec());
        Ok(())
    }

    fn rows(
        &self,
        study: StudyId,
        from: Seq,
        limit: usize,
        part: Part,
    ) -> Result<Vec<SealedRow>, StoreError> {
        let rows = self.rows.range((study, from)..=(study, Seq(u64::MAX))).take(limit);
        let mut bytes = 0;
        let within = rows.take_while(|(_, row)| {
            let before = bytes;
            bytes += if part == Part::Whole { row.payload.len() } else { 0 };
            before < READ_BYTES
        });
        let read = within.map(|(_, row)| match part {
            Part::Whole => row.clone(),
            Part::Header => SealedRow { payload: Vec::new(), ..row.clone() },
        });
        Ok(read.collect())
    }

    fn replace_rows(&mut self, study: StudyId, rows: &[SealedRow]) -> Result<(), StoreError> {
        if let Some(row) = rows.iter().find(|row| !self.rows.contains_key(&(study, row.seq))) {
            return Err(StoreError::NoSuchChange { id: row.seq.to_string() });
        }
        for row in rows {
            self.rows.insert((study, row.seq), row.clone());
        }
        Ok(())
    }

    fn head(&self, study: StudyId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.heads.get(&study).cloned())
    }

    fn counts(&self, study: StudyId) -> Result<Counts, StoreError> {
        let count = |counted: usize| u64::try_from(counted).unwrap_or(u64::MAX);
        Ok(Counts {
            rows: count(self.rows.keys().filter(|(of, _)| *of == study).count()),
            blobs: count(self.blobs.keys().filter(|(of, _)| *of == study).count()),
            chunks: count(self.snapshots.get(&study).map_or(0, |(_, chunks)| chunks.len())),
        })
    }

    fn blob(&self, study: StudyId, key: BlobKey) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.blobs.get(&(study, key)).cloned())
    }

    fn visit_blobs(
        &self,
        study: StudyId,
        kind: BlobKind,
        visit: &mut BlobVisitor<'_>,
    ) -> Result<(), StoreError> {
        let of_kind = |key: &BlobKey| key.kind == kind;
        let blobs = self.blobs.iter().filter(|((of, key), _)| *of == study && of_kind(key));
        for ((_, key), sealed) in blobs {
            visit(key.id, sealed.clone())?;
        }
        Ok(())
    }

    fn put_blobs(&mut self, study: StudyId, blobs: &[SealedBlob]) -> Result<(), StoreError> {
        for blob in blobs {
            self.blobs.insert((study, blob.key), blob.sealed.clone());
        }
        Ok(())
    }

    fn delete_blobs(&mut self, study: StudyId, keys: &[BlobKey]) -> Result<(), StoreError> {
        for key in keys {
            self.blobs.remove(&(study, *key));
        }
        Ok(())
    }

    fn put_snapshot(
        &mut self,
        study: StudyId,
        seq: Seq,
        chunks: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        self.snapshots.insert(study, (seq, chunks.to_vec()));
        Ok(())
    }

    fn snapshot(&self, study: StudyId) -> Result<Option<SealedSnapshot>, StoreError> {
        Ok(self.snapshots.get(&study).cloned())
    }

    fn delete_snapshot(&mut self, study: StudyId) -> Result<(), StoreError> {
        self.snapshots.remove(&study);
        Ok(())
    }

    fn wipe(&mut self) -> Result<(), StoreError> {
        Ok(())
    }
}
