//! The report of a Nettskjema dictaphone (csv): which recordings were sent in, and with what words.
//!
//! It holds no talk: each row is a recording. Comments and the respondent's number are kept as a
//! table; what points at a person or a telephone is left out.

use std::collections::BTreeSet;

use funn_model::BlockKind;

use super::records;
use crate::assembly::Assembly;
use crate::docx::{moment, report};
use crate::{Hints, ReadError, Reading, decode};

const FORMAT: &str = "csv";

/// Whether the first line is that of such a report.
pub(super) fn is_at(head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let names = records::quoted(line, ';', FORMAT).ok().and_then(|mut rows| rows.pop());
    names.is_some_and(|names| {
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        has("$submission_id") && has("$created") && has("recording")
    })
}

/// Reads the report.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let mut rows = records::quoted(&decoded.text, ';', FORMAT)?;
    let names = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    if rows.is_empty() {
        return Err(ReadError::NoText { format: FORMAT });
    }
    let (mut assembly, mut personal) = (Assembly::default(), BTreeSet::new());
    let (filled, mut kept) = (records::filled(&rows), Vec::new());
    for (column, name) in names.iter().enumerate() {
        match personal_field(name) {
            Some(field) if filled.contains(&column) => {
                personal.insert(field);
            }
            Some(_) => {}
            None => kept.push(column),
        }
    }
    report(&mut assembly.losses, &personal);
    for (row, cells) in (0_u32..).zip(std::iter::once(&names).chain(&rows)) {
        for (place, column) in
            (0_u32..).zip(kept.iter().take_while(|column| **column < cells.len()))
        {
            assembly.begin(BlockKind::TableCell { table: 0, row, column: place });
            assembly.push(cell(cells, *column).trim_start_matches('$'), false);
            assembly.end();
        }
    }
    let created = names.iter().position(|name| name == "$created");
    let dated = match (rows.as_slice(), created) {
        ([only], Some(column)) => moment(cell(only, column)),
        _ => None,
    };
    let mut reading = Reading::of_text(assembly, decoded);
    reading.dated = dated;
    Ok(reading)
}

/// What a column says about a person, by its name.
fn personal_field(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    match name.as_str() {
        "recording" => return Some("file name of the recording"),
        "app-id" => return Some("number of the telephone's app"),
        _ => {}
    }
    let words = ["person", "name", "navn", "mail", "epost", "e-post", "user", "bruker"];
    words.iter().any(|word| name.contains(word)).then_some("name or address of a person")
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |cell| cell.trim())
}
