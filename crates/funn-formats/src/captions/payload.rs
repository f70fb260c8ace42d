//! The text of a cue: voices out, tags off, entities resolved.

use funn_model::LossKind;

use crate::html::entities;
use crate::losses::Losses;

/// Bytes of the longest tag inside a caption.
const LONGEST_TAG: usize = 200;

/// What one voice says in a cue.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) voice: Option<String>,
    pub(super) text: String,
}

/// The lines of a cue as speech: joined, or apart where another voice or a dash begins.
pub(super) fn spoken(lines: &[&str], losses: &mut Losses) -> Vec<Spoken> {
    let mut all: Vec<Spoken> = Vec::new();
    for line in lines {
        for (index, part) in split_voices(line, losses).into_iter().enumerate() {
            let begins_dash = part.text.starts_with(['-', '–', '—']) && index == 0;
            match all.last_mut() {
                Some(last) if part.voice.is_none() && !begins_dash => {
                    if !last.text.is_empty() && !last.text.ends_with(' ') {
                        last.text.push(' ');
                    }
                    last.text.push_str(&part.text);
                }
                Some(last) if begins_dash && part.voice.is_none() => {
                    let voice = last.voice.clone();
                    all.push(Spoken { voice, text: part.text });
                }
                _ => all.push(part),
            }
        }
    }
    all.retain(|spoken| !spoken.text.trim().is_empty());
    all
}

/// One line, parted at its `<v Name>` tags.
fn split_voices(line: &str, losses: &mut Losses) -> Vec<Spoken> {
    let mut parts = vec![Spoken::default()];
    let mut rest = line.trim();
    while let Some(open) = rest.find('<') {
        let (before, tail) = rest.split_at(open);
        add(&mut parts, before);
        if let Some((tag, after)) = tag_of(tail) {
            if let Some(name) = voice_of(tag) {
                parts.push(Spoken { voice: Some(name), text: String::new() });
            } else if !tag.starts_with('v') && !tag.starts_with("/v") {
                losses.add(
                    LossKind::Formatting,
                    "tags inside captions",
                    usize::from(!tag.starts_with('/')),
                    None,
                );
            }
            rest = after;
        } else {
            add(&mut parts, "<");
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    add(&mut parts, rest);
    parts.retain(|part| part.voice.is_some() || !part.text.trim().is_empty());
    parts
}

fn add(parts: &mut [Spoken], raw: &str) {
    if let Some(last) = parts.last_mut() {
        last.text.push_str(&entities::resolve(raw));
    }
}

/// The inside of a tag that captions know, and what follows; other text in angles is speech.
fn tag_of(tail: &str) -> Option<(&str, &str)> {
    let end = tail.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let (tag, after) = (tail.get(1..end)?, tail.get(end + 1..)?);
    let bare = tag.trim_start_matches('/');
    let name = bare.split(['.', ' ', '\t']).next()?;
    let is_known = matches!(name, "v" | "c" | "i" | "b" | "u" | "ruby" | "rt" | "lang" | "font");
    let is_time =
        bare.contains(':') && bare.chars().all(|c| c.is_ascii_digit() || ".:".contains(c));
    (is_known || is_time).then_some((tag, after))
}

/// The name in `v Kari` or `v.loud Kari`.
fn voice_of(tag: &str) -> Option<String> {
    let (kind, name) = tag.split_once([' ', '\t'])?;
    let name = entities::resolve(name.trim());
    (kind.split('.').next() == Some("v") && !name.is_empty()).then(|| name.into_owned())
}
