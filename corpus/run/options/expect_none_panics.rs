//! expect on None panics with its message.
//@ exit: 101
//@ stdout: only
fn main() {
    let mut names = vec!["only"];
    for _ in 0..2 {
        println!("{}", names.pop().expect("a name is left"));
    }
}
