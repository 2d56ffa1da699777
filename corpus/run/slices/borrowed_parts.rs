//! Slices borrow parts of arrays and vectors; changes through them reach the owner.
fn sum(values: &[i32]) -> i32 {
    let mut total = 0;
    for value in values {
        total += value;
    }
    total
}

fn negate(values: &mut [i32]) {
    for value in values.iter_mut() {
        *value = -*value;
    }
}

fn main() {
    let array = [1, 2, 3, 4, 5];
    println!("{} {} {}", sum(&array), sum(&array[1..3]), sum(&[]));
    let mut vector = array.to_vec();
    negate(&mut vector[3..]);
    println!("{vector:?} {}", vector[..2].len());
    let (left, right) = vector.split_at_mut(2);
    left[0] = right[1];
    right[0] += left[1];
    println!("{vector:?}");
    println!("{:?} {:?}", vector.first(), vector[5..].last());
    println!("{:?} {:?}", vector.get(1), vector.get(9));
    if let Some(last) = vector.last_mut() {
        *last = 0;
    }
    println!("{vector:?}");
}
