//! `[a, .., b]`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Pat, PatKind};

use super::PatCtx;
use crate::infer::body::InferCtx;
use crate::infer::local::Bindings;
use crate::ty::{Const, ConstKind, Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_pat_slice(
        &mut self,
        pat: &Pat,
        elements: &[Pat],
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        let expected = self.structurally_resolve(expected);
        let rest = elements.iter().position(is_rest);
        let given = elements.len() - usize::from(rest.is_some());
        let (element_ty, rest_ty) = match expected.kind() {
            TyKind::Array(element, len) => {
                let rest_ty = self.array_rest(pat, *element, *len, given, rest.is_some());
                (*element, rest_ty)
            }
            TyKind::Slice(element) => (*element, expected),
            TyKind::Error => (Ty::error(), Ty::error()),
            _ if self.is_ty_var(expected) && rest.is_none() => {
                let element = self.new_var_at(pat.span);
                let array = Ty::new(TyKind::Array(element, Const::usize(given as u64)));
                let _ = self.table.unify(expected, array);
                (element, Ty::error())
            }
            _ => {
                if self.is_ty_var(expected) {
                    self.must_resolve(pat.span, expected);
                } else {
                    let shown = self.show(expected);
                    let message = format!("expected an array or slice, found `{shown}`");
                    self.report(
                        Diagnostic::error(Some("E0529"), pat.span, message)
                            .label(format!("pattern cannot match with input type `{shown}`")),
                    );
                }
                (Ty::error(), Ty::error())
            }
        };
        for (index, element) in elements.iter().enumerate() {
            if Some(index) != rest {
                self.check_pat(element, element_ty, pat_ctx, bindings);
                continue;
            }
            self.write_ty(element.id, rest_ty);
            if let PatKind::Ident { by_ref, mutability, ident, sub: Some(sub) } = &element.kind {
                self.write_ty(sub.id, rest_ty);
                self.check_pat_ident(
                    element,
                    (*by_ref, *mutability),
                    *ident,
                    None,
                    rest_ty,
                    pat_ctx,
                    bindings,
                );
            }
        }
    }

    /// The type of `..` in an array pattern; the lengths must fit.
    fn array_rest(&mut self, pat: &Pat, element: Ty, len: Const, given: usize, has_rest: bool) -> Ty {
        let len = self.table.shallow_resolve_const(len);
        match len.kind() {
            ConstKind::Value(_, len) => {
                let len = *len;
                if !has_rest && len != given as u128 {
                    let message = format!("pattern requires {given} elements but array has {len}");
                    self.report(
                        Diagnostic::error(Some("E0527"), pat.span, message)
                            .label(format!("expected {len} elements")),
                    );
                    return Ty::error();
                }
                match len.checked_sub(given as u128) {
                    Some(rest) => Ty::new(TyKind::Array(element, Const::usize(rest as u64))),
                    None => {
                        let message =
                            format!("pattern requires at least {given} elements but array has {len}");
                        self.report(
                            Diagnostic::error(Some("E0528"), pat.span, message)
                                .label(format!("pattern cannot match array of {len} elements")),
                        );
                        Ty::error()
                    }
                }
            }
            ConstKind::Infer(_) if !has_rest => {
                let _ = self.table.unify_const(len, Const::usize(given as u64));
                Ty::error()
            }
            ConstKind::Error => Ty::error(),
            _ => {
                let message = "cannot pattern-match on an array without a fixed length";
                self.error(Some("E0730"), pat.span, message);
                Ty::error()
            }
        }
    }
}

/// `..` or `x @ ..`.
fn is_rest(pat: &Pat) -> bool {
    match &pat.kind {
        PatKind::Rest => true,
        PatKind::Ident { sub: Some(sub), .. } => matches!(sub.kind, PatKind::Rest),
        _ => false,
    }
}
