//! `main` has no `where` clause, not even one that holds.
fn main() where i32: Copy { //~ E0646
    println!("never");
}
