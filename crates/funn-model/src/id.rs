//! Identifiers: one newtype per noun, made by one macro, handed in by the caller.

use std::fmt;
use std::str::FromStr;

/// An identifier that is not 32 hexadecimal digits, with or without hyphens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not an identifier: 32 hexadecimal digits are expected")]
pub struct BadId {
    /// The text that was read.
    pub text: String,
}

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Wraps 16 bytes, as a UUID has them.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Wraps a small number; for tests and fixtures.
            pub const fn from_number(number: u128) -> Self {
                Self(number.to_be_bytes())
            }
        }

        impl From<[u8; 16]> for $name {
            fn from(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                uuid::Uuid::from_bytes(self.0).fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                uuid::Uuid::try_parse(text)
                    .map(|uuid| Self(uuid.into_bytes()))
                    .map_err(|_not_a_uuid| BadId { text: text.to_owned() })
            }
        }
    )+};
}

id_type! {
    /// One study; the same in every copy and backup of it.
    StudyId
    /// One recorded change; survives undo (which is a change of its own).
    ChangeId
    /// One source; survives renaming and every revision of its text.
    SourceId
    /// One immutable text; a correction makes another.
    TextId
    /// One code; survives renaming and moving.
    CodeId
    /// One application of a code to a passage.
    CodingId
    /// One facet, such as valence.
    FacetId
    /// One value of a facet, such as driver.
    FacetValueId
    /// One kind of case, such as municipality.
    CaseKindId
    /// One case.
    CaseId
    /// One attribute's definition.
    AttributeId
    /// One tie of a case to a source or a passage.
    TieId
    /// One relation between two cases.
    RelationId
    /// One memo.
    MemoId
    /// One set.
    SetId
    /// One person who works in the study.
    UserId
    /// One coding round.
    RoundId
    /// One person studied; who that is stands in the vault alone.
    ParticipantId
    /// One version of an interview guide.
    GuideId
    /// One saved query.
    SavedQueryId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        let id = CodeId::from_number(0x0192_aabb);
        assert_eq!(id.to_string().parse::<CodeId>().unwrap(), id);
        assert!("no".parse::<CodeId>().unwrap_err().to_string().contains("\"no\""));
    }
}
