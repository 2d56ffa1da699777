//! Size classes of small blocks.
//!
//! Steps of 16 bytes up to 256, then four per doubling up to 32 KiB, with every power of two among them, so that an
//! alignment is served by the next class whose size it divides.
//!
//! Invariant: classes ascend; `index_of` is exact for every offset in a chunk (tested for all of them).

use super::CHUNK;

/// How many classes there are.
pub(super) const CLASS_COUNT: usize = 16 + 28;

/// The blocks of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    size: u32,
    /// 2^32 / size rounded up: division by multiplication.
    reciprocal: u32,
}

impl Shape {
    pub(super) const fn size(self) -> usize {
        self.size as usize
    }

    /// Blocks in a chunk.
    pub(super) const fn blocks(self) -> usize {
        CHUNK / self.size as usize
    }

    /// Words of live bits for a chunk.
    pub(super) const fn words(self) -> usize {
        self.blocks().div_ceil(64)
    }

    /// The block that the byte at `offset` of a chunk lies in.
    #[inline]
    pub(super) const fn index_of(self, offset: usize) -> usize {
        ((offset as u64 * self.reciprocal as u64) >> 32) as usize
    }

    /// The bits of word `index` that stand for blocks.
    pub(super) const fn valid_bits(self, index: usize) -> u64 {
        let left = self.blocks() - index * 64;
        if left >= 64 { u64::MAX } else { (1 << left) - 1 }
    }
}

/// All classes, ascending.
pub(super) static CLASSES: [Shape; CLASS_COUNT] = {
    let mut classes = [Shape { size: 0, reciprocal: 0 }; CLASS_COUNT];
    let mut at = 0;
    while at < CLASS_COUNT {
        let size = if at < 16 {
            16 * (at as u32 + 1)
        } else {
            let (doubling, quarter) = ((at as u32 - 16) / 4, (at as u32 - 16) % 4);
            (256 << doubling) + (64 << doubling) * (quarter + 1)
        };
        classes[at] = Shape { size, reciprocal: ((1u64 << 32).div_ceil(size as u64)) as u32 };
        at += 1;
    }
    classes
};

/// The largest small block.
const SMALL_MAX: usize = 32 << 10;

/// The class that serves a size and alignment; `None` for large blocks.
#[inline]
pub(super) fn class_of(size: usize, align: usize) -> Option<usize> {
    if align > 16 {
        return class_of_aligned(size, align);
    }
    if size <= 256 {
        return Some(size.saturating_sub(1) / 16);
    }
    if size > SMALL_MAX {
        return None;
    }
    // Between 2^n and 2^(n+1): quarters of the lower power.
    let last = size - 1;
    let power = last.ilog2() as usize;
    Some(16 + (power - 8) * 4 + ((last >> (power - 2)) & 3))
}

/// Blocks lie at multiples of their size, so a class serves the alignments that divide its size.
#[cold]
fn class_of_aligned(size: usize, align: usize) -> Option<usize> {
    if size > SMALL_MAX || align > SMALL_MAX {
        return None;
    }
    (0..CLASS_COUNT)
        .find(|&class| CLASSES[class].size() >= size && CLASSES[class].size().is_multiple_of(align))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_the_smallest_that_fits() {
        for size in 0..=SMALL_MAX {
            let class = class_of(size, 8).expect("small");
            assert!(CLASSES[class].size() >= size);
            assert!(class == 0 || CLASSES[class - 1].size() < size.max(1), "{size}");
        }
        assert_eq!(class_of(SMALL_MAX + 1, 1), None);
        assert_eq!(CLASSES[CLASS_COUNT - 1].size(), SMALL_MAX);
    }

    #[test]
    fn every_offset_finds_its_block() {
        for shape in CLASSES {
            for offset in 0..CHUNK {
                assert_eq!(shape.index_of(offset), offset / shape.size());
            }
        }
    }

    #[test]
    fn alignments_divide_the_class() {
        for align in [32, 64, 128, 4096, 32 << 10] {
            for size in [1, 17, 100, 1000, 20_000] {
                let class = class_of(size, align).expect("small");
                assert_eq!(CLASSES[class].size() % align, 0);
            }
        }
    }
}
