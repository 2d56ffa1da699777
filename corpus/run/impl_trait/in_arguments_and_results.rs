//! `impl Trait` stands for a caller's type in arguments and for one hidden type in results.
use std::fmt::Display;

fn evens(limit: u32) -> impl Iterator<Item = u32> {
    (0..limit).filter(|n| n % 2 == 0)
}

fn join(items: impl IntoIterator<Item = impl Display>, separator: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text += separator;
        }
        text += &item.to_string();
    }
    text
}

fn words<'a>(text: &'a str, initial: char) -> impl Iterator<Item = &'a str> + 'a {
    text.split(' ').filter(move |word| word.starts_with(initial))
}

fn shown(flag: bool) -> impl Display {
    if flag { "yes" } else { "no" }
}

struct Grid {
    cells: Vec<Vec<u8>>,
}

impl Grid {
    fn column(&self, index: usize) -> impl DoubleEndedIterator<Item = &u8> {
        self.cells.iter().map(move |row| &row[index])
    }
}

fn main() {
    println!("{:?}", evens(10).map(|n| n * n).collect::<Vec<_>>());
    println!("{} {}", join(evens(7), ", "), join(["a", "b"], "-"));
    println!("{:?}", words("red blue rust black", 'b').collect::<Vec<_>>());
    println!("{} {}", shown(true), shown(false));
    let grid = Grid { cells: vec![vec![1, 2], vec![3, 4]] };
    println!("{:?}", grid.column(1).rev().collect::<Vec<_>>());
}
