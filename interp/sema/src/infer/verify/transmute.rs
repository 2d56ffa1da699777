//! E0512, E0591: `transmute` between types of different sizes, and of functions that are no pointers.
//!
//! Only where both layouts are known to be rustc's: types made of the language's own, of the program's and of those of
//! the library whose layout rustc promises.

use treebeard_syntax::ast::{Body, Expr, ExprKind};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::Sema;
use crate::infer::walk::{Visitor, walk_expr};
use crate::infer::{Resolution, TypeckResults};
use crate::ty::{GenericArg, Part, Ty, TyKind, any_part};

/// Size of a pointer.
const POINTER_BYTES: u64 = 8;

/// Checks a body.
pub(super) fn check(sema: &Sema, body: &Body, results: &TypeckResults) -> Vec<Diagnostic> {
    let mut checker = Checker { sema, results, found: Vec::new() };
    checker.expr(&body.value);
    checker.found
}

struct Checker<'a> {
    sema: &'a Sema,
    results: &'a TypeckResults,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn transmute(&mut self, args: &[GenericArg], span: SpanId) {
        let [GenericArg::Ty(source), GenericArg::Ty(target)] = args else { return };
        if let TyKind::FnDef(..) = source.kind()
            && self.size(*target) == Some(POINTER_BYTES)
        {
            let message = "can't transmute zero-sized type";
            self.found.push(
                Diagnostic::error(Some("E0591"), span, message).help("cast with `as` to a pointer instead"),
            );
            return;
        }
        let (Some(from), Some(to)) = (self.size(*source), self.size(*target)) else { return };
        if from != to {
            let message = "cannot transmute between types of different sizes, or dependently-sized types";
            self.found.push(
                Diagnostic::error(Some("E0512"), span, message)
                    .note(format!("source type: `{}` ({} bits)", source.display(self.sema), from * 8))
                    .note(format!("target type: `{}` ({} bits)", target.display(self.sema), to * 8)),
            );
        }
    }

    fn size(&self, ty: Ty) -> Option<u64> {
        if ty.has_param() || ty.has_alias() || ty.has_error() || ty.has_infer() || !self.is_known(ty, 0) {
            return None;
        }
        self.sema.layout_of(ty).ok().filter(|layout| layout.sized).map(|layout| layout.size)
    }

    fn is_known(&self, ty: Ty, depth: u32) -> bool {
        let is_unknown = |part: Part| match part {
            Part::Ty(ty) => match ty.kind() {
                TyKind::Closure(..) | TyKind::Coroutine(..) => true,
                TyKind::Adt(def, args) if self.sema.is_local(*def) => {
                    let adt = self.sema.adt_def(*def);
                    let fields = (0..adt.variants.len() as u32)
                        .flat_map(|variant| self.sema.variant_field_types(*def, variant).to_vec())
                        .map(|field| crate::ty::subst_ty(field, *args));
                    self.sema.has_infinite_size(*def)
                        || depth > 8
                        || fields
                            .into_iter()
                            .any(|field| field.has_alias() || !self.is_known(field, depth + 1))
                }
                TyKind::Adt(def, _) => !self.has_promised_layout(*def),
                _ => false,
            },
            Part::Const(_) => false,
        };
        !any_part(ty, &mut { is_unknown })
    }

    fn has_promised_layout(&self, def: crate::def::DefId) -> bool {
        matches!(
            self.sema.def_name(def).as_str(),
            "Option" | "PhantomData" | "MaybeUninit" | "ManuallyDrop" | "UnsafeCell" | "Cell" | "Wrapping"
        )
    }
}

impl Visitor for Checker<'_> {
    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::Path(_) = &expr.kind
            && let Some(Resolution::Def(def, args)) = self.results.resolutions.get(&expr.id)
            && !self.sema.is_local(*def)
            && self.sema.def_name(*def).as_str() == "transmute"
        {
            self.transmute(args, expr.span);
        }
        walk_expr(self, expr);
    }
}
