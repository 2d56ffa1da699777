//! Expressions.
//!
//! Operator and method chains are unrolled by a loop ([`Lower::expr`]), so that a sum of 20,000 terms does not
//! recurse here; everything else recurses at most as deep as the source nests.

use crate::ast::{
    Arm, BinaryOp, Closure, Expr, ExprKind, FieldInit, Ident, Label, LogicalOp, Mutability, Param, UnaryOp,
};
use crate::rust::lower::Lower;
use crate::rust::ty::{mutability, pointer_mutability};
use crate::span::SpanId;

/// One step outwards along a left spine.
enum Step {
    Binary(syn::BinOp, Box<syn::Expr>),
    Call(syn::token::Paren, Vec<syn::Expr>),
    Method(Box<syn::ExprMethodCall>),
    Field(syn::Member),
    Index(syn::token::Bracket, Box<syn::Expr>),
    Try(SpanId),
    Await(SpanId),
    Cast(Box<syn::Type>),
}

enum Operator {
    Plain(BinaryOp),
    Logical(LogicalOp),
    Assign(BinaryOp),
}

impl Lower<'_> {
    /// An expression.
    pub(crate) fn expr(&mut self, expr: syn::Expr) -> Expr {
        let mut steps = Vec::new();
        let mut current = expr;
        let innermost = loop {
            match self.spine_step(current) {
                Ok((inner, step)) => {
                    steps.push(step);
                    current = inner;
                }
                Err(leaf) => break leaf,
            }
        };
        let mut value = self.leaf_expr(innermost);
        while let Some(step) = steps.pop() {
            value = self.apply_step(value, step);
        }
        value
    }

    /// Takes one operator off, or gives the expression back.
    fn spine_step(&mut self, expr: syn::Expr) -> Result<(syn::Expr, Step), syn::Expr> {
        Ok(match expr {
            syn::Expr::Binary(binary) => (*binary.left, Step::Binary(binary.op, binary.right)),
            syn::Expr::Call(call) => (*call.func, Step::Call(call.paren_token, self.list(call.args))),
            syn::Expr::MethodCall(mut call) => {
                let hole = syn::Expr::Verbatim(proc_macro2::TokenStream::new());
                let receiver = std::mem::replace(&mut *call.receiver, hole);
                (receiver, Step::Method(Box::new(call)))
            }
            syn::Expr::Field(field) => (*field.base, Step::Field(field.member)),
            syn::Expr::Index(index) => (*index.expr, Step::Index(index.bracket_token, index.index)),
            syn::Expr::Try(try_) => (*try_.expr, Step::Try(self.at(try_.question_token.span))),
            syn::Expr::Await(await_) => (*await_.base, Step::Await(self.at(await_.await_token.span))),
            syn::Expr::Cast(cast) => (*cast.expr, Step::Cast(cast.ty)),
            other => return Err(other),
        })
    }

    fn apply_step(&mut self, value: Expr, step: Step) -> Expr {
        let start = value.span;
        match step {
            Step::Binary(op, right) => {
                let right = Box::new(self.expr(*right));
                let span = start.to(right.span);
                let value = Box::new(value);
                let kind = match operator(&op) {
                    Some(Operator::Plain(op)) => ExprKind::Binary(op, value, right),
                    Some(Operator::Logical(op)) => ExprKind::Logical(op, value, right),
                    Some(Operator::Assign(op)) => ExprKind::AssignOp(op, value, right),
                    None => return self.unsupported_expr("operator", span),
                };
                self.make(kind, span)
            }
            Step::Call(paren, args) => {
                let span = start.to(self.delimited(&paren.span));
                let args = args.into_iter().map(|arg| self.expr(arg)).collect();
                self.make(ExprKind::Call(Box::new(value), args), span)
            }
            Step::Method(call) => {
                let call = *call;
                let span = start.to(self.delimited(&call.paren_token.span));
                let method = self.ident(&call.method);
                let generic_args = call.turbofish.map(|args| Box::new(self.generic_args(args)));
                let args = self.list(call.args).into_iter().map(|arg| self.expr(arg)).collect();
                let receiver = Box::new(value);
                self.make(ExprKind::MethodCall { receiver, method, generic_args, args }, span)
            }
            Step::Field(member) => {
                let ident = self.member(&member);
                self.make(ExprKind::Field(Box::new(value), ident), start.to(ident.span))
            }
            Step::Index(bracket, index) => {
                let span = start.to(self.delimited(&bracket.span));
                let index = Box::new(self.expr(*index));
                self.make(ExprKind::Index(Box::new(value), index), span)
            }
            Step::Try(end) => self.make(ExprKind::Try(Box::new(value)), start.to(end)),
            Step::Await(end) => self.make(ExprKind::Await(Box::new(value)), start.to(end)),
            Step::Cast(ty) => {
                let ty = self.ty(*ty);
                let span = start.to(ty.span);
                self.make(ExprKind::Cast(Box::new(value), Box::new(ty)), span)
            }
        }
    }

    /// The elements of a list that `#[cfg]` keeps.
    fn list(&mut self, list: syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>) -> Vec<syn::Expr> {
        list.into_iter().filter(|expr| self.cfg_keeps(expr_attrs(expr))).collect()
    }

    fn exprs(&mut self, list: syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>) -> Vec<Expr> {
        self.list(list).into_iter().map(|expr| self.expr(expr)).collect()
    }

    fn leaf_expr(&mut self, expr: syn::Expr) -> Expr {
        match expr {
            syn::Expr::Group(group) => self.expr(*group.expr),
            // Diagnostics and panics point at the parentheses too, as in rustc.
            syn::Expr::Paren(paren) => {
                let span = self.delimited(&paren.paren_token.span);
                Expr { span, ..self.expr(*paren.expr) }
            }
            syn::Expr::Lit(lit) => {
                let span = self.at(lit.lit.span());
                let negative = is_negative(&lit.lit);
                let lit = self.literal(&lit.lit);
                let made = self.make(ExprKind::Lit(lit), span);
                // In patterns syn makes one literal of `-1`.
                if negative { self.make(ExprKind::Unary(UnaryOp::Neg, Box::new(made)), span) } else { made }
            }
            syn::Expr::Path(path) => {
                let path = self.path(path.qself, path.path);
                let span = path.span;
                self.make(ExprKind::Path(path), span)
            }
            syn::Expr::Macro(mac) => self.macro_expr(mac.mac),
            syn::Expr::Array(array) => {
                let span = self.delimited(&array.bracket_token.span);
                let elems = self.exprs(array.elems);
                self.make(ExprKind::Array(elems), span)
            }
            syn::Expr::Tuple(tuple) => {
                let span = self.delimited(&tuple.paren_token.span);
                let elems = self.exprs(tuple.elems);
                self.make(ExprKind::Tuple(elems), span)
            }
            syn::Expr::Repeat(repeat) => {
                let span = self.delimited(&repeat.bracket_token.span);
                let value = Box::new(self.expr(*repeat.expr));
                self.allow_underscore(&repeat.len);
                let len = Box::new(self.anon_const(*repeat.len));
                self.make(ExprKind::Repeat(value, len), span)
            }
            syn::Expr::Unary(unary) => self.unary(unary),
            syn::Expr::Reference(reference) => {
                let start = self.at(reference.and_token.span);
                let value = self.expr(*reference.expr);
                let span = start.to(value.span);
                self.make(ExprKind::Ref(mutability(reference.mutability.is_some()), Box::new(value)), span)
            }
            syn::Expr::RawAddr(raw) => {
                let start = self.at(raw.and_token.span);
                let value = self.expr(*raw.expr);
                let span = start.to(value.span);
                self.make(ExprKind::RawRef(pointer_mutability(&raw.mutability), Box::new(value)), span)
            }
            syn::Expr::Assign(assign) => {
                self.allow_underscores(&assign.left);
                let left = Box::new(self.expr(*assign.left));
                let right = Box::new(self.expr(*assign.right));
                let span = left.span.to(right.span);
                self.make(ExprKind::Assign(left, right), span)
            }
            syn::Expr::Range(range) => self.range(range),
            syn::Expr::Struct(strukt) => self.struct_expr(strukt),
            syn::Expr::Infer(infer) => self.underscore(&infer),
            other => self.control_expr(other),
        }
    }

    fn underscore(&mut self, infer: &syn::ExprInfer) -> Expr {
        let span = self.at(infer.underscore_token.span);
        if !self.is_allowed(infer.underscore_token.span) {
            let message = "in expressions, `_` can only be used on the left-hand side of an assignment";
            self.error(None, span, message);
        }
        self.make(ExprKind::Underscore, span)
    }

    fn control_expr(&mut self, expr: syn::Expr) -> Expr {
        match expr {
            syn::Expr::Block(block) => {
                let label = block.label.map(|label| self.lifetime(&label.name));
                let block = self.block(block.block);
                let span = label.map_or(block.span, |label| label.span.to(block.span));
                self.make(ExprKind::Block(Box::new(block), label), span)
            }
            syn::Expr::Unsafe(block) => {
                let start = self.at(block.unsafe_token.span);
                let block = self.block(block.block);
                let span = start.to(block.span);
                self.make(ExprKind::Unsafe(Box::new(block)), span)
            }
            syn::Expr::Const(konst) => {
                let start = self.at(konst.const_token.span);
                let block = self.block(konst.block);
                let span = start.to(block.span);
                self.make(ExprKind::InlineConst(Box::new(block)), span)
            }
            syn::Expr::Async(async_) => {
                let start = self.at(async_.async_token.span);
                let is_move = async_.capture.is_some();
                let value = Box::new(self.body_block(async_.block));
                let span = start.to(value.span);
                self.make(ExprKind::Async { is_move, value }, span)
            }
            syn::Expr::If(if_) => self.if_expr(if_),
            syn::Expr::Let(let_) => {
                let start = self.at(let_.let_token.span);
                if !self.is_allowed(let_.let_token.span) {
                    self.error(None, start, "expected expression, found `let` statement");
                }
                let pat = Box::new(self.pat(*let_.pat));
                let value = Box::new(self.expr(*let_.expr));
                let span = start.to(value.span);
                self.make(ExprKind::Let(pat, value), span)
            }
            syn::Expr::While(while_) => {
                let start = self.loop_start(while_.label.as_ref(), while_.while_token.span);
                let label = self.label(while_.label);
                let cond = Box::new(self.condition(*while_.cond));
                let body = Box::new(self.block(while_.body));
                let span = start.to(body.span);
                self.make(ExprKind::While { cond, body, label }, span)
            }
            syn::Expr::Loop(loop_) => {
                let start = self.loop_start(loop_.label.as_ref(), loop_.loop_token.span);
                let label = self.label(loop_.label);
                let body = Box::new(self.block(loop_.body));
                let span = start.to(body.span);
                self.make(ExprKind::Loop(body, label), span)
            }
            syn::Expr::ForLoop(for_) => {
                let start = self.loop_start(for_.label.as_ref(), for_.for_token.span);
                let label = self.label(for_.label);
                let pat = Box::new(self.pat(*for_.pat));
                let iter = Box::new(self.expr(*for_.expr));
                let body = Box::new(self.block(for_.body));
                let span = start.to(body.span);
                self.make(ExprKind::For { pat, iter, body, label }, span)
            }
            syn::Expr::Match(match_) => self.match_expr(match_),
            syn::Expr::Closure(closure) => self.closure(closure),
            other => self.jump_expr(other),
        }
    }

    fn jump_expr(&mut self, expr: syn::Expr) -> Expr {
        match expr {
            syn::Expr::Break(break_) => {
                let start = self.at(break_.break_token.span);
                let label = break_.label.map(|label| self.lifetime(&label));
                let value = break_.expr.map(|value| Box::new(self.expr(*value)));
                let end = value.as_ref().map_or(label.map_or(start, |l| l.span), |value| value.span);
                self.make(ExprKind::Break(label, value), start.to(end))
            }
            syn::Expr::Continue(continue_) => {
                let start = self.at(continue_.continue_token.span);
                let label = continue_.label.map(|label| self.lifetime(&label));
                self.make(ExprKind::Continue(label), start.to(label.map_or(start, |l| l.span)))
            }
            syn::Expr::Return(return_) => {
                let start = self.at(return_.return_token.span);
                let value = return_.expr.map(|value| Box::new(self.expr(*value)));
                let end = value.as_ref().map_or(start, |value| value.span);
                self.make(ExprKind::Return(value), start.to(end))
            }
            syn::Expr::TryBlock(block) => {
                let span = self.at(block.try_token.span);
                self.error(Some("E0658"), span, "`try` expression is experimental");
                self.error_expr(span)
            }
            syn::Expr::Yield(yield_) => {
                let span = self.at(yield_.yield_token.span);
                self.error(Some("E0658"), span, "yield syntax is experimental");
                self.error_expr(span)
            }
            other => {
                let tokens = quote::ToTokens::to_token_stream(&other);
                let span = tokens.into_iter().next().map_or(SpanId::NONE, |token| self.at(token.span()));
                self.unsupported_expr("expression syntax", span)
            }
        }
    }

    fn label(&self, label: Option<syn::Label>) -> Option<Label> {
        label.map(|label| self.lifetime(&label.name))
    }

    fn loop_start(&self, label: Option<&syn::Label>, keyword: proc_macro2::Span) -> SpanId {
        label.map_or_else(|| self.at(keyword), |label| self.at(label.name.ident.span()))
    }

    fn unary(&mut self, unary: syn::ExprUnary) -> Expr {
        let (op, start) = match unary.op {
            syn::UnOp::Deref(token) => (UnaryOp::Deref, self.at(token.span)),
            syn::UnOp::Not(token) => (UnaryOp::Not, self.at(token.span)),
            syn::UnOp::Neg(token) => (UnaryOp::Neg, self.at(token.span)),
            _ => {
                let value = self.expr(*unary.expr);
                return self.unsupported_expr("operator", value.span);
            }
        };
        let value = self.expr(*unary.expr);
        let span = start.to(value.span);
        self.make(ExprKind::Unary(op, Box::new(value)), span)
    }

    fn range(&mut self, range: syn::ExprRange) -> Expr {
        let (inclusive, dots) = match &range.limits {
            syn::RangeLimits::HalfOpen(token) => (false, self.punct2(&token.spans)),
            syn::RangeLimits::Closed(token) => (true, self.at(token.spans[0]).to(self.at(token.spans[2]))),
        };
        let start = range.start.map(|e| Box::new(self.expr(*e)));
        let end = range.end.map(|e| Box::new(self.expr(*e)));
        if inclusive && end.is_none() {
            self.error(Some("E0586"), dots, "inclusive range with no end");
        }
        let from = start.as_ref().map_or(dots, |e| e.span);
        let to = end.as_ref().map_or(dots, |e| e.span);
        self.make(ExprKind::Range { start, end, inclusive }, from.to(to))
    }

    fn struct_expr(&mut self, strukt: syn::ExprStruct) -> Expr {
        let end = self.delimited(&strukt.brace_token.span);
        let path = self.path(strukt.qself, strukt.path);
        let span = path.span.to(end);
        let mut fields = Vec::new();
        for field in strukt.fields {
            if !self.cfg_keeps(&field.attrs) {
                continue;
            }
            let ident = self.member(&field.member);
            let value = self.expr(field.expr);
            fields.push(FieldInit { ident, value });
        }
        let dots = strukt.dot2_token.map(|token| self.punct2(&token.spans));
        let base = match (strukt.rest, dots) {
            (Some(rest), _) => Some(Box::new(self.expr(*rest))),
            // `S { a, .. } = value` ignores the other fields.
            (None, Some(dots)) => Some(Box::new(self.make(ExprKind::Underscore, dots))),
            (None, None) => None,
        };
        self.make(ExprKind::Struct { path, fields, base }, span)
    }

    fn if_expr(&mut self, if_: syn::ExprIf) -> Expr {
        // `else if` chains can be long: collect, then build from the end.
        let mut links = Vec::new();
        let mut current = if_;
        let mut els = loop {
            let start = self.at(current.if_token.span);
            let cond = self.condition(*current.cond);
            let then = self.block(current.then_branch);
            links.push((start, cond, then));
            match current.else_branch {
                Some((_, branch)) => match *branch {
                    syn::Expr::If(next) => current = next,
                    other => break Some(Box::new(self.expr(other))),
                },
                None => break None,
            }
        };
        loop {
            let Some((start, cond, then)) = links.pop() else { unreachable!("an `if` has a condition") };
            let span = start.to(els.as_ref().map_or(then.span, |e| e.span));
            let made = self.make(ExprKind::If { cond: Box::new(cond), then: Box::new(then), els }, span);
            if links.is_empty() {
                return made;
            }
            els = Some(Box::new(made));
        }
    }

    fn match_expr(&mut self, match_: syn::ExprMatch) -> Expr {
        let span = self.at(match_.match_token.span).to(self.delimited(&match_.brace_token.span));
        let scrutinee = Box::new(self.expr(*match_.expr));
        let mut arms = Vec::with_capacity(match_.arms.len());
        for arm in match_.arms {
            if !self.cfg_keeps(&arm.attrs) {
                continue;
            }
            let (pat, guard) = match arm.pat {
                syn::Pat::Guard(guard) => (*guard.pat, Some(*guard.guard)),
                pat => (pat, None),
            };
            let pat = self.pat(pat);
            let guard = guard.map(|guard| self.condition(guard));
            let body = self.expr(*arm.body);
            let span = pat.span.to(body.span);
            arms.push(Arm { pat, guard, body, span });
        }
        self.make(ExprKind::Match(scrutinee, arms), span)
    }

    fn closure(&mut self, closure: syn::ExprClosure) -> Expr {
        let start = match (&closure.lifetimes, &closure.asyncness, &closure.capture) {
            (Some(lifetimes), _, _) => self.at(lifetimes.for_token.span),
            (None, Some(token), _) => self.at(token.span),
            (None, None, Some(token)) => self.at(token.span),
            (None, None, None) => self.at(closure.inputs_begin.span),
        };
        let bar = self.at(closure.inputs_end.span);
        let lifetimes = self.bound_lifetimes(closure.lifetimes);
        let mut params = Vec::new();
        for input in closure.inputs {
            let (pat, ty) = match input {
                syn::Pat::Type(typed) => (*typed.pat, Some(*typed.ty)),
                pat => (pat, None),
            };
            let pat = self.pat(pat);
            let ty = ty.map(|ty| self.ty(ty));
            params.push(Param { pat, ty });
        }
        let output = self.return_type(closure.output);
        let header_span = start.to(output.as_ref().map_or(bar, |ty| ty.span));
        let body = self.expr(*closure.body);
        let span = start.to(body.span);
        let (params, body) =
            if closure.asyncness.is_some() { self.async_closure_body(params, body) } else { (params, body) };
        let made = Closure {
            lifetimes,
            is_move: closure.capture.is_some(),
            is_async: closure.asyncness.is_some(),
            params,
            output,
            body,
            header_span,
        };
        self.make(ExprKind::Closure(Box::new(made)), span)
    }
}

/// A parameter that binds a name.
impl Lower<'_> {
    pub(crate) fn binding_param(&mut self, ident: Ident, mutability: Mutability, span: SpanId) -> Param {
        Param { pat: self.binding_pat(ident, mutability, span), ty: None }
    }
}

fn is_negative(literal: &syn::Lit) -> bool {
    match literal {
        syn::Lit::Int(int) => int.base10_digits().starts_with('-'),
        syn::Lit::Float(float) => float.base10_digits().starts_with('-'),
        _ => false,
    }
}

fn operator(op: &syn::BinOp) -> Option<Operator> {
    use syn::BinOp as S;
    Some(match op {
        S::Add(_) => Operator::Plain(BinaryOp::Add),
        S::Sub(_) => Operator::Plain(BinaryOp::Sub),
        S::Mul(_) => Operator::Plain(BinaryOp::Mul),
        S::Div(_) => Operator::Plain(BinaryOp::Div),
        S::Rem(_) => Operator::Plain(BinaryOp::Rem),
        S::And(_) => Operator::Logical(LogicalOp::And),
        S::Or(_) => Operator::Logical(LogicalOp::Or),
        S::BitXor(_) => Operator::Plain(BinaryOp::BitXor),
        S::BitAnd(_) => Operator::Plain(BinaryOp::BitAnd),
        S::BitOr(_) => Operator::Plain(BinaryOp::BitOr),
        S::Shl(_) => Operator::Plain(BinaryOp::Shl),
        S::Shr(_) => Operator::Plain(BinaryOp::Shr),
        S::Eq(_) => Operator::Plain(BinaryOp::Eq),
        S::Lt(_) => Operator::Plain(BinaryOp::Lt),
        S::Le(_) => Operator::Plain(BinaryOp::Le),
        S::Ne(_) => Operator::Plain(BinaryOp::Ne),
        S::Ge(_) => Operator::Plain(BinaryOp::Ge),
        S::Gt(_) => Operator::Plain(BinaryOp::Gt),
        S::AddAssign(_) => Operator::Assign(BinaryOp::Add),
        S::SubAssign(_) => Operator::Assign(BinaryOp::Sub),
        S::MulAssign(_) => Operator::Assign(BinaryOp::Mul),
        S::DivAssign(_) => Operator::Assign(BinaryOp::Div),
        S::RemAssign(_) => Operator::Assign(BinaryOp::Rem),
        S::BitXorAssign(_) => Operator::Assign(BinaryOp::BitXor),
        S::BitAndAssign(_) => Operator::Assign(BinaryOp::BitAnd),
        S::BitOrAssign(_) => Operator::Assign(BinaryOp::BitOr),
        S::ShlAssign(_) => Operator::Assign(BinaryOp::Shl),
        S::ShrAssign(_) => Operator::Assign(BinaryOp::Shr),
        _ => return None,
    })
}

/// The outer attributes of an expression.
pub(crate) fn expr_attrs(expr: &syn::Expr) -> &[syn::Attribute] {
    use syn::Expr as E;
    match expr {
        E::Array(e) => &e.attrs,
        E::Assign(e) => &e.attrs,
        E::Async(e) => &e.attrs,
        E::Await(e) => &e.attrs,
        E::Binary(e) => &e.attrs,
        E::Block(e) => &e.attrs,
        E::Break(e) => &e.attrs,
        E::Call(e) => &e.attrs,
        E::Cast(e) => &e.attrs,
        E::Closure(e) => &e.attrs,
        E::Const(e) => &e.attrs,
        E::Continue(e) => &e.attrs,
        E::Field(e) => &e.attrs,
        E::ForLoop(e) => &e.attrs,
        E::Group(e) => &e.attrs,
        E::If(e) => &e.attrs,
        E::Index(e) => &e.attrs,
        E::Lit(e) => &e.attrs,
        E::Loop(e) => &e.attrs,
        E::Macro(e) => &e.attrs,
        E::Match(e) => &e.attrs,
        E::MethodCall(e) => &e.attrs,
        E::Paren(e) => &e.attrs,
        E::Path(e) => &e.attrs,
        E::Range(e) => &e.attrs,
        E::Reference(e) => &e.attrs,
        E::Return(e) => &e.attrs,
        E::Struct(e) => &e.attrs,
        E::Try(e) => &e.attrs,
        E::Tuple(e) => &e.attrs,
        E::Unary(e) => &e.attrs,
        E::Unsafe(e) => &e.attrs,
        E::While(e) => &e.attrs,
        _ => &[],
    }
}
