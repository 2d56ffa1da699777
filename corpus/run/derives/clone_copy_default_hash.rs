//! Derived Clone copies deeply, Copy leaves the original usable, Default fills in, Hash agrees with equality.
use std::collections::HashSet;

#[derive(Clone, Debug, PartialEq, Default)]
struct Document {
    title: String,
    lines: Vec<String>,
    owner: Option<Box<Document>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Cell {
    x: i8,
    y: i8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
enum Mode {
    Off,
    #[default]
    On,
}

#[derive(Debug, Clone, Default)]
struct Generic<T> {
    items: Vec<T>,
    mode: Mode,
}

fn main() {
    let mut original = Document { title: "t".into(), lines: vec!["a".into()], owner: None };
    let copy = original.clone();
    original.lines[0].push('!');
    println!("{:?} {:?} {}", original.lines, copy.lines, original == copy);
    println!("{:?}", Document::default());
    let cell = Cell { x: 1, y: 2 };
    let mut moved = cell;
    moved.x = 9;
    println!("{cell:?} {moved:?}");
    let set: HashSet<Cell> = [cell, moved, Cell { x: 1, y: 2 }].into_iter().collect();
    println!("{} {}", set.len(), set.contains(&Cell { x: 9, y: 2 }));
    println!("{:?}", Generic::<u8>::default());
    let generic = Generic { items: vec![Mode::Off], ..Default::default() }.clone();
    println!("{:?} {:?}", generic.items, generic.mode);
}
