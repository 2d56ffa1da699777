//! Token trees with positions and hygiene marks.
//!
//! As in rustc, punctuation is glued (`=>` is one token), a doc comment is an attribute, and a fragment that a
//! `macro_rules!` transcription pasted in is a group with invisible delimiters that remembers its kind.

use std::sync::Arc;

use crate::ast::Marks;
use crate::span::SpanId;
use crate::symbol::Symbol;

/// A token or a delimited group.
#[derive(Clone, Debug)]
pub(crate) enum TokenTree {
    /// A single token.
    Leaf(Token),
    /// `( … )`, `[ … ]`, `{ … }` or a pasted fragment.
    Group(Group),
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    /// Identifier or keyword, `_` included.
    Ident,
    /// `r#name`; the text is the name alone.
    RawIdent,
    /// `'a`; the text includes the apostrophe.
    Lifetime,
    /// Glued punctuation.
    Punct,
    /// A literal as written.
    Literal,
    /// `$crate` of a macro that the crate with this name defines; the text is `$crate`.
    DollarCrate(Symbol),
}

/// A single token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its text.
    pub(crate) text: Symbol,
    /// Where it stands.
    pub(crate) span: SpanId,
    /// Expansions that introduced it.
    pub(crate) marks: Marks,
    /// The next token follows without white space.
    pub(crate) joint: bool,
}

/// The delimiters of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Delim {
    /// `( )`.
    Paren,
    /// `[ ]`.
    Bracket,
    /// `{ }`.
    Brace,
    /// Pasted by a macro: parses as one unit.
    Invisible(Fragment),
}

/// The fragment kinds of `macro_rules!`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fragment {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    Tt,
    Ty,
    Vis,
}

/// A delimited group.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its delimiters.
    pub(crate) delim: Delim,
    /// What is inside.
    pub(crate) tokens: Arc<[TokenTree]>,
    /// The opening delimiter.
    pub(crate) open: SpanId,
    /// The closing delimiter.
    pub(crate) close: SpanId,
    /// The first inner token follows the opening delimiter without white space.
    pub(crate) open_joint: bool,
    /// The next token follows the closing delimiter without white space.
    pub(crate) joint: bool,
}

impl Token {
    /// Is it this punctuation?
    pub(crate) fn is_punct(&self, text: &str) -> bool {
        self.kind == TokenKind::Punct && self.text.as_str() == text
    }

    /// Is it this identifier or keyword?
    pub(crate) fn is_ident(&self, text: &str) -> bool {
        self.kind == TokenKind::Ident && self.text.as_str() == text
    }
}

impl TokenTree {
    /// Is it this punctuation?
    pub(crate) fn is_punct(&self, text: &str) -> bool {
        matches!(self, TokenTree::Leaf(token) if token.is_punct(text))
    }

    /// Is it this identifier or keyword?
    pub(crate) fn is_ident(&self, text: &str) -> bool {
        matches!(self, TokenTree::Leaf(token) if token.is_ident(text))
    }

    /// Its position: of a group, from delimiter to delimiter.
    pub(crate) fn span(&self) -> SpanId {
        match self {
            TokenTree::Leaf(token) => token.span,
            TokenTree::Group(group) => group.open.to(group.close),
        }
    }

    /// Its first position.
    pub(crate) fn first_span(&self) -> SpanId {
        match self {
            TokenTree::Leaf(token) => token.span,
            TokenTree::Group(group) => match (group.delim, group.tokens.first()) {
                (Delim::Invisible(_), Some(first)) => first.first_span(),
                _ => group.open,
            },
        }
    }

    /// Is it followed by the next token without white space?
    pub(crate) fn joint(&self) -> bool {
        match self {
            TokenTree::Leaf(token) => token.joint,
            TokenTree::Group(group) => group.joint,
        }
    }
}

/// The span that covers a sequence of tokens, or `fallback` for an empty one.
pub(crate) fn span_of(tokens: &[TokenTree], fallback: SpanId) -> SpanId {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) if tokens.len() > 1 => first.span().to(last.span()),
        (Some(only), _) => only.span(),
        _ => fallback,
    }
}
