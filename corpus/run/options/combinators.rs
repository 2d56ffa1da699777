//! The Option methods that transform, combine, test and take apart.
fn main() {
    let some: Option<i32> = Some(4);
    let none: Option<i32> = None;
    println!("{:?} {:?}", some.map(|n| n * 2), none.map(|n| n * 2));
    println!("{:?} {:?}", some.and_then(|n| n.checked_sub(5)), some.filter(|n| n % 2 == 1));
    println!("{} {} {}", some.unwrap_or(0), none.unwrap_or(-1), none.unwrap_or_default());
    println!("{:?} {:?} {:?}", none.or(some), some.xor(Some(1)), some.and(Some("x")));
    println!("{:?} {:?}", some.ok_or("missing"), none.ok_or_else(|| "missing".to_string()));
    println!("{} {} {}", some.is_some(), none.is_none(), some.is_some_and(|n| n > 3));
    println!("{:?} {:?}", some.zip(Some('z')), some.zip(None::<u8>));
    println!("{} {}", some.map_or(0, |n| n + 1), none.map_or_else(|| 7, |n| n + 1));
    println!("{:?} {:?}", Some(Some(3)).flatten(), Some(Ok::<i32, String>(1)).transpose());
    println!("{:?}", some.iter().chain(none.iter()).collect::<Vec<_>>());
    println!("{} {}", some > none, Some(1) < Some(2));
    println!("{:?} {:?}", Some(&5).copied(), Some(&String::from("c")).cloned());
}
