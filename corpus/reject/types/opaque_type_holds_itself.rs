//! What a function returns holds what it returns.
fn endless() -> impl Sized { //~ E0720
    [endless(), endless()]
}

fn main() {}
