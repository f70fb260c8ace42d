//! Captions: WebVTT and SubRip.
//!
//! Each cue is a block with a time mark at its start, and one at its end where the next cue does
//! not begin at once. Lines inside a cue are one line of speech, unless the next begins with a dash
//! or a voice. Cues of one voice after another are one turn. A name before a colon stays in the
//! text as the turn's label; a voice (`<v Kari>`) names the turn without being part of the text.

use funn_model::{BlockKind, LossKind, TimeMark};

use crate::assembly::{Assembly, Voice};
use crate::structure::times;
use crate::{Hints, ReadError, Reading, decode};

mod payload;
mod vtt;

/// A cue as it stands in the file.
struct Cue<'t> {
    start_ms: u64,
    end_ms: u64,
    has_settings: bool,
    lines: Vec<&'t str>,
}

/// Reads WebVTT.
pub(crate) fn read_vtt(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let mut assembly = Assembly::default();
    let cues = vtt::cues(&decoded.text, &mut assembly);
    fill(&mut assembly, &cues, "vtt")?;
    Ok(Reading::of_text(assembly, decoded))
}

/// Reads SubRip.
pub(crate) fn read_srt(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let mut assembly = Assembly::default();
    let mut cues = Vec::new();
    for part in paragraphs(&decoded.text) {
        if let Some(cue) = cue_of(&part) {
            cues.push(cue);
        } else {
            assembly.losses.add(LossKind::Damaged, "captions without a time", 1, None);
        }
    }
    fill(&mut assembly, &cues, "srt")?;
    Ok(Reading::of_text(assembly, decoded))
}

/// Groups of lines parted by blank lines.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut groups = Vec::new();
    let mut group = Vec::new();
    for line in text.lines() {
        if !line.trim().is_empty() {
            group.push(line);
        } else if !group.is_empty() {
            groups.push(std::mem::take(&mut group));
        }
    }
    if !group.is_empty() {
        groups.push(group);
    }
    groups
}

/// A cue: perhaps an identifier, then its times, then its lines.
fn cue_of<'t>(lines: &[&'t str]) -> Option<Cue<'t>> {
    let at = lines.iter().take(2).position(|line| line.contains("-->"))?;
    let (start, rest) = lines.get(at)?.split_once("-->")?;
    let rest = rest.trim_start();
    let (end, settings) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some(Cue {
        start_ms: time_of(start)?,
        end_ms: time_of(end)?,
        has_settings: !settings.trim().is_empty(),
        lines: lines.get(at + 1..)?.to_vec(),
    })
}

/// Milliseconds, where the text is a time and nothing else.
pub(crate) fn time_of(text: &str) -> Option<u64> {
    let text = text.trim();
    let (time_ms, _, end) = times::time_at(text.as_bytes(), 0)?;
    (end == text.len()).then_some(time_ms)
}

fn fill(assembly: &mut Assembly, cues: &[Cue<'_>], format: &'static str) -> Result<(), ReadError> {
    if cues.is_empty() {
        let what = "no caption with a time was found".to_owned();
        return Err(ReadError::Damaged { format, what, at: None });
    }
    for (index, cue) in cues.iter().enumerate() {
        let mut is_marked = false;
        for spoken in payload::spoken(&cue.lines, &mut assembly.losses) {
            assembly.begin(BlockKind::Paragraph);
            if !std::mem::replace(&mut is_marked, true) {
                mark(assembly, cue.start_ms);
            }
            assembly.push(&spoken.text, false);
            assembly.end();
            let block = assembly.blocks.len().saturating_sub(1);
            assembly.voices.push(Voice { block, speaker: spoken.voice });
        }
        let next = cues.get(index + 1).map(|next| next.start_ms);
        if is_marked && next != Some(cue.end_ms) {
            mark(assembly, cue.end_ms);
        }
        let settings = usize::from(cue.has_settings);
        assembly.losses.add(LossKind::CueSetting, "placement of captions", settings, None);
    }
    Ok(())
}

fn mark(assembly: &mut Assembly, time_ms: u64) {
    let position = assembly.position();
    assembly.times.push(TimeMark { position, time_ms });
}

#[cfg(test)]
mod tests;
