//! The fields of one struct, tuple, closure or variant.
//!
//! Follows `rustc_abi::layout::LayoutCalculator::{univariant, univariant_biased}`.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Fields, Layout, Niche, Variants, align_to};
use crate::collect::Repr;

/// Does `repr` forbid reordering?
fn keeps_field_order(repr: &Repr) -> bool {
    repr.c || repr.int.is_some()
}

/// What the fields belong to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StructKind {
    /// Sized whatever its parameters.
    AlwaysSized,
    /// The last field may be unsized, so it stays last.
    MaybeUnsized,
    /// Behind a tag of this size and alignment.
    Prefixed(u64, u64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NicheBias {
    Start,
    End,
}

/// Lays out `fields`.
pub(crate) fn univariant(fields: &[Arc<Layout>], repr: &Repr, kind: StructKind) -> Layout {
    let layout = univariant_biased(fields, repr, kind, NicheBias::Start);
    if kind == StructKind::MaybeUnsized || fields.len() <= 1 {
        return layout;
    }
    // Enums like niches near an edge: try the other bias and take what is nearer.
    if let Some(niche) = layout.largest_niche {
        let (head, tail) = edge_distances(&layout, &niche);
        if head != 0 && tail > 0 {
            let other = univariant_biased(fields, repr, kind, NicheBias::End);
            if let Some(other_niche) = other.largest_niche {
                let (other_head, other_tail) = edge_distances(&other, &other_niche);
                if head.min(tail) > other_head.min(other_tail) {
                    return other;
                }
            }
        }
    }
    layout
}

fn edge_distances(layout: &Layout, niche: &Niche) -> (u64, u64) {
    let len = niche.scalar.primitive.size();
    (niche.offset, layout.size - niche.offset - len)
}

fn univariant_biased(fields: &[Arc<Layout>], repr: &Repr, kind: StructKind, bias: NicheBias) -> Layout {
    let order = field_order(fields, repr, kind, bias);
    let mut align = 1;
    let mut offset = 0;
    if let StructKind::Prefixed(prefix_size, prefix_align) = kind {
        let prefix_align = repr.packed.map_or(prefix_align, |pack| prefix_align.min(pack));
        align = align.max(prefix_align);
        offset = align_to(prefix_size, prefix_align);
    }
    let mut offsets = vec![0; fields.len()];
    let mut largest: Option<Niche> = None;
    let mut largest_available = 0;
    let (mut sized, mut uninhabited) = (true, false);
    let mut pointers = Vec::new();
    for &i in &order {
        let field = &fields[i];
        uninhabited |= field.uninhabited;
        sized &= field.sized;
        let field_align = repr.packed.map_or(field.align, |pack| field.align.min(pack));
        offset = align_to(offset, field_align);
        align = align.max(field_align);
        offsets[i] = offset;
        if let Some(niche) = field.largest_niche {
            let available = niche.available();
            let better = match bias {
                NicheBias::Start => available > largest_available,
                NicheBias::End => available >= largest_available,
            };
            if better {
                largest_available = available;
                largest = Some(Niche { offset: niche.offset + offset, ..niche });
            }
        }
        push_pointers(&mut pointers, field, offset);
        offset += field.size;
    }
    if let Some(asked) = repr.align {
        align = align.max(asked);
    }
    let size = if sized { align_to(offset, align) } else { offset };
    pointers.sort_unstable();
    pointers.dedup();
    Layout {
        size,
        align,
        sized,
        uninhabited,
        scalar: whole_scalar(fields, &offsets, size, align, kind),
        fields: Fields::Arbitrary(offsets),
        variants: Variants::Single(0),
        largest_niche: largest,
        pointers: pointers.into(),
    }
}

/// The words of `field`, laid at `offset`, that may hold a pointer; an array's are spelt out.
pub(crate) fn push_pointers(out: &mut Vec<u64>, field: &Layout, offset: u64) {
    if let Fields::Array { stride, count } = field.fields {
        if !field.pointers.is_empty() {
            for i in 0..count {
                out.extend(field.pointers.iter().map(|p| offset + i * stride + p));
            }
        }
    } else {
        out.extend(field.pointers.iter().map(|p| offset + p));
    }
}

/// A struct whose only field with bytes is a scalar of the same size is that scalar.
fn whole_scalar(
    fields: &[Arc<Layout>],
    offsets: &[u64],
    size: u64,
    align: u64,
    kind: StructKind,
) -> Option<super::Scalar> {
    if matches!(kind, StructKind::Prefixed(..)) {
        return None;
    }
    let mut with_bytes = fields.iter().zip(offsets).filter(|(field, _)| !field.is_zst());
    let (field, &offset) = with_bytes.next()?;
    let alone = with_bytes.next().is_none();
    (alone && offset == 0 && field.sized && field.size == size && field.align == align)
        .then_some(field.scalar)
        .flatten()
}

fn field_order(fields: &[Arc<Layout>], repr: &Repr, kind: StructKind, bias: NicheBias) -> Vec<usize> {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    if keeps_field_order(repr) || fields.len() <= 1 {
        return order;
    }
    let end = if kind == StructKind::MaybeUnsized { fields.len() - 1 } else { fields.len() };
    let max_field_align = fields[..end].iter().map(|field| field.align).max().unwrap_or(1);
    let largest_niche = fields[..end].iter().map(|field| field.niche_available()).max().unwrap_or(0);
    // Groups `[u8; 4]` with fields of alignment 4, `[u8; 6]` with those of alignment 2.
    let group = |field: &Layout| -> u64 {
        if let Some(pack) = repr.packed {
            return field.align.min(pack);
        }
        let size_as_align = u64::from(field.align.max(field.size).trailing_zeros());
        if largest_niche == 0 {
            return size_as_align;
        }
        match bias {
            NicheBias::Start => u64::from(max_field_align.trailing_zeros()).min(size_as_align),
            NicheBias::End if field.niche_available() == largest_niche => {
                u64::from(field.align.trailing_zeros())
            }
            NicheBias::End => size_as_align,
        }
    };
    match kind {
        StructKind::AlwaysSized | StructKind::MaybeUnsized => order[..end].sort_by_key(|&i| {
            let field = &fields[i];
            let niche_size = field.niche_available();
            let niche_key = match bias {
                NicheBias::Start => !niche_size,
                NicheBias::End => niche_size,
            };
            let inner_key = field.largest_niche.map_or(0, |niche| match bias {
                NicheBias::Start => niche.offset,
                NicheBias::End => !(field.size - niche.scalar.primitive.size() - niche.offset),
            });
            (Reverse(group(field)), niche_key, inner_key)
        }),
        // Ascending alignment keeps the layout good whatever the tag; the largest niche of a group goes last.
        StructKind::Prefixed(..) => {
            order[..end].sort_by_key(|&i| (group(&fields[i]), fields[i].niche_available()));
        }
    }
    order
}
