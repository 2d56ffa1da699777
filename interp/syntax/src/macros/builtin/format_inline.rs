//! Literal arguments become part of the text, as rustc's lowering does.
//!
//! `write!(f, "x{}", "no")` is one piece `xno`, which a `Write` implementation can see, and `panic!("{}", "text")` has
//! a `&'static str` payload. Only `{}` without options is inlined, of string and integer literals.

use crate::lex::token::{Delim, TokenKind, TokenTree};
use crate::macros::builtin::format_string::{Count, Placeholder};

/// `{}`, `{0}` or `{name}` without options.
pub(super) fn is_bare(placeholder: &Placeholder) -> bool {
    placeholder.kind.is_empty()
        && placeholder.fill == ' '
        && placeholder.align == 3
        && placeholder.flags == 0
        && placeholder.precision == Count::Implied
        && placeholder.width == Count::Implied
}

/// What a string or integer literal shows as; parentheses and references around it do not matter.
pub(super) fn literal_text(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Leaf(token)] if token.kind == TokenKind::Literal => {
            match syn::parse_str(token.text.as_str()).ok()? {
                syn::Lit::Str(text) => Some(text.value()),
                syn::Lit::Int(number) if !matches!(number.suffix(), "f32" | "f64") => {
                    Some(number.base10_digits().to_owned())
                }
                _ => None,
            }
        }
        [TokenTree::Group(group)] if matches!(group.delim, Delim::Paren | Delim::Invisible(_)) => {
            literal_text(&group.tokens)
        }
        [reference, rest @ ..] if reference.is_punct("&") => literal_text(rest),
        _ => None,
    }
}
