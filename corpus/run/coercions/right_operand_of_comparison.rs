//! The right operand of an overloaded comparison is coerced to what a single impl compares with, and so are arguments.
//@ stdout: true true
//@ stdout: 7
//@ stdout: 4
use std::rc::Rc;

struct Holder(u8);

impl Holder {
    fn first(&self) -> u8 {
        unsafe { *<*const _>::from(self).cast::<u8>() }
    }
}

fn main() {
    let boxed = Box::new([1, 2, 3]);
    let slice: *const [i32] = &*boxed;
    let reference = &*boxed;
    println!("{} {}", slice == &*boxed, slice == reference);
    println!("{}", Holder(7).first());
    let function: Rc<dyn Fn() -> i32> = Rc::from(Box::new(|| 4) as Box<dyn Fn() -> i32>);
    println!("{}", function());
}
