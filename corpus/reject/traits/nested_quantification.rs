//! A bound under `for<'a>` has a `for<'b>` of its own.
trait Tr<'a, 'b> {}

fn foo<T>(t: T)
where
    for<'a> &'a T: for<'b> Tr<'a, 'b>, //~ E0316
{
}

fn main() {}
