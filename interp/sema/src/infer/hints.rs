//! What a person could do about an error: help that rustc gives with it too. Nothing here decides anything.

use treebeard_syntax::ast::{Ident, Mutability};
use treebeard_syntax::{Diagnostic, SpanId, Symbol};

use super::body::InferCtx;
use super::local::RibKind;
use crate::def::DefId;
use crate::names::nearest;
use crate::ty::{InferTy, Ty, TyKind};

/// More fields than this are not listed.
const FIELDS_MAX: usize = 5;

impl InferCtx<'_> {
    /// `mismatched types` with the way from one to the other, where there is a usual one.
    pub(super) fn with_conversion(&mut self, error: Diagnostic, expected: Ty, found: Ty) -> Diagnostic {
        match self.conversion(expected, found) {
            Some(help) => error.help(help),
            None => error,
        }
    }

    fn conversion(&mut self, expected: Ty, found: Ty) -> Option<String> {
        let sema = self.sema;
        let help = match (expected.kind(), found.kind()) {
            (TyKind::Adt(def, _), TyKind::Ref(_, inner, _))
                if *inner.kind() == TyKind::Str && sema.is_lang_item(*def, "String") =>
            {
                "try using a conversion method: `.to_string()`".to_owned()
            }
            (TyKind::Adt(def, args), _)
                if is_same(args.ty_at(0), found) && sema.is_lang_item(*def, "Option") =>
            {
                "try wrapping the expression in `Some`".to_owned()
            }
            (TyKind::Adt(def, args), _)
                if is_same(args.ty_at(0), found) && sema.is_lang_item(*def, "Result") =>
            {
                "try wrapping the expression in `Ok`".to_owned()
            }
            (TyKind::Ref(_, inner, Mutability::Mut), _) if is_same(*inner, found) => {
                "consider borrowing here: `&mut `".to_owned()
            }
            (TyKind::Ref(_, inner, _), _) if is_same(*inner, found) => {
                "consider borrowing here: `&`".to_owned()
            }
            (_, TyKind::Ref(_, inner, _))
                if is_same(expected, *inner) && sema.type_is_copy(expected, &self.param_env) =>
            {
                "consider dereferencing the borrow: `*`".to_owned()
            }
            (TyKind::Int(_), TyKind::Int(_)) => format!(
                "you can convert `{}` to `{}` and panic if the value doesn't fit: `.try_into().unwrap()`",
                self.show(found),
                self.show(expected)
            ),
            _ => return None,
        };
        Some(help)
    }

    /// The variable in scope whose name is most like one that does not exist.
    pub(super) fn with_similar_local(&self, error: Diagnostic, ident: Ident) -> Diagnostic {
        let names = self.ribs.iter().filter_map(|rib| match rib {
            RibKind::Bindings(bindings) => Some(bindings.iter().map(|(binding, _)| binding.name)),
            _ => None,
        });
        match nearest(ident.name.as_str(), names.flatten()) {
            Some(near) => error.help(format!("a local variable with a similar name exists: `{near}`")),
            None => error,
        }
    }

    /// The fields there are, and the one that may have been meant.
    pub(super) fn with_fields(&self, error: Diagnostic, name: Symbol, fields: &[Symbol]) -> Diagnostic {
        let error = match nearest(name.as_str(), fields.iter().copied()) {
            Some(near) => error.help(format!("a field with a similar name exists: `{near}`")),
            None => error,
        };
        let shown: Vec<String> = fields.iter().take(FIELDS_MAX).map(|field| format!("`{field}`")).collect();
        match fields.len().saturating_sub(FIELDS_MAX) {
            _ if fields.is_empty() => error.note("there are no fields"),
            0 => error.note(format!("available fields are: {}", shown.join(", "))),
            more => error.note(format!("available fields are: {} ... and {more} others", shown.join(", "))),
        }
    }

    /// The names of a struct's fields that may be used here.
    pub(super) fn visible_fields(&self, ty: Ty) -> Vec<Symbol> {
        let mut ty = ty;
        while let TyKind::Ref(_, inner, _) = ty.kind() {
            ty = *inner;
        }
        let TyKind::Adt(def, _) = ty.kind() else { return Vec::new() };
        let adt = self.sema.adt_def(*def);
        if adt.is_enum() || adt.variants.is_empty() {
            return Vec::new();
        }
        let fields = adt.struct_variant().fields.iter();
        fields
            .filter(|field| self.sema.is_accessible(field.vis, self.scope.module))
            .map(|field| field.name)
            .collect()
    }

    /// Where the called function is declared.
    pub(super) fn with_callee(&self, error: Diagnostic, callee: Option<DefId>) -> Diagnostic {
        let Some(callee) = callee.filter(|def| self.sema.is_local(*def)) else { return error };
        let span = self.sema.def_span(callee);
        if span == SpanId::NONE {
            return error;
        }
        error.secondary(span, format!("{} defined here", self.sema.def_descr(callee)))
    }
}

/// Is it this type, or a literal that could be of it?
fn is_same(ty: Ty, found: Ty) -> bool {
    match (ty.kind(), found.kind()) {
        (TyKind::Int(_), TyKind::Infer(InferTy::Int(_))) => true,
        (TyKind::Float(_), TyKind::Infer(InferTy::Float(_))) => true,
        _ => ty == found,
    }
}
