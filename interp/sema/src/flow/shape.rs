//! What the shape of a place forbids, whatever happened before: borrowing a field of a packed type, moving an unsized
//! value, and references in constants to what could be changed. Follows `rustc_mir_transform::check_packed_ref` and
//! `rustc_const_eval::check_consts`.

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{Diagnostic, SpanId};

use super::graph::{Access, Action, FlowGraph};
use super::mutability::types_before;
use super::report::Report;
use crate::def::DefKind;
use crate::tree::{Aggregate, BorrowKind, Expr, ExprKind, Place, PlaceBase, ProjectionKind, TypedBody};
use crate::ty::{ConstKind, TyKind};

/// How messages about references in constants end.
const ENDING: &str =
    "of temporaries that have their lifetime extended until the end of the program are not allowed";

/// E0161, E0492, E0764, E0793.
pub(super) fn check(cx: &Report<'_>, graph: &FlowGraph) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // What a derive makes copies the fields.
    let derived = cx.sema.parent(cx.body.owner).is_some_and(|parent| {
        cx.sema.def_kind(parent) == DefKind::Impl && cx.sema.impl_derived(parent).is_some()
    });
    for (_, point) in graph.iter() {
        match &point.action {
            Action::Use(Access::Borrow(kind), place, span) => {
                if !derived {
                    found.extend(packed_field(cx, place, *span));
                }
                found.extend(in_constant(cx, *kind, place, *span));
            }
            Action::Use(Access::Move, place, span) => found.extend(unsized_move(cx, place, *span)),
            _ => {}
        }
    }
    found
}

fn packed_field(cx: &Report<'_>, place: &Place, span: SpanId) -> Option<Diagnostic> {
    let types = types_before(cx, place);
    let steps = place.projections.iter().zip(&types).rev();
    let pack = steps
        .take_while(|(projection, _)| !matches!(projection.kind, ProjectionKind::Deref))
        .filter_map(|(_, before)| match before.kind() {
            TyKind::Adt(def, _) => cx.sema.adt_def(*def).repr.packed,
            _ => None,
        })
        .min()?;
    let is_aligned = match cx.sema.layout_of(place.ty) {
        Ok(layout) => layout.align <= pack && !matches!(place.ty.kind(), TyKind::Dynamic(..)),
        Err(crate::layout::LayoutError::Generic(_)) => false,
        Err(_) => true,
    };
    (!is_aligned).then(|| {
        Diagnostic::error(Some("E0793"), span, "reference to field of packed struct is unaligned")
            .note("this type is packed, which means its fields may lie at any address")
    })
}

fn unsized_move(cx: &Report<'_>, place: &Place, span: SpanId) -> Option<Diagnostic> {
    let is_unsized = matches!(place.ty.kind(), TyKind::Dynamic(..) | TyKind::Slice(_) | TyKind::Str);
    is_unsized.then(|| {
        let message = format!("cannot move a value of type `{}`", cx.ty(place.ty));
        Diagnostic::error(Some("E0161"), span, message)
            .label("the size of this value cannot be statically determined")
    })
}

/// The final value of a constant or static refers to something that lives for ever.
fn in_constant(cx: &Report<'_>, kind: BorrowKind, place: &Place, span: SpanId) -> Option<Diagnostic> {
    let owner = cx.body.owner;
    let is_constant =
        matches!(cx.sema.def_kind(owner), DefKind::Const | DefKind::AssocConst | DefKind::Static);
    let PlaceBase::Promoted(index, ty) = place.base else { return None };
    let behind_pointer = place.projections.iter().any(|p| matches!(p.kind, ProjectionKind::Deref));
    if !is_constant || behind_pointer || cx.body.closure.is_some() {
        return None;
    }
    match kind {
        BorrowKind::Shared => {
            let value = cx.body.promoteds.get(index as usize)?;
            let has_cell = !cx.sema.is_freeze_in(ty, owner) && holds_cell(cx, value, 0);
            has_cell.then(|| {
                Diagnostic::error(Some("E0492"), span, format!("interior mutable shared borrows {ENDING}"))
            })
        }
        _ => {
            let in_static_mut = cx.sema.def_kind(owner) == DefKind::Static
                && cx.sema.static_mutability(owner) == Mutability::Mut;
            let is_empty =
                matches!(ty.kind(), TyKind::Array(_, len) if matches!(len.kind(), ConstKind::Value(_, 0)));
            let is_tail = tails(&cx.body.value).iter().any(|tail| tail.span == span);
            let allowed = in_static_mut || (is_empty && !is_tail);
            (!allowed).then(|| Diagnostic::error(Some("E0764"), span, format!("mutable borrows {ENDING}")))
        }
    }
}

/// The borrows that may be the value of an expression, or a part of it.
fn tails(value: &Expr) -> Vec<&Expr> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match &value.kind {
            ExprKind::Ref(_, place) => match &place.base {
                PlaceBase::Deref(inner) if place.projections.is_empty() => open.push(inner),
                _ => found.push(value),
            },
            ExprKind::Cast(_, operand) => open.push(operand),
            ExprKind::Scope(scope) => open.push(&scope.value),
            ExprKind::Block(_, value) => open.push(value),
            ExprKind::Aggregate(aggregate) => match aggregate.as_ref() {
                Aggregate::Tuple(values) | Aggregate::Array(values) => open.extend(values),
                Aggregate::Adt { fields, .. } => open.extend(fields.iter().map(|(_, value)| value)),
            },
            _ => {}
        }
    }
    found
}

/// Is there certainly a cell in this value, whose type may hold one? What is not understood counts as having none.
fn holds_cell(cx: &Report<'_>, value: &Expr, depth: u32) -> bool {
    if cx.sema.is_freeze_in(value.ty, cx.body.owner) || depth > 16 {
        return false;
    }
    match &value.kind {
        ExprKind::Call(_) => true,
        ExprKind::ConstItem(def, _) if cx.sema.is_local(*def) => {
            let body: &TypedBody = &cx.sema.typed_body(*def);
            holds_cell(cx, &body.value, depth + 1)
        }
        ExprKind::Aggregate(aggregate) => match aggregate.as_ref() {
            Aggregate::Tuple(values) | Aggregate::Array(values) => {
                values.iter().any(|value| holds_cell(cx, value, depth))
            }
            Aggregate::Adt { adt, fields, base, .. } => {
                cx.sema.is_lang_item(*adt, "unsafe_cell")
                    || fields.iter().chain(base).any(|(_, value)| holds_cell(cx, value, depth))
            }
        },
        ExprKind::Scope(scope) => holds_cell(cx, &scope.value, depth),
        ExprKind::Block(_, value) => holds_cell(cx, value, depth),
        _ => false,
    }
}
