//! What the pointer points to may have such a method, too.
fn main() {
    let number = &1;
    let pointer = number as *const _; //~ E0282
    if pointer.is_null() {
        println!("null");
    }
}
