//! Vec::remove panics with the index and the length.
//@ exit: 101
//@ stdout: b
fn main() {
    let mut values = vec!['a', 'b'];
    loop {
        println!("{}", values.remove(1));
        values.insert(0, 'c');
        values.truncate(values.len() - 1);
    }
}
