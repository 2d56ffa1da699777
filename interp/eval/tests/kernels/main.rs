//! The speed kernels, small, and the forms they are made of: lowering over bodies built by hand.
//!
//! `dsl` makes nodes of the typed tree, `fake` is the front half that they come from.

mod dsl;
mod fake;

use treebeard_sema::ty::{Const, IntTy, Ty, TyKind};
use treebeard_syntax::ast::BinaryOp::{Add, Lt, Mul, Rem, Sub};

use treebeard_eval::trap::Trap;

use dsl::*;
use fake::engine;

fn run(bodies: Vec<treebeard_sema::tree::TypedBody>) -> i64 {
    let (engine, main) = engine(bodies);
    match treebeard_eval::run::call::<i64>(&engine, &main) {
        Ok(value) => value,
        Err(trap) => panic!("{trap:?}"),
    }
}

fn fib() -> treebeard_sema::tree::TypedBody {
    let rec = |by| call(1, vec![bin(Sub, l(0), k(by))], i64_ty());
    let value = iff(bin(Lt, l(0), k(2)), l(0), bin(Add, rec(1), rec(2)));
    body(1, vec![i64_ty()], value)
}

fn fib_early_return() -> treebeard_sema::tree::TypedBody {
    let rec = |by| call(1, vec![bin(Sub, l(0), k(by))], i64_ty());
    let early = iff(bin(Lt, l(0), k(2)), ret(l(0)), unit());
    let mut value = block(vec![do_(early)], bin(Add, rec(1), rec(2)));
    value.diverts = true;
    body(1, vec![i64_ty()], value)
}

fn sum_loop(n: i64) -> treebeard_sema::tree::TypedBody {
    let step = block(
        vec![
            do_(op_assign(Add, place(0, i64_ty()), bin(Rem, bin(Mul, l(1), l(1)), k(7)))),
            do_(op_assign(Add, place(1, i64_ty()), k(1))),
        ],
        unit(),
    );
    let value = block(vec![init(0, k(0)), init(1, k(0)), do_(while_(0, bin(Lt, l(1), k(n)), step))], l(0));
    body(0, vec![i64_ty(), i64_ty()], value)
}

/// `a[i] += i` through `&mut [i64; 10]`, twice over each element, then the sum.
fn references() -> treebeard_sema::tree::TypedBody {
    let usize_ty = Ty::int(IntTy::Usize);
    let array = Ty::new(TyKind::Array(i64_ty(), Const::usize(10)));
    let to_usize = |e| {
        ex(
            treebeard_sema::tree::ExprKind::Cast(treebeard_sema::tree::CastKind::Numeric, Box::new(e)),
            usize_ty,
        )
    };
    let by_ref = Ty::new_ref(array, treebeard_syntax::ast::Mutability::Mut);
    let element = |i| index(deref(place(1, by_ref), array), to_usize(i), i64_ty());
    let step = block(
        vec![
            do_(op_assign(Add, element(bin(Rem, l(2), k(10))), l(2))),
            do_(op_assign(Add, place(2, i64_ty()), k(1))),
        ],
        unit(),
    );
    let own = index(place(0, array), to_usize(k(3)), i64_ty());
    let value = block(
        vec![
            init(0, ex(treebeard_sema::tree::ExprKind::Repeat(Box::new(k(5)), Const::usize(10)), array)),
            init(1, refer(place(0, array))),
            init(2, k(0)),
            do_(while_(0, bin(Lt, l(2), k(20)), step)),
        ],
        ex(treebeard_sema::tree::ExprKind::Copy(own), i64_ty()),
    );
    body(0, vec![array, by_ref, i64_ty()], value)
}

#[test]
fn fib_recursive() {
    let main = body(0, vec![], call(1, vec![k(20)], i64_ty()));
    assert_eq!(run(vec![main, fib()]), 6765);
}

#[test]
fn fib_with_early_return() {
    let main = body(0, vec![], call(1, vec![k(20)], i64_ty()));
    assert_eq!(run(vec![main, fib_early_return()]), 6765);
}

#[test]
fn sum_of_squares() {
    let expected = (0..1000i64).map(|i| i * i % 7).sum::<i64>();
    assert_eq!(run(vec![sum_loop(1000)]), expected);
}

#[test]
fn elements_through_a_reference() {
    assert_eq!(run(vec![references()]), 5 + 3 + 13);
}

#[test]
fn overflow_panics() {
    let main = body(0, vec![], bin(Add, k(i64::MAX), k(1)));
    let (engine, main) = engine(vec![main]);
    match treebeard_eval::run::call::<i64>(&engine, &main) {
        Err(Trap::Panic(panic)) => assert_eq!(panic.message, "attempt to add with overflow"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn endless_recursion_aborts() {
    let value = bin(Add, call(0, vec![], i64_ty()), k(1));
    let (engine, main) = engine(vec![body(0, vec![], value)]);
    match treebeard_eval::run::call::<i64>(&engine, &main) {
        Err(Trap::Abort) => {}
        other => panic!("{other:?}"),
    }
}
