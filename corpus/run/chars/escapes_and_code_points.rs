//! Character escapes, code point casts and arithmetic by way of u8 and u32.
fn caesar(c: char, by: u8) -> char {
    if c.is_ascii_lowercase() { ((c as u8 - b'a' + by) % 26 + b'a') as char } else { c }
}

fn main() {
    println!("{} {} {}", '\x41', '\u{1F600}', '\'');
    println!("{:?} {:?} {:?} {:?}", '\t', '\\', '"', '\u{7f}');
    println!("{} {}", 'a' as u32, ('a' as u8 + 2) as char);
    println!("{}", "hello, world".chars().map(|c| caesar(c, 3)).collect::<String>());
    println!("{} {}", char::MAX as u32, '€' as u32);
    println!("{}", '\u{e9}'.escape_unicode());
}
