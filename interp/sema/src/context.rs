//! [`Sema`]: the context that owns every table, shared by reference between threads.
//!
//! Queries are methods of `Sema`, in the folder of their layer: names and paths in [`crate::names`], items in
//! [`crate::collect`]. Each computes on first use and remembers ([`crate::cache`]).

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use rustc_hash::FxHashSet;
use treebeard_syntax::ast::{self, Edition, NodeId};
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use crate::cache::{DefCache, QueryCache};
use crate::collect::impls::ImplIndex;
use crate::collect::{
    AdtDef, AssocItem, ConstEvalError, ConstEvaluator, SimplifiedType, SpannedPredicates, VtableMethod,
};
use crate::def::DefId;
use crate::infer::TypeckResults;
use crate::layout::{Layout, LayoutError};
use crate::names::definitions::{DefTable, VariantIds};
use crate::names::scopes::{ModScope, TraitsByItem};
use crate::names::{Binding, LibrarySource, Namespace, Vis};
use crate::tree::TypedBody;
use crate::ty::{Const, FnSig, GenericArg, GenericArgs, Generics, TraitRef, Ty};

/// Names, types, traits and bodies of one program and the library.
#[derive(Default)]
pub struct Sema {
    evaluator: OnceLock<Arc<dyn ConstEvaluator>>,
    diagnostics: Mutex<Vec<Diagnostic>>,
    reported: Mutex<FxHashSet<(Option<&'static str>, SpanId)>>,
    unsupported: Mutex<Vec<Unsupported>>,
    /// Where everything stands that was not understood; never taken.
    unknown_parts: Mutex<Vec<SpanId>>,

    // --- definitions and names
    pub(crate) table: DefTable,
    pub(crate) items: DefCache<Arc<ast::Item>>,
    pub(crate) bodies: DefCache<Arc<ast::Body>>,
    pub(crate) variants: DefCache<VariantIds>,
    pub(crate) ctors: DefCache<Option<DefId>>,
    pub(crate) visibilities: DefCache<Vis>,
    pub(crate) lang_items: QueryCache<Symbol, Option<DefId>>,
    pub(crate) mod_scopes: DefCache<Arc<ModScope>>,
    pub(crate) lookups: QueryCache<(DefId, Symbol, Namespace), Option<Binding>>,
    pub(crate) std_preludes: QueryCache<Edition, Option<DefId>>,
    pub(crate) blocks: QueryCache<(DefId, NodeId), DefId>,
    pub(crate) block_owners: DefCache<DefId>,
    pub(crate) scope_traits: DefCache<Arc<[DefId]>>,
    pub(crate) scope_trait_items: DefCache<Arc<TraitsByItem>>,

    // --- items
    pub(crate) generics: DefCache<Arc<Generics>>,
    pub(crate) late_bound: DefCache<Arc<[Symbol]>>,
    pub(crate) identities: DefCache<GenericArgs>,
    pub(crate) param_defaults: QueryCache<(DefId, u32), Option<GenericArg>>,
    pub(crate) const_param_tys: QueryCache<(DefId, u32), Ty>,
    pub(crate) types: DefCache<Ty>,
    pub(crate) signatures: DefCache<Arc<FnSig>>,
    pub(crate) predicates: DefCache<SpannedPredicates>,
    pub(crate) super_predicates: DefCache<SpannedPredicates>,
    pub(crate) super_defs: DefCache<Arc<[DefId]>>,
    pub(crate) all_supers: DefCache<Arc<[TraitRef]>>,
    pub(crate) bounds: DefCache<SpannedPredicates>,
    pub(crate) opaque_ids: QueryCache<(DefId, usize), DefId>,
    pub(crate) opaque_bounds: DefCache<Arc<[ast::Bound]>>,
    pub(crate) adts: DefCache<Arc<AdtDef>>,
    pub(crate) field_tys: QueryCache<(DefId, u32), Arc<[Ty]>>,
    pub(crate) discriminant_values: DefCache<Arc<[i128]>>,
    pub(crate) anon_ids: QueryCache<(DefId, usize, SpanId), DefId>,
    pub(crate) anon_types: DefCache<Ty>,
    pub(crate) const_values: QueryCache<(DefId, GenericArgs), Result<Const, ConstEvalError>>,
    pub(crate) infinite_types: DefCache<bool>,
    /// Traits whose impls are not coherent: rustc checks no bounds of their impls.
    pub(crate) incoherent: DefCache<bool>,
    /// Traits that are their own supertraits, once reported.
    pub(crate) cyclic_traits: DefCache<bool>,
    /// `#![recursion_limit]` of the program; 0 if it does not say.
    recursion_limit: AtomicU32,
    pub(crate) body_list: RwLock<Vec<DefId>>,
    pub(crate) bodies_walked: AtomicUsize,

    // --- associated items and impls
    pub(crate) assocs: DefCache<Arc<[AssocItem]>>,
    pub(crate) impl_traits: DefCache<Option<DefId>>,
    pub(crate) impl_trait_refs: DefCache<Option<TraitRef>>,
    pub(crate) impl_heads: DefCache<Option<SimplifiedType>>,
    pub(crate) impl_index: RwLock<ImplIndex>,
    pub(crate) impl_generation: AtomicU32,
    pub(crate) trait_impls: QueryCache<(DefId, Option<SimplifiedType>, u32), Arc<[DefId]>>,
    pub(crate) blanket_impls: QueryCache<(DefId, u32), Arc<[DefId]>>,
    pub(crate) inherent_cache: QueryCache<(SimplifiedType, u32), Arc<[DefId]>>,
    pub(crate) dyn_errors: DefCache<Arc<[(SpanId, String)]>>,
    pub(crate) vtables: DefCache<Arc<[VtableMethod]>>,

    // --- bodies
    /// `typeck`'s results.
    pub(crate) typeck_cache: DefCache<Arc<TypeckResults>>,
    /// `typed_body`'s results.
    pub(crate) typed_body_cache: DefCache<Arc<TypedBody>>,
    /// `layout_of`'s results.
    pub(crate) layout_cache: QueryCache<Ty, Result<Arc<Layout>, LayoutError>>,
    /// What trait selection remembers.
    pub(crate) traits: crate::traits::TraitCaches,
}

impl Sema {
    /// A context with the library `std` (named so; `core` and `alloc` are its aliases).
    pub fn new(library: Arc<dyn LibrarySource>) -> Sema {
        let sema = Sema::default();
        sema.add_source(library, false, None);
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

    /// How many steps may follow from one predicate, and how often a receiver may be dereferenced.
    pub fn recursion_limit(&self) -> u32 {
        match self.recursion_limit.load(Ordering::Relaxed) {
            0 => crate::traits::RECURSION_LIMIT,
            limit => limit,
        }
    }

    /// Takes over what a crate's attributes say.
    pub(crate) fn read_crate_attributes(&self, attrs: &[ast::Attr]) {
        let limit = attrs.iter().find(|attr| attr.path.as_str() == "recursion_limit");
        if let Some(limit) = limit.and_then(|attr| attr.args.as_str().parse().ok()) {
            self.recursion_limit.store(limit, Ordering::Relaxed);
        }
    }

    /// Records an error of items (names, signatures), once per code and position.
    pub fn report(&self, diagnostic: Diagnostic) {
        let key = (diagnostic.code, diagnostic.primary.span);
        let mut reported = self.reported.lock().unwrap_or_else(|e| e.into_inner());
        if key.1 == SpanId::NONE || reported.insert(key) {
            self.diagnostics.lock().unwrap_or_else(|e| e.into_inner()).push(diagnostic);
        }
    }

    /// Records an error in what `def` says. The library is trusted: an error there is ours, and the program is not
    /// rejected for it.
    pub(crate) fn report_in(&self, def: DefId, diagnostic: Diagnostic) {
        if self.is_local(def) {
            self.report(diagnostic);
        } else {
            let feature = format!("library {}: {}", self.data(def).name, diagnostic.message);
            self.report_unsupported(Unsupported::new(feature, diagnostic.primary.span));
        }
    }

    /// Records something in items that we cannot do.
    pub fn report_unsupported(&self, unsupported: Unsupported) {
        self.unknown_parts.lock().unwrap_or_else(|e| e.into_inner()).push(unsupported.span);
        let mut list = self.unsupported.lock().unwrap_or_else(|e| e.into_inner());
        if !list.contains(&unsupported) {
            list.push(unsupported);
        }
    }

    /// Whether something in this part of the source is not understood.
    pub(crate) fn has_unsupported_in(&self, part: treebeard_syntax::SpanId) -> bool {
        let Some(part) = part.data() else { return false };
        let unknown = self.unknown_parts.lock().unwrap_or_else(|e| e.into_inner());
        let mut spans = unknown.iter().filter_map(|span| span.data());
        spans.any(|span| span.file == part.file && part.lo <= span.lo && span.hi <= part.hi)
    }

    /// How many errors are recorded.
    pub(crate) fn diagnostic_count(&self) -> usize {
        self.diagnostics.lock().unwrap_or_else(|e| e.into_inner()).len()
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
