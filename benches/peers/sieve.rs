//! The sieve of Eratosthenes: a vector of booleans read and written by index.
const N: usize = 5_000_000;

fn count_primes(n: usize) -> usize {
    let mut composite = vec![false; n];
    let mut count = 0;
    for i in 2..n {
        if !composite[i] {
            count += 1;
            let mut j = i * i;
            while j < n {
                composite[j] = true;
                j += i;
            }
        }
    }
    count
}

fn main() {
    println!("{}", count_primes(N));
}
