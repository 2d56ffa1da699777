//! Scopes, imports, visibility and paths over small programs.

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::Edition;

use crate::program::{find, program, program_of};
use treebeard_sema::def::{CtorKind, CtorOf, DefKind};
use treebeard_sema::names::{Namespace, PathError, PathSource, Res, nearest};

/// What the single name `name` means inside the function or module `at`.
fn kind_at(text: &str, at: &str, name: &str, ns: Namespace) -> Option<DefKind> {
    let (sema, root) = program(text);
    let scope = sema.scope_of(find(&sema, root, at));
    match sema.resolve_ident(scope, Symbol::new(name), ns)?.res {
        Res::Def(def) => Some(sema.def_kind(def)),
        _ => None,
    }
}

#[test]
fn items_of_a_module_by_namespace() {
    let text = "struct A { x: u8 } struct B(u8); struct C; enum E { V } fn f() {} const K: u8 = 1; static S: u8 = 2; trait T {} mod m {}";
    for (name, ns, kind) in [
        ("A", Namespace::Type, Some(DefKind::Struct)),
        ("A", Namespace::Value, None),
        ("B", Namespace::Value, Some(DefKind::Ctor(CtorOf::Struct, CtorKind::Fn))),
        ("C", Namespace::Value, Some(DefKind::Ctor(CtorOf::Struct, CtorKind::Const))),
        ("E", Namespace::Type, Some(DefKind::Enum)),
        ("V", Namespace::Type, None),
        ("f", Namespace::Value, Some(DefKind::Fn)),
        ("K", Namespace::Value, Some(DefKind::Const)),
        ("S", Namespace::Value, Some(DefKind::Static)),
        ("T", Namespace::Type, Some(DefKind::Trait)),
        ("m", Namespace::Type, Some(DefKind::Mod)),
    ] {
        assert_eq!(kind_at(text, "f", name, ns), kind, "{name} {ns:?}");
    }
}

#[test]
fn the_prelude_is_behind_everything() {
    let some = Some(DefKind::Ctor(CtorOf::Variant, CtorKind::Fn));
    assert_eq!(kind_at("fn f() {}", "f", "Some", Namespace::Value), some);
    assert_eq!(kind_at("fn f() {}", "f", "Vec", Namespace::Type), Some(DefKind::Struct));
    assert_eq!(kind_at("fn Some() {} fn f() {}", "f", "Some", Namespace::Value), Some(DefKind::Fn));
}

#[test]
fn preludes_differ_by_edition() {
    for (edition, found) in [(Edition::E2018, false), (Edition::E2021, true)] {
        let (sema, root) = program_of("fn f() {}", edition);
        let scope = sema.scope_of(find(&sema, root, "f"));
        let binding = sema.resolve_ident(scope, Symbol::new("FromIterator"), Namespace::Type);
        assert_eq!(binding.is_some(), found, "{edition:?}");
    }
}

#[test]
fn imports_rename_glob_and_shadow() {
    let text = "
        mod a { pub fn f() {} pub struct S; pub mod deep { pub enum E { X, Y } } fn hidden() {} }
        mod b { pub use super::a::f as g; pub use super::a::deep::*; pub use self::E::*; }
        use b::*;
        use a::*;
        struct S { own: u8 }
        fn here() {}
    ";
    assert_eq!(kind_at(text, "here", "g", Namespace::Value), Some(DefKind::Fn));
    assert_eq!(kind_at(text, "here", "E", Namespace::Type), Some(DefKind::Enum));
    let variant = Some(DefKind::Ctor(CtorOf::Variant, CtorKind::Const));
    assert_eq!(kind_at(text, "here", "Y", Namespace::Value), variant);
    assert_eq!(kind_at(text, "here", "hidden", Namespace::Value), None);
    // The own struct shadows the glob's in the type namespace only.
    let unit = Some(DefKind::Ctor(CtorOf::Struct, CtorKind::Const));
    assert_eq!(kind_at(text, "here", "S", Namespace::Value), unit);
}

#[test]
fn cycles_of_globs_end() {
    let text = "mod a { pub use crate::b::*; pub fn x() {} } mod b { pub use crate::a::*; pub fn y() {} } use a::*; fn here() {}";
    assert_eq!(kind_at(text, "here", "x", Namespace::Value), Some(DefKind::Fn));
    assert_eq!(kind_at(text, "here", "y", Namespace::Value), Some(DefKind::Fn));
    assert_eq!(kind_at(text, "here", "z", Namespace::Value), None);
    assert_eq!(kind_at("use p as q; use q as p; fn here() {}", "here", "p", Namespace::Value), None);
}

#[test]
fn full_paths_are_those_of_the_real_library() {
    let (sema, root) = program("mod m { pub struct S; impl S { pub fn f() {} } } use std::vec::Vec as V;");
    let f = find(&sema, root, "m::S::f");
    assert_eq!(sema.def_path(f), "main::m::S::f");
    assert_eq!(sema.def_path(find(&sema, root, "V")), "alloc::vec::Vec");
}

/// The error code of resolving `path`, written as the type of a constant in `main::here`, or the kind it names.
fn outcome(items: &str, path: &str, source: PathSource) -> Result<String, &'static str> {
    let text = format!("{items} mod here {{ use super::*; fn at<T>() {{ let _: {path}; }} }}");
    let (sema, root) = program(&text);
    let at = find(&sema, root, "here::at");
    let body = sema.body_ast(at).expect("a body");
    let treebeard_syntax::ast::ExprKind::Block(block, _) = &body.value.kind else { panic!("a block") };
    let treebeard_syntax::ast::Stmt::Let(let_) = &block.stmts[0] else { panic!("a let") };
    let Some(treebeard_syntax::ast::TyKind::Path(path)) = let_.ty.as_ref().map(|ty| &ty.kind) else {
        panic!("a path")
    };
    match sema.resolve_path(sema.scope_of(at), path, source) {
        Ok(found) => Ok(format!("{} {}", sema.res_descr(found.res), found.unresolved)),
        Err(PathError::Error(error)) => Err(error.code.unwrap_or("no code")),
        Err(PathError::Unsupported(_)) => Err("unsupported"),
    }
}

#[test]
fn paths_and_their_errors() {
    // Codes are rustc's (1.95).
    let items = "
        mod m { struct P; pub fn f() {} fn g() {} pub enum E { A, B { x: u8 } } pub struct T(u8); }
        trait Tr { fn x(); type Out; } struct S; struct N { a: u8 }
        mod a { pub struct X; } mod b { pub struct X; } use a::*; use b::*;
    ";
    use PathSource::{Call, Expr, Pat, Struct, Trait, TupleStruct, Type};
    for (path, source, expected) in [
        ("S", Type, Ok("struct 0")),
        ("S", Expr, Ok("unit struct 0")),
        ("N", Expr, Err("E0423")),
        ("N", Call, Err("E0423")),
        ("Missing", Type, Err("E0425")),
        ("missing", Expr, Err("E0425")),
        ("m::missing", Call, Err("E0425")),
        ("Missing", Trait, Err("E0405")),
        ("S", Trait, Err("E0404")),
        ("Missing", Struct, Err("E0422")),
        ("m::E", Struct, Err("E0574")),
        ("Missing", TupleStruct, Err("E0531")),
        ("m::E", TupleStruct, Err("E0532")),
        ("m::E::A", Type, Err("E0573")),
        ("m::f", Type, Err("E0573")),
        ("m::E::A", Pat, Ok("unit variant 0")),
        ("m::E::B", Struct, Ok("struct variant 0")),
        ("m::E::new", Expr, Ok("enum 1")),
        ("m::g", Expr, Err("E0603")),
        ("m::P", Type, Err("E0603")),
        ("m::T", Expr, Err("E0603")),
        ("m::T", Type, Ok("struct 0")),
        ("mm::x", Expr, Err("E0433")),
        ("m::En::X", Expr, Err("E0433")),
        ("Missing::new", Expr, Err("E0433")),
        ("Self", Type, Err("E0411")),
        ("Self::x", Expr, Err("E0433")),
        ("X", Expr, Err("E0659")),
        ("T", Type, Ok("type parameter 0")),
        ("T::Out", Type, Ok("type parameter 1")),
        ("<S as Tr>::Out", Type, Ok("associated type 0")),
        ("<S as Tr>::nope", Expr, Err("E0576")),
        ("Tr::x", Expr, Ok("associated function 0")),
        ("std::vec::Vec", Type, Ok("struct 0")),
        ("alloc::vec::Vec", Type, Err("E0433")),
        ("core::vec::Vec::new", Expr, Ok("struct 1")),
        ("u8::MAX", Expr, Ok("builtin type 1")),
        ("std::u8::MAX", Expr, Ok("constant 0")),
        ("crate::m::f", Expr, Ok("function 0")),
        ("super::m::f", Expr, Ok("function 0")),
        ("super::super::m::f", Expr, Err("E0433")),
    ] {
        assert_eq!(outcome(items, path, source), expected.map(str::to_owned), "{path} as {source:?}");
    }
}

#[test]
fn blocks_have_items_of_their_own() {
    let text = "fn f<T>() { fn g() {} struct T2; { fn g() -> u8 { 1 } } } fn g() -> u16 { 2 }";
    let (sema, root) = program(text);
    let f = find(&sema, root, "f");
    let body = sema.body_ast(f).expect("a body");
    let treebeard_syntax::ast::ExprKind::Block(block, _) = &body.value.kind else { panic!("a block") };
    let outer = sema.scope_of(f);
    let inner = sema.enter_block(outer, block);
    assert_ne!(inner, outer);
    assert_eq!(sema.enter_block(outer, block), inner, "entering a block twice gives the same scope");
    let find_g = |scope| match sema.resolve_ident(scope, Symbol::new("g"), Namespace::Value).map(|b| b.res) {
        Some(Res::Def(def)) => def,
        other => panic!("{other:?}"),
    };
    assert_eq!(sema.def_path(find_g(outer)), "main::g");
    assert_eq!(sema.def_path(find_g(inner)), "main::f::g");
    let t = sema.resolve_ident(inner, Symbol::new("T"), Namespace::Type).map(|b| b.res);
    assert!(matches!(t, Some(Res::TyParam(_))));
    // `f`, the two `g`s inside it and the outer `g`.
    assert_eq!(sema.local_bodies().len(), 4);
}

#[test]
fn the_nearest_name_is_at_most_a_third_away() {
    let names = ["println", "print", "Vector", "sitting"].map(Symbol::new);
    let rows = [
        ("pritnln", Some("println")),
        ("vector", Some("Vector")),
        ("sittnig", Some("sitting")),
        ("siting", Some("sitting")),
        ("kitten", None),
        ("zzz", None),
    ];
    for (written, expected) in rows {
        assert_eq!(nearest(written, names), expected.map(Symbol::new), "{written}");
    }
}
