//! A module in the folder, with a test that fails.

pub fn f() -> &'static str {
    concat!(file!(), ":", module_path!())
}
#[test]
fn t() {
    panic!("in sub")
}

pub fn included() -> String {
    format!("{:?} {}", include_str!("text.txt"), include!("value.in"))
}
