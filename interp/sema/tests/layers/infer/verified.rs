//! Unsafety, constness, and the other checks of finished bodies.

use super::check::check;

#[test]
fn what_needs_unsafe() {
    check(
        "unsafe fn danger() {}
        static mut COUNT: i32 = 0;
        union U { a: i32, b: f32 }
        struct S; impl S { unsafe fn m(&self) {} }
        fn main() {
            danger(); //~ E0133
            unsafe { danger(); }
            let x = 1;
            let p = &x as *const i32;
            let y = *p; //~ E0133
            let z = unsafe { *p }; //^ i32
            COUNT += 1; //~ E0133
            let q = &raw const COUNT;
            let u = U { a: 1 };
            let f = u.b; //~ E0133
            S.m(); //~ E0133
            let g: unsafe fn() = danger;
            g(); //~ E0133
            let c = || unsafe { danger() };
        }
        unsafe fn also() { danger(); }",
    );
}

#[test]
fn what_constants_may_call() {
    check(
        "const fn good(x: i32) -> i32 { x + 1 }
        fn bad() -> i32 { 1 }
        const A: i32 = good(2) * 3;
        const B: i32 = bad(); //~ E0015
        static C: i32 = bad(); //~ E0015
        const fn d() -> i32 { bad() } //~ E0015
        const E: [u8; 3] = [0; 3];
        const F: fn() -> i32 = bad;
        const G: usize = E.len2(); //~ E0015
        trait Len { fn len2(&self) -> usize; }
        impl Len for [u8; 3] { fn len2(&self) -> usize { 3 } }
        fn main() {}",
    );
}

#[test]
fn destructors_captures_and_duplicates() {
    check(
        "struct D; impl Drop for D { fn drop(&mut self) {} }
        fn dup(a: i32, a: i32) {} //~ E0415
        fn main() {
            let mut d = D;
            d.drop(); //~ E0040
        }
        fn outer() {
            let x = 1;
            fn inner() -> i32 { x } //~ E0434
        }",
    );
}

#[test]
fn numbers_that_are_not_known_well_enough() {
    check(
        "fn main() {
            let x = 2.0.sqrt(); //~ E0689
            let y = 5.pow(2); //~ E0689
            let z = \"a\" as str; //~ E0620 E0277
        }",
    );
}

#[test]
fn types_that_nothing_determines() {
    check("fn main() { let v = Vec::new(); } //~ E0282");
    check("fn main() { let x = \"5\".parse().unwrap(); } //~ E0284");
    check("fn main() { let v = (1..3).collect(); } //~ E0283");
    check("fn main() { let f = |x| x; } //~ E0282");
    check("fn main() { let x = Default::default(); } //~ E0790");
    check("fn main() { let x = None; } //~ E0282");
    check("fn f<T>() {} fn main() { f(); } //~ E0282");
    check("fn main() { let x = |a| a.len(); } //~ E0282");
    check("fn main() { let s: i32 = (1..3).sum() + 1; } //~ E0283");
}
