//! Enums: by niche or by tag, whichever is smaller.
//!
//! Follows `rustc_abi::layout::LayoutCalculator::layout_of_enum`.

use std::cmp::Ordering;
use std::sync::Arc;

use super::niche::{Primitive, Scalar};
use super::structs::{StructKind, push_pointers, univariant};
use super::{Fields, Layout, Niche, TagEncoding, Variants, align_to};
use crate::collect::Repr;
use crate::ty::IntTy;

/// The layout of an enum with the given fields per variant and discriminants (sign-extended).
pub(crate) fn enum_layout(variants: &[Vec<Arc<Layout>>], discriminants: &[i128], repr: &Repr) -> Layout {
    let absent = |fields: &[Arc<Layout>]| {
        fields.iter().any(|field| field.uninhabited) && fields.iter().all(|field| field.is_1zst())
    };
    let fixed = repr.c || repr.int.is_some();
    let mut present = (0..variants.len()).filter(|&i| !absent(&variants[i]));
    let (first, second) = (present.next(), present.next());
    match (first, second) {
        (None, _) if !fixed || variants.is_empty() => return empty(),
        (Some(only), None) if !fixed => {
            let mut layout = univariant(&variants[only], repr, StructKind::AlwaysSized);
            layout.variants = Variants::Single(only as u32);
            return layout;
        }
        _ => {}
    }
    let tagged = tagged_layout(variants, discriminants, repr);
    let niched = if fixed { None } else { niche_layout(variants, repr, &absent) };
    match niched {
        None => tagged,
        Some(niched) => {
            let niches = tagged.niche_available().cmp(&niched.niche_available());
            match (tagged.size.cmp(&niched.size), niches) {
                (Ordering::Greater, _) | (Ordering::Equal, Ordering::Less) => niched,
                _ => tagged,
            }
        }
    }
}

fn empty() -> Layout {
    Layout {
        size: 0,
        align: 1,
        sized: true,
        uninhabited: true,
        scalar: None,
        fields: Fields::Primitive,
        variants: Variants::Empty,
        largest_niche: None,
        pointers: [].into(),
    }
}

fn niche_layout(
    variants: &[Vec<Arc<Layout>>],
    repr: &Repr,
    absent: &dyn Fn(&[Arc<Layout>]) -> bool,
) -> Option<Layout> {
    if variants.len() < 2 {
        return None;
    }
    let mut layouts: Vec<Layout> =
        variants.iter().map(|fields| univariant(fields, repr, StructKind::AlwaysSized)).collect();
    let align = layouts.iter().map(|layout| layout.align).max().unwrap_or(1);
    // `max_by_key` takes the last of equals, as rustc does.
    let largest = (0..layouts.len()).max_by_key(|&i| layouts[i].size)?;
    let needs_tag = |&i: &usize| i != largest && !absent(&variants[i]);
    let first = (0..variants.len()).find(needs_tag)?;
    let last = (0..variants.len()).rev().find(needs_tag)?;
    let count = (last - first + 1) as u128;
    let niche = layouts[largest].largest_niche?;
    let (niche_start, tag) = niche.reserve(count)?;
    let niche_end = niche.offset + niche.scalar.primitive.size();
    let size = align_to(layouts[largest].size, align);
    for (i, layout) in layouts.iter_mut().enumerate() {
        layout.largest_niche = None;
        layout.variants = Variants::Single(i as u32);
        if i == largest || layout.size <= niche.offset {
            continue;
        }
        let shift = align_to(niche_end, layout.align);
        if shift + layout.size > size {
            return None;
        }
        if let Fields::Arbitrary(offsets) = &mut layout.fields {
            offsets.iter_mut().for_each(|offset| *offset += shift);
        }
        layout.pointers = layout.pointers.iter().map(|p| p + shift).collect();
        layout.size += shift;
    }
    let others_empty = layouts.iter().enumerate().all(|(i, layout)| i == largest || layout.size == 0);
    let whole = (others_empty && layouts[largest].size == size && layouts[largest].align == align)
        .then_some(layouts[largest].scalar)
        .flatten()
        .map(|_| tag);
    Some(Layout {
        size,
        align,
        sized: true,
        uninhabited: layouts.iter().all(|layout| layout.uninhabited),
        scalar: whole,
        fields: Fields::Primitive,
        largest_niche: Niche::from_scalar(niche.offset, tag),
        pointers: merged_pointers(&layouts),
        variants: Variants::Multiple {
            tag,
            tag_offset: niche.offset,
            encoding: TagEncoding::Niche {
                untagged: largest as u32,
                first: first as u32,
                last: last as u32,
                niche_start,
            },
            variants: layouts,
        },
    })
}

fn tagged_layout(variants: &[Vec<Arc<Layout>>], discriminants: &[i128], repr: &Repr) -> Layout {
    let (min_bytes, signed, min, max) = tag_integer(variants, discriminants, repr);
    let mut prefix_align = min_bytes;
    if repr.c {
        prefix_align = variants.iter().flatten().map(|field| field.align).fold(prefix_align, |a, b| a.max(b));
    }
    let (mut size, mut align, mut start_align) = (0, 1, 256);
    let mut layouts = Vec::with_capacity(variants.len());
    for (i, fields) in variants.iter().enumerate() {
        let mut layout = univariant(fields, repr, StructKind::Prefixed(min_bytes, prefix_align));
        layout.variants = Variants::Single(i as u32);
        // The first field that cannot move to make room for a wider tag.
        let mut by_offset: Vec<usize> = (0..fields.len()).collect();
        by_offset.sort_by_key(|&f| layout.fields.offset(f));
        if let Some(&f) = by_offset.iter().find(|&&f| !fields[f].is_1zst()) {
            start_align = start_align.min(fields[f].align);
        }
        size = size.max(layout.size);
        align = align.max(layout.align);
        layouts.push(layout);
    }
    size = align_to(size, align);
    let mut bytes = min_bytes;
    if !(repr.c || repr.int.is_some()) && start_align <= 16 && start_align > min_bytes {
        // A wider tag avoids copying padding; the fields at the start move along.
        bytes = start_align;
        for layout in &mut layouts {
            if let Fields::Arbitrary(offsets) = &mut layout.fields {
                offsets.iter_mut().filter(|offset| **offset <= min_bytes).for_each(|o| *o = bytes);
            }
            layout.size = layout.size.max(bytes);
        }
    }
    let mask = if bytes == 16 { u128::MAX } else { (1u128 << (8 * bytes)) - 1 };
    let primitive = Primitive::Int { bytes: bytes as u8, signed };
    let tag = Scalar::in_range(primitive, (min as u128) & mask, (max as u128) & mask);
    for (layout, fields) in layouts.iter_mut().zip(variants) {
        let mut pointers = Vec::new();
        for (f, field) in fields.iter().enumerate() {
            push_pointers(&mut pointers, field, layout.fields.offset(f));
        }
        pointers.sort_unstable();
        layout.pointers = pointers.into();
    }
    let fieldless = size == bytes && align == bytes;
    Layout {
        size,
        align,
        sized: true,
        uninhabited: layouts.iter().all(|layout| layout.uninhabited),
        scalar: fieldless.then_some(tag),
        fields: Fields::Primitive,
        largest_niche: Niche::from_scalar(0, tag),
        pointers: merged_pointers(&layouts),
        variants: Variants::Multiple { tag, tag_offset: 0, encoding: TagEncoding::Direct, variants: layouts },
    }
}

fn merged_pointers(layouts: &[Layout]) -> Arc<[u64]> {
    let mut all: Vec<u64> = layouts.iter().flat_map(|layout| layout.pointers.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// The smallest integer for the discriminants: bytes, signedness, least and greatest value.
fn tag_integer(
    variants: &[Vec<Arc<Layout>>],
    discriminants: &[i128],
    repr: &Repr,
) -> (u64, bool, i128, i128) {
    let (mut min, mut max) = (i128::MAX, i128::MIN);
    for (fields, &value) in variants.iter().zip(discriminants) {
        if !repr.c && fields.iter().any(|field| field.uninhabited) {
            continue;
        }
        min = min.min(value);
        max = max.max(value);
    }
    if min > max {
        (min, max) = (0, 0);
    }
    if let Some(int) = repr.int {
        return (u64::from(int.bits() / 8), int.is_signed(), min, max);
    }
    let least = if repr.c { IntTy::I32.bits() } else { IntTy::I8.bits() };
    let unsigned = |value: i128| (128 - (value as u128).leading_zeros()).next_multiple_of(8).max(8);
    let signed = |value: i128| {
        let magnitude = if value < 0 { !value } else { value };
        (129 - (magnitude as u128).leading_zeros()).next_multiple_of(8).max(8)
    };
    let is_signed = min < 0;
    let bits = if is_signed { signed(min).max(signed(max)) } else { unsigned(max) };
    (u64::from(bits.max(least).next_power_of_two() / 8), is_signed, min, max)
}
