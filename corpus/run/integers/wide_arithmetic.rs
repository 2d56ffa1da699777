//! 128-bit integers compute and print exactly.
fn factorial(n: u128) -> u128 {
    if n == 0 { 1 } else { n * factorial(n - 1) }
}

fn main() {
    println!("{}", factorial(34));
    let a: u128 = 1 << 127;
    println!("{a} {}", a >> 120);
    let b: i128 = -170_141_183_460_469_231_731_687_303_715_884_105_728;
    println!("{b} {}", b + 1);
    println!("{} {}", factorial(30) / factorial(28), factorial(30) % 1_000_000_007);
    println!("{:x}", u128::MAX / 3);
}
