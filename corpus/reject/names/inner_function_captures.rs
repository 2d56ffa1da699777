//! A nested function cannot see the locals around it.
fn main() {
    let base = 10;
    fn add(n: i32) -> i32 {
        n + base //~ E0434
    }
    println!("{}", add(1));
}
