//! Constants that call too deep.
const fn sum(n: u32) -> u32 {
    if n == 0 { 0 } else { n + sum(n - 1) }
}

const DEEP: u32 = sum(126);
const TOO_DEEP: u32 = sum(127); //~ E0080

const fn endless(n: u32) -> u32 {
    endless(n + 1)
}

const NEVER: u32 = endless(0); //~ E0080

fn main() {
    println!("{DEEP} {TOO_DEEP} {NEVER} {}", sum(1_000));
}
