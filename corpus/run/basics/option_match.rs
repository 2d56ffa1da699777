//! Option is matched, tested with `if let`, and returned.
//@ stdout: half is 4
//@ stdout: odd
fn half(n: i32) -> Option<i32> {
    if n % 2 == 0 { Some(n / 2) } else { None }
}

fn main() {
    match half(8) {
        Some(n) => println!("half is {n}"),
        None => println!("odd"),
    }
    if let Some(n) = half(7) {
        println!("half is {n}");
    } else {
        println!("odd");
    }
}
