//! Coded text: a study written down so that a methodologist can read it.
//!
//! ```text
//! case kommune=Arendal innbyggere=45891 slått_sammen=false
//! attribute kommune.ansatt: under 5 | over 5
//! round 2 Egne tema
//! code Ressurser/Penger
//! set by kommune=Arendal
//!
//! source intervju 1 | kind=transcript case:kommune=Arendal år=2023
//! # Bakgrunn
//! R: <Forankring@anna valence=barrier round=2>Vi fikk <Ressurser/Tid@ben>aldri tid</Ressurser/Tid></Forankring>.
//! <case:kommune=Asker>I Asker</case:kommune=Asker> var det <memo:spør igjen>verre</memo>.
//! ```
//!
//! Lines before the first `source` line set the study up; without a `source` line, what follows
//! them is the text of a source named `text`. In a text, `<code@coder facet=value>` begins a
//! coding and `</code>` (or `</code@coder>`) ends it, so that codings may cross; `round=` and
//! `weight=` are what they say. A line that begins with `#` is a heading, `R:` begins a turn, each
//! line is a paragraph. A backslash takes the meaning from `<`. The coder is `anna` where none is
//! named.

mod header;
mod markup;

use funn_model::{
    Block, BlockKind, FacetMark, Project, SetMember, SourceKind, Span, Structure, Target, Turn,
};

use crate::build::Build;
use markup::{Mark, Marked};

/// The study that a notation describes; see the module.
///
/// # Panics
/// When the notation cannot be read, with the place.
pub fn coded(notation: &str) -> Project {
    let mut build = Build::new();
    add_coded(&mut build, notation);
    build.finish()
}

/// Adds what a notation describes to a study in the making.
///
/// # Panics
/// When the notation cannot be read, with the place.
pub fn add_coded(build: &mut Build, notation: &str) {
    let mut text = String::new();
    let mut current: Option<String> = None;
    let mut in_header = true;
    for line in notation.lines() {
        if let Some(head) = line.strip_prefix("source ") {
            finish_source(build, current.as_deref(), &text);
            (current, in_header) = (Some(head.to_owned()), false);
            text.clear();
            continue;
        }
        if in_header && (line.trim().is_empty() || header::line(build, line)) {
            continue;
        }
        in_header = false;
        text.push_str(line);
        text.push('\n');
    }
    finish_source(build, current.as_deref(), &text);
}

/// A coding as suites name it: `path@coder`.
pub fn coding_label(project: &Project, coding: funn_model::CodingId) -> String {
    let Some(coding) = project.codings().get(coding) else { return String::new() };
    let coder = project.users().get(coding.coder).map_or("", |user| user.name.as_str());
    format!("{}@{coder}", project.code_path(coding.code))
}

fn finish_source(build: &mut Build, head: Option<&str>, text: &str) {
    if head.is_none() && text.trim().is_empty() {
        return;
    }
    let head = head.unwrap_or("text");
    let (name, settings) = head.split_once('|').unwrap_or((head, ""));
    let mut kind = SourceKind::Transcript;
    let mut cases = Vec::new();
    let mut values = Vec::new();
    for (key, value) in header::settings(settings) {
        match key.strip_prefix("case:") {
            Some(kind) => cases.push((kind.to_owned(), value)),
            None if key == "kind" => kind = header::source_kind(&value),
            None => values.push((key, value)),
        }
    }
    let marked = markup::read(text.trim_matches('\n'));
    let source = build.source(name.trim(), kind, &marked.text, structure(&marked));
    for (kind, case) in cases {
        let case = build.case(&kind, &case);
        build.tie(case, source, None);
    }
    for (attribute, value) in values {
        build.source_value(source, &attribute, &value);
    }
    for (span, mark) in marked.marks {
        add_mark(build, source, span, mark);
    }
}

fn add_mark(build: &mut Build, source: funn_model::SourceId, span: Span, mark: Mark) {
    match mark {
        Mark::Case { kind, name } => {
            let case = build.case(&kind, &name);
            build.tie(case, source, Some(span));
        }
        Mark::Memo { body } => {
            let user = build.user("anna");
            build.memo(Target::Passage(source, span), &body, user);
        }
        Mark::Coding { code, coder, settings } => {
            let (code, coder) = (build.code(&code), build.user(&coder));
            let mut facets: Vec<FacetMark> = Vec::new();
            let (mut round, mut weight, mut memo) = (None, None, None);
            for (key, value) in settings {
                match key.as_str() {
                    "round" => {
                        let number = value.parse().expect("a round is a number");
                        round = Some(build.round(number, &format!("round {number}")));
                    }
                    "weight" => weight = Some(value.parse().expect("a weight is a number")),
                    "memo" => memo = Some(value),
                    _ => facets.push(build.facet(&key, &value)),
                }
            }
            let id = build.coding(code, (source, span), coder, |coding| {
                (coding.round, coding.weight, coding.facets) = (round, weight, facets);
            });
            if let Some(body) = memo {
                build.memo(Target::Coding(id), &body, coder);
            }
        }
    }
}

/// Blocks by line, turns by label.
fn structure(marked: &Marked) -> Structure {
    let mut structure = Structure::default();
    let mut start = 0_u32;
    for (line, heading) in marked.text.split('\n').zip(&marked.headings) {
        let end = start + u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        let span = Span::new(start, end);
        let label = label_length(line).filter(|_| heading.is_none());
        if end > start {
            let kind = heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
            structure.blocks.push(Block { span, kind });
        }
        match (label, structure.turns.last_mut()) {
            (Some(length), _) => {
                let label = Span::new(start, start + length);
                let speaker = line.chars().take(length as usize - 1).collect();
                structure.turns.push(Turn { span, label, speaker });
            }
            (None, Some(turn))
                if end > start && heading.is_none() && turn.span.end + 1 == start =>
            {
                turn.span.end = end;
            }
            _ => {}
        }
        start = end + 1;
    }
    structure
}

/// The length of a speaker's label with its colon, where a line begins with one.
fn label_length(line: &str) -> Option<u32> {
    let (label, rest) = line.split_once(':')?;
    let is_name =
        (1..=20).contains(&label.chars().count()) && label.chars().all(char::is_alphanumeric);
    let length = u32::try_from(label.chars().count()).ok()? + 1;
    (is_name && rest.starts_with(' ')).then_some(length)
}

/// The members that a `set` line names.
pub(crate) fn set_member(build: &mut Build, key: &str, value: &str) -> SetMember {
    match key {
        "code" => SetMember::Code(build.code(value)),
        kind => SetMember::Case(build.case(kind, value)),
    }
}
