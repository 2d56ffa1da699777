//! May what follows a fragment in a matcher ever become part of its syntax?
//!
//! rustc's `mbe::macro_rules::check_matcher_core` (Reference, "Follow-set ambiguity restrictions"): for each fragment,
//! every token that can come next must be in the follow set of the fragment's kind.

use crate::diagnostic::Diagnostic;
use crate::lex::token::{Delim, Fragment, Token, TokenKind};
use crate::macros::rules::{MacroDef, Pattern, Repeat, Sequence, Specifier};
use crate::span::SpanId;

/// What may come next in a matcher.
#[derive(Clone)]
enum Next {
    Token(Token),
    Open(Delim, SpanId),
    Close,
    Decl(Token, Specifier),
}

/// What may come at one point; `maybe_empty`: perhaps nothing does.
#[derive(Clone)]
struct Set {
    tokens: Vec<Next>,
    maybe_empty: bool,
}

impl Set {
    fn empty() -> Set {
        Set { tokens: Vec::new(), maybe_empty: true }
    }

    fn only(next: Next) -> Set {
        Set { tokens: vec![next], maybe_empty: false }
    }

    /// Something stands here that anything may follow.
    fn irrelevant() -> Set {
        Set { tokens: Vec::new(), maybe_empty: false }
    }

    fn add_all(&mut self, other: &Set) {
        self.tokens.extend(other.tokens.iter().cloned());
        self.maybe_empty &= other.maybe_empty;
    }
}

/// The errors in a definition's matchers.
pub(crate) fn check(def: &MacroDef) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for rule in &def.rules {
        check_matcher(&rule.matcher, &Set::empty(), &mut errors);
    }
    errors
}

fn first(patterns: &[Pattern]) -> Set {
    let mut set = Set::empty();
    for pattern in patterns.iter().rev() {
        match pattern {
            Pattern::Token(token) | Pattern::Var(token) => set = Set::only(Next::Token(*token)),
            Pattern::Decl(name, specifier) => set = Set::only(Next::Decl(*name, *specifier)),
            Pattern::Delimited(group, _) => set = Set::only(Next::Open(group.delim, group.open)),
            Pattern::Sequence(sequence) => {
                let mut inner = first(&sequence.inner);
                if inner.maybe_empty {
                    inner.tokens.extend(sequence.separator.map(Next::Token));
                }
                if inner.maybe_empty || sequence.repeat != Repeat::OneOrMore {
                    set.tokens.append(&mut inner.tokens);
                } else {
                    set = inner;
                }
            }
        }
    }
    set
}

/// Checks a matcher that `follow` may come after; gives what it may end with.
fn check_matcher(matcher: &[Pattern], follow: &Set, errors: &mut Vec<Diagnostic>) -> Set {
    let mut last = Set::empty();
    for (index, pattern) in matcher.iter().enumerate() {
        let suffix_first = || {
            let mut set = first(&matcher[index + 1..]);
            if set.maybe_empty {
                set.add_all(follow);
            }
            set
        };
        match pattern {
            Pattern::Token(_) | Pattern::Var(_) => last = Set::irrelevant(),
            Pattern::Delimited(_, inner) => {
                check_matcher(inner, &Set::only(Next::Close), errors);
                last = Set::irrelevant();
            }
            Pattern::Decl(_, specifier) if before_anything(specifier.fragment) => last = Set::irrelevant(),
            Pattern::Decl(name, specifier) => {
                last = Set::only(Next::Decl(*name, *specifier));
                report(&last, &suffix_first(), errors);
            }
            Pattern::Sequence(sequence) => {
                let ends = check_sequence(sequence, suffix_first(), errors);
                if ends.maybe_empty {
                    last.add_all(&ends);
                } else {
                    last = ends;
                }
            }
        }
    }
    last
}

fn check_sequence(sequence: &Sequence, mut follow: Set, errors: &mut Vec<Diagnostic>) -> Set {
    follow.tokens.extend(sequence.separator.map(Next::Token));
    check_matcher(&sequence.inner, &follow, errors)
}

fn report(last: &Set, follow: &Set, errors: &mut Vec<Diagnostic>) {
    for decl in &last.tokens {
        let Next::Decl(name, specifier) = decl else { continue };
        for next in &follow.tokens {
            if in_follow(specifier.fragment, next) {
                continue;
            }
            let (span, text) = match next {
                Next::Token(token) => (token.span, token.text.to_string()),
                Next::Decl(name, specifier) => {
                    (name.span, format!("${}:{}", name.text, kind_name(specifier.fragment)))
                }
                Next::Open(delim, span) => (*span, open_text(*delim).to_owned()),
                Next::Close => continue,
            };
            let kind = kind_name(specifier.fragment);
            let may_be = if follow.tokens.len() == 1 { "is" } else { "may be" };
            let message = format!(
                "`${}:{kind}` {may_be} followed by `{text}`, which is not allowed for `{kind}` fragments",
                name.text
            );
            errors.push(
                Diagnostic::error(None, span, message).label(format!("not allowed after `{kind}` fragments")),
            );
        }
    }
}

fn before_anything(fragment: Fragment) -> bool {
    match fragment {
        Fragment::Block
        | Fragment::Ident
        | Fragment::Item
        | Fragment::Lifetime
        | Fragment::Literal
        | Fragment::Meta
        | Fragment::Tt => true,
        Fragment::Expr
        | Fragment::Pat
        | Fragment::PatParam
        | Fragment::Path
        | Fragment::Stmt
        | Fragment::Ty
        | Fragment::Vis => false,
    }
}

fn in_follow(fragment: Fragment, next: &Next) -> bool {
    let token = match next {
        // Pasted fragments of an outer macro are not looked into.
        Next::Close | Next::Open(Delim::Invisible(_), _) => return true,
        Next::Token(token) => Some(token),
        Next::Open(..) | Next::Decl(..) => None,
    };
    let is = |texts: &[&str]| token.is_some_and(|token| texts.contains(&token.text.as_str()));
    let decl = match next {
        Next::Decl(_, specifier) => Some(specifier.fragment),
        _ => None,
    };
    match fragment {
        Fragment::Stmt | Fragment::Expr => is(&["=>", ",", ";"]),
        Fragment::PatParam => is(&["=>", ",", "=", "|", "if", "in"]),
        Fragment::Pat => is(&["=>", ",", "=", "if", "in"]),
        Fragment::Path | Fragment::Ty => {
            is(&["=>", ",", ">", ">>", "=", ":", ";", "|", "as", "where"])
                || decl == Some(Fragment::Block)
                || matches!(next, Next::Open(Delim::Brace | Delim::Bracket, _))
        }
        Fragment::Vis => match next {
            Next::Token(token) if matches!(token.kind, TokenKind::Ident | TokenKind::DollarCrate(_)) => {
                token.text.as_str() != "priv"
            }
            Next::Token(token) => {
                matches!(token.kind, TokenKind::RawIdent | TokenKind::Lifetime)
                    || is(&[",", "!", "*", "&", "&&", "?", "<", "<<", "::"])
            }
            Next::Open(delim, _) => matches!(delim, Delim::Paren | Delim::Bracket),
            _ => matches!(decl, Some(Fragment::Ident | Fragment::Ty | Fragment::Path)),
        },
        Fragment::Block
        | Fragment::Ident
        | Fragment::Item
        | Fragment::Lifetime
        | Fragment::Literal
        | Fragment::Meta
        | Fragment::Tt => true,
    }
}

fn kind_name(fragment: Fragment) -> &'static str {
    match fragment {
        Fragment::Block => "block",
        Fragment::Expr => "expr",
        Fragment::Ident => "ident",
        Fragment::Item => "item",
        Fragment::Lifetime => "lifetime",
        Fragment::Literal => "literal",
        Fragment::Meta => "meta",
        Fragment::Pat => "pat",
        Fragment::PatParam => "pat_param",
        Fragment::Path => "path",
        Fragment::Stmt => "stmt",
        Fragment::Tt => "tt",
        Fragment::Ty => "ty",
        Fragment::Vis => "vis",
    }
}

fn open_text(delim: Delim) -> &'static str {
    match delim {
        Delim::Paren => "(",
        Delim::Bracket => "[",
        Delim::Brace => "{",
        Delim::Invisible(_) => "",
    }
}
