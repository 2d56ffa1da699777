//! A peekable iterator looks one element ahead.
fn tokens(text: &str) -> Vec<String> {
    let mut result = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_ascii_digit() {
            let mut number = String::new();
            while let Some(digit) = chars.next_if(|c| c.is_ascii_digit()) {
                number.push(digit);
            }
            result.push(number);
        } else {
            chars.next();
            if c != ' ' {
                result.push(c.to_string());
            }
        }
    }
    result
}

fn main() {
    println!("{:?}", tokens("12+ 345*(6)"));
    let mut numbers = [1, 2].iter().peekable();
    println!("{:?}", numbers.peek());
    println!("{:?}", numbers.next());
    println!("{:?}", numbers.next_if_eq(&&5));
    println!("{:?}", numbers.next());
    println!("{:?}", numbers.peek());
    println!("{:?}", numbers.next());
}
