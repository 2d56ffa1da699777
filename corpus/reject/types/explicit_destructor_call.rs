//! Drop::drop cannot be called by hand.
struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop");
    }
}

fn main() {
    let noisy = Noisy;
    noisy.drop(); //~ E0040
}
