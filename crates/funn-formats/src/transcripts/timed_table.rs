//! Tables of utterances: Whisper's tsv (`start`, `end`, `text`) and `NVivo`'s (`Timespan`,
//! `Content`, `Speaker`).

use funn_model::LossKind;

use super::{Utterance, believed, ms_of_seconds, records};
use crate::assembly::Assembly;
use crate::{Hints, ReadError, Reading, captions, decode};

const FORMAT: &str = "tsv";

/// Which cell of a row is what.
struct Columns {
    times: Times,
    speaker: Option<usize>,
    text: usize,
    count: usize,
}

#[derive(Clone, Copy)]
enum Times {
    Apart { start: usize, end: Option<usize> },
    Span(usize),
}

/// Whether the first lines are those of such a table: its head, and a row with a time.
pub(super) fn is_at(head: &str) -> bool {
    let mut rows = records::bare(head, '\t').into_iter();
    let (Some(names), Some(first)) = (rows.next(), rows.next()) else { return false };
    Columns::named(&names).is_some_and(|columns| columns.times_of(&first).0.is_some())
}

/// Reads a table.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let names = records::bare(decoded.text.lines().next().unwrap_or_default(), '\t').pop();
    let Some(columns) = names.as_deref().and_then(Columns::named) else {
        let what = "its first line does not name the columns".to_owned();
        return Err(ReadError::Damaged { format: FORMAT, what, at: None });
    };
    let rows = match columns.times {
        Times::Apart { .. } => records::bare(&decoded.text, '\t'),
        Times::Span(_) => records::quoted(&decoded.text, '\t', FORMAT)?,
    };
    let rows = rows.get(1..).unwrap_or_default();
    let mut assembly = Assembly::default();
    let filled = records::filled(rows);
    let left_out = filled.iter().filter(|column| !columns.takes(**column));
    let detail = "columns of the table that have no place";
    assembly.losses.add(LossKind::Formatting, detail, left_out.count(), None);
    let utterances = rows.iter().map(|row| columns.utterance(row)).collect();
    super::fill(&mut assembly, utterances, FORMAT)?;
    Ok(Reading::of_text(assembly, decoded))
}

impl Columns {
    fn named(names: &[String]) -> Option<Self> {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        let column = |wanted: &str| names.iter().position(|name| name == wanted);
        let (times, text) = match (column("timespan"), column("start")) {
            (Some(span), _) => (Times::Span(span), column("content")?),
            (None, Some(start)) => (Times::Apart { start, end: column("end") }, column("text")?),
            (None, None) => return None,
        };
        Some(Self { times, speaker: column("speaker"), text, count: names.len() })
    }

    fn takes(&self, column: usize) -> bool {
        let is_time = match self.times {
            Times::Apart { start, end } => start == column || end == Some(column),
            Times::Span(span) => span == column,
        };
        let is_said = self.text == column || (column >= self.count && self.text + 1 == self.count);
        is_time || is_said || self.speaker == Some(column)
    }

    fn utterance(&self, row: &[String]) -> Utterance {
        let (start_ms, end_ms) = self.times_of(row);
        // Tabs in the last column are part of what was said.
        let is_last = self.text + 1 == self.count;
        let text = match row.get(self.text..) {
            Some(cells) if is_last => cells.join("\t"),
            _ => cell(row, self.text).to_owned(),
        };
        let speaker = self.speaker.map(|column| cell(row, column).to_owned());
        Utterance { start_ms, end_ms, speaker, text }
    }

    fn times_of(&self, row: &[String]) -> (Option<u64>, Option<u64>) {
        match self.times {
            Times::Apart { start, end } => {
                (time_of(cell(row, start)), end.and_then(|end| time_of(cell(row, end))))
            }
            Times::Span(span) => {
                let span = cell(row, span);
                let (start, end) = span.split_once(['-', '–', '—']).unwrap_or((span, ""));
                (captions::time_of(start), captions::time_of(end))
            }
        }
    }
}

/// Whole numbers are milliseconds, as Whisper writes them; those with a point are seconds.
fn time_of(text: &str) -> Option<u64> {
    if text.contains(':') {
        return captions::time_of(text);
    }
    match text.parse::<u64>() {
        Ok(time_ms) => believed(time_ms),
        Err(_no_whole_number) => text.parse().ok().and_then(ms_of_seconds),
    }
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |cell| cell.trim())
}
