//! Before edition 2021 a closure captures whole variables, so all fields are dropped with it.
//@ edition: 2018
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
