//! An expression in a matcher may only be followed by `=>`, `,` or `;`.
macro_rules! list {
    (start $first:expr $($rest:ident),* end) => {}; //~ ERROR ERROR
}

fn main() {}
