//! Trait methods are passed as functions by path.
#[derive(Clone, Default, Debug)]
struct Item {
    id: u32,
}

trait Identified {
    fn id(&self) -> u32;
    fn make(id: u32) -> Self
    where
        Self: Sized;
}

impl Identified for Item {
    fn id(&self) -> u32 {
        self.id
    }
    fn make(id: u32) -> Self {
        Item { id }
    }
}

fn build<T: Identified>(ids: &[u32]) -> Vec<T> {
    ids.iter().copied().map(T::make).collect()
}

fn main() {
    let items: Vec<Item> = build(&[3, 1, 2]);
    println!("{:?}", items.iter().map(Identified::id).collect::<Vec<_>>());
    println!("{}", items.iter().map(<Item as Identified>::id).max().unwrap());
    println!("{:?}", (0..2).map(|_| Item::default()).collect::<Vec<_>>());
    println!("{:?}", ["a", "b"].map(str::to_uppercase));
}
