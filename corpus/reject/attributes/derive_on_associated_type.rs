//! `derive` is for structs, enums and unions, not for items of traits.
trait T {
    #[derive(Clone)] //~ E0774
    type Item;
}

fn main() {}
