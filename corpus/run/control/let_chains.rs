//! In edition 2024 an `if` or `while` condition may chain `let` patterns with `&&`.
fn area(width: Option<i32>, height: Option<i32>) -> i32 {
    if let Some(w) = width
        && w > 0
        && let Some(h) = height
    {
        w * h
    } else {
        -1
    }
}

fn main() {
    println!("{}", area(Some(3), Some(4)));
    println!("{}", area(Some(0), Some(4)));
    println!("{}", area(Some(3), None));
    let mut values = vec![3, 2, 8, 1];
    while let Some(value) = values.pop()
        && value < 5
    {
        print!("{value} ");
    }
    println!("left {}", values.len());
}
