//! The interview guide.

use crate::id::GuideId;
use crate::shelf::record;
use crate::time::Moment;

/// One question of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideQuestion {
    /// A short key, unique within the guide, such as `3b`.
    pub key: String,
    /// The question as asked.
    pub text: String,
}

/// A block of a guide, such as warm-up or key questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideBlock {
    /// Its title.
    pub title: String,
    /// Its questions, in order.
    pub questions: Vec<GuideQuestion>,
}

/// One version of an interview guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Its id.
    pub id: GuideId,
    /// Its title.
    pub title: String,
    /// Its version, from 1.
    pub version: u32,
    /// When this version was made.
    pub at: Moment,
    /// Its blocks, in order.
    pub blocks: Vec<GuideBlock>,
}
record!(Guide, GuideId, "guide");
