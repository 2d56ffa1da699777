//! The panic of a nested call ends the program at once; what was printed before stays.
//@ exit: 101
fn level(n: u8) -> u8 {
    print!("{n} ");
    if n >= 250 { n + 6 } else { level(n + 50) }
}

fn main() {
    println!("= {}", level(49));
    println!("= {}", level(50));
    println!("never");
}
