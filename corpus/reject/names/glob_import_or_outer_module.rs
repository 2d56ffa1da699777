//! The start of an import could be a module of a glob or one further out.
mod glob {
    pub mod shapes {
        pub struct Square;
    }
}

pub mod shapes {
    pub struct Square;
}

fn main() {
    use glob::*;
    use shapes::Square; //~ E0659
    let _ = Square;
}
