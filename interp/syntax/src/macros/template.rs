//! Tokens that the frontend makes up: source text with holes.

use std::sync::Arc;

use crate::ast::Marks;
use crate::lex::lexer::{Origin, lex};
use crate::lex::token::{Delim, Fragment, Group, Token, TokenKind, TokenTree};
use crate::span::{FileId, SpanData, SpanId};
use crate::symbol::Symbol;

/// Where made-up tokens stand and which marks they carry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    /// Position of every made-up token.
    pub(crate) span: SpanId,
    /// Marks of every made-up token, so that the user's names are not captured.
    pub(crate) marks: Marks,
}

impl Site {
    /// Tokens made up for an invocation.
    pub(crate) fn new(call: SpanId, marks: Marks) -> Site {
        let span = match call.data() {
            Some(data) => SpanId::new(SpanData { expanded_from: call, ..data }),
            None => call,
        };
        Site { span, marks }
    }

    /// The tokens of `text`, where `$crate` is the standard library and `#0`, `#1` … are replaced by parts.
    pub(crate) fn tokens(self, text: &str, parts: &[Vec<TokenTree>]) -> Vec<TokenTree> {
        let origin = Origin { file: FileId(u32::MAX), base: 1, expanded_from: SpanId::NONE };
        let tokens = lex(text, origin).unwrap_or_else(|error| panic!("template {text}: {error:?}"));
        let mut out = Vec::with_capacity(tokens.len());
        self.fill(&tokens, parts, &mut out);
        out
    }

    fn fill(self, tokens: &[TokenTree], parts: &[Vec<TokenTree>], out: &mut Vec<TokenTree>) {
        let mut index = 0;
        while let Some(tree) = tokens.get(index) {
            index += 1;
            match tree {
                TokenTree::Group(group) => {
                    let mut inner = Vec::with_capacity(group.tokens.len());
                    self.fill(&group.tokens, parts, &mut inner);
                    let tokens: Arc<[TokenTree]> = inner.into();
                    out.push(TokenTree::Group(Group {
                        tokens,
                        open: self.span,
                        close: self.span,
                        ..group.clone()
                    }));
                }
                TokenTree::Leaf(token) if token.is_punct("#") => match tokens.get(index) {
                    Some(TokenTree::Leaf(number)) if number.kind == TokenKind::Literal => {
                        index += 1;
                        let part: usize = number.text.as_str().parse().unwrap_or(usize::MAX);
                        out.extend(parts.get(part).into_iter().flatten().cloned());
                    }
                    _ => out.push(TokenTree::Leaf(self.token(*token))),
                },
                TokenTree::Leaf(token) if token.is_punct("$") => {
                    index += 1;
                    let kind = TokenKind::DollarCrate(Symbol::new("std"));
                    let token = Token { kind, text: Symbol::new("$crate"), ..*token };
                    out.push(TokenTree::Leaf(self.token(token)));
                }
                TokenTree::Leaf(token) => out.push(TokenTree::Leaf(self.token(*token))),
            }
        }
    }

    fn token(self, token: Token) -> Token {
        Token { span: self.span, marks: self.marks, ..token }
    }

    /// A string literal.
    pub(crate) fn string(self, text: &str) -> TokenTree {
        self.literal(&format!("{text:?}"))
    }

    /// A literal as written.
    pub(crate) fn literal(self, text: &str) -> TokenTree {
        let (kind, text) = (TokenKind::Literal, Symbol::new(text));
        TokenTree::Leaf(Token { kind, text, span: self.span, marks: self.marks, joint: false })
    }

    /// A name.
    pub(crate) fn ident(self, text: &str) -> TokenTree {
        let (kind, text) = (TokenKind::Ident, Symbol::new(text));
        TokenTree::Leaf(Token { kind, text, span: self.span, marks: self.marks, joint: false })
    }
}

/// An expression that parses as one unit wherever it is put.
pub(crate) fn unit(tokens: &[TokenTree], fallback: SpanId) -> TokenTree {
    let open = tokens.first().map_or(fallback, TokenTree::first_span);
    let close = tokens.last().map_or(fallback, TokenTree::span);
    TokenTree::Group(Group {
        delim: Delim::Invisible(Fragment::Expr),
        tokens: tokens.into(),
        open,
        close,
        open_joint: true,
        joint: false,
    })
}
