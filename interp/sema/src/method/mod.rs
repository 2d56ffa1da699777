//! What `receiver.name(…)` and `Type::name` mean.
//!
//! `rustc_hir_typeck::method`: the receiver is dereferenced step by step; at each step inherent methods come before
//! those of traits in scope, by value before autoref before autoref `mut`. Probing has no effect on the table; only
//! [`SelectionContext::confirm_method`] and [`SelectionContext::confirm_path`] register obligations.
//!
//! Reading order: `steps` (autoderef), `assemble` (candidates by name), `pick` (which one), `confirm` (its arguments
//! and the adjustments), `explain` (why there is none).

mod assemble;
mod confirm;
mod explain;
mod pick;
mod steps;

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Symbol};

use crate::collect::AssocItem;
use crate::def::DefId;
use crate::infer::Adjustment;
use crate::names::Scope;
use crate::traits::{Obligation, ParamEnv};
use crate::ty::{FnSig, GenericArgs, Predicate, TraitRef, Ty};

/// Where a name is looked for.
#[derive(Clone, Copy, Debug)]
pub struct ProbeScope<'a> {
    /// Where the expression stands: traits in scope, privacy.
    pub scope: Scope,
    /// What is assumed.
    pub param_env: &'a ParamEnv,
    /// The method's name in the source.
    pub span: SpanId,
}

/// One step of dereferencing the receiver.
#[derive(Clone, Copy, Debug)]
pub struct AutoderefStep {
    /// The type after so many dereferences.
    pub ty: Ty,
    /// How it was reached from the step before; `None` for the first, and for an array's final unsizing.
    pub deref: Option<DerefKind>,
    /// The array of the step before, unsized to a slice.
    pub unsize: bool,
}

/// How a type is dereferenced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DerefKind {
    /// `&T`, `&mut T`, `Box<T>`.
    Builtin,
    /// `Deref::Target`.
    Overloaded,
}

/// The steps of a receiver.
#[derive(Clone, Debug)]
pub struct AutoderefSteps {
    /// From the receiver itself on.
    pub steps: Vec<AutoderefStep>,
    /// The last step's type is an unknown variable.
    pub reached_var: bool,
    /// More than 128 steps (E0055).
    pub too_many: bool,
    /// What the overloaded steps need; to be registered by whoever uses the steps.
    pub obligations: Vec<Obligation>,
}

/// What is found for a name.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The function, constant or (in path mode) associated item.
    pub item: AssocItem,
    /// From where.
    pub kind: PickKind,
    /// How many dereferences the receiver needs.
    pub derefs: usize,
    /// The reference taken then.
    pub autoref: Option<Autoref>,
}

/// From where a [`Pick`] comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PickKind {
    /// An inherent impl.
    Inherent(DefId),
    /// A trait in scope; what implements it is found by selection.
    Trait(DefId),
    /// This trait, of a `dyn` type or a supertrait of its own.
    Object(DefId),
    /// A method promised by a where clause or by the bounds of an associated or opaque type.
    WhereClause(TraitRef),
}

/// The reference taken of a receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Autoref {
    /// `&` or `&mut`, after unsizing an array or not.
    Ref {
        /// `mut`.
        mutability: Mutability,
        /// `[T; N]` becomes `[T]`.
        unsize: bool,
    },
    /// `*mut T` becomes `*const T`.
    ConstPtr,
}

/// Why there is no pick.
#[derive(Clone, Debug)]
pub enum MethodError {
    /// Nothing has this name (E0599).
    NoMatch(NoMatch),
    /// Several candidates (E0034), by definition.
    Ambiguous(Vec<DefId>),
    /// There is one, but it is private (E0624).
    Private(DefId),
    /// The receiver's type is not known yet (E0282; for `{integer}` and `{float}` E0689).
    UnknownReceiver(Ty),
    /// The chain of dereferences is too long (E0055).
    RecursionLimit(Ty),
}

/// What else is known when nothing matches.
#[derive(Clone, Debug, Default)]
pub struct NoMatch {
    /// Predicates that do not hold, of candidates with the right name, and the candidate.
    pub unsatisfied: Vec<(Predicate, DefId)>,
    /// Functions of this name without `self`.
    pub static_candidates: Vec<DefId>,
    /// Traits that have such a method but are not in scope.
    pub out_of_scope_traits: Vec<DefId>,
    /// A method with a similar name.
    pub similar: Option<Symbol>,
    /// It was looked for on a value (`x.name()`), not on a type.
    pub on_value: bool,
}

/// A method call, instantiated.
#[derive(Clone, Debug)]
pub struct ConfirmedMethod {
    /// The method (a trait's own for traits).
    pub def: DefId,
    /// Its arguments.
    pub args: GenericArgs,
    /// Its signature, instantiated and normalised; the receiver is the first input.
    pub sig: FnSig,
    /// What is done to the receiver.
    pub adjustments: Vec<Adjustment>,
}

/// `Type::name`, instantiated.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmedPath {
    /// The function or constant (a trait's own for traits).
    pub def: DefId,
    /// Its arguments.
    pub args: GenericArgs,
}
