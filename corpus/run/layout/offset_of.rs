//! `offset_of!` of fields, tuples, nested fields and unions, also in constants.
use std::mem::offset_of;

#[repr(C)]
struct S {
    a: u8,
    b: u32,
    c: (u8, u64),
    d: Inner,
}

#[repr(C)]
struct Inner {
    x: u16,
    y: [u8; 3],
}

#[repr(C, packed)]
struct P {
    a: u8,
    b: u32,
}

union U {
    _a: u8,
    _b: u64,
}

const B: usize = offset_of!(S, b);

struct G<T>(#[allow(dead_code)] u8, T);

fn of<T>() -> usize {
    offset_of!(G<T>, 1)
}

fn main() {
    println!("{} {} {}", offset_of!(S, a), B, offset_of!(S, c) % 8);
    println!("{} {}", offset_of!(S, d.x) - offset_of!(S, d), offset_of!(S, d.y) - offset_of!(S, d));
    println!("{} {}", offset_of!(P, b), offset_of!(U, _b));
    println!("{} {}", offset_of!((u8, u64), 1), std::mem::offset_of!(Inner, y));
    println!("{} {}", of::<u8>(), of::<u64>());
    let array = [0u8; offset_of!(S, b)];
    println!("{}", array.len());
}
