//! collect builds what its context asks for: vectors, strings, maps of sorted keys, Option and Result.
use std::collections::{BTreeMap, BTreeSet, VecDeque};

fn main() {
    let words = ["one", "two", "three"];
    let text: String = words.iter().map(|w| &w[..1]).collect();
    println!("{text}");
    let lengths: BTreeMap<&str, usize> = words.iter().map(|w| (*w, w.len())).collect();
    println!("{lengths:?}");
    let letters: BTreeSet<char> = "mississippi".chars().collect();
    println!("{letters:?}");
    let queue: VecDeque<_> = (1..4).collect();
    println!("{queue:?}");
    let good: Result<Vec<i32>, _> = "1 2 3".split(' ').map(str::parse::<i32>).collect();
    let bad: Result<Vec<i32>, _> = "1 x 3".split(' ').map(str::parse::<i32>).collect();
    println!("{good:?} {bad:?}");
    let all: Option<Vec<u32>> = "123".chars().map(|c| c.to_digit(10)).collect();
    let some: Option<Vec<u32>> = "1a3".chars().map(|c| c.to_digit(10)).collect();
    println!("{all:?} {some:?}");
    let (even, odd): (Vec<i32>, Vec<i32>) = (1..8).partition(|n| n % 2 == 0);
    println!("{even:?} {odd:?}");
    let (numbers, names): (Vec<i32>, Vec<&str>) = [(1, "a"), (2, "b")].into_iter().unzip();
    println!("{numbers:?} {names:?}");
    let boxed: Box<[u8]> = [3, 2, 1].into_iter().collect();
    println!("{boxed:?}");
    let total: Option<i32> = [Some(1), None].into_iter().sum();
    println!("{total:?}");
}
