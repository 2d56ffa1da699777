//! Runs inference over a program and compares with its marks.

use std::sync::Arc;

use treebeard_sema::infer::walk::{Visitor, walk_expr, walk_pat};
use treebeard_sema::infer::{ByRef, TypeckResults};
use treebeard_sema::names::EagerSource;
use treebeard_sema::{Sema, Ty};
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{Body, Edition, Pat, PatKind};

use crate::program::parse;

const CORE: &str = include_str!("../../data/infer_core.rs");

fn line(span: SpanId) -> u32 {
    span.location().map_or(0, |location| location.line)
}

struct Variables<'a> {
    sema: &'a Sema,
    results: &'a TypeckResults,
    found: Vec<(u32, String, String)>,
}

impl Visitor for Variables<'_> {
    fn expr(&mut self, expr: &treebeard_syntax::ast::Expr) {
        walk_expr(self, expr);
    }

    fn pat(&mut self, pat: &Pat) {
        if let PatKind::Ident { ident, .. } = &pat.kind
            && let Some(mode) = self.results.binding_modes.get(&pat.id)
        {
            let ty = self.results.node_types[pat.id.0 as usize].unwrap_or_else(Ty::error);
            let ty = match mode {
                ByRef::No => ty,
                ByRef::Yes(mutability) => Ty::new_ref(ty, *mutability),
            };
            self.found.push((line(pat.span), ident.name.to_string(), ty.display(self.sema)));
        }
        walk_pat(self, pat);
    }
}

impl Variables<'_> {
    fn body(&mut self, body: &Body) {
        body.params.iter().for_each(|param| self.pat(&param.pat));
        self.expr(&body.value);
    }
}

/// Checks a program of edition 2024 against its marks.
pub(crate) fn check(text: &str) {
    check_edition(text, Edition::E2024);
}

/// Checks a program against its marks.
pub(crate) fn check_edition(text: &str, edition: Edition) {
    let sema = Sema::new(Arc::new(EagerSource::new(parse("std", CORE, Edition::E2024))));
    sema.add_crate(parse("main", text, edition));
    let mut variables = Vec::new();
    let mut errors: Vec<(u32, String, String)> = Vec::new();
    for def in sema.local_bodies() {
        let results = sema.typeck(def);
        if let Some(body) = sema.body_ast(def) {
            let mut visitor = Variables { sema: &sema, results: &results, found: Vec::new() };
            visitor.body(&body);
            variables.extend(visitor.found);
        }
        assert!(results.unsupported.is_empty(), "{:?}", results.unsupported);
        for d in &results.diagnostics {
            let code = d.code.unwrap_or("error").to_owned();
            errors.push((line(d.primary.span), code, format!("{} ({})", d.message, d.primary.text)));
        }
    }
    let items = sema.take_diagnostics();
    assert!(items.is_empty(), "{items:?}");
    compare(text, &variables, errors);
}

fn compare(text: &str, variables: &[(u32, String, String)], mut errors: Vec<(u32, String, String)>) {
    let mut problems = Vec::new();
    for (index, source) in text.lines().enumerate() {
        let number = index as u32 + 1;
        if let Some((_, marks)) = source.split_once("//^") {
            for mark in marks.split(" | ") {
                let (name, wanted) = match mark.split_once(": ") {
                    Some((name, wanted)) => (Some(name.trim()), wanted.trim()),
                    None => (None, mark.trim()),
                };
                let found =
                    variables.iter().find(|(l, n, _)| *l == number && name.is_none_or(|name| name == n));
                match found {
                    Some((_, _, found)) if found == wanted => {}
                    other => problems.push(format!("line {number}: wanted `{wanted}`, found {other:?}")),
                }
            }
        }
        if let Some((_, codes)) = source.split_once("//~") {
            for code in codes.split_whitespace() {
                match errors.iter().position(|(l, c, _)| *l == number && c == code) {
                    Some(at) => drop(errors.remove(at)),
                    None => problems.push(format!("line {number}: no error {code}")),
                }
            }
        }
    }
    problems.extend(errors.iter().map(|(line, code, message)| format!("line {line}: {code}: {message}")));
    assert!(problems.is_empty(), "\n{}\nin{text}", problems.join("\n"));
}
