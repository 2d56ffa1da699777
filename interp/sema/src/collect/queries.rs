//! The list of queries (first landing: signatures with empty results, each filled in its own file next).

use std::sync::Arc;

use treebeard_syntax::ast::{self, Edition, Mutability};
use treebeard_syntax::{Diagnostic, SpanId, Symbol};

use super::*;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::{Binding, Namespace, PathRes, Res, Scope, Vis};
use crate::ty::{Const, FnSig, GenericArg, GenericArgs, Generics, ParamTy, Predicate, Region, TraitRef, Ty};

#[expect(unused_variables, reason = "first landing: bodies follow")]
impl Sema {
    // --- definitions
    /// Adds a crate of the user's program; gives its root module.
    pub fn add_crate(&self, krate: ast::Crate) -> DefId {
        DefId(0)
    }
    /// What it is.
    pub fn def_kind(&self, def: DefId) -> DefKind {
        DefKind::Mod
    }
    /// Its name; empty for impls and anonymous constants.
    pub fn def_name(&self, def: DefId) -> Symbol {
        Symbol::new("")
    }
    /// The definition it stands in.
    pub fn parent(&self, def: DefId) -> Option<DefId> {
        None
    }
    /// The position of its name, or of the whole.
    pub fn def_span(&self, def: DefId) -> SpanId {
        SpanId::NONE
    }
    /// The full path as `type_name` prints it.
    pub fn def_path(&self, def: DefId) -> String {
        String::new()
    }
    /// Part of the user's program?
    pub fn is_local(&self, def: DefId) -> bool {
        false
    }
    /// The edition of its crate.
    pub fn edition(&self, def: DefId) -> Edition {
        Edition::E2024
    }
    /// Root module of its crate.
    pub fn crate_root(&self, def: DefId) -> DefId {
        DefId(0)
    }
    /// The module (or block with items) it stands in.
    pub fn parent_module(&self, def: DefId) -> DefId {
        DefId(0)
    }
    /// Who may use it.
    pub fn visibility(&self, def: DefId) -> Vis {
        Vis::Public
    }
    /// May code in `from` (a module or block) use something with this visibility?
    pub fn is_accessible(&self, vis: Vis, from: DefId) -> bool {
        true
    }
    /// Its attributes.
    pub fn attrs(&self, def: DefId) -> Arc<[ast::Attr]> {
        Arc::default()
    }
    /// Has it `#[name]`?
    pub fn has_attr(&self, def: DefId, name: &str) -> bool {
        false
    }
    /// The text of `#[name = "…"]` or `#[name(…)]`.
    pub fn attr_value(&self, def: DefId, name: &str) -> Option<Symbol> {
        None
    }
    /// The definition with `#[lang = "name"]`.
    pub fn lang_item(&self, name: &str) -> Option<DefId> {
        None
    }
    /// The lang item that `def` is.
    pub fn lang_name(&self, def: DefId) -> Option<Symbol> {
        None
    }
    /// Is it that lang item?
    pub fn is_lang_item(&self, def: DefId, name: &str) -> bool {
        false
    }
    /// The item's tree, without nested items and bodies (which are definitions of their own).
    pub fn item(&self, def: DefId) -> Option<Arc<ast::Item>> {
        None
    }
    /// The body of a function, constant, static or anonymous constant.
    pub fn body_ast(&self, def: DefId) -> Option<Arc<ast::Body>> {
        None
    }
    /// Every definition of the user's program that has a body (functions, constants, statics, associated ones,
    /// discriminants), in source order; those nested in bodies included.
    pub fn local_bodies(&self) -> Vec<DefId> {
        Vec::new()
    }
    /// The item called `path` (`["main"]`) in the crate of `root`, for entry points and tests.
    pub fn lookup_path(&self, root: DefId, path: &[&str], ns: Namespace) -> Option<DefId> {
        None
    }

    // --- scopes and paths
    /// The scope in which the generics and the body of `def` are read.
    pub fn scope_of(&self, def: DefId) -> Scope {
        Scope { owner: def, module: def }
    }
    /// The scope inside a block of the body of `scope.owner` (`scope` itself if the block declares no items).
    pub fn enter_block(&self, scope: Scope, block: &ast::Block) -> Scope {
        scope
    }
    /// An item of the innermost block of `scope` only (to be asked, block by block, between the local ribs).
    pub fn block_item(&self, scope: Scope, name: Symbol, ns: Namespace) -> Option<Res> {
        None
    }
    /// What a path in an expression or pattern names. Single segments that are locals must be looked up before.
    pub fn resolve_value_path(&self, scope: Scope, path: &ast::Path) -> Result<PathRes, Box<Diagnostic>> {
        Ok(PathRes { res: Res::Err, unresolved: 0 })
    }
    /// What a path in a type, trait, struct expression or struct pattern names.
    pub fn resolve_type_path(&self, scope: Scope, path: &ast::Path) -> Result<PathRes, Box<Diagnostic>> {
        Ok(PathRes { res: Res::Err, unresolved: 0 })
    }
    /// A single name in lexical scope, without reporting (pattern identifiers that may be constants).
    pub fn resolve_ident(&self, scope: Scope, name: Symbol, ns: Namespace) -> Option<Binding> {
        None
    }
    /// The traits whose methods can be called here.
    pub fn traits_in_scope(&self, scope: Scope) -> Arc<[DefId]> {
        Arc::default()
    }

    // --- data types
    /// A struct, union or enum.
    pub fn adt_def(&self, def: DefId) -> Arc<AdtDef> {
        Arc::new(AdtDef { def, kind: AdtKind::Struct, variants: Vec::new(), repr: Repr::default() })
    }
    /// The type of a field (not normalised).
    pub fn field_ty(&self, adt: DefId, variant: u32, field: u32, args: GenericArgs) -> Ty {
        Ty::error()
    }
    /// The discriminants of an enum, by variant.
    pub fn discriminants(&self, adt: DefId) -> Arc<[i128]> {
        Arc::default()
    }
    /// The enum (or struct) of a variant or constructor.
    pub fn adt_of_variant(&self, variant_or_ctor: DefId) -> DefId {
        variant_or_ctor
    }
    /// The integer type of an enum's discriminant (`isize` unless `repr` says otherwise).
    pub fn discriminant_ty(&self, adt: DefId) -> Ty {
        Ty::error()
    }

    // --- items
    /// The generic parameters.
    pub fn generics_of(&self, def: DefId) -> Arc<Generics> {
        Arc::default()
    }
    /// Each parameter as its own argument.
    pub fn identity_args(&self, def: DefId) -> GenericArgs {
        GenericArgs::empty()
    }
    /// Own and inherited predicates. Parameters are `Sized` unless `?Sized`; a trait's include `Self: Trait`.
    pub fn predicates_of(&self, def: DefId) -> SpannedPredicates {
        Arc::default()
    }
    /// What holds of `Self` in a trait besides the trait itself.
    pub fn super_predicates_of(&self, trait_: DefId) -> SpannedPredicates {
        Arc::default()
    }
    /// Direct supertraits, in terms of the trait's parameters.
    pub fn super_traits(&self, trait_: DefId) -> Arc<[TraitRef]> {
        Arc::default()
    }
    /// The trait and all its supertraits, transitively, in terms of the trait's parameters.
    pub fn all_super_traits(&self, trait_: DefId) -> Arc<[TraitRef]> {
        Arc::default()
    }
    /// What holds of an associated type (in terms of the trait's parameters and its own) or of an opaque type.
    pub fn item_bounds(&self, assoc_ty_or_opaque: DefId) -> SpannedPredicates {
        Arc::default()
    }
    /// The type of a definition (not normalised): data type, alias, constant, static, function item, constructor,
    /// impl (self type), associated type of an impl or its default, anonymous constant.
    pub fn type_of(&self, def: DefId) -> Ty {
        Ty::error()
    }
    /// The signature of a function or constructor (not normalised).
    pub fn fn_sig(&self, def: DefId) -> Arc<FnSig> {
        Arc::new(FnSig {
            inputs: crate::ty::TyList::new(&[]),
            output: Ty::error(),
            c_variadic: false,
            is_unsafe: false,
            abi: crate::ty::Abi::Rust,
        })
    }
    /// Whether a function is `const`.
    pub fn is_const_fn(&self, def: DefId) -> bool {
        false
    }
    /// `static mut`?
    pub fn static_mutability(&self, def: DefId) -> Mutability {
        Mutability::Not
    }
    /// The trait an impl implements (not normalised).
    pub fn impl_trait_ref(&self, impl_: DefId) -> Option<TraitRef> {
        None
    }
    /// Positive or negative.
    pub fn impl_polarity(&self, impl_: DefId) -> ImplPolarity {
        ImplPolarity::Positive
    }
    /// What a trait's header says.
    pub fn trait_def(&self, trait_: DefId) -> TraitDef {
        TraitDef { def: trait_, is_auto: false, is_unsafe: false }
    }
    /// The default of the generic parameter at `index` of `def`'s full list, in terms of the parameters before it.
    pub fn param_default(&self, def: DefId, index: u32) -> Option<GenericArg> {
        None
    }
    /// The type of a const parameter of `def` or its parents.
    pub fn const_param_ty(&self, def: DefId, param: ParamTy) -> Ty {
        Ty::error()
    }
    /// The value of an anonymous or named constant as a type constant, evaluated if possible.
    pub fn eval_const(&self, def: DefId, args: GenericArgs) -> Result<Const, ConstEvalError> {
        Err(ConstEvalError::TooGeneric)
    }
    /// The function (or constant) whose body defines an opaque type.
    pub fn opaque_owner(&self, opaque: DefId) -> DefId {
        opaque
    }

    // --- associated items and impls
    /// The associated items of a trait or impl, in source order.
    pub fn assoc_items(&self, container: DefId) -> Arc<[AssocItem]> {
        Arc::default()
    }
    /// An associated item by its own definition.
    pub fn assoc_item(&self, def: DefId) -> Option<AssocItem> {
        None
    }
    /// The associated item of this name and namespace.
    pub fn assoc_item_by_name(&self, container: DefId, name: Symbol, ns: Namespace) -> Option<AssocItem> {
        None
    }
    /// The trait's item that an impl's item implements.
    pub fn trait_item_of_impl_item(&self, impl_item: DefId) -> Option<DefId> {
        None
    }
    /// The impl's own item for a trait's item; `None` if it uses the default.
    pub fn impl_item_for(&self, impl_: DefId, trait_item: DefId) -> Option<DefId> {
        None
    }
    /// The trait or impl of an associated item.
    pub fn assoc_container(&self, item: DefId) -> Option<DefId> {
        None
    }
    /// Impls that may apply to this self type: those for its head and the blanket ones; all for `None`.
    pub fn impls_of_trait(&self, trait_: DefId, self_ty: Option<SimplifiedType>) -> Arc<[DefId]> {
        Arc::default()
    }
    /// Inherent impls of this head.
    pub fn inherent_impls(&self, self_ty: SimplifiedType) -> Arc<[DefId]> {
        Arc::default()
    }
    /// An auto trait?
    pub fn is_auto_trait(&self, trait_: DefId) -> bool {
        false
    }
    /// The methods of a trait object's vtable, supertraits' first, in rustc's order.
    pub fn vtable_entries(&self, trait_: DefId) -> Arc<[VtableMethod]> {
        Arc::default()
    }
    /// Why a trait cannot be used as `dyn` (E0038); empty if it can.
    pub fn dyn_incompatibility(&self, trait_: DefId) -> Vec<(SpanId, String)> {
        Vec::new()
    }

    // --- lowering
    /// Generic arguments for the own parameters of `def`, after `parent`'s. For a trait, `parent` holds `Self`.
    pub fn lower_generic_args(
        &self,
        def: DefId,
        parent: &[GenericArg],
        args: Option<&ast::GenericArgs>,
        missing: MissingArgs,
        span: SpanId,
        ctx: &dyn ItemLowering,
    ) -> GenericArgs {
        GenericArgs::new(parent)
    }
    /// A trait with arguments as written, for a self type; further predicates (`Item = T`) are pushed to `out`.
    pub fn lower_trait_ref(
        &self,
        path: &ast::Path,
        self_ty: Ty,
        ctx: &dyn ItemLowering,
        out: &mut Vec<(Predicate, SpanId)>,
    ) -> Option<TraitRef> {
        None
    }
    /// Bounds as written, for a bounded type. `sized` says whether `?Sized` was absent.
    pub fn lower_bounds(
        &self,
        bounds: &[ast::Bound],
        bounded: Ty,
        ctx: &dyn ItemLowering,
        out: &mut Vec<(Predicate, SpanId)>,
    ) {
    }
    /// An anonymous constant of type `ty` as a type constant.
    pub fn lower_anon_const(&self, c: &ast::AnonConst, ty: Ty, ctx: &dyn ItemLowering) -> Const {
        Const::new(crate::ty::ConstKind::Error)
    }
    /// A named lifetime in scope.
    pub fn lower_lifetime(&self, lifetime: ast::Lifetime, ctx: &dyn ItemLowering) -> Region {
        Region::Erased
    }

    // --- checks
    /// Errors of items of the user's crates: names, duplicate definitions, impls against their traits, …
    pub fn check_items(&self) -> Vec<Diagnostic> {
        Vec::new()
    }
}
