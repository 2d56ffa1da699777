//! A module is imported as `self` without braces around it.
use std::fmt::self; //~ E0429

fn main() {}
