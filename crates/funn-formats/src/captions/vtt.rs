//! The parts of a WebVTT file: cues, and what is not speech.

use funn_model::LossKind;

use super::{Cue, cue_of, paragraphs};
use crate::assembly::Assembly;

/// The cues of a file; notes, styles and regions are counted as losses.
pub(super) fn cues<'t>(text: &'t str, assembly: &mut Assembly) -> Vec<Cue<'t>> {
    let mut cues = Vec::new();
    for (index, part) in paragraphs(text).into_iter().enumerate() {
        let first = part.first().copied().unwrap_or_default();
        let word = first.split_whitespace().next().unwrap_or_default();
        if let Some(cue) = cue_of(&part) {
            cues.push(cue);
            continue;
        }
        let (kind, detail) = match word {
            "WEBVTT" if index == 0 => {
                let has_more = part.len() > 1 || first.trim() != "WEBVTT";
                assembly.losses.add(
                    LossKind::CueSetting,
                    "header of the captions",
                    usize::from(has_more),
                    None,
                );
                continue;
            }
            "NOTE" => (LossKind::Comment, "notes in the captions"),
            "STYLE" | "REGION" => (LossKind::CueSetting, "styles and regions of captions"),
            _ => (LossKind::Damaged, "captions without a time"),
        };
        assembly.losses.add(kind, detail, 1, None);
    }
    cues
}
