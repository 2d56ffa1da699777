//! The element type of an empty vector comes from what is pushed, or from where the vector goes.
fn total(values: Vec<i16>) -> i16 {
    values.iter().sum()
}

fn main() {
    let mut words = Vec::new();
    words.push("a");
    println!("{words:?}");
    let mut values = Vec::new();
    values.extend([1, 2]);
    values.push(3);
    println!("{} {}", size_of_val(&values[0]), total(values));
    let mut nested = Vec::new();
    for i in 0..3u8 {
        let mut row = Vec::new();
        for j in 0..i {
            row.push(i * j);
        }
        nested.push(row);
    }
    println!("{nested:?}");
    let mut maybe = None;
    if nested.len() > 1 {
        maybe = Some(nested.len());
    }
    println!("{maybe:?}");
}
