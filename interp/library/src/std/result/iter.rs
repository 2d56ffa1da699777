//! Iterators over a `Result`, and collecting into one.

use crate::iter::{self, FromIterator, FusedIterator, Product, Sum, TrustedLen};

#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    pub(super) inner: Option<&'a T>,
}
#[derive(Debug)]
pub struct IterMut<'a, T: 'a> {
    pub(super) inner: Option<&'a mut T>,
}
#[derive(Clone, Debug)]
pub struct IntoIter<T> {
    inner: Option<T>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { inner: self.inner } }
}

macro_rules! iterator {
    ([$($g:tt)*] $t:ty, $item:ty) => {
        impl<$($g)*> Iterator for $t {
            type Item = $item;
            fn next(&mut self) -> Option<$item> { self.inner.take() }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let len = if self.inner.is_some() { 1 } else { 0 };
                (len, Some(len))
            }
        }
        impl<$($g)*> DoubleEndedIterator for $t {
            fn next_back(&mut self) -> Option<$item> { self.inner.take() }
        }
        impl<$($g)*> ExactSizeIterator for $t {}
        impl<$($g)*> FusedIterator for $t {}
        unsafe impl<$($g)*> TrustedLen for $t {}
    };
}
iterator! { ['a, T] Iter<'a, T>, &'a T }
iterator! { ['a, T] IterMut<'a, T>, &'a mut T }
iterator! { [T] IntoIter<T>, T }

impl<T, E> IntoIterator for Result<T, E> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self.ok() } }
}
impl<'a, T, E> IntoIterator for &'a Result<T, E> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T, E> IntoIterator for &'a mut Result<T, E> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
    fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E> {
        iter::try_process(iter.into_iter(), |i| i.collect())
    }
}
impl<T, U: Sum<T>, E> Sum<Result<T, E>> for Result<U, E> {
    fn sum<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> { iter::try_process(iter, |i| i.sum()) }
}
impl<T, U: Product<T>, E> Product<Result<T, E>> for Result<U, E> {
    fn product<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> { iter::try_process(iter, |i| i.product()) }
}
