//! Scalars and niches: which bit patterns a scalar takes, and reserving some of the others.
//!
//! Follows `rustc_abi`: `Scalar`, `WrappingRange`, `Niche::reserve`.

/// The machine representation of a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Primitive {
    /// An integer of so many bytes.
    Int {
        /// 1, 2, 4, 8 or 16.
        bytes: u8,
        /// Signed.
        signed: bool,
    },
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// A thin pointer that carries a tag.
    Pointer,
    /// A function pointer or vtable pointer: an index of ours, without a tag.
    Code,
}

impl Primitive {
    /// Size in bytes.
    pub fn size(self) -> u64 {
        match self {
            Primitive::Int { bytes, .. } => u64::from(bytes),
            Primitive::F32 => 4,
            Primitive::F64 | Primitive::Pointer | Primitive::Code => 8,
        }
    }

    /// Alignment in bytes.
    pub fn align(self) -> u64 {
        self.size()
    }

    pub(super) fn max_value(self) -> u128 {
        match self.size() {
            16 => u128::MAX,
            size => (1u128 << (8 * size)) - 1,
        }
    }
}

/// A scalar and the values it takes: `start..=end`, wrapping around when `start > end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Scalar {
    /// Its representation.
    pub primitive: Primitive,
    /// First valid value.
    pub start: u128,
    /// Last valid value.
    pub end: u128,
}

impl Scalar {
    /// A scalar that takes every value.
    pub fn full(primitive: Primitive) -> Scalar {
        Scalar { primitive, start: 0, end: primitive.max_value() }
    }

    /// A scalar that takes the values `start..=end`.
    pub fn in_range(primitive: Primitive, start: u128, end: u128) -> Scalar {
        Scalar { primitive, start, end }
    }

    /// Is `value` valid?
    pub fn contains(&self, value: u128) -> bool {
        if self.start <= self.end {
            (self.start..=self.end).contains(&value)
        } else {
            value >= self.start || value <= self.end
        }
    }
}

/// A scalar inside a type, with values that it never takes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Niche {
    /// Where it lies.
    pub offset: u64,
    /// What it is.
    pub scalar: Scalar,
}

impl Niche {
    /// The niche of `scalar`, if it has one.
    pub fn from_scalar(offset: u64, scalar: Scalar) -> Option<Niche> {
        let niche = Niche { offset, scalar };
        (niche.available() > 0).then_some(niche)
    }

    /// How many values are free.
    pub fn available(&self) -> u128 {
        let Scalar { primitive, start, end } = self.scalar;
        start.wrapping_sub(end.wrapping_add(1)) & primitive.max_value()
    }

    /// Takes `count` free values: the first of them, and the scalar with the larger range.
    ///
    /// The bound to move is the one that keeps zero reachable for `None` (see the comment in rustc).
    pub fn reserve(&self, count: u128) -> Option<(u128, Scalar)> {
        let max = self.scalar.primitive.max_value();
        let Scalar { start, end, .. } = self.scalar;
        if count > self.available() {
            return None;
        }
        let move_start = || {
            let first = start.wrapping_sub(count) & max;
            Some((first, Scalar { start: first, ..self.scalar }))
        };
        let move_end = || {
            let first = end.wrapping_add(1) & max;
            Some((first, Scalar { end: end.wrapping_add(count) & max, ..self.scalar }))
        };
        let distance_end_zero = max - end;
        if start > end {
            move_end()
        } else if start <= distance_end_zero {
            if count <= start { move_start() } else { move_end() }
        } else {
            let new_end = end.wrapping_add(count) & max;
            let overshot_zero = (1..=end).contains(&new_end);
            if overshot_zero { move_start() } else { move_end() }
        }
    }
}
