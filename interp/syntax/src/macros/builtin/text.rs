//! Built-in macros about text, positions, files and the environment.

use std::path::{Path, PathBuf};

use crate::lex::lexer::Origin;
use crate::lex::token::{Delim, Fragment, Token, TokenKind, TokenTree};
use crate::macros::builtin::{Builtin, Call};
use crate::macros::print::{stringify, tokens_to_string};
use crate::macros::template::Site;
use crate::rust::attr::CfgPart;
use crate::rust::lower::Lower;
use crate::source;
use crate::span::SpanId;

/// A literal that a macro wants to see before anything runs.
pub(super) struct Eager {
    /// Its value as text.
    pub(super) text: String,
    /// It is a string literal.
    pub(super) is_string: bool,
    /// The literal, if it was written there and not made by a macro.
    pub(super) token: Option<Token>,
}

impl Lower<'_> {
    pub(super) fn expand_text(
        &mut self,
        builtin: Builtin,
        call: &Call,
        site: Site,
    ) -> Option<Vec<TokenTree>> {
        let one = |tree| Some(vec![tree]);
        let location = || call.span.call_site().location();
        match builtin {
            Builtin::Line => one(site.literal(&format!("{}u32", location().map_or(0, |l| l.line)))),
            Builtin::Column => one(site.literal(&format!("{}u32", location().map_or(0, |l| l.column)))),
            Builtin::File => one(site.string(&location().map_or_else(String::new, |l| l.file))),
            Builtin::ModulePath => {
                let mut path = self.options.crate_name.to_string();
                for name in &self.module.path {
                    path.push_str("::");
                    path.push_str(name.as_str());
                }
                one(site.string(&path))
            }
            Builtin::Stringify => one(site.string(&stringify(&call.tokens))),
            Builtin::Concat => self.concat(call, site),
            Builtin::CompileError => {
                let message = self.only_string(call)?;
                self.error(None, call.span, message);
                None
            }
            Builtin::Cfg => {
                let parser = <CfgPart as syn::parse::Parse>::parse;
                let part = self.parse(
                    |input: syn::parse::ParseStream<'_>| {
                        let part = parser(input)?;
                        input.parse::<Option<syn::Token![,]>>()?;
                        Ok(part)
                    },
                    &call.tokens,
                    call.span,
                )?;
                let holds = self.cfg_part(&part);
                one(site.ident(if holds { "true" } else { "false" }))
            }
            Builtin::CfgSelect => self.cfg_select(call),
            Builtin::Env => self.env(call, site),
            Builtin::OptionEnv => {
                let name = self.only_string(call)?;
                Some(match self.environment(&name) {
                    Some(value) => {
                        site.tokens("$crate::option::Option::Some(#0)", &[vec![site.string(&value)]])
                    }
                    None => site.tokens("$crate::option::Option::None::<&'static str>", &[]),
                })
            }
            Builtin::IncludeStr | Builtin::IncludeBytes | Builtin::Include => {
                self.include(builtin, call, site)
            }
            Builtin::Assert
            | Builtin::FormatArgs
            | Builtin::FormatArgsNl
            | Builtin::Panic
            | Builtin::Unreachable => None,
        }
    }

    /// `cfg_select! { predicate => { tokens } … _ => … }`: the tokens of the first arm that holds.
    fn cfg_select(&mut self, call: &Call) -> Option<Vec<TokenTree>> {
        let mut rest = call.tokens.as_slice();
        while !rest.is_empty() {
            let Some(arrow) = rest.iter().position(|tree| tree.is_punct("=>")) else { break };
            let (predicate, after) = (&rest[..arrow], &rest[arrow + 1..]);
            let holds = if let [only] = predicate
                && only.is_ident("_")
            {
                true
            } else {
                let parser = <CfgPart as syn::parse::Parse>::parse;
                let part = self.parse(parser, predicate, call.span)?;
                self.cfg_part(&part)
            };
            let (tokens, used) = match after.first() {
                Some(TokenTree::Group(group)) if group.delim == Delim::Brace => (group.tokens.to_vec(), 1),
                _ => {
                    let extent = self.extent(Fragment::Expr, after, call.close)?;
                    (after[..extent.trees].to_vec(), extent.trees)
                }
            };
            if holds {
                return Some(tokens);
            }
            rest = &after[used..];
            if rest.first().is_some_and(|tree| tree.is_punct(",")) {
                rest = &rest[1..];
            }
        }
        self.error(None, call.span, "none of the predicates in this `cfg_select` evaluated to true");
        None
    }

    fn concat(&mut self, call: &Call, site: Site) -> Option<Vec<TokenTree>> {
        let mut text = String::new();
        for part in self.comma_separated(&call.tokens, call.close)? {
            let span = part.first().map_or(call.span, TokenTree::first_span);
            match self.eager(&part, span) {
                Some(eager) => text.push_str(&eager.text),
                None => {
                    self.error(None, span, "expected a literal");
                    return None;
                }
            }
        }
        Some(vec![site.string(&text)])
    }

    /// A variable of the environment that the crate is built in.
    fn environment(&self, name: &str) -> Option<String> {
        let given = self.options.env.iter().find(|(key, _)| key == name);
        given.map(|(_, value)| value.clone()).or_else(|| std::env::var(name).ok())
    }

    fn env(&mut self, call: &Call, site: Site) -> Option<Vec<TokenTree>> {
        let parts = self.comma_separated(&call.tokens, call.close)?;
        let Some(name) = parts.first().and_then(|part| self.eager(part, call.span)).filter(|e| e.is_string)
        else {
            self.error(None, call.span, "`env!()` takes 1 or 2 arguments");
            return None;
        };
        match self.environment(&name.text) {
            Some(value) => Some(vec![site.string(&value)]),
            None => {
                let custom = parts.get(1).and_then(|part| self.eager(part, call.span)).map(|e| e.text);
                let name = name.text;
                let message = custom
                    .unwrap_or_else(|| format!("environment variable `{name}` not defined at compile time"));
                self.error(None, call.span, message);
                None
            }
        }
    }

    fn include(&mut self, builtin: Builtin, call: &Call, site: Site) -> Option<Vec<TokenTree>> {
        let name = self.only_string(call)?;
        let path = beside(call.span, &name);
        let unreadable =
            |error: &dyn std::fmt::Display| format!("couldn't read `{}`: {error}", path.display());
        match builtin {
            Builtin::Include => match source::add_file_named(&path, self.options.folder_name.as_ref()) {
                Ok(file) => {
                    let text = source::file(file)?.text.clone();
                    self.lex_text(&text, Origin { file, base: 0, expanded_from: SpanId::NONE })
                }
                Err(error) => {
                    self.error(None, call.span, unreadable(&error));
                    None
                }
            },
            _ => match std::fs::read(&path) {
                Ok(bytes) if builtin == Builtin::IncludeBytes => {
                    Some(vec![site.literal(&format!("b\"{}\"", bytes.escape_ascii()))])
                }
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => Some(vec![site.string(&text)]),
                    Err(_) => {
                        self.error(None, call.span, format!("`{}` wasn't a utf-8 file", path.display()));
                        None
                    }
                },
                Err(error) => {
                    self.error(None, call.span, unreadable(&error));
                    None
                }
            },
        }
    }

    /// The only argument, a string.
    fn only_string(&mut self, call: &Call) -> Option<String> {
        let parts = self.comma_separated(&call.tokens, call.close)?;
        if let [part] = parts.as_slice()
            && let Some(eager) = self.eager(part, call.span)
            && eager.is_string
        {
            return Some(eager.text);
        }
        let name = call.name();
        let message = if parts.len() == 1 {
            "argument must be a string literal".to_owned()
        } else {
            format!("{name} takes 1 argument")
        };
        self.error(None, call.span, message);
        None
    }

    /// Expressions with commas between them; one may end the list.
    pub(super) fn comma_separated(
        &mut self,
        tokens: &[TokenTree],
        end: SpanId,
    ) -> Option<Vec<Vec<TokenTree>>> {
        let mut parts = Vec::new();
        let mut rest = tokens;
        while !rest.is_empty() {
            let extent = self.extent(Fragment::Expr, rest, end)?;
            parts.push(rest[..extent.trees].to_vec());
            rest = match &rest[extent.trees..] {
                [] => &[],
                [comma, after @ ..] if comma.is_punct(",") => after,
                [other, ..] => {
                    let found = tokens_to_string(std::slice::from_ref(other));
                    self.error(None, other.first_span(), format!("expected `,`, found `{found}`"));
                    return None;
                }
            };
        }
        Some(parts)
    }

    /// The literal that tokens are or expand to. `None` if they are something else.
    pub(super) fn eager(&mut self, tokens: &[TokenTree], span: SpanId) -> Option<Eager> {
        match tokens {
            [TokenTree::Leaf(token)] if token.kind == TokenKind::Literal => {
                let (text, is_string) = literal_text(token.text.as_str())?;
                Some(Eager { text, is_string, token: Some(*token) })
            }
            [TokenTree::Leaf(token)] if token.is_ident("true") || token.is_ident("false") => {
                Some(Eager { text: token.text.to_string(), is_string: false, token: None })
            }
            [minus, TokenTree::Leaf(token)] if minus.is_punct("-") && token.kind == TokenKind::Literal => {
                let (text, is_string) = literal_text(token.text.as_str())?;
                (!is_string).then(|| Eager { text: format!("-{text}"), is_string, token: None })
            }
            [TokenTree::Group(group)] if matches!(group.delim, Delim::Invisible(_)) => {
                self.eager(&group.tokens, span)
            }
            [.., bang, TokenTree::Group(_)] if bang.is_punct("!") => {
                let parsed = self.parse(<syn::ExprMacro as syn::parse::Parse>::parse, tokens, span)?;
                let expanded = self.expand_eagerly(&parsed.mac)?;
                let eager = self.eager(&expanded, span)?;
                Some(Eager { token: None, ..eager })
            }
            _ => None,
        }
    }
}

/// The file that a path in a source at `span` names.
fn beside(span: SpanId, name: &str) -> PathBuf {
    let folder = span
        .call_site()
        .data()
        .and_then(|data| source::file(data.file))
        .and_then(|file| file.path.as_ref().and_then(|path| path.parent().map(Path::to_owned)));
    folder.unwrap_or_default().join(name)
}

/// What `concat!` makes of a literal, and whether it is a string.
fn literal_text(text: &str) -> Option<(String, bool)> {
    match syn::parse_str::<syn::Lit>(text).ok()? {
        syn::Lit::Str(value) => Some((value.value(), true)),
        syn::Lit::Char(value) => Some((value.value().to_string(), false)),
        syn::Lit::Int(value) => Some((value.base10_digits().to_owned(), false)),
        syn::Lit::Float(value) => Some((value.base10_digits().to_owned(), false)),
        syn::Lit::Bool(value) => Some((value.value.to_string(), false)),
        _ => None,
    }
}
