//! Parsing integers checks digits and range, and the errors say which.
fn show(text: &str) {
    match text.parse::<i8>() {
        Ok(n) => println!("{text:?} is {n}"),
        Err(error) => println!("{text:?}: {error}"),
    }
}

fn main() {
    for text in ["0", "-128", "+7", "127", "128", "-129", "", "-", "1x", " 1"] {
        show(text);
    }
    println!("{:?} {:?}", u32::from_str_radix("ff", 16), i32::from_str_radix("-101", 2));
    println!("{:?}", "-1".parse::<u8>());
}
