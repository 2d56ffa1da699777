//! What paths mean: resolutions, scopes, visibility.

use treebeard_syntax::{Diagnostic, Symbol, Unsupported};

use crate::def::DefId;
use crate::ty::{FloatTy, IntTy, ParamTy, Ty};

/// The two namespaces of paths (macros are gone by now).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Namespace {
    /// Modules, types, traits, enums' variants.
    Type,
    /// Functions, constants, statics, constructors.
    Value,
}

/// Primitive types by name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "named as in Rust")]
pub enum PrimTy {
    Bool,
    Char,
    Str,
    Int(IntTy),
    Float(FloatTy),
}

impl PrimTy {
    /// The primitive type named `name`.
    pub fn from_name(name: &str) -> Option<PrimTy> {
        Some(match name {
            "bool" => PrimTy::Bool,
            "char" => PrimTy::Char,
            "str" => PrimTy::Str,
            "f32" => PrimTy::Float(FloatTy::F32),
            "f64" => PrimTy::Float(FloatTy::F64),
            _ => PrimTy::Int(IntTy::from_name(name)?),
        })
    }

    /// The type itself.
    pub fn ty(self) -> Ty {
        match self {
            PrimTy::Bool => Ty::bool(),
            PrimTy::Char => Ty::char(),
            PrimTy::Str => Ty::str(),
            PrimTy::Int(int) => Ty::int(int),
            PrimTy::Float(float) => Ty::float(float),
        }
    }
}

/// What a path, or the resolved part of it, names. Locals are not here: inference looks for them first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Res {
    /// A definition: module, type, trait, variant, constructor, function, constant, static, associated item of a
    /// trait named through the trait.
    Def(DefId),
    /// A primitive type.
    PrimTy(PrimTy),
    /// `Self` inside a trait (given) or inside the items of one.
    SelfTyParam(DefId),
    /// `Self` inside an impl (given): the type is `type_of(impl)`.
    SelfTyAlias(DefId),
    /// `Self(…)`, `Self` as a value: the constructor of the impl's (given) self type.
    SelfCtor(DefId),
    /// A generic type parameter.
    TyParam(ParamTy),
    /// A const generic parameter.
    ConstParam(ParamTy),
    /// Could not be resolved; an error was reported.
    Err,
}

/// A resolved path: `res` is what the first `segments.len() - unresolved` segments name; the remaining segments are
/// associated items to be found by type (`Vec::<T>::new` has `unresolved` 1, `Option::Some` has 0).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PathRes {
    /// What the resolved part names.
    pub res: Res,
    /// How many trailing segments are left.
    pub unresolved: usize,
}

/// Where names are looked up: a definition whose generics are in scope, and the innermost module or block with items.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Scope {
    /// The definition whose generic parameters (and `Self`) are in scope.
    pub owner: DefId,
    /// The innermost module or block with items.
    pub module: DefId,
}

/// Who may use something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Vis {
    /// Everybody.
    Public,
    /// A module and those inside it.
    Restricted(DefId),
}

/// What [`Scope`] lookups of a single name found, for suggestions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding {
    /// What the name stands for.
    pub res: Res,
    /// Who may use this binding.
    pub vis: Vis,
    /// The name.
    pub name: Symbol,
    /// Two globs bring different things under this name (E0659 when used).
    pub ambiguous: bool,
}

impl Binding {
    /// A binding that everybody may use.
    pub(crate) fn public(res: Res, name: Symbol) -> Binding {
        Binding { res, vis: Vis::Public, name, ambiguous: false }
    }
}

/// Why a path has no meaning.
#[derive(Clone, PartialEq, Debug)]
pub enum PathError {
    /// The program is wrong.
    Error(Box<Diagnostic>),
    /// The real library has it, ours does not.
    Unsupported(Unsupported),
}

/// What kind of thing a path is expected to name; rustc's `PathSource`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PathSource {
    /// A type.
    Type,
    /// A trait.
    Trait,
    /// A value.
    Expr,
    /// The callee of a call.
    Call,
    /// A constant, unit struct or unit variant in a pattern.
    Pat,
    /// `Path(…)` in a pattern.
    TupleStruct,
    /// `Path { … }` in an expression or pattern.
    Struct,
}

impl PathSource {
    /// The namespace of the last segment.
    pub fn namespace(self) -> Namespace {
        match self {
            PathSource::Type | PathSource::Trait | PathSource::Struct => Namespace::Type,
            PathSource::Expr | PathSource::Call | PathSource::Pat | PathSource::TupleStruct => {
                Namespace::Value
            }
        }
    }
}
