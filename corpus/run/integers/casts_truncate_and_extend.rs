//! `as` between integers truncates, zero-extends from unsigned and sign-extends from signed types.
fn main() {
    let n: i32 = -1;
    println!("{} {} {} {}", n as u8, n as u16, n as i64, n as u64);
    println!("{} {}", 300i32 as u8, 200u8 as i8);
    println!("{} {}", -128i8 as u32, 128u8 as i32);
    println!("{} {}", u64::MAX as i64, i64::MIN as u64);
    println!("{} {}", u128::MAX as i32, (1i128 << 100) as u64);
    println!("{} {} {}", true as i32, false as u8, 'A' as u32);
    println!("{} {}", 97u8 as char, 'é' as u8);
    println!("{}", 3_000_000_000u32 as i32 as i64);
}
