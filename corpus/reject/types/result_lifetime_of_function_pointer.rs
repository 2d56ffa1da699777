//! A lifetime stands in the result of a function pointer alone.
fn main() {
    let x: Option<for<'a> fn() -> &'a str> = None; //~ E0581
}
