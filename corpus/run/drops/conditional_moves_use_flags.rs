//! A value moved on one path only is dropped at scope end on the others.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn run(take: bool) {
    let a = Noisy("a");
    let b = Noisy("b");
    if take {
        drop(a);
        println!("took a");
    }
    let c;
    if !take {
        c = Noisy("c");
        println!("made {}", c.0);
    }
    println!("end with {}", b.0);
}

fn main() {
    run(true);
    println!("--");
    run(false);
    println!("--");
    let mut slot = Some(Noisy("slot"));
    for turn in 0..2 {
        if let Some(noisy) = slot.take() {
            println!("turn {turn} has {}", noisy.0);
        }
    }
    println!("end");
}
