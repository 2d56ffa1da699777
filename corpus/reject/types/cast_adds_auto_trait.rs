//! A cast of a pointer promises that its object can be sent.
use std::fmt::Debug;

fn main() {
    let pointer: *const dyn Debug = &1;
    let _ = pointer as *const (dyn Debug + Send); //~ E0804
}
