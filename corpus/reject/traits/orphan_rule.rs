//! A foreign trait for a foreign type.
impl Drop for u32 {
    //~^ E0117 E0120
    fn drop(&mut self) {
        println!("drop");
    }
}

fn main() {
    println!("{}", 1u32);
}
