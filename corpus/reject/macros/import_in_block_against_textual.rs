//! A macro imported in a block may not shadow one in textual scope.
macro_rules! both {
    () => {};
}
macro_rules! other {
    () => {};
}

fn main() {
    use other as both;
    both!(); //~ E0659
}
