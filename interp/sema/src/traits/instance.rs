//! Which code a call runs, once all types are known.
//!
//! `rustc_ty_utils::instance`, `rustc_middle::ty::normalize_erasing_regions`. Everything here is concrete: no
//! parameters, no variables, opaque types seen through.

use treebeard_syntax::SpanId;

use super::builtin::BuiltinTrait;
use super::project::normalize_closed_or_self;
use super::select::{ImplSourceKind, Selected};
use super::{FulfillCtx, NoDelegate, Obligation, ParamEnv, SelectionContext};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::table::InferTable;
use crate::tree::ClosureKind;
use crate::ty::{
    ClosureId, Const, ConstKind, GenericArg, GenericArgs, GenericParamDefKind, Region, TraitRef, Ty, TyKind,
    TypeFlags, TypeFoldable, TypeFolder, erase_regions, fold_const,
};

/// A body with concrete arguments, or something the evaluator makes itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Instance {
    /// The function; for shims the trait's method.
    pub def: DefId,
    /// Its arguments, concrete and without regions.
    pub args: GenericArgs,
    /// What it is.
    pub kind: InstanceKind,
}

/// What an [`Instance`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InstanceKind {
    /// A function with a body (or native).
    Item,
    /// A tuple constructor.
    Ctor,
    /// The body of a closure; `args` are the closure's. Called through a trait method of kind `via`; if the closure
    /// itself is of kind `own` and they differ, the closure value is referenced or dereferenced: `FnOnce` of an `Fn`
    /// or `FnMut` closure takes it by value, calls it by reference and drops it.
    Closure {
        /// Which closure.
        id: ClosureId,
        /// Its own kind.
        own: ClosureKind,
        /// The trait it is called through.
        via: ClosureKind,
    },
    /// A Fn trait's method on a function item or pointer type: calls it with the arguments.
    FnPtrShim(Ty),
    /// A method of a trait object: slot of the vtable after size, alignment and drop.
    Virtual(u32),
    /// `Clone::clone` of a tuple, closure, function or other type without an impl: copies or clones the parts.
    CloneShim(Ty),
    /// Something only the evaluator knows, by its lang item's or method's name.
    Builtin,
}

impl Sema {
    /// The code that a call of `def` with concrete `args` runs: trait methods are resolved to the impl's, or the
    /// default body. `None` if there is none (a predicate does not hold, or a type is still generic).
    pub fn resolve_instance(&self, def: DefId, args: GenericArgs) -> Option<Instance> {
        let args = self.normalize_args_erasing_regions(args);
        if let Some(known) = self.traits.instances.get(&(def, args)) {
            return Some(known);
        }
        let found = self.find_instance(def, args)?;
        Some(self.traits.instances.put((def, args), found))
    }

    fn find_instance(&self, def: DefId, args: GenericArgs) -> Option<Instance> {
        let item = |kind| Some(Instance { def, args, kind });
        match self.def_kind(def) {
            DefKind::Ctor(..) => return item(InstanceKind::Ctor),
            DefKind::AssocFn => {}
            _ => return item(InstanceKind::Item),
        }
        let Some(assoc) = self.assoc_item(def) else { return item(InstanceKind::Item) };
        if !assoc.in_trait {
            return item(InstanceKind::Item);
        }
        let count = self.generics_of(assoc.container).count();
        let trait_ref =
            TraitRef { trait_: assoc.container, args: GenericArgs::new(&args[..count.min(args.len())]) };
        let self_ty = trait_ref.self_ty();
        match self.select_closed(trait_ref)? {
            ImplSourceKind::Impl(impl_, impl_args) => match self.impl_item_for(impl_, def) {
                Some(found) => {
                    let args = self.args_of_impl_item(found, impl_args, &args[count..]);
                    Some(Instance { def: found, args, kind: InstanceKind::Item })
                }
                None => assoc.has_default.then_some(Instance { def, args, kind: InstanceKind::Item }),
            },
            ImplSourceKind::Callable(_) => self.callable_instance(def, args, self_ty, assoc.container),
            ImplSourceKind::Object => {
                let TyKind::Dynamic(dyn_ty, _) = self_ty.kind() else { return None };
                let (principal, _) = dyn_ty.principal?;
                let slot = self.vtable_entries(principal).iter().position(|entry| entry.method == def);
                match slot {
                    Some(slot) => item(InstanceKind::Virtual(u32::try_from(slot).ok()?)),
                    // A default method that is no slot (`where Self: Sized` aside): run on the object itself.
                    None => item(InstanceKind::Item),
                }
            }
            ImplSourceKind::Builtin => match self.builtin_trait(assoc.container) {
                BuiltinTrait::Clone if !assoc.has_default => item(InstanceKind::CloneShim(self_ty)),
                BuiltinTrait::Future if !assoc.has_default => {
                    let args = GenericArgs::new(&[GenericArg::Ty(self_ty)]);
                    let poll = self.lang_item("coroutine_poll")?;
                    Some(Instance { def: poll, args, kind: InstanceKind::Item })
                }
                _ if assoc.has_default => item(InstanceKind::Item),
                _ => item(InstanceKind::Builtin),
            },
            ImplSourceKind::Param => None,
        }
    }

    fn callable_instance(
        &self,
        def: DefId,
        args: GenericArgs,
        self_ty: Ty,
        trait_: DefId,
    ) -> Option<Instance> {
        if let TyKind::Closure(id, closure_args) = self_ty.kind()
            && self.is_async_closure(*id)
        {
            return self.async_closure_instance(def, args, (*id, *closure_args));
        }
        let (BuiltinTrait::Fn(via) | BuiltinTrait::AsyncFn(via)) = self.builtin_trait(trait_) else {
            return None;
        };
        match self_ty.kind() {
            TyKind::Closure(id, closure_args) => {
                let own = self.closure_info(*id, *closure_args).kind?;
                Some(Instance { def, args: *closure_args, kind: InstanceKind::Closure { id: *id, own, via } })
            }
            _ => Some(Instance { def, args, kind: InstanceKind::FnPtrShim(self_ty) }),
        }
    }

    /// By what a trait predicate of concrete types holds, with all arguments known.
    pub fn select_closed(&self, trait_ref: TraitRef) -> Option<ImplSourceKind> {
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let env = ParamEnv::reveal_all();
        let obligation = Obligation::of_trait(trait_ref, &env, SpanId::NONE);
        let Selected::Yes(source) = cx.select(&obligation) else { return None };
        let mut fulfill = FulfillCtx::new();
        fulfill.register_all(source.nested);
        if !fulfill.select_where_possible(&mut cx).is_empty() {
            return None;
        }
        Some(match source.kind {
            ImplSourceKind::Impl(impl_, args) => {
                ImplSourceKind::Impl(impl_, self.normalize_args_erasing_regions(cx.table.resolve(&args)))
            }
            other => other,
        })
    }

    /// The impl's arguments followed by the method's own, which are the trait method's; lifetimes may be distributed
    /// differently among early and late bound ones.
    pub(super) fn args_of_impl_item(
        &self,
        item: DefId,
        impl_args: GenericArgs,
        own: &[GenericArg],
    ) -> GenericArgs {
        let mut given = own.iter().filter(|arg| !matches!(arg, GenericArg::Region(_)));
        let mut all = impl_args.to_vec();
        for param in &self.generics_of(item).params {
            match param.kind {
                GenericParamDefKind::Lifetime => all.push(GenericArg::Region(Region::Erased)),
                GenericParamDefKind::Type { .. } | GenericParamDefKind::Const { .. } => {
                    all.extend(given.next())
                }
            }
        }
        GenericArgs::new(&all)
    }

    /// The associated constant that `def` (of a trait) is for these concrete arguments: the impl's, or the default.
    pub fn resolve_assoc_const(&self, def: DefId, args: GenericArgs) -> Option<(DefId, GenericArgs)> {
        let args = self.normalize_args_erasing_regions(args);
        let Some(assoc) = self.assoc_item(def).filter(|item| item.in_trait) else { return Some((def, args)) };
        let count = self.generics_of(assoc.container).count();
        let trait_ref =
            TraitRef { trait_: assoc.container, args: GenericArgs::new(&args[..count.min(args.len())]) };
        match self.select_closed(trait_ref)? {
            ImplSourceKind::Impl(impl_, impl_args) => match self.impl_item_for(impl_, def) {
                Some(found) => Some((found, impl_args)),
                None => assoc.has_default.then_some((def, args)),
            },
            _ => assoc.has_default.then_some((def, args)),
        }
    }

    /// A concrete type with all projections and opaque types replaced, and without regions.
    pub fn normalize_erasing_regions(&self, ty: Ty) -> Ty {
        if !ty.flags().intersects(TypeFlags::HAS_ALIAS.union(TypeFlags::HAS_REGION)) {
            return ty;
        }
        if let Some(known) = self.traits.erased.get(&ty) {
            return known;
        }
        let erased = erase_regions(&ty);
        let normalized = erase_regions(&normalize_closed_or_self(self, &ParamEnv::reveal_all(), erased));
        if normalized.has_alias() {
            // The body that an opaque type comes from is just being inferred.
            return normalized;
        }
        self.traits.erased.put(ty, normalized)
    }

    /// The same for a list of arguments.
    pub fn normalize_args_erasing_regions(&self, args: GenericArgs) -> GenericArgs {
        if !args.flags().intersects(TypeFlags::HAS_ALIAS.union(TypeFlags::HAS_REGION)) {
            return args;
        }
        args.fold_with(&mut NormalizeErasing(self))
    }

    /// The same for anything made of types.
    pub fn normalize_value_erasing_regions<T: TypeFoldable>(&self, value: &T) -> T {
        value.fold_with(&mut NormalizeErasing(self))
    }
}

struct NormalizeErasing<'a>(&'a Sema);

impl TypeFolder for NormalizeErasing<'_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        self.0.normalize_erasing_regions(ty)
    }

    fn fold_region(&mut self, _: Region) -> Region {
        Region::Erased
    }

    fn fold_const(&mut self, c: Const) -> Const {
        let c = fold_const(self, c);
        match c.kind() {
            ConstKind::Unevaluated(def, args) => self.0.eval_const(*def, *args).unwrap_or(c),
            _ => c,
        }
    }
}
