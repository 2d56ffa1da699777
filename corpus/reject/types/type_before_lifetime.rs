//! Lifetimes come before types in generic arguments.
struct S<'a, T>(&'a T);

type X = S<(), 'static>; //~ E0747

fn main() {}
