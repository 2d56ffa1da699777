//! An associated type is chosen by the implementation and named by the users of the trait.
//@ stdout: ok Some(('o', 'k'))
//@ stdout: None
//@ stdout: 6
trait Container {
    type Item;

    fn get(&self, index: usize) -> Option<&Self::Item>;

    fn first(&self) -> Option<&Self::Item> {
        self.get(0)
    }
}

struct Numbers(Vec<i32>);
struct Word(&'static str, [char; 2]);

impl Container for Numbers {
    type Item = i32;

    fn get(&self, index: usize) -> Option<&i32> {
        self.0.get(index)
    }
}

impl Container for Word {
    type Item = char;

    fn get(&self, index: usize) -> Option<&Self::Item> {
        self.1.get(index)
    }
}

fn both<C: Container>(container: &C) -> Option<(C::Item, C::Item)>
where
    C::Item: Clone,
{
    Some((container.first()?.clone(), container.get(1)?.clone()))
}

fn total(container: impl Container<Item = i32>) -> i32 {
    let mut sum = 0;
    let mut index = 0;
    while let Some(n) = container.get(index) {
        sum += n;
        index += 1;
    }
    sum
}

fn main() {
    let word = Word("ok", ['o', 'k']);
    println!("{} {:?}", word.0, both(&word));
    println!("{:?}", both(&Numbers(vec![1])));
    println!("{}", total(Numbers(vec![1, 2, 3])));
}
