//! One generic function at three types.
//@ stdout: 2
//@ stdout: b
//@ stdout: two
fn second<T>(_first: T, second: T) -> T {
    second
}

fn main() {
    println!("{}", second(1, 2));
    println!("{}", second('a', 'b'));
    println!("{}", second("one", "two"));
}
