//! Method probing on programs: which method, found where, after which adjustments.

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Symbol};

use crate::program;
use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_sema::infer::Adjustment;
use treebeard_sema::method::*;
use treebeard_sema::names::Namespace;
use treebeard_sema::table::InferTable;
use treebeard_sema::traits::{FulfillCtx, NoDelegate, SelectionContext, ShortNames};
use treebeard_sema::ty::Ty;

const WORLD: &str = include_str!("../data/traits.rs");

/// For each function of the program named `m_NAME` (its only parameter is the receiver): what `receiver.NAME()` calls,
/// after `*` for each dereference and `&`, `&mut` for the reference taken, and the result type.
fn check_calls(program: &str, expected: &[(&str, &str)]) {
    check(program, expected, "m_", |cx, fulfill, probe, receiver, name| {
        let pick = cx
            .probe_method(probe, receiver, name)
            .map_err(|e| cx.report_method_error(probe, receiver, name, &e))?;
        let autoref = match pick.autoref {
            None => "",
            Some(Autoref::Ref { mutability: Mutability::Not, unsize: false }) => "&",
            Some(Autoref::Ref { mutability: Mutability::Not, unsize: true }) => "&[]",
            Some(Autoref::Ref { mutability: Mutability::Mut, .. }) => "&mut ",
            Some(Autoref::ConstPtr) => "*const ",
        };
        let confirmed =
            cx.confirm_method(fulfill, probe, receiver, &pick, &[]).expect("what was picked fits");
        Ok((
            format!("{autoref}{}", "*".repeat(pick.derefs)),
            pick,
            confirmed.sig.output,
            confirmed.adjustments,
        ))
    });
}

type Found = (String, Pick, Ty, Vec<Adjustment>);
type Prober = fn(
    &mut SelectionContext<'_>,
    &mut FulfillCtx,
    &ProbeScope<'_>,
    Ty,
    Symbol,
) -> Result<Found, treebeard_syntax::Diagnostic>;

fn check(program: &str, expected: &[(&str, &str)], prefix: &str, prober: Prober) {
    let uses = "use std::ops::*; use std::marker::*; use std::iter::*;";
    let text = format!("{uses}\n{}\n{program}", WORLD.replace("//!", "//"));
    let (sema, root) = program::program(&text);
    let errors = sema.take_diagnostics();
    assert!(errors.is_empty(), "{errors:?}");
    let found: Vec<(String, String)> = expected
        .iter()
        .map(|(function, _)| ((*function).to_owned(), describe(&sema, root, function, prefix, prober)))
        .collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(function, text)| ((*function).to_owned(), (*text).to_owned())).collect();
    assert_eq!(found, expected);
}

fn describe(sema: &Sema, root: DefId, function: &str, prefix: &str, prober: Prober) -> String {
    let def =
        sema.lookup_path(root, &[function], Namespace::Value).unwrap_or_else(|| panic!("no `{function}`"));
    let name = function.trim_start_matches(prefix).trim_end_matches(|c: char| c.is_ascii_digit());
    let env = sema.param_env(def);
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(sema, &mut table, &NoDelegate);
    let mut fulfill = FulfillCtx::new();
    let probe = ProbeScope { scope: sema.scope_of(def), param_env: &env, span: SpanId::NONE };
    let receiver = fulfill.normalize(&mut cx, &env, SpanId::NONE, &sema.fn_sig(def).inputs[0]);
    match prober(&mut cx, &mut fulfill, &probe, receiver, Symbol::new(name)) {
        Err(diagnostic) => format!("{}: {}", diagnostic.code.unwrap_or("?"), diagnostic.message),
        Ok((adjustments, pick, output, _)) => {
            let errors = fulfill.select_where_possible(&mut cx);
            let output = cx.table.resolve(&output).display(&ShortNames(sema));
            let owner = match pick.kind {
                PickKind::Inherent(impl_) => sema.type_of(impl_).display(&ShortNames(sema)),
                PickKind::Trait(of) | PickKind::Object(of) => sema.def_name(of).to_string(),
                PickKind::WhereClause(of) => format!("where {}", sema.def_name(of.trait_)),
            };
            let failed: Vec<String> =
                errors.iter().map(|e| format!(" !{}", cx.show_predicate(&e.obligation.predicate))).collect();
            format!("{adjustments}{owner} -> {output}{}", failed.concat())
        }
    }
}

#[test]
fn receivers_are_adjusted_step_by_step() {
    check_calls(
        "fn m_inherent(x: Square) {} fn m_inherent1(x: &&Square) {} fn m_by_value(x: Square) {}
         fn m_by_mut(x: Square) {} fn m_by_mut1(x: &mut Square) {} fn m_inherent2(x: Rc<Box<Square>>) {}
         fn m_len(x: Vec<i32>) {} fn m_len1(x: [i32; 3]) {} fn m_len2(x: &str) {} fn m_len3(x: String) {}
         fn m_first_len(x: Vec<bool>) {} fn m_first_len1(x: &[u8; 2]) {} fn m_wrapping_add(x: u8) {}",
        &[
            ("m_inherent", "&Square -> ()"),
            ("m_inherent1", "&**Square -> ()"),
            ("m_by_value", "Square -> ()"),
            ("m_by_mut", "&mut Square -> ()"),
            ("m_by_mut1", "&mut *Square -> ()"),
            ("m_inherent2", "&**Square -> ()"),
            ("m_len", "&Vec<T> -> usize"),
            ("m_len1", "&[][T] -> usize"),
            ("m_len2", "&*str -> usize"),
            ("m_len3", "&*str -> usize"),
            ("m_first_len", "&*SliceExt -> usize"),
            ("m_first_len1", "&[]*SliceExt -> usize"),
            ("m_wrapping_add", "u8 -> u8"),
        ],
    );
}

#[test]
fn methods_of_traits_are_found_by_selection() {
    check_calls(
        "fn m_clone(x: String) {} fn m_clone1(x: &String) {} fn m_clone2(x: Rc<Square>) {} fn m_clone3(x: &Square) {}
         fn m_to_string(x: i32) {} fn m_to_string1(x: &&str) {} fn m_into_iter(x: Vec<u8>) {}
         fn m_into_iter1(x: &Vec<u8>) {} fn m_into_iter2(x: IntoIter<u8>) {} fn m_next(x: Range<i32>) {}
         fn m_unwrap(x: Option<u8>) {} fn m_area(x: Square) {} fn m_eq(x: i32) {}",
        &[
            ("m_clone", "&Clone -> String"),
            ("m_clone1", "&*Clone -> String"),
            ("m_clone2", "&Clone -> Rc<Square>"),
            ("m_clone3", "&Clone -> &Square"),
            ("m_to_string", "&ToString -> String"),
            ("m_to_string1", "&*ToString -> String"),
            ("m_into_iter", "IntoIterator -> IntoIter<u8>"),
            ("m_into_iter1", "&*IntoIterator -> Iter<u8>"),
            ("m_into_iter2", "IntoIterator -> IntoIter<u8>"),
            ("m_next", "&mut Iterator -> Option<i32>"),
            ("m_unwrap", "Option<T> -> u8"),
            ("m_area", "&Shape -> i32"),
            ("m_eq", "&PartialEq -> bool"),
        ],
    );
}

#[test]
fn objects_and_parameters_have_the_methods_of_their_traits() {
    check_calls(
        "fn m_area(x: &dyn Solid) {} fn m_area1(x: Box<dyn Shape>) {} fn m_next(x: &mut dyn Iterator<Item = u8>) {}
         fn m_next1(x: Box<dyn Iterator<Item = u8>>) {} fn m_volume<T: Solid>(x: T) {} fn m_area2<T: Solid>(x: &T) {}
         fn m_next2<I: Iterator<Item = String>>(x: I) {} fn m_area3<I: Iterator>(x: I::Item) where I::Item: Shape {}
         fn m_collect<I: Iterator>(x: I) {}",
        &[
            ("m_area", "&*Shape -> i32"),
            ("m_area1", "&Shape -> i32"),
            ("m_next", "&mut *Iterator -> Option<u8>"),
            ("m_next1", "&mut Iterator -> Option<u8>"),
            ("m_volume", "&where Solid -> i32"),
            ("m_area2", "&*where Shape -> i32"),
            ("m_next2", "&mut where Iterator -> Option<String>"),
            ("m_area3", "&where Shape -> i32"),
            ("m_collect", "where Iterator -> _"),
        ],
    );
}

#[test]
fn what_is_not_there_is_an_error() {
    check_calls(
        "mod hidden { pub struct Shy; impl Shy { fn secret(&self) {} } }
         trait One { fn twice(&self) {} } trait Two { fn twice(&self) {} } impl One for Square {} impl Two for Square {}
         fn m_nothing(x: Square) {} fn m_make(x: Square) {} fn m_secret(x: hidden::Shy) {} fn m_twice(x: Square) {}
         fn m_clone(x: Square) {} fn m_to_string(x: Vec<i32>) {}",
        &[
            ("m_nothing", "E0599: no method named `nothing` found for struct `Square` in the current scope"),
            ("m_make", "E0599: no method named `make` found for struct `Square` in the current scope"),
            ("m_secret", "E0624: method `secret` is private"),
            ("m_twice", "E0034: multiple applicable items in scope"),
            ("m_clone", "E0599: no method named `clone` found for struct `Square` in the current scope"),
            (
                "m_to_string",
                "E0599: the method `to_string` exists for struct `Vec<i32>`, but its trait bounds were not satisfied",
            ),
        ],
    );
}

#[test]
fn paths_name_associated_functions() {
    let text = "fn p_make(x: Square) {} fn p_new(x: Vec<u8>) {} fn p_area(x: Square) {} fn p_default(x: i32) {}
         fn p_from(x: String) {} fn p_from_iter(x: Vec<u8>) {} fn p_default1<T: Default>(x: T) {} fn p_MAX(x: u8) {}
         fn p_gone(x: Square) {}";
    let expected = [
        ("p_make", "Square -> Square"),
        ("p_new", "Vec<T> -> Vec<u8>"),
        ("p_area", "Shape -> i32"),
        ("p_default", "Default -> i32"),
        ("p_from", "From -> String"),
        ("p_from_iter", "FromIterator -> Vec<u8>"),
        ("p_default1", "where Default -> T"),
        (
            "p_gone",
            "E0599: no function or associated item named `gone` found for struct `Square` in the current scope",
        ),
    ];
    check(text, &expected, "p_", |cx, fulfill, probe, ty, name| {
        let pick = cx.probe_path(probe, ty, name).map_err(|e| cx.report_method_error(probe, ty, name, &e))?;
        let confirmed = cx.confirm_path(fulfill, probe, ty, &pick, &[]);
        let output = treebeard_sema::ty::subst_ty(cx.sema.fn_sig(confirmed.def).output, confirmed.args);
        let output = fulfill.normalize(cx, probe.param_env, probe.span, &output);
        Ok((String::new(), pick, output, Vec::new()))
    });
}
