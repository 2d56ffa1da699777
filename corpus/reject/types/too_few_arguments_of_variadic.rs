//! A variadic function has arguments that must be given.
unsafe extern "C" {
    fn printf(format: *const i8, ...) -> i32;
}

fn main() {
    unsafe { printf() }; //~ E0060
}
