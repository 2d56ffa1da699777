//! What `receiver.name(…)` and `Type::name` mean.
//!
//! `rustc_hir_typeck::method`: the receiver is dereferenced step by step; at each step inherent methods come before
//! those of traits in scope, by value before autoref before autoref `mut`. Probing has no effect on the table; only
//! [`SelectionContext::confirm_method`] and [`SelectionContext::confirm_path`] register obligations.

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Symbol};

use crate::collect::AssocItem;
use crate::def::DefId;
use crate::infer::Adjustment;
use crate::names::Scope;
use crate::traits::{FulfillCtx, ParamEnv, SelectionContext};
use crate::ty::{FnSig, GenericArg, GenericArgs, TraitRef, Ty};

/// Where a name is looked for.
#[derive(Clone, Debug)]
pub struct ProbeScope<'a> {
    /// Where the expression stands: traits in scope, privacy.
    pub scope: Scope,
    /// What is assumed.
    pub param_env: &'a ParamEnv,
    /// The method's name in the source.
    pub span: SpanId,
}

/// One step of dereferencing the receiver.
#[derive(Clone, Debug)]
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
    /// The type the method was found on: the receiver after its dereferences (and unsizing), before the reference.
    pub step_ty: Ty,
}

/// From where a [`Pick`] comes.
#[derive(Clone, Debug)]
pub enum PickKind {
    /// An inherent impl.
    Inherent(DefId),
    /// A trait in scope; `Self` is found by selection.
    Trait(DefId),
    /// A method of the trait of a `dyn` type (or of a supertrait of it): its arguments, `Self` included.
    Object(TraitRef),
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
    /// The receiver's type is not known yet (E0282).
    UnknownReceiver(Ty),
    /// The chain of dereferences is too long (E0055).
    RecursionLimit(Ty),
}

/// What else is known when nothing matches.
#[derive(Clone, Debug, Default)]
pub struct NoMatch {
    /// Candidates by name whose bounds do not hold, with the failing predicates.
    pub unsatisfied: Vec<(crate::ty::Predicate, Option<DefId>)>,
    /// Functions of this name without `self`.
    pub static_candidates: Vec<DefId>,
    /// Traits that have such a method but are not in scope.
    pub out_of_scope_traits: Vec<DefId>,
    /// A method with a similar name.
    pub similar: Option<Symbol>,
    /// The receiver has a field of this name.
    pub is_field: bool,
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

/// `Type::name`, instantiated up to the item's own parameters.
#[derive(Clone, Debug)]
pub struct ConfirmedPath {
    /// The function or constant (a trait's own for traits).
    pub def: DefId,
    /// Its arguments.
    pub args: GenericArgs,
}

impl SelectionContext<'_> {
    /// What `receiver.name(…)` calls.
    pub fn probe_method(&mut self, probe: &ProbeScope<'_>, receiver: Ty, name: Symbol) -> Result<Pick, MethodError> {
        let _ = (probe, receiver, name);
        Err(MethodError::NoMatch(NoMatch::default()))
    }

    /// What `Type::name` names: an associated function or constant (variants are looked up by the caller first).
    pub fn probe_path(&mut self, probe: &ProbeScope<'_>, self_ty: Ty, name: Symbol) -> Result<Pick, MethodError> {
        let _ = (probe, self_ty, name);
        Err(MethodError::NoMatch(NoMatch::default()))
    }

    /// Instantiates a method call: impl arguments fresh and unified with the receiver, `explicit` for the method's
    /// own type and constant parameters (fresh if empty); its bounds are registered.
    pub fn confirm_method(
        &mut self,
        fulfill: &mut FulfillCtx,
        probe: &ProbeScope<'_>,
        receiver: Ty,
        pick: &Pick,
        explicit: &[GenericArg],
    ) -> Option<ConfirmedMethod> {
        let _ = (fulfill, probe, receiver, pick, explicit);
        None
    }

    /// Instantiates `Type::name`; its bounds are registered.
    pub fn confirm_path(
        &mut self,
        fulfill: &mut FulfillCtx,
        probe: &ProbeScope<'_>,
        self_ty: Ty,
        pick: &Pick,
        explicit: &[GenericArg],
    ) -> ConfirmedPath {
        let _ = (fulfill, probe, self_ty, pick, explicit);
        ConfirmedPath { def: pick.item.def, args: GenericArgs::empty() }
    }

    /// The types a value of type `ty` is dereferenced to, itself first. What overloaded steps need is in the second.
    pub fn autoderef(&mut self, param_env: &ParamEnv, span: SpanId, ty: Ty) -> AutoderefSteps {
        let _ = (param_env, span);
        AutoderefSteps {
            steps: vec![AutoderefStep { ty, deref: None, unsize: false }],
            reached_var: false,
            too_many: false,
        }
    }
}
