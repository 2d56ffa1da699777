//! A vector is filled, indexed and walked.
//@ stdout: 25 3
//@ stdout: 65
fn main() {
    let mut values = Vec::new();
    values.push(10);
    values.push(20);
    values.push(30);
    values[1] += 5;
    println!("{} {}", values[1], values.len());
    let mut total = 0;
    for value in &values {
        total += value;
    }
    println!("{total}");
}
