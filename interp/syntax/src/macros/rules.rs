//! Definitions: `macro_rules! name { (matcher) => { transcriber }; … }` as data.
//!
//! As rustc's `mbe::quoted`: `$name:kind`, `$name`, `$( … ) sep op` and `$crate` are recognised once, here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::ast::{Edition, ExpansionId, MacroDefId};
use crate::diagnostic::Diagnostic;
use crate::lex::token::{Delim, Fragment, Group, Token, TokenKind, TokenTree};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// A `macro_rules!` macro.
#[derive(Debug)]
pub(crate) struct MacroDef {
    /// Unique in the process.
    pub(crate) id: MacroDefId,
    /// Its name.
    pub(crate) name: Symbol,
    /// In order.
    pub(crate) rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// What it matches.
    pub(crate) matcher: Vec<Pattern>,
    /// What it becomes.
    pub(crate) transcriber: Vec<Pattern>,
}

/// How often a repetition may repeat.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Repeat {
    /// `*`.
    ZeroOrMore,
    /// `+`.
    OneOrMore,
    /// `?`.
    ZeroOrOne,
}

/// What `$x:kind` matches: a fragment kind, with the variants that only matching knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Specifier {
    /// The kind.
    pub(crate) fragment: Fragment,
    /// `expr_2021`: neither `_` nor `const { … }` starts it.
    pub(crate) old_expr: bool,
}

/// A token tree of a matcher or transcriber.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// Itself.
    Token(Token),
    /// Delimiters around more; the group's own tokens are not used.
    Delimited(Group, Vec<Pattern>),
    /// `$( … ) sep op`.
    Sequence(Arc<Sequence>),
    /// `$name` in a transcriber.
    Var(Token),
    /// `$name:kind` in a matcher.
    Decl(Token, Specifier),
}

/// A repetition.
#[derive(Debug)]
pub(crate) struct Sequence {
    /// What is repeated.
    pub(crate) inner: Vec<Pattern>,
    /// Between repetitions.
    pub(crate) separator: Option<Token>,
    /// How often.
    pub(crate) repeat: Repeat,
    /// Where it stands.
    pub(crate) span: SpanId,
}

static NEXT_DEFINITION: AtomicU32 = AtomicU32::new(1);
static NEXT_EXPANSION: AtomicU32 = AtomicU32::new(1);

/// A new expansion.
pub(crate) fn next_expansion() -> ExpansionId {
    ExpansionId(NEXT_EXPANSION.fetch_add(1, Ordering::Relaxed))
}

/// A new definition.
pub(crate) fn next_definition() -> MacroDefId {
    MacroDefId(NEXT_DEFINITION.fetch_add(1, Ordering::Relaxed))
}

/// Reads the rules of `macro_rules! name { tokens }` in a crate.
pub(crate) fn parse_definition(
    name: Symbol,
    tokens: &[TokenTree],
    span: SpanId,
    krate: Symbol,
    edition: Edition,
) -> Result<MacroDef, Diagnostic> {
    let mut rules = Vec::new();
    let mut rest = tokens;
    let mut parser = Parser { krate, edition };
    while !rest.is_empty() {
        let [TokenTree::Group(left), arrow, TokenTree::Group(right), after @ ..] = rest else {
            let span = rest.first().map_or(span, TokenTree::span);
            return Err(Diagnostic::error(None, span, "expected macro rule `(matcher) => { transcriber }`"));
        };
        if !arrow.is_punct("=>") {
            return Err(Diagnostic::error(None, arrow.span(), "expected `=>`"));
        }
        let matcher = parser.patterns(&left.tokens, Side::Matcher)?;
        let transcriber = parser.patterns(&right.tokens, Side::Transcriber)?;
        rules.push(Rule { matcher, transcriber });
        rest = match after {
            [semi, after @ ..] if semi.is_punct(";") => after,
            [] => after,
            [other, ..] => return Err(Diagnostic::error(None, other.span(), "expected `;`")),
        };
    }
    if rules.is_empty() {
        return Err(Diagnostic::error(None, span, "macros must contain at least one rule"));
    }
    Ok(MacroDef { id: next_definition(), name, rules })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Matcher,
    Transcriber,
}

struct Parser {
    krate: Symbol,
    edition: Edition,
}

impl Parser {
    fn patterns(&mut self, tokens: &[TokenTree], side: Side) -> Result<Vec<Pattern>, Diagnostic> {
        let mut out = Vec::new();
        let mut index = 0;
        while let Some(tree) = tokens.get(index) {
            index += 1;
            match tree {
                TokenTree::Group(group) => {
                    out.push(Pattern::Delimited(group.clone(), self.patterns(&group.tokens, side)?));
                }
                TokenTree::Leaf(token) if token.is_punct("$") => {
                    let (pattern, used) = self.dollar(token, &tokens[index..], side)?;
                    index += used;
                    out.push(pattern);
                }
                TokenTree::Leaf(token) => out.push(Pattern::Token(*token)),
            }
        }
        Ok(out)
    }

    /// What follows a `$`; how many trees it took.
    fn dollar(
        &mut self,
        dollar: &Token,
        rest: &[TokenTree],
        side: Side,
    ) -> Result<(Pattern, usize), Diagnostic> {
        match rest.first() {
            Some(TokenTree::Group(group)) if group.delim == Delim::Paren => {
                let inner = self.patterns(&group.tokens, side)?;
                let (separator, repeat, used) = repetition(&rest[1..], group.close)?;
                let span = dollar.span.to(group.close);
                let sequence = Sequence { inner, separator, repeat, span };
                Ok((Pattern::Sequence(Arc::new(sequence)), 1 + used))
            }
            Some(TokenTree::Leaf(name)) if name.is_ident("crate") => {
                let kind = TokenKind::DollarCrate(self.krate);
                let token = Token { kind, text: Symbol::new("$crate"), ..*name };
                Ok((Pattern::Token(token), 1))
            }
            Some(TokenTree::Leaf(name)) if matches!(name.kind, TokenKind::Ident | TokenKind::RawIdent) => {
                if side == Side::Transcriber {
                    return Ok((Pattern::Var(*name), 1));
                }
                match rest.get(1..3) {
                    Some([colon, TokenTree::Leaf(kind)]) if colon.is_punct(":") => {
                        let specifier = self.specifier(kind).ok_or_else(|| {
                            let message = format!("invalid fragment specifier `{}`", kind.text);
                            Diagnostic::error(None, name.span.to(kind.span), message)
                        })?;
                        Ok((Pattern::Decl(*name, specifier), 3))
                    }
                    _ => Err(Diagnostic::error(None, name.span, "missing fragment specifier")),
                }
            }
            Some(other) => {
                let message = "expected identifier, found something else after `$`";
                Err(Diagnostic::error(None, other.span(), message))
            }
            None => Ok((Pattern::Token(*dollar), 0)),
        }
    }

    fn specifier(&self, kind: &Token) -> Option<Specifier> {
        let old = self.edition < Edition::E2021;
        let (fragment, old_expr) = match kind.text.as_str() {
            "block" => (Fragment::Block, false),
            "expr" => (Fragment::Expr, self.edition < Edition::E2024),
            "expr_2021" => (Fragment::Expr, true),
            "ident" => (Fragment::Ident, false),
            "item" => (Fragment::Item, false),
            "lifetime" => (Fragment::Lifetime, false),
            "literal" => (Fragment::Literal, false),
            "meta" => (Fragment::Meta, false),
            "pat" if old => (Fragment::PatParam, false),
            "pat" => (Fragment::Pat, false),
            "pat_param" => (Fragment::PatParam, false),
            "path" => (Fragment::Path, false),
            "stmt" => (Fragment::Stmt, false),
            "tt" => (Fragment::Tt, false),
            "ty" => (Fragment::Ty, false),
            "vis" => (Fragment::Vis, false),
            _ => return None,
        };
        Some(Specifier { fragment, old_expr })
    }
}

/// The separator and operator after `$( … )`.
fn repetition(rest: &[TokenTree], end: SpanId) -> Result<(Option<Token>, Repeat, usize), Diagnostic> {
    let operator = |tree: Option<&TokenTree>| match tree {
        Some(tree) if tree.is_punct("*") => Some(Repeat::ZeroOrMore),
        Some(tree) if tree.is_punct("+") => Some(Repeat::OneOrMore),
        Some(tree) if tree.is_punct("?") => Some(Repeat::ZeroOrOne),
        _ => None,
    };
    if let Some(repeat) = operator(rest.first()) {
        return Ok((None, repeat, 1));
    }
    match (rest.first(), operator(rest.get(1))) {
        (Some(TokenTree::Leaf(separator)), Some(repeat)) => {
            if repeat == Repeat::ZeroOrOne {
                let message = "the `?` macro repetition operator does not take a separator";
                return Err(Diagnostic::error(None, separator.span, message));
            }
            Ok((Some(*separator), repeat, 2))
        }
        (other, _) => {
            let span = other.map_or(end, TokenTree::span);
            Err(Diagnostic::error(None, span, "expected one of: `*`, `+`, or `?`"))
        }
    }
}
