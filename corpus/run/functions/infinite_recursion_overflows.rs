//! Infinite recursion overflows the stack: two lines on stderr and signal 6.
//@ exit: 134
//@ stdout: going down
//@ stderr:
//@ stderr: thread 'main' (TID) has overflowed its stack
//@ stderr: fatal runtime error: stack overflow, aborting
fn down(n: u64) -> u64 {
    if n == u64::MAX { 0 } else { down(n + 1) + 1 }
}

fn main() {
    println!("going down");
    println!("{}", down(0));
}
