//! Stable and unstable sorting, by comparator and by key, and searching what is sorted.
use std::cmp::Reverse;

fn main() {
    let mut values = [5, -2, 9, 0, 3];
    values.sort();
    println!("{values:?} {:?} {:?}", values.binary_search(&3), values.binary_search(&4));
    values.sort_by(|a, b| b.cmp(a));
    println!("{values:?} {}", values.is_sorted());
    values.sort_by_key(|v: &i32| v.abs());
    println!("{values:?}");
    values.sort_unstable_by_key(|&v| Reverse(v));
    println!("{values:?}");
    let mut people = vec![("Bea", 30), ("Al", 25), ("Cy", 30), ("Di", 25)];
    people.sort_by_key(|person| person.1);
    println!("{people:?}");
    people.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(b.0)));
    println!("{people:?}");
    let mut floats = [2.5, -1.0, 9.75];
    floats.sort_by(|a, b| a.partial_cmp(b).unwrap());
    println!("{floats:?}");
    println!("{}", values.partition_point(|&v| v > 4));
}
