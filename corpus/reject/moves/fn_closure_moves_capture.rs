//! A closure that gives away its capture cannot be an Fn.
fn call_twice(f: impl Fn() -> String) -> String {
    f() + &f()
}

fn main() {
    let text = String::from("a");
    println!("{}", call_twice(|| text)); //~ E0507
}
