//! A constant calls a function that is not const.
fn compute() -> u32 {
    7
}

const VALUE: u32 = compute(); //~ E0015

fn main() {
    println!("{VALUE}");
}
