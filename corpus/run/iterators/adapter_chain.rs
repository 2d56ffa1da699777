//! map, filter, enumerate, zip, rev and collect compose from left to right.
fn main() {
    let squares: Vec<i32> = (1..=5).map(|n| n * n).collect();
    println!("{squares:?}");
    let even: Vec<_> = squares.iter().filter(|n| **n % 2 == 0).copied().collect();
    println!("{even:?}");
    let text: Vec<String> = squares.iter().enumerate().map(|(i, n)| format!("{i}={n}")).collect();
    println!("{}", text.join(" "));
    for (a, b) in squares.iter().zip(["a", "b", "c", "d", "e"]).rev() {
        print!("{a}{b} ");
    }
    println!();
    let found: Vec<u32> = ["1", "x", "3"].iter().filter_map(|s| s.parse().ok()).collect();
    println!("{found:?}");
    let flat: Vec<char> = ["ab", "c"].iter().flat_map(|s| s.chars()).collect();
    println!("{flat:?}");
}
