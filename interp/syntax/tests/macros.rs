//! Macros: what an invocation becomes is compared with the same program written out by hand.

use treebeard_syntax::ast::{Crate, Item, ItemKind};
use treebeard_syntax::{Failure, LanguageFrontend, Options, RustFrontend, source};

fn parse(text: &str) -> Result<Crate, Failure> {
    RustFrontend.parse_crate(source::add_virtual("test.rs", text), &Options::new("test"))
}

/// The items other than macro definitions, without positions, numbers and marks.
fn shape(text: &str) -> String {
    let mut krate = parse(text).unwrap_or_else(|failure| panic!("{text}: {failure:#?}"));
    strip(&mut krate.items);
    let text = format!("{:?}", krate.items);
    let mut out = String::new();
    let mut rest = text.as_str();
    'outer: while !rest.is_empty() {
        for id in ["SpanId(", "NodeId(", "Marks(", "node_count: "] {
            if let Some(after) = rest.strip_prefix(id) {
                rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
                out.push_str(id);
                continue 'outer;
            }
        }
        let c = rest.chars().next().expect("not empty");
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn strip(items: &mut Vec<Item>) {
    items.retain(|item| !matches!(item.kind, ItemKind::MacroRules { .. }));
    for item in items {
        if let ItemKind::Mod(inner) = &mut item.kind {
            strip(inner);
        }
    }
}

#[track_caller]
fn same(with_macros: &str, by_hand: &str) {
    let (left, right) = (shape(with_macros), shape(by_hand));
    assert!(left == right, "{with_macros}\n--- became\n{left}\n--- instead of\n{right}");
}

/// Message, line and column of the first error.
fn error(text: &str) -> (String, u32, u32) {
    let failure = parse(text).expect_err("rejected");
    let first = failure.diagnostics.first().unwrap_or_else(|| panic!("{failure:?}"));
    let location = first.primary.span.location().expect("a position");
    (first.message.clone(), location.line, location.column)
}

#[test]
fn fragments_are_matched() {
    same(
        "macro_rules! m { ($e:expr, $t:ty, $i:ident, $l:literal, $p:pat, $b:block) => {
            fn f() { let $p: $t = $e; $i($l); $b }
        } } m!(1 + 2, Vec<Vec<u8>>, g, -3, (a, _), { 4 });",
        "fn f() { let (a, _): Vec<Vec<u8>> = 1 + 2; g(-3); { 4 } }",
    );
    same(
        "macro_rules! m { ($(#[$m:meta])* $v:vis struct $n:ident { $($fv:vis $f:ident : $t:ty),* $(,)? }) => {
            $(#[$m])* $v struct $n { $($fv $f: $t),* }
        } } m! { #[repr(C)] pub struct S { pub a: u8, b: &'static str, } }",
        "#[repr(C)] pub struct S { pub a: u8, b: &'static str }",
    );
    same(
        "macro_rules! m { ([$($s:stmt);*] => $p:path, $lt:lifetime, $it:item) => { fn f<$lt>() { $($s;)* $p::g(); } $it } }
         m!([let a = 1; b += 2] => c::d, 'x, const K: u8 = 1;);",
        "fn f<'x>() { let a = 1; b += 2; c::d::g(); } const K: u8 = 1;",
    );
}

#[test]
fn pasted_expressions_keep_their_precedence() {
    same(
        "macro_rules! sq { ($e:expr) => { $e * $e } } fn f() { sq!(1 + 2) }",
        "fn f() { (1 + 2) * (1 + 2) }",
    );
    same("macro_rules! m { ($e:expr) => { -$e.abs() } } fn f() { m!(a - b) }", "fn f() { -(a - b).abs() }");
}

#[test]
fn repetitions_nest() {
    same(
        "macro_rules! m { ($($k:ident => [$($v:expr),*]);* $(;)?) => { fn f() { $(let $k = [$($v + 1),*];)* } } }
         m!(a => [1, 2]; b => []; c => [x(1, 2)];);",
        "fn f() { let a = [1 + 1, 2 + 1]; let b = []; let c = [x(1, 2) + 1]; }",
    );
    same(
        "macro_rules! count { () => { 0 }; ($h:tt $($t:tt)*) => { 1 + count!($($t)*) } } fn f() { count!(a [b c] +) }",
        "fn f() { 1 + (1 + (1 + 0)) }",
    );
    same(
        "macro_rules! opt { ($a:expr $(, $b:expr)?) => { g($a $(, $b)?) } } fn f() { opt!(1); opt!(1, 2); }",
        "fn f() { g(1); g(1, 2); }",
    );
}

#[test]
fn macros_define_macros() {
    same(
        "macro_rules! outer { ($name:ident, $v:expr) => { macro_rules! $name { ($x:expr) => { $x + $v } } } }
         outer!(add, 5); fn f() { add!(1) }",
        "fn f() { 1 + 5 }",
    );
}

#[test]
fn scopes_are_textual_and_by_path() {
    same(
        "macro_rules! m { () => { 1 } } fn f() { m!() } macro_rules! m { () => { 2 } } fn g() { m!() }",
        "fn f() { 1 } fn g() { 2 }",
    );
    same(
        "mod a { pub fn f() { crate::late!(); b::helper!(); } mod b { macro_rules! helper { () => { 3 } } pub(crate) use helper; } }
         #[macro_export] macro_rules! late { () => { 4 } }",
        "mod a { pub fn f() { 4; 3; } mod b { pub(crate) use helper; } }",
    );
    assert_eq!(
        error("fn f() { m!() } macro_rules! m { () => { 1 } }").0,
        "cannot find macro `m` in this scope"
    );
    assert_eq!(
        error("mod a { macro_rules! m { () => { 1 } } } fn f() { m!() }").0,
        "cannot find macro `m` in this scope"
    );
    same("#[macro_use] mod a { macro_rules! m { () => { 1 } } } fn f() { m!() }", "mod a { } fn f() { 1 }");
}

#[test]
fn statements_and_patterns_expand_in_place() {
    same(
        "macro_rules! two { ($a:ident, $b:ident) => { let $a = 1; let $b = 2; } }
         macro_rules! p { ($($x:pat),*) => { ($($x),*) } }
         macro_rules! t { ($x:ty) => { Option<$x> } }
         fn f(p!(a, Some(_)): t!(u8)) { two!(x, y); x + y }",
        "fn f((a, Some(_)): Option<u8>) { let x = 1; let y = 2; x + y }",
    );
    same(
        "macro_rules! m { ($x:pat) => { match y { $x => 1, Some(A | $x) => 2 } } } fn f() { m!(1 | 2) }",
        "fn f() { match y { 1 | 2 => 1, Some(A | (1 | 2)) => 2 } }",
    );
}

#[test]
fn wrong_invocations_are_reported_like_rustc() {
    let rules = "macro_rules! m { ($a:expr, $b:expr) => { $a + $b }; (x $i:ident) => { 1 } }\n";
    assert_eq!(error(&format!("{rules}fn f() {{ m!(1; 2) }}")), ("no rules expected `;`".into(), 2, 14));
    assert_eq!(error(&format!("{rules}fn f() {{ m!(x) }}")).0, "unexpected end of macro invocation");
    assert_eq!(
        error("macro_rules! r { () => { r!() } } fn f() { r!() }").0,
        "recursion limit reached while expanding `r!`"
    );
    assert!(
        error("macro_rules! a { ($($i:ident)* $j:ident) => {} } a!(x y);").0.starts_with("local ambiguity")
    );
    assert_eq!(error("macro_rules! m { ($x:foo) => {} }").0, "invalid fragment specifier `foo`");
    assert_eq!(
        error(
            "macro_rules! m { ($($x:ident),*; $($y:ident),*) => { [$(($x, $y)),*] } } fn f() { m!(a, b; c) }"
        )
        .0,
        "meta-variable `x` repeats 2 times, but `y` repeats 1 time"
    );
}

#[test]
fn format_args_becomes_calls() {
    same("fn f() { format_args!(\"a{}b{:?}\", x, y) }", "fn f() { format_args!(\"a{}b{y:?}\", x) }");
    let text = shape("fn f() { format_args!(\"{0:>1$.2} {0} {{}}\", x, w) }");
    for part in ["new_display", "from_usize", "Placeholder", "args", "\" \"", "Str( {})"] {
        assert!(text.contains(part.trim_matches('"')), "{part}: {text}");
    }
    assert!(shape("fn f() { format_args!(\"plain\") }").contains("new_const"));
}

#[test]
fn wrong_format_strings_are_reported_like_rustc() {
    let message = |args: &str| error(&format!("fn f() {{ format_args!({args}); }}"));
    assert_eq!(
        message("\"{} {}\", 1"),
        ("2 positional arguments in format string, but there is 1 argument".into(), 1, 24)
    );
    assert_eq!(
        message("\"{}\""),
        ("1 positional argument in format string, but no arguments were given".into(), 1, 24)
    );
    assert_eq!(message("\"\", 1").0, "argument never used");
    assert_eq!(message("\"{a}\", 1, a = 2").0, "argument never used");
    assert_eq!(message("\"{:y}\", 1").0, "unknown format trait `y`");
    assert_eq!(
        message("\"{0} {2}\", 1, 2").0,
        "invalid reference to positional argument 2 (there are 2 arguments)"
    );
    assert_eq!(message("1").0, "format argument must be a string literal");
    assert_eq!(message("x").0, "format argument must be a string literal");
    assert_eq!(message("\"{a}\", a = 1, a = 2").0, "duplicate argument named `a`");
    assert_eq!(message("\"{}{}\", a = 1, 2").0, "positional arguments cannot follow named arguments");
    assert_eq!(message("\"}\"").0, "invalid format string: unmatched `}` found");
    assert_eq!(message("\"{\"").0, "invalid format string: expected `}` but string was terminated");
}

#[test]
fn built_in_texts() {
    same("fn f() { concat!(\"a\", 1, 'b', true, 2.5, stringify!(x + y)) }", "fn f() { \"a1btrue2.5x + y\" }");
    same("fn f() { line!(); column!(); file!() }", "fn f() { 1u32; 19u32; \"test.rs\" }");
    same("mod a { fn f() { module_path!() } }", "mod a { fn f() { \"test::a\" } }");
    same("fn f() { (cfg!(unix), cfg!(all(windows, unix))) }", "fn f() { (true, false) }");
    assert_eq!(error("compile_error!(\"no\");").0, "no");
    assert_eq!(error("fn f() { nope!() }"), ("cannot find macro `nope` in this scope".into(), 1, 10));
}
