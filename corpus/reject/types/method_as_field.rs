//! A method is used without calling it.
struct Counter(u32);

impl Counter {
    fn count(&self) -> u32 {
        self.0
    }
}

fn main() {
    let counter = Counter(1);
    println!("{}", counter.count());
    println!("{}", counter.count); //~ E0615
}
