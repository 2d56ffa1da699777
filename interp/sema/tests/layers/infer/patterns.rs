//! Patterns and binding modes.

use treebeard_syntax::ast::Edition;

use super::check::{check, check_edition};

#[test]
fn default_binding_modes() {
    check(
        "enum Tree { Leaf, Node(Box<Tree>, i32, Box<Tree>) }
        fn sum(t: &Tree) -> i32 {
            match t {
                Tree::Leaf => 0,
                Tree::Node(l, v, r) => sum(l) + v + sum(r), //^ l: &Box<Tree> | v: &i32
            }
        }
        fn grow(t: &mut Tree) {
            if let Tree::Node(_, v, _) = t { *v += 1; } //^ v: &mut i32
        }
        fn main() {
            let pairs = [(1, 'a')];
            for &(n, c) in &pairs {} //^ n: i32 | c: char
            for (n, c) in &pairs {} //^ n: &i32 | c: &char
            let ((a, b), [c, .., d]) = ((1u8, true), [1, 2, 3]); //^ a: u8 | b: bool | d: i32
            let t = (String::new(), 1);
            let (ref s, n) = t; //^ s: &String | n: i32
            let x @ 1..=5 = 3 else { return }; //^ i32
            match &[1, 2, 3][..] {
                [] => {}
                [one] => {} //^ &i32
                [first, rest @ ..] => {} //^ first: &i32 | rest: &[i32]
            }
            match (1, \"a\") { (1, \"b\") | (2, _) => {}, (n, s) if n > 3 => {}, _ => {} } //^ n: i32 | s: &str
            match Some(1) { Some(n @ (1 | 2)) => {}, Some(n) | Some(n) if n > 1 => {}, _ => {} } //^ n: i32
        }",
    );
}

#[test]
fn constants_in_patterns() {
    check(
        "const LIMIT: i32 = 5;
        #[derive(PartialEq)]
        struct Unit;
        mod m { pub const A: u8 = 1; }
        fn main() {
            match 3 { LIMIT => {}, i32::MAX => {}, x => {} } //^ x: i32
            match Unit { Unit => {} }
            match 1 { m::A..=9 => {}, _ => {} }
            match None { None => {}, Some(1u8) => {}, Some(_) => {} }
        }",
    );
}

#[test]
fn modifiers_under_a_reference_depend_on_the_edition() {
    check_edition("fn main() { let (mut a, b) = &(1, 2); let c = a; } //^ a: i32 | b: &i32", Edition::E2021);
    check("fn main() { let (mut a, b) = &(1, 2); } //~ error");
}

#[test]
fn wrong_patterns() {
    check(
        "struct P { x: i32, y: i32 } enum E { A(i32), B }
        fn main() {
            let P { x } = P { x: 1, y: 2 }; //~ E0027
            let P { x, z, .. } = P { x: 1, y: 2 }; //~ E0026
            match E::B { E::A(a, b) => {}, _ => {} } //~ E0023
            let (a, b) = (1, 2, 3); //~ E0308
            let [a, b] = [1, 2, 3]; //~ E0527
            match 1 { \"a\" => {}, _ => {} } //~ E0308
            match Some(1) { Some(x) | None => {} } //~ E0408
            let (a, a) = (1, 2); //~ E0416
            match 1 { 'a'..=\"b\" => {}, _ => {} } //~ E0029
            let [a, ..] = 5; //~ E0529
        }",
    );
}
