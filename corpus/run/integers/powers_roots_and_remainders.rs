//! pow, abs, signum, Euclidean remainders and the integer roots and logarithms.
fn main() {
    println!("{} {} {}", 2i32.pow(10), (-3i32).pow(3), 5u64.pow(0));
    println!("{:?} {:?}", 10u8.checked_pow(2), 10u8.checked_pow(3));
    println!("{} {} {}", (-7i32).abs(), (-7i32).signum(), 0i32.signum());
    println!("{} {}", (-7i32).rem_euclid(3), (-7i32).div_euclid(3));
    println!("{} {}", 7i32.rem_euclid(-3), 7i32.div_euclid(-3));
    println!("{} {}", 3u8.abs_diff(10), (-100i8).abs_diff(100));
    println!("{} {}", 99u32.isqrt(), 1000u32.ilog10());
    println!("{} {} {}", 5.min(3), 5.max(3), 50.clamp(0, 9));
    println!("{}", 10u32.div_ceil(3));
}
