//! Futures that would hold themselves (E0733): an async fn or block that keeps the future of its own call, without a
//! box between, across an await.
//!
//! rustc finds them as cycles in the layout of futures (`rustc_middle::values::recursive_type_error` and its like for
//! coroutines). The first future of a cycle is reported, and only it.

use treebeard_syntax::{Diagnostic, SpanId};

use crate::context::Sema;
use crate::def::DefId;
use crate::ty::{AliasKind, ClosureId, GenericArgs, Ty, TyKind, subst_ty};

/// How many types are looked at for one future.
const STEPS: usize = 2_000;

impl Sema {
    /// The futures of a body that would hold themselves.
    pub fn check_async_recursion(&self, def: DefId) -> Vec<Diagnostic> {
        let body = self.typed_body(def);
        let results = self.typeck(def);
        let futures = results.closures.iter().filter(|(_, closure)| closure.source.is_coroutine());
        let mut nodes: Vec<_> = futures.map(|(node, _)| *node).collect();
        nodes.sort_unstable();
        let first = nodes.into_iter().find(|&node| {
            let start = ClosureId { owner: def, node };
            let mut walk = Walk { sema: self, start, inside: Vec::new(), seen: Vec::new(), is_first: true };
            walk.future(start, self.identity_args(def)) && walk.is_first
        });
        let report = |node| {
            let span = body.closures.get(&node).map_or(SpanId::NONE, |closure| closure.body.span);
            self.recursive_future(ClosureId { owner: def, node }, span)
        };
        first.map(report).into_iter().collect()
    }

    fn recursive_future(&self, id: ClosureId, block: SpanId) -> Diagnostic {
        let results = self.typeck(id.owner);
        let is_own = |ty: &Ty| matches!(ty.kind(), TyKind::Coroutine(of, _) if *of == id);
        let is_fn = self.is_async_fn(id.owner) && results.opaque_types.values().any(is_own);
        let (what, span) = if is_fn { ("fn", self.def_span(id.owner)) } else { ("block", block) };
        let message = format!("recursion in an async {what} requires boxing");
        Diagnostic::error(Some("E0733"), span, message)
            .note("a recursive `async fn` call must introduce indirection such as `Box::pin`")
    }
}

/// Looks for a future inside itself.
struct Walk<'a> {
    sema: &'a Sema,
    start: ClosureId,
    /// The futures that the current type is inside of, the first one apart.
    inside: Vec<ClosureId>,
    seen: Vec<Ty>,
    /// No future of the cycle comes before the first one.
    is_first: bool,
}

impl Walk<'_> {
    fn future(&mut self, id: ClosureId, args: GenericArgs) -> bool {
        let Some(witness) = self.sema.coroutine_witness(id) else { return false };
        let captures = self.sema.closure_info(id, args).captures.unwrap_or_default();
        captures.into_iter().any(|ty| self.ty(ty)) || witness.iter().any(|ty| self.ty(subst_ty(*ty, args)))
    }

    /// Does a value of this type hold the future?
    fn ty(&mut self, ty: Ty) -> bool {
        let ty = self.sema.normalize_erasing_regions(ty);
        if self.seen.len() > STEPS || self.seen.contains(&ty) {
            return false;
        }
        let sema = self.sema;
        match ty.kind() {
            TyKind::Coroutine(id, _) if *id == self.start => {
                // A generic one is reported where it is used, if at all.
                let earlier = |id: &ClosureId| {
                    sema.is_local(id.owner) && sema.identity_args(id.owner).is_empty() && *id < self.start
                };
                self.is_first = !self.inside.iter().any(earlier);
                return true;
            }
            _ => self.seen.push(ty),
        }
        match ty.kind() {
            TyKind::Tuple(parts) => parts.iter().any(|part| self.ty(*part)),
            TyKind::Array(part, _) => self.ty(*part),
            TyKind::Adt(def, args) => self.adt(*def, *args),
            TyKind::Closure(id, args) => {
                let captures = sema.closure_info(*id, *args).captures.unwrap_or_default();
                captures.into_iter().any(|part| self.ty(part))
            }
            TyKind::Coroutine(id, args) => {
                self.inside.push(*id);
                let found = self.future(*id, *args);
                self.inside.pop();
                found
            }
            TyKind::Alias(AliasKind::Opaque, def, args) => {
                sema.hidden_type(*def, *args).is_some_and(|hidden| self.ty(hidden))
            }
            _ => false,
        }
    }

    fn adt(&mut self, def: DefId, args: GenericArgs) -> bool {
        let sema = self.sema;
        let adt = sema.adt_def(def);
        adt.variants.iter().enumerate().any(|(v, variant)| {
            (0..variant.fields.len()).any(|field| self.ty(sema.field_ty(def, v as u32, field as u32, args)))
        })
    }
}
