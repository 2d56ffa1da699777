//! The value behind a reference to an object fits in no variable.
trait T {}
impl T for u8 {}

fn main() {
    let object: &dyn T = &1_u8;
    let &value = object; //~ E0033
}
