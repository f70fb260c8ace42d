//! Notation to text and marks.

use funn_model::Span;

use super::{CodedText, Mark, NotationError, NotationFault};

/// Reads a notation.
pub fn parse(notation: &str) -> Result<CodedText, NotationError> {
    let mut reader = Reader { characters: notation.chars().collect(), at: 0 };
    let mut coded = CodedText::default();
    let mut length = 0;
    let mut open: Vec<OpenMark> = Vec::new();
    while let Some(character) = reader.next() {
        match character {
            '<' => {
                let begun = reader.at - 1;
                if reader.peek() == Some('/') {
                    reader.at += 1;
                    let tag = reader.tag(begun)?;
                    let index = open.iter().rposition(|mark| mark.is_closed_by(&tag));
                    let Some(index) = index else {
                        return Err(reader.error(NotationFault::NotOpen, begun));
                    };
                    let closed = open.remove(index);
                    if let Some(mark) = coded.marks.get_mut(closed.mark) {
                        mark.span.end = length;
                    }
                } else {
                    let tag = reader.tag(begun)?;
                    open.push(OpenMark { mark: coded.marks.len(), tag: tag.clone(), begun });
                    let Tag { name, coder, facets, .. } = tag;
                    coded.marks.push(Mark { name, coder, facets, span: Span::new(length, length) });
                }
            }
            '\\' => {
                let escaped = reader.next();
                coded.text.push(escaped.ok_or_else(|| reader.lone_backslash())?);
                length += 1;
            }
            other => {
                coded.text.push(other);
                length += 1;
            }
        }
    }
    match open.first() {
        Some(mark) => Err(reader.error(NotationFault::NeverClosed, mark.begun)),
        None => Ok(coded),
    }
}

/// The inside of a mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tag {
    name: String,
    coder: Option<String>,
    number: Option<String>,
    facets: Vec<(String, String)>,
}

struct OpenMark {
    mark: usize,
    tag: Tag,
    begun: usize,
}

impl OpenMark {
    fn is_closed_by(&self, tag: &Tag) -> bool {
        self.tag.name == tag.name
            && (tag.coder.is_none() || tag.coder == self.tag.coder)
            && (tag.number.is_none() || tag.number == self.tag.number)
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
}

/// A character of a mark, with its meaning taken or not.
type Piece = (char, bool);

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    /// Reads up to the end of a mark.
    fn tag(&mut self, begun: usize) -> Result<Tag, NotationError> {
        let mut pieces: Vec<Piece> = Vec::new();
        loop {
            match self.next() {
                None | Some('<') => return Err(self.error(NotationFault::UnendedMark, begun)),
                Some('>') => break,
                Some('\\') => {
                    let escaped = self.next().ok_or_else(|| self.lone_backslash())?;
                    pieces.push((escaped, true));
                }
                Some(other) => pieces.push((other, false)),
            }
        }
        tag_of(&pieces).map_err(|fault| self.error(fault, begun))
    }

    fn lone_backslash(&self) -> NotationError {
        self.error(NotationFault::LoneBackslash, self.characters.len().saturating_sub(1))
    }

    fn error(&self, fault: NotationFault, at: usize) -> NotationError {
        let before = self.characters.get(..at).unwrap_or_default();
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let lines = before.iter().filter(|&&character| character == '\n').count();
        let column = before.iter().rev().take_while(|&&character| character != '\n').count();
        NotationError {
            fault,
            position: small(at),
            line: small(lines + 1),
            column: small(column + 1),
        }
    }
}

/// The facets are taken off the end; what is left is `name#number@coder`.
fn tag_of(pieces: &[Piece]) -> Result<Tag, NotationFault> {
    let mut tag = Tag::default();
    let equals = pieces.iter().position(|piece| *piece == ('=', false));
    let mut rest = pieces;
    if let Some(equals) = equals {
        let before = pieces.get(..equals).unwrap_or_default();
        let space = before.iter().rposition(|piece| *piece == (' ', false));
        let split = space.ok_or(NotationFault::NoCode)?;
        rest = pieces.get(..split).unwrap_or_default();
        tag.facets = facets_of(pieces.get(split + 1..).unwrap_or_default())?;
    }
    let coder = rest.iter().rposition(|piece| *piece == ('@', false));
    if let Some(at) = coder {
        let name = plain(rest.get(at + 1..).unwrap_or_default());
        rest = rest.get(..at).unwrap_or_default();
        tag.coder = Some(name).filter(|name| !name.is_empty());
        if tag.coder.is_none() {
            return Err(NotationFault::NoCode);
        }
    }
    if let Some(at) = rest.iter().rposition(|piece| *piece == ('#', false)) {
        tag.number = Some(plain(rest.get(at + 1..).unwrap_or_default()));
        rest = rest.get(..at).unwrap_or_default();
    }
    tag.name = plain(rest);
    if tag.name.is_empty() { Err(NotationFault::NoCode) } else { Ok(tag) }
}

fn facets_of(pieces: &[Piece]) -> Result<Vec<(String, String)>, NotationFault> {
    let mut facets = Vec::new();
    let mut rest = pieces;
    while !rest.is_empty() {
        let equals = rest.iter().position(|piece| *piece == ('=', false));
        let equals = equals.ok_or(NotationFault::BadFacet)?;
        let name = rest.get(..equals).unwrap_or_default();
        let value = rest.get(equals + 1..).unwrap_or_default();
        let (value, after) = match value.first() {
            Some(('"', false)) => {
                let value = value.get(1..).unwrap_or_default();
                split_at(value, '"').ok_or(NotationFault::BadFacet)?
            }
            _ => split_at(value, ' ').unwrap_or((value, &[])),
        };
        let (name, value) = (plain(name), plain(value));
        if name.is_empty() || value.is_empty() {
            return Err(NotationFault::BadFacet);
        }
        facets.push((name, value));
        let blank = after.iter().take_while(|piece| **piece == (' ', false)).count();
        rest = after.get(blank..).unwrap_or_default();
    }
    Ok(facets)
}

fn split_at(pieces: &[Piece], sign: char) -> Option<(&[Piece], &[Piece])> {
    let at = pieces.iter().position(|piece| *piece == (sign, false))?;
    Some((pieces.get(..at)?, pieces.get(at + 1..)?))
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|(character, _)| character).collect()
}
