//! The Result methods that transform, combine, test and take apart.
fn half(n: i32) -> Result<i32, String> {
    if n % 2 == 0 { Ok(n / 2) } else { Err(format!("{n} is odd")) }
}

fn main() {
    println!("{:?} {:?}", half(4).map(|n| n + 1), half(5).map_err(|e| e.len()));
    println!("{:?} {:?}", half(12).and_then(half), half(10).and_then(half));
    println!("{} {}", half(3).unwrap_or(0), half(3).unwrap_or_else(|e| e.len() as i32));
    println!("{:?} {:?}", half(8).ok(), half(9).err());
    println!("{} {} {}", half(2).is_ok(), half(2).is_err(), half(2).is_ok_and(|n| n == 1));
    println!("{:?}", half(7).or_else(|_| half(8)));
    println!("{:?}", half(1).as_ref().map_err(|e| e.as_str()));
    println!("{}", half(6).map_or("bad".to_string(), |n| n.to_string()));
    println!("{}", half(11).unwrap_err());
    println!("{:?}", Ok::<_, ()>(Some(1)).transpose());
    println!("{:?}", half(20).iter().next());
    println!("{}", half(5).unwrap_or_default());
}
