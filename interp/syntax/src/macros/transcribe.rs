//! Writing a rule's right side with the matched fragments put in.
//!
//! Tokens of the macro's own body get one more hygiene mark and positions whose `expanded_from` is the invocation;
//! fragments keep theirs. As rustc's `mbe::transcribe`.

use crate::ast::Marks;
use crate::diagnostic::Diagnostic;
use crate::lex::token::{Group, Token, TokenKind, TokenTree};
use crate::macros::matcher::{Match, Matches};
use crate::macros::rules::{MacroDef, Pattern, Sequence, next_expansion};
use crate::span::{SpanData, SpanId};
use crate::symbol::Symbol;

/// Tokens one expansion may give.
const TOKENS_MAX: usize = 2_000_000;

/// Transcribes the right side of a rule of `def`, invoked at `call`.
pub(crate) fn transcribe(
    def: &MacroDef,
    patterns: &[Pattern],
    matches: &Matches,
    call: SpanId,
) -> Result<Vec<TokenTree>, Diagnostic> {
    let expansion = next_expansion();
    let mut writer = Writer { def, matches, call, expansion, repeats: Vec::new(), written: 0 };
    let mut out = Vec::new();
    writer.write(patterns, &mut out)?;
    Ok(out)
}

struct Writer<'a> {
    def: &'a MacroDef,
    matches: &'a Matches,
    call: SpanId,
    expansion: crate::ast::ExpansionId,
    /// The current index of each repetition around.
    repeats: Vec<usize>,
    written: usize,
}

/// How often a repetition has to be written.
enum Count {
    Unconstrained,
    Times(usize, Symbol),
}

impl Writer<'_> {
    fn write(&mut self, patterns: &[Pattern], out: &mut Vec<TokenTree>) -> Result<(), Diagnostic> {
        for pattern in patterns {
            self.written += 1;
            if self.written > TOKENS_MAX {
                return Err(Diagnostic::error(None, self.call, "macro expansion is too large"));
            }
            match pattern {
                Pattern::Token(token) => out.push(TokenTree::Leaf(self.token(token))),
                Pattern::Delimited(group, inner) => {
                    let mut tokens = Vec::with_capacity(inner.len());
                    self.write(inner, &mut tokens)?;
                    out.push(TokenTree::Group(Group {
                        tokens: tokens.into(),
                        open: self.span(group.open),
                        close: self.span(group.close),
                        joint: false,
                        ..group.clone()
                    }));
                }
                Pattern::Var(name) | Pattern::Decl(name, _) => self.variable(name, out)?,
                Pattern::Sequence(sequence) => self.sequence(sequence, out)?,
            }
        }
        Ok(())
    }

    fn variable(&mut self, name: &Token, out: &mut Vec<TokenTree>) -> Result<(), Diagnostic> {
        match self.lookup(name.text) {
            None => {
                // Not a variable of this macro: `$x` of a macro that this one defines.
                let dollar = Token { kind: TokenKind::Punct, text: Symbol::new("$"), joint: true, ..*name };
                out.push(TokenTree::Leaf(self.token(&dollar)));
                out.push(TokenTree::Leaf(self.token(name)));
                Ok(())
            }
            Some(Match::Single(tokens)) => {
                out.extend(tokens.iter().cloned());
                Ok(())
            }
            Some(Match::Seq(_)) => {
                let message = format!("variable `{}` is still repeating at this depth", name.text);
                Err(Diagnostic::error(None, name.span, message))
            }
        }
    }

    /// The match of a variable at the current repetition; a `Seq` if it repeats more deeply than we are.
    fn lookup(&self, name: Symbol) -> Option<&Match> {
        let mut current = self.matches.get(&name)?;
        for &index in &self.repeats {
            match current {
                Match::Single(_) => break,
                Match::Seq(list) => current = list.get(index)?,
            }
        }
        Some(current)
    }

    fn sequence(&mut self, sequence: &Sequence, out: &mut Vec<TokenTree>) -> Result<(), Diagnostic> {
        let times = match self.count(&sequence.inner)? {
            Count::Times(times, _) => times,
            Count::Unconstrained => {
                let message = "attempted to repeat an expression containing no syntax variables matched as repeating at this depth";
                return Err(Diagnostic::error(None, sequence.span, message));
            }
        };
        for index in 0..times {
            if index > 0
                && let Some(separator) = &sequence.separator
            {
                out.push(TokenTree::Leaf(self.token(separator)));
            }
            self.repeats.push(index);
            self.write(&sequence.inner, out)?;
            self.repeats.pop();
        }
        Ok(())
    }

    fn count(&self, patterns: &[Pattern]) -> Result<Count, Diagnostic> {
        let mut count = Count::Unconstrained;
        for pattern in patterns {
            let this = match pattern {
                Pattern::Token(_) => continue,
                Pattern::Delimited(_, inner) => self.count(inner)?,
                Pattern::Sequence(sequence) => self.count(&sequence.inner)?,
                Pattern::Var(name) | Pattern::Decl(name, _) => match self.lookup(name.text) {
                    Some(Match::Seq(list)) => Count::Times(list.len(), name.text),
                    _ => continue,
                },
            };
            count = match (count, this) {
                (Count::Unconstrained, this) => this,
                (count, Count::Unconstrained) => count,
                (Count::Times(a, first), Count::Times(b, second)) => {
                    if a != b {
                        let plural = |n: usize| if n == 1 { "time" } else { "times" };
                        let message = format!(
                            "meta-variable `{first}` repeats {a} {}, but `{second}` repeats {b} {}",
                            plural(a),
                            plural(b)
                        );
                        return Err(Diagnostic::error(None, self.call, message));
                    }
                    Count::Times(a, first)
                }
            };
        }
        Ok(count)
    }

    fn token(&self, token: &Token) -> Token {
        let marks: Marks = token.marks.push(self.expansion, self.def.id);
        // As in rustc, a macro's body does not remember where it had no white space.
        Token { span: self.span(token.span), marks, joint: false, ..*token }
    }

    fn span(&self, span: SpanId) -> SpanId {
        match span.data() {
            Some(data) => SpanId::new(SpanData { expanded_from: self.call, ..data }),
            None => self.call,
        }
    }
}
