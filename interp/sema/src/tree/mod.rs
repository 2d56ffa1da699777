//! The typed tree: a body with every decision of the language made explicit.
//!
//! What is decided here and nowhere later: types, adjustments (autoref, autoderef, coercions), method and operator
//! targets, place against value, copy against move, temporaries and the scopes they live in (by edition), the order
//! of evaluation, binding modes of patterns, captures of closures, what must be dropped where.
//! What is *not* decided here: type arguments (the tree is generic; the evaluator instantiates it) and therefore
//! whether a type needs drop, which impl a trait method is, and layout.
//!
//! Reading order: this file (bodies, locals, scopes), [`expr`], [`place`], [`pattern`].
//!
//! **Evaluation order** is the order of the fields of each node, operands left to right, except where a node says
//! otherwise.
//!
//! **Drops.** A local that may need dropping is declared by exactly one [`ExprKind::Scope`]; leaving that scope in
//! any way (end, `break`, `continue`, `return`, unwinding) drops its locals in reverse order of declaration, each as
//! its [`MovePaths`] say: every tracked path has a flag, set when the path is initialised, cleared when it is moved
//! out; a whole value is dropped if its path and all paths below it are set, otherwise the fields that are still set
//! are dropped one by one. Parameters are declared by the body itself and dropped after everything else.
//! A local whose scope is entered again (loops) is fresh each time.
//!
//! **Shapes the evaluator may recognise.** `for pat in e { body }` is always
//! `Scope[iter]{ Init(iter, into_iter(e)); Loop(L, Scope[next, …]{ Init(next, Iterator::next(&mut iter));
//! Match(next, [None => Break(L), Some(pat) => body]) }) }`, with the arms in this order.

mod build;
pub mod expr;
pub mod pattern;
pub mod place;
pub mod visit;

pub use expr::*;
pub use pattern::*;
pub use place::*;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::NodeId;
use treebeard_syntax::{SpanId, Symbol, Unsupported};

use crate::def::DefId;
use crate::ty::{ClosureId, FnSig, Ty};

/// How the features of nodes end that inference could make nothing of, because of something reported before.
pub const UNRESOLVED: &str = "that could not be resolved";

/// The feature of what has the error type, for the same reason.
pub const UNKNOWN_TYPE: &str = "type that is not known";

/// A local variable, parameter or temporary of a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalId(pub u32);

/// A loop or labelled block, target of `break` and `continue`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LabelId(pub u32);

/// A body after inference: a function, constant, static or closure.
#[derive(Clone, PartialEq, Debug)]
pub struct TypedBody {
    /// Whose body it is (for a closure: the function it stands in).
    pub owner: DefId,
    /// The closure, if it is one.
    pub closure: Option<ClosureId>,
    /// Parameters in order; for a closure local 0 is the closure itself (`Self`, `&Self` or `&mut Self` by its kind)
    /// and the others are its declared parameters. Parameters that are not plain bindings are taken apart by
    /// `Bind` statements at the start of `value`.
    pub params: Vec<LocalId>,
    /// All locals.
    pub locals: Vec<Local>,
    /// Paths whose initialisation is tracked at run time.
    pub move_paths: MovePaths,
    /// What it computes.
    pub value: Expr,
    /// The result type.
    pub output: Ty,
    /// Number of labels.
    pub label_count: u32,
    /// Rvalues promoted to statics: `&5`, `&CONST`. Constant expressions in terms of the body's generics.
    pub promoteds: Vec<Expr>,
    /// Closures and async blocks directly or indirectly inside, by node.
    pub closures: Arc<FxHashMap<NodeId, ClosureBody>>,
    /// Features used in this body that we cannot do; the nodes stand as `ExprKind::Unsupported` in the tree.
    pub unsupported: Vec<Unsupported>,
    /// Where the body stands.
    pub span: SpanId,
}

/// A closure found while inferring a body.
#[derive(Clone, PartialEq, Debug)]
pub struct ClosureBody {
    /// Which of the Fn traits it implements at most (`Fn` implies the others).
    pub kind: ClosureKind,
    /// Its signature without the closure itself, inputs not tupled.
    pub sig: FnSig,
    /// What it captures, in order of its fields.
    pub captures: Vec<Capture>,
    /// Its body.
    pub body: Arc<TypedBody>,
}

/// The strongest Fn trait a closure implements.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClosureKind {
    /// Only reads its captures.
    Fn,
    /// Changes them.
    FnMut,
    /// Uses them up.
    FnOnce,
}

/// A captured place: one field of the closure's value.
#[derive(Clone, PartialEq, Debug)]
pub struct Capture {
    /// What the enclosing body puts in: a copy, move or borrow of one of its places.
    pub init: Expr,
    /// The field's type (`&T`, `&mut T` or `T`).
    pub ty: Ty,
    /// Name of the captured variable.
    pub name: Symbol,
    /// Captured by value from a place that may be changed.
    pub mutable: bool,
    /// Where it is used inside the closure.
    pub span: SpanId,
}

/// A local of a body.
#[derive(Clone, PartialEq, Debug)]
pub struct Local {
    /// Its type.
    pub ty: Ty,
    /// What it is.
    pub kind: LocalKind,
    /// Its name, for variables and named parameters.
    pub name: Option<Symbol>,
    /// Declared `mut` (temporaries are always mutable).
    pub mutable: bool,
    /// Where it is declared.
    pub span: SpanId,
}

/// What a local is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// A parameter.
    Param,
    /// A variable of a pattern.
    Var,
    /// A value that needs a place.
    Temp,
}

/// A path whose initialisation is tracked: a local, or a part of one that is moved out somewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MovePathId(pub u32);

/// The tree of tracked paths of a body. The flag of path `i` is flag `i` of the frame.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct MovePaths {
    /// The paths; parents before children.
    pub paths: Vec<MovePath>,
    /// The root path of each local that may need dropping.
    pub roots: FxHashMap<LocalId, MovePathId>,
}

/// One tracked path.
#[derive(Clone, PartialEq, Debug)]
pub struct MovePath {
    /// The whole it is part of; none for a local.
    pub parent: Option<MovePathId>,
    /// Which local.
    pub local: LocalId,
    /// How to get from the parent to it: a field (with its variant) or the content of a `Box`.
    pub projection: Option<Projection>,
    /// Its type.
    pub ty: Ty,
    /// Paths directly below it.
    pub children: Vec<MovePathId>,
}
