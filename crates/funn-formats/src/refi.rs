//! REFI-QDA, the exchange format of tools for qualitative data: projects (QDPX) and codebooks (QDC).
//!
//! In layers: [`container`] is the zip, [`tree`] the XML with everything that stands in it,
//! [`offsets`] finds out how a tool counts characters, [`codebook`] and [`project`] are typed views.
//! Nothing is lost between reading a tree and writing it; what a typed view has no place for is
//! listed as [`ExchangeLoss`]. Nothing here opens a file or follows a path found in one.

pub mod codebook;
pub mod container;
mod error;
mod fields;
mod guid;
mod losses;
pub mod offsets;
pub mod project;
pub mod tree;

pub use error::RefiError;
pub use guid::Guid;
pub use losses::ExchangeLoss;

/// The namespace of projects that is written.
pub const PROJECT_NAMESPACE: &str = "urn:QDA-XML:project:1.0";
/// The namespace of codebooks that is written.
pub const CODEBOOK_NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";
