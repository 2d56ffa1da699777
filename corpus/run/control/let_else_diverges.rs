//! `let … else` binds in the surrounding scope or leaves it.
fn first_digit(text: &str) -> Option<u32> {
    for c in text.chars() {
        let Some(digit) = c.to_digit(10) else {
            continue;
        };
        return Some(digit);
    }
    None
}

fn describe(pair: (i32, Option<&str>)) -> String {
    let (n, Some(name)) = pair else {
        return String::from("nobody");
    };
    format!("{name} is {n}")
}

fn main() {
    println!("{:?}", first_digit("ab7c9"));
    println!("{:?}", first_digit("none"));
    println!("{}", describe((3, Some("Ann"))));
    println!("{}", describe((4, None)));
}
