//! `let` is no expression.
fn main() {
    let x = (let y = 6); //~ ERROR
}
