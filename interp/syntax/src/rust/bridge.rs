//! Our tokens to syn and back.
//!
//! syn wants proc_macro2 tokens, whose spans hold nothing of ours. So every token handed over gets a fresh
//! proc_macro2 span (a one-character slice of a long dummy literal) whose number is an index into [`Bridge::entries`],
//! where our position, hygiene marks and original group are. Positions thus survive macro expansion, and a macro
//! invocation found by syn gets its own tokens back unchanged.

use proc_macro2::{
    Delimiter, Group as PmGroup, Ident as PmIdent, Literal, Punct, Spacing, Span, TokenStream,
};
use rustc_hash::FxHashMap;

use crate::ast::Marks;
use crate::diagnostic::Unsupported;
use crate::lex::token::{Delim, Fragment, Group, Token, TokenKind, TokenTree};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// Entries per dummy literal, and entries that are allocated together: one long vector would be copied again and again
/// while it grows.
const CHUNK: usize = 1 << 12;

/// Operators in one chain: the converted tree nests that deeply, and everything behind us recurses over it.
pub(crate) const CHAIN_MAX: usize = 50_000;

/// Prefix operators, angle brackets or assignments that nest without delimiters.
const PREFIX_MAX: usize = 2_000;

/// What stands behind a proc_macro2 span.
#[derive(Clone)]
pub(crate) struct Entry {
    /// The position; of a group, its opening delimiter.
    pub(crate) span: SpanId,
    /// Hygiene.
    pub(crate) marks: Marks,
    /// Of a name: its text, which saves reading it from syn.
    pub(crate) name: Option<Symbol>,
    /// Set for `$crate`, which syn sees as `crate`.
    pub(crate) krate: Option<Symbol>,
    /// The group.
    pub(crate) group: Option<Box<Group>>,
}

/// A dummy literal with the entries behind its characters.
struct Chunk {
    literal: Literal,
    entries: Vec<Entry>,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Bridge {
    /// All full but the last one.
    chunks: Vec<Chunk>,
    literals: FxHashMap<Symbol, Literal>,
}

impl Chunk {
    fn new(number: usize) -> Chunk {
        // One line per chunk tells the chunks apart.
        let text = format!("{}\"{}\"", "\n".repeat(number), "x".repeat(CHUNK));
        let stream: TokenStream = text.parse().expect("a string literal");
        match stream.into_iter().next() {
            Some(proc_macro2::TokenTree::Literal(literal)) => {
                Chunk { literal, entries: Vec::with_capacity(CHUNK) }
            }
            _ => unreachable!("a string literal"),
        }
    }
}

impl Bridge {
    fn fresh(&mut self, entry: Entry) -> Span {
        let number = self.chunks.len();
        let chunk = match self.chunks.last_mut() {
            Some(chunk) if chunk.entries.len() < CHUNK => chunk,
            _ => self.chunks.push_mut(Chunk::new(number)),
        };
        chunk.entries.push(entry);
        let offset = chunk.entries.len();
        chunk.literal.subspan(offset..offset + 1).expect("inside the literal")
    }

    /// How many entries there are.
    fn count(&self) -> usize {
        self.chunks.split_last().map_or(0, |(last, full)| full.len() * CHUNK + last.entries.len())
    }

    /// A span for a token that the frontend makes up at `span`.
    pub(crate) fn made_up(&mut self, span: SpanId, marks: Marks, krate: Option<Symbol>) -> Span {
        self.fresh(Entry { span, marks, name: None, krate, group: None })
    }

    /// What stands behind a span; `None` for the end of the input.
    pub(crate) fn entry(&self, span: Span) -> Option<&Entry> {
        let index = self.index(span)?;
        self.chunks.get(index / CHUNK)?.entries.get(index % CHUNK)
    }

    /// Our position of a span.
    pub(crate) fn span(&self, span: Span) -> SpanId {
        self.entry(span).map_or(SpanId::NONE, |entry| entry.span)
    }

    /// The number of a span's entry; `None` for the end of the input.
    pub(crate) fn index(&self, span: Span) -> Option<usize> {
        let start = span.start();
        if start.column == 0 { None } else { Some((start.line - 1) * CHUNK + start.column - 1) }
    }

    /// Our tokens as a stream, and the number of the first entry of each.
    pub(crate) fn numbered_stream(&mut self, trees: &[TokenTree]) -> (TokenStream, Vec<usize>) {
        let mut out = Vec::with_capacity(trees.len());
        let mut starts = Vec::with_capacity(trees.len());
        for tree in trees {
            starts.push(self.count());
            self.tree(tree, &mut out);
        }
        (out.into_iter().collect(), starts)
    }

    /// Our tokens as a stream for syn.
    pub(crate) fn stream(&mut self, trees: &[TokenTree]) -> TokenStream {
        let mut out = Vec::with_capacity(trees.len());
        for (index, tree) in trees.iter().enumerate() {
            self.tree(tree, &mut out);
            self.end_statement(tree, trees.get(index + 1), &mut out);
        }
        out.into_iter().collect()
    }

    /// A pasted `let` is a whole statement, with or without a semicolon after it.
    fn end_statement(
        &mut self,
        tree: &TokenTree,
        next: Option<&TokenTree>,
        out: &mut Vec<proc_macro2::TokenTree>,
    ) {
        let TokenTree::Group(group) = tree else { return };
        let is_let = group.delim == Delim::Invisible(Fragment::Stmt)
            && group.tokens.first().is_some_and(|first| first.is_ident("let"));
        if is_let && !next.is_some_and(|next| next.is_punct(";")) {
            let mut semi = Punct::new(';', Spacing::Alone);
            semi.set_span(self.made_up(group.close, Marks::NONE, None));
            out.push(semi.into());
        }
    }

    fn tree(&mut self, tree: &TokenTree, out: &mut Vec<proc_macro2::TokenTree>) {
        match tree {
            TokenTree::Leaf(token) => self.leaf(token, out),
            TokenTree::Group(group) => self.group(group, out),
        }
    }

    fn group(&mut self, group: &Group, out: &mut Vec<proc_macro2::TokenTree>) {
        let delimiter = match group.delim {
            Delim::Paren => Delimiter::Parenthesis,
            Delim::Bracket => Delimiter::Bracket,
            Delim::Brace => Delimiter::Brace,
            Delim::Invisible(fragment) => {
                if !needs_group(fragment, &group.tokens) {
                    let stream = self.stream(&group.tokens);
                    out.extend(stream);
                    return;
                }
                if matches!(fragment, Fragment::Pat | Fragment::PatParam) {
                    Delimiter::Parenthesis
                } else {
                    Delimiter::None
                }
            }
        };
        let stream = self.stream(&group.tokens);
        let mut made = PmGroup::new(delimiter, stream);
        made.set_span(self.fresh(Entry {
            span: group.open,
            marks: Marks::NONE,
            name: None,
            krate: None,
            group: Some(Box::new(group.clone())),
        }));
        out.push(made.into());
    }

    fn leaf(&mut self, token: &Token, out: &mut Vec<proc_macro2::TokenTree>) {
        let entry = |krate| Entry { span: token.span, marks: token.marks, name: None, krate, group: None };
        let named = Entry { name: Some(token.text), ..entry(None) };
        let text = token.text.as_str();
        match token.kind {
            TokenKind::Ident => out.push(PmIdent::new(text, self.fresh(named)).into()),
            TokenKind::RawIdent => out.push(PmIdent::new_raw(text, self.fresh(entry(None))).into()),
            TokenKind::DollarCrate(name) => {
                out.push(PmIdent::new("crate", self.fresh(entry(Some(name)))).into());
            }
            TokenKind::Lifetime => {
                let span = self.fresh(entry(None));
                let mut quote = Punct::new('\'', Spacing::Joint);
                quote.set_span(span);
                out.push(quote.into());
                out.push(PmIdent::new(&text[1..], span).into());
            }
            TokenKind::Punct => self.punct(token, out),
            TokenKind::Literal => {
                let mut literal = self.literal(token.text);
                literal.set_span(self.fresh(entry(None)));
                out.push(literal.into());
            }
        }
    }

    fn punct(&mut self, token: &Token, out: &mut Vec<proc_macro2::TokenTree>) {
        let text = token.text.as_str();
        let count = text.len();
        let whole = if count > 1 { token.span.data() } else { None };
        for (i, c) in text.chars().enumerate() {
            // Each character has its own position, since syn may split `>>`.
            let span = match whole {
                Some(data) if data.hi - data.lo == count as u32 => {
                    let lo = data.lo + i as u32;
                    SpanId::new(crate::span::SpanData { lo, hi: lo + 1, ..data })
                }
                _ => token.span,
            };
            let last = i + 1 == count;
            // Our tokens are glued already, so nothing is glued across them.
            let spacing = if last { Spacing::Alone } else { Spacing::Joint };
            let mut punct = Punct::new(c, spacing);
            punct.set_span(self.fresh(Entry {
                span,
                marks: token.marks,
                name: None,
                krate: None,
                group: None,
            }));
            out.push(punct.into());
        }
    }

    fn literal(&mut self, text: Symbol) -> Literal {
        if let Some(literal) = self.literals.get(&text) {
            return literal.clone();
        }
        // The lexer has checked it; should the two disagree, an empty string keeps the position of the error.
        let literal: Literal = text.as_str().parse().unwrap_or_else(|_| Literal::string(""));
        self.literals.insert(text, literal.clone());
        literal
    }
}

/// Must a pasted fragment stay one unit for syn?
fn needs_group(fragment: Fragment, tokens: &[TokenTree]) -> bool {
    match fragment {
        Fragment::Expr => tokens.len() > 1,
        Fragment::Ty => {
            tokens.iter().any(|t| t.is_punct("+"))
                || tokens.first().is_some_and(|t| ["dyn", "impl", "for"].iter().any(|word| t.is_ident(word)))
        }
        Fragment::Pat => tokens.iter().any(|t| t.is_punct("|")),
        Fragment::Block
        | Fragment::Ident
        | Fragment::Item
        | Fragment::Lifetime
        | Fragment::Literal
        | Fragment::Meta
        | Fragment::PatParam
        | Fragment::Path
        | Fragment::Stmt
        | Fragment::Tt
        | Fragment::Vis => false,
    }
}

/// Refuses what would make syn recurse too deeply, before it is called: deep groups that macros built, and
/// prefix operators, angle brackets, assignments and operator chains without delimiters between them.
pub(crate) fn check_depth(trees: &[TokenTree], depth: usize) -> Result<(), Unsupported> {
    let mut chain = 0;
    let mut prefix = 0;
    let mut nested = 0_usize;
    for tree in trees {
        match tree {
            TokenTree::Group(group) => {
                if depth >= crate::lex::lexer::NESTING_MAX {
                    return Err(Unsupported::new("delimiters nested too deep", group.open));
                }
                check_depth(&group.tokens, depth + 1)?;
                prefix = 0;
                if group.delim == Delim::Brace {
                    nested = 0;
                }
            }
            TokenTree::Leaf(token) => {
                let text = token.text.as_str();
                match (token.kind, text) {
                    (TokenKind::Punct, ";" | "," | "=>") => (chain, prefix, nested) = (0, 0, 0),
                    (TokenKind::Punct, ">") => nested = nested.saturating_sub(1),
                    (TokenKind::Punct, ">>") => nested = nested.saturating_sub(2),
                    (TokenKind::Punct, "<" | "=") => nested += 1,
                    (TokenKind::Punct, "+" | "/" | "%" | "^" | "==" | "." | "?" | "||" | "<<" | "|") => {
                        chain += 1;
                        prefix += 1;
                    }
                    (TokenKind::Punct, "-" | "!" | "*" | "&" | "&&" | "..") => {
                        chain += 1;
                        prefix += 1;
                    }
                    (TokenKind::Ident, "return" | "break" | "move" | "mut" | "dyn" | "const" | "let") => {
                        prefix += 1
                    }
                    (TokenKind::Ident, "fn" | "struct" | "enum" | "impl" | "trait" | "mod") => chain = 0,
                    _ => prefix = 0,
                }
                if chain > CHAIN_MAX {
                    let what = format!("more than {CHAIN_MAX} operators in one expression");
                    return Err(Unsupported::new(what, token.span));
                }
                if prefix > PREFIX_MAX || nested > PREFIX_MAX {
                    let what = format!("operators nested more than {PREFIX_MAX} deep");
                    return Err(Unsupported::new(what, token.span));
                }
            }
        }
    }
    Ok(())
}
