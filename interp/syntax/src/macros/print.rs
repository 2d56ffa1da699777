//! Tokens as text, as rustc prints them.
//!
//! `stringify!` keeps the source's white space as "some or none" and leaves it out where rustc's `space_between` does;
//! lines longer than 78 columns are broken at spaces. `assert!` prints the tree of its condition instead: the same
//! tokens with canonical spaces ([`expr_to_string`]).

use crate::lex::token::{Delim, Group, Token, TokenKind, TokenTree};
use crate::macros::fragment::is_keyword;

/// rustc's pretty printer breaks lines here.
const COLUMNS: usize = 78;

/// The text of tokens, as `stringify!` gives it but without line breaks.
pub(crate) fn tokens_to_string(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    write_tokens(tokens, &mut out);
    out
}

/// What `stringify!` gives.
pub(crate) fn stringify(tokens: &[TokenTree]) -> String {
    fill(&tokens_to_string(tokens), COLUMNS)
}

/// Breaks a text at spaces so that lines fit.
fn fill(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut column = 0;
    for (index, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if index > 0 {
            if column + 1 + width > columns {
                out.push('\n');
                column = 0;
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += width;
    }
    out
}

fn write_tokens(tokens: &[TokenTree], out: &mut String) {
    for (index, tree) in tokens.iter().enumerate() {
        write_tree(tree, out);
        if let Some(next) = tokens.get(index + 1)
            && !tree.joint()
            && space_between(tree, next)
        {
            out.push(' ');
        }
    }
}

/// rustc's function of this name: where white space of the source is left out.
fn space_between(left: &TokenTree, right: &TokenTree) -> bool {
    let is_punct =
        |tree: &TokenTree| matches!(tree, TokenTree::Leaf(token) if token.kind == TokenKind::Punct);
    let is_group = |tree: &TokenTree, delim| matches!(tree, TokenTree::Group(group) if group.delim == delim);
    if left.is_punct(".") && !is_punct(right) {
        return false;
    }
    if !is_punct(left) && [",", ";", "."].iter().any(|text| right.is_punct(text)) {
        return false;
    }
    if left.is_punct("$") && matches!(right, TokenTree::Leaf(token) if token.kind == TokenKind::Ident) {
        return false;
    }
    if left.is_punct("#") && is_group(right, Delim::Bracket) {
        return false;
    }
    match left {
        TokenTree::Leaf(token) if is_group(right, Delim::Paren) => match token.kind {
            TokenKind::RawIdent => false,
            TokenKind::Ident => {
                is_keyword(token.text.as_str()) && !matches!(token.text.as_str(), "fn" | "Self" | "pub")
            }
            TokenKind::Lifetime | TokenKind::Punct | TokenKind::Literal | TokenKind::DollarCrate(_) => true,
        },
        _ => true,
    }
}

fn write_tree(tree: &TokenTree, out: &mut String) {
    match tree {
        TokenTree::Leaf(token) => write_token(token, out),
        TokenTree::Group(group) => {
            let (open, close) = delimiters(group);
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

fn write_token(token: &Token, out: &mut String) {
    if token.kind == TokenKind::RawIdent {
        out.push_str("r#");
    }
    out.push_str(token.text.as_str());
}

fn delimiters(group: &Group) -> (&'static str, &'static str) {
    match group.delim {
        Delim::Paren => ("(", ")"),
        Delim::Bracket => ("[", "]"),
        Delim::Brace => ("{", "}"),
        Delim::Invisible(_) => ("", ""),
    }
}

/// An expression as rustc prints its tree: one space around binary operators, none after prefix operators, no
/// trailing commas. Too long a line is broken before `&&` and `||`.
pub(crate) fn expr_to_string(tokens: &[TokenTree]) -> String {
    let mut printer = Canonical::default();
    printer.write(tokens);
    let text = printer.out;
    if text.chars().count() <= COLUMNS {
        return text;
    }
    text.replace(" && ", "\n    && ").replace(" || ", "\n    || ")
}

/// What the last written token was.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    Start,
    /// A prefix operator, `.`, `::`: nothing follows it but its operand.
    Glued,
    /// A name, literal or closing delimiter.
    Operand,
    /// A name that may be followed by `!` and a macro's delimiter.
    MacroBang,
    /// Needs a space after it.
    Spaced,
}

#[derive(Default)]
struct Canonical {
    out: String,
    last: Last,
    /// Inside `|a, b|`.
    in_closure: bool,
    /// Open `::<`.
    generics: u32,
}

impl Canonical {
    fn write(&mut self, tokens: &[TokenTree]) {
        for (index, tree) in tokens.iter().enumerate() {
            match tree {
                TokenTree::Leaf(token) => self.leaf(token, tokens.get(index + 1)),
                TokenTree::Group(group) if matches!(group.delim, Delim::Invisible(_)) => {
                    self.write(&group.tokens)
                }
                TokenTree::Group(group) => self.group(group),
            }
        }
    }

    fn space(&mut self) {
        if matches!(self.last, Last::Spaced | Last::Operand) {
            self.out.push(' ');
        }
    }

    fn leaf(&mut self, token: &Token, next: Option<&TokenTree>) {
        let text = token.text.as_str();
        if token.kind != TokenKind::Punct {
            self.space();
            write_token(token, &mut self.out);
            let keyword = token.kind == TokenKind::Ident
                && is_keyword(text)
                && !matches!(text, "true" | "false" | "self" | "Self" | "super" | "crate" | "_" | "await");
            self.last = if keyword { Last::Spaced } else { Last::Operand };
            return;
        }
        let operand = self.last == Last::Operand;
        match text {
            "." | "::" | ".." | "..=" => self.glue(text, Last::Glued),
            "?" => self.glue(text, Last::Operand),
            "," | ";" | ":" => self.glue(text, Last::Spaced),
            "!" if operand && matches!(next, Some(TokenTree::Group(_))) => self.glue(text, Last::MacroBang),
            "<" if self.out.ends_with("::") => {
                self.generics += 1;
                self.glue(text, Last::Glued);
            }
            ">" | ">>" if self.generics > 0 => {
                self.generics = self.generics.saturating_sub(text.len() as u32);
                self.glue(text, Last::Operand);
            }
            "<" if self.generics > 0 => {
                self.generics += 1;
                self.glue(text, Last::Glued);
            }
            "|" if self.in_closure => {
                self.in_closure = false;
                self.glue(text, Last::Spaced);
            }
            "|" if !operand => {
                self.space();
                self.in_closure = true;
                self.glue(text, Last::Glued);
            }
            "||" if !operand => {
                self.space();
                self.glue(text, Last::Spaced);
            }
            "-" | "!" | "*" | "&" | "&&" if !operand => {
                self.space();
                self.glue(text, Last::Glued);
            }
            _ => {
                self.space();
                self.glue(text, Last::Spaced);
            }
        }
    }

    fn glue(&mut self, text: &str, last: Last) {
        self.out.push_str(text);
        self.last = last;
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = delimiters(group);
        if self.last == Last::MacroBang {
            if group.delim == Delim::Brace {
                self.out.push(' ');
            }
            write_tree(&TokenTree::Group(group.clone()), &mut self.out);
            self.last = Last::Operand;
            return;
        }
        let is_call = self.last == Last::Operand;
        if group.delim == Delim::Brace || self.last == Last::Spaced {
            self.space();
        }
        self.out.push_str(open);
        let spaced = group.delim == Delim::Brace && !group.tokens.is_empty();
        if spaced {
            self.out.push(' ');
        }
        let commas = group.tokens.iter().filter(|tree| tree.is_punct(",")).count();
        let tokens = match group.tokens.split_last() {
            Some((last, rest))
                if last.is_punct(",") && (commas > 1 || is_call || group.delim != Delim::Paren) =>
            {
                rest
            }
            _ => &group.tokens[..],
        };
        let generics = std::mem::take(&mut self.generics);
        self.last = Last::Start;
        self.write(tokens);
        self.generics = generics;
        if spaced {
            self.out.push(' ');
        }
        self.out.push_str(close);
        self.last = Last::Operand;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lex::lexer::{Origin, lex};
    use crate::span::{FileId, SpanId};

    fn tokens(text: &str) -> Vec<TokenTree> {
        lex(text, Origin { file: FileId(u32::MAX), base: 1, expanded_from: SpanId::NONE }).expect("tokens")
    }

    /// Left: source; right: what `rustc 1.95` printed for it.
    #[test]
    fn stringify_prints_as_rustc() {
        for (source, printed) in [
            ("a+b * c", "a+b * c"),
            (
                "a  +   b, Vec<u8>, x . y, f (x), {a}, { a }, [1,2 , 3], 'a, &'a str, #[x] , a::b, $ x, x?, -1, - 1",
                "a + b, Vec<u8>, x.y, f(x), {a}, { a }, [1,2, 3], 'a, &'a str, #[x], a::b, $x,\nx?, -1, - 1",
            ),
            ("\n a\n b /* c */ d // e\n /// doc\n f", "a b d #[doc = r\" doc\"] f"),
            ("foo( 1,2 )", "foo(1,2)"),
            ("fn  f( ){}", "fn f(){}"),
            ("a :: b", "a :: b"),
        ] {
            assert_eq!(stringify(&tokens(source)), printed);
        }
    }

    /// Left: a condition; right: what `assert!` of `rustc 1.95` printed for it.
    #[test]
    fn conditions_print_as_rustc() {
        for (source, printed) in [
            ("a+1==3", "a + 1 == 3"),
            ("v.len()==3&&a==2", "v.len() == 3 && a == 2"),
            ("matches!(Some(a),Some(2))", "matches!(Some(a),Some(2))"),
            ("!v.iter().any(|x|*x==1)", "!v.iter().any(|x| *x == 1)"),
            ("{let x=1; x==2}", "{ let x = 1; x == 2 }"),
            ("if a==1 {false} else {true}", "if a == 1 { false } else { true }"),
            ("v[ 0 ]as u8==2", "v[0] as u8 == 2"),
            ("S{a:1,b:2}.a==2", "S { a: 1, b: 2 }.a == 2"),
            ("(a==2)", "(a == 2)"),
            ("Vec::<u8>::new().len()>3", "Vec::<u8>::new().len() > 3"),
            ("e2!(a==2)", "e2!(a==2)"),
        ] {
            assert_eq!(expr_to_string(&tokens(source)), printed);
        }
        let long = "v.iter().map(|x| x + 1).filter(|x| *x > 2).collect::<Vec<_>>().len() == 10000 && v.iter().map(|x| x + 1).count() == 12345";
        let broken = "v.iter().map(|x| x + 1).filter(|x| *x > 2).collect::<Vec<_>>().len() == 10000\n    && v.iter().map(|x| x + 1).count() == 12345";
        assert_eq!(expr_to_string(&tokens(long)), broken);
    }
}
