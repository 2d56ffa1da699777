//! One body under inference: the state that all rules share, and the order of the phases.
//!
//! `InferCtx` is rustc's `FnCtxt` and `InferCtxt` in one; each file of this folder adds an `impl` block. The phases
//! of [`Sema::typeck`] are those of `rustc_hir_typeck::typeck_with_inspect`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, Body, Edition, Label, NodeId};

use super::blame::CallSite;
use super::cast::DeferredCast;
use super::coerce::CoerceMany;
use super::expectation::Expectation;
use super::local::RibKind;
use super::{ClosureTypeck, TypeckResults};
use crate::Sema;
use crate::cache::{Active, Query};
use crate::def::{DefId, DefKind};
use crate::names::Scope;
use crate::table::InferTable;
use crate::traits::{ClosureInfo, FulfillCtx, InferDelegate, ParamEnv};
use crate::ty::{AliasKind, ClosureId, FnSig, GenericArgs, Ty, TyKind, TypeFoldable, TypeFolder, fold_ty};

/// Does control reach the end of what was checked so far?
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Diverges {
    /// It may.
    Maybe,
    /// It never does.
    Always,
}

impl Diverges {
    /// One after the other.
    pub(super) fn or(self, other: Diverges) -> Diverges {
        self.max(other)
    }

    /// One of the two.
    pub(super) fn and(self, other: Diverges) -> Diverges {
        self.min(other)
    }
}

/// What `break` may leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BreakableKind {
    Loop,
    While,
    For,
    /// A block; without label only to hold its coercion.
    Block,
}

/// A loop or block around what is being checked.
#[derive(Debug)]
pub(super) struct Breakable {
    /// The loop expression's or the block's node.
    pub(super) node: NodeId,
    pub(super) label: Option<Label>,
    pub(super) kind: BreakableKind,
    /// The type its values agree on; `while` and `for` have none.
    pub(super) coerce: Option<CoerceMany>,
    /// Some `break` leaves it.
    pub(super) may_break: bool,
    /// Its condition is being checked, not its body.
    pub(super) in_condition: bool,
}

/// The closures of the body, as trait selection sees them.
#[derive(Default)]
pub(super) struct Closures {
    infos: FxHashMap<ClosureId, ClosureInfo>,
    capturing: FxHashSet<ClosureId>,
}

impl Closures {
    pub(super) fn insert(&mut self, id: ClosureId, info: ClosureInfo) {
        self.infos.insert(id, info);
    }

    pub(super) fn mark_capturing(&mut self, ids: &[ClosureId]) {
        self.capturing.extend(ids.iter().copied());
    }

    /// Is it no function pointer? (An async closure never is.)
    pub(super) fn captures(&self, id: ClosureId) -> bool {
        self.capturing.contains(&id) || self.infos.get(&id).is_some_and(|info| info.is_async)
    }

    /// Now that its body was checked: a closure that mentions no variable of its surroundings captures nothing.
    pub(super) fn finish(&mut self, id: ClosureId) {
        let captures = self.capturing.contains(&id);
        if let Some(info) = self.infos.get_mut(&id)
            && !captures
        {
            info.captures = Some(Vec::new());
        }
    }

    pub(super) fn sig(&self, id: ClosureId) -> Option<FnSig> {
        self.infos.get(&id).and_then(|info| info.sig.clone())
    }
}

impl InferDelegate for Closures {
    fn closure(&self, id: ClosureId) -> Option<ClosureInfo> {
        self.infos.get(&id).cloned()
    }
}

/// What belongs to the function or closure whose body is being checked.
pub(super) struct SavedFunction {
    ret_coercion: Option<CoerceMany>,
    ret_span: Option<SpanId>,
    fn_body_block: Option<(NodeId, SpanId)>,
    diverges: Diverges,
}

/// A repeated element whose type must be `Copy` unless it is repeated at most once.
pub(super) struct DeferredRepeat {
    pub(super) element: Ty,
    pub(super) count: crate::ty::Const,
    pub(super) span: SpanId,
}

/// A body under inference.
pub(super) struct InferCtx<'a> {
    /// Definitions and queries.
    pub(super) sema: &'a Sema,
    /// Whose body it is.
    pub(super) owner: DefId,
    /// The edition of its crate.
    pub(super) edition: Edition,
    /// Where names are looked up now: changes with blocks that declare items.
    pub(super) scope: Scope,
    /// What may be assumed.
    pub(super) param_env: ParamEnv,
    /// The variables.
    pub(super) table: InferTable,
    /// What is still to be proved.
    pub(super) fulfill: FulfillCtx,
    /// Signatures of the closures met so far.
    pub(super) closures: Closures,
    /// Was the error type met, wherever the error was reported?
    pub(super) met_error: bool,
    /// The results, with variables until writeback.
    pub(super) results: TypeckResults,
    /// Local names.
    pub(super) ribs: Vec<RibKind>,
    /// Types of variables, by the node of their (first) binding pattern.
    pub(super) locals: FxHashMap<NodeId, Ty>,
    /// Calls by the place of what is called.
    pub(super) calls: FxHashMap<SpanId, CallSite>,
    /// Does control reach this point?
    pub(super) diverges: Diverges,
    /// Loops and blocks around this point, inside the innermost function or closure.
    pub(super) breakables: Vec<Breakable>,
    /// Labels outside the innermost closure, which cannot be reached.
    pub(super) outer_labels: Vec<Label>,
    /// What the `return`s of the innermost function or closure agree on; `None` in constants.
    pub(super) ret_coercion: Option<CoerceMany>,
    /// The innermost function's result type as written.
    pub(super) ret_span: Option<SpanId>,
    /// The block that is the body of the function, and its result type as written.
    pub(super) fn_body_block: Option<(NodeId, SpanId)>,
    /// Closures around this point.
    pub(super) closure_depth: u32,
    /// Inside an `async` block, closures aside.
    pub(super) in_async: bool,
    /// `as` expressions, checked when types are known.
    pub(super) deferred_casts: Vec<DeferredCast>,
    /// Repeat expressions, likewise.
    pub(super) deferred_repeats: Vec<DeferredRepeat>,
    /// Variables for the opaque types that this body defines.
    pub(super) opaques: Vec<(DefId, GenericArgs, Ty)>,
    /// Paths `Trait::item` with an unknown `Self`: place, trait and item.
    pub(super) trait_paths: Vec<(SpanId, DefId, DefId)>,
    /// How deep expressions are nested here.
    pub(super) nesting: u32,
    /// The expression that is being checked, as the origin of variables.
    pub(super) span: SpanId,
}

impl Sema {
    /// What inference finds out about the body of `def` (function, constant, static, anonymous constant).
    pub fn typeck(&self, def: DefId) -> Arc<TypeckResults> {
        if let Some(found) = self.typeck_cache.get(def) {
            return found;
        }
        let Some(_active) = Active::enter(std::ptr::from_ref(self) as usize, Query::Typeck, u64::from(def.0))
        else {
            let mut results = empty_results(def);
            let feature = "type of an opaque type that depends on itself";
            results.unsupported.push(treebeard_syntax::Unsupported::new(feature, self.def_span(def)));
            return Arc::new(results);
        };
        let results = match self.body_ast(def) {
            Some(body) => InferCtx::new(self, def).check_body(&body),
            None => empty_results(def),
        };
        self.typeck_cache.put(def, Arc::new(results))
    }
}

pub(super) fn empty_results(owner: DefId) -> TypeckResults {
    TypeckResults {
        owner,
        node_types: Vec::new(),
        adjustments: FxHashMap::default(),
        resolutions: FxHashMap::default(),
        callees: FxHashMap::default(),
        call_kinds: FxHashMap::default(),
        for_loops: FxHashMap::default(),
        tries: FxHashMap::default(),
        binding_modes: FxHashMap::default(),
        binding_vars: FxHashMap::default(),
        pat_adjustments: FxHashMap::default(),
        field_indices: FxHashMap::default(),
        struct_fields: FxHashMap::default(),
        variants: FxHashMap::default(),
        casts: FxHashMap::default(),
        closures: FxHashMap::default(),
        break_targets: FxHashMap::default(),
        opaque_types: FxHashMap::default(),
        param_types: Vec::new(),
        output: Ty::error(),
        diagnostics: Vec::new(),
        deferred: Vec::new(),
        unsupported: Vec::new(),
    }
}

impl<'a> InferCtx<'a> {
    fn new(sema: &'a Sema, owner: DefId) -> InferCtx<'a> {
        InferCtx {
            sema,
            owner,
            edition: sema.edition(owner),
            scope: sema.scope_of(owner),
            param_env: sema.param_env(owner),
            table: InferTable::new(),
            fulfill: FulfillCtx::new(),
            closures: Closures::default(),
            results: empty_results(owner),
            ribs: Vec::new(),
            locals: FxHashMap::default(),
            calls: FxHashMap::default(),
            diverges: Diverges::Maybe,
            breakables: Vec::new(),
            outer_labels: Vec::new(),
            ret_coercion: None,
            ret_span: None,
            fn_body_block: None,
            closure_depth: 0,
            in_async: false,
            deferred_casts: Vec::new(),
            deferred_repeats: Vec::new(),
            opaques: Vec::new(),
            trait_paths: Vec::new(),
            met_error: false,
            nesting: 0,
            span: sema.def_span(owner),
        }
    }

    fn check_body(mut self, body: &Body) -> TypeckResults {
        self.results.node_types = vec![None; body.node_count as usize];
        if matches!(self.sema.def_kind(self.owner), DefKind::Fn | DefKind::AssocFn) {
            self.check_fn_body(body);
        } else {
            let ty = self.sema.type_of(self.owner);
            let ty = self.normalize(self.span, &ty);
            self.results.output = ty;
            self.check_coercible(&body.value, ty);
        }
        self.finish(body)
    }

    fn check_fn_body(&mut self, body: &Body) {
        let sig = self.sema.fn_sig(self.owner);
        let inputs: Vec<Ty> = sig.inputs.iter().map(|ty| self.normalize(self.span, ty)).collect();
        let output = self.replace_own_opaques(sig.output);
        let output = self.normalize(self.span, &output);
        self.results.param_types.clone_from(&inputs);
        self.results.output = output;
        let output_span = self.written_output_span();
        if let ast::ExprKind::Block(block, _) = &body.value.kind {
            self.fn_body_block = Some((block.id, output_span.unwrap_or(SpanId::NONE)));
        }
        self.ret_span = Some(output_span.unwrap_or(self.span));
        let mut names = Vec::new();
        for (param, &ty) in body.params.iter().zip(&inputs) {
            self.check_param(&param.pat, ty, &mut names);
            self.register_bound(ty, "sized", param.pat.span);
        }
        if self.sema.has_attr(self.owner, "native") {
            self.write_ty(body.value.id, Ty::never());
            return;
        }
        let shown = self.structurally_resolve(output);
        if matches!(shown.kind(), TyKind::Dynamic(..)) {
            let message = "return type cannot be a trait object without pointer indirection";
            self.error(Some("E0746"), output_span.unwrap_or(self.span), message);
            self.check_return_expr(&body.value, Ty::error());
            return;
        }
        self.register_bound(output, "sized", output_span.unwrap_or(self.span));
        self.check_return_expr(&body.value, output);
    }

    /// A parameter's pattern; `names` are the variables of the parameters before it.
    pub(super) fn check_param(&mut self, pat: &ast::Pat, ty: Ty, names: &mut Vec<ast::Ident>) {
        let bindings = self.check_pat_top(pat, ty);
        for (ident, _) in &bindings {
            if names.iter().any(|other| other.name == ident.name && other.marks == ident.marks) {
                let message =
                    format!("identifier `{}` is bound more than once in this parameter list", ident.name);
                self.error(Some("E0415"), ident.span, &message);
            }
            names.push(*ident);
        }
        self.push_bindings(bindings);
    }

    /// Checks the body of a function or closure against its result type.
    pub(super) fn check_return_expr(&mut self, value: &ast::Expr, output: Ty) {
        self.ret_coercion = Some(CoerceMany::new(output));
        let ty = self.check_expr_with(value, Expectation::HasType(output));
        let mut coercion = self.ret_coercion.take().expect("put back by every user");
        coercion.coerce(self, value, ty);
        let actual = coercion.complete();
        if !matches!(self.shallow(actual).kind(), TyKind::Never) {
            self.demand_eq(value.span, output, actual);
        } else if self.is_ty_var(output) {
            self.mark_diverging(output);
        }
    }

    /// Enters a function, closure or inline const; its `return`s agree on `coercion`.
    pub(super) fn enter_function(&mut self, coercion: Option<CoerceMany>) -> SavedFunction {
        SavedFunction {
            ret_coercion: std::mem::replace(&mut self.ret_coercion, coercion),
            ret_span: self.ret_span.take(),
            fn_body_block: self.fn_body_block.take(),
            diverges: std::mem::replace(&mut self.diverges, Diverges::Maybe),
        }
    }

    pub(super) fn leave_function(&mut self, saved: SavedFunction) {
        self.ret_coercion = saved.ret_coercion;
        self.ret_span = saved.ret_span;
        self.fn_body_block = saved.fn_body_block;
        self.diverges = saved.diverges;
    }

    pub(super) fn in_closure(&self) -> bool {
        self.closure_depth > 0
    }

    fn written_output_span(&self) -> Option<SpanId> {
        match &self.sema.item(self.owner)?.kind {
            ast::ItemKind::Fn(f) => f.sig.output.as_ref().map(|ty| ty.span),
            _ => None,
        }
    }

    /// In the body that defines them, opaque types are variables that must satisfy their bounds.
    pub(super) fn replace_own_opaques(&mut self, ty: Ty) -> Ty {
        if !ty.has_alias() {
            return ty;
        }
        ReplaceOpaques(self).fold_ty(ty)
    }

    fn opaque_var(&mut self, def: DefId, args: GenericArgs) -> Ty {
        if let Some((_, _, var)) = self.opaques.iter().find(|(d, a, _)| *d == def && *a == args) {
            return *var;
        }
        let span = self.sema.def_span(def);
        let var = self.new_var_at(span);
        self.opaques.push((def, args, var));
        let bounds = self.sema.item_bounds(def);
        for (predicate, bound_span) in bounds.iter() {
            let predicate = crate::ty::subst_args(predicate, args);
            // The bounds speak of the opaque type itself.
            let predicate = super::opaque::replace_opaque(&predicate, def, var);
            // And perhaps of others that this body defines: `impl Iterator<Item = impl Display>`.
            let predicate = predicate.fold_with(&mut ReplaceOpaques(self));
            let predicate = self.normalize(*bound_span, &predicate);
            let span = if *bound_span == SpanId::NONE { span } else { *bound_span };
            self.register(predicate, span);
        }
        var
    }

    // --- recording

    pub(super) fn write_ty(&mut self, node: NodeId, ty: Ty) {
        self.met_error |= ty.has_error();
        if let Some(slot) = self.results.node_types.get_mut(node.0 as usize) {
            *slot = Some(ty);
        }
    }

    /// The type recorded for a node.
    pub(super) fn node_ty(&self, node: NodeId) -> Ty {
        self.results.node_types.get(node.0 as usize).copied().flatten().unwrap_or_else(Ty::error)
    }

    pub(super) fn closure_sig(&self, id: ClosureId) -> Option<FnSig> {
        match self.closures.sig(id) {
            Some(sig) => Some(sig),
            None if id.owner != self.owner => self
                .sema
                .typeck(id.owner)
                .closures
                .get(&id.node)
                .map(|closure: &ClosureTypeck| closure.sig.clone()),
            None => None,
        }
    }

    pub(super) fn closure_captures(&self, id: ClosureId) -> bool {
        id.owner != self.owner || self.closures.captures(id)
    }
}

/// Opaque types of the body's own function become variables.
struct ReplaceOpaques<'c, 'a>(&'c mut InferCtx<'a>);

impl TypeFolder for ReplaceOpaques<'_, '_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Alias(AliasKind::Opaque, def, args) if self.0.sema.opaque_owner(*def) == self.0.owner => {
                self.0.opaque_var(*def, *args)
            }
            _ if ty.has_alias() => fold_ty(self, ty),
            _ => ty,
        }
    }
}
