//! A result borrows from one of two arguments without saying which.
fn longest(a: &str, b: &str) -> &str {
    //~^ E0106
    if a.len() > b.len() { a } else { b }
}

fn main() {
    println!("{}", longest("a", "bb"));
}
