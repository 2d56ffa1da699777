//! Running a checked program, and evaluating constants for the front half.

use std::sync::{Arc, Weak};

use treebeard_eval::engine::{Global, InstanceKey, InstanceKind};
use treebeard_eval::run::{evaluate, evaluate_scalar, run_main};
use treebeard_eval::trap::Trap;
use treebeard_eval::{Engine, Finished, Options};
use treebeard_sema::Sema;
use treebeard_sema::collect::{ConstEvalError, ConstEvaluator};
use treebeard_sema::def::{DefId, DefKind};
use treebeard_sema::ty::{Const, ConstKind, GenericArgs, erase_regions, subst_ty};
use treebeard_syntax::ast::ExprKind;
use treebeard_syntax::{Diagnostic, Level, SpanId, Unsupported, on_large_stack};

use crate::Program;
use crate::front::Front;

/// Steps that one constant may take.
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
        let engine = self.engine.get_or_init(|| {
            let options = Options { fuel: Some(CONST_FUEL), ..Options::default() };
            Engine::new(Arc::new(Front::new(owner)), options)
        });
        let ty = sema.normalize_erasing_regions(erase_regions(&subst_ty(sema.type_of(def), args)));
        let key = InstanceKey { kind: InstanceKind::Const(def), args: erase_regions(&args) };
        match evaluate_scalar(engine, key, ty) {
            Ok(bits) => Ok(Const::new(ConstKind::Value(ty, extend(ty, bits)))),
            Err(Trap::Panic(panic)) => {
                let message = format!("evaluation panicked: {}", panic.message);
                Err(ConstEvalError::Error(Box::new(Diagnostic::error(Some("E0080"), span, message))))
            }
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
fn extend(ty: treebeard_sema::Ty, bits: u128) -> u128 {
    match ty.kind() {
        treebeard_sema::ty::TyKind::Int(int) if int.is_signed() => {
            let shift = 128 - int.bits();
            (((bits << shift) as i128) >> shift) as u128
        }
        _ => bits,
    }
}

impl Program {
    /// E0080: constants and statics whose evaluation panics. They are evaluated before anything runs, used or not.
    pub(crate) fn constant_errors(&self) -> Vec<Diagnostic> {
        let sema = &self.sema;
        let is_constant = |def: &DefId| {
            matches!(sema.def_kind(*def), DefKind::Const | DefKind::AssocConst | DefKind::Static)
                && sema.identity_args(*def).is_empty()
        };
        let constants: Vec<DefId> = sema.local_bodies().into_iter().filter(is_constant).collect();
        if constants.is_empty() {
            return Vec::new();
        }
        let options = Options { fuel: Some(CONST_FUEL), ..Options::default() };
        let engine = Engine::new(Arc::new(Front::new(sema.clone())), options);
        constants.into_iter().filter_map(|def| self.constant_error(&engine, def)).collect()
    }

    fn constant_error(&self, engine: &Arc<Engine>, def: DefId) -> Option<Diagnostic> {
        let sema = &self.sema;
        let global = match sema.def_kind(def) {
            DefKind::Static => Global::Static(def),
            _ => {
                let key = InstanceKey { kind: InstanceKind::Const(def), args: GenericArgs::empty() };
                Global::Value(key, sema.normalize_erasing_regions(erase_regions(&sema.type_of(def))))
            }
        };
        let name = sema.def_name(def);
        let ty = sema.normalize_erasing_regions(erase_regions(&sema.type_of(def)));
        let panic = match evaluate(engine, global, ty) {
            Err(Trap::Panic(panic)) => panic,
            Ok(Some(why)) => {
                let error = Diagnostic::error(Some("E0080"), self.result_span(def), why);
                return Some(error.label(format!("evaluation of `{name}` failed here")));
            }
            // What is unsupported is said where it is reached.
            Ok(None) | Err(_) => return None,
        };
        let message = format!("evaluation panicked: {}", panic.message);
        Some(
            Diagnostic::error(Some("E0080"), panic.span.call_site(), message)
                .label(format!("evaluation of `{name}` failed here")),
        )
    }

    /// The expression that is a constant's value.
    fn result_span(&self, def: DefId) -> SpanId {
        let Some(body) = self.sema.body_ast(def) else { return self.sema.def_span(def) };
        let mut value = &body.value;
        while let ExprKind::Block(block, _) | ExprKind::Unsafe(block) = &value.kind
            && let Some(tail) = &block.tail
        {
            value = tail;
        }
        value.span
    }

    /// Runs `main`, if there is one, with these arguments, of which the first is the program's name. The program should
    /// have been checked; what is unsupported ends it where it is reached. With `capture` what it prints is kept.
    ///
    /// ```
    /// # use treebeard::{LoadOptions, Program, Source};
    /// use treebeard::{End, Options};
    ///
    /// # let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    /// # let text = "fn main() { let mut n = 0u64; loop { n += 1 } }".to_owned();
    /// # let source = Source::Text { name: "endless.rs".to_owned(), text };
    /// let program = Program::load(&source, &options).unwrap();
    /// // A loop without end is stopped after a number of steps.
    /// let limits = Options { fuel: Some(10_000), ..Options::default() };
    /// let finished = program.run(limits, vec!["endless".to_owned()], true).unwrap();
    /// assert!(matches!(finished.end, End::OutOfFuel));
    /// ```
    pub fn run(&self, options: Options, args: Vec<String>, capture: bool) -> Option<Finished> {
        let main = self.main()?;
        let engine = Engine::new(Arc::new(Front::new(self.sema.clone())), options);
        Some(on_large_stack(|| run_main(&engine, main, args, capture)))
    }
}
