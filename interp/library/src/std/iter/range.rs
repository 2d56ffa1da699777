//! Ranges as iterators.

use crate::intrinsics;
use crate::iter::{FusedIterator, TrustedLen};
use crate::ops::{Range, RangeFrom, RangeInclusive};

pub trait Step: Clone + PartialOrd + Sized {
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>);
    fn forward_checked(start: Self, count: usize) -> Option<Self>;
    fn backward_checked(start: Self, count: usize) -> Option<Self>;
    fn forward(start: Self, count: usize) -> Self {
        Step::forward_checked(start, count).expect("overflow in `Step::forward`")
    }
    fn backward(start: Self, count: usize) -> Self {
        Step::backward_checked(start, count).expect("overflow in `Step::backward`")
    }
    /// `start..end` takes one step; overridden for numbers so that a loop over a range is one call deep.
    #[doc(hidden)]
    fn range_next(range: &mut Range<Self>) -> Option<Self> {
        if range.start < range.end {
            let next = Step::forward(range.start.clone(), 1);
            Some(crate::mem::replace(&mut range.start, next))
        } else {
            None
        }
    }
}

macro_rules! step_integers {
    ($($t:ident $wide:ident)*) => { $(
        impl Step for $t {
            fn steps_between(start: &$t, end: &$t) -> (usize, Option<usize>) {
                if *start <= *end {
                    let steps = intrinsics::wrapping_sub(*end as $wide, *start as $wide);
                    if steps as u128 > usize::MAX as u128 {
                        (usize::MAX, None)
                    } else {
                        (steps as usize, Some(steps as usize))
                    }
                } else {
                    (0, None)
                }
            }
            fn forward_checked(start: $t, count: usize) -> Option<$t> {
                if count as u128 > intrinsics::wrapping_sub($t::MAX as u128, start as u128) {
                    None
                } else {
                    Some(intrinsics::wrapping_add(start, count as $t))
                }
            }
            fn backward_checked(start: $t, count: usize) -> Option<$t> {
                if count as u128 > intrinsics::wrapping_sub(start as u128, $t::MIN as u128) {
                    None
                } else {
                    Some(intrinsics::wrapping_sub(start, count as $t))
                }
            }
            fn forward(start: $t, count: usize) -> $t {
                match Step::forward_checked(start, count) {
                    Some(value) => value,
                    None => {
                        // What the real library does in a debug build.
                        #[allow(arithmetic_overflow)]
                        let _ = $t::MAX + (count > 0) as $t;
                        intrinsics::wrapping_add(start, count as $t)
                    }
                }
            }
            #[fast]
            fn range_next(range: &mut Range<$t>) -> Option<$t> {
                let value = range.start;
                if value < range.end {
                    range.start = intrinsics::wrapping_add(value, 1);
                    Some(value)
                } else {
                    None
                }
            }
        }
    )* };
}
step_integers! {
    u8 u8 u16 u16 u32 u32 u64 u64 u128 u128 usize usize
    i8 i128 i16 i128 i32 i128 i64 i128 i128 u128 isize i128
}

impl Step for char {
    fn steps_between(start: &char, end: &char) -> (usize, Option<usize>) {
        let (start, end) = (*start as u32, *end as u32);
        if start <= end {
            let mut count = end - start;
            if start < 0xd800 && 0xdfff < end {
                count -= 0x800;
            }
            (count as usize, Some(count as usize))
        } else {
            (0, None)
        }
    }
    fn forward_checked(start: char, count: usize) -> Option<char> {
        let start = start as u32;
        let mut value = Step::forward_checked(start, count)?;
        if start < 0xd800 && 0xd800 <= value {
            value = Step::forward_checked(value, 0x800)?;
        }
        char::from_u32(value)
    }
    fn backward_checked(start: char, count: usize) -> Option<char> {
        let start = start as u32;
        let mut value = Step::backward_checked(start, count)?;
        if start > 0xdfff && 0xdfff >= value {
            value = Step::backward_checked(value, 0x800)?;
        }
        char::from_u32(value)
    }
}

impl<A: Step> Iterator for Range<A> {
    type Item = A;
    #[fast]
    fn next(&mut self) -> Option<A> { A::range_next(self) }
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.start < self.end { Step::steps_between(&self.start, &self.end) } else { (0, Some(0)) }
    }
    fn count(self) -> usize {
        if self.start < self.end {
            Step::steps_between(&self.start, &self.end).1.expect("count overflowed usize")
        } else {
            0
        }
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                self.start = Step::forward(plus_n.clone(), 1);
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        None
    }
    fn last(mut self) -> Option<A> { self.next_back() }
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
    fn is_sorted(self) -> bool { true }
}
impl<A: Step> DoubleEndedIterator for Range<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.start < self.end {
            self.end = Step::backward(self.end.clone(), 1);
            Some(self.end.clone())
        } else {
            None
        }
    }
    fn nth_back(&mut self, n: usize) -> Option<A> {
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                self.end = Step::backward(minus_n, 1);
                return Some(self.end.clone());
            }
        }
        self.end = self.start.clone();
        None
    }
}
impl<A: Step> FusedIterator for Range<A> {}
unsafe impl<A: Step> TrustedLen for Range<A> {}

macro_rules! exact {
    ($($t:ty)*) => { $(impl ExactSizeIterator for Range<$t> {})* };
}
exact! { usize u8 isize i8 u16 i16 u32 i32 }
macro_rules! exact_inclusive {
    ($($t:ty)*) => { $(impl ExactSizeIterator for RangeInclusive<$t> {})* };
}
exact_inclusive! { u8 i8 u16 i16 }

impl<A: Step> Iterator for RangeFrom<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        let next = Step::forward(self.start.clone(), 1);
        Some(crate::mem::replace(&mut self.start, next))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
    fn nth(&mut self, n: usize) -> Option<A> {
        let plus_n = Step::forward(self.start.clone(), n);
        self.start = Step::forward(plus_n.clone(), 1);
        Some(plus_n)
    }
}
impl<A: Step> FusedIterator for RangeFrom<A> {}
unsafe impl<A: Step> TrustedLen for RangeFrom<A> {}

impl<A: Step> Iterator for RangeInclusive<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let next = Step::forward(self.start.clone(), 1);
            Some(crate::mem::replace(&mut self.start, next))
        } else {
            self.exhausted = true;
            Some(self.start.clone())
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.is_empty() {
            return (0, Some(0));
        }
        let (lower, upper) = Step::steps_between(&self.start, &self.end);
        (lower.saturating_add(1), upper.and_then(|steps| steps.checked_add(1)))
    }
    fn count(self) -> usize {
        if self.is_empty() {
            return 0;
        }
        let steps = Step::steps_between(&self.start, &self.end).1;
        steps.and_then(|steps| steps.checked_add(1)).expect("count overflowed usize")
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                self.start = Step::forward(plus_n.clone(), 1);
                return Some(plus_n);
            }
            if plus_n == self.end {
                self.start = plus_n.clone();
                self.exhausted = true;
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        self.exhausted = true;
        None
    }
    fn fold<B, F: FnMut(B, A) -> B>(mut self, init: B, mut f: F) -> B {
        let mut accum = init;
        while let Some(x) = self.next() {
            accum = f(accum, x);
        }
        accum
    }
    fn last(mut self) -> Option<A> { self.next_back() }
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
    fn is_sorted(self) -> bool { true }
}
impl<A: Step> DoubleEndedIterator for RangeInclusive<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let next = Step::backward(self.end.clone(), 1);
            Some(crate::mem::replace(&mut self.end, next))
        } else {
            self.exhausted = true;
            Some(self.end.clone())
        }
    }
    fn nth_back(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                self.end = Step::backward(minus_n.clone(), 1);
                return Some(minus_n);
            }
            if minus_n == self.start {
                self.end = minus_n.clone();
                self.exhausted = true;
                return Some(minus_n);
            }
        }
        self.end = self.start.clone();
        self.exhausted = true;
        None
    }
}
impl<A: Step> FusedIterator for RangeInclusive<A> {}
unsafe impl<A: Step> TrustedLen for RangeInclusive<A> {}
