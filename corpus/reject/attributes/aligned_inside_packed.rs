//! A packed struct has an aligned field.
#[repr(align(16))]
struct Aligned(i32);

#[repr(packed)]
struct Packed(Aligned); //~ E0588

fn main() {}
