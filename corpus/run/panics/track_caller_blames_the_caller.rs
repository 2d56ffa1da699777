//! A #[track_caller] function reports the place of its call.
//@ exit: 101
//@ stdout: one
#[track_caller]
fn demand(condition: bool) {
    if !condition {
        panic!("demand failed");
    }
}

#[track_caller]
fn demand_all(conditions: &[bool]) {
    for &condition in conditions {
        demand(condition);
    }
}

fn main() {
    demand(true);
    println!("one");
    demand_all(&[true, false]);
}
