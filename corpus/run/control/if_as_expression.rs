//! `if` and `else if` are expressions whose branches have one type.
fn sign(n: i32) -> &'static str {
    if n > 0 {
        "positive"
    } else if n < 0 {
        "negative"
    } else {
        "zero"
    }
}

fn main() {
    println!("{} {} {}", sign(5), sign(-5), sign(0));
    let n = 7;
    let parity = if n % 2 == 0 { 'e' } else { 'o' };
    println!("{parity}");
    let biggest = if n > 3 { if n > 5 { 5 } else { 3 } } else { 0 };
    println!("{biggest}");
    if n == 7 {
        println!("seven");
    }
}
