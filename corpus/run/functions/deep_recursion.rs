//! Ten thousand nested calls fit on the main thread's stack.
//@ stdout: 10000
fn depth(n: u32) -> u32 {
    if n == 0 { 0 } else { 1 + depth(n - 1) }
}

fn main() {
    println!("{}", depth(10_000));
}
