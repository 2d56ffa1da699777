//! An object without a pointer is no result.
trait T {}
impl T for u8 {}

fn f() -> dyn T { //~ E0746
    1_u8
}

fn main() {}
