//! The syntax of format strings (`std::fmt`), after rustc's `rustc_parse_format`.

use std::ops::Range;

/// A part of a format string.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Piece {
    /// Text.
    Text(String),
    /// `{…}`.
    Placeholder(Placeholder),
}

/// `{argument:spec}`.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Placeholder {
    /// What is formatted.
    pub(super) argument: Argument,
    /// Bytes of the string, with braces.
    pub(super) range: Range<usize>,
    /// Before an alignment.
    pub(super) fill: char,
    /// 0 left, 1 right, 2 centre, 3 unknown.
    pub(super) align: u8,
    /// Bits: `+`, `-`, `#`, `0`, `x?`, `X?`.
    pub(super) flags: u32,
    /// After the dot.
    pub(super) precision: Count,
    /// Minimal width.
    pub(super) width: Count,
    /// `""`, `?`, `x`, `e` …
    pub(super) kind: String,
    /// Bytes of the kind.
    pub(super) kind_range: Range<usize>,
}

/// How an argument is named.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Argument {
    /// `{}`: the next one.
    Next(usize),
    /// `{0}`.
    Index(usize, Range<usize>),
    /// `{name}`.
    Name(String, Range<usize>),
}

/// A width or precision.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Count {
    /// Not given.
    Implied,
    /// A number.
    Is(usize),
    /// Another argument.
    Param(Argument),
    /// `.*`: the next argument.
    Star(usize),
}

/// A malformed format string.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct FormatError {
    /// After `invalid format string: `.
    pub(super) message: String,
    /// Bytes of the string.
    pub(super) range: Range<usize>,
}

/// Splits a format string.
pub(super) fn parse(text: &str) -> Result<Vec<Piece>, FormatError> {
    Parser { text, pos: 0, next: 0 }.run()
}

struct Parser<'a> {
    text: &'a str,
    pos: usize,
    next: usize,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Vec<Piece>, FormatError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            let start = self.pos;
            self.pos += c.len_utf8();
            match c {
                '{' if self.eat('{') => text.push('{'),
                '}' if self.eat('}') => text.push('}'),
                '}' => {
                    return Err(FormatError {
                        message: "unmatched `}` found".to_owned(),
                        range: start..start + 1,
                    });
                }
                '{' => {
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Placeholder(self.placeholder(start)?));
                }
                c => text.push(c),
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.pos..].chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.pos += c.len_utf8();
        }
        found
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.pos += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn placeholder(&mut self, start: usize) -> Result<Placeholder, FormatError> {
        self.spaces();
        let named = self.argument();
        self.spaces();
        let mut made = Placeholder {
            argument: Argument::Next(0),
            range: start..start,
            fill: ' ',
            align: 3,
            flags: 0,
            precision: Count::Implied,
            width: Count::Implied,
            kind: String::new(),
            kind_range: start..start,
        };
        if self.eat(':') {
            self.spec(&mut made);
        }
        self.spaces();
        if !self.eat('}') {
            let message = match self.peek() {
                Some(c) => format!("expected `}}`, found `{}`", c.escape_debug()),
                None => "expected `}` but string was terminated".to_owned(),
            };
            return Err(FormatError { message, range: self.pos..self.pos });
        }
        // `{:.*}` takes the precision first.
        made.argument = named.unwrap_or_else(|| Argument::Next(self.take_next()));
        made.range = start..self.pos;
        Ok(made)
    }

    fn take_next(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn argument(&mut self) -> Option<Argument> {
        let start = self.pos;
        if let Some(number) = self.integer() {
            return Some(Argument::Index(number, start..self.pos));
        }
        let word = self.word();
        (!word.is_empty()).then_some(Argument::Name(word, start..self.pos))
    }

    fn integer(&mut self) -> Option<usize> {
        let digits: String = self.text[self.pos..].chars().take_while(char::is_ascii_digit).collect();
        let value = digits.parse().ok()?;
        self.pos += digits.len();
        Some(value)
    }

    fn word(&mut self) -> String {
        let rest = &self.text[self.pos..];
        let mut word = String::new();
        for c in rest.chars() {
            let fits = if word.is_empty() {
                c == '_' || unicode_ident::is_xid_start(c)
            } else {
                unicode_ident::is_xid_continue(c)
            };
            if !fits {
                break;
            }
            word.push(c);
        }
        if word == "_" {
            return String::new();
        }
        self.pos += word.len();
        word
    }

    fn spec(&mut self, made: &mut Placeholder) {
        let mut chars = self.text[self.pos..].chars();
        if let (Some(fill), Some(align)) = (chars.next(), chars.next())
            && let Some(align) = alignment(align)
        {
            made.fill = fill;
            made.align = align;
            self.pos += fill.len_utf8() + 1;
        } else if let Some(align) = self.peek().and_then(alignment) {
            made.align = align;
            self.pos += 1;
        }
        if self.eat('+') {
            made.flags |= 1;
        } else if self.eat('-') {
            made.flags |= 2;
        }
        if self.eat('#') {
            made.flags |= 4;
        }
        let zero = self.pos;
        let mut has_width = false;
        if self.eat('0') {
            if self.eat('$') {
                made.width = Count::Param(Argument::Index(0, zero..zero + 1));
                has_width = true;
            } else {
                made.flags |= 8;
            }
        }
        if !has_width {
            made.width = self.count();
        }
        let dot = self.pos;
        if self.eat('.') {
            if self.eat('*') {
                made.precision = Count::Star(self.take_next());
            } else {
                made.precision = self.count();
                if made.precision == Count::Implied {
                    self.pos = dot + 1;
                }
            }
        }
        self.kind(made);
    }

    fn kind(&mut self, made: &mut Placeholder) {
        let start = self.pos;
        if self.eat('?') {
            made.kind = "?".to_owned();
        } else if self.text[self.pos..].starts_with("x?") {
            self.pos += 2;
            made.flags |= 16;
            made.kind = "?".to_owned();
        } else if self.text[self.pos..].starts_with("X?") {
            self.pos += 2;
            made.flags |= 32;
            made.kind = "?".to_owned();
        } else {
            made.kind = self.word();
        }
        made.kind_range = start..self.pos;
    }

    fn count(&mut self) -> Count {
        let start = self.pos;
        if let Some(number) = self.integer() {
            if self.eat('$') {
                return Count::Param(Argument::Index(number, start..self.pos - 1));
            }
            return Count::Is(number);
        }
        let word = self.word();
        if !word.is_empty() && self.eat('$') {
            return Count::Param(Argument::Name(word, start..self.pos - 1));
        }
        self.pos = start;
        Count::Implied
    }
}

fn alignment(c: char) -> Option<u8> {
    match c {
        '<' => Some(0),
        '>' => Some(1),
        '^' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Placeholder {
        match parse(text).expect("a format string").as_slice() {
            [Piece::Placeholder(made)] => made.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn specs_are_read() {
        let made = only("{0:*^+#012.3$x?}");
        assert_eq!((made.fill, made.align, made.flags), ('*', 2, 1 | 4 | 8 | 16));
        assert_eq!((made.width, made.kind.as_str()), (Count::Is(12), "?"));
        assert_eq!(made.precision, Count::Param(Argument::Index(3, 11..12)));
        let made = only("{:.*}");
        assert_eq!((made.precision, made.argument), (Count::Star(0), Argument::Next(1)));
        let made = only("{name:>width$e}");
        assert_eq!(made.width, Count::Param(Argument::Name("width".to_owned(), 7..12)));
        assert_eq!((made.kind.as_str(), made.align), ("e", 1));
        assert_eq!(only("{:}>5}").fill, '}');
        assert_eq!(only("{x:02}").flags, 8);
        assert_eq!(only("{:e}").kind, "e");
    }

    #[test]
    fn braces_are_escaped_or_errors() {
        assert_eq!(parse("a{{b}}").expect("text"), [Piece::Text("a{b}".to_owned())]);
        let message = |text| parse(text).expect_err("malformed").message;
        assert_eq!(message("}"), "unmatched `}` found");
        assert_eq!(message("{"), "expected `}` but string was terminated");
        assert_eq!(message("{:?x}"), "expected `}`, found `x`");
    }
}
