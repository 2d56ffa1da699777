//! Parsing and conversion, seen from outside: what comes out for small inputs, and that bad input ends cleanly.

use treebeard_syntax::ast::{
    BinaryOp, Crate, ExprKind, ItemKind, Lit, PatKind, PathRoot, Stmt, TyKind, UseKind, Visibility,
};
use treebeard_syntax::{Failure, LanguageFrontend, Options, RustFrontend, source};

fn parse(text: &str) -> Result<Crate, Failure> {
    RustFrontend.parse_crate(source::add_virtual("test.rs", text), &Options::new("test"))
}

fn ok(text: &str) -> Crate {
    parse(text).unwrap_or_else(|failure| panic!("{text}: {failure:?}"))
}

/// Code, message, line and column of the first error.
fn error(text: &str) -> (Option<&'static str>, String, u32, u32) {
    let failure = parse(text).expect_err("rejected");
    let first = failure.diagnostics.first().unwrap_or_else(|| panic!("{failure:?}"));
    let location = first.primary.span.location().expect("a position");
    (first.code, first.message.clone(), location.line, location.column)
}

/// The tail expression of the only function.
fn tail(text: &str) -> ExprKind {
    let krate = ok(&format!("fn f() {{ {text} }}"));
    let ItemKind::Fn(function) = &krate.items[0].kind else { panic!("a function") };
    let ExprKind::Block(block, None) = &function.body.as_ref().expect("a body").value.kind else {
        panic!("a block")
    };
    block.tail.as_ref().expect("a tail").kind.clone()
}

#[test]
fn items_keep_their_shape() {
    let krate = ok("#!/usr/bin/env treebeard\n#![allow(x)]\npub(crate) struct S<T: Clone>(pub T, u8);
        use std::{fmt::{self, Debug as D}, io::*}; enum E { A = 1, B(u8) }");
    assert_eq!(krate.attrs.len(), 1);
    assert_eq!(krate.items[0].vis, Visibility::Crate);
    let ItemKind::Struct(generics, data) = &krate.items[0].kind else { panic!("a struct") };
    assert_eq!(generics.params.len(), 1);
    assert_eq!(data.fields[1].ident.name.as_str(), "1");
    let ItemKind::Use(entries) = &krate.items[1].kind else { panic!("a use") };
    let shown: Vec<String> = entries
        .iter()
        .map(|entry| {
            let path: Vec<&str> = entry.path.segments.iter().map(|s| s.ident.name.as_str()).collect();
            match entry.kind {
                UseKind::Name(ident) => format!("{} as {}", path.join("::"), ident.name),
                UseKind::Glob => format!("{}::*", path.join("::")),
            }
        })
        .collect();
    assert_eq!(shown, ["std::fmt as fmt", "std::fmt::Debug as D", "std::io::*"]);
    let ItemKind::Enum(_, variants) = &krate.items[2].kind else { panic!("an enum") };
    assert!(variants[0].discriminant.is_some());
}

#[test]
fn expressions_keep_their_precedence() {
    let ExprKind::Binary(BinaryOp::Add, left, right) = tail("1 + 2 * 3") else { panic!("a sum") };
    assert_eq!(left.kind, ExprKind::Lit(Lit::Int(1, None)));
    assert!(matches!(right.kind, ExprKind::Binary(BinaryOp::Mul, _, _)));
    assert!(matches!(tail("a.b(c)?.d[0].await"), ExprKind::Await(_)));
    assert!(matches!(tail("1f64"), ExprKind::Lit(Lit::Float(text, Some(_))) if text.as_str() == "1"));
    assert!(matches!(tail("(a, _) = b"), ExprKind::Assign(..)));
    assert!(matches!(tail("if let Some(x) = a && x {} else if b {} else {}"), ExprKind::If { .. }));
    let ExprKind::Path(path) = tail("self::a::<u8>") else { panic!("a path") };
    assert_eq!((path.root, path.segments.len()), (PathRoot::Super(0), 1));
}

#[test]
fn patterns_and_types() {
    let ExprKind::Match(_, arms) =
        tail("match x { A { b, c: 1..=2, .. } if g => 1, [a, r @ .., -1] | &mut _ => 2 }")
    else {
        panic!("a match")
    };
    assert!(arms[0].guard.is_some());
    assert!(matches!(&arms[0].pat.kind, PatKind::Struct { fields, rest: true, .. } if fields[0].shorthand));
    assert!(matches!(&arms[1].pat.kind, PatKind::Or(cases) if cases.len() == 2));
    let krate = ok("type T = Box<dyn for<'a> Fn(&'a u8) -> [u8; 3] + Send>;");
    let ItemKind::TypeAlias { ty: Some(ty), .. } = &krate.items[0].kind else { panic!("an alias") };
    assert!(matches!(&ty.kind, TyKind::Path(_)));
}

#[test]
fn cfg_is_evaluated() {
    let krate =
        ok("#[cfg(not(target_os = \"linux\"))] fn a() {} #[cfg(all(unix, debug_assertions))] fn b() {}
        #[cfg_attr(unix, cfg(false))] fn c() {} #[test] fn d() {}
        fn e() { #[cfg(windows)] let x = 1; match x { #[cfg(windows)] 1 => {} _ => {} } }");
    let names: Vec<&str> = krate.items.iter().map(|item| item.ident.name.as_str()).collect();
    assert_eq!(names, ["b", "e"]);
    let ItemKind::Fn(function) = &krate.items[1].kind else { panic!("a function") };
    let ExprKind::Block(block, _) = &function.body.as_ref().expect("a body").value.kind else {
        panic!("block")
    };
    assert!(block.stmts.is_empty());
}

#[test]
fn node_ids_are_dense() {
    let krate = ok("fn f(a: u8) -> u8 { let b = |c: u8| c + 1; fn g() {} b(a) }");
    let ItemKind::Fn(function) = &krate.items[0].kind else { panic!("a function") };
    let body = function.body.as_ref().expect("a body");
    let ExprKind::Block(block, _) = &body.value.kind else { panic!("a block") };
    let Stmt::Item(inner) = &block.stmts[1] else { panic!("an item") };
    let ItemKind::Fn(inner) = &inner.kind else { panic!("a function") };
    assert_eq!(inner.body.as_ref().map(|body| body.node_count), Some(2));
    let text = format!("{body:?}");
    let nested = text.matches("NodeId(").count() - 2;
    assert_eq!(body.node_count as usize, nested);
}

#[test]
fn syntax_errors_have_positions() {
    assert_eq!(
        error("fn main() {\n    let x = ;\n}"),
        (None, "expected expression, found `;`".into(), 2, 13)
    );
    assert_eq!(error("fn main() {").1, "this file contains an unclosed delimiter");
    assert_eq!(error("fn main() { 0xg; }").0, Some("E0768"));
    assert_eq!(error("mod nowhere;").0, Some("E0583"));
}

#[test]
fn extreme_input_ends_cleanly() {
    let nested = format!("fn main() {{ {}1{}; }}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(!parse(&nested).expect_err("too deep").unsupported.is_empty());
    let prefix = format!("fn main() {{ {}true; }}", "!".repeat(1_000_000));
    assert!(!parse(&prefix).expect_err("too deep").unsupported.is_empty());
    let generic = format!("type T = {}u8{};", "Vec<".repeat(100_000), ">".repeat(100_000));
    assert!(!parse(&generic).expect_err("too deep").unsupported.is_empty());
    treebeard_syntax::on_large_stack(|| {
        let sum = format!("fn main() {{ let x = 0{}; }}", " + 1".repeat(20_000));
        ok(&sum);
        let calls = format!("fn main() {{ let x = a{}; }}", ".b(c)?".repeat(10_000));
        ok(&calls);
        let ifs = format!("fn main() {{ if a {{}} {} }}", "else if b {} ".repeat(5_000));
        ok(&ifs);
        let large = "fn f() { let x = [1, 2, 3]; g(x); }\n".repeat(1 << 15);
        assert!(large.len() > 1 << 20);
        assert_eq!(ok(&large).items.len(), 1 << 15);
    });
}

#[test]
fn incomplete_input_is_recognised() {
    assert!(!RustFrontend.is_complete_input("fn f() {"));
    assert!(!RustFrontend.is_complete_input("\"abc"));
    assert!(RustFrontend.is_complete_input("fn f() {}"));
    assert!(RustFrontend.is_complete_input("}"));
}
