//! A pattern is the associated constant of a type parameter.
trait Limit {
    const MOST: u8;
}

fn is_most<T: Limit>(value: u8) -> bool {
    match value {
        T::MOST => true, //~ E0158
        _ => false,
    }
}

fn main() {}
