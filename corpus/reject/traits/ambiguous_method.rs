//! Two traits in scope offer the same method.
trait A {
    fn name(&self) -> &'static str {
        "a"
    }
}

trait B {
    fn name(&self) -> &'static str {
        "b"
    }
}

impl A for i32 {}
impl B for i32 {}

fn main() {
    println!("{}", 1i32.name()); //~ E0034
}
