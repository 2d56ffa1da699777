//! replace, take and swap exchange values without dropping them.
use std::mem;

#[derive(Default)]
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let mut a = Noisy(1);
    let mut b = Noisy(2);
    mem::swap(&mut a, &mut b);
    println!("{} {}", a.0, b.0);
    let old = mem::replace(&mut a, Noisy(3));
    println!("{} {}", a.0, old.0);
    let taken = mem::take(&mut b);
    println!("{} {}", b.0, taken.0);
    drop(old);
    let mut text = String::from("text");
    println!("{:?} {:?}", mem::take(&mut text), text);
    println!("end");
}
