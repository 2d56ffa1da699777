//! Removing many elements at once.
fn main() {
    let mut values: Vec<i32> = (1..=10).collect();
    let drained: Vec<i32> = values.drain(2..5).collect();
    println!("{values:?} {drained:?}");
    values.retain(|v| v % 2 == 0);
    println!("{values:?}");
    let mut repeated = vec![1, 1, 2, 2, 2, 1];
    repeated.dedup();
    println!("{repeated:?}");
    let mut words = vec!["a", "bb", "cc", "d"];
    words.dedup_by_key(|word| word.len());
    println!("{words:?}");
    let rest: Vec<_> = words.drain(..).rev().collect();
    println!("{rest:?} {}", words.len());
    let replaced: Vec<_> = values.splice(1..2, [60, 61]).collect();
    println!("{values:?} {replaced:?}");
}
