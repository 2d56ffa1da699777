//! copy_from_slice panics when the lengths differ.
//@ exit: 101
//@ stdout: [1, 2, 3]
//@ stdout: [7, 8]
fn copy(target: &mut [u8], source: &[u8]) {
    target.copy_from_slice(source);
    println!("{target:?}");
}

fn main() {
    let mut buffer = [0; 3];
    copy(&mut buffer, &[1, 2, 3]);
    copy(&mut buffer[1..], &[7, 8]);
    copy(&mut buffer, &[1, 2]);
}
