//! Adapters that join several iterators.

use crate::fmt;
use crate::iter::{FusedIterator, TrustedLen};

#[derive(Clone, Debug)]
pub struct Chain<A, B> {
    a: Option<A>,
    b: Option<B>,
}
impl<A, B> Chain<A, B> {
    pub(in crate::iter) fn new(a: A, b: B) -> Chain<A, B> { Chain { a: Some(a), b: Some(b) } }
}
pub fn chain<A: IntoIterator, B: IntoIterator<Item = A::Item>>(a: A, b: B) -> Chain<A::IntoIter, B::IntoIter> {
    Chain::new(a.into_iter(), b.into_iter())
}
impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for Chain<A, B> {
    type Item = A::Item;
    fn next(&mut self) -> Option<A::Item> {
        if let Some(a) = &mut self.a {
            if let Some(x) = a.next() {
                return Some(x);
            }
            self.a = None;
        }
        match &mut self.b {
            Some(b) => b.next(),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        match (&self.a, &self.b) {
            (Some(a), Some(b)) => {
                let (a_lower, a_upper) = a.size_hint();
                let (b_lower, b_upper) = b.size_hint();
                let upper = match (a_upper, b_upper) {
                    (Some(x), Some(y)) => x.checked_add(y),
                    _ => None,
                };
                (a_lower.saturating_add(b_lower), upper)
            }
            (Some(a), None) => a.size_hint(),
            (None, Some(b)) => b.size_hint(),
            (None, None) => (0, Some(0)),
        }
    }
    fn fold<Acc, F: FnMut(Acc, A::Item) -> Acc>(self, init: Acc, mut f: F) -> Acc {
        let mut acc = init;
        if let Some(a) = self.a {
            acc = a.fold(acc, &mut f);
        }
        if let Some(b) = self.b {
            acc = b.fold(acc, f);
        }
        acc
    }
}
impl<A: DoubleEndedIterator, B: DoubleEndedIterator<Item = A::Item>> DoubleEndedIterator for Chain<A, B> {
    fn next_back(&mut self) -> Option<A::Item> {
        if let Some(b) = &mut self.b {
            if let Some(x) = b.next_back() {
                return Some(x);
            }
            self.b = None;
        }
        match &mut self.a {
            Some(a) => a.next_back(),
            None => None,
        }
    }
}
impl<A: FusedIterator, B: FusedIterator<Item = A::Item>> FusedIterator for Chain<A, B> {}
unsafe impl<A: TrustedLen, B: TrustedLen<Item = A::Item>> TrustedLen for Chain<A, B> {}

#[derive(Clone)]
pub struct Zip<A, B> {
    a: A,
    b: B,
}
impl<A, B> Zip<A, B> {
    pub(in crate::iter) fn new(a: A, b: B) -> Zip<A, B> { Zip { a, b } }
}
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter> {
    Zip::new(a.into_iter(), b.into_iter())
}
impl<A: fmt::Debug, B: fmt::Debug> fmt::Debug for Zip<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zip").field("a", &self.a).field("b", &self.b).finish()
    }
}
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
    type Item = (A::Item, B::Item);
    #[fast]
    fn next(&mut self) -> Option<(A::Item, B::Item)> {
        match self.a.next() {
            Some(x) => match self.b.next() {
                Some(y) => Some((x, y)),
                None => None,
            },
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (a_lower, a_upper) = self.a.size_hint();
        let (b_lower, b_upper) = self.b.size_hint();
        let upper = match (a_upper, b_upper) {
            (Some(x), Some(y)) => Some(if x < y { x } else { y }),
            (Some(x), None) => Some(x),
            (None, Some(y)) => Some(y),
            (None, None) => None,
        };
        (if a_lower < b_lower { a_lower } else { b_lower }, upper)
    }
}
impl<A: DoubleEndedIterator + ExactSizeIterator, B: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator
    for Zip<A, B>
{
    fn next_back(&mut self) -> Option<(A::Item, B::Item)> {
        let (a_len, b_len) = (self.a.len(), self.b.len());
        if a_len > b_len {
            self.a.nth_back(a_len - b_len - 1);
        } else if b_len > a_len {
            self.b.nth_back(b_len - a_len - 1);
        }
        match (self.a.next_back(), self.b.next_back()) {
            (Some(x), Some(y)) => Some((x, y)),
            _ => None,
        }
    }
}
impl<A: ExactSizeIterator, B: ExactSizeIterator> ExactSizeIterator for Zip<A, B> {}
impl<A: FusedIterator, B: FusedIterator> FusedIterator for Zip<A, B> {}
unsafe impl<A: TrustedLen, B: TrustedLen> TrustedLen for Zip<A, B> {}

/// The iterators of `FlatMap` and `Flatten`: one in front, one behind, those between still to be made.
macro_rules! flatten_methods {
    ($item:ty) => {
        fn next(&mut self) -> Option<$item> {
            loop {
                if let Some(inner) = &mut self.front {
                    if let Some(x) = inner.next() {
                        return Some(x);
                    }
                    self.front = None;
                }
                match self.next_inner() {
                    Some(inner) => self.front = Some(inner),
                    None => {
                        return match &mut self.back {
                            Some(inner) => {
                                let x = inner.next();
                                if x.is_none() {
                                    self.back = None;
                                }
                                x
                            }
                            None => None,
                        };
                    }
                }
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let (front_lower, front_upper) = self.front.as_ref().map_or((0, Some(0)), |inner| inner.size_hint());
            let (back_lower, back_upper) = self.back.as_ref().map_or((0, Some(0)), |inner| inner.size_hint());
            let lower = front_lower.saturating_add(back_lower);
            match (self.iter.size_hint(), front_upper, back_upper) {
                ((0, Some(0)), Some(a), Some(b)) => (lower, a.checked_add(b)),
                _ => (lower, None),
            }
        }
    };
}
macro_rules! flatten_back {
    ($item:ty) => {
        fn next_back(&mut self) -> Option<$item> {
            loop {
                if let Some(inner) = &mut self.back {
                    if let Some(x) = inner.next_back() {
                        return Some(x);
                    }
                    self.back = None;
                }
                match self.next_inner_back() {
                    Some(inner) => self.back = Some(inner),
                    None => {
                        return match &mut self.front {
                            Some(inner) => {
                                let x = inner.next_back();
                                if x.is_none() {
                                    self.front = None;
                                }
                                x
                            }
                            None => None,
                        };
                    }
                }
            }
        }
    };
}

pub struct FlatMap<I, U: IntoIterator, F> {
    iter: crate::iter::Fuse<I>,
    f: F,
    front: Option<U::IntoIter>,
    back: Option<U::IntoIter>,
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> FlatMap<I, U, F> {
    pub(in crate::iter) fn new(iter: I, f: F) -> FlatMap<I, U, F> {
        FlatMap { iter: iter.fuse(), f, front: None, back: None }
    }
    fn next_inner(&mut self) -> Option<U::IntoIter> {
        match self.iter.next() {
            Some(x) => Some((self.f)(x).into_iter()),
            None => None,
        }
    }
}
impl<I: DoubleEndedIterator, U: IntoIterator, F: FnMut(I::Item) -> U> FlatMap<I, U, F> {
    fn next_inner_back(&mut self) -> Option<U::IntoIter> {
        match self.iter.next_back() {
            Some(x) => Some((self.f)(x).into_iter()),
            None => None,
        }
    }
}
impl<I: Clone, U: IntoIterator<IntoIter: Clone>, F: Clone> Clone for FlatMap<I, U, F> {
    fn clone(&self) -> Self {
        FlatMap { iter: self.iter.clone(), f: self.f.clone(), front: self.front.clone(), back: self.back.clone() }
    }
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> {
    type Item = U::Item;
    flatten_methods! { U::Item }
}
impl<I: DoubleEndedIterator, U, F> DoubleEndedIterator for FlatMap<I, U, F>
where
    F: FnMut(I::Item) -> U,
    U: IntoIterator<IntoIter: DoubleEndedIterator>,
{
    flatten_back! { U::Item }
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> FusedIterator for FlatMap<I, U, F> {}

pub struct Flatten<I: Iterator<Item: IntoIterator>> {
    iter: crate::iter::Fuse<I>,
    front: Option<<I::Item as IntoIterator>::IntoIter>,
    back: Option<<I::Item as IntoIterator>::IntoIter>,
}
impl<I: Iterator<Item: IntoIterator>> Flatten<I> {
    pub(in crate::iter) fn new(iter: I) -> Flatten<I> { Flatten { iter: iter.fuse(), front: None, back: None } }
    fn next_inner(&mut self) -> Option<<I::Item as IntoIterator>::IntoIter> {
        match self.iter.next() {
            Some(x) => Some(x.into_iter()),
            None => None,
        }
    }
}
impl<I: DoubleEndedIterator<Item: IntoIterator>> Flatten<I> {
    fn next_inner_back(&mut self) -> Option<<I::Item as IntoIterator>::IntoIter> {
        match self.iter.next_back() {
            Some(x) => Some(x.into_iter()),
            None => None,
        }
    }
}
impl<I: Clone + Iterator<Item: IntoIterator<IntoIter: Clone>>> Clone for Flatten<I> {
    fn clone(&self) -> Self {
        Flatten { iter: self.iter.clone(), front: self.front.clone(), back: self.back.clone() }
    }
}
impl<I: Iterator<Item: IntoIterator>> Iterator for Flatten<I> {
    type Item = <I::Item as IntoIterator>::Item;
    flatten_methods! { <I::Item as IntoIterator>::Item }
}
impl<I: DoubleEndedIterator<Item: IntoIterator<IntoIter: DoubleEndedIterator>>> DoubleEndedIterator for Flatten<I> {
    flatten_back! { <I::Item as IntoIterator>::Item }
}
impl<I: Iterator<Item: IntoIterator>> FusedIterator for Flatten<I> {}
