//! The first arm whose pattern and guard accept the value is taken.
fn guard(name: &str, value: bool) -> bool {
    print!("{name}? ");
    value
}

fn pick(n: i32) -> &'static str {
    match n {
        0 => "zero",
        n if guard("big", n > 100) => "big",
        1 | 2 if guard("small", n == 2) => "two",
        1..=9 => "digit",
        _ if guard("odd", n % 2 == 1) => "odd",
        _ => "other",
    }
}

fn main() {
    for n in [0, 1, 2, 9, 11, 12, 101] {
        println!("{}", pick(n));
    }
}
