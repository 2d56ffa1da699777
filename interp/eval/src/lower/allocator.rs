//! Allocation through the program's own `#[global_allocator]`.
//!
//! The library allocates by leaves. Where the program has an allocator, a call of such a leaf is lowered as a call of
//! the library function beside it, which is generic over the allocator and gets the static first. The leaves that
//! `System` uses have other names and stay what they are.

use treebeard_sema::ty::{GenericArg, GenericArgs, Ty};
use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Unsupported};

use super::place::global_ptr;
use super::{Lower, Lowered, Out, PlaceCode, Source, Stmt, Want};
use crate::engine::Global;
use crate::reg::{Operand, Ptr, Reg};

/// The leaves, and the lang items in their place.
const LEAVES: [(&str, &str); 7] = [
    ("alloc", "own_alloc"),
    ("alloc_zeroed", "own_alloc_zeroed"),
    ("realloc", "own_realloc"),
    ("dealloc", "own_dealloc"),
    ("raw_alloc", "own_raw_alloc"),
    ("raw_alloc_zeroed", "own_raw_alloc_zeroed"),
    ("raw_realloc", "own_raw_realloc"),
];

impl Lower<'_> {
    /// The call of a leaf of the heap, if the program has an allocator of its own.
    pub(super) fn own_allocation(
        &mut self,
        leaf: &str,
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Option<Out>> {
        let Some(&(_, item)) = LEAVES.iter().find(|(name, _)| *name == leaf) else { return Ok(None) };
        let program = self.engine.program.clone();
        let Some(allocator) = program.global_allocator() else { return Ok(None) };
        let Some(def) = program.lang_item(item) else {
            return Err(Unsupported::new(format!("internal: {item}"), span));
        };
        let ty = program.static_type(allocator);
        let reference = Ty::new_ref(ty, Mutability::Not);
        let slot = self.temp_for(reference)?;
        let index = self.engine.global(Global::Static(allocator));
        let fill = PlaceCode::Slot(slot).write(Ptr::any_operand(Operand::Node(global_ptr(index))));
        self.pre.push(Stmt::Unit(fill));
        let mut all = vec![Source::Slot(slot, reference)];
        all.extend_from_slice(sources);
        let params: Vec<Ty> = all.iter().map(|&source| self.source_ty(source)).collect();
        let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
        self.call_item(def, args, &params, &all, result, span, want).map(Some)
    }
}
