//! The leaves of the library: everything it cannot say in Rust.
//!
//! Each function here is `#[native]`: its body is `native!()` and the evaluator implements it under the key
//! `intrinsics::NAME`. Conventions, so that a leaf stays small:
//! - they are safe to name here; the public wrappers (`ptr::read`, …) carry the real `unsafe`;
//! - they never call back into interpreted code, except `catch_unwind`, `drop_in_place` and `thread_main`;
//! - they return scalars, pairs of scalars or values of a type parameter; what is longer is written to a caller's buffer;
//! - `T` of the integer and float families is the primitive type of the operation; the evaluator picks by instance.
//!
//! Two more rules for the evaluator: a library function whose whole body forwards its parameters to a leaf (for
//! example `u8::wrapping_add`) may be called as that leaf; and a function marked `#[fast]` has an ordinary body that
//! is right as it stands, but may be replaced by a native of the key `PATH` (`vec::Vec::push`) for speed.
//!
//! | area | leaves |
//! |---|---|
//! | types | `size_of align_of size_of_val align_of_val needs_drop type_id type_name type_name_of_val type_kind discriminant variant_count zero_is_valid filled_is_valid is_inhabited` |
//! | memory | `transmute read write read_volatile write_volatile copy copy_nonoverlapping write_bytes compare_bytes equal_bytes drop_in_place forget swap` |
//! | pointers | `ptr_add ptr_sub ptr_offset ptr_add_mut ptr_sub_mut ptr_offset_mut ptr_byte_add ptr_byte_add_mut ptr_distance ptr_addr slice_from_parts slice_from_parts_mut slice_len with_addr fn_addr` |
//! | heap | `alloc alloc_zeroed realloc dealloc raw_* system_* has_own_allocator` |
//! | control | `abort exit unreachable assume black_box caller_location catch_unwind call_once_box panic_noted start_unwind panic_count panic_count_add test_panicked` |
//! | integers | `wrapping_* *_overflows saturating_* shl_masked shr_masked count_ones leading_zeros trailing_zeros swap_bytes reverse_bits rotate_left rotate_right wrapping_pow pow_overflows isqrt int_format int_parse` |
//! | floats | `float_*` |
//! | text | `char_* utf8_* str_*` |
//! | bytes | `memchr memrchr memmem memrmem` |
//! | hashing | `sip_new sip_write sip_finish hash_seed` |
//! | sorting | `sort_scalars` |
//! | atomics | `atomic_*` |
//! | outside | `stdout_write stdout_flush stderr_write stdin_read arg_count arg_read env_read env_write env_remove env_entry file_*  monotonic_nanos system_nanos cpu_count` |
//! | threads | `thread_spawn thread_join thread_finished thread_current thread_yield thread_sleep thread_park thread_unpark` |
//! | futures | `coroutine_resume task_context task_suspend` |

use crate::any::Any;
use crate::boxed::Box;
use crate::fmt::Arguments;
use crate::marker::Tuple;
use crate::panic::Location;
use crate::result::Result;

// ---- types ----

/// `size_of::<T>()`; a constant of the instance.
#[native]
pub const fn size_of<T>() -> usize { native!() }
/// `align_of::<T>()`.
#[native]
pub const fn align_of<T>() -> usize { native!() }
/// Size of the value pointed to, by its metadata.
#[native]
pub const fn size_of_val<T: ?Sized>(value: *const T) -> usize { native!() }
/// Ends the program as unsupported if the size of a `T` is not rustc's: it holds a future.
#[native]
pub const fn comparable_size<T: ?Sized>() { native!() }
/// Ends the program as unsupported: what is asked is decided by rustc's hash of a type.
#[native]
pub fn type_hash(id: u128) -> u128 { native!() }
/// Alignment of the value pointed to, by its metadata.
#[native]
pub const fn align_of_val<T: ?Sized>(value: *const T) -> usize { native!() }
/// Does dropping a `T` do anything?
#[native]
pub const fn needs_drop<T: ?Sized>() -> bool { native!() }
/// A number of the type, equal for equal types only.
#[native]
pub const fn type_id<T: ?Sized>() -> u128 { native!() }
/// The type as rustc prints it, with full paths.
#[native]
pub const fn type_name<T: ?Sized>() -> &'static str { native!() }
/// 0 other, 1 unsigned integer, 2 signed integer, 3 float, 4 bool, 5 char, 6 `&str`, 7 `String`, 8 thin raw pointer, 9 `()`.
#[native]
pub const fn type_kind<T: ?Sized>() -> u8 { native!() }
/// The discriminant of an enum value as `isize` (0 for other types).
#[native]
pub const fn discriminant<T: ?Sized>(value: *const T) -> isize { native!() }
/// The same, as all 128 bits (sign extended when the discriminant type is signed).
#[native]
pub const fn discriminant_wide<T: ?Sized>(value: *const T) -> i128 { native!() }
/// Number of variants of an enum.
#[native]
pub const fn variant_count<T>() -> usize { native!() }

// ---- memory ----

/// Reinterprets the bytes; the sizes are equal (checked when the instance is lowered).
#[native]
pub const fn transmute<Src, Dst>(value: Src) -> Dst { native!() }
/// The same, but the sizes may differ: the common prefix is taken (`Dst` is not larger).
#[native]
pub const fn transmute_prefix<Src, Dst>(value: Src) -> Dst { native!() }
/// Reads without moving; alignment is not required.
#[native]
pub const fn read<T>(source: *const T) -> T { native!() }
/// Writes without dropping; alignment is not required.
#[native]
pub const fn write<T>(target: *mut T, value: T) { native!() }
/// `memmove` of `count` values.
#[native]
pub const fn copy<T>(source: *const T, target: *mut T, count: usize) { native!() }
/// `memcpy` of `count` values.
#[native]
pub const fn copy_nonoverlapping<T>(source: *const T, target: *mut T, count: usize) { native!() }
/// `memset` over `count` values.
#[native]
pub const fn write_bytes<T>(target: *mut T, byte: u8, count: usize) { native!() }
/// `memcmp`: negative, zero, positive.
#[native]
pub const fn compare_bytes(left: *const u8, right: *const u8, len: usize) -> i32 { native!() }
/// Are `count` values equal as bytes? Only called for types without padding, floats or pointers.
#[native]
pub const fn equal_bytes<T>(left: *const T, right: *const T, count: usize) -> bool { native!() }
/// Runs the drop glue of the value pointed to.
#[native]
pub fn drop_in_place<T: ?Sized>(value: *mut T) { native!() }
/// Runs the drop glue of `count` values in order; a panic in one still drops the rest.
#[native]
pub fn drop_slice<T>(values: *mut T, count: usize) { native!() }
/// Takes the value and does not drop it.
#[native]
pub const fn forget<T>(value: T) { native!() }
/// Exchanges two values byte by byte.
#[native]
pub const fn swap<T>(left: *mut T, right: *mut T) { native!() }
/// May a value consist of zeros; of bytes that are all 1; does any value exist?
#[native]
pub const fn zero_is_valid<T>() -> bool { native!() }
#[native]
pub const fn filled_is_valid<T>() -> bool { native!() }
#[native]
pub const fn is_inhabited<T>() -> bool { native!() }
/// Uninitialised bytes as a `T`.
#[native]
pub const fn uninit<T>() -> T { native!() }
/// Zero bytes as a `T`.
#[native]
pub const fn zeroed<T>() -> T { native!() }

// ---- pointers: wrapping address arithmetic in units of `T`; the allocation tag is kept ----

/// What a function pointer is as a number.
#[native]
pub fn fn_addr<F>(pointer: F) -> usize { native!() }
#[native]
pub const fn ptr_add<T>(pointer: *const T, count: usize) -> *const T { native!() }
#[native]
pub const fn ptr_sub<T>(pointer: *const T, count: usize) -> *const T { native!() }
#[native]
pub const fn ptr_offset<T>(pointer: *const T, count: isize) -> *const T { native!() }
#[native]
pub const fn ptr_add_mut<T>(pointer: *mut T, count: usize) -> *mut T { native!() }
#[native]
pub const fn ptr_sub_mut<T>(pointer: *mut T, count: usize) -> *mut T { native!() }
#[native]
pub const fn ptr_offset_mut<T>(pointer: *mut T, count: isize) -> *mut T { native!() }
/// In bytes, keeping the metadata.
#[native]
pub const fn ptr_byte_add<T: ?Sized>(pointer: *const T, count: isize) -> *const T { native!() }
#[native]
pub const fn ptr_byte_add_mut<T: ?Sized>(pointer: *mut T, count: isize) -> *mut T { native!() }
/// `(left - right) / size_of::<T>()`; 0 for zero-sized types.
#[native]
pub const fn ptr_distance<T>(left: *const T, right: *const T) -> isize { native!() }
/// The address alone.
#[native]
pub const fn ptr_addr<T: ?Sized>(pointer: *const T) -> usize { native!() }
/// The metadata: a length, a vtable index, or 0.
#[native]
pub const fn ptr_metadata<T: ?Sized>(pointer: *const T) -> usize { native!() }
/// The pointer with the address of another (of any type), the metadata kept.
#[native]
pub const fn ptr_with_addr<T: ?Sized, U>(pointer: *const T, address: *const U) -> *const T { native!() }
/// Makes a slice pointer.
#[native]
pub const fn slice_from_parts<T>(data: *const T, len: usize) -> *const [T] { native!() }
#[native]
pub const fn slice_from_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] { native!() }
/// Makes a reference to a slice out of a pointer and a length. The result keeps the pointer's tag.
#[native]
pub const fn slice_ref<'a, T>(data: *const T, len: usize) -> &'a [T] { native!() }
#[native]
pub const fn slice_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] { native!() }
/// The length in a slice pointer.
#[native]
pub const fn slice_len<T>(slice: *const [T]) -> usize { native!() }
/// The same for a reference (the fast path of `len`).
#[native]
pub const fn slice_ref_len<T>(slice: &[T]) -> usize { native!() }
/// The data pointer of a slice; keeps the reference's tag.
#[native]
pub const fn slice_data<T>(slice: &[T]) -> *const T { native!() }
#[native]
pub const fn slice_data_mut<T>(slice: &mut [T]) -> *mut T { native!() }
/// `&*pointer` keeping the tag: for projections inside the library.
#[native]
pub const fn deref<'a, T: ?Sized>(pointer: *const T) -> &'a T { native!() }
#[native]
pub const fn deref_mut<'a, T: ?Sized>(pointer: *mut T) -> &'a mut T { native!() }
/// Bytes of a `str`, keeping the tag.
#[native]
pub const fn str_bytes(text: &str) -> &[u8] { native!() }
#[native]
pub const fn str_len(text: &str) -> usize { native!() }
#[native]
pub const fn str_data(text: &str) -> *const u8 { native!() }
/// A `str` of bytes known to be UTF-8.
#[native]
pub const fn str_ref<'a>(data: *const u8, len: usize) -> &'a str { native!() }
#[native]
pub const fn str_mut<'a>(data: *mut u8, len: usize) -> &'a mut str { native!() }

// ---- heap: the layout is (size, align), size > 0; running out of memory aborts ----

#[native]
pub fn alloc(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn alloc_zeroed(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn realloc(pointer: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8 { native!() }
#[native]
pub fn dealloc(pointer: *mut u8, size: usize, align: usize) { native!() }
// The same for `std::alloc`, which does not look whether there was memory, and for `System`.
#[native]
pub fn raw_alloc(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn system_alloc(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn raw_alloc_zeroed(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn system_alloc_zeroed(size: usize, align: usize) -> *mut u8 { native!() }
#[native]
pub fn raw_realloc(pointer: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8 { native!() }
#[native]
pub fn system_realloc(pointer: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8 { native!() }
#[native]
pub fn system_dealloc(pointer: *mut u8, size: usize, align: usize) { native!() }
/// Has the program a `#[global_allocator]`?
#[native]
pub fn has_own_allocator() -> bool { native!() }

// ---- control ----

/// Ends the program with 134.
#[native]
pub fn abort() -> ! { native!() }
/// Flushes standard output and ends the program.
#[native]
pub fn exit(code: i32) -> ! { native!() }
/// Undefined behaviour that is reported.
#[native]
pub const fn unreachable() -> ! { native!() }
/// Hides a value from the optimiser: the value itself.
#[native]
pub const fn black_box<T>(value: T) -> T { native!() }
/// Where the nearest caller that is not `#[track_caller]` stands.
#[native]
pub const fn caller_location() -> &'static Location<'static> { native!() }
/// Calls `f`; a panic ends here and gives its payload. A kill passes.
#[native]
pub fn catch_unwind<F: FnOnce() -> R, R>(f: F) -> Result<R, Box<dyn Any + Send>> { native!() }
/// `(*f)(args)` for a boxed closure that may be unsized: calls through the vtable by value, then frees the box.
#[native]
pub fn call_once_box<Args: Tuple, F: FnOnce<Args> + ?Sized>(f: Box<F>, args: Args) -> F::Output { native!() }
/// A test panicked: with this message, or with a value of this type that is no text.
#[native]
pub fn test_panicked(is_text: u64, shown: *const u8, len: usize) { native!() }
/// What the next `start_unwind` says and where, for who looks from outside.
#[native]
pub fn panic_noted(shown: *const u8, len: usize, location: &'static Location<'static>) { native!() }
/// Unwinds with a payload. The panic count has been raised already; `catch_unwind` lowers it.
#[native]
pub fn start_unwind(payload: Box<dyn Any + Send>) -> ! { native!() }
/// Panics under way in this thread (`thread::panicking`).
#[native]
pub fn panic_count() -> usize { native!() }
/// Raises or lowers that count.
#[native]
pub fn panic_count_add(delta: isize) { native!() }

// ---- integers: T is one of i8 … i128, isize, u8 … u128, usize ----

#[native]
pub const fn wrapping_add<T: Copy>(left: T, right: T) -> T { native!() }
#[native]
pub const fn wrapping_sub<T: Copy>(left: T, right: T) -> T { native!() }
#[native]
pub const fn wrapping_mul<T: Copy>(left: T, right: T) -> T { native!() }
/// `MIN / -1` is `MIN`; a zero divisor panics as `/` does.
#[native]
#[track_caller]
pub const fn wrapping_div<T: Copy>(left: T, right: T) -> T { native!() }
/// `MIN % -1` is 0; a zero divisor panics as `%` does.
#[native]
#[track_caller]
pub const fn wrapping_rem<T: Copy>(left: T, right: T) -> T { native!() }
#[native]
pub const fn wrapping_neg<T: Copy>(value: T) -> T { native!() }
#[native]
pub const fn add_overflows<T: Copy>(left: T, right: T) -> bool { native!() }
#[native]
pub const fn sub_overflows<T: Copy>(left: T, right: T) -> bool { native!() }
#[native]
pub const fn mul_overflows<T: Copy>(left: T, right: T) -> bool { native!() }
#[native]
pub const fn saturating_add<T: Copy>(left: T, right: T) -> T { native!() }
#[native]
pub const fn saturating_sub<T: Copy>(left: T, right: T) -> T { native!() }
#[native]
pub const fn saturating_mul<T: Copy>(left: T, right: T) -> T { native!() }
/// Shift by `bits` modulo the width.
#[native]
pub const fn shl_masked<T: Copy>(value: T, bits: u32) -> T { native!() }
#[native]
pub const fn shr_masked<T: Copy>(value: T, bits: u32) -> T { native!() }
#[native]
pub const fn count_ones<T: Copy>(value: T) -> u32 { native!() }
#[native]
pub const fn leading_zeros<T: Copy>(value: T) -> u32 { native!() }
#[native]
pub const fn trailing_zeros<T: Copy>(value: T) -> u32 { native!() }
#[native]
pub const fn swap_bytes<T: Copy>(value: T) -> T { native!() }
#[native]
pub const fn reverse_bits<T: Copy>(value: T) -> T { native!() }
#[native]
pub const fn rotate_left<T: Copy>(value: T, bits: u32) -> T { native!() }
#[native]
pub const fn rotate_right<T: Copy>(value: T, bits: u32) -> T { native!() }
#[native]
pub const fn wrapping_pow<T: Copy>(base: T, exponent: u32) -> T { native!() }
#[native]
pub const fn pow_overflows<T: Copy>(base: T, exponent: u32) -> bool { native!() }
/// Integer square root of a value that is not negative.
#[native]
pub const fn isqrt<T: Copy>(value: T) -> T { native!() }
/// Digits of the value in a radix 2 to 36: radix 10 of the magnitude, others of the two's complement bits; without
/// sign or prefix; returns how many bytes were written (at most 128).
#[native]
pub fn int_format<T: Copy>(value: T, radix: u32, upper: bool, out: *mut u8) -> usize { native!() }
/// Parses as `from_str_radix` does. Returns 0 and writes `out`, or 1 empty, 2 invalid digit, 3 too large, 4 too small.
#[native]
pub const fn int_parse<T: Copy>(text: *const u8, len: usize, radix: u32, out: *mut T) -> u8 { native!() }

// ---- floats: T is f32 or f64 ----

/// Mathematical functions, as the host computes them.
#[native]
pub const fn float_sqrt<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_cbrt<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_floor<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_ceil<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_round<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_round_ties_even<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_trunc<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_abs<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_exp<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_exp2<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_exp_m1<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_ln<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_ln_1p<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_log2<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_log10<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_sin<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_cos<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_tan<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_asin<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_acos<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_atan<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_sinh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_cosh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_tanh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_asinh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_acosh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_atanh<T: Copy>(x: T) -> T { native!() }
#[native]
pub const fn float_powi<T: Copy>(x: T, n: i32) -> T { native!() }
#[native]
pub const fn float_powf<T: Copy>(x: T, y: T) -> T { native!() }
#[native]
pub const fn float_atan2<T: Copy>(x: T, y: T) -> T { native!() }
#[native]
pub const fn float_hypot<T: Copy>(x: T, y: T) -> T { native!() }
#[native]
pub const fn float_copysign<T: Copy>(x: T, y: T) -> T { native!() }
#[native]
pub const fn float_mul_add<T: Copy>(x: T, y: T, z: T) -> T { native!() }
/// The text of `|x|`: kind 0 as `{}`, 1 as `{:?}`, 2 as `{:e}`, 3 as `{:E}`; precision `usize::MAX` means shortest.
/// Finite values only. Returns the length; writes only when it is at most `capacity`.
#[native]
pub fn float_format<T: Copy>(x: T, kind: u8, precision: usize, out: *mut u8, capacity: usize) -> usize { native!() }
/// Parses as `f64::from_str`; false when it is no number.
#[native]
pub fn float_parse<T: Copy>(text: *const u8, len: usize, out: *mut T) -> bool { native!() }

// ---- text: the Unicode tables are the host's ----

#[native]
pub const fn char_is_alphabetic(c: char) -> bool { native!() }
#[native]
pub const fn char_is_lowercase(c: char) -> bool { native!() }
#[native]
pub const fn char_is_uppercase(c: char) -> bool { native!() }
#[native]
pub const fn char_is_numeric(c: char) -> bool { native!() }
#[native]
pub const fn char_is_whitespace(c: char) -> bool { native!() }
#[native]
pub const fn char_is_control(c: char) -> bool { native!() }
/// Would `char::escape_debug` write `\u{…}` for it? Bit 0: within a string; bit 1: as its first character
/// (grapheme extenders are escaped there only).
#[native]
pub const fn char_debug_escape(c: char) -> u8 { native!() }
/// The lower-case mapping; writes up to 3 characters and returns how many.
#[native]
pub const fn char_to_lower(c: char, out: *mut char) -> usize { native!() }
/// The upper-case mapping; writes up to 3 characters and returns how many.
#[native]
pub const fn char_to_upper(c: char, out: *mut char) -> usize { native!() }
/// How many bytes are valid UTF-8 from the start.
#[native]
pub const fn utf8_valid_len(data: *const u8, len: usize) -> usize { native!() }
/// For bytes that begin with an error: `Utf8Error::error_len`, 0 for an unexpected end.
#[native]
pub const fn utf8_error_len(data: *const u8, len: usize) -> usize { native!() }
/// The character that begins at a pointer into valid text.
#[native]
pub const fn utf8_next(data: *const u8) -> char { native!() }
/// The character that ends before a pointer into valid text.
#[native]
pub const fn utf8_prev(end: *const u8) -> char { native!() }
/// Number of characters.
#[native]
pub const fn utf8_count(data: *const u8, len: usize) -> usize { native!() }
/// Encodes; writes up to 4 bytes and returns how many.
#[native]
pub const fn utf8_encode(c: char, out: *mut u8) -> usize { native!() }
/// The text in lower (upper) case. Returns the length; writes only when it is at most `capacity`.
#[native]
pub fn str_to_case(data: *const u8, len: usize, upper: bool, out: *mut u8, capacity: usize) -> usize { native!() }

// ---- bytes: an index, or usize::MAX for none ----

#[native]
pub const fn memchr(byte: u8, data: *const u8, len: usize) -> usize { native!() }
#[native]
pub const fn memrchr(byte: u8, data: *const u8, len: usize) -> usize { native!() }
/// First occurrence of a needle (an empty one is found at 0).
#[native]
pub fn memmem(data: *const u8, len: usize, needle: *const u8, needle_len: usize) -> usize { native!() }
/// Last occurrence of a needle (an empty one is found at `len`).
#[native]
pub fn memrmem(data: *const u8, len: usize, needle: *const u8, needle_len: usize) -> usize { native!() }

// ---- hashing: SipHash-1-3 over a state of eight words the evaluator lays out as it likes ----

#[native]
pub const fn sip_new(state: *mut [u64; 8], key0: u64, key1: u64) { native!() }
#[native]
pub fn sip_write(state: *mut [u64; 8], data: *const u8, len: usize) { native!() }
/// The bytes of an integer, native endian.
#[native]
pub fn sip_write_int<T: Copy>(state: *mut [u64; 8], value: T) { native!() }
#[native]
pub fn sip_finish(state: *const [u64; 8]) -> u64 { native!() }
/// The seed of this run's `RandomState`s; raised by one each time as in the real library.
#[native]
pub fn hash_seed(which: u8) -> u64 { native!() }

// ---- sorting ----

/// Sorts integers, `bool`s, `char`s in place and returns true; does nothing and returns false for other types.
#[native]
pub fn sort_scalars<T>(data: *mut T, len: usize) -> bool { native!() }

// ---- atomics: plain operations, but indivisible; T is an integer, `bool` or thin pointer ----

#[native]
pub const fn atomic_load<T: Copy>(place: *const T) -> T { native!() }
#[native]
pub const fn atomic_store<T: Copy>(place: *mut T, value: T) { native!() }
#[native]
pub const fn atomic_swap<T: Copy>(place: *mut T, value: T) -> T { native!() }
/// Writes `new` if the value is `old`; returns the value found.
#[native]
pub const fn atomic_cas<T: Copy>(place: *mut T, old: T, new: T) -> T { native!() }
#[native]
pub const fn atomic_add<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_sub<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_and<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_nand<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_or<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_xor<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_max<T: Copy>(place: *mut T, value: T) -> T { native!() }
#[native]
pub const fn atomic_min<T: Copy>(place: *mut T, value: T) -> T { native!() }

// ---- outside: a negative result is `-errno`; readers return the full length and write only what fits ----

#[native]
pub fn stdout_write(data: *const u8, len: usize) -> isize { native!() }
#[native]
pub fn stdout_flush() -> isize { native!() }
#[native]
pub fn stderr_write(data: *const u8, len: usize) -> isize { native!() }
#[native]
pub fn stdin_read(out: *mut u8, capacity: usize) -> isize { native!() }
#[native]
pub fn arg_count() -> usize { native!() }
#[native]
pub fn arg_read(index: usize, out: *mut u8, capacity: usize) -> usize { native!() }
/// -1 when the variable is not set.
#[native]
pub fn env_read(name: *const u8, name_len: usize, out: *mut u8, capacity: usize) -> isize { native!() }
#[native]
pub fn env_write(name: *const u8, name_len: usize, value: *const u8, value_len: usize) { native!() }
#[native]
pub fn env_remove(name: *const u8, name_len: usize) { native!() }
/// The variable number `index` as `NAME=value`; -1 after the last.
#[native]
pub fn env_entry(index: usize, out: *mut u8, capacity: usize) -> isize { native!() }
#[native]
pub fn monotonic_nanos() -> u64 { native!() }
/// Nanoseconds since 1970.
#[native]
pub fn system_nanos() -> u64 { native!() }
#[native]
pub fn cpu_count() -> usize { native!() }
#[native]
pub fn process_id() -> u32 { native!() }

// ---- files: a number of something open, 0, or `-errno`; answers that are text are read like files ----

/// Flags: read 1, write 2, append 4, truncate 8, create 16, create new 32.
#[native]
pub fn file_open(path: *const u8, len: usize, flags: u32, mode: u32, custom: i32) -> i64 { native!() }
#[native]
pub fn file_stat(handle: i64, out: *mut [i64; 17]) -> i64 { native!() }
#[native]
pub fn file_set_len(handle: i64, size: u64) -> i64 { native!() }
#[native]
pub fn file_set_mode(handle: i64, mode: u32) -> i64 { native!() }
/// Nanoseconds since 1970; -1 leaves a time as it is.
#[native]
pub fn file_set_times(handle: i64, accessed: i64, modified: i64) -> i64 { native!() }
#[native]
pub fn file_sync(handle: i64, data_only: bool) -> i64 { native!() }
/// 0: unlock, 1: shared, 2: exclusive; 3 and 4 are the same without waiting.
#[native]
pub fn file_lock(handle: i64, how: u32) -> i64 { native!() }
#[native]
pub fn file_clone(handle: i64) -> i64 { native!() }
#[native]
pub fn handle_read(handle: i64, out: *mut u8, capacity: usize) -> i64 { native!() }
#[native]
pub fn handle_write(handle: i64, data: *const u8, len: usize) -> i64 { native!() }
/// From the start (0), the end (1), the present place (2).
#[native]
pub fn handle_seek(handle: i64, from: u32, offset: i64) -> i64 { native!() }
/// Makes what is open a thing of another kind (`os::fd` has the numbers).
#[native]
pub fn handle_adopt(handle: i64, kind: u32) -> i64 { native!() }
#[native]
pub fn handle_close(handle: i64) { native!() }
#[native]
pub fn path_stat(path: *const u8, len: usize, follow: bool, out: *mut [i64; 17]) -> i64 { native!() }
#[native]
pub fn path_set_mode(path: *const u8, len: usize, mode: u32) -> i64 { native!() }
/// The owners, -1 where one stays.
#[native]
pub fn path_set_owner(path: *const u8, len: usize, user: i64, group: i64, follow: bool) -> i64 { native!() }
#[native]
pub fn file_set_owner(handle: i64, user: i64, group: i64) -> i64 { native!() }
#[native]
pub fn path_set_root(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_remove_file(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_make_dir(path: *const u8, len: usize, mode: u32) -> i64 { native!() }
#[native]
pub fn path_remove_dir(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_rename(from: *const u8, from_len: usize, to: *const u8, to_len: usize) -> i64 { native!() }
#[native]
pub fn path_link(from: *const u8, from_len: usize, to: *const u8, to_len: usize) -> i64 { native!() }
#[native]
pub fn path_symlink(from: *const u8, from_len: usize, to: *const u8, to_len: usize) -> i64 { native!() }
#[native]
pub fn path_read_link(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_canonicalize(path: *const u8, len: usize) -> i64 { native!() }
/// Entries: the letter of the kind, the number in the file system, a space, the name, a zero.
#[native]
pub fn path_list(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_current() -> i64 { native!() }
#[native]
pub fn path_set_current(path: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn path_executable() -> i64 { native!() }
#[native]
pub fn pipe_open(out: *mut [i64; 2]) -> i64 { native!() }

// ---- sockets: addresses are text; what would block is -11 (EAGAIN) ----

/// Without a time limit for 0 nanoseconds.
#[native]
pub fn socket_connect(address: *const u8, len: usize, nanos: u64) -> i64 { native!() }
#[native]
pub fn socket_listen(address: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn unix_connect(name: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn unix_listen(name: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn unix_bind(name: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn unix_unbound() -> i64 { native!() }
/// Two sockets joined to each other.
#[native]
pub fn unix_pair(datagram: bool, ends: *mut [i64; 2]) -> i64 { native!() }
#[native]
pub fn socket_accept(handle: i64) -> i64 { native!() }
#[native]
pub fn socket_bind(address: *const u8, len: usize) -> i64 { native!() }
#[native]
pub fn socket_name(handle: i64, peer: bool) -> i64 { native!() }
/// To an address, or (if it is empty) to the peer; `connect` only makes the address the peer.
#[native]
pub fn socket_send(handle: i64, data: *const u8, len: usize, to: *const u8, to_len: usize, connect: bool) -> i64 {
    native!()
}
/// The sender goes to `from`: the length of its address, then the address.
#[native]
pub fn socket_receive(handle: i64, out: *mut u8, capacity: usize, peek: bool, from: *mut [u8; 128]) -> i64 { native!() }
#[native]
pub fn socket_peek(handle: i64, out: *mut u8, capacity: usize) -> i64 { native!() }
#[native]
pub fn socket_join(handle: i64, group: *const u8, group_len: usize, at: *const u8, at_len: usize, leave: bool) -> i64 {
    native!()
}
/// Reading (0), writing (1), both (2).
#[native]
pub fn socket_shutdown(handle: i64, how: u32) -> i64 { native!() }
/// Options: no delay 0, time to live 1, broadcast 2, quick acknowledgement 6; of multicast: loop 3, time to live 4, loop for IPv6 5.
#[native]
pub fn socket_set(handle: i64, which: u32, value: u32) -> i64 { native!() }
#[native]
pub fn socket_get(handle: i64, which: u32) -> i64 { native!() }
/// Lets other threads run, or a moment pass for the host.
#[native]
pub fn socket_pause() { native!() }
/// The addresses of `host:port`, one a line.
#[native]
pub fn host_lookup(name: *const u8, len: usize) -> i64 { native!() }

// ---- other programs ----

/// Starts what the fields describe; writes the numbers of its piped streams, -1 for others.
#[native]
pub fn child_spawn(fields: *const u8, len: usize, out: *mut [i64; 3]) -> i64 { native!() }
#[native]
pub fn child_wait(handle: i64, block: bool) -> i64 { native!() }
#[native]
pub fn child_kill(handle: i64) -> i64 { native!() }
#[native]
pub fn child_id(handle: i64) -> i64 { native!() }

// ---- threads: coroutines of the isolate ----

/// Starts a thread that calls `main`; returns its number (the main thread is 1).
#[native]
pub fn thread_spawn(main: Box<dyn FnOnce()>) -> u64 { native!() }
/// Blocks until the thread has ended.
#[native]
pub fn thread_join(thread: u64) { native!() }
#[native]
pub fn thread_finished(thread: u64) -> bool { native!() }
#[native]
pub fn thread_current() -> u64 { native!() }
#[native]
pub fn thread_yield() { native!() }
#[native]
pub fn thread_sleep(nanos: u64) { native!() }
/// Blocks until a token is there and takes it; `nanos` is a time limit (`u64::MAX`: none).
#[native]
pub fn thread_park(nanos: u64) { native!() }
#[native]
pub fn thread_unpark(thread: u64) { native!() }
/// Runs the body of an `async` block on: 0 pending, 1 ready with its value at `output`, 2 returned before, 3 panicked before.
#[native]
pub fn coroutine_resume<F, T>(future: *mut F, context: *mut u8, output: *mut T) -> u32 { native!() }
/// The `Context` of the poll under way.
#[native]
pub fn task_context() -> *mut u8 { native!() }
/// Ends the poll under way as pending, until the next.
#[native]
pub fn task_suspend() { native!() }
/// Blocks while the `u32` at the address has this value, until `futex_wake`; false when the time limit passed.
#[native]
pub fn futex_wait(place: *const u32, expected: u32, nanos: u64) -> bool { native!() }
/// Wakes up to `count` waiters.
#[native]
pub fn futex_wake(place: *const u32, count: usize) { native!() }
