//! The reserved region: every byte the evaluator loads, stores or copies goes through here.
//!
//! Addresses are real. A checked access costs one subtraction and one compare and answers [`OutOfRegion`], which has
//! no size, so the checks vanish into the caller's cold path. Frame slots need no check at all (I3).
//! The shadow word of an address is that of its aligned word: a reference stored unaligned (a packed field) has the
//! tag of the word it begins in, and shadow words are never torn.
//!
//! Invariant: knows no loans; a tag is a word to it. Where next: `stack`, `heap`, `loan`.
#![expect(unsafe_code, reason = "interpreted memory is raw bytes; I1 to I4 in the module's header")]

use super::mapping::{Mapping, ReserveError};
use super::stack::FRAME_BYTES_MAX;
use super::{Config, Fp, Scalar, Slot, Tag};
use std::ops::Range;

/// Unused bytes behind the data and behind the shadow: an access of a fixed size that begins inside ends inside.
const GAP: usize = 64 << 10;

/// The address is not in the isolate's memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfRegion;

/// A thin reference in registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ref {
    /// Where it points.
    pub addr: usize,
    /// The loan it was borrowed under.
    pub tag: Tag,
}

/// A reference with metadata (length or vtable) in registers; in memory the metadata lies at the address plus 8.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FatRef {
    /// Where it points.
    pub addr: usize,
    /// Length or vtable index.
    pub meta: usize,
    /// The loan it was borrowed under.
    pub tag: Tag,
}

/// Which words of a type hold pointers, as byte offsets in ascending order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PointerMap(Box<[u32]>);

impl PointerMap {
    /// The map with these offsets.
    pub fn new(mut offsets: Vec<u32>) -> PointerMap {
        offsets.sort_unstable();
        offsets.dedup();
        PointerMap(offsets.into_boxed_slice())
    }

    /// Whether no word holds a pointer.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The offsets, ascending.
    pub fn offsets(&self) -> &[u32] {
        &self.0
    }
}

/// How the data half is divided.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) statics: Range<usize>,
    pub(super) stacks: Range<usize>,
    pub(super) heap: Range<usize>,
}

/// The bytes of an isolate and their shadow.
#[derive(Debug)]
pub struct Region {
    base: usize,
    size: usize,
    displacement: usize,
    mapping: Mapping,
}

impl Region {
    pub(super) fn reserve(config: &Config) -> Result<Region, ReserveError> {
        let mut size = config.data_bytes.next_multiple_of(GAP);
        let least = config.data_bytes_min.max(8 * FRAME_BYTES_MAX);
        loop {
            // The base is rounded up to a chunk of the heap, hence the third gap.
            match Mapping::reserve(2 * size + 3 * GAP) {
                Ok(mapping) => {
                    let base = mapping.base().next_multiple_of(GAP);
                    return Ok(Region { base, size, displacement: size + GAP, mapping });
                }
                Err(error) if size / 2 < least => return Err(error),
                Err(_) => size = (size / 2).next_multiple_of(GAP),
            }
        }
    }

    pub(super) fn layout(&self) -> Layout {
        let statics_end = self.base + (self.size / 16).min(1 << 30);
        let stacks_end = statics_end + (self.size / 4).min(8 << 30);
        let heap_start = (stacks_end + FRAME_BYTES_MAX + GAP).next_multiple_of(GAP);
        Layout {
            // Nothing lies at the very base, so that small negative offsets stay inside.
            statics: self.base + GAP..statics_end,
            stacks: statics_end..stacks_end,
            heap: heap_start..self.base + self.size,
        }
    }

    pub(super) fn base(&self) -> usize {
        self.base
    }

    /// Bytes of address space for data; the shadow has as many.
    pub fn data_bytes(&self) -> usize {
        self.size
    }

    /// Distance from an address to its shadow.
    pub fn displacement(&self) -> usize {
        self.displacement
    }

    /// Whether `addr .. addr + len` lies inside.
    #[inline(always)]
    pub fn contains(&self, addr: usize, len: usize) -> bool {
        let offset = addr.wrapping_sub(self.base);
        offset < self.size && len <= self.size - offset
    }

    #[inline(always)]
    fn check(&self, addr: usize) -> Result<(), OutOfRegion> {
        if addr.wrapping_sub(self.base) < self.size { Ok(()) } else { Err(OutOfRegion) }
    }

    #[inline(always)]
    fn check_range(&self, addr: usize, len: usize) -> Result<(), OutOfRegion> {
        if self.contains(addr, len) { Ok(()) } else { Err(OutOfRegion) }
    }

    // ---- scalars ----

    /// Reads a scalar; any alignment.
    #[inline(always)]
    pub fn load<T: Scalar>(&self, addr: usize) -> Result<T, OutOfRegion> {
        self.check(addr)?;
        Ok(self.read(addr))
    }

    /// Writes a scalar; any alignment. Leaves the shadow alone: typed code never reads it as a reference.
    #[inline(always)]
    pub fn store<T: Scalar>(&mut self, addr: usize, value: T) -> Result<(), OutOfRegion> {
        self.check(addr)?;
        self.write(addr, value);
        Ok(())
    }

    #[inline(always)]
    fn read<T: Scalar>(&self, addr: usize) -> T {
        const { assert!(size_of::<T>() <= GAP) };
        debug_assert!(self.contains(addr, 0), "I2: {addr:#x}");
        let pointer = std::ptr::with_exposed_provenance::<T>(addr);
        // SAFETY: I2, checked by the caller (`check`, or I3 for frames), and the gap takes what reaches over the end;
        // every bit pattern is a scalar.
        unsafe { pointer.read_unaligned() }
    }

    #[inline(always)]
    fn write<T: Scalar>(&mut self, addr: usize, value: T) {
        const { assert!(size_of::<T>() <= GAP) };
        debug_assert!(self.contains(addr, 0), "I2: {addr:#x}");
        let pointer = std::ptr::with_exposed_provenance_mut::<T>(addr);
        // SAFETY: as in `read`; `&mut self` excludes the slices lent by `bytes` (I1).
        unsafe { pointer.write_unaligned(value) }
    }

    // ---- references ----

    #[inline(always)]
    fn read_tag(&self, addr: usize) -> Tag {
        debug_assert!(self.contains(addr, 0), "I2: {addr:#x}");
        let pointer = std::ptr::with_exposed_provenance::<u64>((addr + self.displacement) & !7);
        // SAFETY: I2 and I1: the shadow of an address inside is inside; the word is aligned.
        Tag::from_bits(unsafe { pointer.read() })
    }

    #[inline(always)]
    fn write_tag(&mut self, addr: usize, tag: Tag) {
        debug_assert!(self.contains(addr, 0), "I2: {addr:#x}");
        let pointer = std::ptr::with_exposed_provenance_mut::<u64>((addr + self.displacement) & !7);
        // SAFETY: as in `read_tag`; the word is written whole (I4).
        unsafe { pointer.write(tag.bits()) }
    }

    /// The tag of the pointer stored at `addr`.
    #[inline(always)]
    pub fn load_tag(&self, addr: usize) -> Result<Tag, OutOfRegion> {
        self.check(addr)?;
        Ok(self.read_tag(addr))
    }

    /// Sets the tag of the pointer stored at `addr`.
    #[inline(always)]
    pub fn store_tag(&mut self, addr: usize, tag: Tag) -> Result<(), OutOfRegion> {
        self.check(addr)?;
        self.write_tag(addr, tag);
        Ok(())
    }

    /// Reads a thin pointer with its tag.
    #[inline(always)]
    pub fn load_ref(&self, addr: usize) -> Result<Ref, OutOfRegion> {
        self.check(addr)?;
        Ok(Ref { addr: self.read(addr), tag: self.read_tag(addr) })
    }

    /// Writes a thin pointer with its tag.
    #[inline(always)]
    pub fn store_ref(&mut self, addr: usize, value: Ref) -> Result<(), OutOfRegion> {
        self.check(addr)?;
        self.write(addr, value.addr);
        self.write_tag(addr, value.tag);
        Ok(())
    }

    /// Reads a wide pointer with its tag.
    #[inline(always)]
    pub fn load_fat(&self, addr: usize) -> Result<FatRef, OutOfRegion> {
        self.check_range(addr, 16)?;
        Ok(FatRef { addr: self.read(addr), meta: self.read(addr + 8), tag: self.read_tag(addr) })
    }

    /// Writes a wide pointer with its tag.
    #[inline(always)]
    pub fn store_fat(&mut self, addr: usize, value: FatRef) -> Result<(), OutOfRegion> {
        self.check_range(addr, 16)?;
        self.write(addr, value.addr);
        self.write(addr + 8, value.meta);
        self.write_tag(addr, value.tag);
        Ok(())
    }

    /// Writes a scalar through a raw pointer or into a union: the words it overlaps hold no reference any more.
    #[inline(always)]
    pub fn store_raw<T: Scalar>(&mut self, addr: usize, value: T) -> Result<(), OutOfRegion> {
        self.check_range(addr, size_of::<T>())?;
        self.write(addr, value);
        let mut word = addr & !7;
        while word < addr + size_of::<T>() {
            self.write_tag(word, Tag::NONE);
            word += 8;
        }
        Ok(())
    }

    // ---- frames ----

    /// Reads a scalar local.
    #[inline(always)]
    pub fn local<T: Scalar>(&self, fp: Fp, slot: Slot) -> T {
        self.read(fp.at(slot))
    }

    /// Writes a scalar local.
    #[inline(always)]
    pub fn set_local<T: Scalar>(&mut self, fp: Fp, slot: Slot, value: T) {
        self.write(fp.at(slot), value);
    }

    /// Reads a thin pointer local.
    #[inline(always)]
    pub fn local_ref(&self, fp: Fp, slot: Slot) -> Ref {
        let addr = fp.at(slot);
        Ref { addr: self.read(addr), tag: self.read_tag(addr) }
    }

    /// Writes a thin pointer local.
    #[inline(always)]
    pub fn set_local_ref(&mut self, fp: Fp, slot: Slot, value: Ref) {
        let addr = fp.at(slot);
        self.write(addr, value.addr);
        self.write_tag(addr, value.tag);
    }

    /// Reads a wide pointer local.
    #[inline(always)]
    pub fn local_fat(&self, fp: Fp, slot: Slot) -> FatRef {
        let addr = fp.at(slot);
        FatRef { addr: self.read(addr), meta: self.read(addr + 8), tag: self.read_tag(addr) }
    }

    /// Writes a wide pointer local.
    #[inline(always)]
    pub fn set_local_fat(&mut self, fp: Fp, slot: Slot, value: FatRef) {
        let addr = fp.at(slot);
        self.write(addr, value.addr);
        self.write(addr + 8, value.meta);
        self.write_tag(addr, value.tag);
    }

    // ---- ranges ----

    /// The bytes of `addr .. addr + len`, for natives.
    #[inline]
    pub fn bytes(&self, addr: usize, len: usize) -> Result<&[u8], OutOfRegion> {
        if len == 0 {
            return Ok(&[]);
        }
        self.check_range(addr, len)?;
        let pointer = std::ptr::with_exposed_provenance::<u8>(addr);
        // SAFETY: I2, just checked; the slice borrows the region, so nothing is stored while it lives (I1).
        Ok(unsafe { std::slice::from_raw_parts(pointer, len) })
    }

    /// The bytes of `addr .. addr + len`, for natives that write plain data.
    #[inline]
    pub fn bytes_mut(&mut self, addr: usize, len: usize) -> Result<&mut [u8], OutOfRegion> {
        if len == 0 {
            return Ok(&mut []);
        }
        self.check_range(addr, len)?;
        let pointer = std::ptr::with_exposed_provenance_mut::<u8>(addr);
        // SAFETY: I2, just checked; the slice borrows the region mutably, so it is the only one (I1).
        Ok(unsafe { std::slice::from_raw_parts_mut(pointer, len) })
    }

    /// Copies bytes that hold no pointers; the ranges may overlap.
    #[inline]
    pub fn copy_plain(&mut self, source: usize, target: usize, len: usize) -> Result<(), OutOfRegion> {
        self.check_range(source, len)?;
        self.check_range(target, len)?;
        match len {
            8 => self.move_words::<1>(source, target),
            16 => self.move_words::<2>(source, target),
            24 => self.move_words::<3>(source, target),
            32 => self.move_words::<4>(source, target),
            40 => self.move_words::<5>(source, target),
            _ => self.move_bytes(source, target, len),
        }
        Ok(())
    }

    /// Copies a value of a few words by words: the bytes were most likely just written so, and a wider load would wait
    /// for those stores to reach the cache.
    #[inline(always)]
    fn move_words<const WORDS: usize>(&mut self, source: usize, target: usize) {
        let words: [u64; WORDS] = std::array::from_fn(|i| self.read(source + 8 * i));
        for (i, &word) in words.iter().enumerate() {
            self.write(target + 8 * i, word);
        }
    }

    fn move_bytes(&mut self, source: usize, target: usize, len: usize) {
        let from = std::ptr::with_exposed_provenance::<u8>(source);
        let to = std::ptr::with_exposed_provenance_mut::<u8>(target);
        // SAFETY: both ranges are inside the mapping: I2 by the caller, for data or, displaced, for shadow (I1).
        unsafe { std::ptr::copy(from, to, len) }
    }

    /// Copies one value of a type whose pointers are at the words of `map`; the ranges may overlap.
    #[inline]
    pub fn copy_typed(
        &mut self,
        source: usize,
        target: usize,
        len: usize,
        map: &PointerMap,
    ) -> Result<(), OutOfRegion> {
        self.copy_plain(source, target, len)?;
        self.copy_tags(source, target, len, map);
        Ok(())
    }

    /// Copies the tags of one value; its bytes were checked.
    #[inline]
    fn copy_tags(&mut self, source: usize, target: usize, len: usize, map: &PointerMap) {
        let mut copy = |offset: u32| {
            debug_assert!((offset as usize) < len, "a pointer outside its type");
            if (offset as usize) < len {
                let tag = self.read_tag(source + offset as usize);
                self.write_tag(target + offset as usize, tag);
            }
        };
        // As `memmove`: overlapping values are copied from the end that is not overwritten first.
        if source >= target {
            map.0.iter().for_each(|&offset| copy(offset));
        } else {
            map.0.iter().rev().for_each(|&offset| copy(offset));
        }
    }

    /// Copies `count` values of `size` bytes each; the ranges may overlap.
    pub fn copy_array(
        &mut self,
        source: usize,
        target: usize,
        count: usize,
        size: usize,
        map: &PointerMap,
    ) -> Result<(), OutOfRegion> {
        let len = size.checked_mul(count).ok_or(OutOfRegion)?;
        self.copy_plain(source, target, len)?;
        if map.is_empty() {
            return Ok(());
        }
        for step in 0..count {
            let index = if source >= target { step } else { count - 1 - step };
            self.copy_tags(source + index * size, target + index * size, size, map);
        }
        Ok(())
    }

    /// Copies bytes of unknown type with their shadow; the ranges may overlap.
    ///
    /// Words that do not land on words lose their tags.
    pub fn copy_untyped(&mut self, source: usize, target: usize, len: usize) -> Result<(), OutOfRegion> {
        self.copy_plain(source, target, len)?;
        if source % 8 != target % 8 {
            return self.clear_tags(target, len);
        }
        if len > 0 {
            let word = (source + self.displacement) & !7;
            let bytes = ((source + len).next_multiple_of(8)) - (source & !7);
            self.move_bytes(word, (target + self.displacement) & !7, bytes);
        }
        Ok(())
    }

    /// Forgets the tags of all words that `addr .. addr + len` overlaps.
    pub fn clear_tags(&mut self, addr: usize, len: usize) -> Result<(), OutOfRegion> {
        self.check_range(addr, len)?;
        let mut word = addr & !7;
        while word < addr + len {
            // Most words hold none: reading first keeps shadow pages that were never written out of memory.
            if self.read_tag(word) != Tag::NONE {
                self.write_tag(word, Tag::NONE);
            }
            word += 8;
        }
        Ok(())
    }

    /// Fills with one byte.
    pub fn fill(&mut self, addr: usize, len: usize, byte: u8) -> Result<(), OutOfRegion> {
        self.bytes_mut(addr, len)?.fill(byte);
        Ok(())
    }

    /// Gives whole pages back to the system; they read as zero.
    pub(super) fn decommit(&mut self, range: Range<usize>) {
        self.mapping.decommit(range);
    }

    /// Gives the shadow of whole pages back to the system; their words hold no tags.
    pub(super) fn decommit_tags(&mut self, range: Range<usize>) {
        let range = range.start + self.displacement..range.end + self.displacement;
        self.mapping.decommit(range);
    }
}
