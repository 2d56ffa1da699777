//! A lint has a value.
#![allow(unused = "")] //~ E0452

fn main() {}
