//! Which argument of a call is to blame for a bound that does not hold? Follows
//! `FnCtxt::adjust_fulfillment_error_for_expr_obligation`.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::Expr;

use super::body::InferCtx;
use crate::def::DefId;
use crate::traits::{CauseCode, FulfillmentError, FulfillmentErrorCode};
use crate::ty::{GenericArgs, Part, Predicate, Ty, TyKind, any_part, any_part_of_args};

/// A call whose arguments are checked or were.
#[derive(Clone, Debug)]
pub(super) struct CallSite {
    callee: DefId,
    has_receiver: bool,
    arguments: Vec<SpanId>,
}

impl InferCtx<'_> {
    /// Remembers a call of the program whose callee was named at `span`; the library makes no mistakes.
    pub(super) fn remember_call(&mut self, span: SpanId, callee: DefId, has_receiver: bool, args: &[Expr]) {
        if !self.sema.is_local(self.owner) {
            return;
        }
        let arguments = args.iter().map(|arg| arg.span).collect();
        self.calls.insert(span, CallSite { callee, has_receiver, arguments });
    }

    /// Moves an error about a bound of a function that is called to the argument that decides what the bound is about,
    /// if there is just one.
    pub(super) fn blame_argument(&self, error: &mut FulfillmentError) {
        if error.code != FulfillmentErrorCode::Unimplemented {
            return;
        }
        let mut code = &error.obligation.cause.code;
        while let CauseCode::Derived(parent) = code {
            code = &parent.1;
        }
        let (&CauseCode::ItemBound(item, place), Predicate::Trait(root)) =
            (code, error.obligation.root_predicate())
        else {
            return;
        };
        let call = self.calls.get(&error.obligation.cause.span).filter(|call| call.callee == item);
        let Some(call) = call else { return };
        let mut blamed = None;
        for (predicate, at) in self.sema.predicates_of(item).iter() {
            let Predicate::Trait(bound) = predicate else { continue };
            if *at != place || bound.trait_ != root.trait_ {
                continue;
            }
            // That the trait of a method is implemented at all is not for its arguments to say.
            if self.sema.assoc_container(item) == Some(bound.trait_) {
                return;
            }
            let Some(argument) = self.deciding_argument(call, bound.args) else { return };
            // Bounds of the library have no place of their own.
            if blamed.replace(argument).is_some_and(|other| other != argument) {
                return;
            }
        }
        if let Some(span) = blamed {
            error.obligation.cause.span = span;
        }
    }

    /// The only argument in whose declared type a parameter of the bound occurs; the function's own come first.
    fn deciding_argument(&self, call: &CallSite, bound: GenericArgs) -> Option<SpanId> {
        let mut params = Vec::new();
        any_part_of_args(bound, &mut |part| {
            if let Part::Ty(ty) = part
                && let TyKind::Param(param) = ty.kind()
            {
                params.push((ty, param.index));
            }
            false
        });
        let inherited = self.sema.generics_of(call.callee).parent_count;
        params.sort_by_key(|(_, index)| *index < inherited);
        let sig = self.sema.fn_sig(call.callee);
        params.iter().find_map(|(param, _)| {
            let mut inputs = sig.inputs.iter().enumerate().filter(|(_, input)| mentions(**input, *param));
            let (index, _) = inputs.next()?;
            match inputs.next() {
                None => call.arguments.get(index.checked_sub(usize::from(call.has_receiver))?).copied(),
                Some(_) => None,
            }
        })
    }
}

fn mentions(ty: Ty, param: Ty) -> bool {
    any_part(ty, &mut |part| matches!(part, Part::Ty(part) if part == param))
}
