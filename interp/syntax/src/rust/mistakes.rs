//! Mistakes for which rustc's parser has a code of its own, among what syn cannot read.
//!
//! Looked for only once syn has failed, so nothing here decides whether a program is right: only what is said of it.
//! Tokens of macro invocations are left alone, they may mean anything.

use crate::diagnostic::Diagnostic;
use crate::lex::token::{Delim, Group, Token, TokenKind, TokenTree};
use crate::span::SpanId;

/// What is known to be wrong with tokens that syn refused at `failed`.
pub(crate) fn find(tokens: &[TokenTree], failed: SpanId) -> Vec<Diagnostic> {
    let mut finder = Finder { failed, found: Vec::new() };
    finder.walk(tokens, Place::Other);
    finder.found
}

/// What the tokens stand in, as far as a useless doc comment at their end cares.
#[derive(Clone, Copy)]
enum Place {
    /// A trait, impl or block of foreign items.
    AssocItems,
    /// Fields or statements.
    FieldsOrStmts,
    /// Anything else.
    Other,
}

struct Finder {
    failed: SpanId,
    found: Vec<Diagnostic>,
}

impl Finder {
    fn report(&mut self, code: &'static str, span: SpanId, message: &str) {
        self.found.push(Diagnostic::error(Some(code), span, message));
    }

    fn walk(&mut self, tokens: &[TokenTree], place: Place) {
        self.docs(tokens, place);
        for (index, tree) in tokens.iter().enumerate() {
            match tree {
                TokenTree::Leaf(token) => self.leaf(tokens, index, token),
                TokenTree::Group(group) => {
                    if group.open == self.failed && group.delim == Delim::Paren {
                        self.parenthesized_args(tokens, index);
                    }
                    if !is_macro_input(tokens, index) {
                        self.walk(&group.tokens, place_of(tokens, index, group));
                    }
                }
            }
        }
    }

    fn leaf(&mut self, tokens: &[TokenTree], index: usize, token: &Token) {
        match (token.kind, token.text.as_str()) {
            (TokenKind::Punct, "..=") if ends_expression(tokens.get(index + 1)) => {
                self.report("E0586", token.span, "inclusive range with no end");
            }
            (TokenKind::Punct, "...") if is_nested_variadic(tokens, index) => {
                let message = "C-variadic type `...` may not be nested inside another type";
                self.report("E0743", token.span, message);
            }
            (TokenKind::Punct, "+") if token.span == self.failed => self.sum_of_types(tokens, index),
            (TokenKind::Ident, "typeof") => {
                let message = "`typeof` is a reserved keyword but unimplemented";
                self.report("E0516", token.span, message);
            }
            (TokenKind::Ident, "static") if starts_closure(tokens.get(index + 1)) => {
                self.report("E0697", token.span, "closures cannot be static");
            }
            (TokenKind::Ident, "fn") => {
                if let Some(TokenTree::Group(group)) = tokens.get(index + 1) {
                    self.fn_pointer(group);
                }
            }
            (TokenKind::Ident, "pub") => self.visibility(tokens, index, token.span),
            _ => {}
        }
    }

    /// E0561: parameters of a function pointer are names or `_`.
    fn fn_pointer(&mut self, group: &Group) {
        let mut start = 0;
        for index in 0..=group.tokens.len() {
            if group.tokens.get(index).is_some_and(|tree| !tree.is_punct(",")) {
                continue;
            }
            let parameter = &group.tokens[start..index];
            start = index + 1;
            let [first, _, colon, ..] = parameter else { continue };
            if (first.is_ident("mut") || first.is_punct("&")) && colon.is_punct(":") {
                let message = "patterns aren't allowed in function pointer types";
                self.report("E0561", first.span(), message);
            }
        }
    }

    /// E0449 of what has no visibility of its own, E0704 of what is no restriction.
    fn visibility(&mut self, tokens: &[TokenTree], index: usize, span: SpanId) {
        let mut next = index + 1;
        if let Some(TokenTree::Group(group)) = tokens.get(next)
            && group.delim == Delim::Paren
        {
            next += 1;
            let is_known =
                |tree: &TokenTree| ["in", "crate", "self", "super"].iter().any(|word| tree.is_ident(word));
            if let Some(first) = group.tokens.first()
                && !is_known(first)
                && matches!(tokens.get(next), Some(TokenTree::Leaf(Token { kind: TokenKind::Ident, .. })))
            {
                self.report("E0704", first.span(), "incorrect visibility restriction");
            }
        }
        let word = |at: usize, word: &str| tokens.get(at).is_some_and(|tree| tree.is_ident(word));
        let is_impl = word(next, "impl") || (word(next, "unsafe") && word(next + 1, "impl"));
        if is_impl {
            self.report("E0449", span, "visibility qualifiers are not permitted here");
        }
    }

    /// E0178: `&A + B`.
    fn sum_of_types(&mut self, tokens: &[TokenTree], plus: usize) {
        let is_path = |tree: &TokenTree| match tree {
            TokenTree::Leaf(token) => match token.kind {
                TokenKind::Ident | TokenKind::RawIdent | TokenKind::Lifetime => true,
                TokenKind::Punct => matches!(token.text.as_str(), "::" | "<" | ">"),
                TokenKind::Literal | TokenKind::DollarCrate(_) => false,
            },
            TokenTree::Group(_) => false,
        };
        let Some(before) = tokens[..plus].iter().rposition(|tree| !is_path(tree)) else { return };
        if before + 1 < plus && (tokens[before].is_punct("&") || tokens[before].is_punct("->")) {
            let message = "expected a path on the left-hand side of `+`";
            self.report("E0178", tokens[before].span(), message);
        }
    }

    /// E0214: `Vec(i32)` where a type is wanted, E0782: `Fn(i32)` without `dyn`.
    fn parenthesized_args(&mut self, tokens: &[TokenTree], index: usize) {
        let Some(name) = index.checked_sub(1).map(|at| &tokens[at]) else { return };
        let is_ident = matches!(name, TokenTree::Leaf(Token { kind: TokenKind::Ident, .. }));
        let before = index.checked_sub(2).map(|at| &tokens[at]);
        let in_type = before.is_some_and(|tree| [":", "->", "<", "&"].iter().any(|text| tree.is_punct(text)));
        if !is_ident || !in_type {
            return;
        }
        if ["Fn", "FnMut", "FnOnce"].iter().any(|word| name.is_ident(word)) {
            self.report("E0782", name.span(), "expected a type, found a trait");
        } else {
            let message = "parenthesized type parameters may only be used with a `Fn` trait";
            self.report("E0214", name.span(), message);
        }
    }

    /// E0584, E0585, E0753.
    fn docs(&mut self, tokens: &[TokenTree], place: Place) {
        let mut at_start = true;
        let mut index = 0;
        while index < tokens.len() {
            let is_inner =
                tokens[index].is_punct("#") && tokens.get(index + 1).is_some_and(|t| t.is_punct("!"));
            let is_doc = is_comment(&tokens[index]);
            if is_inner {
                if is_doc && !at_start {
                    self.report("E0753", tokens[index].span(), "expected outer doc comment");
                }
                index += 3;
                continue;
            }
            at_start = false;
            let is_last = index + 2 == tokens.len();
            let code = match place {
                Place::AssocItems => Some("E0584"),
                Place::FieldsOrStmts => Some("E0585"),
                Place::Other => None,
            };
            if let Some(code) = code.filter(|_| is_doc && is_last && tokens[index].is_punct("#")) {
                let message = "found a documentation comment that doesn't document anything";
                self.report(code, tokens[index].span(), message);
            }
            index += 1;
        }
    }
}

/// A doc comment is an attribute whose sign stands where the comment does.
fn is_comment(tree: &TokenTree) -> bool {
    tree.is_punct("#") && tree.span().snippet().is_some_and(|text| text.starts_with('/'))
}

fn is_macro_input(tokens: &[TokenTree], index: usize) -> bool {
    let before = |steps: usize| index.checked_sub(steps).map(|at| &tokens[at]);
    before(1).is_some_and(|tree| tree.is_punct("!"))
        || (before(1)
            .is_some_and(|tree| matches!(tree, TokenTree::Leaf(Token { kind: TokenKind::Ident, .. })))
            && before(2).is_some_and(|tree| tree.is_punct("!")))
}

fn place_of(tokens: &[TokenTree], index: usize, group: &Group) -> Place {
    if group.delim != Delim::Brace {
        return Place::Other;
    }
    let is_end = |tree: &TokenTree| {
        tree.is_punct(";") || matches!(tree, TokenTree::Group(group) if group.delim == Delim::Brace)
    };
    let start = tokens[..index].iter().rposition(is_end).map_or(0, |at| at + 1);
    let head = &tokens[start..index];
    let has = |words: &[&str]| head.iter().any(|tree| words.iter().any(|word| tree.is_ident(word)));
    if has(&["fn"]) {
        Place::FieldsOrStmts
    } else if has(&["trait", "impl", "extern"]) {
        Place::AssocItems
    } else if has(&["mod", "enum", "match"]) {
        Place::Other
    } else {
        Place::FieldsOrStmts
    }
}

/// What cannot begin an expression ends a range.
fn ends_expression(next: Option<&TokenTree>) -> bool {
    next.is_none_or(|tree| [",", ";", "=>", "="].iter().any(|text| tree.is_punct(text)))
}

fn is_nested_variadic(tokens: &[TokenTree], index: usize) -> bool {
    match index.checked_sub(1).map(|at| &tokens[at]) {
        Some(before) => before.is_punct("&") || before.is_punct("<"),
        None => tokens.len() == 1,
    }
}

fn starts_closure(next: Option<&TokenTree>) -> bool {
    next.is_some_and(|tree| tree.is_punct("|") || tree.is_punct("||") || tree.is_ident("move"))
}
