//! oTranscribe's `.otr`: a page of HTML inside json, with stamps that carry their exact time.

use funn_model::LossKind;
use serde::Deserialize;
use serde_json::error::Category;

use super::whisper::not_json;
use crate::assembly::Assembly;
use crate::{Hints, ReadError, Reading, decode, html};

const FORMAT: &str = "otr";

#[derive(Deserialize)]
struct Transcript {
    text: String,
    #[serde(default)]
    media: Option<serde_json::Value>,
    #[serde(default, rename = "media-source")]
    media_source: Option<serde_json::Value>,
}

/// Reads the page; the recording's name or address is left out.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let transcript: Transcript =
        serde_json::from_str(&decoded.text).map_err(|error| match error.classify() {
            Category::Data => {
                let what = "it has no text where oTranscribe writes it".to_owned();
                ReadError::Damaged { format: FORMAT, what, at: None }
            }
            Category::Io | Category::Syntax | Category::Eof => not_json(FORMAT, &error),
        })?;
    let mut assembly = Assembly::default();
    html::fill(&transcript.text, &mut assembly);
    let media = [transcript.media, transcript.media_source];
    let named = media
        .iter()
        .flatten()
        .filter(|value| value.as_str().map_or(!value.is_null(), |name| !name.trim().is_empty()));
    let detail = "name or address of the recording";
    assembly.losses.add(LossKind::PersonalMetadata, detail, named.count(), None);
    Ok(Reading::of_text(assembly, decoded))
}
