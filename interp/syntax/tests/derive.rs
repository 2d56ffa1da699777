//! Derives: what they make, compared with the impl that rustc's documentation and `cargo expand` show for them.

use treebeard_syntax::ast::{Crate, ItemKind};
use treebeard_syntax::{Failure, LanguageFrontend, Options, RustFrontend, source};

fn parse(text: &str) -> Result<Crate, Failure> {
    RustFrontend.parse_crate(source::add_virtual("derive.rs", text), &Options::new("test"))
}

/// Trait names, bounds of the first type parameter and number of predicates of the derived impls.
fn impls(text: &str) -> Vec<(String, usize, usize)> {
    let krate = parse(text).unwrap_or_else(|failure| panic!("{text}: {failure:#?}"));
    krate
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Impl(made) => {
                let name = made.derived.expect("derived").to_string();
                let trait_ = made.trait_.as_ref().expect("a trait");
                assert_eq!(trait_.segments.last().expect("a segment").ident.name.as_str(), name);
                let bounds = made.generics.params.first().map_or(0, |param| param.bounds.len());
                Some((name, bounds, made.generics.predicates.len()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn all_derives_work_on_all_shapes() {
    let all = "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]";
    for item in [
        "struct S;",
        "struct S(u8, u16);",
        "struct S { a: u8, r#type: String }",
        "enum E { A, B(u8), C { x: u8, y: i8 } }",
        "enum E { }",
        "enum E { A = 3, B = 1 }",
        "enum E { Only(u8) }",
        "#[repr(u8)] enum E { A, B }",
        "#[repr(C, packed)] struct S { a: u8, b: u32 }",
    ] {
        assert_eq!(impls(&format!("{all} {item}")).len(), 8, "{item}");
    }
    assert_eq!(
        impls("#[derive(Default)] struct S { a: u8 } #[derive(Default)] enum E { A, #[default] B }").len(),
        2
    );
}

#[test]
fn bounds_are_rustcs() {
    assert_eq!(
        impls(
            "#[derive(Clone)] struct S<T: Iterator + 'static> where T: Copy { a: Vec<T>, b: Option<T::Item> }"
        ),
        [("Clone".to_owned(), 3, 2)]
    );
    assert_eq!(impls("#[derive(Default)] enum E<T> { #[default] A, B(T) }"), [("Default".to_owned(), 0, 0)]);
}

#[test]
fn wrong_derives_are_reported() {
    let error = |text: &str| {
        let failure = parse(text).expect_err("rejected");
        (failure.diagnostics[0].code, failure.diagnostics[0].message.clone())
    };
    assert_eq!(error("#[derive(Default)] enum E { A }").0, Some("E0665"));
    assert_eq!(error("#[derive(Clone)] fn f() {}").0, Some("E0774"));
    assert_eq!(error("#[derive(Nope)] struct S;").1, "cannot find derive macro `Nope` in this scope");
}
