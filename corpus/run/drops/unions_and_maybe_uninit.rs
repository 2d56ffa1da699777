//! Unions and `MaybeUninit` drop nothing of themselves.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

use std::mem::{ManuallyDrop, MaybeUninit};

union Either {
    d: ManuallyDrop<D>,
    _n: u8,
}

fn main() {
    let mut either = Either { d: ManuallyDrop::new(D("in a union")) };
    println!("{}", unsafe { either.d.0 });
    unsafe { ManuallyDrop::drop(&mut either.d) };
    let _untouched = Either { d: ManuallyDrop::new(D("never")) };
    let mut slot = MaybeUninit::new(D("written"));
    slot.write(D("overwritten"));
    let d = unsafe { slot.assume_init() };
    println!("end {}", d.0);
}
