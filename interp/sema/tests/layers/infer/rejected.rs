//! Errors of types, with rustc's codes and lines.

use super::check::check;

#[test]
fn mismatches() {
    check(
        "struct S;
        fn f(x: i32) -> i32 { x }
        fn unit() -> i32 { //~ E0308
            f(1);
        }
        fn tail() -> i32 {
            true //~ E0308
        }
        fn main() {
            let a: i32 = \"x\"; //~ E0308
            f('c'); //~ E0308
            let b = if true { 1 } else { \"x\" }; //~ E0308
            let c = match 1 { 1 => 1, _ => 'c' }; //~ E0308
            let d: u8 = 1i32; //~ E0308
            let e = [1, 'a']; //~ E0308
            if 1 {} //~ E0308
            let g: S = 5; //~ E0308
            let h: i32 = if true { 1 }; //~ E0317
            return 5; //~ E0308
        }",
    );
}

#[test]
fn operators() {
    check(
        "struct S;
        fn main() {
            let a = S + S; //~ E0369
            let b = -S; //~ E0600
            let c = 1 + 1.0; //~ E0277
            let d = S == S; //~ E0369
            let mut s = S;
            s += 1; //~ E0368
            let e = *5; //~ E0614
            let f = -1u8; //~ E0600
            1 = 2; //~ E0070
            1 += 2; //~ E0067
        }",
    );
}

#[test]
fn calls_and_methods() {
    check(
        "struct S { x: i32 }
        impl S { fn m(&self, a: i32) {} fn s() {} }
        mod m { pub struct P { secret: i32 } impl P { pub fn new() -> P { P { secret: 1 } } fn hidden(&self) {} } }
        fn f(a: i32) {}
        fn main() {
            f(); //~ E0061
            f(1, 2); //~ E0061
            let s = S { x: 1 };
            s.m(); //~ E0061
            s.nope(); //~ E0599
            s.y; //~ E0609
            s.m; //~ E0615
            S::nope(); //~ E0599
            let c = |x: i32| x;
            c(1, 2); //~ E0057
            5(); //~ E0618
            1.x; //~ E0610
            let p = m::P::new();
            p.secret; //~ E0616
            p.hidden(); //~ E0624
            let t = S { x: 1, y: 2 }; //~ E0560
            let u = S {}; //~ E0063
            5[0]; //~ E0608
        }",
    );
}

#[test]
fn control_flow() {
    check(
        "fn main() {
            break; //~ E0268
            let c = || { continue; }; //~ E0267
            while true { break 5; } //~ E0571
            loop { break 'nope; } //~ E0426
        }
        const C: i32 = { return 1; }; //~ E0572
        fn g() -> i32 { return; } //~ E0069",
    );
}

#[test]
fn casts() {
    check(
        "struct S;
        fn main() {
            let a = 5u32 as char; //~ E0604
            let b = 5 as bool; //~ E0054
            let c = S as i32; //~ E0605
            let d = &1u8 as u32; //~ E0606
            let e = 1.5 as *const u8; //~ E0606
        }",
    );
}

#[test]
fn bounds_and_unknown_types() {
    check(
        "trait T {} struct S;
        fn needs<X: T>(x: X) {}
        fn main() {
            needs(S); //~ E0277
            for x in 5 {} //~ E0277
            let v: Vec<i32> = (1..3).map(|x| x as f64).collect(); //~ E0277
        }
        fn unknown() {
            let x = None; //~ E0282
        }
        fn q() { Some(1)?; } //~ E0277",
    );
}
