//! Sign, zero padding, alternate form and the bases of integers.
fn main() {
    println!("{:+} {:+} {:05} {:<05} {:+05}", 7, -7, 42, 42, 42);
    println!("{:x} {:X} {:o} {:b}", 255, 255, 8, 5);
    println!("{:#x} {:#X} {:#o} {:#b}", 255, 255, 8, 5);
    println!("{:08b} {:#010b} {:#06x}", 5, 5, 255);
    println!("{:x} {:b} {:o}", -1i8, -2i8, -8i16);
    println!("{:04} {:>4} {:^+7}|", -5, -5, 5);
    println!("{:#?} {:x?} {:X?} {:#x?}", 10, [10, 255], [10, 255], 10);
    println!("{:02}:{:02}:{:02}", 1, 2, 33);
    println!("{:e} {:?}", 123456, u64::MAX);
}
