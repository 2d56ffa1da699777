//! A type that does not exist.
struct Wrapper {
    inner: Inner, //~ E0425
}

fn main() {
    println!("{}", size_of::<Wrapper>());
}
