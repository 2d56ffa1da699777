//! A constant refers to a cell of its own.
use std::cell::Cell;

const A: Cell<usize> = Cell::new(1);
const B: &Cell<usize> = &A; //~ E0492

fn main() {}
