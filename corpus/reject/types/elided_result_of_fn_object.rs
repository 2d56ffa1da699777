//! The result of `Fn(&A, &B)` does not say which of them it borrows.
struct A;

fn pick<'a>(a: &'a A, _: &A) -> &'a A {
    a
}

const F: &dyn Fn(&A, &A) -> &A = &pick; //~ E0106

fn main() {
    F(&A, &A);
}
