//! Transcripts that programs write as data: each utterance with its times and, often, its speaker.
//!
//! Each utterance is a block with a time mark at its start, and one at its end where silence
//! follows, as with captions; utterances of one speaker after another are one turn. Such files are
//! told by what is in them: a `.json` or a `.tsv` may hold anything.

use std::time::Duration;

use funn_model::{BlockKind, LossKind, TimeMark};

use crate::ReadError;
use crate::assembly::{Assembly, Voice};
use crate::format::{Format, find};

pub(crate) mod elan;
pub(crate) mod nettskjema;
pub(crate) mod otranscribe;
mod records;
pub(crate) mod timed_table;
pub(crate) mod whisper;

/// Letters of the longest name of a speaker.
const LONGEST_SPEAKER: usize = 100;
/// The latest time that is believed, in milliseconds: ten thousand hours.
const LATEST_MS: u64 = 36_000_000_000;
/// Bytes that tell what a file is.
const HEAD_BYTES: usize = 4_096;

/// What somebody said, and when; times are milliseconds from the start of the recording.
#[derive(Debug, Default)]
struct Utterance {
    start_ms: Option<u64>,
    end_ms: Option<u64>,
    speaker: Option<String>,
    text: String,
}

/// The format of a transcript, by what is in it and the file's extension in lower case.
pub(crate) fn detect(bytes: &[u8], extension: &str) -> Option<Format> {
    let head = head_of(bytes);
    let is_markup =
        ["<?xml", "<ANNOTATION_DOCUMENT"].iter().any(|s| head.trim_start().starts_with(s));
    let is_object = head.trim_start().starts_with('{');
    match extension {
        "json" if is_object && find(bytes, b"\"segments\"").is_some() => Some(Format::Whisper),
        "json" if is_object && find(bytes, b"\"media-time\"").is_some() => {
            Some(Format::OTranscribe)
        }
        "tsv" | "tab" | "txt" if timed_table::is_at(&head) => Some(Format::TimedTable),
        "csv" if nettskjema::is_at(&head) => Some(Format::Nettskjema),
        _ if is_markup && head.contains("<ANNOTATION_DOCUMENT") => Some(Format::Elan),
        _ => None,
    }
}

/// The first letters of a file, whatever it holds.
fn head_of(bytes: &[u8]) -> String {
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let (text, _, _) = encoding_rs::UTF_8.decode(head);
    text.into_owned()
}

/// Puts the utterances into the assembly, in their order.
fn fill(
    assembly: &mut Assembly,
    utterances: Vec<Utterance>,
    format: &'static str,
) -> Result<(), ReadError> {
    if utterances.is_empty() {
        return Err(ReadError::NoText { format });
    }
    let (mut untimed, mut shortened) = (0, 0);
    let mut utterances = utterances.into_iter().peekable();
    while let Some(utterance) = utterances.next() {
        let text = utterance.text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        assembly.begin(BlockKind::Paragraph);
        match utterance.start_ms {
            Some(start_ms) => mark(assembly, start_ms),
            None => untimed += 1,
        }
        let blocks = assembly.blocks.len();
        assembly.push(text, false);
        assembly.end();
        if assembly.blocks.len() > blocks {
            let (speaker, is_short) = speaker_of(utterance.speaker.as_deref());
            shortened += usize::from(is_short);
            assembly.voices.push(Voice { block: blocks, speaker });
        }
        let next = utterances.peek().and_then(|next| next.start_ms);
        if let Some(end_ms) = utterance.end_ms.filter(|end| next.is_none_or(|next| next > *end)) {
            mark(assembly, end_ms);
        }
    }
    let losses = &mut assembly.losses;
    losses.add(LossKind::Damaged, "utterances without a time (their text is kept)", untimed, None);
    losses.add(LossKind::Damaged, "names of speakers that were too long", shortened, None);
    Ok(())
}

fn mark(assembly: &mut Assembly, time_ms: u64) {
    let position = assembly.position();
    assembly.times.push(TimeMark { position, time_ms });
}

/// A speaker's name on one line, and whether it had to be shortened.
fn speaker_of(name: Option<&str>) -> (Option<String>, bool) {
    let name = name.unwrap_or_default();
    let mut letters = name.chars().map(|c| if c.is_control() { ' ' } else { c });
    let kept: String = letters.by_ref().take(LONGEST_SPEAKER).collect();
    let kept = kept.trim();
    ((!kept.is_empty()).then(|| kept.to_owned()), letters.next().is_some())
}

/// Milliseconds, where the seconds are a time of a recording.
pub(crate) fn ms_of_seconds(seconds: f64) -> Option<u64> {
    let time = Duration::try_from_secs_f64(seconds).ok()?;
    let rounded = time.checked_add(Duration::from_micros(500))?;
    u64::try_from(rounded.as_millis()).ok().and_then(believed)
}

/// The time, unless no recording is so long.
fn believed(time_ms: u64) -> Option<u64> {
    (time_ms <= LATEST_MS).then_some(time_ms)
}

#[cfg(test)]
mod tests;
