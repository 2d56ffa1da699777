//! A number becomes a pointer to what?
fn main() {
    let _ = 0 as *const _; //~ E0641
}
