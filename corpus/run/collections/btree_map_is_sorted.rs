//! A BTreeMap iterates in key order and answers range queries.
use std::collections::BTreeMap;

fn main() {
    let mut map = BTreeMap::new();
    for (index, word) in ["delta", "alpha", "echo", "bravo", "charlie"].iter().enumerate() {
        map.insert(*word, index);
    }
    println!("{map:?}");
    println!("{:?} {:?}", map.first_key_value(), map.last_key_value());
    println!("{:?}", map.range("b".."d").collect::<Vec<_>>());
    println!("{:?}", map.keys().rev().copied().collect::<Vec<_>>().join(" "));
    for (_, value) in map.iter_mut() {
        *value *= 10;
    }
    map.entry("alpha").and_modify(|v| *v += 1).or_insert(99);
    map.entry("zulu").and_modify(|v| *v += 1).or_insert(99);
    println!("{:?} {:?}", map.pop_first(), map.remove("echo"));
    println!("{:?}", map.into_values().collect::<Vec<_>>());
}
