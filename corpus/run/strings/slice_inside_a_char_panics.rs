//! Slicing a string in the middle of a character panics and names the character.
//@ exit: 101
//@ stdout: h
fn prefix(text: &str, length: usize) -> &str {
    &text[..length]
}

fn main() {
    println!("{}", prefix("héllo", 1));
    println!("{}", prefix("héllo", 2));
}
