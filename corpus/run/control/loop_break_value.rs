//! `loop` yields the value given to `break`.
//@ stdout: 111 steps, highest 9232
fn main() {
    let mut n = 27u64;
    let mut steps = 0;
    let highest = {
        let mut highest = n;
        loop {
            if n == 1 {
                break highest;
            }
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            if n > highest {
                highest = n;
            }
            steps += 1;
        }
    };
    println!("{steps} steps, highest {highest}");
}
