//! `async fn` as the function it stands for: one that returns the future of an `async move` block.
//!
//! Reference, "Async functions": `async fn f(a: A, (b, c): B) -> T { body }` means
//! `fn f(a: A, arg1: B) -> impl Future<Output = T> { async move { let a = a; let (b, c) = arg1; body } }`. Every parameter moves
//! into the future, used or not, and is dropped with it in reverse order.

use crate::ast::{
    AssocConstraint, AssocConstraintKind, Block, Bound, Edition, Expr, ExprKind, GenericArgs, Ident, Let,
    Marks, Mutability, Param, Pat, PatKind, Path, PathRoot, PathSegment, Stmt, TraitBound, Ty, TyKind,
};
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

fn name(text: &str, span: SpanId) -> Ident {
    Ident { name: Symbol::new(text), marks: Marks::NONE, span }
}

/// `impl Future<Output = T>`.
pub(crate) fn future_of(output: Option<Ty>, span: SpanId) -> Ty {
    let output = output.unwrap_or(Ty { kind: TyKind::Tuple(Vec::new()), span });
    let span = output.span;
    let constraint =
        AssocConstraint { ident: name("Output", span), args: None, kind: AssocConstraintKind::Equal(output) };
    let args = GenericArgs { args: Vec::new(), constraints: vec![constraint], parenthesized: false, span };
    let segments = vec![
        PathSegment { ident: name("future", span), args: None },
        PathSegment { ident: name("Future", span), args: Some(Box::new(args)) },
    ];
    let path = Path { root: PathRoot::Named(Symbol::new("core")), qself: None, segments, span };
    Ty {
        kind: TyKind::ImplTrait(vec![Bound::Trait(TraitBound {
            lifetimes: Vec::new(),
            maybe: false,
            path,
            span,
        })]),
        span,
    }
}

impl Lower<'_> {
    /// E0670: `async fn` came with edition 2018.
    pub(crate) fn check_async_edition(&mut self, keyword: Option<syn::Token![async]>) {
        if let Some(token) = keyword
            && self.options.edition == Edition::E2015
        {
            let message = "`async fn` is not permitted in Rust 2015";
            self.error(Some("E0670"), self.at(token.span), message);
        }
    }

    /// The parameters of the function that an `async fn` stands for, and its body: the block that takes them over.
    pub(crate) fn async_body(&mut self, params: Vec<Param>, body: Expr) -> (Vec<Param>, Expr) {
        let span = body.span;
        let (outer, future) = self.future_of_params(params, body, true);
        let block = self.block_of(Vec::new(), future, span);
        let value = self.make(ExprKind::Block(Box::new(block), None), span);
        (outer, value)
    }

    /// The same for an async closure, whose body is the block itself: `|a, (b, c)| async { let a = a; … }`. What the
    /// block captures of the closure is decided with the closure's own captures.
    pub(crate) fn async_closure_body(&mut self, params: Vec<Param>, body: Expr) -> (Vec<Param>, Expr) {
        self.future_of_params(params, body, false)
    }

    fn future_of_params(&mut self, params: Vec<Param>, body: Expr, is_move: bool) -> (Vec<Param>, Expr) {
        let span = body.span;
        let mut outer = Vec::with_capacity(params.len());
        let mut stmts = Vec::with_capacity(params.len());
        for (index, param) in params.into_iter().enumerate() {
            let (at, ty) = (param.pat.span, param.ty);
            match &param.pat.kind {
                PatKind::Ident { ident, .. } if ident.name.as_str() == "self" => {
                    stmts.push(self.mention(*ident));
                    outer.push(Param { pat: param.pat, ty });
                }
                PatKind::Ident { by_ref: None, ident, sub: None, .. } => {
                    let ident = *ident;
                    let pat = self.binding_pat(ident, Mutability::Not, at);
                    outer.push(Param { pat, ty });
                    stmts.push(self.rebind(param.pat, ident));
                }
                _ => {
                    let ident = name(&format!("__arg{index}"), at);
                    let pat = self.binding_pat(ident, Mutability::Not, at);
                    outer.push(Param { pat, ty });
                    let own = self.binding_pat(ident, Mutability::Not, at);
                    stmts.push(self.rebind(own, ident));
                    stmts.push(self.rebind(param.pat, ident));
                }
            }
        }
        let block = self.block_of(stmts, body, span);
        let value = self.make(ExprKind::Block(Box::new(block), None), span);
        (outer, self.make(ExprKind::Async { is_move, value: Box::new(value) }, span))
    }

    fn block_of(&mut self, stmts: Vec<Stmt>, tail: Expr, span: SpanId) -> Block {
        Block { id: self.node(), stmts, tail: Some(Box::new(tail)), span }
    }

    fn variable(&mut self, ident: Ident) -> Expr {
        let segments = vec![PathSegment { ident, args: None }];
        let path = Path { root: PathRoot::Relative, qself: None, segments, span: ident.span };
        self.make(ExprKind::Path(path), ident.span)
    }

    /// `let pat = ident;`
    fn rebind(&mut self, pat: Pat, ident: Ident) -> Stmt {
        let span = pat.span;
        let init = Some(self.variable(ident));
        Stmt::Let(Box::new(Let { pat, ty: None, init, els: None, span }))
    }

    /// `let _ = &self;`: the block takes it even if it does not use it.
    fn mention(&mut self, ident: Ident) -> Stmt {
        let value = self.variable(ident);
        let borrow = self.make(ExprKind::Ref(Mutability::Not, Box::new(value)), ident.span);
        let pat = Pat { id: self.node(), kind: PatKind::Wild, span: ident.span };
        Stmt::Let(Box::new(Let { pat, ty: None, init: Some(borrow), els: None, span: ident.span }))
    }
}
