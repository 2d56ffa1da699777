//! Integer literals in every base, with separators and suffixes, and byte literals.
fn main() {
    println!("{} {} {} {}", 255, 0xff, 0o377, 0b1111_1111);
    println!("{} {}", 1_000_000, 0xDEAD_BEEFu32);
    println!("{} {} {}", 7u8, 7i128, 7_usize);
    println!("{} {} {}", b'a', b'\n', b'\x7f');
    println!("{}", -128i8);
    println!("{}", 18_446_744_073_709_551_615u64);
    let inferred: u16 = 65_535;
    println!("{inferred}");
}
