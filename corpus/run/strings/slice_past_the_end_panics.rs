//! Slicing a string past its end panics with the index and the string.
//@ exit: 101
//@ stdout: []
fn suffix(text: &str, from: usize) -> &str {
    &text[from..]
}

fn main() {
    println!("[{}]", suffix("abc", 3));
    println!("[{}]", suffix("abc", 4));
}
