//! How a tool counts characters, found out from its file, and its numbers as spans and back.
//!
//! The standard says code points, tools differ: NVivo counts UTF-16 units and CRLF as two, others
//! count CRLF as one. [`detect`] tries every [`Convention`] that can matter on the numbers of one
//! source and says what speaks for the one it takes.

use funn_model::Span;

mod detect;
mod map;
mod text;

pub use detect::{Claim, Detection, Evidence, Scored, detect, detect_near};
pub use map::{Misplaced, OffsetMap, Placed};
pub use text::ForeignText;

/// What a tool counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Unicode scalar values, as the standard says.
    CodePoint,
    /// UTF-16 units: characters beyond the basic plane count two.
    Utf16,
    /// Bytes of UTF-8.
    Utf8,
}

/// How a tool counts CR followed by LF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrLf {
    /// As it stands in the file: two.
    Two,
    /// As one line end.
    One,
}

/// Which number ends a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The position behind the last character.
    Exclusive,
    /// The position of the last character.
    Inclusive,
}

/// A way to count. The default is what the standard's own examples do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Convention {
    /// What is counted.
    pub unit: Unit,
    /// How CRLF is counted.
    pub crlf: CrLf,
    /// Whether a byte order mark counts as a character.
    pub counts_bom: bool,
    /// Which number ends a selection.
    pub end: End,
}

impl Default for Convention {
    fn default() -> Self {
        let (unit, crlf) = (Unit::CodePoint, CrLf::Two);
        Self { unit, crlf, counts_bom: false, end: End::Exclusive }
    }
}

impl Convention {
    /// What is known of a tool by the `origin` of its projects; the default for all others.
    pub fn of_origin(origin: Option<&str>) -> Self {
        let origin = origin.unwrap_or_default().to_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| origin.contains(name));
        let standard = Self::default();
        if is(&["nvivo"]) {
            return Self { unit: Unit::Utf16, ..standard };
        }
        if is(&["atlas.ti", "qualcoder"]) {
            return Self { crlf: CrLf::One, ..standard };
        }
        if is(&["qualia", "obsidian"]) {
            return Self { unit: Unit::Utf16, ..standard };
        }
        if is(&["eqc", "qualcanvas"]) {
            return Self { end: End::Inclusive, ..standard };
        }
        standard
    }

    /// For reports: `UTF-16 units, CRLF as two, BOM not counted, end exclusive`.
    pub fn describe(self) -> String {
        let unit = match self.unit {
            Unit::CodePoint => "code points",
            Unit::Utf16 => "UTF-16 units",
            Unit::Utf8 => "UTF-8 bytes",
        };
        let crlf = match self.crlf {
            CrLf::Two => "two",
            CrLf::One => "one",
        };
        let bom = if self.counts_bom { "counted" } else { "not counted" };
        let end = match self.end {
            End::Exclusive => "exclusive",
            End::Inclusive => "inclusive",
        };
        format!("{unit}, CRLF as {crlf}, BOM {bom}, end {end}")
    }
}

/// An empty span at the start, for what has no place.
pub(super) const NOWHERE: Span = Span { start: 0, end: 0 };

#[cfg(test)]
mod tests;
