//! `&&` and `||` evaluate their right side only when it decides the result; `&` and `|` always do.
fn noisy(name: &str, value: bool) -> bool {
    print!("{name} ");
    value
}

fn main() {
    println!("{}", noisy("a", false) && noisy("b", true));
    println!("{}", noisy("c", true) && noisy("d", false));
    println!("{}", noisy("e", true) || noisy("f", true));
    println!("{}", noisy("g", false) || noisy("h", true));
    println!("{}", noisy("i", false) & noisy("j", true));
    println!("{}", noisy("k", true) | noisy("l", true));
    println!("{}", noisy("m", false) || noisy("n", true) && noisy("o", false) || noisy("p", true));
}
