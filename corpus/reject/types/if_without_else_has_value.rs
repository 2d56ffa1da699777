//! An `if` without `else` cannot yield a value.
fn main() {
    let n = std::env::args().count();
    let value: i32 = if n > 1 {
        //~^ E0317
        5
    };
    println!("{value}");
}
