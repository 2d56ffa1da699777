//! A long file is read in parts, one for each core.
//!
//! syn's values stay on their thread, so each part has a conversion of its own, from tokens to our items. That gives what
//! reading the whole would give when no part depends on what stands in another: [`splits`] refuses files that define
//! macros or may get some from other files. Imports are what is left: every part says which it has before the first one
//! converts anything. A part that does not parse may be cut in the wrong place, so then the whole file is read again,
//! for the errors that rustc reports.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, ScopedJoinHandle};

use crate::ast::{Attr, Item};
use crate::diagnostic::{Diagnostic, Unsupported};
use crate::frontend::lower;
use crate::lex::token::{Delim, TokenKind, TokenTree};
use crate::macros::scope::MacroScopes;
use crate::rust::lower::Lower;
use crate::rust::stack::BYTES;
use crate::span::FileId;
use crate::symbol::Symbol;

/// What is worth a thread, in bytes of source.
const PART_MIN: usize = 16 << 10;

/// More cores than this would wait for the lexer.
const PARTS_MAX: usize = 8;

/// What an item may begin with.
const STARTS: [&str; 15] = [
    "async", "const", "enum", "extern", "fn", "impl", "mod", "pub", "static", "struct", "trait", "type",
    "union", "unsafe", "use",
];

/// A crate's root file.
pub(crate) struct Parsed {
    pub(crate) attrs: Vec<Attr>,
    pub(crate) items: Vec<Item>,
}

/// A part with its findings.
struct Part {
    parsed: Parsed,
    errors: Vec<Diagnostic>,
    unsupported: Vec<Unsupported>,
}

/// Reads a crate's root file. Errors are reported.
pub(crate) fn read(lower: &mut Lower<'_>, tokens: &[TokenTree], file: FileId) -> Option<Parsed> {
    read_parts(lower, tokens, file, part_count(file)).or_else(|| read_whole(lower, tokens, file))
}

/// How many parts of a file are worth a thread each.
fn part_count(file: FileId) -> usize {
    let bytes = crate::source::file(file).map_or(0, |file| file.text.len());
    let most = (bytes / PART_MIN).min(PARTS_MAX);
    // Asking for the cores reads files: not for a short program.
    if most < 2 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(most) }
}

/// Reads the file with one conversion.
fn read_whole(lower: &mut Lower<'_>, tokens: &[TokenTree], file: FileId) -> Option<Parsed> {
    let parsed = lower.parse_items(tokens, file)?;
    let attrs = crate_attrs(lower, &parsed.attrs);
    lower.predeclare(&parsed.items);
    Some(Parsed { attrs, items: lower.items(parsed.items) })
}

/// Reads the file in so many parts; `None` when it has to be read as a whole.
fn read_parts(whole: &mut Lower<'_>, tokens: &[TokenTree], file: FileId, count: usize) -> Option<Parsed> {
    let parts = splits(whole, tokens, file, count)?;
    let (first, rest) = parts.split_first()?;
    let options = whole.options;
    let parts: Vec<Option<Part>> = std::thread::scope(|scope| {
        let mut threads = Vec::with_capacity(rest.len());
        let mut ends = Vec::with_capacity(rest.len());
        for tokens in rest {
            let (imports, others) = (channel(), channel());
            ends.push((imports.1, others.0));
            let work = move || {
                let mut lower = lower(file, options);
                read_part(&mut lower, tokens, file, |own| exchange(own, &imports.0, &others.1))
            };
            // Without the thread its ends of the channels are gone, and every part gives up.
            let thread = Builder::new().name("treebeard".to_owned()).stack_size(BYTES);
            threads.push(thread.spawn_scoped(scope, work).ok());
        }
        let mut lower = lower(file, options);
        let scopes = &mut whole.macros;
        let first = read_part(&mut lower, first, file, |own| gather(own, &ends, scopes));
        // Parts that still wait for the first one give up.
        drop(ends);
        std::iter::once(first).chain(threads.into_iter().map(|thread| finish(thread?))).collect()
    });
    let mut all = Parsed { attrs: Vec::new(), items: Vec::new() };
    for part in parts.into_iter().collect::<Option<Vec<Part>>>()? {
        all.attrs.extend(part.parsed.attrs);
        all.items.extend(part.parsed.items);
        whole.errors.extend(part.errors);
        whole.unsupported.extend(part.unsupported);
    }
    Some(all)
}

fn finish(thread: ScopedJoinHandle<'_, Option<Part>>) -> Option<Part> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Reads one part; `exchange` takes its imports and gives those of all parts.
fn read_part(
    lower: &mut Lower<'_>,
    tokens: &[TokenTree],
    file: FileId,
    exchange: impl FnOnce(MacroScopes) -> Option<MacroScopes>,
) -> Option<Part> {
    let parsed = lower.parse_items(tokens, file)?;
    let attrs = crate_attrs(lower, &parsed.attrs);
    lower.predeclare(&parsed.items);
    lower.macros = exchange(std::mem::take(&mut lower.macros))?;
    let parsed = Parsed { attrs, items: lower.items(parsed.items) };
    let (errors, unsupported) = (std::mem::take(&mut lower.errors), std::mem::take(&mut lower.unsupported));
    Some(Part { parsed, errors, unsupported })
}

/// A later part tells its imports and waits for everybody's.
fn exchange(
    own: MacroScopes,
    imports: &Sender<MacroScopes>,
    others: &Receiver<MacroScopes>,
) -> Option<MacroScopes> {
    imports.send(own).ok()?;
    others.recv().ok()
}

/// The first part gathers the imports and tells everybody.
fn gather(
    own: MacroScopes,
    ends: &[(Receiver<MacroScopes>, Sender<MacroScopes>)],
    scopes: &mut MacroScopes,
) -> Option<MacroScopes> {
    let mut all = own;
    for (imports, _) in ends {
        all.add_imports(imports.recv().ok()?);
    }
    for (_, others) in ends {
        others.send(all.clone()).ok()?;
    }
    scopes.clone_from(&all);
    Some(all)
}

/// What the crate's own attributes say.
fn crate_attrs(lower: &mut Lower<'_>, attrs: &[syn::Attribute]) -> Vec<Attr> {
    let metas = lower.metas(attrs);
    let attrs = lower.attrs(&metas);
    lower.limit_recursion(&metas);
    lower.check_features(&metas);
    attrs
}

/// The file in so many parts, or `None` if they would depend on each other.
fn splits<'t>(
    lower: &Lower<'_>,
    tokens: &'t [TokenTree],
    file: FileId,
    count: usize,
) -> Option<Vec<&'t [TokenTree]>> {
    if count < 2 || !lower.options.externs.is_empty() || Order::new().matters(tokens) {
        return None;
    }
    let bytes = crate::source::file(file)?.text.len();
    let mut parts = Vec::with_capacity(count);
    let mut start = 0;
    for part in 1..count {
        let wanted = bytes * part / count;
        let from = start
            + tokens[start..]
                .partition_point(|token| token.span().data().is_some_and(|data| (data.lo as usize) < wanted));
        let Some(at) = (from.max(start + 1)..tokens.len()).find(|&at| begins_item(tokens, at)) else { break };
        parts.push(&tokens[start..at]);
        start = at;
    }
    parts.push(&tokens[start..]);
    (parts.len() > 1).then_some(parts)
}

/// Is it likely that an item ends before this token and another begins?
fn begins_item(tokens: &[TokenTree], at: usize) -> bool {
    let ends = match &tokens[at - 1] {
        TokenTree::Group(group) => group.delim == Delim::Brace,
        token => token.is_punct(";"),
    };
    ends && (tokens[at].is_punct("#") || STARTS.iter().any(|word| tokens[at].is_ident(word)))
}

/// The words by which one item decides how others are read.
struct Order {
    definitions: [Symbol; 5],
    external: Symbol,
    krate: Symbol,
    module: Symbol,
    end: Symbol,
}

impl Order {
    fn new() -> Order {
        Order {
            definitions: ["macro_rules", "macro_use", "include", "macro", "recursion_limit"].map(Symbol::new),
            external: Symbol::new("extern"),
            krate: Symbol::new("crate"),
            module: Symbol::new("mod"),
            end: Symbol::new(";"),
        }
    }

    /// May macros be defined, here or in another file or crate?
    fn matters(&self, tokens: &[TokenTree]) -> bool {
        let text = |at: usize| match tokens.get(at) {
            Some(TokenTree::Leaf(token)) => Some(token.text),
            _ => None,
        };
        tokens.iter().enumerate().any(|(at, token)| match token {
            TokenTree::Group(group) => self.matters(&group.tokens),
            TokenTree::Leaf(token) if token.kind != TokenKind::Ident => false,
            TokenTree::Leaf(token) => {
                self.definitions.contains(&token.text)
                    || (token.text == self.external && text(at + 1) == Some(self.krate))
                    || (token.text == self.module && text(at + 2) == Some(self.end))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontend::Options;
    use crate::source;

    /// What the parts of a text declare, if it can be cut, and what the whole declares.
    fn names(text: &str) -> (Option<Vec<&'static str>>, Option<Vec<&'static str>>) {
        let file = source::add_virtual("test.rs".to_owned(), text);
        let options = Options::new("main");
        crate::on_large_stack(|| {
            let mut whole = lower(file, &options);
            let tokens = whole.lex_file(file).expect("its tokens are right");
            let names = |parsed: Parsed| parsed.items.iter().map(|item| item.ident.name.as_str()).collect();
            let parts = read_parts(&mut whole, &tokens, file, 2).map(names);
            (parts, read_whole(&mut lower(file, &options), &tokens, file).map(names))
        })
    }

    fn program(count: usize, end: &str) -> String {
        let unit = |index| {
            format!(
                "#[derive(Clone)]\npub struct S{index}<const N: usize>([u8; N]);\n\
                 impl S{index}<{{ 1 + 1 }}> {{ fn f(&self) {{ let text = \"a long enough body\"; }} }}\n"
            )
        };
        (0..count).map(unit).chain([end.to_owned()]).collect()
    }

    #[test]
    fn parts_are_the_whole() {
        let (parts, whole) = names(&program(600, "fn main() {}"));
        assert!(whole.as_ref().is_some_and(|names| names.contains(&"S599")));
        assert_eq!(parts, whole);
    }

    #[test]
    fn what_depends_on_order_is_not_cut() {
        let rows = [
            ("fn main() {}", Some(2)),
            ("macro_rules! m { () => {} }", None),
            ("mod other;", None),
            ("extern crate core;", None),
            ("include!(\"x.rs\");", None),
        ];
        for (end, parts) in rows {
            let file = source::add_virtual("test.rs".to_owned(), &program(600, end));
            let options = Options::new("main");
            let mut whole = lower(file, &options);
            let tokens = whole.lex_file(file).expect("its tokens are right");
            assert_eq!(splits(&whole, &tokens, file, 2).map(|parts| parts.len()), parts, "{end}");
        }
    }

    #[test]
    fn a_mistake_makes_it_whole_again() {
        let (parts, whole) = names(&program(600, "fn main() -> {}"));
        assert_eq!((parts, whole), (None, None));
    }
}
