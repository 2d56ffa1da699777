//! A string is UTF-8: chars, bytes and char_indices see the same text differently.
fn main() {
    let text = "aé中😀";
    println!("{} {}", text.len(), text.chars().count());
    for (at, c) in text.char_indices() {
        print!("{at}:{c} ");
    }
    println!();
    for byte in text.bytes().take(4) {
        print!("{byte:02x} ");
    }
    println!();
    println!("{}", text.chars().rev().collect::<String>());
    println!("{:?} {:?}", text.chars().nth(1), text.chars().next_back());
    println!("{} {}", text.is_char_boundary(1), text.is_char_boundary(2));
    println!("{:?}", "hé".as_bytes());
}
