//! Fragments: what may start one, and how far one reaches.
//!
//! [`can_begin`] follows rustc's `Parser::nt_can_begin`. The extent of an expression, type, pattern … is found by
//! syn: it parses a prefix of the tokens, and the position of the first token it left tells where it stopped. An
//! expression is first tried up to the next comma, so that a list of n expressions costs n, not n² tokens.

use std::rc::Rc;

use syn::parse::{ParseStream, Parser};

use crate::lex::token::{Delim, Fragment, Group, Token, TokenKind, TokenTree};
use crate::macros::matcher::Input;
use crate::macros::rules::Specifier;
use crate::rust::lower::Lower;
use crate::span::{SpanData, SpanId};
use crate::symbol::Symbol;

/// May a fragment of this kind start with this token?
pub(crate) fn can_begin(specifier: Specifier, input: &Input) -> bool {
    let fragment = specifier.fragment;
    match input {
        Input::Close(..) => false,
        Input::Fragment(group) => fragment_can_begin(fragment, group),
        Input::Open(group, _) => match fragment {
            Fragment::Tt
            | Fragment::Item
            | Fragment::Stmt
            | Fragment::Expr
            | Fragment::Pat
            | Fragment::PatParam => match fragment {
                Fragment::Pat | Fragment::PatParam => group.delim != Delim::Brace,
                _ => true,
            },
            Fragment::Block => group.delim == Delim::Brace,
            Fragment::Ty | Fragment::Vis => matches!(group.delim, Delim::Paren | Delim::Bracket),
            Fragment::Ident | Fragment::Lifetime | Fragment::Literal | Fragment::Meta | Fragment::Path => {
                false
            }
        },
        Input::Leaf(token) => token_can_begin(specifier, token),
    }
}

fn fragment_can_begin(wanted: Fragment, group: &Group) -> bool {
    let Delim::Invisible(found) = group.delim else { return false };
    use Fragment as F;
    match wanted {
        F::Tt | F::Stmt | F::Item | F::Vis => true,
        F::Expr => matches!(found, F::Expr | F::Literal | F::Path | F::Block | F::Stmt),
        F::Ty => matches!(found, F::Ty | F::Path),
        F::Pat | F::PatParam => {
            matches!(found, F::Pat | F::PatParam | F::Literal | F::Expr | F::Path | F::Block)
        }
        F::Block => matches!(found, F::Block),
        F::Literal => found == F::Literal || (found == F::Expr && is_literal(&group.tokens)),
        F::Path => matches!(found, F::Path | F::Ty),
        F::Meta => matches!(found, F::Meta | F::Path),
        F::Ident | F::Lifetime => false,
    }
}

fn is_literal(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Leaf(only)] => {
            only.kind == TokenKind::Literal || only.is_ident("true") || only.is_ident("false")
        }
        [minus, TokenTree::Leaf(only)] => minus.is_punct("-") && only.kind == TokenKind::Literal,
        [TokenTree::Group(group)] if matches!(group.delim, Delim::Invisible(_)) => is_literal(&group.tokens),
        _ => false,
    }
}

fn token_can_begin(specifier: Specifier, token: &Token) -> bool {
    let text = token.text.as_str();
    let is_name = matches!(token.kind, TokenKind::Ident | TokenKind::RawIdent | TokenKind::DollarCrate(_));
    let punct = |list: &[&str]| token.kind == TokenKind::Punct && list.contains(&text);
    let is_bool = token.is_ident("true") || token.is_ident("false");
    match specifier.fragment {
        Fragment::Tt | Fragment::Item | Fragment::Stmt => true,
        Fragment::Expr => match token.kind {
            TokenKind::Literal | TokenKind::Lifetime | TokenKind::RawIdent | TokenKind::DollarCrate(_) => {
                true
            }
            TokenKind::Ident if text == "_" => !specifier.old_expr,
            TokenKind::Ident if text == "const" => !specifier.old_expr,
            TokenKind::Ident => !is_keyword(text) || EXPR_KEYWORDS.contains(&text),
            TokenKind::Punct => {
                punct(&["!", "-", "*", "|", "||", "&", "&&", "..", "...", "..=", "<", "<<", "::", "#"])
            }
        },
        Fragment::Ty => match token.kind {
            TokenKind::Ident => !is_keyword(text) || TYPE_KEYWORDS.contains(&text),
            TokenKind::RawIdent | TokenKind::DollarCrate(_) | TokenKind::Lifetime => true,
            TokenKind::Punct => punct(&["!", "*", "&", "&&", "?", "<", "<<", "::"]),
            TokenKind::Literal => false,
        },
        Fragment::Ident => {
            matches!(token.kind, TokenKind::Ident | TokenKind::RawIdent | TokenKind::DollarCrate(_))
                && text != "_"
        }
        Fragment::Lifetime => token.kind == TokenKind::Lifetime,
        Fragment::Literal => token.kind == TokenKind::Literal || is_bool || punct(&["-"]),
        Fragment::Vis => {
            punct(&[",", "!", "*", "&", "&&", "?", "<", "<<", "::"])
                || (is_name && text != "priv")
                || token.kind == TokenKind::Lifetime
        }
        Fragment::Block => false,
        Fragment::Path | Fragment::Meta => is_name || punct(&["::", "<", "<<"]),
        Fragment::Pat | Fragment::PatParam => {
            is_name
                || token.kind == TokenKind::Literal
                || punct(&["&", "-", "&&", "..", "...", "..=", "::", "<", "<<", "!"])
                || (specifier.fragment == Fragment::Pat && punct(&["|"]))
        }
    }
}

const EXPR_KEYWORDS: [&str; 26] = [
    "async", "do", "box", "break", "const", "continue", "false", "for", "if", "loop", "match", "move",
    "return", "true", "try", "unsafe", "while", "yield", "static", "self", "Self", "super", "crate",
    "become", "safe", "gen",
];

const TYPE_KEYWORDS: [&str; 14] = [
    "_", "for", "impl", "fn", "unsafe", "extern", "typeof", "dyn", "self", "Self", "super", "crate", "async",
    "const",
];

/// Is it reserved in every edition we read?
pub(crate) fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "_" | "as"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "Self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
            | "abstract"
            | "become"
            | "box"
            | "do"
            | "final"
            | "macro"
            | "override"
            | "priv"
            | "typeof"
            | "unsized"
            | "virtual"
            | "yield"
            | "async"
            | "await"
            | "dyn"
            | "try"
    )
}

/// Where a prefix of some trees ends: whole trees, and characters of a glued token after them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Extent {
    /// Whole trees.
    pub(crate) trees: usize,
    /// Characters of the next tree.
    pub(crate) chars: usize,
}

impl Lower<'_> {
    /// The fragment at `index` of a flat input, and the index behind it.
    pub(crate) fn take_fragment(
        &mut self,
        input: &mut [Input],
        index: usize,
        specifier: Specifier,
        end: SpanId,
    ) -> Option<(Rc<[TokenTree]>, usize)> {
        let fragment = specifier.fragment;
        if matches!(fragment, Fragment::Tt | Fragment::Ident | Fragment::Lifetime)
            && !matches!(input[index], Input::Open(..))
        {
            return Some((Rc::from([tree_at(input, index).0]), index + 1));
        }
        let (trees, places) = trees_from(input, index, fragment);
        let extent = match fragment {
            Fragment::Tt => Extent { trees: 1, chars: 0 },
            _ => self.extent(fragment, &trees, end)?,
        };
        let mut taken = trees[..extent.trees].to_vec();
        let after =
            places.get(extent.trees).copied().unwrap_or_else(|| places.last().copied().unwrap_or(index));
        if extent.chars > 0
            && let Some(Input::Leaf(token)) = input.get(after).cloned()
        {
            let (head, tail) = split(&token, extent.chars);
            taken.push(TokenTree::Leaf(head));
            input[after] = Input::Leaf(tail);
        }
        let tokens = match taken.as_slice() {
            _ if fragment == Fragment::Tt => taken,
            [TokenTree::Group(group)] if matches!(group.delim, Delim::Invisible(_)) => taken,
            _ => {
                let at = input.get(index).map_or(end, Input::span);
                let open = taken.first().map_or(at, TokenTree::first_span);
                let close = taken.last().map_or(at, TokenTree::span);
                vec![TokenTree::Group(Group {
                    delim: Delim::Invisible(fragment),
                    tokens: taken.into(),
                    open,
                    close,
                    open_joint: true,
                    joint: false,
                })]
            }
        };
        Some((tokens.into(), after))
    }

    /// How far the fragment at the start of `trees` reaches. Errors are reported.
    pub(crate) fn extent(&mut self, fragment: Fragment, trees: &[TokenTree], end: SpanId) -> Option<Extent> {
        let whole = |trees| Some(Extent { trees, chars: 0 });
        match fragment {
            Fragment::Tt | Fragment::Ident | Fragment::Lifetime | Fragment::Block => whole(1),
            Fragment::Literal => whole(if trees.first()?.is_punct("-") { 2 } else { 1 }),
            Fragment::Vis => whole(vis_extent(trees)),
            Fragment::Meta => self.prefix(trees, end, |input| input.parse::<syn::Meta>().map(drop)),
            Fragment::Path => self.prefix(trees, end, |input| input.parse::<syn::TypePath>().map(drop)),
            Fragment::Ty => self.prefix(trees, end, |input| input.parse::<syn::Type>().map(drop)),
            Fragment::Pat => {
                self.prefix(trees, end, |input| syn::Pat::parse_multi_with_leading_vert(input).map(drop))
            }
            Fragment::PatParam => self.prefix(trees, end, |input| syn::Pat::parse_single(input).map(drop)),
            Fragment::Item => self.prefix(trees, end, |input| input.parse::<syn::Item>().map(drop)),
            Fragment::Stmt => self.prefix(trees, end, statement),
            Fragment::Expr => self.expr_extent(trees, end),
        }
    }

    /// How far the expression at the start of `trees` reaches.
    pub(crate) fn expr_extent(&mut self, trees: &[TokenTree], end: SpanId) -> Option<Extent> {
        let mut from = 0;
        for _ in 0..16 {
            let Some(comma) = trees[from..].iter().position(|t| t.is_punct(",") || t.is_punct(";")) else {
                break;
            };
            let window = &trees[..from + comma];
            if let [TokenTree::Leaf(token)] = window
                && (token.kind == TokenKind::Literal
                    || (token.kind == TokenKind::Ident && !is_keyword(token.text.as_str())))
            {
                return Some(Extent { trees: 1, chars: 0 });
            }
            if let Ok(extent) = self.try_prefix(window, |input| input.parse::<syn::Expr>().map(drop)) {
                return Some(extent);
            }
            from += comma + 1;
        }
        self.prefix(trees, end, |input| input.parse::<syn::Expr>().map(drop))
    }

    fn prefix(
        &mut self,
        trees: &[TokenTree],
        end: SpanId,
        parser: impl FnOnce(ParseStream<'_>) -> syn::Result<()>,
    ) -> Option<Extent> {
        if let Err(unsupported) = crate::rust::bridge::check_depth(trees, 0) {
            self.unsupported.push(unsupported);
            return None;
        }
        match self.try_prefix(trees, parser) {
            Ok(extent) => Some(extent),
            Err(error) => {
                self.syntax_error(&error, end);
                None
            }
        }
    }

    fn try_prefix(
        &mut self,
        trees: &[TokenTree],
        parser: impl FnOnce(ParseStream<'_>) -> syn::Result<()>,
    ) -> syn::Result<Extent> {
        let (stream, starts) = self.bridge.numbered_stream(trees);
        let parser = |input: ParseStream<'_>| {
            parser(input)?;
            let next = (!input.is_empty()).then(|| input.cursor().span());
            input.parse::<proc_macro2::TokenStream>()?;
            Ok(next)
        };
        let next = parser.parse2(stream)?;
        Ok(match next.and_then(|span| self.bridge.index(span)) {
            None => Extent { trees: trees.len(), chars: 0 },
            Some(entry) => {
                let tree = starts.partition_point(|&start| start <= entry).saturating_sub(1);
                let is_glued =
                    matches!(&trees[tree], TokenTree::Leaf(token) if token.kind == TokenKind::Punct);
                Extent { trees: tree, chars: if is_glued { entry - starts[tree] } else { 0 } }
            }
        })
    }
}

/// A statement without its semicolon.
fn statement(input: ParseStream<'_>) -> syn::Result<()> {
    input.call(syn::Attribute::parse_outer)?;
    if input.peek(syn::Token![let]) {
        input.parse::<syn::Token![let]>()?;
        syn::Pat::parse_multi_with_leading_vert(input)?;
        if input.parse::<Option<syn::Token![:]>>()?.is_some() {
            input.parse::<syn::Type>()?;
        }
        if input.parse::<Option<syn::Token![=]>>()?.is_some() {
            input.parse::<syn::Expr>()?;
            if input.parse::<Option<syn::Token![else]>>()?.is_some() {
                input.parse::<syn::Block>()?;
            }
        }
        return Ok(());
    }
    let ahead = input.fork();
    if let Ok(item) = ahead.parse::<syn::Item>()
        && !matches!(&item, syn::Item::Macro(mac) if mac.ident.is_none())
        && !matches!(item, syn::Item::Verbatim(_))
    {
        input.parse::<syn::Item>()?;
        return Ok(());
    }
    syn::Expr::parse_with_earlier_boundary_rule(input)?;
    Ok(())
}

fn vis_extent(trees: &[TokenTree]) -> usize {
    match trees {
        [first, TokenTree::Group(group), ..] if first.is_ident("pub") && group.delim == Delim::Paren => {
            let inner = &group.tokens;
            let restricted = inner.first().is_some_and(|t| t.is_ident("in"))
                || (inner.len() == 1
                    && ["crate", "self", "super"].iter().any(|word| inner[0].is_ident(word)));
            if restricted { 2 } else { 1 }
        }
        [first, ..] if first.is_ident("pub") => 1,
        [TokenTree::Group(group), ..] if group.delim == Delim::Invisible(Fragment::Vis) => 1,
        _ => 0,
    }
}

/// The tree at an index of a flat input, and the index behind it.
fn tree_at(input: &[Input], index: usize) -> (TokenTree, usize) {
    match &input[index] {
        Input::Leaf(token) => (TokenTree::Leaf(*token), index + 1),
        Input::Fragment(group) => (TokenTree::Group(group.clone()), index + 1),
        Input::Open(group, close) => (TokenTree::Group(group.clone()), close + 1),
        Input::Close(..) => unreachable!("a tree does not start with a closing delimiter"),
    }
}

/// The trees from an index to the end of the group it is in, and where each starts (with one index more: the end).
fn trees_from(input: &[Input], index: usize, fragment: Fragment) -> (Vec<TokenTree>, Vec<usize>) {
    let limit = match fragment {
        Fragment::Tt | Fragment::Ident | Fragment::Lifetime | Fragment::Block => 1,
        Fragment::Literal | Fragment::Vis => 2,
        _ => usize::MAX,
    };
    let mut trees = Vec::new();
    let mut places = Vec::new();
    let mut at = index;
    while at < input.len() && trees.len() < limit && !matches!(input[at], Input::Close(..)) {
        places.push(at);
        let (tree, next) = tree_at(input, at);
        trees.push(tree);
        at = next;
    }
    places.push(at);
    (trees, places)
}

/// Splits a glued token after some characters.
fn split(token: &Token, chars: usize) -> (Token, Token) {
    let (head, tail) = token.text.as_str().split_at(chars);
    let part = |text: &str, lo: usize, hi: usize| {
        let span = token.span.data().map_or(token.span, |data| {
            SpanId::new(SpanData { lo: data.lo + lo as u32, hi: data.lo + hi as u32, ..data })
        });
        Token { text: Symbol::new(text), span, ..*token }
    };
    let head = Token { joint: true, ..part(head, 0, chars) };
    (head, part(tail, chars, chars + tail.len()))
}
