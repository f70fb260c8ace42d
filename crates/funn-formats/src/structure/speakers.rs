//! Which lines begin a speaker's turn.
//!
//! A line may begin with a label in one of three forms: `Name:`; a name in bold; a name and a time
//! alone on the line. A form alone proves nothing (`Merk:` looks the same), so labels are weighed
//! together: those that recur are speakers; one that occurs once is a speaker where others recur
//! before it, or where it is a usual code (`I:`, `R1:`, `Intervjuer:`) among at least two. And all
//! of them must mark the text as talk: one line in eight begins with a label (in five,
//! where no label recurs) or, where turns are long, one in twenty-five, with speakers that come back
//! at least three times.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use funn_model::Span;

use super::{Line, times};

/// Letters of the longest label.
const LONGEST: usize = 40;
/// Words of the longest label.
const MOST_WORDS: usize = 4;

/// A label that begins a turn.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// First byte of its line in the whole text.
    pub(crate) line_byte: usize,
    /// First position of its line.
    pub(crate) line_position: u32,
    /// The label's bytes in the whole text, with its colon.
    pub(crate) bytes: Range<usize>,
    pub(crate) span: Span,
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Colon,
    Bold,
    Stamped,
}

struct Candidate<'l, 't> {
    line: &'l Line<'t>,
    /// The label's bytes in the line, with its colon.
    bytes: Range<usize>,
    name: String,
    form: Form,
}

/// The labels of a text, in order.
pub(crate) fn labels_of(lines: &[Line<'_>]) -> Vec<Label> {
    let candidates: Vec<Candidate<'_, '_>> = lines.iter().filter_map(candidate_of).collect();
    let speakers = Speakers::among(&candidates);
    let mut index = 0;
    let accepted: Vec<Candidate<'_, '_>> = candidates
        .into_iter()
        .filter(|candidate| {
            index += 1;
            speakers.accept(candidate, index - 1)
        })
        .collect();
    let spoken = lines.iter().filter(|line| !line.text.trim().is_empty()).count();
    if !is_talk(&accepted, spoken) {
        return Vec::new();
    }
    accepted
        .into_iter()
        .map(|candidate| {
            let line = candidate.line;
            Label {
                line_byte: line.byte,
                line_position: line.position,
                span: Span::new(
                    line.position_of(candidate.bytes.start),
                    line.position_of(candidate.bytes.end),
                ),
                bytes: line.byte + candidate.bytes.start..line.byte + candidate.bytes.end,
                name: candidate.name,
            }
        })
        .collect()
}

/// Whether labels are so many, for the lines that are not blank, that the text is talk.
fn is_talk(accepted: &[Candidate<'_, '_>], lines: usize) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in accepted {
        *counts.entry(&candidate.name).or_default() += 1;
    }
    let recurring: Vec<usize> = counts.into_values().filter(|&count| count >= 2).collect();
    let is_dense = accepted.len() * if recurring.is_empty() { 5 } else { 8 } >= lines;
    let comes_back =
        recurring.iter().sum::<usize>() >= recurring.len() * 3 && !recurring.is_empty();
    is_dense || (comes_back && accepted.len() * 25 >= lines)
}

/// What was learnt from all candidates together.
struct Speakers {
    accepted: BTreeSet<(Form, String)>,
    /// Index of the first candidate that recurs: what stands before it is the head of the text.
    first_recurring: usize,
    /// Whether at least two speakers recur, so that a label in the head is not missed.
    has_pair: bool,
}

impl Speakers {
    fn among(candidates: &[Candidate<'_, '_>]) -> Self {
        let mut counts: BTreeMap<(Form, &str), usize> = BTreeMap::new();
        for candidate in candidates {
            *counts.entry((candidate.form, &candidate.name)).or_default() += 1;
        }
        let distinct = |form| counts.keys().filter(|(of, _)| *of == form).count();
        let (colons, bolds) = (distinct(Form::Colon), distinct(Form::Bold));
        let recurs = |form, name: &str| counts.get(&(form, name)).is_some_and(|&n| n >= 2);
        let anything_recurs = counts.iter().any(|((form, _), &n)| *form == Form::Colon && n >= 2);
        let has_code = counts.keys().any(|(form, name)| *form == Form::Colon && is_code(name));
        let stamped: usize =
            counts.iter().filter(|((form, _), _)| *form == Form::Stamped).map(|(_, n)| n).sum();
        let accepted = counts
            .keys()
            .filter(|(form, name)| match form {
                Form::Colon if recurs(*form, name) => true,
                Form::Colon if anything_recurs => is_code(name) || is_name(name),
                Form::Colon => colons >= 2 && has_code && (is_code(name) || is_name(name)),
                Form::Bold => (recurs(*form, name) && bolds >= 2) || recurs(Form::Colon, name),
                Form::Stamped => stamped >= 2,
            })
            .map(|(form, name)| (*form, (*name).to_owned()))
            .collect();
        let first_recurring = candidates
            .iter()
            .position(|candidate| recurs(candidate.form, &candidate.name))
            .unwrap_or(0);
        let has_pair = counts.values().filter(|&&n| n >= 2).count() >= 2;
        Self { accepted, first_recurring, has_pair }
    }

    fn accept(&self, candidate: &Candidate<'_, '_>, index: usize) -> bool {
        let is_in_head = self.has_pair && index < self.first_recurring;
        !is_in_head && self.accepted.contains(&(candidate.form, candidate.name.clone()))
    }
}

fn candidate_of<'l, 't>(line: &'l Line<'t>) -> Option<Candidate<'l, 't>> {
    if line.is_bullet {
        return None;
    }
    let start = after_stamps(line);
    if let Some((bytes, name)) = colon_label(line, start) {
        return Some(Candidate { line, bytes, name, form: Form::Colon });
    }
    if let Some((bytes, name)) = stamped_label(line) {
        return Some(Candidate { line, bytes, name, form: Form::Stamped });
    }
    let (bytes, name) = bold_label(line)?;
    Some(Candidate { line, bytes, name, form: Form::Bold })
}

/// The first byte after white space and stamps at the start of the line.
fn after_stamps(line: &Line<'_>) -> usize {
    let skip = |from: usize| {
        let rest = line.text.get(from..).unwrap_or_default();
        from + rest.len() - rest.trim_start().len()
    };
    let mut at = skip(0);
    for stamp in &line.stamps {
        if stamp.bytes.start != at {
            break;
        }
        at = skip(stamp.bytes.end);
    }
    at
}

/// `Name:` or `Name [00:12]:`, followed by white space or nothing.
fn colon_label(line: &Line<'_>, start: usize) -> Option<(Range<usize>, String)> {
    let rest = line.text.get(start..)?;
    let (mut name, mut skip_to) = (String::new(), 0);
    for (offset, character) in rest.char_indices().take(LONGEST + 20) {
        if offset < skip_to {
            continue;
        }
        match character {
            ':' | '：' => {
                let end = offset + character.len_utf8();
                let follows = rest.get(end..).and_then(|rest| rest.chars().next());
                let is_end = character == '：' || follows.is_none_or(char::is_whitespace);
                let name = tidy(&name);
                return (is_end && is_label(&name)).then_some((start..start + end, name));
            }
            '[' | '(' | '{' | '#' => match times::stamp_at(line.text, start + offset + 1) {
                Some(stamp) => skip_to = stamp.bytes.end - start,
                None if character == '(' => name.push(character),
                None => return None,
            },
            other if may_be_in_label(other) => name.push(other),
            _ => return None,
        }
    }
    None
}

/// A name and a time alone on the line: `Kari Nordmann   0:03`.
fn stamped_label(line: &Line<'_>) -> Option<(Range<usize>, String)> {
    let stamp = line.stamps.first()?;
    let before = line.text.get(..stamp.bytes.start)?;
    let after = line.text.get(stamp.bytes.end..)?;
    let name = tidy(before);
    let is_fit = after.trim().is_empty()
        && before.ends_with(char::is_whitespace)
        && before.chars().all(may_be_in_label)
        && is_label(&name)
        && is_name(&name);
    let start = before.len() - before.trim_start().len();
    is_fit.then_some((start..stamp.bytes.end, name))
}

/// A name in bold at the start of the line, with or without text after it.
fn bold_label(line: &Line<'_>) -> Option<(Range<usize>, String)> {
    let bold = line.text.get(..line.bold)?;
    let name = tidy(bold.trim_end_matches([':', '.', '–', '-', ' ', '\u{A0}', '\t']));
    let start = bold.len() - bold.trim_start().len();
    let end = bold.trim_end().len();
    (bold.trim().chars().all(may_be_in_label) && is_label(&name) && is_name(&name))
        .then_some((start..end, name))
}

fn may_be_in_label(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            ' ' | '\u{A0}' | '.' | '-' | '\'' | '’' | '_' | '/' | '&' | '+' | ')' | '('
        )
        || is_combining(character)
}

const fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// White space made single.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Short, with a capital first, and not a word that introduces a note.
fn is_label(name: &str) -> bool {
    let first_is_fit = name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let words = name.split(' ').count();
    let fits =
        |word: &str| word.chars().count() <= 3 || word.starts_with(|c: char| !c.is_lowercase());
    first_is_fit
        && name.chars().count() <= LONGEST
        && words <= MOST_WORDS
        && name.split(' ').all(fits)
        && !NOT_SPEAKERS
            .contains(&without_number(name).trim_end_matches('.').to_lowercase().as_str())
}

/// `Tabell 2` as `Tabell`.
fn without_number(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end()
}

/// Whether each word begins with a capital or a digit.
fn is_name(name: &str) -> bool {
    name.split([' ', '-']).all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// Whether the label is a usual code or role: `I`, `R1`, `SPEAKER_00`, `Intervjuer`, `Informant 2`.
fn is_code(name: &str) -> bool {
    let letters =
        name.trim_end_matches('.').trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let has_few = letters.chars().count() <= 3 && letters.chars().all(char::is_uppercase);
    let role = letters.trim_end().split(' ').next().unwrap_or_default().to_lowercase();
    (has_few && !letters.is_empty()) || ROLES.contains(&role.as_str())
}

const ROLES: [&str; 31] = [
    "answer",
    "deltaker",
    "deltakar",
    "facilitator",
    "fasilitator",
    "forsker",
    "forskar",
    "host",
    "informant",
    "int",
    "interviewee",
    "interviewer",
    "intervjuar",
    "intervjuer",
    "intervjuobjekt",
    "intervjuperson",
    "kandidat",
    "moderator",
    "ordstyrer",
    "participant",
    "person",
    "question",
    "researcher",
    "resp",
    "respondent",
    "speaker",
    "spm",
    "spørsmål",
    "student",
    "svar",
    "taler",
];

/// Words that stand before a colon and are not people.
const NOT_SPEAKERS: [&str; 66] = [
    "advarsel",
    "attention",
    "bakgrunn",
    "bilde",
    "caution",
    "conclusion",
    "copyright",
    "date",
    "dato",
    "definisjon",
    "definition",
    "duration",
    "e-post",
    "eks",
    "eksempel",
    "email",
    "emne",
    "example",
    "fig",
    "figur",
    "figure",
    "formål",
    "fra",
    "from",
    "hensikt",
    "http",
    "https",
    "innhold",
    "intervju",
    "interview",
    "jf",
    "keywords",
    "kilde",
    "kl",
    "klokken",
    "konklusjon",
    "location",
    "lydfil",
    "merk",
    "merknad",
    "metode",
    "method",
    "nb",
    "note",
    "notes",
    "obs",
    "place",
    "ps",
    "publisert",
    "recording",
    "resultat",
    "results",
    "se",
    "source",
    "sted",
    "stikkord",
    "subject",
    "tab",
    "tabell",
    "table",
    "tel",
    "tema",
    "tid",
    "tittel",
    "tlf",
    "varighet",
];
