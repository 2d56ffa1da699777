//! Indexing a HashMap with a key it lacks panics.
//@ exit: 101
//@ stdout: 3
use std::collections::HashMap;

fn price(prices: &HashMap<&str, u32>, name: &str) -> u32 {
    prices[name]
}

fn main() {
    let prices = HashMap::from([("tea", 3), ("cake", 5)]);
    println!("{}", price(&prices, "tea"));
    println!("{}", price(&prices, "pie"));
}
