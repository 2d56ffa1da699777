//! The root of the standard library: `core`, `alloc` and `std` in one crate.
//!
//! Public paths and signatures are the real library's; bodies are our own, over the leaves in [`intrinsics`]. It is
//! read by the library's build script, not by cargo. `#[origin]` names the crate that an item belongs to in the real
//! library, which is what `type_name` prints; the attribute counts for everything inside.

#[macro_use]
mod macros;

#[origin = "core"]
pub mod any;
#[origin = "core"]
pub mod array;
#[origin = "core"]
pub mod ascii;
#[origin = "alloc"]
pub mod alloc;
pub mod backtrace;
#[origin = "core"]
pub mod bool;
#[origin = "alloc"]
pub mod borrow;
#[origin = "alloc"]
pub mod boxed;
#[origin = "core"]
pub mod cell;
#[origin = "core"]
pub mod char;
#[origin = "core"]
pub mod clone;
#[origin = "core"]
pub mod cmp;
pub mod collections;
#[origin = "core"]
pub mod convert;
#[origin = "core"]
pub mod default;
pub mod env;
#[origin = "core"]
pub mod error;
pub mod ffi;
#[origin = "core"]
pub mod fmt;
pub mod fs;
#[origin = "core"]
pub mod future;
#[origin = "core"]
pub mod hash;
#[origin = "core"]
pub mod hint;
#[origin = "core"]
pub mod intrinsics;
pub mod io;
#[origin = "core"]
pub mod iter;
#[origin = "core"]
pub mod marker;
#[origin = "core"]
pub mod mem;
pub mod net;
#[origin = "core"]
pub mod num;
#[origin = "core"]
pub mod ops;
#[origin = "core"]
pub mod option;
pub mod os;
pub mod panic;
pub mod panicking;
pub mod path;
#[origin = "core"]
pub mod pin;
pub mod prelude;
#[origin = "core"]
pub mod primitive;
pub mod process;
#[origin = "core"]
pub mod ptr;
#[origin = "core"]
pub mod range;
#[macro_use]
#[origin = "alloc"]
pub mod rc;
#[origin = "core"]
pub mod result;
pub mod rt;
#[origin = "core"]
pub mod slice;
#[origin = "core"]
pub mod str;
#[origin = "alloc"]
pub mod string;
pub mod sync;
mod sys;
#[origin = "core"]
pub mod task;
pub mod thread;
pub mod time;
#[origin = "core"]
pub mod tuple;
#[origin = "core"]
pub mod unit;
#[origin = "alloc"]
pub mod vec;

// Modules of the primitive types, kept for their constants.
#[origin = "core"]
pub mod f32 { pub use crate::num::float_consts::f32::*; }
#[origin = "core"]
pub mod f64 { pub use crate::num::float_consts::f64::*; }
pub mod i8 { pub const MIN: i8 = i8::MIN; pub const MAX: i8 = i8::MAX; }
pub mod i16 { pub const MIN: i16 = i16::MIN; pub const MAX: i16 = i16::MAX; }
pub mod i32 { pub const MIN: i32 = i32::MIN; pub const MAX: i32 = i32::MAX; }
pub mod i64 { pub const MIN: i64 = i64::MIN; pub const MAX: i64 = i64::MAX; }
pub mod i128 { pub const MIN: i128 = i128::MIN; pub const MAX: i128 = i128::MAX; }
pub mod isize { pub const MIN: isize = isize::MIN; pub const MAX: isize = isize::MAX; }
pub mod u8 { pub const MIN: u8 = u8::MIN; pub const MAX: u8 = u8::MAX; }
pub mod u16 { pub const MIN: u16 = u16::MIN; pub const MAX: u16 = u16::MAX; }
pub mod u32 { pub const MIN: u32 = u32::MIN; pub const MAX: u32 = u32::MAX; }
pub mod u64 { pub const MIN: u64 = u64::MIN; pub const MAX: u64 = u64::MAX; }
pub mod u128 { pub const MIN: u128 = u128::MIN; pub const MAX: u128 = u128::MAX; }
pub mod usize { pub const MIN: usize = usize::MIN; pub const MAX: usize = usize::MAX; }
