//! `format_args!`.
//!
//! As rustc's `rustc_builtin_macros::format` and its lowering in `rustc_ast_lowering::format`: the pieces and the
//! formatted arguments become two (with special placeholders three) arrays. Arguments that are each used once and in
//! order are borrowed in place; otherwise `match (&a, &b) { args => … }` evaluates each once, in order.

use rustc_hash::FxHashMap;

use crate::lex::token::{Fragment, Token, TokenKind, TokenTree};
use crate::macros::builtin::Call;
use crate::macros::builtin::format_inline::{is_bare, literal_text};
use crate::macros::builtin::format_string::{Argument, Count, Piece, Placeholder, parse};
use crate::macros::builtin::text::Eager;
use crate::macros::template::{Site, unit};
use crate::rust::lower::Lower;
use crate::span::{SpanData, SpanId};
use crate::symbol::Symbol;

/// An argument of the invocation.
struct Given {
    name: Option<Symbol>,
    tokens: Vec<TokenTree>,
    span: SpanId,
    used: bool,
}

/// What is needed of an argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Need {
    Format(&'static str),
    Usize,
}

/// A placeholder with its argument found.
struct Resolved {
    /// Index into the formatted arguments.
    position: usize,
    placeholder: Placeholder,
    precision: Size,
    width: Size,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Implied,
    Is(usize),
    Param(usize),
}

/// The state of one invocation.
struct Format {
    literal: Eager,
    given: Vec<Given>,
    explicit: usize,
    /// (argument, need) → index into the formatted arguments.
    formatted: Vec<(usize, Need)>,
    index: FxHashMap<(usize, Need), usize>,
    failed: bool,
    /// Some `{}` has no argument.
    missing: bool,
    /// The first placeholder.
    first: Option<std::ops::Range<usize>>,
}

impl Lower<'_> {
    pub(super) fn expand_format_args(
        &mut self,
        call: &Call,
        site: Site,
        end: &str,
    ) -> Option<Vec<TokenTree>> {
        let (literal, given) = self.format_arguments(call)?;
        let mut text = literal.text.clone();
        let pieces = match parse(&text) {
            Ok(pieces) => pieces,
            Err(error) => {
                let span = literal_span(&literal, &error.range).unwrap_or(call.span);
                self.error(None, span, format!("invalid format string: {}", error.message));
                return None;
            }
        };
        text.clear();
        let explicit = given.len();
        let mut format = Format {
            literal,
            given,
            explicit,
            formatted: Vec::new(),
            index: FxHashMap::default(),
            failed: false,
            missing: false,
            first: None,
        };
        let mut texts: Vec<String> = Vec::new();
        let mut placeholders = Vec::new();
        let mut placeholder_count = 0;
        let mut after_text = false;
        for piece in pieces {
            match piece {
                Piece::Text(text) => add_text(&mut texts, &mut after_text, &text),
                Piece::Placeholder(placeholder) => {
                    if let Some(text) = format.inline(&placeholder) {
                        format.first.get_or_insert_with(|| placeholder.range.clone());
                        placeholder_count += 1;
                        add_text(&mut texts, &mut after_text, &text);
                        continue;
                    }
                    if !after_text {
                        texts.push(String::new());
                    }
                    after_text = false;
                    placeholder_count += 1;
                    format.first.get_or_insert_with(|| placeholder.range.clone());
                    if let Some(resolved) = self.resolve_placeholder(&mut format, placeholder, call) {
                        placeholders.push(resolved);
                    }
                }
            }
        }
        match texts.last_mut() {
            Some(last) if after_text => last.push_str(end),
            _ if !end.is_empty() => texts.push(end.to_owned()),
            _ => {}
        }
        self.check_arguments(&mut format, placeholder_count, call);
        if format.failed {
            return None;
        }
        format.drop_inlined();
        Some(write(&format, &texts, &placeholders, call, site))
    }

    /// The format string and the arguments.
    fn format_arguments(&mut self, call: &Call) -> Option<(Eager, Vec<Given>)> {
        if call.tokens.is_empty() {
            self.error(None, call.span, "requires at least a format string argument");
            return None;
        }
        let extent = self.extent(Fragment::Expr, &call.tokens, call.close)?;
        let (first, mut rest) = call.tokens.split_at(extent.trees);
        let span = crate::lex::token::span_of(first, call.span);
        let failures = self.errors.len();
        let Some(literal) = self.eager(first, span).filter(|eager| eager.is_string) else {
            if self.errors.len() == failures {
                self.error(None, span, "format argument must be a string literal");
            }
            return None;
        };
        let mut given: Vec<Given> = Vec::new();
        while let [comma, after @ ..] = rest {
            if !comma.is_punct(",") {
                let found = crate::macros::print::tokens_to_string(std::slice::from_ref(comma));
                self.error(None, comma.first_span(), format!("expected `,`, found `{found}`"));
                return None;
            }
            if after.is_empty() {
                break;
            }
            let (name, after) = match after {
                [TokenTree::Leaf(name), equals, after @ ..]
                    if matches!(name.kind, TokenKind::Ident | TokenKind::RawIdent)
                        && equals.is_punct("=") =>
                {
                    (Some(*name), after)
                }
                _ => (None, after),
            };
            let extent = self.extent(Fragment::Expr, after, call.close)?;
            let (tokens, next) = after.split_at(extent.trees);
            rest = next;
            let span = crate::lex::token::span_of(tokens, call.span);
            match name {
                Some(name) if given.iter().any(|g| g.name == Some(name.text)) => {
                    self.error(None, name.span, format!("duplicate argument named `{}`", name.text));
                    return None;
                }
                None if given.iter().any(|g| g.name.is_some()) => {
                    self.error(None, span, "positional arguments cannot follow named arguments");
                    return None;
                }
                _ => {}
            }
            given.push(Given { name: name.map(|n| n.text), tokens: tokens.to_vec(), span, used: false });
        }
        Some((literal, given))
    }

    fn resolve_placeholder(
        &mut self,
        format: &mut Format,
        placeholder: Placeholder,
        call: &Call,
    ) -> Option<Resolved> {
        let argument = self.find_argument(format, &placeholder.argument, call);
        let size = |lower: &mut Self, format: &mut Format, count: &Count| match count {
            Count::Implied => Size::Implied,
            Count::Is(number) => Size::Is(*number),
            Count::Param(argument) => match lower.find_argument(format, argument, call) {
                Some(index) => Size::Param(format.need(index, Need::Usize)),
                None => Size::Implied,
            },
            Count::Star(next) => match lower.find_argument(format, &Argument::Next(*next), call) {
                Some(index) => Size::Param(format.need(index, Need::Usize)),
                None => Size::Implied,
            },
        };
        let Some(constructor) = constructor(&placeholder.kind) else {
            let span = literal_span(&format.literal, &placeholder.kind_range).unwrap_or(call.span);
            self.error(None, span, format!("unknown format trait `{}`", placeholder.kind));
            format.failed = true;
            return None;
        };
        // The value comes before its width and precision, as in rustc's argument map.
        let position = argument.map(|argument| format.need(argument, Need::Format(constructor)));
        let precision = size(self, format, &placeholder.precision);
        let width = size(self, format, &placeholder.width);
        Some(Resolved { position: position?, placeholder, precision, width })
    }

    fn find_argument(&mut self, format: &mut Format, argument: &Argument, call: &Call) -> Option<usize> {
        let index = match argument {
            Argument::Next(index) => {
                if *index >= format.explicit {
                    format.missing = true;
                    return None;
                }
                *index
            }
            Argument::Index(index, range) => {
                if *index >= format.explicit {
                    let span = literal_span(&format.literal, range).unwrap_or(call.span);
                    let there = match format.explicit {
                        0 => "no arguments were given".to_owned(),
                        1 => "there is 1 argument".to_owned(),
                        n => format!("there are {n} arguments"),
                    };
                    let message = format!("invalid reference to positional argument {index} ({there})");
                    self.error(None, span, message);
                    format.failed = true;
                    return None;
                }
                *index
            }
            Argument::Name(name, range) => {
                let name = Symbol::new(name);
                match format.given.iter().position(|given| given.name == Some(name)) {
                    Some(index) => index,
                    None => format.capture(name, range).or_else(|| {
                        self.error(None, call.span, format!("there is no argument named `{name}`"));
                        format.failed = true;
                        None
                    })?,
                }
            }
        };
        format.given[index].used = true;
        Some(index)
    }

    fn check_arguments(&mut self, format: &mut Format, placeholders: usize, call: &Call) {
        if format.missing {
            let first = format.first.clone().unwrap_or_default();
            let span = literal_span(&format.literal, &first).unwrap_or(call.span);
            let s = if placeholders == 1 { "" } else { "s" };
            let there = match format.explicit {
                0 => "no arguments were given".to_owned(),
                1 => "there is 1 argument".to_owned(),
                n => format!("there are {n} arguments"),
            };
            let message = format!("{placeholders} positional argument{s} in format string, but {there}");
            self.error(None, span, message);
            format.failed = true;
            return;
        }
        for given in &format.given {
            if !given.used {
                let what =
                    if given.name.is_some() { "named argument never used" } else { "argument never used" };
                self.error(None, given.span, what);
                format.failed = true;
            }
        }
    }
}

/// Adds text to the pieces, to the last one if that is text already.
fn add_text(texts: &mut Vec<String>, after_text: &mut bool, text: &str) {
    match texts.last_mut() {
        Some(last) if *after_text => last.push_str(text),
        _ => texts.push(text.to_owned()),
    }
    *after_text = true;
}

impl Format {
    /// The text of a placeholder whose argument is a literal.
    fn inline(&mut self, placeholder: &Placeholder) -> Option<String> {
        if !is_bare(placeholder) {
            return None;
        }
        let index = match &placeholder.argument {
            Argument::Next(index) | Argument::Index(index, _) => *index,
            Argument::Name(name, _) => {
                let name = Symbol::new(name);
                self.given.iter().position(|given| given.name == Some(name))?
            }
        };
        let given = self.given.get_mut(index).filter(|_| index < self.explicit)?;
        let text = literal_text(&given.tokens)?;
        given.used = true;
        Some(text)
    }

    /// Takes out the arguments of which only the text was needed.
    fn drop_inlined(&mut self) {
        let mut places = Vec::new();
        let mut kept = Vec::new();
        for (index, given) in std::mem::take(&mut self.given).into_iter().enumerate() {
            places.push(kept.len());
            if self.formatted.iter().any(|(argument, _)| *argument == index) {
                kept.push(given);
            }
        }
        self.given = kept;
        for (argument, _) in &mut self.formatted {
            *argument = places[*argument];
        }
    }

    /// The formatted argument for a need.
    fn need(&mut self, argument: usize, need: Need) -> usize {
        let formatted = &mut self.formatted;
        *self.index.entry((argument, need)).or_insert_with(|| {
            formatted.push((argument, need));
            formatted.len() - 1
        })
    }

    /// A variable named in the format string. Only a literal that stands there can capture.
    fn capture(&mut self, name: Symbol, range: &std::ops::Range<usize>) -> Option<usize> {
        let literal = self.literal.token?;
        let span = literal_span(&self.literal, range).unwrap_or(literal.span);
        let token = Token { kind: TokenKind::Ident, text: name, span, marks: literal.marks, joint: false };
        self.given.push(Given { name: Some(name), tokens: vec![TokenTree::Leaf(token)], span, used: true });
        Some(self.given.len() - 1)
    }
}

fn constructor(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "" => "new_display",
        "?" => "new_debug",
        "x" => "new_lower_hex",
        "X" => "new_upper_hex",
        "o" => "new_octal",
        "b" => "new_binary",
        "e" => "new_lower_exp",
        "E" => "new_upper_exp",
        "p" => "new_pointer",
        _ => return None,
    })
}

fn write(
    format: &Format,
    texts: &[String],
    placeholders: &[Resolved],
    call: &Call,
    site: Site,
) -> Vec<TokenTree> {
    let mut pieces = Vec::new();
    for text in texts {
        pieces.push(site.string(text));
        pieces.extend(site.tokens(",", &[]));
    }
    if format.formatted.is_empty() && format.given.is_empty() {
        return site.tokens("$crate::fmt::Arguments::new_const(&[#0])", &[pieces]);
    }
    let constructor = |need: Need| match need {
        Need::Format(name) => name,
        Need::Usize => "from_usize",
    };
    let in_order = format.formatted.len() == format.given.len()
        && format.formatted.iter().enumerate().all(|(index, (argument, _))| index == *argument);
    // What is wrong with borrowing an argument is said at the argument.
    let borrow = |given: &Given| {
        Site { span: given.span, ..site }.tokens("&#0", &[vec![unit(&given.tokens, call.span)]])
    };
    let mut list = Vec::new();
    for (argument, need) in &format.formatted {
        let value = if in_order {
            borrow(&format.given[*argument])
        } else {
            site.tokens(&format!("args.{argument}"), &[])
        };
        list.extend(
            site.tokens(&format!("$crate::fmt::rt::Argument::{}(#0),", constructor(*need)), &[value]),
        );
    }
    let array = if in_order {
        site.tokens("[#0]", &[list])
    } else {
        let mut borrowed = Vec::new();
        for given in &format.given {
            borrowed.extend(site.tokens("#0,", &[borrow(given)]));
        }
        site.tokens("match (#0) { args => [#1] }", &[borrowed, list])
    };
    let is_simple = placeholders.iter().enumerate().all(|(index, resolved)| resolved.is_plain(index))
        && placeholders.len() == format.formatted.len();
    if is_simple {
        return site.tokens("$crate::fmt::Arguments::new_v1(&[#0], &#1)", &[pieces, array]);
    }
    let specs: String = placeholders.iter().map(Resolved::text).collect();
    let specs = site.tokens(&specs, &[]);
    site.tokens("$crate::fmt::Arguments::new(&[#0], &#1, &[#2])", &[pieces, array, specs])
}

impl Resolved {
    fn is_plain(&self, index: usize) -> bool {
        let made = &self.placeholder;
        self.position == index
            && made.fill == ' '
            && made.align == 3
            && made.flags == 0
            && self.precision == Size::Implied
            && self.width == Size::Implied
    }

    fn text(&self) -> String {
        let size = |size: Size| match size {
            Size::Implied => "$crate::fmt::rt::Count::Implied".to_owned(),
            Size::Is(number) => format!("$crate::fmt::rt::Count::Is({number}usize)"),
            Size::Param(index) => format!("$crate::fmt::rt::Count::Param({index}usize)"),
        };
        let made = &self.placeholder;
        format!(
            "$crate::fmt::rt::Placeholder::new({}usize, {:?}, {}u8, {}u32, {}, {}),",
            self.position,
            made.fill,
            made.align,
            made.flags,
            size(self.precision),
            size(self.width)
        )
    }
}

/// The source position of bytes of a literal's value.
fn literal_span(literal: &Eager, range: &std::ops::Range<usize>) -> Option<SpanId> {
    let token = literal.token?;
    let data = token.span.data()?;
    let source = token.text.as_str();
    if (data.hi - data.lo) as usize != source.len() {
        return Some(token.span);
    }
    let lo = source_offset(source, range.start)?;
    let hi = source_offset(source, range.end)?;
    Some(SpanId::new(SpanData { lo: data.lo + lo as u32, hi: data.lo + hi as u32, ..data }))
}

/// Where in the source of a string literal the byte `target` of its value is.
fn source_offset(source: &str, target: usize) -> Option<usize> {
    let open = source.find('"')?;
    if source.starts_with('r') {
        return Some((open + 1 + target).min(source.len()));
    }
    let mut value = 0;
    let mut at = open + 1;
    while value < target {
        let rest = &source[at..];
        let c = rest.chars().next()?;
        if c != '\\' {
            value += c.len_utf8();
            at += c.len_utf8();
            continue;
        }
        match rest.chars().nth(1)? {
            'x' => (value, at) = (value + 1, at + 4),
            'u' => {
                let end = rest.find('}')?;
                let code = u32::from_str_radix(&rest[3..end].replace('_', ""), 16).ok()?;
                value += char::from_u32(code)?.len_utf8();
                at += end + 1;
            }
            '\n' => at += rest.len() - rest[1..].trim_start().len(),
            _ => (value, at) = (value + 1, at + 2),
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::source_offset;

    #[test]
    fn offsets_skip_escapes() {
        assert_eq!(source_offset(r#""ab{}""#, 2), Some(3));
        assert_eq!(source_offset(r#""\n\x41\u{e9}{}""#, 4), Some(13));
        assert_eq!(source_offset("\"a\\\n   {}\"", 1), Some(2));
        assert_eq!(source_offset("r#\"{}\"#", 0), Some(3));
    }
}
