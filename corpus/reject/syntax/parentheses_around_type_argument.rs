//! Type arguments stand in parentheses.
fn main() {
    let v: Vec(&str) = vec!["foo"]; //~ E0214
}
