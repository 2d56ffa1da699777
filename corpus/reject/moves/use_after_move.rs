//! A vector is used after it was moved into a function.
fn consume(values: Vec<i32>) -> usize {
    values.len()
}

fn main() {
    let values = vec![1, 2, 3];
    println!("{}", consume(values));
    println!("{}", values.len()); //~ E0382
}
