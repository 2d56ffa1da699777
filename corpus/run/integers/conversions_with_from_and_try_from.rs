//! Lossless conversions are From, the others TryFrom.
fn main() {
    println!("{} {} {}", i64::from(-5i32), u32::from(7u8), i32::from(true));
    let wide: u64 = 9u32.into();
    println!("{wide}");
    println!("{:?}", u8::try_from(255i32));
    println!("{}", u8::try_from(256i32).is_err());
    println!("{}", u8::try_from(-1i32).unwrap_err());
    println!("{} {}", u32::from('z'), char::from(122u8));
    println!("{:?} {:?}", char::from_u32(0x41), char::from_u32(0xD800));
    let narrow: Result<i8, _> = 127u64.try_into();
    println!("{narrow:?}");
}
