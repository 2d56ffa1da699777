//! The explicit arithmetic families say what happens at the edge.
fn main() {
    let big: u8 = 250;
    println!("{:?} {:?}", big.checked_add(5), big.checked_add(6));
    println!("{} {}", big.wrapping_add(10), big.saturating_add(10));
    println!("{:?}", big.overflowing_add(10));
    println!("{:?} {}", big.checked_mul(2), big.wrapping_mul(2));
    println!("{} {}", 5u8.wrapping_sub(6), 5u8.saturating_sub(6));
    println!("{:?} {:?}", i32::MIN.checked_neg(), i32::MIN.checked_abs());
    println!("{} {}", i32::MIN.wrapping_neg(), i32::MIN.wrapping_abs());
    println!("{} {}", i8::MIN.saturating_sub(1), i8::MAX.saturating_add(1));
    println!("{:?} {:?}", 7i32.checked_div(0), i32::MIN.checked_div(-1));
    println!("{:?} {}", 1u32.checked_shl(32), 1u32.wrapping_shl(33));
    println!("{:?}", i64::MAX.overflowing_mul(2));
}
