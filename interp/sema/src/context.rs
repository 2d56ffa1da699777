//! [`Sema`]: the context that owns every table, shared by reference between threads.
//!
//! Queries are methods of `Sema`, in the folder of their layer: names and paths in [`crate::names`], items in
//! [`crate::collect`]. Each computes on first use and remembers ([`crate::cache`]).

use std::sync::{Arc, Mutex, OnceLock, RwLock};

use treebeard_syntax::{Diagnostic, Unsupported};

use crate::cache::{DefCache, QueryCache};
use crate::collect::ConstEvaluator;
use crate::infer::TypeckResults;
use crate::layout::{Layout, LayoutError};
use crate::names::LibrarySource;
use crate::tree::TypedBody;
use crate::ty::Ty;

/// Names, types, traits and bodies of one program and the library.
#[derive(Default)]
pub struct Sema {
    crates: RwLock<Vec<Arc<dyn LibrarySource>>>,
    /// What trait selection remembers.
    pub(crate) traits: crate::traits::TraitCaches,
    evaluator: OnceLock<Arc<dyn ConstEvaluator>>,
    diagnostics: Mutex<Vec<Diagnostic>>,
    unsupported: Mutex<Vec<Unsupported>>,
    /// `typeck`'s results.
    pub(crate) typeck_cache: DefCache<Arc<TypeckResults>>,
    /// `typed_body`'s results.
    pub(crate) typed_body_cache: DefCache<Arc<TypedBody>>,
    /// `layout_of`'s results.
    pub(crate) layout_cache: QueryCache<Ty, Result<Arc<Layout>, LayoutError>>,
}

impl Sema {
    /// A context with the library `std` (named so; `core` and `alloc` are its aliases).
    pub fn new(library: Arc<dyn LibrarySource>) -> Sema {
        let sema = Sema::default();
        sema.crates.write().unwrap_or_else(|e| e.into_inner()).push(library);
        sema
    }

    /// Gives sema its evaluator of constants.
    pub fn set_const_evaluator(&self, evaluator: Arc<dyn ConstEvaluator>) {
        let _ = self.evaluator.set(evaluator);
    }

    /// The evaluator of constants, once there is one.
    pub fn const_evaluator(&self) -> Option<&Arc<dyn ConstEvaluator>> {
        self.evaluator.get()
    }

    /// Records an error of items (names, signatures).
    pub fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.lock().unwrap_or_else(|e| e.into_inner()).push(diagnostic);
    }

    /// Records something in items that we cannot do.
    pub fn report_unsupported(&self, unsupported: Unsupported) {
        self.unsupported.lock().unwrap_or_else(|e| e.into_inner()).push(unsupported);
    }

    /// Takes the errors recorded so far.
    pub fn take_diagnostics(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.diagnostics.lock().unwrap_or_else(|e| e.into_inner()))
    }

    /// Takes the unsupported features recorded so far.
    pub fn take_unsupported(&self) -> Vec<Unsupported> {
        std::mem::take(&mut *self.unsupported.lock().unwrap_or_else(|e| e.into_inner()))
    }
}
