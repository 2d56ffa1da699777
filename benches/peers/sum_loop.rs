//! The sum of `i * i % 7`: a tight loop of integer arithmetic.
const N: i64 = 50_000_000;

fn sum(n: i64) -> i64 {
    let mut sum = 0;
    for i in 0..n {
        sum += i * i % 7;
    }
    sum
}

fn main() {
    println!("{}", sum(N));
}
