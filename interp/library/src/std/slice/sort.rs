//! Sorting: insertion sort of short runs, then merging. Nothing is moved before a comparison has returned, so a
//! comparison that panics leaves every item in its place exactly once.

use crate::cmp::Ordering;
use crate::intrinsics;
use crate::vec::Vec;

/// Runs of this length are sorted by insertion.
const RUN: usize = 20;

pub(crate) fn stable_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    if len < 2 || intrinsics::size_of::<T>() == 0 {
        return;
    }
    let data = v.as_mut_ptr();
    let mut start = 0;
    while start < len {
        let end = if len - start < RUN { len } else { start + RUN };
        insertion_sort(data, start, end, is_less);
        start = end;
    }
    if len <= RUN {
        return;
    }
    let mut scratch: Vec<T> = Vec::with_capacity(len);
    let mut width = RUN;
    while width < len {
        let mut start = 0;
        while start + width < len {
            let end = if len - start < 2 * width { len } else { start + 2 * width };
            merge(data, start, start + width, end, scratch.as_mut_ptr(), is_less);
            start = end;
        }
        width *= 2;
    }
}

fn insertion_sort<T, F: FnMut(&T, &T) -> bool>(data: *mut T, start: usize, end: usize, is_less: &mut F) {
    let mut i = start + 1;
    while i < end {
        let item = intrinsics::ptr_add_mut(data, i);
        let mut to = i;
        while to > start && is_less(unsafe { &*item }, unsafe { &*intrinsics::ptr_add_mut(data, to - 1) }) {
            to -= 1;
        }
        if to < i {
            let value = intrinsics::read(item as *const T);
            let target = intrinsics::ptr_add_mut(data, to);
            intrinsics::copy(target as *const T, intrinsics::ptr_add_mut(target, 1), i - to);
            intrinsics::write(target, value);
        }
        i += 1;
    }
}

/// Merges two neighbouring sorted runs; `scratch` gets copies in order, which are put back when all are there.
fn merge<T, F: FnMut(&T, &T) -> bool>(
    data: *mut T,
    start: usize,
    middle: usize,
    end: usize,
    scratch: *mut T,
    is_less: &mut F,
) {
    let (mut left, mut right, mut out) = (start, middle, 0);
    while left < middle && right < end {
        let a = intrinsics::ptr_add_mut(data, left);
        let b = intrinsics::ptr_add_mut(data, right);
        let source = if is_less(unsafe { &*b }, unsafe { &*a }) {
            right += 1;
            b
        } else {
            left += 1;
            a
        };
        intrinsics::copy_nonoverlapping(source as *const T, intrinsics::ptr_add_mut(scratch, out), 1);
        out += 1;
    }
    // The rest of the right run is where it belongs already.
    let rest = intrinsics::ptr_add_mut(data, left) as *const T;
    intrinsics::copy_nonoverlapping(rest, intrinsics::ptr_add_mut(scratch, out), middle - left);
    out += middle - left;
    intrinsics::copy_nonoverlapping(scratch as *const T, intrinsics::ptr_add_mut(data, start), out);
}

impl<T> [T] {
    pub fn sort(&mut self)
    where
        T: Ord,
    {
        let len = self.len();
        if !intrinsics::sort_scalars(self.as_mut_ptr(), len) {
            stable_sort(self, &mut |a: &T, b: &T| a.lt(b));
        }
    }
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) {
        stable_sort(self, &mut |a: &T, b: &T| compare(a, b) == Ordering::Less);
    }
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        stable_sort(self, &mut |a: &T, b: &T| f(a).lt(&f(b)));
    }
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        let mut keys: Vec<(K, usize)> = Vec::with_capacity(self.len());
        for (i, item) in self.iter().enumerate() {
            keys.push((f(item), i));
        }
        keys.sort();
        let mut i = 0;
        while i < keys.len() {
            let mut from = keys[i].1;
            while from < i {
                from = keys[from].1;
            }
            keys[i].1 = from;
            self.swap(i, from);
            i += 1;
        }
    }
    pub fn sort_unstable(&mut self)
    where
        T: Ord,
    {
        self.sort()
    }
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) { self.sort_by(compare) }
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) { self.sort_by_key(f) }
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T])
    where
        T: Ord,
    {
        self.select_nth_unstable_by(index, |a, b| a.cmp(b))
    }
    pub fn select_nth_unstable_by<F: FnMut(&T, &T) -> Ordering>(
        &mut self,
        index: usize,
        compare: F,
    ) -> (&mut [T], &mut T, &mut [T]) {
        if index >= self.len() {
            panic!("partition_at_index index {index} greater than length of slice {}", self.len());
        }
        self.sort_by(compare);
        let (left, right) = self.split_at_mut(index);
        let (middle, right) = right.split_at_mut(1);
        (left, &mut middle[0], right)
    }
    pub fn select_nth_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(
        &mut self,
        index: usize,
        mut f: F,
    ) -> (&mut [T], &mut T, &mut [T]) {
        self.select_nth_unstable_by(index, |a, b| f(a).cmp(&f(b)))
    }
    pub fn is_sorted(&self) -> bool
    where
        T: PartialOrd,
    {
        self.is_sorted_by(|a, b| a <= b)
    }
    pub fn is_sorted_by<'a, F: FnMut(&'a T, &'a T) -> bool>(&'a self, mut compare: F) -> bool {
        let mut i = 1;
        while i < self.len() {
            if !compare(&self[i - 1], &self[i]) {
                return false;
            }
            i += 1;
        }
        true
    }
    pub fn is_sorted_by_key<'a, F: FnMut(&'a T) -> K, K: PartialOrd>(&'a self, f: F) -> bool {
        self.iter().is_sorted_by_key(f)
    }
}
