//! Impls against their traits, and inherent impls: rustc's `compare_impl_item` and `coherence::{inherent, builtin}`.

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{self, ItemKind};
use treebeard_syntax::{Diagnostic, SpanId, Symbol};

use super::data::{constrained_by, name_list};
use crate::Sema;
use crate::collect::{AssocItem, AssocKind, ImplPolarity, SimplifiedType};
use crate::def::{DefId, DefKind};
use crate::names::Namespace;
use crate::ty::{
    GenericArg, GenericArgs, GenericParamDefKind, Predicate, Region, TraitRef, Ty, TyKind, TypeFoldable,
};

impl Sema {
    pub(super) fn check_impl(&self, impl_: DefId) {
        let Some(item) = self.item(impl_) else { return };
        let ItemKind::Impl(written) = &item.kind else { return };
        self.check_unconstrained(impl_, written);
        if written.trait_.is_none() {
            self.check_inherent_impl(impl_, written, &item);
            return;
        }
        let Some(trait_ref) = self.impl_trait_ref(impl_) else {
            // The trait is unknown: that was reported.
            return;
        };
        self.check_item_visibility(impl_);
        let is_negative = self.impl_polarity(impl_) == ImplPolarity::Negative;
        let before = self.diagnostic_count();
        self.check_unsafety(trait_ref.trait_, written, &item, is_negative);
        self.check_special_traits(impl_, trait_ref, written, &item);
        self.check_coherence(impl_, trait_ref, &item);
        self.check_private_assoc_types(impl_, trait_ref.args, trait_ref.trait_);
        if self.diagnostic_count() > before {
            self.incoherent.put(trait_ref.trait_, true);
        }
        if is_negative {
            return;
        }
        self.check_members(impl_, trait_ref);
        self.check_missing(impl_, trait_ref.trait_, &item);
    }

    /// The members of a library impl against its trait's.
    pub(super) fn check_library_impl(&self, impl_: DefId) {
        let (Some(item), Some(trait_ref)) = (self.item(impl_), self.impl_trait_ref(impl_)) else { return };
        if self.impl_polarity(impl_) == ImplPolarity::Positive {
            self.check_members(impl_, trait_ref);
            self.check_missing(impl_, trait_ref.trait_, &item);
        }
    }

    /// E0449.
    fn check_item_visibility(&self, impl_: DefId) {
        for (def, entry) in self.child_defs(impl_) {
            if entry.vis != ast::Visibility::Inherited {
                let message = "visibility qualifiers are not permitted here".to_owned();
                self.error_at("E0449", self.item(def).map_or(entry.span, |item| item.span), message);
            }
        }
    }

    /// E0199, E0200, E0198.
    fn check_unsafety(&self, trait_: DefId, written: &ast::Impl, item: &ast::Item, is_negative: bool) {
        let name = self.def_name(trait_);
        let trait_is_unsafe = self.trait_def(trait_).is_unsafe;
        if is_negative {
            if written.is_unsafe {
                self.error_at("E0198", item.span, "negative impls cannot be unsafe".to_owned());
            }
        } else if trait_is_unsafe && !written.is_unsafe {
            let message = format!("the trait `{name}` requires an `unsafe impl` declaration");
            self.error_at("E0200", item.span, message);
        } else if !trait_is_unsafe && written.is_unsafe {
            self.error_at("E0199", item.span, format!("implementing the trait `{name}` is not unsafe"));
        }
    }

    /// `Drop` and `Copy`: E0120, E0184, E0204, E0206; `Sized` and others that cannot be implemented: E0322.
    fn check_special_traits(&self, impl_: DefId, trait_ref: TraitRef, written: &ast::Impl, item: &ast::Item) {
        let self_ty = trait_ref.self_ty();
        // What a derive makes stands where the derive does.
        let is_made_up = written.self_ty.span == SpanId::NONE || written.derived.is_some();
        let span = if is_made_up { item.span } else { written.self_ty.span };
        let is_local_adt = matches!(self_ty.kind(), TyKind::Adt(def, _) if self.same_crate(*def, impl_));
        if self.is_lang_item(trait_ref.trait_, "drop") && !is_local_adt && !self_ty.has_error() {
            let message = "the `Drop` trait may only be implemented for local structs, enums, and unions";
            self.error_at("E0120", span, message.to_owned());
        } else if self.is_lang_item(trait_ref.trait_, "drop") {
            self.check_drop_impl(impl_, trait_ref, item);
        }
        self.check_object_impl(trait_ref, item);
        if self.is_lang_item(trait_ref.trait_, "sized") {
            self.error_at(
                "E0322",
                item.span,
                "explicit impls for the `Sized` trait are not permitted".to_owned(),
            );
        }
        if self.is_lang_item(trait_ref.trait_, "copy") {
            self.check_copy_impl(impl_, self_ty, span);
        }
    }

    /// E0371: an object type implements its traits by itself.
    fn check_object_impl(&self, trait_ref: TraitRef, item: &ast::Item) {
        let TyKind::Dynamic(dyn_ty, _) = trait_ref.self_ty().kind() else { return };
        let Some((principal, _)) = dyn_ty.principal else { return };
        let supers = self.all_super_traits(principal);
        if supers.iter().any(|super_| super_.trait_ == trait_ref.trait_) {
            let message = format!(
                "the object type `{}` automatically implements the trait `{}`",
                trait_ref.self_ty().display(self),
                self.def_name(trait_ref.trait_)
            );
            self.error_at("E0371", item.span, message);
        }
    }

    fn check_copy_impl(&self, impl_: DefId, self_ty: Ty, span: SpanId) {
        if self_ty.has_error() || self.impl_polarity(impl_) == ImplPolarity::Negative {
            return;
        }
        let TyKind::Adt(adt, args) = self_ty.kind() else {
            let message = "the trait `Copy` cannot be implemented for this type".to_owned();
            self.error_at("E0206", span, message);
            return;
        };
        if self.has_infinite_size(*adt) {
            return;
        }
        if self.drop_impl(*adt).is_some() {
            let message = "the trait `Copy` cannot be implemented for type with destructor";
            self.error_at("E0184", span, format!("{message} `{}`", self.def_name(*adt)));
            return;
        }
        let env = self.param_env(impl_);
        let def = self.adt_def(*adt);
        for (variant, variant_def) in def.variants.iter().enumerate() {
            for field in 0..variant_def.fields.len() {
                let ty = self.field_ty(*adt, variant as u32, field as u32, *args);
                if !ty.has_error() && !self.type_is_copy(ty, &env) {
                    let message = "the trait `Copy` cannot be implemented for this type".to_owned();
                    self.report(
                        Diagnostic::error(Some("E0204"), span, message).secondary(
                            variant_def.fields[field].span,
                            "this field does not implement `Copy`",
                        ),
                    );
                    return;
                }
            }
        }
    }

    /// E0207.
    fn check_unconstrained(&self, impl_: DefId, written: &ast::Impl) {
        let generics = self.generics_of(impl_);
        if generics.params.is_empty() {
            return;
        }
        let self_ty = self.type_of(impl_);
        let args = match self.impl_trait_ref(impl_) {
            Some(trait_ref) => trait_ref.args,
            None if written.trait_.is_some() => return,
            None => GenericArgs::new(&[GenericArg::Ty(self_ty)]),
        };
        let mut constrained = constrained_by(args);
        constrained.params.extend(constrained_by(GenericArgs::new(&[GenericArg::Ty(self_ty)])).params);
        // `<T as Trait>::Name == U` fixes `U` once `T` is known.
        loop {
            let before = constrained.params.len();
            for (predicate, _) in self.predicates_of(impl_).iter() {
                let Predicate::Projection(_, inputs, output) = predicate else { continue };
                let known = constrained_by(*inputs).params.iter().all(|p| constrained.params.contains(p));
                if known && !inputs.has_error() {
                    let fixed = constrained_by(GenericArgs::new(&[GenericArg::Ty(*output)])).params;
                    let new = fixed.into_iter().filter(|p| !constrained.params.contains(p));
                    let new: Vec<u32> = new.collect();
                    constrained.params.extend(new);
                }
            }
            if constrained.params.len() == before {
                break;
            }
        }
        let in_types = self.lifetimes_of_assoc_types(impl_);
        for param in &generics.params {
            if constrained.params.contains(&param.index) {
                continue;
            }
            let what = match param.kind {
                GenericParamDefKind::Const { .. } => "const",
                GenericParamDefKind::Type { .. } => "type",
                // Lifetimes do harm only where the value of an associated type mentions them.
                GenericParamDefKind::Lifetime if in_types.contains(&param.index) => "lifetime",
                GenericParamDefKind::Lifetime => continue,
            };
            let span = written.generics.params.iter().find(|p| p.ident.name == param.name);
            let span = span.map_or(self.def_span(impl_), |p| p.ident.span);
            let message = format!(
                "the {what} parameter `{}` is not constrained by the impl trait, self type, or predicates",
                param.name
            );
            if !self_ty.has_error() && !args.has_error() {
                self.error_at("E0207", span, message);
            }
        }
    }

    /// The lifetime parameters of an impl that the values of its associated types mention.
    fn lifetimes_of_assoc_types(&self, impl_: DefId) -> Vec<u32> {
        let types: Vec<Ty> = self
            .assoc_items(impl_)
            .iter()
            .filter(|item| item.kind == AssocKind::Ty)
            .map(|item| self.type_of(item.def))
            .collect();
        let index = |region: &Region| match region {
            Region::Param(index, _) => Some(*index),
            _ => None,
        };
        crate::collect::regions_of(&types).iter().filter_map(index).collect()
    }

    /// E0116, E0118, E0390, E0197.
    fn check_inherent_impl(&self, impl_: DefId, written: &ast::Impl, item: &ast::Item) {
        if written.is_unsafe {
            self.error_at("E0197", item.span, "inherent impls cannot be unsafe".to_owned());
        }
        let self_ty = self.type_of(impl_);
        let foreign =
            "cannot define inherent `impl` for a type outside of the crate where the type is defined";
        match self_ty.kind() {
            TyKind::Adt(def, _) | TyKind::Foreign(def) if self.same_crate(*def, impl_) => {}
            TyKind::Dynamic(dyn_ty, _)
                if dyn_ty.principal.is_some_and(|(principal, _)| self.same_crate(principal, impl_)) => {}
            TyKind::Adt(..) | TyKind::Foreign(_) | TyKind::Dynamic(..) => {
                self.error_at("E0116", item.span, foreign.to_owned());
            }
            TyKind::Error => {}
            TyKind::Param(_) | TyKind::Alias(..) => {
                let message = "no nominal type found for inherent implementation".to_owned();
                self.error_at("E0118", written.self_ty.span, message);
            }
            _ => {
                let message = "cannot define inherent `impl` for primitive types".to_owned();
                self.error_at("E0390", item.span, message);
            }
        }
    }

    /// E0592: the same name twice among the inherent impls of a type that may overlap. E0201 in one trait impl.
    pub(super) fn check_inherent_duplicates(&self) {
        let mut by_type: FxHashMap<(SimplifiedType, Symbol, Namespace), Vec<(AssocItem, Ty)>> =
            FxHashMap::default();
        let mut errors = Vec::new();
        for impl_ in self.local_impls() {
            if self.impl_has_trait(impl_) {
                continue;
            }
            let Some(head) = self.impl_head(impl_) else { continue };
            let ty = self.type_of(impl_);
            for item in self.assoc_items(impl_).iter() {
                let earlier = by_type.entry((head, item.name, item.namespace())).or_default();
                let clash = |(other, other_ty): &&(AssocItem, Ty)| {
                    other.container == impl_ || self.self_types_overlap(other.container, *other_ty, impl_, ty)
                };
                for (other, _) in earlier.iter().filter(clash) {
                    let (mut blamed, mut label) = (self.def_span(other.def), self.def_span(item.def));
                    // Inside one impl the later one is to blame.
                    if other.container == impl_ {
                        std::mem::swap(&mut blamed, &mut label);
                    }
                    errors.push((blamed, label, item.name));
                }
                earlier.push((*item, ty));
            }
        }
        for (first, second, name) in errors {
            self.report(
                Diagnostic::error(Some("E0592"), first, format!("duplicate definitions with name `{name}`"))
                    .label(format!("duplicate definitions for `{name}`"))
                    .secondary(second, format!("other definition for `{name}`")),
            );
        }
    }

    /// E0407, E0437, E0438, E0323–E0325, E0201 and the comparison of each item with the trait's.
    fn check_members(&self, impl_: DefId, trait_ref: TraitRef) {
        let trait_name = self.def_name(trait_ref.trait_);
        let items = self.assoc_items(impl_);
        for (i, item) in items.iter().enumerate() {
            let span = self.def_span(item.def);
            let same =
                |earlier: &&AssocItem| earlier.name == item.name && earlier.namespace() == item.namespace();
            if items[..i].iter().any(|earlier| same(&earlier)) {
                self.error_at("E0201", span, format!("duplicate definitions with name `{}`:", item.name));
                continue;
            }
            let declared = self.assoc_items(trait_ref.trait_);
            let found = declared.iter().find(|declared| {
                declared.name == item.name
                    && std::mem::discriminant(&declared.kind) == std::mem::discriminant(&item.kind)
            });
            match found {
                Some(declared) => self.compare_item(impl_, trait_ref, item, declared),
                None => {
                    let other = declared.iter().any(|declared| declared.name == item.name);
                    let is_real = !self.is_local(trait_ref.trait_)
                        && self.source(0).source.real_library_has(&format!(
                            "{}::{}",
                            self.def_path(trait_ref.trait_),
                            item.name
                        ));
                    if is_real {
                        let feature = format!("{}::{}", self.def_path(trait_ref.trait_), item.name);
                        self.report_unsupported(treebeard_syntax::Unsupported::new(feature, span));
                        continue;
                    }
                    let (what, code, kind_code) = match item.kind {
                        AssocKind::Fn { .. } => ("method", "E0407", "E0324"),
                        AssocKind::Ty => ("type", "E0437", "E0325"),
                        AssocKind::Const => ("const", "E0438", "E0323"),
                    };
                    let whole = self.item(item.def).map_or(span, |tree| tree.span);
                    let message = if other {
                        format!(
                            "item `{}` is an associated {what}, which doesn't match its trait `{trait_name}`",
                            item.name
                        )
                    } else {
                        format!("{what} `{}` is not a member of trait `{trait_name}`", item.name)
                    };
                    self.error_at(if other { kind_code } else { code }, whole, message);
                }
            }
        }
    }

    /// E0046.
    fn check_missing(&self, impl_: DefId, trait_: DefId, item: &ast::Item) {
        let missing: Vec<Symbol> = self
            .assoc_items(trait_)
            .iter()
            .filter(|wanted| !wanted.has_default && self.impl_item_for(impl_, wanted.def).is_none())
            .map(|wanted| wanted.name)
            .collect();
        if !missing.is_empty() {
            let list = name_list(&missing);
            self.report(
                Diagnostic::error(
                    Some("E0046"),
                    item.span,
                    format!("not all trait items implemented, missing: {list}"),
                )
                .label(format!("missing {list} in implementation")),
            );
        }
    }

    fn compare_item(&self, impl_: DefId, trait_ref: TraitRef, item: &AssocItem, declared: &AssocItem) {
        match (item.kind, declared.kind) {
            (AssocKind::Fn { has_self }, AssocKind::Fn { has_self: wanted }) => {
                self.compare_method(impl_, trait_ref, item, declared, has_self, wanted);
            }
            (AssocKind::Const, AssocKind::Const) => {
                let wanted = crate::ty::subst_ty(self.type_of(declared.def), trait_ref.args);
                let found = self.type_of(item.def);
                if !self.same_under(item.def, &[found], &[wanted]).is_empty() {
                    let message =
                        format!("implemented const `{}` has an incompatible type for trait", item.name);
                    self.error_at("E0326", self.def_span(item.def), message);
                }
            }
            _ => {}
        }
    }

    fn compare_method(
        &self,
        impl_: DefId,
        trait_ref: TraitRef,
        item: &AssocItem,
        declared: &AssocItem,
        has_self: bool,
        wanted_self: bool,
    ) {
        let tree = self.item(item.def);
        let Some(ItemKind::Fn(f)) = tree.as_deref().map(|tree| &tree.kind) else { return };
        if has_self != wanted_self {
            let (code, here, there) =
                if has_self { ("E0185", "impl", "trait") } else { ("E0186", "trait", "impl") };
            let message = format!(
                "method `{}` has a `self` declaration in the {here}, but not in the {there}",
                item.name
            );
            self.error_at(code, f.sig.span, message);
            return;
        }
        if !self.same_shape(f, item, declared) {
            return;
        }
        let sig = self.fn_sig(item.def);
        let args = self.trait_method_args(trait_ref, item.def, declared.def);
        let wanted_sig = crate::ty::subst_args(&*self.fn_sig(declared.def), args);
        let mut found: Vec<Ty> = sig.inputs.to_vec();
        found.push(sig.output);
        let mut wanted: Vec<Ty> = wanted_sig.inputs.to_vec();
        wanted.push(wanted_sig.output);
        if let Some(index) = self.same_under(item.def, &found, &wanted).first() {
            let span = f.sig.inputs.get(*index).or(f.sig.output.as_ref()).map_or(f.sig.span, |ty| ty.span);
            let message = format!("method `{}` has an incompatible type for trait", item.name);
            self.report(Diagnostic::error(Some("E0053"), span, message).note(format!(
                "expected `{}`, found `{}`",
                wanted[*index].display(self),
                found[*index].display(self)
            )));
        } else {
            self.check_stricter(item.def, declared.def, impl_, args);
        }
    }

    /// E0049, E0195, E0050: as many type parameters, lifetimes and parameters as the trait's method has.
    fn same_shape(&self, f: &ast::Fn, item: &AssocItem, declared: &AssocItem) -> bool {
        let name = item.name;
        let lifetimes = |def: DefId| {
            let generics = self.generics_of(def);
            let early = generics.params.iter().filter(|p| p.kind == GenericParamDefKind::Lifetime).count();
            (early, generics.params.len() - early, early + self.late_bound_lifetimes(def).len())
        };
        let (own, wanted) = (lifetimes(item.def), lifetimes(declared.def));
        if own.1 != wanted.1 {
            let span =
                if f.generics.span == SpanId::NONE { self.def_span(item.def) } else { f.generics.span };
            let message = format!(
                "method `{name}` has {} type parameters but its trait declaration has {} type parameters",
                own.1, wanted.1
            );
            self.error_at("E0049", span, message);
            return false;
        }
        if let Some(span) = self.differs_in_impl_trait(f, item.def, declared.def) {
            let message = format!("method `{name}` has incompatible signature for trait");
            self.error_at("E0643", span, message);
            return false;
        }
        if own.0 != wanted.0 && own.2 != wanted.2 {
            let message = format!(
                "lifetime parameters or bounds on method `{name}` do not match the trait declaration"
            );
            self.error_at("E0195", f.generics.span, message);
            return false;
        }
        let (own, wanted) = (f.sig.inputs.len(), self.fn_sig(declared.def).inputs.len());
        if own != wanted {
            let message =
                format!("method `{name}` has {own} parameters but the trait's declaration has {wanted}");
            let at = f.sig.inputs.last().map_or(f.sig.span, |ty| ty.span);
            self.error_at("E0050", at, message);
            return false;
        }
        true
    }

    /// Where one of the two methods has a parameter and the other `impl Trait`.
    fn differs_in_impl_trait(&self, f: &ast::Fn, method: DefId, declared: DefId) -> Option<SpanId> {
        let synthetic = |def: DefId| -> Vec<bool> {
            let kinds = self.generics_of(def).params.clone().into_iter().map(|param| param.kind);
            kinds
                .filter_map(|kind| match kind {
                    GenericParamDefKind::Type { synthetic, .. } => Some(synthetic),
                    GenericParamDefKind::Lifetime | GenericParamDefKind::Const { .. } => None,
                })
                .collect()
        };
        let (own, wanted) = (synthetic(method), synthetic(declared));
        if own.len() != wanted.len() {
            return None;
        }
        let index = own.iter().zip(&wanted).position(|(own, wanted)| own != wanted)?;
        let types = f.generics.params.iter().filter(|p| matches!(p.kind, ast::GenericParamKind::Type { .. }));
        let written = types.map(|param| param.ident.span).nth(index);
        Some(written.or(f.sig.inputs.last().map(|ty| ty.span)).unwrap_or(f.sig.span))
    }

    /// The arguments for the trait's method that make it comparable with the impl's: the impl's trait reference, then
    /// the impl method's own parameters.
    pub(super) fn trait_method_args(
        &self,
        trait_ref: TraitRef,
        method: DefId,
        declared: DefId,
    ) -> GenericArgs {
        let own = self.generics_of(method);
        let wanted = self.generics_of(declared);
        let others = own.params.iter().filter(|p| p.kind != GenericParamDefKind::Lifetime);
        let mut others = others.map(super::super::generics::param_as_arg);
        let mut args = trait_ref.args.to_vec();
        for param in &wanted.params {
            args.push(match param.kind {
                GenericParamDefKind::Lifetime => GenericArg::Region(crate::ty::Region::Erased),
                _ => others.next().unwrap_or(GenericArg::Ty(Ty::error())),
            });
        }
        GenericArgs::new(&args)
    }

    /// Which of these pairs of types differ, both normalised under the bounds of `def`.
    fn same_under(&self, def: DefId, found: &[Ty], wanted: &[Ty]) -> Vec<usize> {
        let env = self.param_env(def);
        let mut out = Vec::new();
        for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            let found = crate::ty::erase_regions(&self.normalize_under(&env, *found));
            let wanted = crate::ty::erase_regions(&self.normalize_under(&env, *wanted));
            let unknown = found.has_error() || wanted.has_error();
            // An opaque result refines what the trait says; it is compared where it is revealed.
            let opaque = matches!(wanted.kind(), TyKind::Alias(crate::ty::AliasKind::Opaque, ..));
            if found != wanted && !unknown && !opaque {
                out.push(index);
            }
        }
        out
    }

    /// A type with its projections replaced under an environment, as far as that is possible.
    pub(super) fn normalize_under<T: TypeFoldable>(&self, env: &crate::traits::ParamEnv, value: T) -> T {
        let mut table = crate::table::InferTable::new();
        let mut cx = crate::traits::SelectionContext::new(self, &mut table, &crate::traits::NoDelegate);
        let mut fulfill = crate::traits::FulfillCtx::new();
        let value = fulfill.normalize(&mut cx, env, SpanId::NONE, &value);
        fulfill.select_where_possible(&mut cx);
        cx.table.resolve(&value)
    }

    /// Is it an impl of the user's?
    pub fn is_local_impl(&self, def: DefId) -> bool {
        self.def_kind(def) == DefKind::Impl && self.is_local(def)
    }
}
