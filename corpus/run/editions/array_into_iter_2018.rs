//! Before edition 2021 `array.into_iter()` as a method call iterates over references.
//@ edition: 2018
//@ stdout: reference
//@ stdout: value
//@ stdout: value
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

#[allow(array_into_iter)]
fn main() {
    let array = [1, 2];
    println!("{}", first_kind(array.into_iter()));
    println!("{}", first_kind(IntoIterator::into_iter(array)));
    println!("{}", first_kind(vec![1].into_iter()));
}
