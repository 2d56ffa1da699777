//! Using layouts: copying values, reading and writing discriminants.

use std::sync::Arc;

use treebeard_sema::layout::{Fields, Layout, TagEncoding, Variants};

use crate::access::ok;
use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{PointerMap, Slot};
use crate::reg::Reg;
use treebeard_syntax::SpanId;

use super::PlaceCode;

/// How to copy values of a type: its size and where its pointers are.
#[derive(Clone, Debug)]
pub(crate) struct Mover {
    pub(crate) size: usize,
    element: usize,
    count: usize,
    map: Option<Arc<PointerMap>>,
}

impl Mover {
    /// For one value of this layout. Without tracking, tags are never copied.
    pub(crate) fn new(layout: &Layout, tracked: bool) -> Mover {
        let plain = !tracked || layout.pointers.is_empty();
        let (element, count) = match layout.fields {
            Fields::Array { stride, count } => (stride as usize, count as usize),
            _ => (layout.size as usize, 1),
        };
        let map = (!plain).then(|| {
            Arc::new(PointerMap::new(layout.pointers.iter().map(|&offset| offset as u32).collect()))
        });
        Mover { size: layout.size as usize, element, count, map }
    }

    /// For `count` values in a row.
    pub(crate) fn copy_many(&self, ctx: &mut Ctx, source: usize, target: usize, count: usize) {
        let result = match &self.map {
            None => ctx.mem.copy_plain(source, target, self.size.saturating_mul(count)),
            Some(map) => ctx.mem.copy_array(source, target, self.count * count, self.element, map),
        };
        ok(result, SpanId::NONE);
    }

    /// Copies one value.
    #[inline]
    pub(crate) fn copy(&self, ctx: &mut Ctx, source: usize, target: usize) {
        let result = match &self.map {
            None => ctx.mem.copy_plain(source, target, self.size),
            Some(map) if self.count == 1 => ctx.mem.copy_typed(source, target, self.size, map),
            Some(map) => ctx.mem.copy_array(source, target, self.count, self.element, map),
        };
        ok(result, SpanId::NONE);
    }
}

/// Reads an unsigned integer of `bytes` bytes.
#[inline]
pub(crate) fn read_bits(ctx: &Ctx, addr: usize, bytes: u64) -> u128 {
    let mem = &ctx.mem;
    match bytes {
        1 => u128::from(ok(mem.load::<u8>(addr), SpanId::NONE)),
        2 => u128::from(ok(mem.load::<u16>(addr), SpanId::NONE)),
        4 => u128::from(ok(mem.load::<u32>(addr), SpanId::NONE)),
        8 => u128::from(ok(mem.load::<u64>(addr), SpanId::NONE)),
        16 => ok(mem.load::<u128>(addr), SpanId::NONE),
        _ => 0,
    }
}

/// Writes the low `bytes` bytes of an integer.
#[inline]
pub(crate) fn write_bits(ctx: &mut Ctx, addr: usize, bytes: u64, value: u128) {
    let mem = &mut ctx.mem;
    let result = match bytes {
        1 => mem.store(addr, value as u8),
        2 => mem.store(addr, value as u16),
        4 => mem.store(addr, value as u32),
        8 => mem.store(addr, value as u64),
        16 => mem.store(addr, value),
        _ => Ok(()),
    };
    ok(result, SpanId::NONE);
}

fn mask(bytes: u64) -> u128 {
    if bytes >= 16 { u128::MAX } else { (1 << (8 * bytes)) - 1 }
}

/// How the active variant of an enum is read and written, by variant index.
#[derive(Clone, Debug)]
pub(crate) enum VariantTag {
    /// Always this one.
    Single(u32),
    /// The tag is the discriminant: value of each variant.
    Direct { offset: u64, bytes: u64, values: Arc<[u128]> },
    /// Niche.
    Niche { offset: u64, bytes: u64, untagged: u32, first: u32, last: u32, start: u128 },
}

impl VariantTag {
    pub(crate) fn new(layout: &Layout, discriminants: &[i128]) -> VariantTag {
        match &layout.variants {
            Variants::Empty => VariantTag::Single(0),
            Variants::Single(index) => VariantTag::Single(*index),
            Variants::Multiple { tag, tag_offset, encoding, .. } => {
                let bytes = tag.primitive.size();
                match *encoding {
                    TagEncoding::Direct => VariantTag::Direct {
                        offset: *tag_offset,
                        bytes,
                        values: discriminants.iter().map(|&d| d as u128 & mask(bytes)).collect(),
                    },
                    TagEncoding::Niche { untagged, first, last, niche_start } => VariantTag::Niche {
                        offset: *tag_offset,
                        bytes,
                        untagged,
                        first,
                        last,
                        start: niche_start,
                    },
                }
            }
        }
    }

    /// The active variant of the enum at `addr`.
    #[inline]
    pub(crate) fn read(&self, ctx: &Ctx, addr: usize) -> u32 {
        match self {
            VariantTag::Single(index) => *index,
            VariantTag::Direct { offset, bytes, values } => {
                let tag = read_bits(ctx, addr + *offset as usize, *bytes);
                match values.get(tag as usize) {
                    Some(&value) if value == tag => tag as u32,
                    _ => values.iter().position(|&value| value == tag).map_or(u32::MAX, |i| i as u32),
                }
            }
            VariantTag::Niche { offset, bytes, untagged, first, last, start } => {
                let tag = read_bits(ctx, addr + *offset as usize, *bytes);
                let distance = tag.wrapping_sub(*start) & mask(*bytes);
                if distance <= u128::from(last - first) { first + distance as u32 } else { *untagged }
            }
        }
    }

    /// Makes a variant the active one.
    pub(crate) fn write(&self, ctx: &mut Ctx, addr: usize, variant: u32) {
        if let Some((offset, bytes, bits)) = self.stored(variant) {
            write_bits(ctx, addr + offset as usize, bytes, bits);
        }
    }

    /// Offset, width and value that stand for a variant; `None` if nothing is stored.
    pub(crate) fn stored(&self, variant: u32) -> Option<(u64, u64, u128)> {
        match self {
            VariantTag::Single(_) => None,
            VariantTag::Direct { offset, bytes, values } => {
                values.get(variant as usize).map(|&value| (*offset, *bytes, value))
            }
            VariantTag::Niche { offset, bytes, untagged, first, start, .. } => {
                if variant == *untagged {
                    return None;
                }
                let bits = start.wrapping_add(u128::from(variant.wrapping_sub(*first))) & mask(*bytes);
                Some((*offset, *bytes, bits))
            }
        }
    }

    /// The test for one variant.
    pub(crate) fn test(&self, variant: u32) -> VariantTest {
        match self {
            VariantTag::Single(index) if *index == variant => VariantTest::Always,
            VariantTag::Single(_) => VariantTest::Never,
            VariantTag::Niche { offset, bytes, untagged, first, last, start } if *untagged == variant => {
                VariantTest::OutOfRange {
                    offset: *offset,
                    bytes: *bytes,
                    start: *start,
                    last: u128::from(last - first),
                }
            }
            _ => match self.stored(variant) {
                Some((offset, bytes, bits)) => VariantTest::Equal { offset, bytes, bits },
                None => VariantTest::Never,
            },
        }
    }
}

/// How one variant is recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum VariantTest {
    /// It is the only one.
    Always,
    /// It cannot be.
    Never,
    /// The tag has this value.
    Equal { offset: u64, bytes: u64, bits: u128 },
    /// The tag is in none of the other variants' range.
    OutOfRange { offset: u64, bytes: u64, start: u128, last: u128 },
}

/// A node that reads the active variant of a pinned place.
pub(crate) fn discriminant_code(place: PlaceCode, tag: VariantTag) -> Code<u32> {
    match place {
        PlaceCode::Slot(slot) => code(move |fp, ctx| tag.read(ctx, fp.at(slot))),
        PlaceCode::Ref(slot, offset) => code(move |fp, ctx| {
            let addr: usize = ctx.mem.local(fp, slot);
            tag.read(ctx, addr + offset as usize)
        }),
        other => {
            let ptr = other.ptr();
            code(move |fp, ctx| {
                let addr = ptr.call(fp, ctx).addr;
                tag.read(ctx, addr)
            })
        }
    }
}

/// A node that makes a variant active in a slot; `None` if nothing is stored.
pub(crate) fn set_discriminant(slot: Slot, tag: &VariantTag, variant: u32) -> Option<Code<()>> {
    let (offset, bytes, bits) = tag.stored(variant)?;
    let slot = super::slot_plus(slot, offset);
    Some(match bytes {
        1 => store_const(slot, bits as u8),
        2 => store_const(slot, bits as u16),
        4 => store_const(slot, bits as u32),
        8 => store_const(slot, bits as u64),
        _ => store_const(slot, bits),
    })
}

fn store_const<T: Reg>(slot: Slot, value: T) -> Code<()> {
    code(move |fp, ctx| T::set_local(&mut ctx.mem, fp, slot, value))
}
