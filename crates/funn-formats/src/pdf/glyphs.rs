//! Glyphs to lines: what stands on one line of a page, in the order of the file.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// A line of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it begins and ends along the direction of writing, in points.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Across the direction of writing; grows upwards.
    pub(super) height: f64,
    /// Of the letters, in points.
    pub(super) size: f64,
    pub(super) direction: (f64, f64),
}

/// Gathers the lines of one page.
#[derive(Default)]
pub(super) struct Glyphs {
    lines: Vec<Line>,
    /// The line that is open: without text, as its glyphs may still move.
    open: Option<Line>,
    placed: Vec<Glyph>,
    count: usize,
}

#[derive(Debug)]
struct Glyph {
    text: String,
    start: f64,
    end: f64,
}

/// Glyphs of the fullest page that is read.
const MOST_GLYPHS: usize = 400_000;
/// Glyphs of the longest line into which a late glyph is put.
const LONGEST: usize = 200;

impl Glyphs {
    /// The lines, the last one ended.
    pub(super) fn into_lines(mut self) -> Vec<Line> {
        self.end();
        self.lines
    }

    fn end(&mut self) {
        let Some(mut line) = self.open.take() else { return };
        let mut last_end = None;
        for glyph in self.placed.drain(..) {
            if let Some(end) = last_end {
                space(&mut line.text, glyph.start - end, line.size, &glyph.text);
            }
            line.text.push_str(&glyph.text);
            last_end = Some(glyph.end);
        }
        if !line.text.trim().is_empty() {
            self.lines.push(line);
        }
    }

    fn add(&mut self, glyph: Glyph, place: Line) {
        if let (Some(line), Some(last)) = (&mut self.open, self.placed.last()) {
            let size = line.size.max(place.size);
            let (a, b) = (line.direction, place.direction);
            let is_other =
                (place.height - line.height).abs() > size * 0.5 || a.0 * b.0 + a.1 * b.1 < 0.9;
            let is_printed_twice =
                last.text == glyph.text && (last.start - glyph.start).abs() < size * 0.1;
            if !is_other && is_printed_twice {
                return;
            }
            let at = if glyph.start - last.end > -size {
                Some(self.placed.len())
            } else {
                gap(&self.placed, &glyph, size)
            };
            if let Some(at) = at.filter(|_| !is_other) {
                line.end = line.end.max(glyph.end);
                self.placed.insert(at, glyph);
                return;
            }
        }
        self.end();
        self.open = Some(place);
        self.placed.push(glyph);
    }
}

/// A place between the glyphs of a line where a late glyph fits, such as one of another font.
fn gap(glyphs: &[Glyph], glyph: &Glyph, size: f64) -> Option<usize> {
    if glyphs.len() > LONGEST {
        return None;
    }
    let slack = size * 0.2;
    let at = glyphs.iter().position(|other| other.end > glyph.start + slack)?;
    let fits = glyphs.get(at)?.start > glyph.end - slack;
    (at > 0 && fits).then_some(at)
}

/// A gap between glyphs is a space, a wide one a tab.
fn space(text: &mut String, gap: f64, size: f64, next: &str) {
    let is_parted = text.ends_with(char::is_whitespace) || next.starts_with(char::is_whitespace);
    if gap > size * 2.5 {
        text.truncate(text.trim_end().len());
        text.push('\t');
    } else if gap > size * 0.17 && !is_parted {
        text.push(' ');
    }
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _page: u32,
        _media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.count += 1;
        let along = place.m11.hypot(place.m12);
        let (x, y) = (place.m31, place.m32);
        let is_sane = along.is_normal() && x.is_finite() && y.is_finite() && width.is_finite();
        if self.count > MOST_GLYPHS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        if !is_sane || text.is_empty() {
            return Ok(());
        }
        let direction = (place.m11 / along, place.m12 / along);
        let start = x * direction.0 + y * direction.1;
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let end = start + width * font_size.abs() * along;
        let place = Line {
            text: String::new(),
            start,
            end,
            height: y * direction.0 - x * direction.1,
            size: (font_size.abs() * scale).clamp(0.1, 1_000.0),
            direction,
        };
        self.add(Glyph { text: without_ligatures(text), start, end }, place);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Ligatures U+FB00 to U+FB06 as their letters.
fn without_ligatures(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{FB00}' => plain.push_str("ff"),
            '\u{FB01}' => plain.push_str("fi"),
            '\u{FB02}' => plain.push_str("fl"),
            '\u{FB03}' => plain.push_str("ffi"),
            '\u{FB04}' => plain.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => plain.push_str("st"),
            '\n' | '\r' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_are_letters() {
        assert_eq!(without_ligatures("o\u{FB03}siell \u{FB01}n \u{FB06}"), "offisiell fin st");
    }
}
