//! Tuples, arrays, slices and strings compare lexicographically.
fn main() {
    println!("{}", (1, 2) < (1, 3));
    println!("{}", (2, 0) < (1, 9));
    println!("{}", (1, "a", true) == (1, "a", true));
    println!("{}", [1, 2, 3] < [1, 3, 0]);
    println!("{}", [1, 2][..] <= [1, 2, 0][..]);
    println!("{}", "apple" < "banana");
    println!("{}", "Zebra" < "apple");
    println!("{}", "ab" < "abc");
    println!("{}", 'a' < 'b' && false < true);
    println!("{}", () == ());
    println!("{:?}", (1, 5).cmp(&(1, 4)));
    println!("{:?}", "x".cmp("x"));
}
