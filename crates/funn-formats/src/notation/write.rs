//! Text and marks to notation.

use std::collections::BTreeMap;

use super::{CodedText, Mark};

/// Writes a notation that reads back as the same coded text, where its marks are sorted by start.
pub fn write(coded: &CodedText) -> String {
    let numbers = numbers_of(&coded.marks);
    let mut tags: Vec<(u32, u8, usize)> = Vec::with_capacity(coded.marks.len() * 2);
    for (index, mark) in coded.marks.iter().enumerate() {
        tags.push((mark.span.start, 1, index));
        if !mark.span.is_empty() {
            tags.push((mark.span.end, 0, index));
        }
    }
    tags.sort_unstable();
    let mut tags = tags.into_iter().peekable();
    let mut notation = String::with_capacity(coded.text.len() + coded.marks.len() * 32);
    let put = |notation: &mut String, (_, opens, index): (u32, u8, usize)| {
        let Some(mark) = coded.marks.get(index) else { return };
        let number = numbers.get(&index).copied();
        if opens == 1 {
            open(notation, mark, number);
        }
        if opens == 0 || mark.span.is_empty() {
            close(notation, mark, number);
        }
    };
    for (position, character) in (0_u32..).zip(coded.text.chars()) {
        while let Some(tag) = tags.next_if(|(at, _, _)| *at <= position) {
            put(&mut notation, tag);
        }
        escape(&mut notation, character, &['<', '\\']);
    }
    for tag in tags {
        put(&mut notation, tag);
    }
    notation
}

/// Numbers for marks whose code stands elsewhere too, where the two touch.
fn numbers_of(marks: &[Mark]) -> BTreeMap<usize, usize> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, mark) in marks.iter().enumerate() {
        by_name.entry(&mark.name).or_default().push(index);
    }
    let mut numbers = BTreeMap::new();
    for indexes in by_name.into_values() {
        let mut reach = None;
        let mut touches = false;
        for mark in indexes.iter().filter_map(|index| marks.get(*index)) {
            touches |= reach.is_some_and(|end| mark.span.start < end);
            reach = reach.max(Some(mark.span.end));
        }
        if touches {
            numbers.extend(indexes.into_iter().zip(1..));
        }
    }
    numbers
}

fn open(notation: &mut String, mark: &Mark, number: Option<usize>) {
    notation.push('<');
    head(notation, mark, number);
    for (name, value) in &mark.facets {
        notation.push(' ');
        word(notation, name);
        notation.push_str("=\"");
        word(notation, value);
        notation.push('"');
    }
    notation.push('>');
}

fn close(notation: &mut String, mark: &Mark, number: Option<usize>) {
    notation.push_str("</");
    head(notation, mark, number);
    notation.push('>');
}

fn head(notation: &mut String, mark: &Mark, number: Option<usize>) {
    let mut name = mark.name.chars();
    if let Some(first) = name.next() {
        // A slash first would make an opening mark a closing one.
        escape(notation, first, &['/', '<', '>', '\\', '@', '=', '"', '#']);
    }
    word(notation, name.as_str());
    if let Some(number) = number {
        notation.push('#');
        notation.push_str(&number.to_string());
    }
    if let Some(coder) = &mark.coder {
        notation.push('@');
        word(notation, coder);
    }
}

fn word(notation: &mut String, text: &str) {
    for character in text.chars() {
        escape(notation, character, &['<', '>', '\\', '@', '=', '"', '#']);
    }
}

fn escape(notation: &mut String, character: char, signs: &[char]) {
    if signs.contains(&character) {
        notation.push('\\');
    }
    notation.push(character);
}
