//! Sizes and alignments follow rustc: fields are reordered, niches hold the variants of Option.
use std::num::NonZeroU32;

struct Mixed {
    _a: u8,
    _b: u32,
    _c: u8,
}

#[repr(C)]
struct Ordered {
    _a: u8,
    _b: u32,
    _c: u8,
}

enum Data {
    _Small(u8),
    _Large(u64),
}

enum Fieldless {
    _A,
    _B,
}

fn main() {
    println!("{} {} {}", size_of::<Mixed>(), align_of::<Mixed>(), size_of::<Ordered>());
    println!("{} {} {}", size_of::<Data>(), size_of::<Fieldless>(), size_of::<Option<Fieldless>>());
    println!("{} {}", size_of::<Option<u32>>(), size_of::<Option<NonZeroU32>>());
    println!("{} {} {}", size_of::<Option<&u8>>(), size_of::<Option<Box<u8>>>(), size_of::<Option<bool>>());
    println!("{} {} {}", size_of::<Option<char>>(), size_of::<Option<Option<bool>>>(), size_of::<()>());
    println!("{} {}", size_of::<(u8, u16, u8)>(), size_of::<[u16; 5]>());
    println!("{} {} {}", size_of::<String>(), size_of::<Option<String>>(), size_of::<Vec<u8>>());
    println!("{} {}", size_of::<&str>(), size_of::<fn()>());
    println!("{} {}", size_of::<u128>(), align_of::<u64>());
}
