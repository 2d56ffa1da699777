//! Swapping, reversing, rotating, filling and copying in place.
fn main() {
    let mut values = [1, 2, 3, 4, 5, 6];
    values.swap(0, 5);
    println!("{values:?}");
    values.reverse();
    println!("{values:?}");
    values.rotate_left(2);
    println!("{values:?}");
    values[..3].fill(0);
    println!("{values:?}");
    values[3..].copy_from_slice(&[7, 8, 9]);
    println!("{values:?}");
    values.copy_within(3.., 1);
    println!("{values:?}");
    println!("{} {}", values.contains(&8), values.starts_with(&[0, 7]));
    println!("{:?} {:?}", [[1, 2], [3, 4]].concat(), [vec![1], vec![2]].join(&0));
    println!("{:?}", values.iter().position(|&v| v == 9));
}
