//! The bit operators work on signed and unsigned integers; a right shift of a signed integer keeps the sign.
fn main() {
    let a: u8 = 0b1100_1010;
    let b: u8 = 0b0101_0110;
    println!("{:08b}", a & b);
    println!("{:08b}", a | b);
    println!("{:08b}", a ^ b);
    println!("{:08b}", !a);
    println!("{:08b}", a << 2);
    println!("{:08b}", a >> 2);
    let negative: i8 = -64;
    println!("{} {}", negative >> 3, negative << 1);
    println!("{} {}", !5i32, !-1i64);
    let shift_of_another_type: u64 = 3;
    println!("{}", 1i16 << shift_of_another_type);
    println!("{}", true & false | true ^ true);
}
