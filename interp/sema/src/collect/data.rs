//! The results of collection as plain data.

use std::sync::Arc;

use treebeard_syntax::ast::{Mutability, VariantKind};
use treebeard_syntax::{SpanId, Symbol};

use crate::def::{CtorKind, DefId};
use crate::names::Vis;
use crate::ty::{Const, FloatTy, IntTy, Predicate, Ty, TyKind};

/// Struct, union or enum.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "named as in Rust")]
pub enum AdtKind {
    Struct,
    Union,
    Enum,
}

/// A struct, union or enum.
#[derive(Clone, PartialEq, Debug)]
pub struct AdtDef {
    /// Its definition.
    pub def: DefId,
    /// Which kind.
    pub kind: AdtKind,
    /// Its variants; exactly one for structs and unions.
    pub variants: Vec<VariantDef>,
    /// `#[repr(…)]`.
    pub repr: Repr,
}

impl AdtDef {
    /// The only variant of a struct or union.
    pub fn struct_variant(&self) -> &VariantDef {
        &self.variants[0]
    }

    /// An enum?
    pub fn is_enum(&self) -> bool {
        self.kind == AdtKind::Enum
    }

    /// The variant with this definition (or this constructor) and its index.
    pub fn variant_of(&self, def: DefId) -> Option<(u32, &VariantDef)> {
        self.variants
            .iter()
            .enumerate()
            .find(|(_, v)| v.def == def || v.ctor.is_some_and(|(ctor, _)| ctor == def))
            .map(|(i, v)| (i as u32, v))
    }
}

/// A variant of an enum, or the fields of a struct or union.
#[derive(Clone, PartialEq, Debug)]
pub struct VariantDef {
    /// The variant's definition; for structs and unions the type's own.
    pub def: DefId,
    /// Its name.
    pub name: Symbol,
    /// Its constructor, unless it has braces.
    pub ctor: Option<(DefId, CtorKind)>,
    /// How it is written.
    pub kind: VariantKind,
    /// Its fields.
    pub fields: Vec<FieldDef>,
    /// Where its discriminant comes from.
    pub discriminant: VariantDiscr,
}

impl VariantDef {
    /// The field called `name` and its index.
    pub fn field(&self, name: Symbol) -> Option<(u32, &FieldDef)> {
        self.fields.iter().enumerate().find(|(_, f)| f.name == name).map(|(i, f)| (i as u32, f))
    }
}

/// Where a variant's discriminant comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariantDiscr {
    /// `= expr`: an anonymous constant.
    Explicit(DefId),
    /// So many after the last explicit one, or after the start.
    Relative(u32),
}

/// A field.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FieldDef {
    /// Its name; a number for tuple fields.
    pub name: Symbol,
    /// Who may use it.
    pub vis: Vis,
    /// Where it stands.
    pub span: SpanId,
}

/// `#[repr(…)]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Repr {
    /// `C`.
    pub c: bool,
    /// `transparent`.
    pub transparent: bool,
    /// `packed(n)`.
    pub packed: Option<u64>,
    /// `align(n)`.
    pub align: Option<u64>,
    /// `u8`, `isize`, …
    pub int: Option<IntTy>,
    /// Library only: `#[valid_range_start(n)]` / `#[valid_range_end(n)]` as rustc's `rustc_layout_scalar_valid_range`.
    pub valid_range: Option<(u128, u128)>,
}

/// An associated item of a trait or impl.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AssocItem {
    /// Its definition.
    pub def: DefId,
    /// Its name.
    pub name: Symbol,
    /// What it is.
    pub kind: AssocKind,
    /// It has a body, value or type (in a trait: a default).
    pub has_default: bool,
    /// The trait or impl.
    pub container: DefId,
    /// The container is a trait.
    pub in_trait: bool,
}

/// What an associated item is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AssocKind {
    /// A function.
    Fn {
        /// It takes `self`.
        has_self: bool,
    },
    /// A constant.
    Const,
    /// A type.
    Ty,
}

/// The head of a type, by which impls are indexed. Parameters and projections have none: their impls are blanket.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "named as the forms of a type")]
pub enum SimplifiedType {
    Bool,
    Char,
    Int(IntTy),
    Float(FloatTy),
    Str,
    Never,
    Adt(DefId),
    Foreign(DefId),
    Array,
    Slice,
    Ref(Mutability),
    Ptr(Mutability),
    Tuple(u32),
    FnPtr(u32),
    /// `dyn` with this principal trait.
    Dyn(Option<DefId>),
    FnDef,
    Closure,
    Coroutine,
}

impl SimplifiedType {
    /// The head of `ty`; `None` for parameters, projections, opaque types, inference variables and errors.
    pub fn of(ty: Ty) -> Option<SimplifiedType> {
        Some(match ty.kind() {
            TyKind::Bool => SimplifiedType::Bool,
            TyKind::Char => SimplifiedType::Char,
            TyKind::Int(int) => SimplifiedType::Int(*int),
            TyKind::Float(float) => SimplifiedType::Float(*float),
            TyKind::Str => SimplifiedType::Str,
            TyKind::Never => SimplifiedType::Never,
            TyKind::Adt(def, _) => SimplifiedType::Adt(*def),
            TyKind::Foreign(def) => SimplifiedType::Foreign(*def),
            TyKind::Array(..) => SimplifiedType::Array,
            TyKind::Slice(_) => SimplifiedType::Slice,
            TyKind::RawPtr(_, mutability) => SimplifiedType::Ptr(*mutability),
            TyKind::Ref(_, _, mutability) => SimplifiedType::Ref(*mutability),
            TyKind::Tuple(elements) => SimplifiedType::Tuple(elements.len() as u32),
            TyKind::FnPtr(sig) => SimplifiedType::FnPtr(sig.inputs.len() as u32),
            TyKind::Dynamic(dyn_ty, _) => SimplifiedType::Dyn(dyn_ty.principal.map(|(def, _)| def)),
            TyKind::FnDef(..) => SimplifiedType::FnDef,
            TyKind::Closure(..) => SimplifiedType::Closure,
            TyKind::Coroutine(..) => SimplifiedType::Coroutine,
            TyKind::Alias(..)
            | TyKind::Param(_)
            | TyKind::Infer(_)
            | TyKind::Placeholder(_)
            | TyKind::Error => return None,
        })
    }
}

/// Predicates with the place each was written at.
pub type SpannedPredicates = Arc<[(Predicate, SpanId)]>;

/// Whether an impl says that a trait holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ImplPolarity {
    /// `impl Trait for T`.
    Positive,
    /// `impl !Trait for T`.
    Negative,
}

/// What an item's attributes and header say of a trait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TraitDef {
    /// The trait.
    pub def: DefId,
    /// `auto trait`.
    pub is_auto: bool,
    /// `unsafe trait`.
    pub is_unsafe: bool,
}

/// One slot of a trait's vtable after size, alignment and drop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VtableMethod {
    /// The trait's method.
    pub method: DefId,
    /// The trait it is declared in: the object's own or a supertrait.
    pub trait_: DefId,
}

/// Evaluates constants for sema; implemented by the evaluator and injected.
pub trait ConstEvaluator: Send + Sync {
    /// The value of a constant, static or anonymous constant of integer, `bool` or `char` type, as a type constant.
    /// `Err` was reported.
    fn eval_const(
        &self,
        sema: &crate::Sema,
        def: DefId,
        args: crate::ty::GenericArgs,
    ) -> Result<Const, ConstEvalError>;
}

/// Why a constant has no value.
#[derive(Clone, PartialEq, Debug)]
pub enum ConstEvalError {
    /// It mentions generic parameters that are not known yet.
    TooGeneric,
    /// The program is wrong.
    Error(Box<treebeard_syntax::Diagnostic>),
    /// We cannot do it.
    Unsupported(treebeard_syntax::Unsupported),
}
