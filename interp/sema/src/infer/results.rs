//! What inference found out about a body, by node.
//!
//! All types are resolved (no inference variable is left; what could not be determined is `Error` and was reported)
//! and in terms of the body's generics.

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{Mutability, NodeId};
use treebeard_syntax::{Diagnostic, SpanId, Unsupported};

use crate::def::DefId;
use crate::tree::CastKind;
use crate::ty::{FnSig, GenericArgs, Predicate, Ty};

/// The result of inferring one body (with the closures in it).
#[derive(Clone, PartialEq, Debug)]
pub struct TypeckResults {
    /// Whose body it is.
    pub owner: DefId,
    /// Type of each expression before its adjustments, of each pattern (what it matches *after* the implicit
    /// dereferences of `pat_adjustments`), and of each block; by `NodeId`.
    pub node_types: Vec<Option<Ty>>,
    /// Adjustments of an expression, applied in order.
    pub adjustments: FxHashMap<NodeId, Vec<Adjustment>>,
    /// What the paths of expressions, patterns and struct expressions mean.
    pub resolutions: FxHashMap<NodeId, Resolution>,
    /// Callees that the syntax does not name: method calls; overloaded unary, binary, comparison, index and `op=`
    /// operators (absent: the built-in operator); `.await`.
    pub callees: FxHashMap<NodeId, (DefId, GenericArgs)>,
    /// For `Call`: how the callee is called.
    pub call_kinds: FxHashMap<NodeId, CallKind>,
    /// For `For`: `IntoIterator::into_iter` and `Iterator::next`, with the iterator's type.
    pub for_loops: FxHashMap<NodeId, ForLoop>,
    /// For `Try`: `Try::branch` and `FromResidual::from_residual`, with the residual's type.
    pub tries: FxHashMap<NodeId, TryOp>,
    /// How each binding pattern binds (default binding modes applied), by the pattern's node. Patterns that turned
    /// out to be constants or unit variants are in `resolutions` instead.
    pub binding_modes: FxHashMap<NodeId, ByRef>,
    /// The variable of a binding pattern: in alternatives of an or-pattern every binding of a name maps to the first
    /// one's node; otherwise a pattern's own node.
    pub binding_vars: FxHashMap<NodeId, NodeId>,
    /// Types of the references (and boxes) that a pattern looks through implicitly, outermost first.
    pub pat_adjustments: FxHashMap<NodeId, Vec<Ty>>,
    /// Index of the field of a `Field` expression.
    pub field_indices: FxHashMap<NodeId, u32>,
    /// Field indices of a struct expression or struct pattern, in source order.
    pub struct_fields: FxHashMap<NodeId, Vec<u32>>,
    /// Variant index of a struct, tuple struct or path expression or pattern that names a variant.
    pub variants: FxHashMap<NodeId, u32>,
    /// Kind of each `as` cast (absent: it is a coercion, done by the operand's adjustments).
    pub casts: FxHashMap<NodeId, CastKind>,
    /// Closures and async blocks.
    pub closures: FxHashMap<NodeId, ClosureTypeck>,
    /// Target of `break` and `continue`: the loop's expression node or the labelled block's.
    pub break_targets: FxHashMap<NodeId, NodeId>,
    /// What remains to be proved once the captures of this body's closures are known, and where it is needed.
    pub deferred: Vec<(Predicate, SpanId)>,
    /// Hidden types of the opaque types this body defines.
    pub opaque_types: FxHashMap<DefId, Ty>,
    /// Types of the parameters and of the result, as the body sees them.
    pub param_types: Vec<Ty>,
    /// The result type.
    pub output: Ty,
    /// What is wrong with the body.
    pub diagnostics: Vec<Diagnostic>,
    /// What the body needs that we cannot do.
    pub unsupported: Vec<Unsupported>,
}

/// A step from the type of an expression to the type its context wants.
#[derive(Clone, PartialEq, Debug)]
pub struct Adjustment {
    /// The step.
    pub kind: AdjustmentKind,
    /// The type after it.
    pub target: Ty,
}

/// The kinds of adjustment.
#[derive(Clone, PartialEq, Debug)]
pub enum AdjustmentKind {
    /// `!` to anything.
    NeverToAny,
    /// `*` on a reference, raw pointer or box.
    Deref,
    /// `*Deref::deref(&x)` or `*DerefMut::deref_mut(&mut x)`: the method and its arguments.
    OverloadedDeref(Mutability, DefId, GenericArgs),
    /// `&x`, `&mut x`.
    Borrow {
        /// `mut`.
        mutability: Mutability,
        /// Made by autoref: a two-phase borrow if `mut`.
        two_phase: bool,
    },
    /// `&raw x`.
    RawBorrow(Mutability),
    /// A pointer conversion.
    Cast(CastKind),
}

/// What a path means.
#[derive(Clone, PartialEq, Debug)]
pub enum Resolution {
    /// A local variable or parameter: the node of the pattern that binds it.
    Local(NodeId),
    /// A function, method, constructor, constant or static, with its arguments (for constructors: the type's).
    Def(DefId, GenericArgs),
    /// A const generic parameter.
    ConstParam(crate::ty::ParamTy),
    /// A struct, union or variant named in a struct expression or pattern: type, its arguments, variant index.
    Variant(DefId, GenericArgs, u32),
}

/// How a call expression calls.
#[derive(Clone, PartialEq, Debug)]
pub enum CallKind {
    /// A function item or constructor (`resolutions` of the callee has it, or its type is `FnDef`).
    Fn,
    /// A function pointer.
    Pointer,
    /// A closure value of this body, or one whose kind is known: `call`, `call_mut` or `call_once` by its kind.
    Closure,
    /// Through a Fn trait's method (generic `F: Fn…`, `dyn Fn…`, `&F`, `Box<F>` …), after the callee's adjustments.
    Overloaded(DefId, GenericArgs),
}

/// The parts of a `for` loop.
#[derive(Clone, PartialEq, Debug)]
pub struct ForLoop {
    /// `IntoIterator::into_iter`.
    pub into_iter: (DefId, GenericArgs),
    /// The iterator's type.
    pub iterator: Ty,
    /// `Iterator::next`.
    pub next: (DefId, GenericArgs),
    /// The item's type.
    pub item: Ty,
}

/// The parts of `?`.
#[derive(Clone, PartialEq, Debug)]
pub struct TryOp {
    /// `Try::branch` of the operand's type.
    pub branch: (DefId, GenericArgs),
    /// The operand's residual.
    pub residual: Ty,
    /// `FromResidual::from_residual` of the enclosing function's (or closure's) result type.
    pub from_residual: (DefId, GenericArgs),
}

/// How a binding binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByRef {
    /// By copy or move.
    No,
    /// By reference.
    Yes(Mutability),
}

/// What inference knows of a closure.
#[derive(Clone, PartialEq, Debug)]
pub struct ClosureTypeck {
    /// Inputs (not tupled) and output.
    pub sig: FnSig,
    /// The kind asked for by the context, where one was.
    pub expected_kind: Option<crate::tree::ClosureKind>,
    /// `move`.
    pub is_move: bool,
    /// What it was written as.
    pub source: ClosureSource,
}

/// What a closure was written as.
#[derive(Clone, PartialEq, Debug)]
pub enum ClosureSource {
    /// `|a| …`
    Closure,
    /// `async |a| …`
    AsyncClosure,
    /// `async { … }`
    AsyncBlock,
    /// The block that an async closure makes.
    AsyncClosureBody {
        /// The closure's parameters, which move into the block.
        params: Vec<NodeId>,
        /// The closure is `move`.
        closure_is_move: bool,
    },
}

impl ClosureSource {
    /// Is its body that of a future?
    pub fn is_coroutine(&self) -> bool {
        match self {
            ClosureSource::AsyncBlock | ClosureSource::AsyncClosureBody { .. } => true,
            ClosureSource::Closure | ClosureSource::AsyncClosure => false,
        }
    }
}
