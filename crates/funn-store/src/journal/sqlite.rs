//! A [`Journal`] in a SQLite file (`docs/adr/0003-journal-mode.md` says why it is set as it is).

use std::path::{Path, PathBuf};
use std::time::Duration;

use funn_model::StudyId;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior, params};

use super::{
    Append, BlobKey, BlobKind, BlobVisitor, Counts, Journal, Part, READ_BYTES, SealedBlob,
    SealedRow, SealedSnapshot,
};
use crate::chain::Seq;
use crate::error::StoreError;
use crate::files;

/// "FUNN", in the header of the file.
const APPLICATION_ID: i32 = 0x4655_4E4E;
/// Version of the tables.
const VERSION: i32 = 1;

const TABLES: &str = "
CREATE TABLE heads (study BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (study)) STRICT;
CREATE TABLE rows (
  study BLOB NOT NULL, seq INTEGER NOT NULL, header BLOB NOT NULL, payload BLOB NOT NULL,
  PRIMARY KEY (study, seq)) STRICT;
CREATE TABLE blobs (
  study BLOB NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (study, kind, id)) STRICT;
CREATE TABLE snapshots (
  study BLOB NOT NULL, seq INTEGER NOT NULL, chunk INTEGER NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (study, seq, chunk)) STRICT;
";

/// Rows in a SQLite file.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Connection,
    path: PathBuf,
}

impl SqliteJournal {
    /// Makes a file that is not there yet.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        files::make_empty(path)?;
        let journal = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let fail = StoreError::sql("making the database");
        journal
            .connection
            .execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};
                 BEGIN; {TABLES} COMMIT;"
            ))
            .map_err(fail)?;
        files::sync_parent(path)?;
        Ok(journal)
    }

    /// Opens a file that is there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let journal = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        journal.check_version()?;
        Ok(journal)
    }

    /// Opens a backup, which is not written to.
    pub fn open_copy(path: &Path) -> Result<Self, StoreError> {
        let fail = StoreError::sql("opening the backup");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(&fail)?;
        connection
            .execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
            .map_err(&fail)?;
        let journal = Self { connection, path: path.to_owned() };
        journal.check_version()?;
        Ok(journal)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let fail = StoreError::sql("opening the database");
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(&fail)?;
        connection.busy_timeout(Duration::from_secs(5)).map_err(&fail)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
                 PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
                 PRAGMA cell_size_check = ON; PRAGMA cache_size = -8192;",
            )
            .map_err(&fail)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    fn check_version(&self) -> Result<(), StoreError> {
        let (application, version) = (self.pragma("application_id")?, self.pragma("user_version")?);
        if application != i64::from(APPLICATION_ID) {
            return Err(StoreError::damaged("the database", "it is not one that Funn made"));
        }
        if version > i64::from(VERSION) {
            return Err(StoreError::TooNew { version: u32::try_from(version).unwrap_or(u32::MAX) });
        }
        Ok(())
    }

    fn pragma(&self, name: &str) -> Result<i64, StoreError> {
        let fail = StoreError::sql("reading the database");
        self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(fail)
    }

    /// What SQLite finds wrong with the file's structure; empty when nothing is.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let fail = StoreError::sql("checking the database");
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").map_err(&fail)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).map_err(&fail)?;
        let lines: Result<Vec<String>, _> = lines.collect();
        Ok(lines.map_err(&fail)?.into_iter().filter(|line| line != "ok").collect())
    }

    /// Writes a clean copy, without what was deleted, to a file that is not there yet.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        files::make_empty(path)?;
        let fail = StoreError::sql("copying the database");
        let name = path.to_str().ok_or_else(|| {
            let source = std::io::Error::from(std::io::ErrorKind::InvalidFilename);
            StoreError::io("copying the database to", path, source)
        })?;
        self.connection.execute("VACUUM INTO ?1", [name]).map_err(fail)?;
        files::sync(path)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets the file grow to this many pages and no further, as a full disk would.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, extra: i64) {
        let pages = self.pragma("page_count").unwrap();
        self.connection.pragma_update(None, "max_page_count", pages + extra).unwrap();
    }

    #[cfg(test)]
    pub(crate) fn setting(&self, name: &str) -> String {
        let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        match self.connection.pragma_query_value(None, name, read).unwrap() {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(number) => number.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[cfg(test)]
    pub(crate) fn set_patience(&self, patience: Duration) {
        self.connection.busy_timeout(patience).unwrap();
    }

    fn transaction(&mut self) -> Result<rusqlite::Transaction<'_>, StoreError> {
        self.connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::sql("writing the journal"))
    }
}

fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

fn seq_of(number: i64) -> Seq {
    Seq(u64::try_from(number).unwrap_or_default())
}

impl Journal for SqliteJournal {
    fn begin(&mut self, study: StudyId, head: &[u8]) -> Result<(), StoreError> {
        self.connection
            .execute("INSERT OR IGNORE INTO heads VALUES (?1, ?2)", params![study.as_bytes(), head])
            .map(drop)
            .map_err(StoreError::sql("writing the journal"))
    }

    fn append(&mut self, study: StudyId, append: &Append<'_>) -> Result<(), StoreError> {
        let fail = StoreError::sql("writing the journal");
        let transaction = self.transaction()?;
        let last: i64 = transaction
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM rows WHERE study = ?1")
            .and_then(|mut statement| statement.query_row([study.as_bytes()], |row| row.get(0)))
            .map_err(&fail)?;
        if append.row.seq != seq_of(last).next() {
            return Err(StoreError::Outpaced { expected: append.row.seq.0.saturating_sub(1) });
        }
        let row = append.row;
        transaction
            .prepare_cached("INSERT INTO rows VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut statement| {
                let id = study.as_bytes();
                statement.execute(params![id, number(row.seq), row.header, row.payload])
            })
            .map_err(&fail)?;
        for blob in append.blobs {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO blobs VALUES (?1, ?2, ?3, ?4)")
                .and_then(|mut statement| {
                    let BlobKey { kind, id } = blob.key;
                    statement.execute(params![study.as_bytes(), kind.number(), id, blob.sealed])
                })
                .map_err(&fail)?;
        }
        transaction
            .prepare_cached("INSERT OR REPLACE INTO heads VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![study.as_bytes(), append.head]))
            .map_err(&fail)?;
        transaction.commit().map_err(&fail)
    }

    fn rows(
        &self,
        study: StudyId,
        from: Seq,
        limit: usize,
        part: Part,
    ) -> Result<Vec<SealedRow>, StoreError> {
        let fail = StoreError::sql("reading the journal");
        let sql = match part {
            Part::Header => {
                "SELECT seq, header, x'' FROM rows WHERE study = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3"
            }
            Part::Whole => {
                "SELECT seq, header, payload FROM rows WHERE study = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3"
            }
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(&fail)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut found =
            statement.query(params![study.as_bytes(), number(from), limit]).map_err(&fail)?;
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while let Some(row) = found.next().map_err(&fail)? {
            let read = || -> rusqlite::Result<SealedRow> {
                let seq = seq_of(row.get(0)?);
                Ok(SealedRow { seq, header: row.get(1)?, payload: row.get(2)? })
            };
            let row = read().map_err(&fail)?;
            bytes += row.payload.len();
            rows.push(row);
            if bytes >= READ_BYTES {
                break;
            }
        }
        Ok(rows)
    }

    fn replace_rows(&mut self, study: StudyId, rows: &[SealedRow]) -> Result<(), StoreError> {
        let fail = StoreError::sql("writing the journal");
        let transaction = self.transaction()?;
        for row in rows {
            let replaced = transaction
                .execute(
                    "UPDATE rows SET header = ?3, payload = ?4 WHERE study = ?1 AND seq = ?2",
                    params![study.as_bytes(), number(row.seq), row.header, row.payload],
                )
                .map_err(&fail)?;
            if replaced == 0 {
                return Err(StoreError::NoSuchChange { id: row.seq.to_string() });
            }
        }
        transaction.commit().map_err(&fail)
    }

    fn head(&self, study: StudyId) -> Result<Option<Vec<u8>>, StoreError> {
        self.connection
            .query_row("SELECT sealed FROM heads WHERE study = ?1", [study.as_bytes()], |row| {
                row.get(0)
            })
            .optional()
            .map_err(StoreError::sql("reading the journal"))
    }

    fn counts(&self, study: StudyId) -> Result<Counts, StoreError> {
        let count = |table: &str| -> Result<u64, StoreError> {
            let sql = format!("SELECT count(*) FROM {table} WHERE study = ?1");
            let count = self.connection.query_row(&sql, [study.as_bytes()], |row| row.get(0));
            let count: i64 = count.map_err(StoreError::sql("counting the rows"))?;
            Ok(u64::try_from(count).unwrap_or_default())
        };
        Ok(Counts { rows: count("rows")?, blobs: count("blobs")?, chunks: count("snapshots")? })
    }

    fn blob(&self, study: StudyId, key: BlobKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.connection
            .prepare_cached("SELECT sealed FROM blobs WHERE study = ?1 AND kind = ?2 AND id = ?3")
            .and_then(|mut statement| {
                let key = params![study.as_bytes(), key.kind.number(), key.id];
                statement.query_row(key, |row| row.get(0)).optional()
            })
            .map_err(StoreError::sql("reading a text"))
    }

    fn visit_blobs(
        &self,
        study: StudyId,
        kind: BlobKind,
        visit: &mut BlobVisitor<'_>,
    ) -> Result<(), StoreError> {
        let fail = StoreError::sql("reading the texts");
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, sealed FROM blobs WHERE study = ?1 AND kind = ?2 ORDER BY rowid",
            )
            .map_err(&fail)?;
        let mut rows = statement.query(params![study.as_bytes(), kind.number()]).map_err(&fail)?;
        while let Some(row) = rows.next().map_err(&fail)? {
            visit(row.get(0).map_err(&fail)?, row.get(1).map_err(&fail)?)?;
        }
        Ok(())
    }

    fn put_blobs(&mut self, study: StudyId, blobs: &[SealedBlob]) -> Result<(), StoreError> {
        let fail = StoreError::sql("writing");
        let transaction = self.transaction()?;
        for blob in blobs {
            let BlobKey { kind, id } = blob.key;
            transaction
                .execute(
                    "INSERT OR REPLACE INTO blobs VALUES (?1, ?2, ?3, ?4)",
                    params![study.as_bytes(), kind.number(), id, blob.sealed],
                )
                .map_err(&fail)?;
        }
        transaction.commit().map_err(&fail)
    }

    fn delete_blobs(&mut self, study: StudyId, keys: &[BlobKey]) -> Result<(), StoreError> {
        let fail = StoreError::sql("deleting");
        let transaction = self.transaction()?;
        for key in keys {
            transaction
                .execute(
                    "DELETE FROM blobs WHERE study = ?1 AND kind = ?2 AND id = ?3",
                    params![study.as_bytes(), key.kind.number(), key.id],
                )
                .map_err(&fail)?;
        }
        transaction.commit().map_err(&fail)
    }

    fn put_snapshot(
        &mut self,
        study: StudyId,
        seq: Seq,
        chunks: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let fail = StoreError::sql("writing the snapshot");
        let transaction = self.transaction()?;
        transaction
            .execute("DELETE FROM snapshots WHERE study = ?1", [study.as_bytes()])
            .map_err(&fail)?;
        for (index, chunk) in (0_i64..).zip(chunks) {
            transaction
                .execute(
                    "INSERT INTO snapshots VALUES (?1, ?2, ?3, ?4)",
                    params![study.as_bytes(), number(seq), index, chunk],
                )
                .map_err(&fail)?;
        }
        transaction.commit().map_err(&fail)
    }

    fn snapshot(&self, study: StudyId) -> Result<Option<SealedSnapshot>, StoreError> {
        let fail = StoreError::sql("reading the snapshot");
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT seq, sealed FROM snapshots WHERE study = ?1 ORDER BY seq, chunk",
            )
            .map_err(&fail)?;
        let rows = statement.query_map([study.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
        let rows: Result<Vec<(i64, Vec<u8>)>, _> = rows.and_then(Iterator::collect);
        let rows = rows.map_err(&fail)?;
        let Some(&(newest, _)) = rows.last() else { return Ok(None) };
        let chunks = rows.into_iter().filter(|(seq, _)| *seq == newest).map(|(_, chunk)| chunk);
        Ok(Some((seq_of(newest), chunks.collect())))
    }

    fn delete_snapshot(&mut self, study: StudyId) -> Result<(), StoreError> {
        self.connection
            .execute("DELETE FROM snapshots WHERE study = ?1", [study.as_bytes()])
            .map(drop)
            .map_err(StoreError::sql("deleting the snapshot"))
    }

    fn wipe(&mut self) -> Result<(), StoreError> {
        let fail = StoreError::sql("wiping deleted rows");
        let busy: i64 = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(&fail)?;
        if busy == 0 { Ok(()) } else { Err(StoreError::NotWiped) }
    }
}
