//! Where the bytes of a type lie: rustc's layout algorithm, exactly.
//!
//! [`Layout`] is plain data. The algorithm is in three parts that know nothing of types: [`niche`] (scalars and the
//! values they never take), [`structs`] (fields of one variant: reordering, `repr`), [`enums`] (tag or niche
//! encoding); [`query`] walks types and feeds them. It follows `rustc_abi::layout` of rustc 1.95, including
//! which of two equally small layouts is taken, so that sizes, offsets and niches agree.
//!
//! Invariant: only types without inference variables and parameters have a layout.

mod enums;
mod niche;
mod query;
mod structs;

use std::sync::Arc;

pub use niche::{Niche, Primitive, Scalar};
pub use query::LayoutError;

/// Where the bytes of a type lie.
#[derive(Clone, PartialEq, Debug)]
pub struct Layout {
    /// Size in bytes; for an unsized type that of its sized prefix.
    pub size: u64,
    /// Alignment in bytes.
    pub align: u64,
    /// The type has a size of its own.
    pub sized: bool,
    /// No value exists.
    pub uninhabited: bool,
    /// The whole value is one scalar (an integer, float, `bool`, `char`, thin pointer, or a wrapper of one).
    pub scalar: Option<Scalar>,
    /// Fields.
    pub fields: Fields,
    /// Variants.
    pub variants: Variants,
    /// The largest set of values it never takes.
    pub largest_niche: Option<Niche>,
    /// Offsets of the words that may hold a pointer with a tag (references, boxes, raw pointers), ascending. Of an
    /// array: those of one element (see `Fields::Array`).
    pub pointers: Arc<[u64]>,
}

/// Where the fields of a struct, tuple, closure or single variant lie.
#[derive(Clone, PartialEq, Debug)]
pub enum Fields {
    /// No fields.
    Primitive,
    /// All at 0.
    Union(usize),
    /// `count` elements, `stride` bytes apart.
    Array {
        /// Distance of two elements.
        stride: u64,
        /// Number of elements.
        count: u64,
    },
    /// Offsets in order of declaration.
    Arbitrary(Vec<u64>),
}

impl Fields {
    /// The offset of field `index`.
    pub fn offset(&self, index: usize) -> u64 {
        match self {
            Fields::Primitive | Fields::Union(_) => 0,
            Fields::Array { stride, .. } => stride * index as u64,
            Fields::Arbitrary(offsets) => offsets.get(index).copied().unwrap_or(0),
        }
    }

    /// How many fields there are.
    pub fn count(&self) -> usize {
        match self {
            Fields::Primitive => 0,
            Fields::Union(count) => *count,
            Fields::Array { count, .. } => *count as usize,
            Fields::Arbitrary(offsets) => offsets.len(),
        }
    }
}

/// How the variants of an enum are told apart.
#[derive(Clone, PartialEq, Debug)]
pub enum Variants {
    /// Not an enum (index 0), or only this variant can exist.
    Single(u32),
    /// Nothing can exist.
    Empty,
    /// A tag says which.
    Multiple {
        /// The tag's representation and the values it takes.
        tag: Scalar,
        /// Where the tag lies.
        tag_offset: u64,
        /// What the tag's value means.
        encoding: TagEncoding,
        /// Layout of each variant's fields (offsets from the start of the enum).
        variants: Vec<Layout>,
    },
}

/// What a tag's value means.
#[derive(Clone, PartialEq, Debug)]
pub enum TagEncoding {
    /// It is the variant's discriminant.
    Direct,
    /// `tag - niche_start` (wrapping, in the tag's width) is the distance from `first` for the variants
    /// `first..=last`; every other value means `untagged`.
    Niche {
        /// The variant that holds data where the tag lies.
        untagged: u32,
        /// First variant with a niche value.
        first: u32,
        /// Last variant with a niche value.
        last: u32,
        /// The tag of `first`.
        niche_start: u128,
    },
}

impl Layout {
    /// A layout of one scalar.
    pub(crate) fn from_scalar(scalar: Scalar) -> Layout {
        let size = scalar.primitive.size();
        Layout {
            size,
            align: scalar.primitive.align(),
            sized: true,
            uninhabited: false,
            scalar: Some(scalar),
            fields: Fields::Primitive,
            variants: Variants::Single(0),
            largest_niche: Niche::from_scalar(0, scalar),
            pointers: if scalar.primitive == Primitive::Pointer { [0].into() } else { [].into() },
        }
    }

    /// No bytes?
    pub fn is_zst(&self) -> bool {
        self.sized && self.size == 0
    }

    /// No bytes, and no alignment either?
    pub fn is_1zst(&self) -> bool {
        self.is_zst() && self.align == 1
    }

    pub(crate) fn niche_available(&self) -> u128 {
        self.largest_niche.map_or(0, |niche| niche.available())
    }

    /// The bytes hold no pointer with a tag.
    pub fn is_pointer_free(&self) -> bool {
        self.pointers.is_empty()
    }
}

/// Rounds `offset` up to a multiple of `align` (a power of two).
pub(crate) fn align_to(offset: u64, align: u64) -> u64 {
    (offset + align - 1) & !(align - 1)
}
