//! A failing assert! with a message says only the message.
//@ exit: 101
//@ stdout: 0
//@ stdout: 1
//@ stdout: 2
fn main() {
    let limit = 3;
    for n in 0..10 {
        assert!(n < limit, "{n} reached the limit {limit}");
        println!("{n}");
    }
}
