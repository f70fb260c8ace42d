//! Lines that a program broke at a margin, put together as the paragraphs that they were.
//!
//! A plain text is taken for broken at a margin when its lines say so: of those that another line
//! follows at once, four in five come near the margin (the length that one line in twenty passes),
//! and the margin lies between 40 and 120 letters. In such a text a paragraph ends at an empty
//! line or after a line that stops far from the margin. The text itself stays to the letter.

use funn_model::{BlockKind, Span};

use crate::assembly::RawBlock;

/// The narrowest and the widest margin, in Unicode scalar values.
const MARGINS: std::ops::RangeInclusive<u32> = 40..=120;
/// Fewer lines prove nothing.
const FEWEST_LINES: usize = 10;

/// Joins the lines of paragraphs that were broken at a margin.
pub(crate) fn join(blocks: &mut Vec<RawBlock>) {
    let followed: Vec<u32> = blocks
        .windows(2)
        .filter_map(|pair| match pair {
            [line, next] if follows(line, next) => Some(line.span.len()),
            _ => None,
        })
        .collect();
    let Some(near) = near_margin(followed) else { return };
    let mut joined: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut last_length = 0;
    for block in blocks.drain(..) {
        let length = block.span.len();
        match joined.last_mut() {
            Some(last) if last_length >= near && follows(last, &block) => {
                last.bytes.end = block.bytes.end;
                last.span = Span::new(last.span.start, block.span.end);
            }
            _ => joined.push(block),
        }
        last_length = length;
    }
    *blocks = joined;
}

/// Whether two lines are paragraphs with nothing but a line end between them.
fn follows(line: &RawBlock, next: &RawBlock) -> bool {
    let plain = |block: &RawBlock| block.kind == BlockKind::Paragraph && !block.span.is_empty();
    plain(line) && plain(next) && line.bytes.end + 1 == next.bytes.start
}

/// The length from which a line counts as broken at the margin; none where there is no margin.
fn near_margin(mut lengths: Vec<u32>) -> Option<u32> {
    if lengths.len() < FEWEST_LINES {
        return None;
    }
    lengths.sort_unstable();
    let margin = *lengths.get(lengths.len() * 19 / 20)?;
    let near = margin * 6 / 10;
    let near_lines = lengths.len() - lengths.partition_point(|&length| length < near);
    (MARGINS.contains(&margin) && near_lines * 5 >= lengths.len() * 4).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let (mut byte, mut position) = (0, 0);
        for line in text.split('\n') {
            let length = u32::try_from(line.chars().count()).unwrap();
            if !line.is_empty() {
                blocks.push(RawBlock {
                    kind: BlockKind::Paragraph,
                    bytes: byte..byte + line.len(),
                    span: Span::new(position, position + length),
                });
            }
            byte += line.len() + 1;
            position += length + 1;
        }
        join(&mut blocks);
        let words = |block: &RawBlock| text.get(block.bytes.clone()).unwrap().replace('\n', "|");
        blocks.iter().map(words).collect()
    }

    #[test]
    fn lines_broken_at_a_margin_are_paragraphs_again() {
        let line = "a line that some program broke where its margin was, as they do";
        let paragraph = [line; 6].join("\n") + "\nand its end.";
        let text = format!("{paragraph}\nA new one begins at once.\n\n{paragraph}\n\nKort.");
        let first = paragraph.replace('\n', "|");
        assert_eq!(joined(&text), [&first, "A new one begins at once.", &first, "Kort."]);
    }

    #[test]
    fn talk_with_a_line_for_each_turn_stays_as_it_is() {
        let turns: Vec<String> = (0..30)
            .map(
                |turn| if turn % 2 == 0 { "I: Hvorfor?".to_owned() } else { "R: Nei. ".repeat(20) },
            )
            .collect();
        assert_eq!(joined(&turns.join("\n")), turns);
    }
}
