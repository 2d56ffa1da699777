//! Types, signatures, predicates and impls of small programs.

use std::sync::{Arc, Mutex};

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{Edition, Item};

use crate::program::{MINICORE, find, parse, program};
use treebeard_sema::Sema;
use treebeard_sema::collect::{AssocKind, ImplPolarity, SimplifiedType};
use treebeard_sema::def::DefId;
use treebeard_sema::names::{EagerSource, EntryId, LibraryEntry, LibrarySource, Namespace, SelfKey};
use treebeard_sema::ty::{DefNames, IntTy, Predicate, Ty};

fn text_of(sema: &Sema, predicate: &Predicate) -> String {
    let args = |args: &[treebeard_sema::ty::GenericArg]| {
        let shown: Vec<String> =
            args.iter().filter_map(|arg| arg.as_ty()).map(|ty| ty.display(sema)).collect();
        shown.join(", ")
    };
    match predicate {
        Predicate::Trait(t) => {
            let rest = args(&t.args[1..]);
            let name = sema.def_name(t.trait_);
            let list = if rest.is_empty() { String::new() } else { format!("<{rest}>") };
            format!("{}: {name}{list}", t.self_ty().display(sema))
        }
        Predicate::Projection(assoc, list, ty) => {
            format!("{}::{} == {}", args(list), DefNames::def_name(sema, *assoc), ty.display(sema))
        }
        Predicate::TypeOutlives(ty, _) => format!("{}: 'r", ty.display(sema)),
        Predicate::RegionOutlives(..) => "'r: 'r".to_owned(),
        Predicate::ConstArgHasType(_, ty) => format!("const: {}", ty.display(sema)),
    }
}

fn predicates(sema: &Sema, def: DefId) -> Vec<String> {
    sema.predicates_of(def).iter().map(|(p, _)| text_of(sema, p)).collect()
}

fn sig(text: &str, name: &str) -> String {
    let (sema, root) = program(text);
    let sig = sema.fn_sig(find(&sema, root, name));
    let inputs: Vec<String> = sig.inputs.iter().map(|ty| ty.display(&sema)).collect();
    assert_eq!(sema.take_diagnostics(), [], "{text}");
    format!("({}) -> {}", inputs.join(", "), sig.output.display(&sema))
}

#[test]
fn signatures() {
    for (text, expected) in [
        ("fn f(a: u8, b: &str) -> (i32, bool) { loop {} }", "(u8, &str) -> (i32, bool)"),
        ("fn f<T, const N: usize>(a: [T; N], b: &mut [T]) {}", "([T; N], &mut [T]) -> ()"),
        ("fn f(a: [u8; 3], b: [u8; 2 * K]) {} const K: usize = 1 << 2;", "([u8; 3], [u8; 8]) -> ()"),
        (
            "type P<T> = (T, T); fn f(a: P<u8>) -> P<P<bool>> { loop {} }",
            "((u8, u8)) -> ((bool, bool), (bool, bool))",
        ),
        ("fn f<I: Iterator>(i: I) -> I::Item { loop {} }", "(I) -> <I as Iterator>::Item"),
        (
            "fn f<I>(i: I) -> Option<I::Item> where I: IntoIterator { loop {} }",
            "(I) -> Option<<I as IntoIterator>::Item>",
        ),
        ("fn f(a: impl Iterator<Item = u8>) -> impl Clone { loop {} }", "(impl Iterator) -> impl Clone"),
        (
            "fn f(a: fn(u8) -> bool, b: &dyn Fn(u8) -> bool) {}",
            "(fn(u8) -> bool, &dyn Fn<(u8,), Output = bool>) -> ()",
        ),
        (
            "fn f(a: Box<dyn Iterator<Item = u8> + Send>) -> ! { loop {} }",
            "(Box<dyn Iterator<Item = u8> + Send>) -> !",
        ),
        ("struct S<T = u8>(T); fn f(a: S, b: S<bool>) {}", "(S<u8>, S<bool>) -> ()"),
        ("struct S; impl S { fn f(self: &Self) -> Self { loop {} } }", "(&S) -> S"),
    ] {
        let name = if text.contains("impl S") { "S::f" } else { "f" };
        assert_eq!(sig(text, name), expected, "{text}");
    }
}

#[test]
fn late_bound_lifetimes_are_no_parameters() {
    let (sema, root) = program(
        "fn late<'a>(x: &'a u8) -> &'a u8 { x } fn early<'a, T: Clone + 'a>(x: &'a T) {} fn out<'a>() -> &'a u8 { loop {} }",
    );
    let count = |name: &str| sema.generics_of(find(&sema, root, name)).count();
    assert_eq!((count("late"), count("early"), count("out")), (0, 2, 1));
}

#[test]
fn predicates_of_parameters() {
    let (sema, root) = program(
        "fn f<A: Clone, B: ?Sized, C>(c: C) where C: Iterator<Item = A>, C::Item: Copy {} trait T: Clone { fn m(&self) where Self: Sized; }",
    );
    assert_eq!(
        predicates(&sema, find(&sema, root, "f")),
        ["A: Sized", "A: Clone", "C: Sized", "C: Iterator", "C::Item == A", "<C as Iterator>::Item: Copy",]
    );
    let t = find(&sema, root, "T");
    assert_eq!(predicates(&sema, t), ["Self: T", "Self: Clone"]);
    let m = find(&sema, root, "T::m");
    assert_eq!(predicates(&sema, m), ["Self: T", "Self: Clone", "Self: Sized"]);
    assert!(sema.requires_self_sized(m));
    assert!(sema.vtable_entries(t).iter().all(|entry| entry.method != m));
}

#[test]
fn associated_types_through_supertraits() {
    let (sema, root) = program(
        "trait Base { type X; } trait Sub: Base { fn f(&self) -> Self::X; } fn g<T: Sub>(x: T::X) {} struct S; impl Base for S { type X = u8; } impl Sub for S { fn f(&self) -> Self::X { 1 } }",
    );
    let show = |name: &str| {
        let sig = sema.fn_sig(find(&sema, root, name));
        (sig.inputs[0].display(&sema), sig.output.display(&sema))
    };
    assert_eq!(show("Sub::f").1, "<Self as Base>::X");
    assert_eq!(show("g").0, "<T as Base>::X");
    let impls = sema.impls_of_trait(find(&sema, root, "Sub"), None);
    let f = sema.assoc_item_by_name(impls[0], Symbol::new("f"), Namespace::Value).expect("f").def;
    assert_eq!(sema.fn_sig(f).output.display(&sema), "<S as Base>::X");
    assert_eq!(sema.trait_item_of_impl_item(f), Some(find(&sema, root, "Sub::f")));
    assert_eq!(sema.take_diagnostics(), []);
}

#[test]
fn impls_are_found_by_head() {
    let (sema, root) = program(
        "struct S; impl Clone for S { fn clone(&self) -> S { S } } fn f() { struct L; impl Clone for L { fn clone(&self) -> L { L } } impl Iterator for S { type Item = u8; fn next(&mut self) -> Option<u8> { None } } }",
    );
    let clone = sema.lang_item("clone").expect("Clone");
    let count = |key| sema.impls_of_trait(clone, key).len();
    assert_eq!(count(Some(SimplifiedType::Int(IntTy::I32))), 1);
    assert_eq!(count(Some(SimplifiedType::Int(IntTy::I64))), 0);
    assert_eq!(count(Some(SimplifiedType::Adt(find(&sema, root, "S")))), 1);
    // &T, *const T, four primitives, Option, S and L.
    assert_eq!(count(None), 9);
    let into_iterator = find(&sema, root, "std::iter::IntoIterator");
    assert_eq!(
        sema.impls_of_trait(into_iterator, Some(SimplifiedType::Adt(find(&sema, root, "S")))).len(),
        1
    );
    let send = sema.lang_item("send").expect("Send");
    let pointer = SimplifiedType::Ptr(treebeard_syntax::ast::Mutability::Not);
    let negative = sema.impls_of_trait(send, Some(pointer));
    assert_eq!(sema.impl_polarity(negative[0]), ImplPolarity::Negative);
    assert_eq!(sema.inherent_impls(SimplifiedType::Slice).len(), 1);
    let u8_impl = sema.inherent_impls(SimplifiedType::Int(IntTy::U8))[0];
    let max = sema.assoc_item_by_name(u8_impl, Symbol::new("MAX"), Namespace::Value).expect("MAX");
    assert_eq!((max.kind, sema.type_of(max.def)), (AssocKind::Const, Ty::int(IntTy::U8)));
}

#[test]
fn data_types() {
    let (sema, root) = program(
        "#[repr(u8)] enum E<T> { A, B(T) = 7, C { x: T, y: [T; 2] } } pub struct S { pub a: u8, b: bool }",
    );
    let e = find(&sema, root, "E");
    let adt = sema.adt_def(e);
    assert_eq!(&*sema.discriminants(e), [0, 7, 8]);
    assert_eq!(sema.discriminant_ty(e), Ty::int(IntTy::U8));
    assert_eq!(adt.variants[2].field(Symbol::new("y")).map(|(i, _)| i), Some(1));
    let args = treebeard_sema::ty::GenericArgs::new(&[treebeard_sema::ty::GenericArg::Ty(Ty::bool())]);
    assert_eq!(sema.field_ty(e, 2, 1, args).display(&sema), "[bool; 2]");
    let (ctor, _) = adt.variants[1].ctor.expect("a constructor");
    assert_eq!(adt.variant_of(ctor).map(|(i, _)| i), Some(1));
    assert_eq!(sema.fn_sig(ctor).output.display(&sema), "E<T>");
    let ordering = find(&sema, root, "std::cmp::Ordering");
    assert_eq!(&*sema.discriminants(ordering), [-1, 0, 1]);
}

/// A library that remembers what was loaded.
struct Watched {
    library: EagerSource,
    loaded: Arc<Mutex<Vec<Symbol>>>,
}

impl LibrarySource for Watched {
    fn load(&self, id: EntryId) -> Item {
        let name = self.library.entry(id).name;
        self.loaded.lock().expect("no test panicked").push(name);
        self.library.load(id)
    }
    fn name(&self) -> Symbol {
        self.library.name()
    }
    fn edition(&self) -> Edition {
        self.library.edition()
    }
    fn entry_count(&self) -> u32 {
        self.library.entry_count()
    }
    fn entry(&self, id: EntryId) -> LibraryEntry {
        self.library.entry(id)
    }
    fn children(&self, id: EntryId) -> Vec<EntryId> {
        self.library.children(id)
    }
    fn members(&self, id: EntryId) -> Vec<EntryId> {
        self.library.members(id)
    }
    fn lang_item(&self, name: Symbol) -> Option<EntryId> {
        self.library.lang_item(name)
    }
    fn lang_items(&self) -> Vec<(Symbol, EntryId)> {
        self.library.lang_items()
    }
    fn trait_impls(&self, trait_name: Symbol, key: Option<SelfKey>) -> Vec<EntryId> {
        self.library.trait_impls(trait_name, key)
    }
    fn inherent_impls(&self, key: SelfKey) -> Vec<EntryId> {
        self.library.inherent_impls(key)
    }
    fn all_impls(&self) -> Vec<EntryId> {
        self.library.all_impls()
    }
}

#[test]
fn library_items_are_loaded_only_when_needed() {
    let loaded = Arc::new(Mutex::new(Vec::new()));
    let library = EagerSource::new(parse("std", MINICORE, Edition::E2024));
    let sema = Sema::new(Arc::new(Watched { library, loaded: loaded.clone() }));
    let root = sema.add_crate(parse("main", "fn main() { let x = 1; }", Edition::E2024));
    let has_vec = || loaded.lock().expect("no test panicked").contains(&Symbol::new("Vec"));
    sema.fn_sig(find(&sema, root, "main"));
    let vec = find(&sema, root, "std::vec::Vec");
    assert!(!has_vec(), "a path to an item does not load it");
    sema.adt_def(vec);
    assert!(has_vec());
}
