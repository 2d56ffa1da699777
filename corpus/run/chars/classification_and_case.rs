//! Character predicates and conversions cover ASCII and the rest of Unicode.
fn main() {
    for c in ['a', 'Z', '5', ' ', '\n', 'é', 'ß', '中', '_'] {
        println!(
            "{c:?} {} {} {} {} {}",
            c.is_alphabetic(),
            c.is_numeric(),
            c.is_whitespace(),
            c.is_uppercase(),
            c.len_utf8()
        );
    }
    println!("{} {}", 'q'.to_ascii_uppercase(), 'É'.to_lowercase());
    println!("{}", 'ß'.to_uppercase());
    println!("{:?} {:?} {:?}", '7'.to_digit(10), 'f'.to_digit(16), 'g'.to_digit(16));
    println!("{:?} {:?}", char::from_digit(9, 10), char::from_digit(11, 16));
    println!("{} {}", 'x'.is_ascii_punctuation(), '!'.is_ascii_punctuation());
}
