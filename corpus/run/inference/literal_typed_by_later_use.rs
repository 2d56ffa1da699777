//! The type of a literal is decided by a use further down.
fn wants_u8(n: u8) -> u8 {
    n.wrapping_add(1)
}

fn main() {
    let n = 255;
    let copy = n;
    println!("{}", wants_u8(copy));
    println!("{}", size_of_val(&n));
    let mut sum = 0;
    for i in [1u64, 2, 3] {
        sum += i;
    }
    println!("{sum} {}", size_of_val(&sum));
    let x = 1.0;
    let y: f32 = x;
    println!("{} {y}", size_of_val(&x));
}
