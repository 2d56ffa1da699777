//! A module that a macro makes in a block may not shadow one outside for an import beside it.
macro_rules! make_shapes {
    () => {
        mod shapes {
            pub struct Square;
        }
    };
}

mod shapes {
    pub struct Square;
}

fn main() {
    make_shapes!();
    use shapes::Square; //~ E0659
    let _ = Square;
}
