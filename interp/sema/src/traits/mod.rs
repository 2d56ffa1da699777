//! Does a type implement a trait, by which impl, and what are its associated types?
//!
//! The model is rustc's trait selection (`rustc_trait_selection::traits`, the "old" solver): candidates are
//! assembled, winnowed and confirmed; projections are normalised; what depends on unknown variables stays pending
//! in a [`FulfillCtx`].
//!
//! Reading order: `obligation` (what is to be proved), `context` (evaluation and its caches), `candidates`,
//! `builtin`, `unsize`, `select`, `project`, `fulfill`, `explain`; then what is asked after inference:
//! `instance`, `properties`, `vtable`.
//!
//! Invariant: knows no expressions. Closures of the body under inference are asked of an [`InferDelegate`].

mod async_fn;
mod builtin;
mod candidates;
mod coherence;
mod context;
mod deferred;
mod delegate;
mod env;
mod explain;
mod explain_future;
mod fulfill;
mod instance;
mod obligation;
mod opaque;
mod opaque_cycle;
mod project;
mod properties;
mod select;
mod unsize;
mod vtable;

pub(crate) use builtin::BuiltinTrait;
pub use context::{Projected, RECURSION_LIMIT, SelectionContext, TraitCaches};
pub use delegate::{ClosureInfo, InferDelegate, NoDelegate};
pub use env::erase_late_bound;
pub use explain::ShortNames;
pub use fulfill::FulfillCtx;
pub use instance::{Instance, InstanceKind};
pub use obligation::{
    CauseCode, Evaluation, FulfillmentError, FulfillmentErrorCode, Obligation, ObligationCause, ParamEnv,
    Reveal,
};
pub(crate) use project::normalize_closed_or_self;
pub use select::{ImplSource, ImplSourceKind, Selected};
