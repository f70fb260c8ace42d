//! Reading the journal.

use std::collections::VecDeque;

use funn_model::{ChangeId, Entry, Moment, UserId};

use super::{Store, StudyKeys};
use crate::chain::{self, BadHeader, Header, Seq};
use crate::error::StoreError;
use crate::journal::{Part, SealedRow};
use crate::seal::{self, Kind, Place, Unopened};
use crate::wire::{self, Payload, WireError};

/// One row of the journal.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly all rows are the large variant")]
pub enum Logged {
    /// A change.
    Entry(Entry),
    /// A change whose content was erased.
    Redacted {
        /// Its id.
        id: ChangeId,
        /// When it was made.
        at: Moment,
        /// By whom.
        user: UserId,
        /// What remains of it, where only a part was erased.
        kept: Option<Box<Entry>>,
    },
}

/// Rows of the journal, in order.
#[derive(Debug)]
pub struct Entries<'a> {
    store: &'a Store,
    next: Seq,
    ahead: VecDeque<SealedRow>,
    ended: bool,
}

/// Rows read at a time.
const ROWS: usize = 256;

impl Store {
    /// The journal from `from` on.
    pub fn entries(&self, from: Seq) -> Entries<'_> {
        let next = Seq(from.0.max(1));
        Entries { store: self, next, ahead: VecDeque::new(), ended: false }
    }

    /// One row, by its place.
    pub fn entry(&self, seq: Seq) -> Result<Option<Logged>, StoreError> {
        let rows = self.journal.rows(self.study_id(), seq, 1, Part::Whole)?;
        let row = rows.into_iter().find(|row| row.seq == seq);
        row.map(|row| self.read_row(row)).transpose()
    }

    pub(super) fn read_row(&self, row: SealedRow) -> Result<Logged, StoreError> {
        read_row(&self.keys, self.study_id(), row).map(|(_, logged)| logged)
    }

    /// Headers of rows `from..=to`, oldest first.
    pub(super) fn headers(&self, from: Seq, to: Seq) -> Result<Vec<(Seq, Header)>, StoreError> {
        let count = (to.0 + 1).saturating_sub(from.0);
        let limit = usize::try_from(count).unwrap_or(usize::MAX);
        let rows = self.journal.rows(self.study_id(), from, limit, Part::Header)?;
        rows.iter()
            .map(|row| Ok((row.seq, read_header(&self.keys, self.study_id(), row)?)))
            .collect()
    }

    /// Headers from the newest to the oldest, some at a time.
    pub(super) fn headers_backwards(&self) -> Backwards<'_> {
        Backwards { store: self, before: self.head.seq.next(), batch: 16, ahead: Vec::new() }
    }
}

impl Iterator for Entries<'_> {
    type Item = Result<(Seq, Logged), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.ahead.is_empty() {
            let study = self.store.study_id();
            match self.store.journal.rows(study, self.next, ROWS, Part::Whole) {
                Ok(rows) => self.ahead = rows.into(),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        let Some(row) = self.ahead.pop_front() else {
            self.ended = true;
            return None;
        };
        let seq = row.seq;
        self.next = seq.next();
        Some(self.store.read_row(row).map(|logged| (seq, logged)))
    }
}

/// Headers from the newest to the oldest.
pub(super) struct Backwards<'a> {
    store: &'a Store,
    before: Seq,
    batch: u64,
    ahead: Vec<(Seq, Header)>,
}

impl Iterator for Backwards<'_> {
    type Item = Result<(Seq, Header), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ahead.is_empty() {
            let to = Seq(self.before.0.checked_sub(1).filter(|&last| last > 0)?);
            let from = Seq((self.before.0.saturating_sub(self.batch)).max(1));
            self.batch = (self.batch * 2).min(4096);
            self.before = from;
            match self.store.headers(from, to) {
                Ok(headers) => self.ahead = headers,
                Err(error) => {
                    self.before = Seq(0);
                    return Some(Err(error));
                }
            }
        }
        self.ahead.pop().map(Ok)
    }
}

fn at(seq: Seq) -> String {
    format!("change {seq}")
}

pub(super) fn read_header(
    keys: &StudyKeys,
    study: funn_model::StudyId,
    row: &SealedRow,
) -> Result<Header, StoreError> {
    let place = Place::new(study, Kind::Header, [0; 32], row.seq.0);
    let opened = seal::open(&keys.journal, place, row.header.clone());
    let bytes = opened.map_err(|why| unopened(why, row.seq))?;
    Header::from_bytes(&bytes).map_err(|bad| match bad {
        BadHeader::TooNew(version) => StoreError::TooNew { version: version.into() },
        BadHeader::Malformed => StoreError::damaged("the journal", at(row.seq)),
    })
}

fn unopened(why: Unopened, seq: Seq) -> StoreError {
    match why {
        Unopened::TooNew(version) => StoreError::TooNew { version: version.into() },
        Unopened::NotGenuine => StoreError::damaged("the journal", at(seq)),
    }
}

/// Opens a row and checks that its payload is the one that its header vouches for.
pub(super) fn read_row(
    keys: &StudyKeys,
    study: funn_model::StudyId,
    row: SealedRow,
) -> Result<(Header, Logged), StoreError> {
    let header = read_header(keys, study, &row)?;
    let seq = row.seq;
    let id = seal::wide(header.id.as_bytes());
    if header.redacted {
        let place = Place::new(study, Kind::Redaction, id, seq.0);
        let kept = seal::open(&keys.journal, place, row.payload);
        let kept = kept.map_err(|why| unopened(why, seq))?;
        let kept = match kept.as_slice() {
            [] => None,
            json => Some(Box::new(entry(&header, read_payload(json, seq)?))),
        };
        let Header { id, at, user, .. } = header;
        return Ok((header, Logged::Redacted { id, at, user, kept }));
    }
    let place = Place::new(study, Kind::Payload, id, seq.0);
    let salted = seal::open(&keys.journal, place, row.payload).map_err(|why| unopened(why, seq))?;
    let (salt, json) = salted
        .split_first_chunk::<32>()
        .ok_or_else(|| StoreError::damaged("the journal", at(seq)))?;
    if chain::digest(salt, json) != header.digest {
        return Err(StoreError::damaged("the journal", at(seq)));
    }
    let entry = entry(&header, read_payload(json, seq)?);
    Ok((header, Logged::Entry(entry)))
}

fn read_payload(json: &[u8], seq: Seq) -> Result<Payload, StoreError> {
    wire::read(json).map_err(|error| match error {
        WireError::TooNew(version) => StoreError::TooNew { version },
        WireError::Malformed(what) => {
            StoreError::damaged("the journal", format!("{}: {what}", at(seq)))
        }
    })
}

fn entry(header: &Header, payload: Payload) -> Entry {
    Entry {
        id: header.id,
        at: header.at,
        user: header.user,
        intent: header.intent,
        change: payload.change,
        inverse: payload.inverse,
    }
}
