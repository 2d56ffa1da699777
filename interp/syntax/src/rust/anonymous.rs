//! Parameters without a name in trait methods, which edition 2015 allows: `trait T { fn f(i32); }`.
//!
//! The parser knows only named ones, so `_:` is put in front of the type before it sees the tokens (Reference, "Traits",
//! "Parameter patterns").

use crate::ast::Marks;
use crate::lex::token::{Delim, Group, Token, TokenKind, TokenTree};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// The tokens with all parameters of trait methods named; `None` if there was nothing to do.
pub(crate) fn name_parameters(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let mut out: Option<Vec<TokenTree>> = None;
    let mut in_trait = false;
    for (index, tree) in tokens.iter().enumerate() {
        match tree {
            TokenTree::Leaf(_) => {
                if tree.is_ident("trait") {
                    in_trait = true;
                } else if tree.is_punct(";") {
                    in_trait = false;
                }
            }
            TokenTree::Group(group) if group.delim == Delim::Brace => {
                let inner = if in_trait { methods(&group.tokens) } else { name_parameters(&group.tokens) };
                in_trait = false;
                replace(&mut out, tokens, index, group, inner);
            }
            TokenTree::Group(_) => {}
        }
    }
    out
}

/// The inside of a trait.
fn methods(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let mut out: Option<Vec<TokenTree>> = None;
    let mut in_head = false;
    for (index, tree) in tokens.iter().enumerate() {
        match tree {
            TokenTree::Leaf(_) => {
                if tree.is_ident("fn") {
                    in_head = true;
                }
            }
            TokenTree::Group(group) if group.delim == Delim::Paren && in_head => {
                in_head = false;
                replace(&mut out, tokens, index, group, parameters(&group.tokens));
            }
            TokenTree::Group(group) if group.delim == Delim::Brace => {
                replace(&mut out, tokens, index, group, name_parameters(&group.tokens));
            }
            TokenTree::Group(_) => {}
        }
    }
    out
}

fn replace(
    out: &mut Option<Vec<TokenTree>>,
    tokens: &[TokenTree],
    index: usize,
    group: &Group,
    inner: Option<Vec<TokenTree>>,
) {
    let Some(inner) = inner else { return };
    let out = out.get_or_insert_with(|| tokens.to_vec());
    out[index] = TokenTree::Group(Group { tokens: inner.into(), ..group.clone() });
}

/// The parameters of a method.
fn parameters(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut changed = false;
    let mut start = 0;
    let mut depth = 0_usize;
    for index in 0..=tokens.len() {
        match tokens.get(index) {
            Some(tree) if tree.is_punct("<") => depth += 1,
            Some(tree) if tree.is_punct(">") => depth = depth.saturating_sub(1),
            Some(tree) if tree.is_punct(">>") => depth = depth.saturating_sub(2),
            _ => {}
        }
        let is_end = tokens.get(index).is_none_or(|tree| depth == 0 && tree.is_punct(","));
        if !is_end {
            continue;
        }
        let parameter = &tokens[start..index];
        if is_anonymous(parameter) {
            changed = true;
            let span = parameter[0].first_span();
            out.push(leaf(TokenKind::Ident, "_", span));
            out.push(leaf(TokenKind::Punct, ":", span));
        }
        out.extend_from_slice(parameter);
        out.extend(tokens.get(index).cloned());
        start = index + 1;
    }
    changed.then_some(out)
}

/// No `self`, and no colon that ends a pattern.
fn is_anonymous(parameter: &[TokenTree]) -> bool {
    let mut depth = 0_usize;
    for tree in parameter {
        if tree.is_ident("self") || tree.is_punct("...") || (depth == 0 && tree.is_punct(":")) {
            return false;
        }
        if tree.is_punct("<") {
            depth += 1;
        } else if tree.is_punct(">") {
            depth = depth.saturating_sub(1);
        }
    }
    !parameter.is_empty()
}

fn leaf(kind: TokenKind, text: &str, span: SpanId) -> TokenTree {
    TokenTree::Leaf(Token { kind, text: Symbol::new(text), span, marks: Marks::NONE, joint: false })
}
