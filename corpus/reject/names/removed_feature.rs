//! A crate asks for a feature that was removed.
#![feature(managed_boxes)] //~ E0557

fn main() {}
