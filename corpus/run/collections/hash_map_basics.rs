//! Insert, look up, change, remove and count in a HashMap, printed in sorted order.
use std::collections::HashMap;

fn main() {
    let mut ages = HashMap::new();
    println!("{:?} {:?}", ages.insert("Ann", 30), ages.insert("Bob", 40));
    println!("{:?} {}", ages.insert("Ann", 31), ages["Ann"]);
    println!("{:?} {:?} {}", ages.get("Bob"), ages.get("Cy"), ages.contains_key("Bob"));
    if let Some(age) = ages.get_mut("Bob") {
        *age += 1;
    }
    println!("{:?} {} {}", ages.remove("Bob"), ages.len(), ages.is_empty());
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in "mississippi".chars() {
        *counts.entry(c).or_insert(0) += 1;
    }
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort();
    println!("{sorted:?}");
    let mut groups: HashMap<usize, Vec<&str>> = HashMap::new();
    for word in ["a", "bb", "c", "dd", "eee"] {
        groups.entry(word.len()).or_default().push(word);
    }
    let mut lengths: Vec<_> = groups.into_iter().collect();
    lengths.sort();
    println!("{lengths:?}");
    counts.retain(|_, n| *n > 3);
    println!("{} {}", counts.len(), counts.values().sum::<usize>());
}
