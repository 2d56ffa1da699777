//! Double-ended iterators are consumed from either end until they meet.
fn main() {
    let mut range = 1..=6;
    println!("{:?} {:?} {:?}", range.next(), range.next_back(), range.distance());
    println!("{:?} {:?} {range:?}", range.nth(1), range.nth_back(0));
    println!("{:?} {:?} {:?}", range.next(), range.next_back(), range.next());
    let mut chars = "abcd".chars();
    println!("{:?} {:?} {}", chars.next_back(), chars.next(), chars.as_str());
    let list = vec![String::from("x"), String::from("y"), String::from("z")];
    let mut owned = list.into_iter();
    println!("{:?} {:?} {}", owned.next_back(), owned.next(), owned.len());
    println!("{:?}", (0..5).rev().skip(1).step_by(2).collect::<Vec<_>>());
    println!("{:?}", (0..3).chain(7..9).rev().collect::<Vec<_>>());
    println!("{:?}", (0..10).size_hint());
}

trait Distance {
    fn distance(&self) -> i32;
}

impl Distance for std::ops::RangeInclusive<i32> {
    fn distance(&self) -> i32 {
        self.end() - self.start() + 1
    }
}
