//! Headers, footers and page numbers: lines that stand at the same place on most pages.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Page;

/// Lines at the top and at the bottom of a page that are looked at.
const EDGE: usize = 3;
/// Letters of a line that is little more than a page number: `Side 3`, `3 av 10`.
const FEW_LETTERS: usize = 6;

/// What makes lines of two pages the same: the edge, the words, the height in steps of four points.
type Key = (usize, String, i64);

/// Removes repeated lines from the edges of the pages; how many there were.
///
/// From each edge inwards, until a line is not repeated: a line with the same words; the outermost
/// line, and lines with little more than a number, also with other numbers.
pub(super) fn remove(pages: &mut [Page]) -> usize {
    if pages.len() < 2 {
        return 0;
    }
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for page in pages.iter() {
        let keys: BTreeSet<Key> =
            edges(page).into_iter().flatten().flat_map(|place| keys(page, place)).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let wanted = (pages.len() * 3 / 5).max(2);
    let mut removed = 0;
    for page in pages {
        let is_repeated = |place: &Place| {
            keys(page, *place).any(|key| counts.get(&key).is_some_and(|&n| n >= wanted))
        };
        let repeated: Vec<usize> = edges(page)
            .into_iter()
            .flat_map(|edge| edge.into_iter().take_while(is_repeated))
            .map(|place| place.index)
            .collect();
        let before = page.lines.len();
        let mut index = 0;
        page.lines.retain(|_| {
            index += 1;
            !repeated.contains(&(index - 1))
        });
        removed += before - page.lines.len();
    }
    removed
}

/// A line near an edge.
#[derive(Clone, Copy)]
struct Place {
    edge: usize,
    /// Lines between it and the edge.
    depth: usize,
    index: usize,
}

/// The highest and the lowest lines, from the edge inwards, wherever in the file they come.
fn edges(page: &Page) -> [Vec<Place>; 2] {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    let height = |index: &usize| page.lines.get(*index).map_or(0.0, |line| line.height);
    order.sort_by(|a, b| height(b).total_cmp(&height(a)).then(a.cmp(b)));
    let place = |edge| move |(depth, &index): (usize, &usize)| Place { edge, depth, index };
    let top = order.iter().take(EDGE).enumerate().map(place(0)).collect();
    let bottom = order.iter().rev().take(EDGE).enumerate().map(place(1)).collect();
    [top, bottom]
}

/// The line as it is and, where its number may differ, with numbers made alike.
fn keys(page: &Page, place: Place) -> impl Iterator<Item = Key> + use<> {
    let line = page.lines.get(place.index);
    let text = line.map_or("", |line| line.text.trim());
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    #[expect(clippy::cast_possible_truncation, reason = "heights of pages are small")]
    let step = line.map_or(0, |line| (line.height / 4.0).round() as i64);
    let is_free = page.lines.len() > EDGE && (place.depth == 0 || letters <= FEW_LETTERS);
    let alike = is_free.then(|| (place.edge, without_numbers(text), step));
    [Some((place.edge, text.to_owned(), step)), alike].into_iter().flatten()
}

/// Each number as one sign.
fn without_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        let sign = if character.is_numeric() { '#' } else { character };
        if sign != '#' || !plain.ends_with('#') {
            plain.push(sign);
        }
    }
    plain
}
