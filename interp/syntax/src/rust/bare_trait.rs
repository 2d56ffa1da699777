//! `&Fn(A) -> B` without `dyn`, which editions 2015 and 2018 allow.
//!
//! The parser knows parentheses only behind `dyn`, `impl` and in bounds, so `dyn` is put in front before it sees the
//! tokens, where the token before tells that no bound can stand here.

use crate::ast::Marks;
use crate::lex::token::{Group, Token, TokenKind, TokenTree};
use crate::symbol::Symbol;

/// The tokens with `dyn` before such types; `None` if there was nothing to do.
pub(crate) fn add_dyn(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let mut out: Option<Vec<TokenTree>> = None;
    for (index, tree) in tokens.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                if let Some(inner) = add_dyn(&group.tokens) {
                    let out = out.get_or_insert_with(|| tokens[..index].to_vec());
                    out.push(TokenTree::Group(Group { tokens: inner.into(), ..group.clone() }));
                    continue;
                }
            }
            TokenTree::Leaf(token) if is_bare(tokens, index) => {
                let word =
                    Token { kind: TokenKind::Ident, text: Symbol::new("dyn"), marks: Marks::NONE, ..*token };
                out.get_or_insert_with(|| tokens[..index].to_vec()).push(TokenTree::Leaf(word));
            }
            TokenTree::Leaf(_) => {}
        }
        if let Some(out) = &mut out {
            out.push(tree.clone());
        }
    }
    out
}

/// Does a type `Fn(…)` without `dyn` start here?
fn is_bare(tokens: &[TokenTree], index: usize) -> bool {
    let is_trait = ["Fn", "FnMut", "FnOnce"].iter().any(|name| tokens[index].is_ident(name));
    if !is_trait || !matches!(tokens.get(index + 1), Some(TokenTree::Group(_))) {
        return false;
    }
    let before = |steps: usize| index.checked_sub(steps).map(|at| &tokens[at]);
    let is_lifetime = |tree: &TokenTree| {
        matches!(tree, TokenTree::Leaf(Token { kind: TokenKind::Lifetime, .. })) || tree.is_ident("mut")
    };
    let is_pointer = |tree: &TokenTree| tree.is_punct("&") || tree.is_punct("*");
    match before(1) {
        Some(tree) if tree.is_punct("&") || tree.is_punct("<") => true,
        Some(tree) if is_lifetime(tree) || tree.is_ident("const") => {
            before(2).is_some_and(|tree| is_pointer(tree) || is_lifetime(tree))
        }
        _ => false,
    }
}
