//! A value that may not be zero is not made of zeros: the program ends, and nothing catches that.
//@ exit: 134
//@ stdout: (0, None, [0, 0, 0])
#![allow(invalid_value)]

fn main() {
    let fine: (u8, Option<&u8>, [u16; 3]) = unsafe { std::mem::zeroed() };
    println!("{fine:?}");
    let _ = std::panic::catch_unwind(|| {
        let _wrong: (u8, &i32) = unsafe { std::mem::zeroed() };
    });
    println!("not reached");
}
