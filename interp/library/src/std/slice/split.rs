//! Splitting a slice at the items that satisfy a predicate.

use crate::iter::FusedIterator;
use crate::mem;

impl<T> [T] {
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> { Split { v: self, pred, finished: false } }
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> {
        SplitMut { v: self, pred, finished: false }
    }
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> SplitInclusive<'_, T, F> {
        SplitInclusive { v: self, pred }
    }
    pub fn split_inclusive_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitInclusiveMut<'_, T, F> {
        SplitInclusiveMut { v: self, pred }
    }
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> RSplit<'_, T, F> { RSplit { inner: self.split(pred) } }
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> {
        SplitN { inner: self.split(pred), count: n }
    }
    pub fn rsplit_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> RSplitMut<'_, T, F> {
        RSplitMut { inner: self.split_mut(pred) }
    }
    pub fn splitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> SplitNMut<'_, T, F> {
        SplitNMut { inner: self.split_mut(pred), count: n }
    }
    pub fn rsplitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> RSplitNMut<'_, T, F> {
        RSplitNMut { inner: self.split_mut(pred), count: n }
    }
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> {
        RSplitN { inner: self.split(pred), count: n }
    }
}

#[derive(Clone)]
pub struct Split<'a, T: 'a, P> {
    v: &'a [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> Split<'a, T, P> {
    fn finish(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        self.finished = true;
        Some(self.v)
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            if (self.pred)(&self.v[i]) {
                let head = &self.v[..i];
                self.v = &self.v[i + 1..];
                return Some(head);
            }
            i += 1;
        }
        self.finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let mut i = self.v.len();
        while i > 0 {
            i -= 1;
            if (self.pred)(&self.v[i]) {
                let tail = &self.v[i + 1..];
                self.v = &self.v[..i];
                return Some(tail);
            }
        }
        self.finish()
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for Split<'_, T, P> {}

pub struct SplitMut<'a, T: 'a, P> {
    v: &'a mut [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> SplitMut<'a, T, P> {
    fn finish(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        self.finished = true;
        Some(mem::take(&mut self.v))
    }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitMut<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        let mut i = self.v.len();
        while i > 0 {
            i -= 1;
            if (self.pred)(&self.v[i]) {
                let (head, tail) = mem::take(&mut self.v).split_at_mut(i);
                self.v = head;
                return Some(&mut tail[1..]);
            }
        }
        self.finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, P> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            if (self.pred)(&self.v[i]) {
                let (head, tail) = mem::take(&mut self.v).split_at_mut(i);
                self.v = &mut tail[1..];
                return Some(head);
            }
            i += 1;
        }
        self.finish()
    }
}

#[derive(Clone)]
pub struct SplitInclusive<'a, T: 'a, P> {
    v: &'a [T],
    pred: P,
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusive<'a, T, P> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            i += 1;
            if (self.pred)(&self.v[i - 1]) {
                break;
            }
        }
        let (head, tail) = self.v.split_at(i);
        self.v = tail;
        Some(head)
    }
}
pub struct SplitInclusiveMut<'a, T: 'a, P> {
    v: &'a mut [T],
    pred: P,
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusiveMut<'a, T, P> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            i += 1;
            if (self.pred)(&self.v[i - 1]) {
                break;
            }
        }
        let (head, tail) = mem::take(&mut self.v).split_at_mut(i);
        self.v = tail;
        Some(head)
    }
}

// From the back, and at most so many parts: the last one is what is left.
macro_rules! limited {
    ($split:ident $item:ty: $rsplit:ident $splitn:ident $rsplitn:ident $(#[$clone:meta])?) => {
        $(#[$clone])?
        pub struct $rsplit<'a, T: 'a, P: FnMut(&T) -> bool> {
            inner: $split<'a, T, P>,
        }
        impl<'a, T, P: FnMut(&T) -> bool> Iterator for $rsplit<'a, T, P> {
            type Item = $item;
            fn next(&mut self) -> Option<$item> { self.inner.next_back() }
        }
        impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for $rsplit<'a, T, P> {
            fn next_back(&mut self) -> Option<$item> { self.inner.next() }
        }
        limited! { $split $item: $splitn next $(#[$clone])? }
        limited! { $split $item: $rsplitn next_back $(#[$clone])? }
    };
    ($split:ident $item:ty: $name:ident $step:ident $(#[$clone:meta])?) => {
        $(#[$clone])?
        pub struct $name<'a, T: 'a, P: FnMut(&T) -> bool> {
            inner: $split<'a, T, P>,
            count: usize,
        }
        impl<'a, T, P: FnMut(&T) -> bool> Iterator for $name<'a, T, P> {
            type Item = $item;
            fn next(&mut self) -> Option<$item> {
                match self.count {
                    0 => None,
                    1 => {
                        self.count = 0;
                        self.inner.finish()
                    }
                    _ => {
                        self.count -= 1;
                        self.inner.$step()
                    }
                }
            }
        }
    };
}
limited! { Split &'a [T]: RSplit SplitN RSplitN #[derive(Clone)] }
limited! { SplitMut &'a mut [T]: RSplitMut SplitNMut RSplitNMut }
