//! Arithmetic, comparison, bit and logical operators bind as the Reference's precedence table says.
fn main() {
    println!("{}", 2 + 3 * 4);
    println!("{}", (2 + 3) * 4);
    println!("{}", 20 - 5 - 3);
    println!("{}", 100 / 10 / 2);
    println!("{}", 17 % 5 * 2);
    println!("{}", -3 * -2 + -1);
    println!("{}", 1 << 2 + 1);
    println!("{}", 6 & 3 | 8);
    println!("{}", 6 ^ 3 & 1);
    println!("{}", 1 + 1 == 2 && 3 > 2 || false);
    println!("{}", !true || 5 != 5);
    println!("{}", !0u8 >> 4);
    println!("{}", -1i32 as u8 as i32 + 1);
}
