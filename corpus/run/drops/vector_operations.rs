//! Removing, truncating, overwriting and draining elements drops exactly those.
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        print!("drop {} ", self.0);
    }
}

fn main() {
    let mut list: Vec<Noisy> = (0..8).map(Noisy).collect();
    list.truncate(6);
    println!("| truncated");
    list.remove(0);
    println!("| removed");
    list[0] = Noisy(10);
    println!("| overwritten");
    list.drain(1..3);
    println!("| drained");
    let popped = list.pop();
    println!("| popped {}", popped.is_some());
    list.retain(|noisy| noisy.0 != 4);
    println!("| retained");
    let mut rest = list.into_iter();
    println!("| next {}", rest.next().map_or(0, |noisy| noisy.0));
    drop(popped);
    println!("| end");
}
