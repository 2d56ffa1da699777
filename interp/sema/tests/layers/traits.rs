//! The trait solver on programs: predicates that hold or not, normal forms, what inference learns from obligations.
//!
//! The programs name what is to be asked: functions `yes…` and `no…` by their where clauses, aliases `N…` by the type
//! they stand for. Answers are rustc's: each program compiles with the real `std` where it says so.

use treebeard_syntax::SpanId;

use crate::program;
use treebeard_sema::Sema;
use treebeard_sema::def::{DefId, DefKind};
use treebeard_sema::names::Namespace;
use treebeard_sema::table::InferTable;
use treebeard_sema::traits::*;
use treebeard_sema::ty::{GenericArg, GenericArgs, Predicate, TraitRef, Ty};

const WORLD: &str = include_str!("../data/traits.rs");

/// The shared world and the test's own items, as one program.
fn program(text: &str) -> (Sema, DefId) {
    let uses = "use std::ops::*; use std::marker::*; use std::iter::*;";
    let text = format!("{uses}\n{}\n{text}", WORLD.replace("//!", "//"));
    let (sema, root) = program::program(&text);
    let errors = sema.take_diagnostics();
    assert!(errors.is_empty(), "{errors:?}");
    (sema, root)
}

fn named(sema: &Sema, root: DefId, name: &str) -> DefId {
    sema.lookup_path(root, &[name], Namespace::Value)
        .or_else(|| sema.lookup_path(root, &[name], Namespace::Type))
        .unwrap_or_else(|| panic!("no `{name}`"))
}

/// Each line is `A: B` (must hold) or `!A: B` (must not).
fn check_predicates(lines: &str) {
    let mut text = String::new();
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for (i, line) in lines.iter().enumerate() {
        text.push_str(&format!("fn p{i}() where {} {{}}\n", line.trim_start_matches('!')));
    }
    let (sema, root) = program(&text);
    let mut wrong = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let def = named(&sema, root, &format!("p{i}"));
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(&sema, &mut table, &NoDelegate);
        let mut fulfill = FulfillCtx::new();
        let env = ParamEnv::empty();
        let all = cx.predicates_for(def, GenericArgs::empty(), &env, SpanId::NONE);
        assert!(!all.is_empty(), "nothing to prove for `{line}`");
        fulfill.register_all(all);
        let errors = fulfill.select_all_or_error(&mut cx);
        if errors.is_empty() == line.starts_with('!') {
            let shown: Vec<String> =
                errors.iter().map(|e| cx.show_predicate(&e.obligation.predicate)).collect();
            wrong.push(format!("{line}   [{}]", shown.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "wrong:\n{}", wrong.join("\n"));
}

/// Each line is `TYPE => NORMAL FORM`.
fn check_normal_forms(lines: &str) {
    let lines: Vec<(&str, &str)> =
        lines.lines().filter_map(|line| line.split_once("=>")).map(|(a, b)| (a.trim(), b.trim())).collect();
    let text: String = lines.iter().enumerate().map(|(i, (ty, _))| format!("type N{i} = {ty};\n")).collect();
    let (sema, root) = program(&text);
    for (i, (ty, expected)) in lines.iter().enumerate() {
        let alias = sema.type_of(named(&sema, root, &format!("N{i}")));
        let normal = sema.normalize_erasing_regions(alias);
        assert_eq!(normal.display(&ShortNames(&sema)), *expected, "{ty}");
    }
}

/// Proves the predicates of the function `f<…>()` with fresh arguments; the arguments afterwards, and whether
/// anything is left open.
fn infer(text: &str) -> String {
    let (sema, root) = program(text);
    let def = named(&sema, root, "f");
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(&sema, &mut table, &NoDelegate);
    let env = ParamEnv::empty();
    let args = cx.fresh_args(def, &[], SpanId::NONE);
    let mut fulfill = FulfillCtx::new();
    fulfill.register_all(cx.predicates_for(def, args, &env, SpanId::NONE));
    let errors = fulfill.select_where_possible(&mut cx);
    let shown: Vec<String> =
        cx.table.resolve(&args).iter().filter_map(|arg| arg.as_ty()).map(|ty| cx.show(ty)).collect();
    let mut out = shown.join(" ");
    if fulfill.pending().any(|o| !matches!(&o.predicate, Predicate::Trait(of) if is_sized(&sema, of))) {
        out.push_str(" ?");
    }
    for error in errors {
        out.push_str(&format!(" !{}", cx.show_predicate(&error.obligation.predicate)));
    }
    out
}

fn is_sized(sema: &Sema, of: &TraitRef) -> bool {
    sema.is_lang_item(of.trait_, "sized")
}

#[test]
fn impls_and_bounds() {
    check_predicates(
        "i32: Clone
         !String: Copy
         Option<i32>: Copy
         !Option<String>: Copy
         Option<Option<String>>: Clone
         Vec<String>: Default
         !str: Default
         i32: From<u8>
         i32: From<i32>
         !u8: From<i32>
         u8: Into<i32>
         String: Into<String>
         &'static str: Into<String>
         !i32: Into<String>
         &'static &'static i32: Display
         i32: ToString
         str: ToString
         !Vec<i32>: ToString
         i32: Add<i32>
         i32: Add<&'static i32>
         !i32: Add<u8>
         Vec<String>: FromIterator<String>
         !Vec<String>: FromIterator<i32>
         HashMap<i32, String>: FromIterator<(i32, String)>
         Result<Vec<i32>, String>: FromIterator<Result<i32, String>>
         !Result<Vec<i32>, String>: FromIterator<i32>",
    );
}

#[test]
fn builtin_types() {
    check_predicates(
        "i32: Sized
         !str: Sized
         ![i32]: Sized
         !dyn Shape: Sized
         Vec<str>: Sized
         (i32, String): Sized
         (i32, bool): Copy
         !(i32, String): Copy
         (i32, String): Clone
         [i32; 4]: Copy
         ![String; 4]: Copy
         [String; 4]: Clone
         fn(i32) -> String: Copy
         &'static str: Copy
         !&'static mut i32: Clone
         *const String: Copy
         (): Copy
         (i32, u8): Tuple
         !i32: Tuple",
    );
}

#[test]
fn callable_types() {
    check_predicates(
        "fn(i32) -> u8: Fn(i32) -> u8
         fn(i32) -> u8: FnMut(i32) -> u8
         fn(i32) -> u8: FnOnce(i32) -> u8
         !fn(i32) -> u8: Fn(i32) -> i32
         !fn(i32) -> u8: Fn(u8) -> u8
         !fn(i32) -> u8: Fn() -> u8
         fn(): FnOnce()
         !unsafe fn(): FnOnce()
         dyn Fn(i32) -> u8: Fn(i32) -> u8
         dyn Fn(i32) -> u8: FnOnce(i32) -> u8
         !dyn FnMut(i32) -> u8: Fn(i32) -> u8",
    );
}

#[test]
fn auto_traits_follow_the_structure() {
    check_predicates(
        "i32: Send
         String: Send
         Option<String>: Send
         !*const i32: Send
         !Vec<i32>: Send
         !Option<Vec<i32>>: Sync
         (i32, &'static str): Send
         PhantomData<i32>: Send
         !PhantomData<*const i32>: Send
         dyn Shape + Send: Send
         !dyn Shape: Send
         fn(Vec<i32>) -> *const u8: Send",
    );
}

#[test]
fn objects_and_unsizing() {
    check_predicates(
        "dyn Shape: Shape
         dyn Solid: Shape
         !dyn Shape: Solid
         Box<dyn Shape>: Shape
         Box<Box<dyn Solid>>: Shape
         dyn Iterator<Item = i32>: Iterator<Item = i32>
         !dyn Iterator<Item = i32>: Iterator<Item = u8>
         Box<dyn Iterator<Item = i32>>: IntoIterator<Item = i32>
         &'static mut dyn Iterator<Item = i32>: Iterator
         [i32; 3]: Unsize<[i32]>
         ![i32; 3]: Unsize<[u8]>
         Square: Unsize<dyn Shape>
         !i32: Unsize<dyn Shape>
         dyn Solid: Unsize<dyn Shape>
         !dyn Shape: Unsize<dyn Solid>
         dyn Shape + Send: Unsize<dyn Shape>
         !dyn Shape: Unsize<dyn Shape + Send>
         IntoIter<u8>: Unsize<dyn Iterator<Item = u8>>
         !IntoIter<u8>: Unsize<dyn Iterator<Item = i32>>
         Rc<Square>: CoerceUnsized<Rc<dyn Shape>>
         Box<[i32; 3]>: CoerceUnsized<Box<[i32]>>
         !Rc<i32>: CoerceUnsized<Rc<dyn Shape>>",
    );
}

#[test]
fn normal_forms() {
    check_normal_forms(
        "<i32 as Add>::Output => i32
         <i32 as Add<&'static i32>>::Output => i32
         <Vec<u8> as IntoIterator>::Item => u8
         <Vec<u8> as IntoIterator>::IntoIter => IntoIter<u8>
         <IntoIter<u8> as IntoIterator>::IntoIter => IntoIter<u8>
         <&'static Vec<u8> as IntoIterator>::Item => &u8
         <std::iter::Map<IntoIter<u8>, fn(u8) -> String> as Iterator>::Item => String
         <std::iter::Map<std::iter::Map<IntoIter<u8>, fn(u8) -> i32>, fn(i32) -> bool> as Iterator>::Item => bool
         <Filter<std::iter::Map<Iter<'static, u8>, fn(&'static u8) -> i32>, fn(&i32) -> bool> as Iterator>::Item => i32
         <Zip<IntoIter<u8>, Flatten<IntoIter<Vec<String>>>> as Iterator>::Item => (u8, String)
         <Flatten<IntoIter<Vec<Option<u8>>>> as IntoIterator>::Item => Option<u8>
         <Box<dyn Iterator<Item = String>> as IntoIterator>::Item => String
         <Rc<Vec<i32>> as Deref>::Target => Vec<i32>
         <<Rc<Vec<i32>> as Deref>::Target as Deref>::Target => [i32]
         <fn(i32) -> u8 as FnOnce<(i32,)>>::Output => u8
         <i32 as FromStr>::Err => ParseError",
    );
}

#[test]
fn a_lone_impl_determines_variables() {
    assert_eq!(infer("fn f<T>() where Vec<i32>: FromIterator<T> {}"), "i32");
    assert_eq!(infer("fn f<T>() where IntoIter<T>: Iterator<Item = u8> {}"), "u8");
    assert_eq!(infer("fn f<T, E>() where Result<Vec<T>, E>: FromIterator<Result<u8, bool>> {}"), "u8 bool");
}

#[test]
fn several_impls_leave_it_open() {
    assert_eq!(infer("fn f<T>() where i32: From<T> {}"), "_ ?");
    assert_eq!(infer("fn f<T>() where i32: Add<T> {}"), "_ ?");
    assert_eq!(infer("fn f<T>() where u8: Into<T> {}"), "_ ?");
    assert_eq!(infer("fn f<T, B>() where B: FromIterator<T> {}"), "_ _ ?");
    assert_eq!(infer("fn f<T>() where Vec<T>: Default {}"), "_");
}

#[test]
fn projections_of_adapters_are_found_through_closures_results() {
    let text = "fn f<B, C, I>() where std::iter::Map<IntoIter<u8>, fn(u8) -> i32>: IntoIterator<IntoIter = I, Item = B>,
        I: Iterator<Item = C>, Vec<C>: FromIterator<B> {}";
    assert_eq!(infer(text), "i32 i32 Map<IntoIter<u8>, fn(u8) -> i32>");
}

#[test]
fn false_predicates_are_errors() {
    assert_eq!(infer("fn f<T>() where Vec<T>: Shape, Vec<i32>: FromIterator<T> {}"), "i32 !Vec<_>: Shape");
    assert_eq!(
        infer("fn f() where IntoIter<u8>: Iterator<Item = i32> {}"),
        " !<IntoIter<u8> as Iterator>::Item == i32"
    );
}

#[test]
fn integer_variables_filter_impls() {
    let (sema, root) = program(
        "trait Odd {} impl Odd for u8 {} impl Odd for bool {} trait Two {} impl Two for u8 {} impl Two for i32 {} trait Not {} impl Not for bool {}",
    );
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(&sema, &mut table, &NoDelegate);
    let env = ParamEnv::empty();
    let int = cx.table.new_int_var(SpanId::NONE);
    let holds =
        |cx: &mut SelectionContext<'_>, name: &str| cx.type_implements(int, named(&sema, root, name), &env);
    assert_eq!(holds(&mut cx, "Not"), Evaluation::No);
    assert_eq!(holds(&mut cx, "Two"), Evaluation::Maybe);
    let trait_ = named(&sema, root, "Odd");
    let mut fulfill = FulfillCtx::new();
    let args = GenericArgs::new(&[GenericArg::Ty(int)]);
    fulfill.register(Obligation::of_trait(TraitRef { trait_, args }, &env, SpanId::NONE));
    assert!(fulfill.select_all_or_error(&mut cx).is_empty());
    assert_eq!(cx.table.resolve(&int), Ty::int(treebeard_sema::ty::IntTy::U8));
}

#[test]
fn where_clauses_are_assumed_and_preferred() {
    let text = "trait Named { type Name; }
        trait Both: Shape + Named {}
        fn f<T: Both<Name = i32>, I: Iterator, J>(i: I::Item, n: T::Name) where I::Item: Into<String>, J: Iterator<Item = I::Item> {}";
    let (sema, root) = program(text);
    let def = named(&sema, root, "f");
    let env = sema.param_env(def);
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(&sema, &mut table, &NoDelegate);
    let sig = sema.fn_sig(def);
    let mut fulfill = FulfillCtx::new();
    let sig = fulfill.normalize(&mut cx, &env, SpanId::NONE, &*sig);
    assert!(fulfill.select_all_or_error(&mut cx).is_empty());
    let shown: Vec<String> = sig.inputs.iter().map(|ty| cx.show(*ty)).collect();
    assert_eq!(shown, ["<I as Iterator>::Item", "i32"]);
    let shape = named(&sema, root, "Shape");
    let clone = sema.lang_item("clone").unwrap();
    let t = cx.sema.identity_args(def).ty_at(0);
    assert_eq!(cx.type_implements(t, shape, &env), Evaluation::Yes);
    assert_eq!(cx.type_implements(t, clone, &env), Evaluation::No);
    // A projection of `J` is the projection of `I`, whose bound counts.
    let into = named(&sema, root, "Into");
    let args =
        GenericArgs::new(&[GenericArg::Ty(sig.inputs[0]), GenericArg::Ty(cx.table.new_ty_var(SpanId::NONE))]);
    fulfill.register(Obligation::of_trait(TraitRef { trait_: into, args }, &env, SpanId::NONE));
    assert!(fulfill.select_all_or_error(&mut cx).is_empty());
    let found = cx.table.resolve(&args.ty_at(1));
    assert_eq!(cx.show(found), "String");
}

#[test]
fn endless_requirements_overflow() {
    let text = "trait Deep {} struct W<T>(T); impl<T> Deep for W<T> where W<W<T>>: Deep {} fn f() where W<i32>: Deep {}";
    let (sema, root) = program(text);
    let def = named(&sema, root, "f");
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(&sema, &mut table, &NoDelegate);
    let mut fulfill = FulfillCtx::new();
    fulfill.register_all(cx.predicates_for(def, GenericArgs::empty(), &ParamEnv::empty(), SpanId::NONE));
    let errors = fulfill.select_all_or_error(&mut cx);
    assert_eq!(errors.iter().map(|e| e.code).collect::<Vec<_>>(), [FulfillmentErrorCode::Overflow]);
    let codes: Vec<_> = cx.report(&errors).into_iter().filter_map(|d| d.code).collect();
    assert_eq!(codes, ["E0275"]);
}

#[test]
fn instances_are_found_through_impls_and_defaults() {
    let text = "type A = Square; fn call<T: Shape>(t: T) { t.area(); }";
    let (sema, root) = program(text);
    let shape = named(&sema, root, "Shape");
    let square = sema.type_of(named(&sema, root, "Square"));
    let method = |name: &str| {
        sema.assoc_item_by_name(shape, treebeard_syntax::Symbol::new(name), Namespace::Value).unwrap().def
    };
    let args = GenericArgs::new(&[GenericArg::Ty(square)]);
    let area = sema.resolve_instance(method("area"), args).unwrap();
    assert_ne!(area.def, method("area"));
    assert_eq!((area.kind, sema.def_kind(area.def)), (InstanceKind::Item, DefKind::AssocFn));
    let name = sema.resolve_instance(method("name"), args).unwrap();
    assert_eq!((name.def, name.args, name.kind), (method("name"), args, InstanceKind::Item));
    let int = GenericArgs::new(&[GenericArg::Ty(Ty::bool())]);
    assert_eq!(sema.resolve_instance(method("area"), int), None);
}

#[test]
fn virtual_calls_have_slots() {
    let (sema, root) = program("type D = dyn Solid;");
    let object = sema.type_of(named(&sema, root, "D"));
    let square = sema.type_of(named(&sema, root, "Square"));
    let solid = named(&sema, root, "Solid");
    let volume = sema.assoc_items(solid)[0].def;
    let args = GenericArgs::new(&[GenericArg::Ty(object)]);
    let call = sema.resolve_instance(volume, args).unwrap();
    let InstanceKind::Virtual(slot) = call.kind else { panic!("{call:?}") };
    let table = sema.vtable_methods(square, object);
    let found = table[slot as usize].unwrap();
    assert_eq!(
        found.def,
        sema.resolve_instance(volume, GenericArgs::new(&[GenericArg::Ty(square)])).unwrap().def
    );
    assert_eq!(table.len(), 3);
}

#[test]
fn dropping_does_something_only_where_something_is_owned() {
    let text = "struct Loud; impl Drop for Loud { fn drop(&mut self) {} }
        type A = (i32, &'static Loud); type B = Option<Loud>; type C = [Loud; 2]; type D = dyn Shape; type E = fn(Loud);
        struct List(Option<Box<List>>); type F = List; type G = Option<i32>; type H = PhantomData<Loud>;";
    let (sema, root) = program(text);
    let env = ParamEnv::reveal_all();
    let needs: Vec<bool> = ["A", "B", "C", "D", "E", "F", "G", "H"]
        .iter()
        .map(|name| sema.needs_drop(sema.type_of(named(&sema, root, name)), &env))
        .collect();
    assert_eq!(needs, [false, true, true, true, false, true, false, false]);
}

#[test]
fn impls_overlap_unless_something_known_to_be_false_keeps_them_apart() {
    let text = "trait Mine {} struct Own<T>(T);
        mod a { use super::*; impl<T> Mine for Vec<T> {} impl Mine for Vec<u8> {} }
        mod b { use super::*; impl<T: Shape> Mine for Own<T> {} impl Mine for Own<i32> {} }
        mod c { use super::*; impl<T: Clone> Mine for (T,) {} impl Mine for ([u8],) {} }
        mod d { use super::*; impl Mine for &'static str {} impl<T: Shape> Mine for &'static T {} }
        trait Far<T> {} impl<T> Far<T> for i32 {} impl Far<bool> for u8 {} impl Far<u8> for i32 {}";
    let (sema, root) = program(text);
    let pairs = |name: &str| {
        let impls = sema.impls_of_trait(named(&sema, root, name), None);
        let mut found = Vec::new();
        for (i, a) in impls.iter().enumerate() {
            for (j, b) in impls.iter().enumerate().skip(i + 1) {
                if sema.impls_overlap(*a, *b) {
                    found.push((i, j));
                }
            }
        }
        found.len()
    };
    // `Vec<T>` with `Vec<u8>`; the others are kept apart by `i32: Shape`, `[u8]: Sized` and `str: Sized`.
    assert_eq!(pairs("Mine"), 1);
    assert_eq!(pairs("Far"), 1);
}

/// Infers all bodies of a program; gives what is wrong with them.
fn infer_bodies(text: &str) -> Vec<String> {
    let (sema, _) = program(text);
    let mut out = Vec::new();
    for def in sema.local_bodies() {
        let results = sema.typeck(def);
        for diagnostic in &results.diagnostics {
            let line = diagnostic.primary.span.location().map_or(0, |l| l.line);
            out.push(format!(
                "{line}: {:?} {} [{}]",
                diagnostic.code, diagnostic.message, diagnostic.primary.text
            ));
        }
        for unsupported in &results.unsupported {
            out.push(format!("{unsupported:?}"));
        }
    }
    out
}

#[test]
fn bodies_with_closures_and_adapters() {
    let text = "
        fn twice<F: Fn(i32) -> i32>(f: F, x: i32) -> i32 { f(f(x)) }
        fn make(n: i32) -> impl Fn(i32) -> i32 { move |x| x + n }
        fn boxed() -> Box<dyn Shape> { Box::new(Square) }
        fn all<I>(items: I) -> Vec<I::Item> where I: IntoIterator { items.into_iter().collect() }
        trait Apply { fn apply(&self, x: i32) -> i32; }
        impl<F: Fn(i32) -> i32> Apply for F { fn apply(&self, x: i32) -> i32 { self(x) } }
        fn names(v: &Vec<i32>) -> Vec<String> { v.into_iter().map(|x| x.to_string()).collect() }
        fn main() {
            let a = twice(|x| x + 1, 2);
            let b = twice(make(3), 2);
            let c: Vec<i32> = (0..3).map(|x| x + a).collect();
            let d = names(&c);
            let e: Vec<_> = d.into_iter().map(|s| s.len()).collect();
            let f: usize = e.len();
            let g = boxed().area() + b;
            let h: String = \"x\".into();
            let i: i32 = 7u8.into();
            let j = Some(3).map(|x| x + i).unwrap();
            let k: Result<Vec<i32>, String> = all(Vec::<Result<i32, String>>::new()).into_iter().collect();
            let l = all(0..3).len();
            let m = Rc::<Square>::clone;
            let n = (|n| n + 3).apply(4);
        }";
    assert_eq!(infer_bodies(text), Vec::<String>::new());
}

/// The codes of what is deferred to the captures and wrong, by line.
fn deferred_errors(text: &str) -> Vec<String> {
    let (sema, _) = program::program(text);
    let mut all = Vec::new();
    for def in sema.local_bodies() {
        all.extend(sema.typeck(def).diagnostics.clone());
        all.extend(sema.check_deferred(def));
    }
    program::codes(&all)
}

#[test]
fn captures_decide_kinds_and_structural_traits() {
    let text = "fn by_ref<F: Fn()>(f: F) {} fn by_mut<F: FnMut()>(f: F) {} fn once<F: FnOnce()>(f: F) {}
fn copied<T: Copy>(t: T) {} fn sent<T: Send>(t: T) {} struct Big;
fn main() {
    let (mut n, big, small, raw) = (1, Big, 2, &3 as *const i32);
    once(|| drop(big));
    let consumes = || drop(Big);
    by_ref(consumes);
    by_mut(|| n = 2);
    copied(|| small);
    sent(|| small);
}
fn moves(big: Big) {
    let f = || drop(big);
    by_ref(f);
}
fn mutates(mut n: i32) {
    let f = || n = 2;
    by_ref(f);
}
fn moves_where_it_may_not(big: Big) {
    by_ref(|| drop(big));
}
fn assigns_where_it_may_not(mut n: i32) {
    by_ref(|| n = 2);
}
fn not_copy(big: Big) {
    copied(move || { let b = &big; });
}
fn not_send(raw: *const i32) {
    sent(move || { let r = raw; });
}";
    // As rustc 1.95 reports them.
    assert_eq!(
        deferred_errors(text),
        ["E0525@13", "E0525@17", "E0507@21", "E0594@24", "E0277@27", "E0277@30"]
    );
}
