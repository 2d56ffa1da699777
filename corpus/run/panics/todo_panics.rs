//! todo! says "not yet implemented".
//@ exit: 101
//@ stdout: start
fn later() -> i32 {
    todo!("next week")
}

fn main() {
    println!("start");
    println!("{}", later());
}
