//! Coercions, and common types of branches.

use super::check::check;

#[test]
fn references_and_unsizing() {
    check(
        "trait Speak { fn name(&self) -> String; }
        struct Dog; struct Cat(u8);
        impl Speak for Dog { fn name(&self) -> String { String::new() } }
        impl Speak for Cat { fn name(&self) -> String { String::new() } }
        fn slice(x: &[i32]) {}
        fn text(x: &str) {}
        fn raw(x: *const i32) {}
        fn main() {
            slice(&[1, 2]);
            slice(&Vec::new());
            let s = String::new();
            text(&s);
            text(&&s);
            let mut n = 1;
            raw(&n);
            raw(&mut n);
            let r: &i32 = &mut n;
            let zoo: Vec<Box<dyn Speak>> = two(Box::new(Dog), Box::new(Cat(1)));
            let b: Box<dyn Speak> = Box::new(Dog);
            let list: [&dyn Speak; 2] = [&Dog, &Cat(1)];
            for animal in list { let n = animal.name(); } //^ animal: &dyn Speak | n: String
            let c: &mut [u8] = &mut [1, 2, 3];
        }
        fn two<T>(a: T, b: T) -> Vec<T> { Vec::new() }",
    );
}

#[test]
fn branches_meet() {
    check(
        "fn one(x: i32) -> i32 { x } fn two(x: i32) -> i32 { x }
        fn main() {
            let f = if true { one } else { two }; //^ fn(i32) -> i32
            let g = match 1 { 0 => one, 1 => |x| x, _ => two }; //^ g: fn(i32) -> i32
            let a = [one, two]; //^ [fn(i32) -> i32; 2]
            let s: &[i32] = if true { &[1] } else { &[1, 2] }; //^ &[i32]
            let o: Option<&str> = if true { None } else { Some(\"a\") }; //^ Option<&str>
            let b: Box<dyn Fn(i32) -> i32> = if true { Box::new(|x| x) } else { Box::new(one) };
        }",
    );
}
