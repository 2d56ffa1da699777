//! A blanket extension trait adds an adapter to every iterator.
struct Pairs<I: Iterator> {
    inner: I,
}

impl<I: Iterator> Iterator for Pairs<I> {
    type Item = (I::Item, Option<I::Item>);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.inner.next()?;
        Some((first, self.inner.next()))
    }
}

trait PairsExt: Iterator {
    fn pairs(self) -> Pairs<Self>
    where
        Self: Sized,
    {
        Pairs { inner: self }
    }
}

impl<I: Iterator> PairsExt for I {}

fn main() {
    println!("{:?}", (1..=5).pairs().collect::<Vec<_>>());
    for (a, b) in "rust".chars().pairs() {
        print!("{a}-{} ", b.unwrap_or('?'));
    }
    println!();
    println!("{}", [1, 2, 3, 4].iter().pairs().filter_map(|(a, b)| Some(a * b?)).sum::<i32>());
}
