//! Since edition 2021 a closure captures only the field it uses; the rest is dropped by its owner.
//@ edition: 2021
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let pair = (Noisy("left"), Noisy("right"));
    {
        let closure = move || {
            let _left = &pair.0;
            println!("in closure");
        };
        closure();
    }
    println!("end");
}
