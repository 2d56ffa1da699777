//! A parameter is relaxed twice.
struct Bad<T: ?Sized + ?Sized> { //~ E0203
    inner: Box<T>,
}

fn main() {}
