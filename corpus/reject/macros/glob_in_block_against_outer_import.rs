//! A macro of a glob in a block may not shadow one imported outside.
mod first {
    macro_rules! f {
        () => {};
    }
    pub(crate) use f;
}
mod second {
    macro_rules! f {
        () => {};
    }
    pub(crate) use f as both;
}

fn main() {
    use first::f as both;
    {
        use second::*;
        both!(); //~ E0659
    }
}
