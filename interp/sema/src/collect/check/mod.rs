//! Errors of items: everything rustc rejects without looking into bodies.
//!
//! Asks every query of every item of the user's crates, so that errors in signatures are found though nobody uses the
//! item, then checks what no query says. rustc's `check_crate`, `coherence`, `wfcheck`, `compare_impl_item`.
//!
//! Reading order: this file (which items, signatures), [`scopes`] (names and imports), [`data`] (data types),
//! [`impls`] (impls against their traits), [`coherence`] (orphans, overlap), [`wf`] (bounds that must hold). The others
//! have one rule or two each.

mod ambiguity;
mod attributes;
mod binders;
mod coherence;
mod data;
mod drop_impls;
mod impls;
mod link;
mod repr;
mod scopes;
mod visibility;
mod wf;

use treebeard_syntax::ast::{self, ItemKind, WherePredicate};
use treebeard_syntax::{Diagnostic, SpanId};

use super::generics::ast_generics;
use super::walk::{AstTyVisitor, walk_ty};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::{
    GenericArg, GenericParamDef, GenericParamDefKind, Ty, TyKind, TypeFoldable, TypeFolder, fold_ty,
};

impl Sema {
    /// Errors of items of the user's crates: names, duplicate definitions, impls against their traits, … together
    /// with the errors that queries reported so far.
    pub fn check_items(&self) -> Vec<Diagnostic> {
        self.walk_local_bodies();
        let items = self.local_items();
        for def in &items {
            self.check_scopes(*def);
        }
        for def in &items {
            self.check_signature(*def);
        }
        for def in &items {
            match self.def_kind(*def) {
                DefKind::Struct | DefKind::Union | DefKind::Enum => self.check_data_type(*def),
                DefKind::Impl => self.check_impl(*def),
                _ => {}
            }
        }
        self.check_inherent_duplicates();
        for def in &items {
            self.check_well_formed(*def);
        }
        self.take_diagnostics()
    }

    /// Errors of the library's own items: loads and checks every header (for the library's tests).
    pub fn check_library_items(&self) -> (Vec<Diagnostic>, Vec<treebeard_syntax::Unsupported>) {
        let root = self.source(0).root;
        let mut items = vec![root];
        self.push_items(root, &mut items);
        for def in &items {
            self.check_scopes(*def);
            self.check_signature(*def);
            self.check_well_formed(*def);
            match self.def_kind(*def) {
                DefKind::Struct | DefKind::Union | DefKind::Enum => self.check_data_type(*def),
                DefKind::Impl => self.check_library_impl(*def),
                _ => {}
            }
        }
        (self.take_diagnostics(), self.take_unsupported())
    }

    /// All definitions of the user's crates that are items or associated items, in source order.
    pub(crate) fn local_items(&self) -> Vec<DefId> {
        let mut out = Vec::new();
        let roots: Vec<DefId> = self.table.sources.iter().map(|source| source.root).collect();
        for root in roots {
            if self.is_local(root) {
                out.push(root);
                self.push_items(root, &mut out);
            }
        }
        out
    }

    fn push_items(&self, container: DefId, out: &mut Vec<DefId>) {
        for (def, _) in self.child_defs(container) {
            out.push(def);
            if matches!(self.data(def).kind, DefKind::Mod | DefKind::Trait | DefKind::Impl | DefKind::Use) {
                self.push_items(def, out);
            }
        }
    }

    fn error_at(&self, code: &'static str, span: SpanId, message: String) {
        self.report(Diagnostic::error(Some(code), span, message));
    }

    /// Asks for everything an item's header says.
    fn check_signature(&self, def: DefId) {
        let kind = self.def_kind(def);
        self.check_attributes(def);
        if matches!(kind, DefKind::Mod | DefKind::Use | DefKind::Macro) {
            self.check_unsupported_item(def);
            return;
        }
        let generics = self.generics_of(def);
        for param in &generics.params {
            if let Some(default) = self.param_default(def, param.index) {
                self.check_param_default(def, param, default);
            }
        }
        self.predicates_of(def);
        match kind {
            DefKind::Struct | DefKind::Union | DefKind::Enum => {
                for variant in 0..self.adt_def(def).variants.len() {
                    self.variant_field_types(def, variant as u32);
                }
                if kind == DefKind::Enum {
                    self.discriminants(def);
                }
            }
            DefKind::Fn | DefKind::AssocFn => {
                self.fn_sig(def);
                self.check_fn_qualifiers(def);
                self.check_main(def);
            }
            DefKind::Trait => {
                self.super_predicates_of(def);
                self.check_super_cycle(def);
            }
            DefKind::Impl => {
                self.type_of(def);
                self.impl_trait_ref(def);
            }
            DefKind::AssocTy => {
                self.item_bounds(def);
                self.type_of(def);
            }
            DefKind::TypeAlias | DefKind::Const | DefKind::AssocConst | DefKind::Static => {
                self.type_of(def);
            }
            _ => {}
        }
    }

    /// E0128.
    fn check_param_default(&self, owner: DefId, param: &GenericParamDef, default: GenericArg) {
        struct Later(u32, bool);
        impl TypeFolder for Later {
            fn fold_ty(&mut self, ty: Ty) -> Ty {
                if let TyKind::Param(other) = ty.kind() {
                    self.1 |= other.index >= self.0;
                }
                fold_ty(self, ty)
            }
        }
        let mut later = Later(param.index, false);
        let _ = default.fold_with(&mut later);
        let of_self = self.written_default_names_self(owner, param);
        if let Some(span) = of_self {
            let message = "generic parameters cannot use `Self` in their defaults";
            self.error_at("E0735", span, message.to_owned());
        } else if later.1 {
            let message = "generic parameter defaults cannot reference parameters before they are declared";
            let span = param.def.map_or(SpanId::NONE, |def| self.def_span(def));
            self.error_at("E0128", span, message.to_owned());
        }
    }

    /// Where the default of a data type's parameter names `Self`, which is not known yet.
    fn written_default_names_self(&self, owner: DefId, param: &GenericParamDef) -> Option<SpanId> {
        struct Finder(Option<SpanId>);
        impl AstTyVisitor for Finder {
            fn ty(&mut self, ty: &ast::Ty) -> bool {
                if let ast::TyKind::Path(path) = &ty.kind
                    && path.segments.first().is_some_and(|first| first.ident.name.as_str() == "Self")
                {
                    self.0 = Some(path.span);
                }
                true
            }
        }
        if self.def_kind(owner) == DefKind::Trait {
            return None;
        }
        let item = self.item(owner)?;
        let written = ast_generics(&item)?.params.iter().find(|p| p.ident.name == param.name)?;
        let ast::GenericParamKind::Type { default: Some(default) } = &written.kind else { return None };
        let mut finder = Finder(None);
        walk_ty(&mut finder, default);
        finder.0
    }

    /// E0044, E0045, E0379.
    fn check_fn_qualifiers(&self, def: DefId) {
        let Some(item) = self.item(def) else { return };
        let ItemKind::Fn(function) = &item.kind else { return };
        self.check_receiver(def, function);
        let parent = self.data(def).parent;
        let in_trait = parent.is_some_and(|parent| self.def_kind(parent) == DefKind::Trait);
        let in_trait_impl = parent.is_some_and(|parent| {
            self.def_kind(parent) == DefKind::Impl && self.impl_trait_ref(parent).is_some()
        });
        if function.sig.is_const && (in_trait || in_trait_impl) {
            let place = if in_trait { "traits" } else { "trait impls" };
            self.error_at("E0379", item.span, format!("functions in {place} cannot be declared const"));
        }
        if parent.is_some_and(|parent| self.def_kind(parent) == DefKind::Use) {
            let params = &self.generics_of(def).params;
            if params.iter().any(|param| !matches!(param.kind, GenericParamDefKind::Lifetime)) {
                self.error_at("E0044", item.span, "foreign items may not have type parameters".to_owned());
            }
            let block = parent.and_then(|parent| self.item(parent));
            if let Some(ItemKind::ForeignMod(abi, _)) = block.as_deref().map(|item| &item.kind)
                && function.sig.c_variadic
                && abi.is_some_and(|abi| abi.as_str() == "Rust")
            {
                self.variadic_rust(item.span);
            }
        } else if function.sig.c_variadic && function.sig.abi.is_none_or(|abi| abi.as_str() == "Rust") {
            self.variadic_rust(item.span);
        }
    }

    /// E0801: the type of `self` is no parameter of the method's own.
    fn check_receiver(&self, def: DefId, function: &ast::Fn) {
        let (Some(written), true) = (function.sig.inputs.first(), function.sig.has_self) else { return };
        let own = self.generics_of(def).parent_count;
        if let Some(ty) = self.fn_sig(def).inputs.first()
            && matches!(ty.kind(), TyKind::Param(param) if param.index >= own)
        {
            let message = format!("invalid generic `self` parameter type: `{}`", ty.display(self));
            self.error_at("E0801", written.span, message);
        }
    }

    fn variadic_rust(&self, span: SpanId) {
        let message = "C-variadic functions with the \"Rust\" calling convention are not supported";
        self.error_at("E0045", span, message.to_owned());
    }

    fn check_unsupported_item(&self, def: DefId) {
        if let Some(item) = self.item(def)
            && let ItemKind::Unsupported(feature) = &item.kind
        {
            self.report_unsupported(treebeard_syntax::Unsupported::new(feature.as_str(), item.span));
        }
    }

    fn check_super_cycle(&self, trait_: DefId) {
        if self.cyclic_traits.get(trait_).is_some() {
            return;
        }
        let mut queue = self.super_trait_defs(trait_).to_vec();
        let mut seen = Vec::new();
        while let Some(next) = queue.pop() {
            if next == trait_ {
                let message = format!(
                    "cycle detected when computing the super predicates of `{}`",
                    self.def_name(trait_)
                );
                self.error_at("E0391", self.def_span(trait_), message);
                for other in seen {
                    self.cyclic_traits.put(other, true);
                }
                return;
            }
            if !seen.contains(&next) {
                seen.push(next);
                queue.extend_from_slice(&self.super_trait_defs(next));
            }
        }
    }

    /// E0131, E0580, E0646 and E0752: what `main` may not be.
    fn check_main(&self, def: DefId) {
        let data = self.data(def);
        let at_root = data.parent.is_some_and(|parent| self.data(parent).parent.is_none());
        if !at_root || data.kind != DefKind::Fn || data.name.as_str() != "main" {
            return;
        }
        let Some(item) = self.item(def) else { return };
        let ItemKind::Fn(f) = &item.kind else { return };
        if let Some(generics) = ast_generics(&item)
            && !generics.params.is_empty()
        {
            let message = "`main` function is not allowed to have generic parameters".to_owned();
            self.error_at("E0131", generics.span, message);
        }
        if let Some(predicate) = ast_generics(&item).and_then(|generics| generics.predicates.first()) {
            let message = "`main` function is not allowed to have a `where` clause".to_owned();
            let span = match predicate {
                WherePredicate::Type { span, .. } => *span,
                WherePredicate::Lifetime { lifetime, .. } => lifetime.ident.span,
            };
            self.error_at("E0646", span, message);
        }
        if f.sig.is_async {
            self.error_at("E0752", f.sig.span, "`main` function is not allowed to be `async`".to_owned());
        }
        if !f.sig.inputs.is_empty() {
            self.error_at("E0580", f.sig.span, "`main` function has wrong type".to_owned());
        }
    }
}
