//! Says which of its features are on.

pub fn f() -> String {
    format!(
        "{}{}{}{}",
        cfg!(feature = "d") as u8,
        cfg!(feature = "x") as u8,
        cfg!(feature = "y") as u8,
        cfg!(feature = "z") as u8
    )
}
