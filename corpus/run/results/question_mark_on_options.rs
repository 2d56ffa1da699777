//! `?` on None leaves the function with None.
//@ stdout: Some('R') None None
//@ stdout: Some(3) None
//@ stdout: Some(2) None
fn middle(text: &str) -> Option<char> {
    let word = text.split(' ').nth(1)?;
    let c = word.chars().nth(word.len() / 2)?;
    Some(c.to_ascii_uppercase())
}

fn add(a: Option<i32>, b: Option<i32>) -> Option<i32> {
    Some(a? + b?)
}

fn main() {
    println!("{:?} {:?} {:?}", middle("one three"), middle("one"), middle("one "));
    println!("{:?} {:?}", add(Some(1), Some(2)), add(Some(1), None));
    let closure = |text: &str| -> Option<usize> { Some(text.find('b')? + 1) };
    println!("{:?} {:?}", closure("abc"), closure("xyz"));
}
