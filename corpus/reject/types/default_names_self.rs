//! The default of a parameter cannot name the type that it belongs to.
struct S<X = Box<Self>> { //~ E0735
    field: Option<X>,
}

fn main() {}
