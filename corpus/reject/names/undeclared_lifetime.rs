//! A lifetime name that was not declared.
fn first(text: &'a str) -> &'a str {
    //~^ E0261 E0261
    &text[..1]
}

fn main() {
    println!("{}", first("abc"));
}
