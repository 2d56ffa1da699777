//! Only u8 casts to char.
fn letter(code: u32) -> char {
    code as char //~ E0604
}

fn main() {
    println!("{}", letter(65));
}
