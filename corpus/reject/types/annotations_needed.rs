//! Nothing says what `collect` shall build.
fn main() {
    let squares = (1..4).map(|n| n * n).collect(); //~ E0283
    println!("{}", size_of_val(&squares));
}
