//! Fn closures serve where FnMut or FnOnce is asked for, by value and through references.
fn once(f: impl FnOnce(i32) -> i32) -> i32 {
    f(1)
}

fn many(mut f: impl FnMut(i32) -> i32) -> i32 {
    f(1) + f(2)
}

fn shared<F: Fn(i32) -> i32>(f: &F) -> i32 {
    f(1) + f(10)
}

fn by_reference(f: &mut dyn FnMut(i32) -> i32) -> i32 {
    f(5)
}

fn plain(n: i32) -> i32 {
    n * 3
}

fn main() {
    let double = |n| n * 2;
    println!("{} {} {}", once(double), many(double), shared(&double));
    println!("{} {}", once(plain), shared(&plain));
    let mut seen = 0;
    let mut remember = |n| {
        seen += n;
        seen
    };
    println!("{} {}", many(&mut remember), by_reference(&mut remember));
    println!("{} {seen}", once(&double));
}
