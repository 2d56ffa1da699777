//! A failing assert_eq! prints both sides.
//@ exit: 101
//@ stdout: first holds
fn main() {
    assert_eq!(1 + 1, 2);
    println!("first holds");
    let left = vec![Some("a"), None];
    assert_eq!(left, [Some("b"), None]);
}
