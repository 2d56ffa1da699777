//! After some fields were moved out, only the rest is dropped.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Pair {
    left: Noisy,
    right: Noisy,
}

fn main() {
    let pair = Pair { left: Noisy("left"), right: Noisy("right") };
    let taken = pair.left;
    println!("took {}", taken.0);
    let tuple = (Noisy("t0"), Noisy("t1"), Noisy("t2"));
    let (_, middle, _) = tuple;
    println!("took {}", middle.0);
    drop(tuple.2);
    match Some(Pair { left: Noisy("l2"), right: Noisy("r2") }) {
        Some(Pair { right, .. }) => println!("matched {}", right.0),
        None => {}
    }
    println!("end, {} left", pair.right.0);
}
