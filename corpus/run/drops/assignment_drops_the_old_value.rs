//! Assigning drops the old value after the new one is made; a moved-out place has nothing to drop.
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn make(n: u32) -> Noisy {
    println!("make {n}");
    Noisy(n)
}

fn main() {
    let mut x = make(1);
    println!("first {}", x.0);
    x = make(2);
    println!("assigned {}", x.0);
    drop(x);
    x = make(3);
    println!("assigned {}", x.0);
    let mut pair = (make(4), make(5));
    pair.1 = make(6);
    let late;
    late = make(7);
    println!("end {}", late.0);
}
