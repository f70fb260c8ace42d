//! Whether passages are still those that were coded.
//!
//! All positions of a text are found in one walk, which counts characters in stretches of bytes; an
//! index of every text would take longer to make than all else at opening.

use funn_model::project::Mark;
use funn_model::{Checksum, CodingId, Project, SourceId};
use rayon::prelude::*;

/// Codings whose passage is not the one they were made on; texts that are lost do not count.
pub(super) fn drifted(project: &Project) -> Vec<CodingId> {
    let sources: Vec<SourceId> = project.sources().iter().map(|source| source.id).collect();
    let mut drifted: Vec<CodingId> =
        sources.par_iter().flat_map_iter(|&source| drifted_in(project, source)).collect();
    drifted.sort_unstable();
    drifted
}

fn drifted_in(project: &Project, source: SourceId) -> Vec<CodingId> {
    let Some(text) = project.source_text(source) else { return Vec::new() };
    let (text, marks) = (text.as_str(), project.marks(source));
    let mut positions: Vec<u32> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    positions.sort_unstable();
    positions.dedup();
    let bytes = bytes_of(text, &positions);
    let byte = |position| {
        let place = positions.binary_search(&position).ok()?;
        bytes.get(place).copied()
    };
    let is_the_same = |mark: &Mark| {
        let coding = project.codings().get(mark.coding)?;
        let passage = text.get(byte(mark.start)?..byte(mark.end)?).unwrap_or_default();
        Some(Checksum::of(project.salt(), passage) == coding.checksum)
    };
    let drifted = marks.iter().filter(|mark| is_the_same(mark) == Some(false));
    drifted.map(|mark| mark.coding).collect()
}

/// The bytes where sorted positions lie; the text's length for those past its end.
fn bytes_of(text: &str, positions: &[u32]) -> Vec<usize> {
    let text = text.as_bytes();
    let (mut character, mut byte) = (0, 0);
    let byte_of = |&position: &u32| {
        let position = usize::try_from(position).unwrap_or(usize::MAX);
        while character < position && byte < text.len() {
            let least = byte.saturating_add(position - character).min(text.len());
            character += begun(text.get(byte..least).unwrap_or_default());
            byte = least;
            while text.get(byte).is_some_and(|&next| is_continuation(next)) {
                byte += 1;
            }
        }
        byte
    };
    positions.iter().map(byte_of).collect()
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| !is_continuation(byte)).count()
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use funn_model::Text;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_are_those_of_the_index(
            text in "([a-zæøå \n]|😀|\\PC){0,200}",
            mut positions in prop::collection::vec(0..250_u32, 0..20),
        ) {
            positions.sort_unstable();
            let indexed = Text::new(text.as_str());
            let expected: Vec<usize> =
                positions.iter().map(|&position| indexed.byte_of(position)).collect();
            prop_assert_eq!(bytes_of(&text, &positions), expected);
        }
    }
}
