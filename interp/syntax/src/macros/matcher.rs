//! Matching an invocation's tokens against a rule.
//!
//! rustc's algorithm (`mbe::macro_parser`): all positions in the matcher that the input so far allows are kept and
//! advanced together by one token, so that nothing backtracks; a fragment is parsed only when it is the one
//! possibility left. The input is a flat list in which delimiters are tokens.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::lex::token::{Delim, Group, Token, TokenTree};
use crate::macros::fragment::can_begin;
use crate::macros::rules::{Pattern, Repeat, Rule, Specifier};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// What a variable of the matcher stands for.
#[derive(Clone, Debug)]
pub(crate) enum Match {
    /// A fragment.
    Single(Rc<[TokenTree]>),
    /// One match per repetition.
    Seq(Vec<Match>),
}

/// Variables by name.
pub(crate) type Matches = FxHashMap<Symbol, Match>;

/// The result of trying one rule.
pub(crate) enum Outcome {
    /// It matches.
    Success(Matches),
    /// It does not; how far it came, where, and the token there (`None`: the end).
    Failure { position: usize, span: SpanId, found: Option<String> },
    /// Two variables could take the same token.
    Ambiguity { span: SpanId, what: String },
    /// A fragment that had to be there has a syntax error, which was reported.
    Error,
}

/// One element of the flat input.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// A token.
    Leaf(Token),
    /// A pasted fragment.
    Fragment(Group),
    /// An opening delimiter: its group, and the index of the closing one.
    Open(Group, usize),
    /// A closing delimiter.
    Close(Delim, SpanId),
}

impl Input {
    /// Where it stands.
    pub(crate) fn span(&self) -> SpanId {
        match self {
            Input::Leaf(token) => token.span,
            Input::Fragment(group) | Input::Open(group, _) => group.open,
            Input::Close(_, span) => *span,
        }
    }

    /// As error messages show it.
    pub(crate) fn text(&self) -> String {
        match self {
            Input::Leaf(token) => token.text.to_string(),
            Input::Fragment(group) => crate::macros::print::tokens_to_string(&group.tokens),
            Input::Open(group, _) => open_text(group.delim).to_owned(),
            Input::Close(delim, _) => close_text(*delim).to_owned(),
        }
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

fn close_text(delim: Delim) -> &'static str {
    match delim {
        Delim::Paren => ")",
        Delim::Bracket => "]",
        Delim::Brace => "}",
        Delim::Invisible(_) => "",
    }
}

/// Token trees as the flat input.
pub(crate) fn flatten(trees: &[TokenTree]) -> Vec<Input> {
    let mut out = Vec::new();
    flatten_into(trees, &mut out);
    out
}

fn flatten_into(trees: &[TokenTree], out: &mut Vec<Input>) {
    for tree in trees {
        match tree {
            TokenTree::Leaf(token) => out.push(Input::Leaf(*token)),
            TokenTree::Group(group) if matches!(group.delim, Delim::Invisible(_)) => {
                out.push(Input::Fragment(group.clone()));
            }
            TokenTree::Group(group) => {
                let open = out.len();
                out.push(Input::Open(group.clone(), 0));
                flatten_into(&group.tokens, out);
                let close = out.len();
                out.push(Input::Close(group.delim, group.close));
                out[open] = Input::Open(group.clone(), close);
            }
        }
    }
}

/// Takes one fragment from the input at an index: its tokens and the index behind it. It may split a glued token
/// by changing the input. `None` after an error was reported.
pub(crate) type TakeFragment<'a> =
    dyn FnMut(&mut Vec<Input>, usize, Specifier) -> Option<(Rc<[TokenTree]>, usize)> + 'a;

/// An instruction of a compiled matcher.
enum Loc {
    Token(Token),
    Open(Delim),
    Close(Delim),
    Seq { repeat: Repeat, count: usize, first_var: usize, after: usize, depth: usize },
    RepeatNoSep { repeat: Repeat, first: usize },
    Separator(Token),
    RepeatAfterSep { first: usize },
    Var { name: Symbol, specifier: Specifier, index: usize, depth: usize },
    End,
}

#[derive(Default)]
struct Compiler {
    locs: Vec<Loc>,
    names: Vec<Symbol>,
}

impl Compiler {
    fn compile(&mut self, patterns: &[Pattern], depth: usize) {
        for pattern in patterns {
            match pattern {
                Pattern::Token(token) | Pattern::Var(token) => self.locs.push(Loc::Token(*token)),
                Pattern::Delimited(group, inner) => {
                    self.locs.push(Loc::Open(group.delim));
                    self.compile(inner, depth);
                    self.locs.push(Loc::Close(group.delim));
                }
                Pattern::Decl(name, specifier) => {
                    let index = self.names.len();
                    self.names.push(name.text);
                    self.locs.push(Loc::Var { name: name.text, specifier: *specifier, index, depth });
                }
                Pattern::Sequence(sequence) => {
                    let at = self.locs.len();
                    let first_var = self.names.len();
                    self.locs.push(Loc::End);
                    self.compile(&sequence.inner, depth + 1);
                    match sequence.separator {
                        Some(separator) => {
                            self.locs.push(Loc::Separator(separator));
                            self.locs.push(Loc::RepeatAfterSep { first: at + 1 });
                        }
                        None => self.locs.push(Loc::RepeatNoSep { repeat: sequence.repeat, first: at + 1 }),
                    }
                    self.locs[at] = Loc::Seq {
                        repeat: sequence.repeat,
                        count: self.names.len() - first_var,
                        first_var,
                        after: self.locs.len(),
                        depth,
                    };
                }
            }
        }
    }
}

/// A position in the matcher with what was matched on the way.
#[derive(Clone)]
struct Position {
    at: usize,
    matches: Rc<Vec<Match>>,
}

impl Position {
    fn push(&mut self, index: usize, depth: usize, value: Match) {
        let matches = Rc::make_mut(&mut self.matches);
        if depth == 0 {
            matches.push(value);
            return;
        }
        let mut current = &mut matches[index];
        for _ in 1..depth {
            let Match::Seq(list) = current else { return };
            let Some(last) = list.last_mut() else { return };
            current = last;
        }
        if let Match::Seq(list) = current {
            list.push(value);
        }
    }
}

/// Tries a rule. `end` is where the input ends.
pub(crate) fn match_rule(
    rule: &Rule,
    mut input: Vec<Input>,
    end: SpanId,
    macro_name: Symbol,
    take: &mut TakeFragment<'_>,
) -> Outcome {
    let mut compiler = Compiler::default();
    compiler.compile(&rule.matcher, 0);
    compiler.locs.push(Loc::End);
    let Compiler { locs, names } = compiler;
    let mut current = vec![Position { at: 0, matches: Rc::default() }];
    let mut index = 0;
    loop {
        let step = advance(&locs, std::mem::take(&mut current), input.get(index));
        if index == input.len() {
            return match (step.finished.len(), step.finished.into_iter().next()) {
                (1, Some(done)) => {
                    let values = Rc::unwrap_or_clone(done.matches);
                    Outcome::Success(names.into_iter().zip(values).collect())
                }
                (0, _) => Outcome::Failure { position: index, span: end, found: None },
                _ => {
                    Outcome::Ambiguity { span: end, what: "ambiguity: multiple successful parses".to_owned() }
                }
            };
        }
        match (step.next.len(), step.waiting.len()) {
            (0, 0) => {
                let found = &input[index];
                return Outcome::Failure { position: index, span: found.span(), found: Some(found.text()) };
            }
            (_, 0) => {
                current = step.next;
                index += 1;
            }
            (0, 1) => {
                let Some(mut position) = step.waiting.into_iter().next() else { return Outcome::Error };
                let Loc::Var { specifier, index: var, depth, .. } = locs[position.at] else {
                    return Outcome::Error;
                };
                let Some((tokens, after)) = take(&mut input, index, specifier) else { return Outcome::Error };
                position.push(var, depth, Match::Single(tokens));
                position.at += 1;
                current = vec![position];
                index = after;
            }
            (next, _) => {
                let what = ambiguity(&locs, &step.waiting, next, macro_name);
                return Outcome::Ambiguity { span: input[index].span(), what };
            }
        }
    }
}

#[derive(Default)]
struct Step {
    next: Vec<Position>,
    waiting: Vec<Position>,
    finished: Vec<Position>,
}

/// Moves all positions up to, and the plain ones over, the current token.
fn advance(locs: &[Loc], mut current: Vec<Position>, token: Option<&Input>) -> Step {
    let mut step = Step::default();
    while let Some(mut position) = current.pop() {
        match &locs[position.at] {
            Loc::Token(wanted) => {
                if matches!(token, Some(Input::Leaf(found)) if same(wanted, found)) {
                    position.at += 1;
                    step.next.push(position);
                }
            }
            Loc::Open(wanted) => {
                if matches!(token, Some(Input::Open(group, _)) if group.delim == *wanted) {
                    position.at += 1;
                    step.next.push(position);
                }
            }
            Loc::Close(wanted) => {
                if matches!(token, Some(Input::Close(delim, _)) if delim == wanted) {
                    position.at += 1;
                    step.next.push(position);
                }
            }
            Loc::Seq { repeat, count, first_var, after, depth } => {
                for var in *first_var..first_var + count {
                    position.push(var, *depth, Match::Seq(Vec::new()));
                }
                if *repeat != Repeat::OneOrMore {
                    current.push(Position { at: *after, matches: position.matches.clone() });
                }
                position.at += 1;
                current.push(position);
            }
            Loc::RepeatNoSep { repeat, first } => {
                current.push(Position { at: position.at + 1, matches: position.matches.clone() });
                if *repeat != Repeat::ZeroOrOne {
                    position.at = *first;
                    current.push(position);
                }
            }
            Loc::Separator(separator) => {
                current.push(Position { at: position.at + 2, matches: position.matches.clone() });
                if matches!(token, Some(Input::Leaf(found)) if same(separator, found)) {
                    position.at += 1;
                    step.next.push(position);
                }
            }
            Loc::RepeatAfterSep { first } => {
                position.at = *first;
                current.push(position);
            }
            Loc::Var { specifier, .. } => {
                if token.is_some_and(|token| can_begin(*specifier, token)) {
                    step.waiting.push(position);
                }
            }
            Loc::End => {
                if token.is_none() {
                    step.finished.push(position);
                }
            }
        }
    }
    step
}

fn same(wanted: &Token, found: &Token) -> bool {
    wanted.kind == found.kind && wanted.text == found.text
}

fn ambiguity(locs: &[Loc], waiting: &[Position], others: usize, macro_name: Symbol) -> String {
    let mut names: Vec<String> = waiting
        .iter()
        .filter_map(|position| match &locs[position.at] {
            Loc::Var { name, specifier, .. } => {
                let kind = format!("{:?}", specifier.fragment).to_lowercase();
                Some(format!("{kind} ('{name}')"))
            }
            _ => None,
        })
        .collect();
    names.sort();
    let rest = match others {
        0 => String::new(),
        1 => " or 1 other option".to_owned(),
        n => format!(" or {n} other options"),
    };
    format!(
        "local ambiguity when calling macro `{macro_name}`: multiple parsing options: built-in NTs {}{rest}.",
        names.join(" or ")
    )
}
