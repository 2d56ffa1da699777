//! The front half as the evaluator sees it: `treebeard_eval::Program` over `Sema`.

use std::sync::{Arc, OnceLock, RwLock};

use rustc_hash::FxHashMap;
use treebeard_eval::program::{AdtKind, Position, Program, Resolved};
use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_sema::layout::{Layout, LayoutError};
use treebeard_sema::names::{FullPaths, Namespace};
use treebeard_sema::traits::{Instance, InstanceKind, ParamEnv};
use treebeard_sema::tree::{ClosureBody, ClosureKind, TypedBody};
use treebeard_sema::ty::{ClosureId, Const, ConstKind, GenericArg, GenericArgs, Ty, TyKind, subst_args};
use treebeard_syntax::{SpanId, Symbol};

/// `Sema`, with what the evaluator asks often remembered.
pub(crate) struct Front {
    sema: Arc<Sema>,
    closures: RwLock<FxHashMap<ClosureId, Arc<ClosureBody>>>,
    names: RwLock<FxHashMap<DefId, Arc<str>>>,
    allocator: OnceLock<Option<DefId>>,
}

impl Front {
    pub(crate) fn new(sema: Arc<Sema>) -> Front {
        Front { sema, closures: RwLock::default(), names: RwLock::default(), allocator: OnceLock::new() }
    }

    fn resolved(&self, instance: Instance) -> Result<Resolved, String> {
        let Instance { def, args, kind } = instance;
        let via = || self.fn_trait_method(def).unwrap_or(ClosureKind::Fn);
        Ok(match kind {
            InstanceKind::Item => Resolved::Item(def, args),
            InstanceKind::Ctor => Resolved::Ctor(def, args),
            InstanceKind::Closure { id, via, .. } => Resolved::Closure(id, args, via),
            InstanceKind::FnPtrShim(ty) => match ty.kind() {
                TyKind::FnDef(def, args) => Resolved::FnItem(*def, *args, via()),
                TyKind::FnPtr(_) => Resolved::FnPointer(ty, via()),
                _ => return Err(format!("call of {}", self.type_name(ty))),
            },
            InstanceKind::Virtual(index) => Resolved::Virtual(index),
            InstanceKind::CloneShim(ty) => Resolved::Clone(ty),
            InstanceKind::Builtin => return Err(format!("builtin {}", self.sema.def_path(def))),
        })
    }

    /// The method of a trait with this lang name.
    fn method_of(&self, lang: &str, name: &str) -> Option<DefId> {
        let trait_ = self.sema.lang_item(lang)?;
        self.sema.assoc_item_by_name(trait_, Symbol::new(name), Namespace::Value).map(|item| item.def)
    }
}

impl Program for Front {
    fn typed_body(&self, def: DefId) -> Option<Arc<TypedBody>> {
        self.sema.body_ast(def)?;
        Some(self.sema.typed_body(def))
    }

    fn closure_body(&self, closure: ClosureId) -> Option<Arc<ClosureBody>> {
        let known = self.closures.read().unwrap_or_else(|e| e.into_inner()).get(&closure).cloned();
        if known.is_some() {
            return known;
        }
        let body = Arc::new(self.sema.typed_body(closure.owner).closures.get(&closure.node)?.clone());
        self.closures.write().unwrap_or_else(|e| e.into_inner()).insert(closure, body.clone());
        Some(body)
    }

    fn layout_of(&self, ty: Ty) -> Result<Arc<Layout>, String> {
        self.sema.layout_of(ty).map_err(|error| match error {
            LayoutError::Error(_) => treebeard_sema::tree::UNKNOWN_TYPE.to_owned(),
            other => format!("layout: {other:?}"),
        })
    }

    fn normalize(&self, ty: Ty) -> Ty {
        self.sema.normalize_erasing_regions(ty)
    }

    fn resolve(&self, def: DefId, args: GenericArgs) -> Result<Resolved, String> {
        match self.sema.resolve_instance(def, args) {
            Some(instance) => self.resolved(instance),
            None => Err(format!("unresolved call of {}", self.sema.def_path(def))),
        }
    }

    fn resolve_const(&self, def: DefId, args: GenericArgs) -> Result<(DefId, GenericArgs), String> {
        self.sema
            .resolve_assoc_const(def, args)
            .ok_or_else(|| format!("unresolved constant {}", self.sema.def_path(def)))
    }

    fn eval_const(&self, c: Const) -> Option<u128> {
        match c.kind() {
            ConstKind::Value(_, bits) => Some(*bits),
            ConstKind::Unevaluated(def, args) => match self.sema.eval_const(*def, *args).ok()?.kind() {
                ConstKind::Value(_, bits) => Some(*bits),
                _ => None,
            },
            _ => None,
        }
    }

    fn variant_count(&self, adt: DefId) -> usize {
        self.sema.adt_def(adt).variants.len()
    }

    fn field_types(&self, adt: DefId, variant: u32, args: GenericArgs) -> Vec<Ty> {
        let def = self.sema.adt_def(adt);
        let count = def.variants.get(variant as usize).map_or(0, |variant| variant.fields.len());
        (0..count).map(|i| self.normalize(self.sema.field_ty(adt, variant, i as u32, args))).collect()
    }

    fn discriminant(&self, adt: DefId, variant: u32) -> i128 {
        self.sema.discriminants(adt).get(variant as usize).copied().unwrap_or(i128::from(variant))
    }

    fn adt_kind(&self, adt: DefId) -> AdtKind {
        match self.sema.adt_def(adt).kind {
            treebeard_sema::collect::AdtKind::Struct => AdtKind::Struct,
            treebeard_sema::collect::AdtKind::Union => AdtKind::Union,
            treebeard_sema::collect::AdtKind::Enum => AdtKind::Enum,
        }
    }

    fn ctor_variant(&self, ctor: DefId) -> (DefId, u32) {
        let adt = self.sema.adt_of_variant(ctor);
        let variant = self.sema.adt_def(adt).variant_of(ctor).map_or(0, |(index, _)| index);
        (adt, variant)
    }

    fn drop_method(&self, ty: Ty) -> Option<(DefId, GenericArgs)> {
        let TyKind::Adt(adt, _) = ty.kind() else { return None };
        self.sema.drop_impl(*adt)?;
        let method = self.method_of("drop", "drop")?;
        let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
        match self.resolve(method, args) {
            Ok(Resolved::Item(def, args)) => Some((def, args)),
            _ => None,
        }
    }

    fn is_copy(&self, ty: Ty) -> bool {
        self.sema.type_is_copy(ty, &ParamEnv::reveal_all())
    }

    fn vtable_methods(&self, concrete: Ty, dyn_ty: Ty) -> Vec<Option<(Resolved, Option<ClosureKind>)>> {
        let TyKind::Dynamic(data, _) = dyn_ty.kind() else { return Vec::new() };
        let Some((principal, _)) = data.principal else { return Vec::new() };
        let entries = self.sema.vtable_entries(principal);
        let methods = self.sema.vtable_methods(concrete, dyn_ty);
        entries
            .iter()
            .zip(methods)
            .map(|(entry, instance)| {
                let via = self.fn_trait_method(entry.method);
                instance.and_then(|instance| self.resolved(instance).ok()).map(|resolved| (resolved, via))
            })
            .collect()
    }

    fn once_index(&self, dyn_ty: Ty) -> u32 {
        let TyKind::Dynamic(data, _) = dyn_ty.kind() else { return 0 };
        let Some((principal, _)) = data.principal else { return 0 };
        let once = |entry: DefId| self.fn_trait_method(entry) == Some(ClosureKind::FnOnce);
        let index = self.sema.vtable_entries(principal).iter().position(|entry| once(entry.method));
        index.map_or(0, |index| index as u32)
    }

    fn fn_trait_method(&self, def: DefId) -> Option<ClosureKind> {
        let item = self.sema.trait_item_of_impl_item(def).unwrap_or(def);
        let container = self.sema.assoc_container(item)?;
        let kinds = [
            ("fn", ClosureKind::Fn),
            ("fn_mut", ClosureKind::FnMut),
            ("fn_once", ClosureKind::FnOnce),
            ("async_fn", ClosureKind::Fn),
            ("async_fn_mut", ClosureKind::FnMut),
            ("async_fn_once", ClosureKind::FnOnce),
        ];
        kinds
            .into_iter()
            .find_map(|(name, kind)| (self.sema.lang_item(name) == Some(container)).then_some(kind))
    }

    fn fn_signature(&self, def: DefId, args: GenericArgs) -> (Vec<Ty>, Ty) {
        let sig = subst_args(&*self.sema.fn_sig(def), args);
        let normal = |ty: Ty| self.normalize(treebeard_sema::ty::erase_regions(&ty));
        (sig.inputs.iter().map(|&ty| normal(ty)).collect(), normal(sig.output))
    }

    fn signature(&self, def: DefId) -> Option<Arc<treebeard_sema::ty::FnSig>> {
        Some(self.sema.fn_sig(def))
    }

    fn raw_field_types(&self, adt: DefId, variant: u32, args: GenericArgs) -> Vec<Ty> {
        let def = self.sema.adt_def(adt);
        let count = def.variants.get(variant as usize).map_or(0, |variant| variant.fields.len());
        (0..count).map(|i| self.sema.field_ty(adt, variant, i as u32, args)).collect()
    }

    fn lang_item(&self, name: &str) -> Option<DefId> {
        match name {
            "clone_fn" => self.method_of("clone", "clone"),
            "fn_once_call_once" => self.method_of("fn_once", "call_once"),
            _ => self.sema.lang_item(name),
        }
    }

    fn is_box(&self, ty: Ty) -> bool {
        matches!(ty.kind(), TyKind::Adt(adt, _) if self.sema.is_lang_item(*adt, "owned_box"))
    }

    fn def_path(&self, def: DefId) -> String {
        let known = self.names.read().unwrap_or_else(|e| e.into_inner()).get(&def).cloned();
        if let Some(known) = known {
            return known.to_string();
        }
        let path = self.sema.def_path(def);
        self.names.write().unwrap_or_else(|e| e.into_inner()).insert(def, path.as_str().into());
        path
    }

    fn type_name(&self, ty: Ty) -> String {
        ty.display(&FullPaths(&self.sema))
    }

    fn global_allocator(&self) -> Option<DefId> {
        let found = || {
            let mut bodies = self.sema.local_bodies().into_iter();
            bodies.find(|&def| self.sema.has_attr(def, "global_allocator"))
        };
        *self.allocator.get_or_init(found)
    }

    fn has_attr(&self, def: DefId, name: &str) -> bool {
        self.sema.has_attr(def, name)
    }

    fn is_library(&self, def: DefId) -> bool {
        !self.sema.is_local(def)
    }

    fn static_type(&self, def: DefId) -> Ty {
        self.normalize(treebeard_sema::ty::erase_regions(&self.sema.type_of(def)))
    }

    fn position(&self, span: SpanId) -> Option<Position> {
        let location = span.location()?;
        Some(Position { file: location.file.into(), line: location.line, column: location.column })
    }
}
