//! A method that takes `self` by value is called on an object.
trait Bar {
    fn f(self);
}

impl Bar for i32 {
    fn f(self) {}
}

fn main() {
    let b: Box<dyn Bar> = Box::new(0);
    b.f(); //~ E0161
}
