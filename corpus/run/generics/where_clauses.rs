//! Bounds in where clauses on types, references, associated types and closures.
use std::fmt::{Debug, Display};

fn show_all<I>(items: I) -> String
where
    I: IntoIterator,
    I::Item: Display,
{
    let mut text = String::new();
    for item in items {
        text += &format!("{item};");
    }
    text
}

fn apply_twice<F, T>(f: F, start: T) -> T
where
    F: Fn(T) -> T,
    T: Debug,
{
    let once = f(start);
    println!("once {once:?}");
    f(once)
}

fn total<'a, T>(items: &'a [T]) -> i64
where
    T: Copy,
    i64: From<T> + std::iter::Sum<i64>,
{
    items.iter().map(|item| i64::from(*item)).sum()
}

struct Wrapper<T>
where
    T: Clone,
{
    value: T,
}

impl<T> Wrapper<T>
where
    T: Clone,
{
    fn twice(&self) -> (T, T)
    where
        T: Debug,
    {
        (self.value.clone(), self.value.clone())
    }
}

fn main() {
    println!("{} {}", show_all([1, 2]), show_all(&["a", "b"]));
    println!("{}", apply_twice(|n| n * n, 3));
    println!("{} {}", total(&[1i32, 2]), total(&[200u8]));
    println!("{:?}", Wrapper { value: "w" }.twice());
}
