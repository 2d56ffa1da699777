//! Slice patterns match by length, with `..` for the rest, on slices, arrays and vectors.
fn sum(values: &[i32]) -> i32 {
    match values {
        [] => 0,
        [one] => *one,
        [first, rest @ ..] => first + sum(rest),
    }
}

fn is_palindrome(letters: &[char]) -> bool {
    match letters {
        [first, middle @ .., last] => first == last && is_palindrome(middle),
        _ => true,
    }
}

fn command(words: &[&str]) -> String {
    match words {
        ["go", direction] => format!("going {direction}"),
        ["take", count, items @ ..] => format!("{count} of {items:?}"),
        ["quit"] | ["exit"] => "bye".to_string(),
        [] => "nothing".to_string(),
        [other, ..] => format!("what is {other}?"),
    }
}

fn main() {
    println!("{}", sum(&[1, 2, 3, 4]));
    println!("{}", is_palindrome(&['r', 'a', 'd', 'a', 'r']));
    println!("{}", is_palindrome(&['a', 'b']));
    println!("{}", command(&["go", "north"]));
    println!("{}", command(&["take", "2", "apple", "pear"]));
    println!("{} {} {}", command(&["exit"]), command(&[]), command(&["go"]));
    let [a, _, c] = [1, 2, 3];
    println!("{a} {c}");
    let mut values = vec![1, 2, 3, 4];
    if let [first, .., last] = values.as_mut_slice() {
        std::mem::swap(first, last);
        *first += 10;
    }
    println!("{values:?}");
}
