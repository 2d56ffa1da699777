//! A guard may be an `if let`, whose bindings the arm sees.
//@ stdout: twice 4 odd 7 nothing
fn halve(n: i32) -> Option<i32> {
    if n % 2 == 0 { Some(n / 2) } else { None }
}

fn describe(n: Option<i32>) -> String {
    match n {
        Some(n) if let Some(half) = halve(n) => format!("twice {half}"),
        Some(n) => format!("odd {n}"),
        None => String::from("nothing"),
    }
}

fn main() {
    println!("{} {} {}", describe(Some(8)), describe(Some(7)), describe(None));
}
