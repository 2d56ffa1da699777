//! Constants are computed at compile time, from literals, operators, const functions, loops and each other.
const SECONDS: u32 = 60 * 60 * 24;
const NAMES: [&str; 3] = ["a", "b", "c"];
const PRIMES: [u32; 6] = primes();
const LENGTH: usize = NAMES.len() + PRIMES.len();
const MASK: u8 = !0 << 4;
const TEXT: &str = if SECONDS > 1000 { "long" } else { "short" };

const fn is_prime(n: u32) -> bool {
    let mut d = 2;
    while d * d <= n {
        if n % d == 0 {
            return false;
        }
        d += 1;
    }
    n > 1
}

const fn primes<const N: usize>() -> [u32; N] {
    let mut found = [0; N];
    let mut count = 0;
    let mut n = 2;
    while count < N {
        if is_prime(n) {
            found[count] = n;
            count += 1;
        }
        n += 1;
    }
    found
}

const fn power(base: u64, exponent: u32) -> u64 {
    if exponent == 0 { 1 } else { base * power(base, exponent - 1) }
}

struct Config {
    width: usize,
    name: Option<&'static str>,
}

const DEFAULT: Config = Config { width: LENGTH * 2, name: Some(NAMES[1]) };

fn main() {
    println!("{SECONDS} {LENGTH} {MASK:#b} {TEXT}");
    println!("{PRIMES:?}");
    println!("{} {}", power(3, 20), is_prime(97));
    println!("{} {:?}", DEFAULT.width, DEFAULT.name);
    let buffer = [0u8; LENGTH];
    println!("{}", buffer.len());
    const LOCAL: u64 = power(2, 40);
    println!("{LOCAL} {}", const { 7 * 6 });
}
