//! What is inserted into bodies: that a statement was reached, and what it bound.
//!
//! A mark prints its line; a binding is printed with its size, its alignment and, where the type is on the closed list,
//! its value. All of it borrows for one statement only, right behind the binding. Constant contexts, `async` bodies and
//! macros are left alone: nothing can be printed in the first, the others are not this program's own text.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, FnArg, Pat, Stmt, Token};

use super::execution::Reach;
use super::insert::{Insertions, line};
use super::items::Drive;

/// The walk over a program's bodies.
pub(super) struct Marks<'i> {
    /// Where the text goes.
    pub(super) insertions: &'i mut Insertions,
    /// How much is shown.
    pub(super) reach: Reach,
    /// What `main` does first.
    pub(super) driver: String,
    /// What modules say about their items.
    pub(super) drive: Drive<'i>,
    /// Inside no module and no other item.
    pub(super) at_root: bool,
}

/// Inserted into a nested module, so that the tracing functions have the same name everywhere.
const IMPORT: &str = "#[allow(unused_imports)] use super::__treebeard; ";

impl Marks<'_> {
    fn mark(&self, span: Span) -> String {
        if self.reach == Reach::Items {
            return String::new();
        }
        format!(" __treebeard::mark({}); ", line(span))
    }

    /// Shows bindings; those of closures by size only, because their types may not be known yet.
    fn see(&self, span: Span, names: &[String], types_known: bool) -> String {
        if names.is_empty() || matches!(self.reach, Reach::Marks | Reach::Items) {
            return self.mark(span);
        }
        if types_known && self.reach == Reach::Everything {
            return format!(" __treebeard_see!({} {}); ", line(span), names.join(" "));
        }
        let one = |name: &String| format!(" __treebeard::size({}, \"{name}\", &{name}); ", line(span));
        names.iter().map(one).collect()
    }

    /// Inserts at the beginning of a block, behind inner attributes.
    fn enter(&mut self, block: &Block, attributes: &[Attribute], text: String) {
        let has_inner =
            attributes.iter().any(|attribute| matches!(attribute.style, syn::AttrStyle::Inner(_)));
        match (has_inner, block.stmts.first()) {
            (false, _) => self.insertions.after(block.brace_token.span.open(), text),
            (true, Some(first)) => self.insertions.before(first.span(), text),
            (true, None) => self.insertions.before(block.brace_token.span.close(), text),
        }
    }

    fn function(&mut self, signature: &syn::Signature, attributes: &[Attribute], block: &Block) {
        let naked = attributes.iter().any(|attribute| attribute.path().is_ident("naked"));
        if signature.constness.is_some() || signature.asyncness.is_some() || naked {
            return;
        }
        let mut names = Vec::new();
        for input in &signature.inputs {
            if let FnArg::Typed(typed) = input {
                names.extend(bound(&typed.pat));
            }
        }
        // That `main` was entered says nothing about the program.
        let text = match self.at_root && signature.ident == "main" {
            true => std::mem::take(&mut self.driver),
            false => self.see(signature.ident.span(), &names, true),
        };
        let outside = std::mem::replace(&mut self.at_root, false);
        self.enter(block, attributes, text);
        visit::visit_block(self, block);
        self.at_root = outside;
    }

    /// An expression becomes a block that starts with a mark.
    fn wrap(&mut self, expr: &Expr, text: &str) {
        if self.reach == Reach::Items {
            return self.visit_expr(expr);
        }
        self.insertions.before(expr.span(), format!("{{ {text}"));
        self.visit_expr(expr);
        self.insertions.after(expr.span(), " }");
    }

    /// A nested block: marked at its beginning, with what its head bound.
    fn nested(&mut self, block: &Block, attributes: &[Attribute], names: &[String]) {
        let text = self.see(block.brace_token.span.open(), names, true);
        self.enter(block, attributes, text);
    }

    /// Shows the value of an expression that stands as a statement, where looking at it changes nothing.
    fn statement(&mut self, expr: &Expr, semicolon: &Token![;]) {
        let at = semicolon.span();
        if self.reach == Reach::Everything && is_value(expr) {
            let head = format!("__treebeard_show!({} \"value\" ", line(expr.span()));
            self.insertions.before(expr.span(), head);
            self.insertions.before(at, ")");
        } else if !leaves(expr) {
            self.insertions.after(at, self.mark(at));
        }
    }
}

impl<'ast> Visit<'ast> for Marks<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.attrs, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let outside = std::mem::replace(&mut self.at_root, false);
        self.function(&item.sig, &item.attrs, &item.block);
        self.at_root = outside;
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        let outside = std::mem::replace(&mut self.at_root, false);
        if let Some(block) = &item.default {
            self.function(&item.sig, &item.attrs, block);
        }
        self.at_root = outside;
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if let Some((brace, items)) = &item.content {
            let has_inner =
                item.attrs.iter().any(|attribute| matches!(attribute.style, syn::AttrStyle::Inner(_)));
            let text = format!(" {IMPORT}{}", self.drive.module(items));
            match items.first() {
                Some(first) if has_inner => self.insertions.before(first.span(), text),
                None if has_inner => self.insertions.before(brace.span.close(), text),
                Some(_) | None => self.insertions.after(brace.span.open(), text),
            }
            let outside = std::mem::replace(&mut self.at_root, false);
            visit::visit_item_mod(self, item);
            self.at_root = outside;
        }
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        match stmt {
            Stmt::Local(local) => {
                let at = local.semi_token.span();
                if local.init.is_some() && !has_cfg(&local.attrs) {
                    let text = match &local.init {
                        Some(init) if depends_on_address(&init.expr) => self.mark(at),
                        _ => self.see(local.let_token.span(), &bound(&local.pat), true),
                    };
                    self.insertions.after(at, text);
                }
            }
            Stmt::Expr(expr, Some(semicolon)) => self.statement(expr, semicolon),
            Stmt::Macro(found) => {
                if let Some(semicolon) = &found.semi_token
                    && !diverges(&found.mac)
                {
                    let at = semicolon.span();
                    self.insertions.after(at, self.mark(at));
                }
            }
            Stmt::Item(_) | Stmt::Expr(_, None) => {}
        }
        visit::visit_stmt(self, stmt);
    }

    fn visit_expr_if(&mut self, expr: &'ast syn::ExprIf) {
        self.nested(&expr.then_branch, &[], &bound_by_condition(&expr.cond));
        visit::visit_expr_if(self, expr);
    }

    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        self.nested(&expr.body, &expr.attrs, &bound_by_condition(&expr.cond));
        visit::visit_expr_while(self, expr);
    }

    fn visit_expr_for_loop(&mut self, expr: &'ast syn::ExprForLoop) {
        self.nested(&expr.body, &expr.attrs, &bound(&expr.pat));
        visit::visit_expr_for_loop(self, expr);
    }

    fn visit_expr_loop(&mut self, expr: &'ast syn::ExprLoop) {
        self.nested(&expr.body, &expr.attrs, &[]);
        visit::visit_expr_loop(self, expr);
    }

    fn visit_expr_block(&mut self, expr: &'ast syn::ExprBlock) {
        self.nested(&expr.block, &expr.attrs, &[]);
        visit::visit_expr_block(self, expr);
    }

    fn visit_expr_unsafe(&mut self, expr: &'ast syn::ExprUnsafe) {
        self.nested(&expr.block, &expr.attrs, &[]);
        visit::visit_expr_unsafe(self, expr);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let names = bound(&arm.pat);
        let text = self.see(arm.fat_arrow_token.span(), &names, true);
        self.wrap(&arm.body, &text);
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        if closure.constness.is_some() || closure.asyncness.is_some() {
            return;
        }
        let names: Vec<String> = closure.inputs.iter().flat_map(bound).collect();
        let text = self.see(closure.inputs_begin.span(), &names, false);
        match &*closure.body {
            Expr::Block(body) if body.label.is_none() && body.attrs.is_empty() => {
                self.insertions.after(body.block.brace_token.span.open(), text);
                visit::visit_block(self, &body.block);
            }
            body => self.wrap(body, &text),
        }
    }

    fn visit_expr_repeat(&mut self, expr: &'ast syn::ExprRepeat) {
        self.visit_expr(&expr.expr);
    }

    // Nothing can be printed where constants are computed.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_generics(&mut self, _: &'ast syn::Generics) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
    // When a coroutine runs is its executor's business.
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// The names that a pattern binds; a name in capitals may be a constant.
fn bound(pattern: &Pat) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
            let name = pattern.ident.to_string();
            let is_binding = name.starts_with(|c: char| c.is_lowercase() || c == '_') && name != "self";
            if is_binding && !self.0.contains(&name) {
                self.0.push(name);
            }
            visit::visit_pat_ident(self, pattern);
        }
        fn visit_expr(&mut self, _: &'ast Expr) {}
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pattern);
    names.0
}

/// The names that `let` binds in a condition.
fn bound_by_condition(condition: &Expr) -> Vec<String> {
    match condition {
        Expr::Let(found) => bound(&found.pat),
        Expr::Binary(both) => {
            [&both.left, &both.right].into_iter().flat_map(|side| bound_by_condition(side)).collect()
        }
        _ => Vec::new(),
    }
}

/// A value that is made by the statement and dropped at its end: it can be looked at in between.
fn is_value(expr: &Expr) -> bool {
    match expr {
        Expr::Call(found) => found.attrs.is_empty() && !names_leaving(&found.func),
        Expr::MethodCall(found) => found.attrs.is_empty(),
        Expr::Binary(found) => found.attrs.is_empty() && !is_assignment(&found.op),
        Expr::Lit(found) => found.attrs.is_empty(),
        Expr::Cast(found) => found.attrs.is_empty(),
        Expr::Tuple(found) => found.attrs.is_empty() && !found.elems.is_empty(),
        Expr::Array(found) => found.attrs.is_empty() && !found.elems.is_empty(),
        Expr::Struct(found) => found.attrs.is_empty(),
        Expr::Unary(found) => found.attrs.is_empty() && !matches!(found.op, syn::UnOp::Deref(_)),
        _ => false,
    }
}

fn is_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp as B;
    matches!(
        op,
        B::AddAssign(_)
            | B::SubAssign(_)
            | B::MulAssign(_)
            | B::DivAssign(_)
            | B::RemAssign(_)
            | B::BitXorAssign(_)
            | B::BitAndAssign(_)
            | B::BitOrAssign(_)
            | B::ShlAssign(_)
            | B::ShrAssign(_)
    )
}

/// `exit` and `abort` never come back.
fn names_leaving(callee: &Expr) -> bool {
    let Expr::Path(path) = callee else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "exit" || last.ident == "abort")
}

fn leaves(expr: &Expr) -> bool {
    matches!(expr, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) | Expr::Loop(_))
        || matches!(expr, Expr::Macro(found) if diverges(&found.mac))
}

fn diverges(found: &syn::Macro) -> bool {
    let Some(last) = found.path.segments.last() else { return false };
    ["panic", "unreachable", "todo", "unimplemented"].iter().any(|name| last.ident == name)
}

fn has_cfg(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

/// How a slice is cut up for alignment depends on where it happens to lie.
fn depends_on_address(expr: &syn::Expr) -> bool {
    match expr {
        syn::Expr::MethodCall(call) => {
            matches!(call.method.to_string().as_str(), "align_to" | "align_to_mut" | "align_offset")
        }
        _ => false,
    }
}
