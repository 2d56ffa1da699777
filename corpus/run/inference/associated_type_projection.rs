//! The types of items flow through associated types of generic iterators.
fn last_two<I: Iterator>(iterator: I) -> Option<(I::Item, I::Item)> {
    let mut before = None;
    let mut last = None;
    for item in iterator {
        before = last.replace(item).or(before.take());
    }
    Some((before?, last?))
}

fn flatten_all<I>(lists: I) -> Vec<<I::Item as IntoIterator>::Item>
where
    I: IntoIterator,
    I::Item: IntoIterator,
{
    let mut all = Vec::new();
    for list in lists {
        all.extend(list);
    }
    all
}

fn main() {
    println!("{:?}", last_two([1, 2, 3].iter()));
    println!("{:?}", last_two("xyz".chars().map(|c| c.to_string())));
    println!("{:?}", last_two(std::iter::once(1)));
    println!("{:?}", flatten_all(vec![vec![1], vec![2, 3]]));
    println!("{:?}", flatten_all([Some('a'), None]));
    let (name, rest) = last_two([("a", 1), ("b", 2)].into_iter()).unwrap();
    println!("{} {}", name.0, rest.1 + 1);
}
