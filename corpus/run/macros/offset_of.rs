//! `offset_of!`: fields, fields of fields, elements of tuples; in constants and of types without a size.
//@ stdout: 0 4 16
//@ stdout: 4
//@ stdout: 4
use std::fmt::Debug;
use std::mem::offset_of;

#[repr(C)]
struct Outer<T: ?Sized> {
    first: u8,
    second: (u16, u32),
    last: T,
}
const LAST: usize = offset_of!(Outer<u64>, last);

fn main() {
    println!("{} {} {LAST}", offset_of!(Outer<u8>, first), offset_of!(Outer<u8>, second));
    println!("{}", offset_of!(Outer<u8>, second.1) - offset_of!(Outer<u8>, second));
    println!("{}", offset_of!(Outer<dyn Debug>, second));
}
