//! Writing past the end of an array panics after the right side was evaluated.
//@ exit: 101
//@ stdout: value
//@ stdout: [0, 7]
//@ stdout: value
fn value() -> i32 {
    println!("value");
    7
}

fn store(array: &mut [i32; 2], index: usize) {
    array[index] = value();
}

fn main() {
    let mut array = [0; 2];
    store(&mut array, 1);
    println!("{array:?}");
    store(&mut array, 2);
    println!("unreachable");
}
