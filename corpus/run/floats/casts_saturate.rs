//! `as` from float to integer truncates toward zero, saturates at the limits and turns NaN into zero.
fn main() {
    println!("{} {} {}", 3.99 as i32, -3.99 as i32, 0.5 as u8);
    println!("{} {} {}", 300.0 as u8, -5.0 as u8, 1e20 as i64);
    println!("{} {} {}", f64::NAN as i32, f64::INFINITY as u16, f64::NEG_INFINITY as i8);
    println!("{} {}", i64::MAX as f64, u32::MAX as f32);
    println!("{} {}", 0.1f32 as f64, 0.1f64 as f32);
    println!("{}", 16_777_217i32 as f32);
    println!("{}", u128::MAX as f32);
}
