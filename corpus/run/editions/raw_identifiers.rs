//! `r#` makes a name of a keyword; in edition 2021 `gen` needs none.
//@ edition: 2021
//@ stdout: Item { type: 1, match: true } 2
//@ stdout: true 2
#[derive(Debug)]
struct Item {
    r#type: u8,
    r#match: bool,
}

fn r#fn(gen: u8) -> u8 {
    gen * 2
}

fn main() {
    let r#loop = Item { r#type: 1, r#match: true };
    println!("{:?} {}", r#loop, r#fn(r#loop.r#type));
    let Item { r#type, r#match: other } = r#loop;
    println!("{other} {}", r#type + 1);
}
