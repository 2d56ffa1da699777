//! A String is built by pushing.
//@ stdout: abcde 5
//@ stdout: bc
fn main() {
    let mut text = String::from("ab");
    text.push('c');
    text.push_str("de");
    println!("{text} {}", text.len());
    let part = &text[1..3];
    println!("{part}");
}
