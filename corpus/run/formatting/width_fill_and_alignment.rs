//! Width, fill and alignment of text and numbers, given in the string, by position, by name and by `$`.
fn main() {
    println!("[{:5}] [{:<5}] [{:^5}] [{:>5}]", "ab", "ab", "ab", "ab");
    println!("[{:5}] [{:<5}] [{:^5}] [{:>5}]", 42, 42, 42, 42);
    println!("[{:*^7}] [{:->6}] [{:é<4}]", "mid", 'c', true);
    println!("[{:1$}] [{:>width$}] [{:^2$}]", "x", 4, 6, width = 3);
    let (name, size) = ("inline", 9);
    println!("[{name:>size$}] [{name:.3}] [{name:<size$.2}]");
    println!("[{:.*}] [{:.2$}]", 2, 1.23456, 3);
    println!("{0} {1} {0} {a} {}", "first", "second", a = 'n');
    println!("[{:5}] [{:>8}]", "toolong", "äöü");
    println!("[{:>6}] [{:<6}]|", Some(1).map_or("none", |_| "some"), "x");
}
