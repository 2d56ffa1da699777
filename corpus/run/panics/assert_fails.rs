//! A failing assert! names its condition.
//@ exit: 101
//@ stdout: fine [1, 2]
fn check(values: &[i32]) {
    assert!(values.len() > 1 && values[0] == 1);
    println!("fine {values:?}");
}

fn main() {
    check(&[1, 2]);
    check(&[1]);
}
