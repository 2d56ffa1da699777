//! Running a checked program, and evaluating constants for the front half.

use std::sync::{Arc, Weak};

use treebeard_eval::engine::{InstanceKey, InstanceKind};
use treebeard_eval::run::{evaluate_scalar, run_main};
use treebeard_eval::trap::Trap;
use treebeard_eval::{Engine, Finished, Options};
use treebeard_sema::Sema;
use treebeard_sema::collect::{ConstEvalError, ConstEvaluator};
use treebeard_sema::def::DefId;
use treebeard_sema::ty::{Const, ConstKind, GenericArgs, erase_regions, subst_ty};
use treebeard_syntax::{Diagnostic, Unsupported};

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
    /// Runs `main`. The program should have been checked; what is unsupported ends it where it is reached.
    pub fn run(&self, options: Options, args: Vec<String>, capture: bool) -> Option<Finished> {
        let main = self.main()?;
        let engine = Engine::new(Arc::new(Front::new(self.sema.clone())), options);
        Some(run_main(&engine, main, args, capture))
    }
}
