//! Evaluating constants: for types, which need their values, and to see whether they can be evaluated at all.

use std::sync::{Arc, Weak};

use rustc_hash::FxHashSet;
use treebeard_eval::engine::{Global, InstanceKey, InstanceKind};
use treebeard_eval::run::{evaluate_all, evaluate_scalar};
use treebeard_eval::trap::{Panic, TOO_DEEP, Trap};
use treebeard_eval::{Engine, Options, Program as _};
use treebeard_sema::Sema;
use treebeard_sema::collect::{ConstEvalError, ConstEvaluator};
use treebeard_sema::def::{DefId, DefKind};
use treebeard_sema::infer::Resolution;
use treebeard_sema::tree::{Expr, ExprKind, TypedBody};
use treebeard_sema::ty::{Const, ConstKind, GenericArgs, Ty, erase_regions, subst_ty};
use treebeard_syntax::ast::{self, NodeId};
use treebeard_syntax::{Diagnostic, Level, SpanId, Unsupported};

use crate::Program;
use crate::front::Front;

/// Steps that one constant may take: rustc's lint against endless ones stops earlier, but counts fewer.
const CONST_FUEL: u64 = 20_000_000;

/// Evaluates constants by running them; one engine, made when it is first needed.
pub(crate) struct Constants {
    sema: Weak<Sema>,
    engine: std::sync::OnceLock<Arc<Engine>>,
}

impl Constants {
    pub(crate) fn install(sema: &Arc<Sema>) {
        let constants = Constants { sema: Arc::downgrade(sema), engine: std::sync::OnceLock::new() };
        sema.set_const_evaluator(Arc::new(constants));
    }
}

impl ConstEvaluator for Constants {
    fn eval_const(&self, sema: &Sema, def: DefId, args: GenericArgs) -> Result<Const, ConstEvalError> {
        if args.has_param() || args.has_infer() {
            return Err(ConstEvalError::TooGeneric);
        }
        let span = sema.def_span(def);
        if sema.def_kind(def) == DefKind::AnonConst {
            type_check(sema, def)?;
        }
        let Some(owner) = self.sema.upgrade() else {
            return Err(ConstEvalError::Unsupported(Unsupported::new("constant without a program", span)));
        };
        let engine = self.engine.get_or_init(|| Engine::new(Arc::new(Front::new(owner)), options(sema)));
        let ty = sema.normalize_erasing_regions(erase_regions(&subst_ty(sema.type_of(def), args)));
        let key = InstanceKey { kind: InstanceKind::Const(def), args: erase_regions(&args) };
        match evaluate_scalar(engine, key, ty) {
            Ok(bits) => Ok(Const::new(ConstKind::Value(ty, extend(ty, bits)))),
            Err(Trap::Panic(panic)) => Err(ConstEvalError::Error(Box::new(panicked(sema, def, &panic)))),
            Err(Trap::Unsupported(mut unsupported)) => {
                if unsupported.span == treebeard_syntax::SpanId::NONE {
                    unsupported.span = span;
                }
                Err(ConstEvalError::Unsupported(unsupported))
            }
            Err(other) => {
                Err(ConstEvalError::Unsupported(Unsupported::new(format!("constant: {other:?}"), span)))
            }
        }
    }
}

/// Errors in a constant that has no item of its own (the length of an array) are found when it is needed: all but one
/// are reported here.
fn type_check(sema: &Sema, def: DefId) -> Result<(), ConstEvalError> {
    let results = sema.typeck(def);
    let mut errors = results.diagnostics.iter().filter(|found| found.level == Level::Error).cloned();
    let Some(first) = errors.next() else { return Ok(()) };
    errors.for_each(|error| sema.report(error));
    Err(ConstEvalError::Error(Box::new(first)))
}

/// Signed values are kept sign-extended to 128 bits.
fn extend(ty: Ty, bits: u128) -> u128 {
    match ty.kind() {
        treebeard_sema::ty::TyKind::Int(int) if int.is_signed() => {
            let shift = 128 - int.bits();
            (((bits << shift) as i128) >> shift) as u128
        }
        _ => bits,
    }
}

impl Program {
    /// E0080: constants whose evaluation panics. As in rustc, those that only bodies name are looked at when all others
    /// are right; `one_failed` says that another was found already.
    pub(crate) fn constant_errors(&self, mut one_failed: bool) -> Vec<Diagnostic> {
        let sema = &self.sema;
        let front = Arc::new(Front::new(sema.clone()));
        let constants = self.constants(&front, !one_failed);
        if constants.is_empty() {
            return Vec::new();
        }
        let engine = Engine::new(front, options(sema));
        let globals: Vec<(Global, Ty)> =
            constants.iter().map(|constant| (constant.global.clone(), constant.ty)).collect();
        let mut errors: Vec<Diagnostic> = Vec::new();
        for (Constant { owner, is_named, .. }, result) in
            constants.iter().zip(evaluate_all(&engine, &globals))
        {
            if *is_named && one_failed {
                break;
            }
            let error = match result {
                Err(Trap::Panic(panic)) => panicked(sema, panic.constant.unwrap_or(*owner), &panic),
                Ok(Some(why)) => {
                    let label = format!("evaluation of `{}` failed here", shown_name(sema, *owner));
                    Diagnostic::error(Some("E0080"), self.result_span(*owner), why).label(label)
                }
                Err(Trap::OutOfFuel) => Diagnostic::error(
                    None,
                    self.result_span(*owner),
                    "constant evaluation is taking a long time",
                ),
                Err(Trap::Abort) => Diagnostic::error(Some("E0080"), self.result_span(*owner), TOO_DEEP),
                Err(Trap::Cycle(def)) if errors.iter().all(|other| other.code != Some("E0391")) => {
                    let message = format!("cycle detected when evaluating `{}`", shown_name(sema, def));
                    Diagnostic::error(Some("E0391"), sema.def_span(def), message)
                }
                // What is unsupported is said where it is reached.
                Ok(None) | Err(_) => continue,
            };
            one_failed |= !is_named;
            // What needs a constant that fails says no more than that constant itself.
            if errors.iter().all(|other| other.primary.span != error.primary.span) {
                errors.push(error);
            }
        }
        errors
    }

    /// What is evaluated before anything runs: constants and statics, used or not; then associated and inline constants
    /// of bodies without parameters, called or not, if these are wanted.
    fn constants(&self, front: &Front, of_bodies: bool) -> Vec<Constant> {
        let sema = &self.sema;
        let (mut constants, mut in_bodies) = (Vec::new(), Vec::new());
        let mut known = FxHashSet::default();
        for body in sema.local_bodies().into_iter().filter(|def| sema.identity_args(*def).is_empty()) {
            match sema.def_kind(body) {
                DefKind::Const => constants.push(Constant::item(sema, body, GenericArgs::empty())),
                DefKind::Static => {
                    let ty = Constant::item(sema, body, GenericArgs::empty()).ty;
                    let global = Global::Static(body);
                    constants.push(Constant { owner: body, global, ty, is_named: false });
                }
                _ => {}
            }
            if !of_bodies {
                continue;
            }
            let named = |(node, resolution): (&NodeId, &Resolution)| match *resolution {
                Resolution::Def(def, args) if sema.def_kind(def) == DefKind::AssocConst => {
                    let (def, args) = front.resolve_const(def, erase_regions(&args)).ok()?;
                    (sema.is_local(def) && known.insert((def, args))).then_some((*node, def, args))
                }
                _ => None,
            };
            let mut named: Vec<_> = sema.typeck(body).resolutions.iter().filter_map(named).collect();
            named.sort_by_key(|(node, ..)| *node);
            let item = |(_, def, args)| Constant { is_named: true, ..Constant::item(sema, def, args) };
            in_bodies.extend(named.into_iter().map(item));
            in_bodies.extend(inline_constants(&sema.typed_body(body)));
        }
        constants.append(&mut in_bodies);
        constants
    }

    /// The expression that is a constant's value.
    fn result_span(&self, def: DefId) -> SpanId {
        let Some(body) = self.sema.body_ast(def) else { return self.sema.def_span(def) };
        let mut value = &body.value;
        while let ast::ExprKind::Block(block, _) | ast::ExprKind::Unsafe(block) = &value.kind
            && let Some(tail) = &block.tail
        {
            value = tail;
        }
        value.span
    }
}

/// Something to evaluate before anything runs.
struct Constant {
    /// The constant, or the function whose body holds it.
    owner: DefId,
    global: Global,
    ty: Ty,
    /// It is evaluated because a body names or holds it.
    is_named: bool,
}

impl Constant {
    fn item(sema: &Sema, def: DefId, args: GenericArgs) -> Constant {
        let ty = sema.normalize_erasing_regions(erase_regions(&subst_ty(sema.type_of(def), args)));
        let key = InstanceKey { kind: InstanceKind::Const(def), args };
        Constant { owner: def, global: Global::Value(key, ty), ty, is_named: false }
    }
}

/// The `const { … }` of a body and its closures. Other promoted values are no blocks, and cannot fail.
fn inline_constants(body: &TypedBody) -> Vec<Constant> {
    let of = |body: &TypedBody| {
        let blocks = body.promoteds.iter().enumerate().filter(|(_, value)| is_block(value));
        let constant = |(index, value): (usize, &Expr)| {
            let kind = InstanceKind::Promoted(body.owner, body.closure, index as u32);
            let key = InstanceKey { kind, args: GenericArgs::empty() };
            let ty = erase_regions(&value.ty);
            Constant { owner: body.owner, global: Global::Value(key, ty), ty, is_named: true }
        };
        blocks.map(constant).collect::<Vec<_>>()
    };
    body.closures.values().flat_map(|closure| of(&closure.body)).chain(of(body)).collect()
}

fn is_block(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::Scope(_) | ExprKind::Block(..))
}

/// A constant's name, or that of one without a name.
fn shown_name(sema: &Sema, owner: DefId) -> String {
    let name = sema.def_name(owner);
    match sema.def_kind(owner) {
        DefKind::Fn | DefKind::AssocFn => format!("{name}::{{constant}}"),
        _ => name.to_string(),
    }
}

fn options(sema: &Sema) -> Options {
    // The constant's own frame counts too.
    let depth_max = sema.recursion_limit().saturating_sub(1);
    Options { fuel: Some(CONST_FUEL), trace: Some(depth_max), ..Options::default() }
}

/// E0080: where the constant's own code stands, and where it came to.
fn panicked(sema: &Sema, constant: DefId, panic: &Panic) -> Diagnostic {
    let failed = panic.span.call_site();
    let at = panic.calls.last().map_or(failed, |call| call.call_site());
    let name = shown_name(sema, constant);
    let message = match &*panic.message {
        TOO_DEEP => TOO_DEEP.to_owned(),
        message => format!("evaluation panicked: {message}"),
    };
    let error = Diagnostic::error(Some("E0080"), at, message);
    if at == failed {
        return error.label(format!("evaluation of `{name}` failed here"));
    }
    error
        .label(format!("evaluation of `{name}` failed inside this call"))
        .secondary(failed, "the failure occurred here")
}
