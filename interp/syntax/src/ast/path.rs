//! Paths and generic arguments.

use serde::{Deserialize, Serialize};

use super::{AnonConst, Bound, Ident, Lifetime, Ty};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// A path, `std::vec::Vec::<i32>::new`, in expression, type, pattern or use position.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Path {
    /// Where it starts.
    pub root: PathRoot,
    /// `<T as Trait>::…`: the self type; the first `trait_segments` segments name the trait (0 for `<T>::…`).
    pub qself: Option<Box<QSelf>>,
    /// The segments after the root. `self`, `Self`, `super`, `crate` at the start are in `root`, except a leading
    /// `Self`, which is an ordinary segment named `Self`.
    pub segments: Vec<PathSegment>,
    /// The whole path.
    pub span: SpanId,
}

/// Where a path starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PathRoot {
    /// At the first segment, found in scope.
    Relative,
    /// `::name` (2018 on: an external crate).
    Global,
    /// `crate`.
    Crate,
    /// `$crate` of a macro defined in the named crate, or a path the frontend made up (`std` for the library).
    Named(Symbol),
    /// `self::` (0) or `super::` repeated.
    Super(u32),
}

/// The self type of `<T as Trait>::Name`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QSelf {
    /// `T`.
    pub ty: Ty,
    /// How many leading segments of the path name the trait.
    pub trait_segments: usize,
}

/// A segment of a path.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PathSegment {
    /// The name.
    pub ident: Ident,
    /// `<…>` or `(…) -> …`.
    pub args: Option<Box<GenericArgs>>,
}

/// Generic arguments as written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GenericArgs {
    /// Lifetimes, types and constants, in order.
    pub args: Vec<GenericArg>,
    /// `Item = T`, `Item: Bound`.
    pub constraints: Vec<AssocConstraint>,
    /// Written as `Fn(A, B) -> C`: `args` is one tuple type and `constraints` holds `Output`.
    pub parenthesized: bool,
    /// From `<` to `>`.
    pub span: SpanId,
}

/// One generic argument.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum GenericArg {
    /// `'a`.
    Lifetime(Lifetime),
    /// A type; a single-segment path may turn out to be a const parameter.
    Type(Ty),
    /// `3`, `{ N + 1 }`, `-1`.
    Const(AnonConst),
}

/// `Item = T`, `N = 3` or `Item: Bound` inside generic arguments.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AssocConstraint {
    /// The associated item.
    pub ident: Ident,
    /// Its own arguments.
    pub args: Option<Box<GenericArgs>>,
    /// What is said of it.
    pub kind: AssocConstraintKind,
}

/// What an associated constraint says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum AssocConstraintKind {
    /// `= T`.
    Equal(Ty),
    /// `= 3`.
    EqualConst(AnonConst),
    /// `: Bounds`.
    Bound(Vec<Bound>),
}
