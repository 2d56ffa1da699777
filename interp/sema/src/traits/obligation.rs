//! What is to be proved, where, and why.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use treebeard_syntax::SpanId;

use crate::def::DefId;
use crate::table::TypeError;
use crate::ty::{Predicate, TraitRef, Ty};

/// The predicates that may be assumed: the where clauses of the surrounding item, elaborated with supertraits.
#[derive(Clone, Debug)]
pub struct ParamEnv(Arc<ParamEnvData>);

#[derive(Debug)]
struct ParamEnvData {
    /// Distinguishes environments in cache keys.
    id: u32,
    predicates: Box<[Predicate]>,
    reveal: Reveal,
}

/// Are opaque types (`impl Trait` results) seen through?
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reveal {
    /// No: while a body is checked.
    UserFacing,
    /// Yes: once everything is checked and code is made.
    All,
}

static NEXT_ENV: AtomicU32 = AtomicU32::new(2);

impl ParamEnv {
    /// Nothing is assumed; opaque types stay opaque.
    pub fn empty() -> ParamEnv {
        static EMPTY: std::sync::LazyLock<ParamEnv> = std::sync::LazyLock::new(|| {
            ParamEnv(Arc::new(ParamEnvData { id: 0, predicates: Box::new([]), reveal: Reveal::UserFacing }))
        });
        EMPTY.clone()
    }

    /// Nothing is assumed; opaque types are seen through. For instances.
    pub fn reveal_all() -> ParamEnv {
        static ALL: std::sync::LazyLock<ParamEnv> = std::sync::LazyLock::new(|| {
            ParamEnv(Arc::new(ParamEnvData { id: 1, predicates: Box::new([]), reveal: Reveal::All }))
        });
        ALL.clone()
    }

    /// An environment of these (already elaborated) predicates.
    pub fn new(predicates: Vec<Predicate>, reveal: Reveal) -> ParamEnv {
        match (predicates.is_empty(), reveal) {
            (true, Reveal::UserFacing) => ParamEnv::empty(),
            (true, Reveal::All) => ParamEnv::reveal_all(),
            (false, _) => {
                let id = NEXT_ENV.fetch_add(1, Ordering::Relaxed);
                ParamEnv(Arc::new(ParamEnvData { id, predicates: predicates.into(), reveal }))
            }
        }
    }

    /// What may be assumed.
    pub fn predicates(&self) -> &[Predicate] {
        &self.0.predicates
    }

    /// Whether opaque types are seen through.
    pub fn reveal(&self) -> Reveal {
        self.0.reveal
    }

    /// For keys of predicates that mention neither parameters nor variables: all environments agree on those.
    pub(crate) fn closed_id(&self) -> u32 {
        match self.0.reveal {
            Reveal::UserFacing => 0,
            Reveal::All => 1,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id
    }
}

/// Why something is to be proved.
#[derive(Clone, Debug)]
pub struct ObligationCause {
    /// The place in the source that needs it.
    pub span: SpanId,
    /// What needs it.
    pub code: CauseCode,
}

/// What needs a predicate.
#[derive(Clone, Debug)]
pub enum CauseCode {
    /// Nothing to say about it.
    Misc,
    /// A where clause or bound of this item, at this place.
    ItemBound(DefId, SpanId),
    /// A where clause of an impl (or a component) that another predicate needs.
    Derived(Arc<(Predicate, CauseCode)>),
    /// Types of values that must be sized, and the like: rustc's note.
    Note(&'static str),
}

impl ObligationCause {
    /// A cause with nothing but a place.
    pub fn misc(span: SpanId) -> ObligationCause {
        ObligationCause { span, code: CauseCode::Misc }
    }
}

/// A predicate to be proved.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// What.
    pub predicate: Predicate,
    /// Under which assumptions.
    pub param_env: ParamEnv,
    /// Why.
    pub cause: ObligationCause,
    /// How many steps it is away from what the program wrote.
    pub depth: u32,
}

impl Obligation {
    /// An obligation that the program itself has.
    pub fn new(predicate: Predicate, param_env: &ParamEnv, span: SpanId) -> Obligation {
        Obligation { predicate, param_env: param_env.clone(), cause: ObligationCause::misc(span), depth: 0 }
    }

    /// The same for `trait_ref`.
    pub fn of_trait(trait_ref: TraitRef, param_env: &ParamEnv, span: SpanId) -> Obligation {
        Obligation::new(Predicate::Trait(trait_ref), param_env, span)
    }

    /// An obligation with the same surroundings, one step deeper.
    pub(crate) fn derive(&self, predicate: Predicate) -> Obligation {
        let code = CauseCode::Derived(Arc::new((self.predicate.clone(), self.cause.code.clone())));
        Obligation {
            predicate,
            param_env: self.param_env.clone(),
            cause: ObligationCause { span: self.cause.span, code },
            depth: self.depth + 1,
        }
    }

    /// The same surroundings, another predicate.
    pub fn with(&self, predicate: Predicate) -> Obligation {
        Obligation { predicate, ..self.clone() }
    }

    /// The predicate the program needed, of which this is a consequence.
    pub fn root_predicate(&self) -> Predicate {
        let mut predicate = &self.predicate;
        let mut code = &self.cause.code;
        while let CauseCode::Derived(parent) = code {
            predicate = &parent.0;
            code = &parent.1;
        }
        predicate.clone()
    }
}

/// The answer to "does it hold?".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Evaluation {
    /// It does not.
    No,
    /// It depends on variables that are not yet known.
    Maybe,
    /// It does.
    Yes,
}

impl Evaluation {
    /// It is not excluded.
    pub fn may_apply(self) -> bool {
        self != Evaluation::No
    }
}

/// An obligation that cannot be proved.
#[derive(Clone, Debug)]
pub struct FulfillmentError {
    /// What failed.
    pub obligation: Obligation,
    /// How.
    pub code: FulfillmentErrorCode,
}

/// How an obligation failed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum FulfillmentErrorCode {
    /// No impl (E0277).
    Unimplemented,
    /// An associated type is another one than wanted (E0271): the found and the wanted type.
    ProjectionMismatch {
        /// What it is.
        found: Ty,
        /// What was wanted.
        expected: Ty,
        /// Where they differ.
        error: TypeError,
    },
    /// A closure implements only a weaker trait (E0525).
    ClosureKind,
    /// Variables stayed unknown (E0282, E0283, E0284).
    Ambiguity,
    /// Too many steps (E0275).
    Overflow,
}
