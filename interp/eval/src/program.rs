//! What the evaluator asks of the front half.
//!
//! [`Program`] is the whole interface: bodies, layouts, resolution of calls, a few facts about definitions and
//! positions. `Sema` implements it (in the embedding crate); tests implement it over bodies built by hand.
//!
//! Invariant: everything asked is answered for concrete types only (no parameters, no aliases left).

use std::sync::Arc;

use treebeard_sema::def::DefId;
use treebeard_sema::layout::Layout;
use treebeard_sema::tree::{ClosureBody, ClosureKind, TypedBody};
use treebeard_sema::ty::{ClosureId, GenericArgs, Ty};
use treebeard_syntax::SpanId;

/// What a call means once its type arguments are known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Resolved {
    /// A function with a body, or a native leaf.
    Item(DefId, GenericArgs),
    /// The constructor of a tuple struct or variant.
    Ctor(DefId, GenericArgs),
    /// A closure, called through this Fn trait.
    Closure(ClosureId, GenericArgs, ClosureKind),
    /// A Fn trait's method on a function item: call this.
    FnItem(DefId, GenericArgs, ClosureKind),
    /// A Fn trait's method on a function pointer of this type.
    FnPointer(Ty, ClosureKind),
    /// A method of a `dyn` type: its index in the vtable.
    Virtual(u32),
    /// The built-in `Clone::clone` of this type (tuples, arrays, closures, everything `Copy`).
    Clone(Ty),
    /// `drop_in_place` of this type.
    DropInPlace(Ty),
}

/// The kinds of algebraic type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AdtKind {
    /// `struct`.
    Struct,
    /// `enum`.
    Enum,
    /// `union`.
    Union,
}

/// A line of the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// The front half, as the evaluator sees it.
pub trait Program: Send + Sync {
    /// The body of a function, constant or static; `None` when it has none (or it has errors).
    fn typed_body(&self, def: DefId) -> Option<Arc<TypedBody>>;

    /// The body of a closure.
    fn closure_body(&self, closure: ClosureId) -> Option<Arc<ClosureBody>> {
        let body = self.typed_body(closure.owner)?;
        body.closures.get(&closure.node).map(|found| Arc::new(found.clone()))
    }

    /// The layout of a concrete type.
    fn layout_of(&self, ty: Ty) -> Result<Arc<Layout>, String>;

    /// Resolves aliases and erases regions.
    fn normalize(&self, ty: Ty) -> Ty;

    /// Resolves a callee.
    fn resolve(&self, def: DefId, args: GenericArgs) -> Result<Resolved, String>;

    /// The value of a constant of a type, if it is known without running anything.
    fn eval_const(&self, c: treebeard_sema::ty::Const) -> Option<u128>;

    /// Number of variants (1 for structs and unions).
    fn variant_count(&self, adt: DefId) -> usize;

    /// The types of a variant's fields.
    fn field_types(&self, adt: DefId, variant: u32, args: GenericArgs) -> Vec<Ty>;

    /// The discriminant of a variant.
    fn discriminant(&self, adt: DefId, variant: u32) -> i128;

    /// Struct, enum or union.
    fn adt_kind(&self, adt: DefId) -> AdtKind;

    /// Type and variant of a constructor.
    fn ctor_variant(&self, ctor: DefId) -> (DefId, u32);

    /// The `Drop::drop` of a type's own `Drop` impl.
    fn drop_method(&self, ty: Ty) -> Option<(DefId, GenericArgs)>;

    /// Whether the type is `Copy`.
    fn is_copy(&self, ty: Ty) -> bool;

    /// The methods of the vtable of `concrete` as `dyn_ty`; `None` for those that cannot be called. With each, which
    /// Fn trait's method it is, if it is one.
    fn vtable_methods(&self, concrete: Ty, dyn_ty: Ty) -> Vec<Option<(Resolved, Option<ClosureKind>)>>;

    /// Index of `FnOnce::call_once` in the vtable of a `dyn` type.
    fn once_index(&self, dyn_ty: Ty) -> u32;

    /// Which Fn trait the method is `call`, `call_mut` or `call_once` of (the trait's own or an impl's).
    fn fn_trait_method(&self, def: DefId) -> Option<ClosureKind>;

    /// The constant that is meant: an associated constant of a trait is that of the impl.
    fn resolve_const(&self, def: DefId, args: GenericArgs) -> Result<(DefId, GenericArgs), String>;

    /// Parameter types and result type of a function, instantiated; regions erased.
    fn fn_signature(&self, def: DefId, args: GenericArgs) -> (Vec<Ty>, Ty);

    /// The declared signature of a function, with its lifetimes.
    fn signature(&self, def: DefId) -> Option<Arc<treebeard_sema::ty::FnSig>> {
        let _ = def;
        None
    }

    /// As `field_types`, aliases not resolved and lifetimes kept.
    fn raw_field_types(&self, adt: DefId, variant: u32, args: GenericArgs) -> Vec<Ty> {
        self.field_types(adt, variant, args)
    }

    /// A library item the language knows.
    fn lang_item(&self, name: &str) -> Option<DefId>;

    /// Whether the type is the library's `Box`.
    fn is_box(&self, ty: Ty) -> bool;

    /// Path of a definition, as `type_name` prints it.
    fn def_path(&self, def: DefId) -> String;

    /// A type as `type_name` prints it.
    fn type_name(&self, ty: Ty) -> String;

    /// The program's `#[global_allocator]`.
    fn global_allocator(&self) -> Option<DefId> {
        None
    }

    /// Whether the function has this attribute (`track_caller`, `native`).
    fn has_attr(&self, def: DefId, name: &str) -> bool;

    /// Whether calls of the function may be replaced by its body: library functions never change.
    fn is_library(&self, def: DefId) -> bool;

    /// Whether a static is `mut` or has interior mutability; its type.
    fn static_type(&self, def: DefId) -> Ty;

    /// Where a span begins, for panic messages; `None` for no position.
    fn position(&self, span: SpanId) -> Option<Position>;
}
