//! A function in a function sees none of its variables.
fn main() {
    fn outer() -> u32 {
        let y = 5;
        fn inner() -> u32 {
            y //~ E0434
        }
        inner() + y
    }
    println!("{}", outer());
}
