//! Method lookup tries the value, then `&`, then `&mut`, then dereferences; inherent methods come before traits.
struct Thing;

trait ByValue {
    fn which(self) -> &'static str;
}

trait ByReference {
    fn pick(&self) -> &'static str;
}

impl ByValue for &Thing {
    fn which(self) -> &'static str {
        "trait on &Thing"
    }
}

impl Thing {
    fn pick(&self) -> &'static str {
        "inherent"
    }

    fn change(&mut self) -> &'static str {
        "mutable"
    }
}

impl ByReference for Thing {
    fn pick(&self) -> &'static str {
        "trait"
    }
}

trait Count {
    fn count_all(&self) -> usize;
}

impl Count for [i32] {
    fn count_all(&self) -> usize {
        self.len()
    }
}

impl Count for Vec<u8> {
    fn count_all(&self) -> usize {
        self.len() * 100
    }
}

fn main() {
    let mut thing = Thing;
    println!("{} {} {}", thing.which(), thing.pick(), ByReference::pick(&thing));
    println!("{}", thing.change());
    let boxed = Box::new(Thing);
    println!("{} {}", boxed.pick(), (&&boxed).pick());
    println!("{} {}", vec![1, 2].count_all(), vec![1u8, 2].count_all());
    println!("{} {}", [1, 2, 3].count_all(), (&[4][..]).count_all());
}
