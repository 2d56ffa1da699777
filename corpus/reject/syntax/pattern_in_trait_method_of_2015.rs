//! Where parameters may have no names, their patterns are names.
//@ edition: 2015
trait T {
    fn f((a, b): (i32, i32)) {} //~ E0642
    fn g(&a: &i32, mut c: i32) {}
}

fn main() {}
