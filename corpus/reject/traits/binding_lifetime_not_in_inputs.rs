//! A lifetime stands in the result of a bound alone.
fn foo<F>(t: F)
where
    F: for<'a> Fn(i32) -> Option<&'a i32>, //~ E0582
{
}

fn main() {}
