//! The traits around `Iterator`.

use crate::ops::Try;

#[lang = "into_iterator"]
pub trait IntoIterator {
    type Item;
    type IntoIter: Iterator<Item = Self::Item>;
    #[lang = "into_iter"]
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I {
    type Item = I::Item;
    type IntoIter = I;
    fn into_iter(self) -> I { self }
}

#[lang = "FromIterator"]
pub trait FromIterator<A>: Sized {
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}

pub trait Extend<A> {
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
    #[doc(hidden)]
    fn extend_one(&mut self, item: A) { self.extend(Some(item)); }
    #[doc(hidden)]
    fn extend_reserve(&mut self, additional: usize) { let _ = additional; }
}
impl Extend<()> for () {
    fn extend<T: IntoIterator<Item = ()>>(&mut self, iter: T) { iter.into_iter().for_each(|()| {}) }
}

macro_rules! pairs {
    ($(($($T:ident $E:ident $v:ident $i:tt),+))*) => { $(
        impl<$($T,)+ $($E: Extend<$T>),+> Extend<($($T,)+)> for ($($E,)+) {
            fn extend<Iter: IntoIterator<Item = ($($T,)+)>>(&mut self, into_iter: Iter) {
                let iter = into_iter.into_iter();
                let (lower, _) = iter.size_hint();
                if lower > 0 {
                    $(self.$i.extend_reserve(lower);)+
                }
                for ($($v,)+) in iter {
                    $(self.$i.extend_one($v);)+
                }
            }
        }
        impl<$($T,)+ $($E: Default + Extend<$T>),+> FromIterator<($($T,)+)> for ($($E,)+) {
            fn from_iter<Iter: IntoIterator<Item = ($($T,)+)>>(iter: Iter) -> Self {
                let mut result = <($($E,)+)>::default();
                result.extend(iter);
                result
            }
        }
    )* };
}
pairs! {
    (A EA a 0, B EB b 1)
    (A EA a 0, B EB b 1, C EC c 2)
    (A EA a 0, B EB b 1, C EC c 2, D ED d 3)
}

pub trait DoubleEndedIterator: Iterator {
    fn next_back(&mut self) -> Option<Self::Item>;
    fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
        let mut n = n;
        while n > 0 {
            self.next_back()?;
            n -= 1;
        }
        self.next_back()
    }
    fn try_rfold<B, F, R>(&mut self, init: B, mut f: F) -> R
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> R,
        R: Try<Output = B>,
    {
        let mut accum = init;
        while let Some(x) = self.next_back() {
            accum = f(accum, x)?;
        }
        R::from_output(accum)
    }
    fn rfold<B, F>(mut self, init: B, mut f: F) -> B
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> B,
    {
        let mut accum = init;
        while let Some(x) = self.next_back() {
            accum = f(accum, x);
        }
        accum
    }
    fn rfind<P>(&mut self, mut predicate: P) -> Option<Self::Item>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        while let Some(x) = self.next_back() {
            if predicate(&x) {
                return Some(x);
            }
        }
        None
    }
}
impl<'a, I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &'a mut I {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
    fn nth_back(&mut self, n: usize) -> Option<I::Item> { (**self).nth_back(n) }
}

pub trait ExactSizeIterator: Iterator {
    fn len(&self) -> usize {
        let (lower, upper) = self.size_hint();
        assert_eq!(upper, Some(lower));
        lower
    }
}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for &mut I {
    fn len(&self) -> usize { (**self).len() }
}

pub trait FusedIterator: Iterator {}
impl<I: FusedIterator + ?Sized> FusedIterator for &mut I {}

/// `size_hint` is exact.
pub unsafe trait TrustedLen: Iterator {}
unsafe impl<I: TrustedLen + ?Sized> TrustedLen for &mut I {}
