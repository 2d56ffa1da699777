//! `impl Trait` in a trait method is what the implementation returns, or the default body.
use std::fmt::Display;

trait Shelf {
    fn items(&self) -> impl Iterator<Item = u32>;
    fn label(&self) -> impl Display {
        "shelf"
    }
    fn pair(&self) -> (u8, Option<impl Display>);
}

struct Small([u32; 3]);
struct Countdown(u32);

impl Shelf for Small {
    fn items(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied().filter(|n| n % 2 == 1)
    }
    fn pair(&self) -> (u8, Option<impl Display>) {
        (1, Some(self.0[0]))
    }
}

impl Shelf for Countdown {
    fn items(&self) -> impl Iterator<Item = u32> {
        (0..self.0).rev()
    }
    fn label(&self) -> impl Display {
        format!("from {}", self.0)
    }
    fn pair(&self) -> (u8, Option<impl Display>) {
        (2, None::<String>)
    }
}

fn show(shelf: &impl Shelf) {
    let sum: u32 = shelf.items().sum();
    let (n, last) = shelf.pair();
    println!("{}: {:?} {sum} {n} {}", shelf.label(), shelf.items().collect::<Vec<_>>(), last.is_some());
}

fn main() {
    show(&Small([1, 2, 3]));
    show(&Countdown(3));
    println!("{}", Countdown(2).items().max().unwrap());
}
