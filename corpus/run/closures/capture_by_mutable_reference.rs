//! A closure that changes what it captures borrows it mutably until its last use.
//@ stdout: 12
//@ stdout: 24 [5, 12]
fn main() {
    let mut total = 0;
    let mut log = Vec::new();
    let mut add = |n: i32| {
        total += n;
        log.push(total);
        total
    };
    add(5);
    println!("{}", add(7));
    total *= 2;
    println!("{total} {log:?}");
}
