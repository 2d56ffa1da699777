//! A vector grows, shrinks and shifts its elements.
fn main() {
    let mut values: Vec<i32> = Vec::new();
    println!("{values:?} {:?} {}", values.pop(), values.is_empty());
    for i in 0..5 {
        values.push(i * i);
    }
    values.insert(2, 100);
    println!("{values:?} {}", values.len());
    println!("{} {}", values.remove(0), values.swap_remove(1));
    println!("{values:?} {:?}", values.pop());
    values.truncate(2);
    values.extend([7, 8, 9]);
    values.extend_from_slice(&[1, 1]);
    println!("{values:?}");
    values[0] += 1;
    values.resize(9, -1);
    println!("{values:?}");
    let tail = values.split_off(6);
    println!("{values:?} {tail:?}");
    values.append(&mut vec![4, 4]);
    values.clear();
    println!("{values:?} {}", vec![0; 3] == [0, 0, 0]);
}
