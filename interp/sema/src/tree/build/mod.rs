//! Builds the typed tree of a body from its syntax and what inference found out.
//!
//! All decisions about types were taken by inference ([`TypeckResults`]); here they are written out: adjustments
//! become nodes, values that are borrowed get temporaries in the scope the Reference's "temporary scopes" gives them,
//! `for`, `while`, `?`, let chains, destructuring assignment and closures are taken apart.
//!
//! Reading order: this file, [`scope`], [`expr`], [`place`], [`block`], [`control`], [`pattern`], then what looks at
//! finished trees: [`promote`], [`capture`], [`finish`].

mod block;
mod call;
mod capture;
mod control;
mod expr;
mod facts;
mod finish;
mod pattern;
mod place;
mod promote;
mod scope;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{self, Edition, NodeId};
use treebeard_syntax::{SpanId, Symbol, Unsupported};

use super::{
    ClosureBody, Expr, ExprKind, LabelId, Local, LocalId, LocalKind, MovePaths, Place, PlaceBase, Stmt,
    TypedBody,
};
use crate::cache::{Active, Query};
use crate::context::Sema;
use crate::def::DefId;
use crate::infer::TypeckResults;
use crate::ty::{ClosureId, Ty, TyKind};
use scope::ScopeStack;

impl Sema {
    /// The typed tree of the body of `def`: a function, constant, static or anonymous constant.
    ///
    /// A body with errors still has a tree; its broken parts are `ExprKind::Unsupported`.
    pub fn typed_body(&self, def: DefId) -> Arc<TypedBody> {
        if let Some(body) = self.typed_body_cache.get(def) {
            return body;
        }
        let context = std::ptr::from_ref(self).addr();
        let Some(_active) = Active::enter(context, Query::TypedBody, u64::from(def.0)) else {
            return Arc::new(missing_body(def));
        };
        let body = match self.body_ast(def) {
            Some(ast) => Arc::new(build_body(self, def, &ast, &self.typeck(def))),
            None => Arc::new(missing_body(def)),
        };
        self.typed_body_cache.put(def, body)
    }
}

/// What all builders of one body (the body's own and those of its closures) share.
struct Shared<'a> {
    sema: &'a Sema,
    owner: DefId,
    results: &'a TypeckResults,
    edition: Edition,
    /// Finished closures.
    closures: FxHashMap<NodeId, ClosureBody>,
    /// Types of the variables of all patterns seen so far, by the binding pattern's node.
    var_types: FxHashMap<NodeId, VarInfo>,
}

/// A variable, as closures inside its scope need to know it.
#[derive(Clone, Copy)]
struct VarInfo {
    ty: Ty,
    name: Symbol,
    mutable: bool,
}

/// Builds one body: of the definition itself, or of one closure in it.
struct Builder<'s, 'a> {
    shared: &'s mut Shared<'a>,
    locals: Vec<Local>,
    /// Variables of this body.
    vars: FxHashMap<NodeId, LocalId>,
    /// Variables of enclosing bodies used here: each stands as a local of its own until captures are known.
    upvars: Vec<(NodeId, LocalId)>,
    scopes: ScopeStack,
    labels: FxHashMap<NodeId, LabelId>,
    label_count: u32,
    promoteds: Vec<Expr>,
    /// Value expressions whose temporary is extended, and to where.
    extended: FxHashMap<NodeId, Extent>,
    unsupported: Vec<Unsupported>,
}

/// How long an extended temporary lives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// As long as the block of the `let`: its index among the open scopes.
    Block(usize),
    /// To the end of the program.
    Static,
}

fn missing_body(def: DefId) -> TypedBody {
    let unsupported = Unsupported::new("function without a body", SpanId::NONE);
    TypedBody {
        owner: def,
        closure: None,
        params: Vec::new(),
        locals: Vec::new(),
        move_paths: MovePaths::default(),
        value: Expr {
            kind: ExprKind::Unsupported(unsupported),
            ty: Ty::error(),
            span: SpanId::NONE,
            diverts: false,
        },
        output: Ty::error(),
        label_count: 0,
        promoteds: Vec::new(),
        closures: Arc::default(),
        unsupported: vec![unsupported],
        span: SpanId::NONE,
    }
}

fn build_body(sema: &Sema, def: DefId, ast: &ast::Body, results: &TypeckResults) -> TypedBody {
    let mut shared = Shared {
        sema,
        owner: def,
        results,
        edition: sema.edition(def),
        closures: FxHashMap::default(),
        var_types: FxHashMap::default(),
    };
    let mut builder = Builder::new(&mut shared);
    let types: Vec<Ty> = results.param_types.clone();
    let (params, value) = builder.function(&ast.params, &types, &ast.value);
    let mut body = builder.finish(None, params, value, results.output);
    body.unsupported.extend(results.unsupported.iter().copied());
    body.closures = Arc::new(shared.closures);
    body
}

impl<'s, 'a> Builder<'s, 'a> {
    fn new(shared: &'s mut Shared<'a>) -> Builder<'s, 'a> {
        Builder {
            shared,
            locals: Vec::new(),
            vars: FxHashMap::default(),
            upvars: Vec::new(),
            scopes: ScopeStack::default(),
            labels: FxHashMap::default(),
            label_count: 0,
            promoteds: Vec::new(),
            extended: FxHashMap::default(),
            unsupported: Vec::new(),
        }
    }

    /// Parameters and value of a function, closure (without the closure parameter) or constant.
    fn function(&mut self, params: &[ast::Param], types: &[Ty], value: &ast::Expr) -> (Vec<LocalId>, Expr) {
        // A destructured parameter is dropped after its own variables and before the parameters in front of it: then
        // all of them become variables of the body's scope, in their order.
        let takes_apart = params.iter().any(|param| self.simple_binding(&param.pat).is_none());
        let in_order = takes_apart && types.iter().any(|ty| self.may_need_drop(*ty));
        let mut locals = Vec::with_capacity(params.len());
        let mut to_bind = Vec::new();
        for (i, param) in params.iter().enumerate() {
            let ty = types.get(i).copied().unwrap_or_else(Ty::error);
            match self.simple_binding(&param.pat) {
                Some((name, mutable)) if !in_order => {
                    let local = self.new_local(ty, LocalKind::Param, Some(name), mutable, param.pat.span);
                    self.declare_var(param.pat.id, local, VarInfo { ty, name, mutable });
                    locals.push(local);
                }
                _ => {
                    let local = self.new_local(ty, LocalKind::Param, None, true, param.pat.span);
                    locals.push(local);
                    to_bind.push((&param.pat, local, ty));
                }
            }
        }
        let value = self.in_scope(value.span, |b| {
            let mut stmts = Vec::new();
            for (pat, local, ty) in to_bind {
                b.bind_param(pat, Place::local(local, ty, pat.span), in_order, &mut stmts);
            }
            b.extend_const_initializer(value);
            let value = b.value(value);
            b.with_stmts(stmts, value)
        });
        (locals, value)
    }

    /// The variables of a parameter that is no plain name, or that must be dropped among such.
    fn bind_param(&mut self, pat: &ast::Pat, place: Place, in_order: bool, stmts: &mut Vec<Stmt>) {
        if !in_order {
            return self.bind(pat, place, None, stmts);
        }
        let ty = place.ty;
        if let Some((name, mutable)) = self.simple_binding(pat) {
            let value = self.read(place);
            let local = self.new_local(ty, LocalKind::Var, Some(name), mutable, pat.span);
            self.declare_var(pat.id, local, VarInfo { ty, name, mutable });
            self.declare_in_block(local);
            stmts.push(Stmt::Init(local, value));
            return;
        }
        let value = self.read(place);
        let whole = self.new_local(ty, LocalKind::Temp, None, true, pat.span);
        self.declare_in_block(whole);
        stmts.push(Stmt::Init(whole, value));
        self.bind(pat, Place::local(whole, ty, pat.span), None, stmts);
    }

    fn new_local(
        &mut self,
        ty: Ty,
        kind: LocalKind,
        name: Option<Symbol>,
        mutable: bool,
        span: SpanId,
    ) -> LocalId {
        let id = LocalId(self.locals.len() as u32);
        self.locals.push(Local { ty, kind, name, mutable, span });
        id
    }

    fn declare_var(&mut self, node: NodeId, local: LocalId, info: VarInfo) {
        self.vars.insert(node, local);
        self.shared.var_types.insert(node, info);
    }

    /// The place of a variable: a local, or one of an enclosing body (captured later).
    fn var_place(&mut self, node: NodeId, span: SpanId) -> Option<Place> {
        let info = *self.shared.var_types.get(&node)?;
        let local = match self.vars.get(&node) {
            Some(&local) => local,
            None => match self.upvars.iter().find(|(upvar, _)| *upvar == node) {
                Some(&(_, local)) => local,
                None => {
                    let local = self.new_local(info.ty, LocalKind::Var, Some(info.name), info.mutable, span);
                    self.upvars.push((node, local));
                    local
                }
            },
        };
        Some(Place::local(local, info.ty, span))
    }

    fn node_ty(&self, node: NodeId) -> Ty {
        self.shared.results.node_types.get(node.0 as usize).copied().flatten().unwrap_or_else(Ty::error)
    }

    /// The type of an expression after its adjustments.
    fn adjusted_ty(&self, node: NodeId) -> Ty {
        match self.shared.results.adjustments.get(&node).and_then(|list| list.last()) {
            Some(adjustment) => adjustment.target,
            None => self.node_ty(node),
        }
    }

    fn is_copy(&self, ty: Ty) -> bool {
        match ty.kind() {
            // Closures of this body are known only here.
            TyKind::Closure(id, _) if id.owner == self.shared.owner => self
                .shared
                .closures
                .get(&id.node)
                .is_some_and(|closure| closure.captures.iter().all(|capture| self.is_copy(capture.ty))),
            TyKind::Tuple(elements) => elements.iter().all(|element| self.is_copy(*element)),
            TyKind::Array(element, _) => self.is_copy(*element),
            _ => self.shared.sema.is_copy_in(ty, self.shared.owner),
        }
    }

    /// May a value of this type need dropping, for some type arguments?
    fn may_need_drop(&self, ty: Ty) -> bool {
        match ty.kind() {
            TyKind::Closure(id, _) if id.owner == self.shared.owner => {
                self.shared.closures.get(&id.node).is_none_or(|closure| {
                    closure.captures.iter().any(|capture| self.may_need_drop(capture.ty))
                })
            }
            _ => self.shared.sema.may_need_drop_in(ty, self.shared.owner),
        }
    }

    fn new_label(&mut self) -> LabelId {
        let label = LabelId(self.label_count);
        self.label_count += 1;
        label
    }

    /// Notes that something cannot be done and makes the node that says so when it is reached.
    fn unsupported(&mut self, feature: impl AsRef<str>, ty: Ty, span: SpanId) -> Expr {
        let unsupported = Unsupported::new(feature, span);
        if !self.unsupported.contains(&unsupported) {
            self.unsupported.push(unsupported);
        }
        Expr::new(ExprKind::Unsupported(unsupported), ty, span)
    }

    fn finish(
        mut self,
        closure: Option<ClosureId>,
        params: Vec<LocalId>,
        value: Expr,
        output: Ty,
    ) -> TypedBody {
        let span = value.span;
        let mut body = TypedBody {
            owner: self.shared.owner,
            closure,
            params,
            locals: std::mem::take(&mut self.locals),
            move_paths: MovePaths::default(),
            value,
            output,
            label_count: self.label_count,
            promoteds: std::mem::take(&mut self.promoteds),
            closures: Arc::default(),
            unsupported: std::mem::take(&mut self.unsupported),
            span,
        };
        finish::finish(&mut self, &mut body);
        body
    }
}

impl Place {
    /// A whole local.
    pub fn local(local: LocalId, ty: Ty, span: SpanId) -> Place {
        Place { base: PlaceBase::Local(local), projections: Vec::new(), ty, move_path: None, span }
    }
}

impl Expr {
    /// An expression; whether it diverts is found out when the body is finished.
    pub fn new(kind: ExprKind, ty: Ty, span: SpanId) -> Expr {
        Expr { kind, ty, span, diverts: false }
    }

    /// `()`.
    pub fn unit(span: SpanId) -> Expr {
        Expr::new(ExprKind::Const(super::Const::Unit), Ty::unit(), span)
    }
}
