//! Patterns.

use serde::{Deserialize, Serialize};

use super::{Expr, Ident, Mutability, NodeId, Path};
use crate::span::SpanId;

/// A pattern.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pat {
    /// Dense id within the body.
    pub id: NodeId,
    /// What it is.
    pub kind: PatKind,
    /// Where it stands.
    pub span: SpanId,
}

/// The forms of a pattern.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum PatKind {
    /// `_`.
    Wild,
    /// `..` inside a tuple or slice.
    Rest,
    /// `!`.
    Never,
    /// `ref mut x @ sub`. Without sub-pattern, `ref` and `mut` it may turn out to be a constant or unit variant.
    Ident {
        /// `ref`, `ref mut`.
        by_ref: Option<Mutability>,
        /// `mut x`.
        mutability: Mutability,
        /// The name.
        ident: Ident,
        /// After `@`.
        sub: Option<Box<Pat>>,
    },
    /// A constant, unit struct or unit variant by path.
    Path(Path),
    /// A literal, possibly negated (an expression of kind `Lit` or `Unary(Neg, Lit)`), or an inline const.
    Lit(Box<Expr>),
    /// `a..=b`, `a..b`, `a..`, `..=b`, `..b`; ends are literals or paths.
    Range {
        /// Lower end.
        start: Option<Box<Expr>>,
        /// Upper end.
        end: Option<Box<Expr>>,
        /// `..=`.
        inclusive: bool,
    },
    /// `&mut p`.
    Ref(Mutability, Box<Pat>),
    /// `(a, .., b)`.
    Tuple(Vec<Pat>),
    /// `Path(a, .., b)`.
    TupleStruct(Path, Vec<Pat>),
    /// `Path { a, b: p, .. }`.
    Struct {
        /// Struct or variant.
        path: Path,
        /// In source order.
        fields: Vec<FieldPat>,
        /// `..` at the end.
        rest: bool,
    },
    /// `[a, .., b]`, `[a, rest @ .., b]` (an `Ident` whose `sub` is `Rest`).
    Slice(Vec<Pat>),
    /// `a | b`.
    Or(Vec<Pat>),
}

/// A field of a struct pattern; `x` stands for `x: x`; tuple fields have numbers as names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FieldPat {
    /// The field.
    pub ident: Ident,
    /// Its pattern.
    pub pat: Pat,
    /// Written as `x` alone.
    pub shorthand: bool,
}
