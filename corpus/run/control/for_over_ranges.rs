//! `for` runs over half-open, inclusive, reversed and stepped ranges, and over empty ones not at all.
fn main() {
    for i in 0..4 {
        print!("{i} ");
    }
    println!();
    for i in 1..=4 {
        print!("{i} ");
    }
    println!();
    for i in (0..4).rev() {
        print!("{i} ");
    }
    println!();
    for i in (0..20).step_by(6) {
        print!("{i} ");
    }
    println!();
    for i in 5..5 {
        print!("never {i}");
    }
    for i in 250u8..=255 {
        print!("{i} ");
    }
    println!();
    for c in 'a'..='e' {
        print!("{c}");
    }
    println!();
}
