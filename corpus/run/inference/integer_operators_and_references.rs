//! Arithmetic and comparison mix values and references, and literals follow their other side.
fn main() {
    let a: u8 = 200;
    let r = &a;
    println!("{} {} {}", r + 5, 5 + r, r - r);
    println!("{} {}", *r as u32 + 100, u32::from(*r) + 100);
    let values = [1i64, 2, 3];
    let sum = values.iter().fold(0, |sum, v| sum + v);
    println!("{sum} {}", size_of_val(&sum));
    println!("{}", values.iter().map(|v| v * v).sum::<i64>() - 1);
    let shift = 3;
    println!("{} {}", 1u64 << shift, size_of_val(&shift));
    println!("{}", values.iter().filter(|&&v| v > 1).count());
    println!("{}", -values[0] + !values[1]);
    println!("{}", 2.0_f32.powi(3) * 1.5 + 1 as f32);
}
