//! `std::hint`.

use crate::intrinsics;

pub fn black_box<T>(dummy: T) -> T { intrinsics::black_box(dummy) }
pub const unsafe fn unreachable_unchecked() -> ! { intrinsics::unreachable() }
pub const unsafe fn assert_unchecked(cond: bool) {
    if !cond {
        intrinsics::unreachable()
    }
}
pub fn spin_loop() { intrinsics::thread_yield() }
pub const fn must_use<T>(value: T) -> T { value }
pub fn cold_path() {}
pub fn select_unpredictable<T>(condition: bool, true_val: T, false_val: T) -> T {
    if condition { true_val } else { false_val }
}
