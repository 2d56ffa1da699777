//! Types, bounds and generics as written.

use serde::{Deserialize, Serialize};

use super::{AnonConst, Ident, Mutability, Path};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// A type as written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ty {
    /// What it is.
    pub kind: TyKind,
    /// Where it stands.
    pub span: SpanId,
}

/// The forms of a type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum TyKind {
    /// A path, `Self` included.
    Path(Path),
    /// `&'a mut T`.
    Ref(Option<Lifetime>, Mutability, Box<Ty>),
    /// `*const T`, `*mut T`.
    Ptr(Mutability, Box<Ty>),
    /// `[T]`.
    Slice(Box<Ty>),
    /// `[T; N]`.
    Array(Box<Ty>, Box<AnonConst>),
    /// `(A, B)`.
    Tuple(Vec<Ty>),
    /// `!`.
    Never,
    /// `for<'a> unsafe extern "C" fn(A) -> B`.
    BareFn(Box<BareFn>),
    /// `dyn A + B`.
    TraitObject(Vec<Bound>),
    /// `impl A + B`.
    ImplTrait(Vec<Bound>),
    /// `_`.
    Infer,
    /// Something the frontend cannot express; the text is the feature's name.
    Unsupported(Symbol),
}

/// A function pointer type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BareFn {
    /// `for<'a>`.
    pub lifetimes: Vec<GenericParam>,
    /// `unsafe`.
    pub is_unsafe: bool,
    /// `extern "C"`.
    pub abi: Option<Symbol>,
    /// Parameter types.
    pub inputs: Vec<Ty>,
    /// Result type; `None` is `()`.
    pub output: Option<Ty>,
    /// `...` at the end.
    pub c_variadic: bool,
}

/// A lifetime, `'a`, `'static` or `'_`; the name includes the apostrophe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lifetime {
    /// With the apostrophe.
    pub ident: Ident,
}

/// A bound of a type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Bound {
    /// A trait.
    Trait(TraitBound),
    /// `'a`.
    Lifetime(Lifetime),
    /// `use<'a, T>` of a precise capture.
    Use(Vec<Ident>, SpanId),
}

/// `for<'a> ?Trait<'a>`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TraitBound {
    /// `for<'a>`.
    pub lifetimes: Vec<GenericParam>,
    /// `?`.
    pub maybe: bool,
    /// The trait.
    pub path: Path,
    /// Where it stands.
    pub span: SpanId,
}

/// `<'a, T: Bound = Default, const N: usize> where …`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Generics {
    /// In order of declaration.
    pub params: Vec<GenericParam>,
    /// The where clause.
    pub predicates: Vec<WherePredicate>,
    /// From `<` to `>`.
    pub span: SpanId,
}

/// A generic parameter.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GenericParam {
    /// Its name (with apostrophe for a lifetime).
    pub ident: Ident,
    /// `: A + B`.
    pub bounds: Vec<Bound>,
    /// Which kind.
    pub kind: GenericParamKind,
}

/// The kinds of generic parameter.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum GenericParamKind {
    /// `'a`.
    Lifetime,
    /// `T = Default`.
    Type {
        /// The default.
        default: Option<Ty>,
    },
    /// `const N: usize = 3`.
    Const {
        /// Its type.
        ty: Ty,
        /// The default.
        default: Option<AnonConst>,
    },
}

/// One predicate of a where clause.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum WherePredicate {
    /// `for<'a> T: A + B`.
    Type {
        /// `for<'a>`.
        lifetimes: Vec<GenericParam>,
        /// The bounded type.
        ty: Ty,
        /// Its bounds.
        bounds: Vec<Bound>,
        /// Where it stands.
        span: SpanId,
    },
    /// `'a: 'b`.
    Lifetime {
        /// The bounded lifetime.
        lifetime: Lifetime,
        /// What it outlives.
        bounds: Vec<Lifetime>,
    },
}
