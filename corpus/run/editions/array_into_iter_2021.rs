//! Since edition 2021 `array.into_iter()` iterates over values.
//@ edition: 2021
//@ stdout: value
//@ stdout: reference
trait Kind {
    fn kind(&self) -> &'static str;
}

impl Kind for i32 {
    fn kind(&self) -> &'static str {
        "value"
    }
}

impl Kind for &i32 {
    fn kind(&self) -> &'static str {
        "reference"
    }
}

fn first_kind<T: Kind>(mut items: impl Iterator<Item = T>) -> &'static str {
    items.next().map_or("none", |item| item.kind())
}

fn main() {
    let array = [1, 2];
    println!("{}", first_kind(array.into_iter()));
    println!("{}", first_kind(array.iter()));
}
