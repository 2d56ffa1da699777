//! A primitive `a[i] += x` evaluates its right side first, an overloaded one its left side first.
//@ stdout: amount index 6
//@ stdout: index amount 6
use std::ops::AddAssign;

struct Meters(i32);

impl AddAssign<i32> for Meters {
    fn add_assign(&mut self, other: i32) {
        self.0 += other;
    }
}

fn index() -> usize {
    print!("index ");
    0
}

fn amount() -> i32 {
    print!("amount ");
    5
}

fn main() {
    let mut plain = [1, 2];
    plain[index()] += amount();
    println!("{}", plain[0]);
    let mut wrapped = [Meters(1)];
    wrapped[index()] += amount();
    println!("{}", wrapped[0].0);
}
