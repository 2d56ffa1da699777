//! A trait and its supertrait declare a type of the same name.
trait First {
    type Item;
}

trait Second: First {
    type Item;
    fn f() -> Self::Item; //~ E0221
}

fn main() {}
