//! Types that leave an undone attempt: variables made inside it no longer exist, and become fresh ones.
//!
//! `rustc_infer::infer::snapshot::fudge`.

use treebeard_syntax::SpanId;

use crate::table::InferTable;
use crate::ty::{Const, ConstKind, InferTy, Ty, TyKind, TypeFoldable, TypeFolder, fold_const, fold_ty};
use rustc_hash::FxHashMap;

struct Renew<'a> {
    table: &'a mut InferTable,
    before: usize,
    span: SpanId,
    types: FxHashMap<InferTy, Ty>,
    consts: FxHashMap<u32, Const>,
}

/// Replaces variables numbered `before` or later by fresh ones.
pub(super) fn renew(table: &mut InferTable, before: usize, span: SpanId, types: Vec<Ty>) -> Vec<Ty> {
    let mut folder = Renew { table, before, span, types: FxHashMap::default(), consts: FxHashMap::default() };
    types.fold_with(&mut folder)
}

impl TypeFolder for Renew<'_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.has_infer() {
            return ty;
        }
        let TyKind::Infer(infer) = ty.kind() else { return fold_ty(self, ty) };
        let (InferTy::Ty(index) | InferTy::Int(index) | InferTy::Float(index)) = *infer;
        if (index as usize) < self.before {
            return ty;
        }
        if let Some(&known) = self.types.get(infer) {
            return known;
        }
        let fresh = match infer {
            InferTy::Ty(_) => self.table.new_ty_var(self.span),
            InferTy::Int(_) => self.table.new_int_var(self.span),
            InferTy::Float(_) => self.table.new_float_var(self.span),
        };
        self.types.insert(*infer, fresh);
        fresh
    }

    fn fold_const(&mut self, c: Const) -> Const {
        match c.kind() {
            ConstKind::Infer(index) if *index as usize >= self.before => {
                if let Some(&known) = self.consts.get(index) {
                    return known;
                }
                let fresh = self.table.new_const_var(self.span);
                self.consts.insert(*index, fresh);
                fresh
            }
            _ => fold_const(self, c),
        }
    }
}
