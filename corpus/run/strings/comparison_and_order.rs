//! Strings of all kinds compare by their bytes.
fn main() {
    let owned = String::from("apple");
    println!("{} {}", owned == "apple", "apple" == owned);
    println!("{} {}", *"apple" == owned[..], owned.as_str() == "Apple");
    println!("{:?} {:?}", "a".cmp("b"), "é".cmp("z"));
    let mut words = vec!["pear", "Apple", "fig", "apple", ""];
    words.sort();
    println!("{words:?}");
    words.sort_by_key(|word| (word.len(), word.to_lowercase()));
    println!("{words:?}");
    println!("{:?} {:?}", words.iter().max(), words.iter().min_by_key(|w| w.len()));
}
