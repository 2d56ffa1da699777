//! A FnOnce is called a second time.
fn call_twice(f: impl FnOnce() -> i32) -> i32 {
    f() + f() //~ E0382
}

fn main() {
    println!("{}", call_twice(|| 1));
}
