//! [`Mirror`]: a model value and the shape in which it is written.

use std::collections::BTreeMap;

use funn_model::{Checksum, Colour, Moment, Span};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes that do not read as what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WireError {
    #[error("format {0} is newer than this program")]
    TooNew(u32),
    #[error("{0}")]
    Malformed(&'static str),
}

/// A model value with a written shape.
pub(crate) trait Mirror: Sized {
    type Wire: Serialize + DeserializeOwned;

    fn to_wire(&self) -> Self::Wire;
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError>;
}

macro_rules! plain {
    ($($type:ty)+) => {$(
        impl Mirror for $type {
            type Wire = Self;
            fn to_wire(&self) -> Self {
                self.clone()
            }
            fn from_wire(wire: Self) -> Result<Self, WireError> {
                Ok(wire)
            }
        }
    )+};
}
plain!(String bool u8 u32 u64 i64 f64);

impl<T: Mirror> Mirror for Option<T> {
    type Wire = Option<T::Wire>;
    fn to_wire(&self) -> Self::Wire {
        self.as_ref().map(T::to_wire)
    }
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError> {
        wire.map(T::from_wire).transpose()
    }
}

impl<T: Mirror> Mirror for Vec<T> {
    type Wire = Vec<T::Wire>;
    fn to_wire(&self) -> Self::Wire {
        self.iter().map(T::to_wire).collect()
    }
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError> {
        wire.into_iter().map(T::from_wire).collect()
    }
}

impl<K: Mirror + Ord, V: Mirror> Mirror for BTreeMap<K, V>
where
    K::Wire: Ord,
{
    type Wire = BTreeMap<K::Wire, V::Wire>;
    fn to_wire(&self) -> Self::Wire {
        self.iter().map(|(key, value)| (key.to_wire(), value.to_wire())).collect()
    }
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError> {
        let pairs = wire.into_iter();
        pairs.map(|(key, value)| Ok((K::from_wire(key)?, V::from_wire(value)?))).collect()
    }
}

/// An id: 32 hexadecimal digits in JSON, 16 bytes in a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IdWire(pub(crate) [u8; 16]);

impl Serialize for IdWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let mut buffer = uuid::Uuid::encode_buffer();
            let simple = uuid::Uuid::from_bytes(self.0).simple();
            serializer.serialize_str(simple.encode_lower(&mut buffer))
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for IdWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
            let id = uuid::Uuid::try_parse(&text).map_err(D::Error::custom)?;
            Ok(Self(id.into_bytes()))
        } else {
            <[u8; 16]>::deserialize(deserializer).map(Self)
        }
    }
}

macro_rules! ids {
    ($($id:ident)+) => {$(
        impl Mirror for funn_model::$id {
            type Wire = IdWire;
            fn to_wire(&self) -> IdWire {
                IdWire(*self.as_bytes())
            }
            fn from_wire(wire: IdWire) -> Result<Self, WireError> {
                Ok(Self::from_bytes(wire.0))
            }
        }
    )+};
}
ids!(AttributeId CaseId CaseKindId ChangeId CodeId CodingId FacetId FacetValueId GuideId MemoId
     ParticipantId RelationId RoundId SavedQueryId SetId SourceId TextId TieId UserId);

/// A checksum: 16 hexadecimal digits in JSON, 8 bytes in a snapshot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChecksumWire(pub(crate) u64);

impl Serialize for ChecksumWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&format_args!("{:016x}", self.0))
        } else {
            self.0.to_le_bytes().serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ChecksumWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
            u64::from_str_radix(&text, 16).map(Self).map_err(D::Error::custom)
        } else {
            <[u8; 8]>::deserialize(deserializer).map(|bytes| Self(u64::from_le_bytes(bytes)))
        }
    }
}

impl Mirror for Checksum {
    type Wire = ChecksumWire;
    fn to_wire(&self) -> ChecksumWire {
        ChecksumWire(self.0)
    }
    fn from_wire(wire: ChecksumWire) -> Result<Self, WireError> {
        Ok(Self(wire.0))
    }
}

impl Mirror for Moment {
    type Wire = i64;
    fn to_wire(&self) -> i64 {
        self.0
    }
    fn from_wire(wire: i64) -> Result<Self, WireError> {
        Ok(Self(wire))
    }
}

impl Mirror for Span {
    type Wire = (u32, u32);
    fn to_wire(&self) -> (u32, u32) {
        (self.start, self.end)
    }
    fn from_wire((start, end): (u32, u32)) -> Result<Self, WireError> {
        if end < start {
            return Err(WireError::Malformed("a passage ends before it begins"));
        }
        Ok(Self { start, end })
    }
}

impl Mirror for Colour {
    type Wire = String;
    fn to_wire(&self) -> String {
        self.to_string()
    }
    fn from_wire(wire: String) -> Result<Self, WireError> {
        wire.parse().map_err(|_not_hex| WireError::Malformed("a colour is not #rrggbb"))
    }
}

impl Mirror for jiff::civil::Date {
    type Wire = String;
    fn to_wire(&self) -> String {
        self.to_string()
    }
    fn from_wire(wire: String) -> Result<Self, WireError> {
        wire.parse().map_err(|_not_a_date| WireError::Malformed("a date is not YYYY-MM-DD"))
    }
}

/// Mirrors a struct field by field.
macro_rules! mirror_struct {
    ($model:ty as $wire:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $wire {
            $(pub(crate) $field: <$type as $crate::wire::Mirror>::Wire,)+
        }

        impl $crate::wire::Mirror for $model {
            type Wire = $wire;
            fn to_wire(&self) -> $wire {
                let Self { $($field),+ } = self;
                $wire { $($field: $crate::wire::Mirror::to_wire($field)),+ }
            }
            fn from_wire(wire: $wire) -> Result<Self, $crate::wire::WireError> {
                Ok(Self { $($field: $crate::wire::Mirror::from_wire(wire.$field)?),+ })
            }
        }
    };
}
pub(crate) use mirror_struct;

/// Mirrors an enum variant by variant.
macro_rules! mirror_enum {
    ($model:ty as $wire:ident {
        $($variant:ident
            $(( $($item:ident: $item_type:ty),+ ))?
            $({ $($field:ident: $field_type:ty),+ })?
        ),+ $(,)?
    }) => {
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $wire {
            $($variant
                $(( $(<$item_type as $crate::wire::Mirror>::Wire),+ ))?
                $({ $($field: <$field_type as $crate::wire::Mirror>::Wire),+ })?
            ),+
        }

        impl $crate::wire::Mirror for $model {
            type Wire = $wire;
            fn to_wire(&self) -> $wire {
                match self {
                    $(Self::$variant $(( $($item),+ ))? $({ $($field),+ })? =>
                        $wire::$variant
                            $(( $($crate::wire::Mirror::to_wire($item)),+ ))?
                            $({ $($field: $crate::wire::Mirror::to_wire($field)),+ })?
                    ),+
                }
            }
            fn from_wire(wire: $wire) -> Result<Self, $crate::wire::WireError> {
                Ok(match wire {
                    $($wire::$variant $(( $($item),+ ))? $({ $($field),+ })? =>
                        Self::$variant
                            $(( $($crate::wire::Mirror::from_wire($item)?),+ ))?
                            $({ $($field: $crate::wire::Mirror::from_wire($field)?),+ })?
                    ),+
                })
            }
        }
    };
}
pub(crate) use mirror_enum;
