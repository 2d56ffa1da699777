//! Every compound assignment operator updates its place in place.
fn main() {
    let mut n = 10;
    n += 5;
    println!("{n}");
    n -= 3;
    println!("{n}");
    n *= 4;
    println!("{n}");
    n /= 5;
    println!("{n}");
    n %= 4;
    println!("{n}");
    n <<= 6;
    println!("{n}");
    n >>= 2;
    println!("{n}");
    n |= 5;
    println!("{n}");
    n &= 12;
    println!("{n}");
    n ^= 15;
    println!("{n}");
    let mut pair = (1, [2, 3]);
    pair.0 += 1;
    pair.1[1] *= 7;
    println!("{pair:?}");
    let mut flag = true;
    flag &= false;
    flag |= 2 > 1;
    println!("{flag}");
}
