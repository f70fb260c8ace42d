//! [`Shelf`]: the records of one kind, by id.

use std::hash::{BuildHasherDefault, Hash, Hasher};

use indexmap::IndexMap;

/// Something with an identity, kept on a [`Shelf`].
pub trait Record: Clone + PartialEq + std::fmt::Debug {
    /// Its identifier.
    type Id: Copy + Ord + Hash + std::fmt::Debug + std::fmt::Display;

    /// Word for error messages, such as "code".
    const NOUN: &'static str;

    /// Its identifier.
    fn id(&self) -> Self::Id;
}

/// Hashes an id by its last eight bytes, which are random (UUID) or counted (fixtures).
#[derive(Default, Clone, Copy)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(tail) = bytes.last_chunk::<8>() {
            self.0 = self.0.rotate_left(5) ^ u64::from_be_bytes(*tail);
        }
    }

    fn write_usize(&mut self, _length_prefix: usize) {}
}

/// An insertion-ordered map keyed by an id.
pub type IdMap<K, V> = IndexMap<K, V, BuildHasherDefault<IdHasher>>;

/// The records of one kind. Iteration order depends on history: sort before showing.
#[derive(Clone)]
pub struct Shelf<T: Record> {
    records: IdMap<T::Id, T>,
}

impl<T: Record> Default for Shelf<T> {
    fn default() -> Self {
        Self { records: IdMap::default() }
    }
}

impl<T: Record> PartialEq for Shelf<T> {
    /// Equal when the same records are there, in whatever order.
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<T: Record> std::fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.records.values()).finish()
    }
}

impl<T: Record> Shelf<T> {
    /// The record with this id.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.records.get(&id)
    }

    /// Whether there is one with this id.
    pub fn contains(&self, id: T::Id) -> bool {
        self.records.contains_key(&id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All records, in an order that depends on history. For counting; sort before showing.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        self.records.values()
    }

    /// All records by id (made in time order, so oldest first).
    pub fn by_id(&self) -> Vec<&T> {
        let mut records: Vec<&T> = self.records.values().collect();
        records.sort_unstable_by_key(|record| record.id());
        records
    }

    /// All records, sorted by `key`, then by id.
    pub fn sorted_by_key<K: Ord>(&self, key: impl Fn(&T) -> K) -> Vec<&T> {
        let mut records: Vec<&T> = self.records.values().collect();
        records.sort_by_cached_key(|record| (key(record), record.id()));
        records
    }

    /// The place of a record in [`Shelf::at`]; valid until the next change.
    pub fn slot(&self, id: T::Id) -> Option<usize> {
        self.records.get_index_of(&id)
    }

    /// The record in a slot.
    pub fn at(&self, slot: usize) -> Option<&T> {
        self.records.get_index(slot).map(|(_, record)| record)
    }

    /// Makes room for `additional` more.
    pub fn reserve(&mut self, additional: usize) {
        self.records.reserve(additional);
    }

    pub(crate) fn put(&mut self, record: T) -> Option<T> {
        self.records.insert(record.id(), record)
    }

    pub(crate) fn get_mut(&mut self, id: T::Id) -> Option<&mut T> {
        self.records.get_mut(&id)
    }

    pub(crate) fn take(&mut self, id: T::Id) -> Option<T> {
        self.records.swap_remove(&id)
    }
}

impl<'a, T: Record> IntoIterator for &'a Shelf<T> {
    type Item = &'a T;
    type IntoIter = indexmap::map::Values<'a, T::Id, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.values()
    }
}

macro_rules! record {
    ($type:ty, $id:ty, $noun:literal) => {
        impl crate::shelf::Record for $type {
            type Id = $id;
            const NOUN: &'static str = $noun;
            fn id(&self) -> $id {
                self.id
            }
        }
    };
}
pub(crate) use record;
