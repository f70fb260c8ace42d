//! Reads marked text: the text without its marks, and the marks with their spans.

use funn_model::Span;

use crate::coded::header::settings;

/// Text with its marks taken out.
pub(super) struct Marked {
    pub(super) text: String,
    /// For each line, its level if it is a heading.
    pub(super) headings: Vec<Option<u8>>,
    /// In the order in which they begin; of two that begin together, the outer one first.
    pub(super) marks: Vec<(Span, Mark)>,
}

/// What a pair of marks says of the passage between them.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    Coding { code: String, coder: String, settings: Vec<(String, String)> },
    Case { kind: String, name: String },
    Memo { body: String },
}

impl Mark {
    fn read(tag: &str) -> Self {
        if let Some(case) = tag.strip_prefix("case:") {
            let (kind, name) = case.split_once('=').expect("<case:KIND=NAME>");
            return Self::Case { kind: kind.to_owned(), name: name.to_owned() };
        }
        if let Some(body) = tag.strip_prefix("memo:") {
            return Self::Memo { body: body.to_owned() };
        }
        // Settings begin at the word that holds the first equals sign.
        let equals = tag.find('=').unwrap_or(tag.len());
        let (head, _) = tag.split_at(equals);
        let cut = if equals == tag.len() { tag.len() } else { head.rfind(' ').unwrap_or(0) };
        let (name, rest) = tag.split_at(cut);
        let (code, coder) = name.trim().split_once('@').unwrap_or((name.trim(), "anna"));
        Self::Coding { code: code.to_owned(), coder: coder.to_owned(), settings: settings(rest) }
    }

    fn closed_by(&self, tag: &str) -> bool {
        match self {
            Self::Coding { code, coder, .. } => {
                let (name, who) = tag.split_once('@').unwrap_or((tag, coder));
                name == code && who == coder
            }
            Self::Case { kind, name } => tag == format!("case:{kind}={name}") || tag == "case",
            Self::Memo { .. } => tag == "memo",
        }
    }
}

/// Reads marked text.
pub(super) fn read(notation: &str) -> Marked {
    let mut text = String::new();
    let mut position = 0_u32;
    let mut headings = Vec::new();
    let mut open: Vec<(u32, usize, Mark)> = Vec::new();
    let mut marks: Vec<(usize, Span, Mark)> = Vec::new();
    let mut order = 0;
    for (number, line) in notation.split('\n').enumerate() {
        if number > 0 {
            text.push('\n');
            position += 1;
        }
        let level = line.chars().take_while(|&character| character == '#').count();
        let heading = line.strip_prefix(&"#".repeat(level)).and_then(|rest| rest.strip_prefix(' '));
        let is_heading = level > 0 && heading.is_some();
        headings.push(is_heading.then(|| u8::try_from(level).unwrap_or(6)));
        let mut rest = heading.filter(|_| is_heading).unwrap_or(line).chars();
        while let Some(character) = rest.next() {
            let character = match character {
                '\\' => rest.next().unwrap_or('\\'),
                '<' => {
                    let (tag, after) =
                        rest.as_str().split_once('>').expect("a mark is closed with >");
                    rest = after.chars();
                    if let Some(closing) = tag.strip_prefix('/') {
                        let found = open.iter().rposition(|(_, _, mark)| mark.closed_by(closing));
                        let found = found.unwrap_or_else(|| {
                            panic!("</{closing}> closes nothing, line {number}")
                        });
                        let (start, order, mark) = open.remove(found);
                        marks.push((order, Span::new(start, position), mark));
                    } else {
                        open.push((position, order, Mark::read(tag)));
                        order += 1;
                    }
                    continue;
                }
                other => other,
            };
            text.push(character);
            position += 1;
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    marks.sort_by_key(|(order, ..)| *order);
    let marks = marks.into_iter().map(|(_, span, mark)| (span, mark)).collect();
    Marked { text, headings, marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_may_cross() {
        let marked = read("<a@anna>å <b c@ben x=1 y=\"2 3\">b</a> \\<c</b c>");
        assert_eq!(marked.text, "å b <c");
        let spans: Vec<Span> = marked.marks.iter().map(|(span, _)| *span).collect();
        assert_eq!(spans, [Span::new(0, 3), Span::new(2, 6)]);
        let Mark::Coding { code, coder, settings } = &marked.marks[1].1 else { panic!() };
        assert_eq!((code.as_str(), coder.as_str()), ("b c", "ben"));
        assert_eq!(settings[1], ("y".to_owned(), "2 3".to_owned()));
    }
}
