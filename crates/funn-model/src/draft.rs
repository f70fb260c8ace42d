//! What an importer hands over: a draft of a source, and what it could not keep.

use crate::source::{DecodedFrom, SourceKind, Structure};
use crate::time::Moment;

/// A value read from outside, with everything that could not be kept.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Imported<T> {
    /// What was read.
    pub value: T,
    /// What was not kept, in order of place.
    pub losses: Vec<Loss>,
}

/// A source as an importer read it: not yet named uniquely, not yet in the study.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceDraft {
    /// A name proposed (the file's, without its extension).
    pub name: String,
    /// What sort of material it seems to be.
    pub kind: SourceKind,
    /// The text: line ends LF, no byte order mark, otherwise as decoded.
    pub text: String,
    /// Its structure; every span lies inside the text.
    pub structure: Structure,
    /// How it was read.
    pub decoded_from: DecodedFrom,
    /// When the document says it was made; none when it does not say.
    pub dated: Option<Moment>,
}

/// What sort of thing was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossKind {
    /// A picture or drawing.
    Image,
    /// A footnote or endnote.
    Footnote,
    /// A tracked change: insertions are kept, deletions dropped.
    TrackedChange,
    /// Text that the document hides.
    HiddenText,
    /// A comment in the margin.
    Comment,
    /// A name or other metadata about people, stripped on purpose.
    PersonalMetadata,
    /// Header or footer of a page.
    HeaderFooter,
    /// Something embedded: an object, a form field, a script, a style.
    Embedded,
    /// A character that could not be decoded or stored.
    Character,
    /// The encoding was assumed, not proven.
    AssumedEncoding,
    /// A cue setting, style or region of a caption file.
    CueSetting,
    /// A link's address.
    LinkTarget,
    /// A part of the file that is damaged or not understood.
    Damaged,
    /// Any formatting that carries meaning and has no place.
    Formatting,
}

impl LossKind {
    /// The kind as scripts see it, in kebab-case.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Footnote => "footnote",
            Self::TrackedChange => "tracked-change",
            Self::HiddenText => "hidden-text",
            Self::Comment => "comment",
            Self::PersonalMetadata => "personal-metadata",
            Self::HeaderFooter => "header-footer",
            Self::Embedded => "embedded",
            Self::Character => "character",
            Self::AssumedEncoding => "assumed-encoding",
            Self::CueSetting => "cue-setting",
            Self::LinkTarget => "link-target",
            Self::Damaged => "damaged",
            Self::Formatting => "formatting",
        }
    }
}

/// One thing that an import could not keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// What sort.
    pub kind: LossKind,
    /// What exactly, for a person to read; never the text of a participant, never a person's name.
    pub detail: String,
    /// How many of them.
    pub count: u32,
    /// Where the first stood, as a position in the text read.
    pub position: Option<u32>,
}
