//! Whisper's json, also with words and as `WhisperX` writes it, with speakers.

use funn_model::LossKind;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::{Utterance, ms_of_seconds};
use crate::assembly::Assembly;
use crate::{Hints, ReadError, Reading, decode, format};

const FORMAT: &str = "json";

#[derive(Deserialize)]
struct Transcript {
    segments: Vec<Segment>,
    language: Option<IgnoredAny>,
    #[serde(alias = "audio", alias = "audio_file", alias = "file", alias = "filename")]
    audio_path: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Segment {
    start: Option<f64>,
    end: Option<f64>,
    text: String,
    speaker: Option<String>,
    #[serde(default)]
    words: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    start: Option<f64>,
    speaker: Option<String>,
}

/// Reads the segments; any other json is of no known format.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let unknown = || format::unknown(bytes, hints.file_name);
    let transcript: Transcript =
        serde_json::from_str(&decoded.text).map_err(|error| match error.classify() {
            Category::Data => unknown(),
            Category::Io | Category::Syntax | Category::Eof => not_json(FORMAT, &error),
        })?;
    let has_times = transcript.segments.iter().any(|segment| segment.start.is_some());
    if !has_times && transcript.language.is_none() {
        return Err(unknown());
    }
    let mut assembly = Assembly::default();
    if transcript.audio_path.is_some() {
        let detail = "path of the recording";
        assembly.losses.add(LossKind::PersonalMetadata, detail, 1, None);
    }
    lose_words(&transcript.segments, &mut assembly);
    let utterances = transcript.segments.into_iter().map(|segment| Utterance {
        start_ms: segment.start.and_then(ms_of_seconds),
        end_ms: segment.end.and_then(ms_of_seconds),
        speaker: segment.speaker,
        text: segment.text,
    });
    super::fill(&mut assembly, utterances.collect(), FORMAT)?;
    Ok(Reading::of_text(assembly, decoded))
}

/// What is known of single words has no place.
fn lose_words(segments: &[Segment], assembly: &mut Assembly) {
    let words = || segments.iter().flat_map(|s| s.words.iter().map(move |word| (s, word)));
    let timed = words().filter(|(_, word)| word.start.is_some()).count();
    let strayed = words().filter(|(segment, word)| {
        word.speaker.is_some() && segment.speaker.is_some() && word.speaker != segment.speaker
    });
    let losses = &mut assembly.losses;
    let detail = "times of single words (those of each segment are kept)";
    losses.add(LossKind::Formatting, detail, timed, None);
    let detail = "words given to another speaker than the segment they stand in";
    losses.add(LossKind::Formatting, detail, strayed.count(), None);
}

/// The error for a file that is cut short or no json at all.
pub(super) fn not_json(format: &'static str, error: &serde_json::Error) -> ReadError {
    let what = match error.classify() {
        Category::Eof => "it ends too early",
        _ => "it is not well formed",
    };
    let what = format!("{what} (line {}, column {})", error.line(), error.column());
    ReadError::Damaged { format, what, at: None }
}
