//! A transparent struct has two fields that take space.
#[repr(transparent)]
struct Length { //~ E0690
    value: f32,
    unit: u16,
}

fn main() {}
