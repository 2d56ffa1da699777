//! Words are made, joined to a text, split again and counted in a hash map.
use std::collections::HashMap;

const N: usize = 1_000_000;
const VOCABULARY: u64 = 5_000;
const LETTERS: &[u8] = b"etaoinshrdlu";

fn next(seed: &mut u64) -> u64 {
    *seed = (*seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    *seed / 65_536
}

fn spell(mut n: u64) -> String {
    let mut word = String::new();
    loop {
        word.push(LETTERS[(n % 12) as usize] as char);
        n /= 12;
        if n == 0 {
            return word;
        }
    }
}

fn make_text(count: usize) -> String {
    let vocabulary: Vec<String> = (0..VOCABULARY).map(spell).collect();
    let mut text = String::new();
    let mut seed = 42;
    for _ in 0..count {
        let a = next(&mut seed) % VOCABULARY;
        let b = next(&mut seed) % VOCABULARY;
        text.push_str(&vocabulary[a.min(b) as usize]);
        text.push(' ');
    }
    text
}

fn main() {
    let text = make_text(N);
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    let mut best = ("", 0);
    for (word, count) in &counts {
        if *count > best.1 || *count == best.1 && *word < best.0 {
            best = (word, *count);
        }
    }
    println!("{} words, {} different, {} {} times", N, counts.len(), best.0, best.1);
}
