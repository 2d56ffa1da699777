//! A program without a main function.
pub fn helper() -> i32 {
    1
} //~ E0601
