//! panic! with a formatted message reports its place and exits with 101.
//@ exit: 101
//@ stdout: 1
//@ stdout: 2
fn check(n: i32) {
    if n > 2 {
        panic!("{n} is too much, {}", "really");
    }
    println!("{n}");
}

fn main() {
    for n in 1.. {
        check(n);
    }
}
