//! Consumers that fold an iterator into one value.
fn main() {
    let values = [3, 1, 4, 1, 5, 9, 2, 6];
    println!("{} {}", values.iter().sum::<i32>(), values.iter().product::<i32>());
    println!("{:?} {:?} {}", values.iter().max(), values.iter().min(), values.iter().count());
    println!("{}", values.iter().fold(String::new(), |text, n| text + &n.to_string()));
    println!("{:?}", values.iter().copied().reduce(|a, b| a * 10 % 7 + b));
    println!("{} {}", values.iter().any(|&n| n > 8), values.iter().all(|&n| n > 1));
    println!("{:?} {:?}", values.iter().find(|n| **n > 4), values.iter().position(|&n| n == 4));
    println!("{:?}", values.iter().rposition(|&n| n == 1));
    println!("{:?} {:?}", values.iter().last(), values.iter().nth(2));
    println!("{:?}", values.iter().max_by_key(|n| (*n % 5, **n)));
    println!("{:?}", ["bb", "a", "cc"].iter().min_by(|a, b| a.len().cmp(&b.len())));
    println!("{:?}", ["10", "x", "y"].iter().find_map(|s| s.parse::<i32>().err()).is_some());
    println!("{:?}", [1, 2].iter().cmp([1, 3].iter()));
    println!("{}", (1..4).eq([1, 2, 3]));
    let mut visited = Vec::new();
    (0..3).for_each(|n| visited.push(n));
    println!("{visited:?} {:?}", (5..5).max());
}
