//! Unification on small types: every law once, and that failures leave no trace.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{Edition, Mutability};

use treebeard_sema::def::DefId;
use treebeard_sema::table::{InferTable, TypeError};
use treebeard_sema::ty::{Const, FloatTy, GenericArg, GenericArgs, IntTy, Ty, TyKind};

const HERE: SpanId = SpanId::NONE;

fn vec_of(ty: Ty) -> Ty {
    Ty::new(TyKind::Adt(DefId(7), GenericArgs::new(&[GenericArg::Ty(ty)])))
}

/// Types without variables, each different from the others.
fn closed_types() -> Vec<Ty> {
    let u8 = Ty::int(IntTy::U8);
    let mut types = vec![Ty::bool(), Ty::char(), Ty::str(), Ty::never(), Ty::unit(), u8, Ty::int(IntTy::I32)];
    types.push(Ty::float(FloatTy::F32));
    types.push(Ty::float(FloatTy::F64));
    types.push(vec_of(u8));
    types.push(vec_of(Ty::bool()));
    types.push(Ty::tuple(&[u8, Ty::bool()]));
    types.push(Ty::new(TyKind::Slice(u8)));
    types.push(Ty::new(TyKind::Array(u8, Const::usize(2))));
    types.push(Ty::new(TyKind::Array(u8, Const::usize(3))));
    types.push(Ty::new_ref(u8, Mutability::Not));
    types.push(Ty::new_ref(u8, Mutability::Mut));
    types.push(Ty::new(TyKind::RawPtr(u8, Mutability::Not)));
    types
}

#[test]
fn closed_types_are_equal_only_to_themselves() {
    for (i, &a) in closed_types().iter().enumerate() {
        for (j, &b) in closed_types().iter().enumerate() {
            assert_eq!(InferTable::new().unify(a, b).is_ok(), i == j, "{a:?} and {b:?}");
        }
    }
}

#[test]
fn a_variable_becomes_any_type() {
    for ty in closed_types() {
        let mut table = InferTable::new();
        let var = table.new_ty_var(HERE);
        table.unify(var, ty).unwrap();
        assert_eq!(table.resolve(&vec_of(var)), vec_of(ty));
    }
}

#[test]
fn number_variables_take_only_numbers_of_their_kind() {
    for ty in closed_types() {
        let mut table = InferTable::new();
        let int = table.new_int_var(HERE);
        let float = table.new_float_var(HERE);
        assert_eq!(table.unify(int, ty).is_ok(), matches!(ty.kind(), TyKind::Int(_)), "{ty:?}");
        assert_eq!(table.unify(ty, float).is_ok(), matches!(ty.kind(), TyKind::Float(_)), "{ty:?}");
        assert!(table.unify(int, float).is_err());
    }
}

#[test]
fn a_general_variable_joined_with_an_integer_is_an_integer() {
    let mut table = InferTable::new();
    let (general, int) = (table.new_ty_var(HERE), table.new_int_var(HERE));
    table.unify(general, int).unwrap();
    assert!(table.unify(general, Ty::bool()).is_err());
    table.unify(general, Ty::int(IntTy::U8)).unwrap();
    assert_eq!(table.resolve(&int), Ty::int(IntTy::U8));
}

#[test]
fn a_type_cannot_contain_itself() {
    let mut table = InferTable::new();
    let (a, b) = (table.new_ty_var(HERE), table.new_ty_var(HERE));
    table.unify(a, vec_of(b)).unwrap();
    assert!(matches!(table.unify(b, vec_of(a)), Err(TypeError::Cyclic(..))));
    table.unify(b, Ty::bool()).unwrap();
    assert_eq!(table.resolve(&a), vec_of(Ty::bool()));
}

#[test]
fn a_failed_unification_leaves_no_trace() {
    let mut table = InferTable::new();
    let var = table.new_ty_var(HERE);
    let left = Ty::tuple(&[var, Ty::bool()]);
    let right = Ty::tuple(&[Ty::char(), Ty::char()]);
    assert_eq!(table.unify(left, right), Err(TypeError::Mismatch(Ty::bool(), Ty::char())));
    assert!(table.is_ty_var(var));
}

#[test]
fn snapshots_nest() {
    let mut table = InferTable::new();
    let var = table.new_ty_var(HERE);
    let outer = table.snapshot();
    let inner = table.snapshot();
    let made_inside = table.new_ty_var(HERE);
    table.unify(var, vec_of(made_inside)).unwrap();
    table.commit(inner);
    assert!(!table.is_ty_var(var));
    table.rollback_to(outer);
    assert!(table.is_ty_var(var));
    assert_eq!(table.var_count(), 1);
}

#[test]
fn lengths_are_unified_too() {
    let mut table = InferTable::new();
    let len = table.new_const_var(HERE);
    let open = Ty::new(TyKind::Array(Ty::bool(), len));
    table.unify(open, Ty::new(TyKind::Array(Ty::bool(), Const::usize(4)))).unwrap();
    assert_eq!(table.resolve(&len), Const::usize(4));
    assert!(table.unify(open, Ty::new(TyKind::Array(Ty::bool(), Const::usize(5)))).is_err());
}

#[test]
fn errors_are_equal_to_everything_and_spread() {
    let mut table = InferTable::new();
    let var = table.new_ty_var(HERE);
    table.unify(Ty::error(), vec_of(Ty::bool())).unwrap();
    table.unify(var, Ty::error()).unwrap();
    assert_eq!(table.resolve(&var), Ty::error());
}

#[test]
fn fallback_depends_on_the_edition() {
    for (edition, diverging) in [(Edition::E2021, Ty::unit()), (Edition::E2024, Ty::never())] {
        let mut table = InferTable::new();
        let (int, float) = (table.new_int_var(HERE), table.new_float_var(HERE));
        let (never, joined) = (table.new_diverging_var(HERE), table.new_ty_var(HERE));
        let unknown = table.new_ty_var(HERE);
        table.unify(never, joined).unwrap();
        assert!(table.apply_fallback(edition));
        assert_eq!(table.resolve(&int), Ty::int(IntTy::I32));
        assert_eq!(table.resolve(&float), Ty::float(FloatTy::F64));
        assert_eq!(table.resolve(&joined), diverging);
        assert!(table.is_ty_var(unknown));
        assert!(!table.apply_fallback(edition));
    }
}
