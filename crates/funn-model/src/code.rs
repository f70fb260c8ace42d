//! Codes and facets.

use crate::id::{CodeId, FacetId, FacetValueId};
use crate::shelf::record;

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub [u8; 3]);

impl std::fmt::Display for Colour {
    /// `#rrggbb`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl std::str::FromStr for Colour {
    type Err = std::num::ParseIntError;

    /// Reads `#rrggbb`, with or without the `#`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hex = text.strip_prefix('#').unwrap_or(text);
        let number = u32::from_str_radix(if hex.len() == 6 { hex } else { "not six" }, 16)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

/// A label for passages, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// The code it stands under.
    pub parent: Option<CodeId>,
    /// Its name; unique among its siblings; holds no `/`.
    pub name: String,
    /// Place among its siblings; ties are broken by id.
    pub position: u32,
    /// Its colour, if one was chosen.
    pub colour: Option<Colour>,
    /// Whether passages may be coded with it (a mere heading in the tree may not).
    pub is_codable: bool,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub inclusion: String,
    /// When not to.
    pub exclusion: String,
    /// A typical passage, in the researcher's words or quoted.
    pub example: String,
}
record!(Code, CodeId, "code");

impl Code {
    /// A code with a name and nothing else.
    pub fn named(id: CodeId, parent: Option<CodeId>, name: impl Into<String>) -> Self {
        Self {
            id,
            parent,
            name: name.into(),
            position: 0,
            colour: None,
            is_codable: true,
            definition: String::new(),
            inclusion: String::new(),
            exclusion: String::new(),
            example: String::new(),
        }
    }
}

/// A shape that shows a facet value where colour alone would not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyph {
    /// ▲
    Up,
    /// ▼
    Down,
    /// ◆
    Diamond,
    /// ●
    Dot,
    /// ■
    Square,
}

/// One value of a facet: driver, barrier, both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Its id.
    pub id: FacetValueId,
    /// Its name; unique within the facet.
    pub name: String,
    /// Its shape in the margin.
    pub glyph: Option<Glyph>,
}

/// A property of codings that the study defines, such as valence or scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its id.
    pub id: FacetId,
    /// Its name; unique.
    pub name: String,
    /// What it tells apart.
    pub definition: String,
    /// Its values, in order.
    pub values: Vec<FacetValue>,
}
record!(Facet, FacetId, "facet");
