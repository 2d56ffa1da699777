//! Deref lends the methods of the inner type and coerces arguments; AsRef and Borrow convert on request.
use std::ops::{Deref, DerefMut};

struct Guarded<T> {
    inner: T,
    writes: u32,
}

impl<T> Deref for Guarded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for Guarded<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.writes += 1;
        &mut self.inner
    }
}

fn count(values: &[i32]) -> usize {
    values.len()
}

fn width(text: impl AsRef<str>) -> usize {
    text.as_ref().chars().count()
}

fn main() {
    let mut guarded = Guarded { inner: vec![1, 2], writes: 0 };
    guarded.push(3);
    guarded[0] = 10;
    println!("{} {} {:?}", guarded.len(), count(&guarded), *guarded);
    for value in guarded.iter_mut() {
        *value += 1;
    }
    println!("{:?} {} writes", guarded.inner, guarded.writes);
    let nested = Guarded { inner: Guarded { inner: String::from("deep"), writes: 0 }, writes: 0 };
    println!("{} {}", nested.to_uppercase(), nested.starts_with("de"));
    println!("{} {}", width("ab"), width(String::from("äöü")));
}
