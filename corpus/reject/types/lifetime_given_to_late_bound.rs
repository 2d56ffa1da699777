//! A lifetime that is chosen at each call is given.
fn foo<'a>(x: &'a str) -> &'a str {
    x
}

fn main() {
    println!("{}", foo::<'static>("hi")); //~ E0794
}
