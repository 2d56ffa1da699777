//! A function for constants drops its parameter.
const fn forget<T>(value: T) {} //~ E0493

fn main() {}
