//! Counting, rotating and reversing bits depends on the width of the type.
fn main() {
    println!("{} {}", 0b1011u8.count_ones(), 0b1011u8.count_zeros());
    println!("{} {} {}", 1u8.leading_zeros(), 1u32.leading_zeros(), 1u64.leading_zeros());
    println!("{} {}", 40u16.trailing_zeros(), 0u16.trailing_zeros());
    println!("{} {}", 0x12u8.rotate_left(4), 0x1234u16.rotate_right(4));
    println!("{:x} {:x}", 0x12345678u32.swap_bytes(), 0x12u8.reverse_bits());
    println!("{} {}", 64u32.is_power_of_two(), 65u32.next_power_of_two());
    println!("{} {}", (-1i16).count_ones(), (-1i16).leading_zeros());
    println!("{:?} {:?}", 258u16.to_be_bytes(), 258u32.to_le_bytes());
    println!("{}", u32::from_be_bytes([0, 0, 1, 2]));
}
