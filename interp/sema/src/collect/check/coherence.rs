//! Who may write an impl, and which impls may not stand together: rustc's `coherence::{orphan, overlap}`.

use treebeard_syntax::{Diagnostic, SpanId, ast};

use crate::Sema;
use crate::collect::{ImplPolarity, SimplifiedType};
use crate::def::DefId;
use crate::table::InferTable;
use crate::traits::{NoDelegate, ParamEnv, SelectionContext};
use crate::ty::{TraitRef, Ty, TyKind, subst_ty};

/// Who owns the types of a trait reference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Orphan {
    /// A local type comes before any uncovered parameter.
    Local,
    /// No local type.
    Foreign,
    /// A bare parameter before the first local type, or no local type at all.
    Uncovered,
}

impl Sema {
    pub(super) fn check_coherence(&self, impl_: DefId, trait_ref: TraitRef, item: &ast::Item) {
        if trait_ref.args.has_error() {
            return;
        }
        if !self.same_crate(trait_ref.trait_, impl_) {
            match self.orphan(impl_, trait_ref) {
                Orphan::Local => {}
                Orphan::Foreign => {
                    let message = "only traits defined in the current crate can be implemented for types defined outside of the crate";
                    self.report(
                        Diagnostic::error(Some("E0117"), item.span, message)
                            .note("define and implement a trait or new type instead"),
                    );
                    return;
                }
                Orphan::Uncovered => {
                    let message = "type parameter must be used as the type parameter for some local type";
                    self.error_at("E0210", item.span, message.to_owned());
                    return;
                }
            }
        }
        self.check_overlap(impl_, trait_ref, item);
    }

    /// The types of `trait_ref` in order, fundamental wrappers looked through.
    fn orphan(&self, impl_: DefId, trait_ref: TraitRef) -> Orphan {
        let mut uncovered = false;
        for ty in trait_ref.args.iter().filter_map(|arg| arg.as_ty()) {
            match self.ownership(impl_, ty) {
                Orphan::Local => return if uncovered { Orphan::Uncovered } else { Orphan::Local },
                Orphan::Uncovered => uncovered = true,
                Orphan::Foreign => {}
            }
        }
        if uncovered { Orphan::Uncovered } else { Orphan::Foreign }
    }

    fn ownership(&self, impl_: DefId, ty: Ty) -> Orphan {
        match ty.kind() {
            TyKind::Adt(def, _) if self.same_crate(*def, impl_) => Orphan::Local,
            TyKind::Adt(def, args) if self.is_fundamental(*def) => self.ownership(impl_, args.ty_at(0)),
            TyKind::Ref(_, inner, _) => self.ownership(impl_, *inner),
            TyKind::Dynamic(dyn_ty, _) => match dyn_ty.principal {
                Some((principal, _)) if self.same_crate(principal, impl_) => Orphan::Local,
                _ => Orphan::Foreign,
            },
            TyKind::Param(_) | TyKind::Infer(_) | TyKind::Alias(..) => Orphan::Uncovered,
            TyKind::Closure(..) | TyKind::Coroutine(..) | TyKind::Error => Orphan::Local,
            _ => Orphan::Foreign,
        }
    }

    fn is_fundamental(&self, adt: DefId) -> bool {
        self.is_lang_item(adt, "owned_box") || self.has_attr(adt, "fundamental")
    }

    /// E0119, E0751.
    fn check_overlap(&self, impl_: DefId, trait_ref: TraitRef, item: &ast::Item) {
        let head = SimplifiedType::of(trait_ref.self_ty());
        if self.is_auto_trait(trait_ref.trait_) && self.impl_polarity(impl_) == ImplPolarity::Positive {
            return;
        }
        for other in self.impls_of_trait(trait_ref.trait_, head).iter().copied() {
            // Of two local impls the later one is blamed, once; a crate comes after those it names.
            let place = |def: DefId| (self.data(def).krate, def);
            if other == impl_ || place(other) > place(impl_) {
                continue;
            }
            if self.impl_trait_ref(other).is_some_and(|header| header.args.has_error()) {
                continue;
            }
            if !self.impls_overlap(impl_, other) {
                continue;
            }
            let (a, b) = (self.impl_polarity(impl_), self.impl_polarity(other));
            let name = self.def_name(trait_ref.trait_);
            let ty = trait_ref.self_ty().display(self);
            let (code, message) = if a == b {
                ("E0119", format!("conflicting implementations of trait `{name}` for type `{ty}`"))
            } else {
                (
                    "E0751",
                    format!(
                        "found both positive and negative implementation of trait `{name}` for type `{ty}`"
                    ),
                )
            };
            let mut error = Diagnostic::error(Some(code), item.span, message)
                .label(format!("conflicting implementation for `{ty}`"));
            if self.is_local(other) {
                let first = self.item(other).map_or(SpanId::NONE, |item| item.span);
                error = error.secondary(first, "first implementation here");
            }
            self.report(error);
            return;
        }
    }

    /// Can the self types of two inherent impls be the same?
    pub(super) fn self_types_overlap(&self, a: DefId, ty_a: Ty, b: DefId, ty_b: Ty) -> bool {
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let args_a = cx.fresh_args(a, &[], SpanId::NONE);
        let args_b = cx.fresh_args(b, &[], SpanId::NONE);
        let (ty_a, ty_b) = (subst_ty(ty_a, args_a), subst_ty(ty_b, args_b));
        if ty_a.has_alias() || ty_b.has_alias() || cx.table.unify(ty_a, ty_b).is_err() {
            return false;
        }
        let env = ParamEnv::empty();
        let mut needed = cx.predicates_for(a, args_a, &env, SpanId::NONE);
        needed.extend(cx.predicates_for(b, args_b, &env, SpanId::NONE));
        !needed.iter().any(|obligation| cx.is_known_false(obligation))
    }
}
