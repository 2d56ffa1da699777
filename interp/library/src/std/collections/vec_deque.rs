//! `std::collections::vec_deque`: a ring buffer. Its iterators are in `vec_deque::iter`.

mod iter;

pub use self::iter::{Drain, IntoIter, Iter, IterMut};

use crate::cmp::Ordering;
use crate::collections::TryReserveError;
use crate::fmt::{self, Debug};
use crate::hash::{Hash, Hasher};
use crate::marker::PhantomData;
use crate::mem;
use crate::ops::{Index, IndexMut, Range, RangeBounds};
use crate::ptr::{self, NonNull};
use crate::slice;

pub struct VecDeque<T> {
    buffer: NonNull<T>,
    capacity: usize,
    head: usize,
    len: usize,
    marker: PhantomData<T>,
}

impl<T> VecDeque<T> {
    pub const fn new() -> VecDeque<T> {
        VecDeque { buffer: NonNull::dangling(), capacity: 0, head: 0, len: 0, marker: PhantomData }
    }
    pub fn with_capacity(capacity: usize) -> VecDeque<T> {
        let mut deque = VecDeque::new();
        deque.set_capacity(capacity);
        deque
    }
    /// Where the element `index` lies.
    pub(crate) fn slot(&self, index: usize) -> *mut T {
        let at = self.head + index;
        let at = if at >= self.capacity { at - self.capacity } else { at };
        unsafe { self.buffer.as_ptr().add(at) }
    }
    fn set_capacity(&mut self, capacity: usize) {
        if mem::size_of::<T>() == 0 {
            self.capacity = usize::MAX;
            return;
        }
        let size = mem::size_of::<T>();
        let new = if capacity == 0 {
            NonNull::dangling()
        } else {
            unsafe { NonNull::new_unchecked(crate::intrinsics::alloc(capacity * size, mem::align_of::<T>()) as *mut T) }
        };
        let first = self.first_len();
        unsafe {
            ptr::copy_nonoverlapping(self.slot(0) as *const T, new.as_ptr(), first);
            ptr::copy_nonoverlapping(self.buffer.as_ptr() as *const T, new.as_ptr().add(first), self.len - first);
        }
        self.free();
        self.buffer = new;
        self.capacity = capacity;
        self.head = 0;
    }
    fn free(&mut self) {
        let size = mem::size_of::<T>();
        if size != 0 && self.capacity != 0 {
            unsafe { crate::intrinsics::dealloc(self.buffer.as_ptr() as *mut u8, self.capacity * size, mem::align_of::<T>()) };
        }
    }
    /// How many elements lie before the end of the buffer.
    fn first_len(&self) -> usize {
        if self.len > self.capacity - self.head { self.capacity - self.head } else { self.len }
    }
    fn grow_for(&mut self, additional: usize) {
        let needed = self.len + additional;
        if needed > self.capacity {
            let doubled = self.capacity * 2;
            let least = if mem::size_of::<T>() == 1 { 8 } else if mem::size_of::<T>() <= 1024 { 4 } else { 1 };
            let capacity = if needed > doubled { needed } else { doubled };
            self.enlarge(if capacity < least { least } else { capacity });
        }
    }
    /// A larger buffer. Where the elements went around the end of the old one, the shorter part moves.
    fn enlarge(&mut self, capacity: usize) {
        let (size, align, old) = (mem::size_of::<T>(), mem::align_of::<T>(), self.capacity);
        if size == 0 || old == 0 {
            self.set_capacity(capacity);
            return;
        }
        let start = self.buffer.as_ptr() as *mut u8;
        let first = self.first_len();
        self.buffer = unsafe {
            NonNull::new_unchecked(crate::intrinsics::realloc(start, old * size, align, capacity * size) as *mut T)
        };
        self.capacity = capacity;
        let second = self.len - first;
        let base = self.buffer.as_ptr();
        if second == 0 {
            return;
        }
        unsafe {
            if first > second && capacity - old >= second {
                ptr::copy_nonoverlapping(base as *const T, base.add(old), second);
            } else {
                let head = capacity - first;
                ptr::copy(base.add(self.head) as *const T, base.add(head), first);
                self.head = head;
            }
        }
    }
    pub fn get(&self, index: usize) -> Option<&T> {
        if index < self.len { Some(unsafe { &*self.slot(index) }) } else { None }
    }
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index < self.len { Some(unsafe { &mut *self.slot(index) }) } else { None }
    }
    pub fn swap(&mut self, i: usize, j: usize) {
        assert!(i < self.len());
        assert!(j < self.len());
        unsafe { ptr::swap(self.slot(i), self.slot(j)) };
    }
    pub fn capacity(&self) -> usize { if mem::size_of::<T>() == 0 { usize::MAX } else { self.capacity } }
    pub fn reserve(&mut self, additional: usize) { self.grow_for(additional) }
    pub fn reserve_exact(&mut self, additional: usize) {
        if self.len + additional > self.capacity {
            self.enlarge(self.len + additional);
        }
    }
    fn try_capacity(&self, additional: usize) -> Result<usize, TryReserveError> {
        let bytes = match self.len.checked_add(additional) {
            Some(capacity) => capacity.checked_mul(mem::size_of::<T>()).map(|bytes| (capacity, bytes)),
            None => None,
        };
        match bytes {
            Some((capacity, bytes)) if bytes <= isize::MAX as usize => Ok(capacity),
            _ => Err(TryReserveError::capacity_overflow()),
        }
    }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.try_capacity(additional)?;
        self.reserve(additional);
        Ok(())
    }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.try_capacity(additional)?;
        self.reserve_exact(additional);
        Ok(())
    }
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let wanted = if min_capacity > self.len { min_capacity } else { self.len };
        if wanted < self.capacity {
            self.set_capacity(wanted);
        }
    }
    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            drop(self.pop_back());
        }
    }
    pub fn iter(&self) -> Iter<'_, T> {
        let (a, b) = self.as_slices();
        Iter::new(a.iter(), b.iter())
    }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let (a, b) = self.as_mut_slices();
        IterMut::new(a.iter_mut(), b.iter_mut())
    }
    pub fn as_slices(&self) -> (&[T], &[T]) {
        let first = self.first_len();
        unsafe {
            (
                crate::slice::from_raw_parts(self.slot(0) as *const T, first),
                crate::slice::from_raw_parts(self.buffer.as_ptr() as *const T, self.len - first),
            )
        }
    }
    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {
        let first = self.first_len();
        unsafe {
            (
                crate::slice::from_raw_parts_mut(self.slot(0), first),
                crate::slice::from_raw_parts_mut(self.buffer.as_ptr(), self.len - first),
            )
        }
    }
    pub fn make_contiguous(&mut self) -> &mut [T] {
        if mem::size_of::<T>() == 0 {
            self.head = 0;
        }
        let first = self.first_len();
        if first != self.len {
            self.join(first, self.len - first);
        }
        self.as_mut_slices().0
    }
    /// Brings both parts together inside the buffer, moving as little as the free room between them allows.
    fn join(&mut self, first: usize, second: usize) {
        let (base, head, free) = (self.buffer.as_ptr(), self.head, self.capacity - self.len);
        unsafe {
            if free >= first {
                ptr::copy(base as *const T, base.add(first), second);
                ptr::copy_nonoverlapping(base.add(head) as *const T, base, first);
                self.head = 0;
            } else if free >= second {
                ptr::copy(base.add(head) as *const T, base.add(second), first);
                ptr::copy_nonoverlapping(base as *const T, base.add(second + first), second);
                self.head = second;
            } else if first > second {
                ptr::copy(base as *const T, base.add(free), second);
                slice::from_raw_parts_mut(base.add(free), self.len).rotate_left(second);
                self.head = free;
            } else {
                ptr::copy(base.add(head) as *const T, base.add(second), first);
                slice::from_raw_parts_mut(base, self.len).rotate_right(first);
                self.head = 0;
            }
        }
    }
    pub const fn len(&self) -> usize { self.len }
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    pub fn clear(&mut self) {
        self.truncate(0);
        self.head = 0;
    }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        self.iter().any(|y| y == x)
    }
    pub fn front(&self) -> Option<&T> { self.get(0) }
    pub fn front_mut(&mut self) -> Option<&mut T> { self.get_mut(0) }
    pub fn back(&self) -> Option<&T> { self.get(self.len.wrapping_sub(1)) }
    pub fn back_mut(&mut self) -> Option<&mut T> { self.get_mut(self.len.wrapping_sub(1)) }
    pub fn pop_front(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let value = unsafe { ptr::read(self.slot(0)) };
        self.head = if self.head + 1 == self.capacity { 0 } else { self.head + 1 };
        self.len -= 1;
        Some(value)
    }
    pub fn pop_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(unsafe { ptr::read(self.slot(self.len)) })
    }
    pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        if predicate(self.front_mut()?) { self.pop_front() } else { None }
    }
    pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        if predicate(self.back_mut()?) { self.pop_back() } else { None }
    }
    pub fn push_front_mut(&mut self, value: T) -> &mut T {
        self.push_front(value);
        unsafe { &mut *self.slot(0) }
    }
    pub fn push_back_mut(&mut self, value: T) -> &mut T {
        self.push_back(value);
        unsafe { &mut *self.slot(self.len - 1) }
    }
    pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {
        self.insert(index, value);
        unsafe { &mut *self.slot(index) }
    }
    pub fn push_front(&mut self, value: T) {
        self.grow_for(1);
        self.head = if self.head == 0 { self.capacity - 1 } else { self.head - 1 };
        self.len += 1;
        unsafe { ptr::write(self.slot(0), value) };
    }
    pub fn push_back(&mut self, value: T) {
        self.grow_for(1);
        unsafe { ptr::write(self.slot(self.len), value) };
        self.len += 1;
    }
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len(), "index out of bounds");
        self.push_back(value);
        let mut at = self.len - 1;
        while at > index {
            unsafe { ptr::swap(self.slot(at), self.slot(at - 1)) };
            at -= 1;
        }
    }
    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let mut at = index;
        while at + 1 < self.len {
            unsafe { ptr::swap(self.slot(at), self.slot(at + 1)) };
            at += 1;
        }
        self.pop_back()
    }
    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        if index != 0 {
            self.swap(index, 0);
        }
        self.pop_front()
    }
    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let last = self.len - 1;
        if index != last {
            self.swap(index, last);
        }
        self.pop_back()
    }
    pub fn split_off(&mut self, at: usize) -> Self {
        assert!(at <= self.len, "`at` out of bounds");
        let mut other = VecDeque::with_capacity(self.len - at);
        let mut index = at;
        while index < self.len {
            other.push_back(unsafe { ptr::read(self.slot(index)) });
            index += 1;
        }
        self.len = at;
        other
    }
    pub fn append(&mut self, other: &mut Self) {
        self.reserve(other.len);
        while let Some(value) = other.pop_front() {
            self.push_back(value);
        }
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|value| f(value)) }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let mut left = self.len;
        while left > 0 {
            left -= 1;
            if let Some(mut value) = self.pop_front() {
                if f(&mut value) {
                    self.push_back(value);
                }
            }
        }
    }
    pub fn resize_with(&mut self, new_len: usize, mut generator: impl FnMut() -> T) {
        self.truncate(new_len);
        while self.len < new_len {
            self.push_back(generator());
        }
    }
    pub fn rotate_left(&mut self, n: usize) {
        assert!(n <= self.len());
        let mut n = n;
        while n > 0 {
            if let Some(value) = self.pop_front() {
                self.push_back(value);
            }
            n -= 1;
        }
    }
    pub fn rotate_right(&mut self, n: usize) {
        assert!(n <= self.len());
        let mut n = n;
        while n > 0 {
            if let Some(value) = self.pop_back() {
                self.push_front(value);
            }
            n -= 1;
        }
    }
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>
    where
        T: Ord,
    {
        self.binary_search_by(|e| e.cmp(x))
    }
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, mut f: F) -> Result<usize, usize> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = (low + high) / 2;
            match f(&self[middle]) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(middle),
            }
        }
        Err(low)
    }
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, mut f: F) -> Result<usize, usize> {
        self.binary_search_by(|k| f(k).cmp(b))
    }
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = (low + high) / 2;
            if pred(&self[middle]) { low = middle + 1 } else { high = middle }
        }
        low
    }
    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {
        let Range { start, end } = slice::range(range, self.len);
        let (a, b) = self.as_slices();
        let cut = |at: usize| if at > a.len() { (a.len(), at - a.len()) } else { (at, 0) };
        let ((a0, b0), (a1, b1)) = (cut(start), cut(end));
        Iter::new(a[a0..a1].iter(), b[b0..b1].iter())
    }
    pub fn range_mut<R: RangeBounds<usize>>(&mut self, range: R) -> IterMut<'_, T> {
        let Range { start, end } = slice::range(range, self.len);
        let (a, b) = self.as_mut_slices();
        let first = a.len();
        let cut = |at: usize| if at > first { (first, at - first) } else { (at, 0) };
        let ((a0, b0), (a1, b1)) = (cut(start), cut(end));
        IterMut::new(a[a0..a1].iter_mut(), b[b0..b1].iter_mut())
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let Range { start, end } = slice::range(range, self.len);
        let tail = self.split_off(end);
        let taken = self.split_off(start);
        Drain::new(self, taken, tail)
    }
}

impl<T: Clone> VecDeque<T> {
    pub fn resize(&mut self, new_len: usize, value: T) {
        self.truncate(new_len);
        while self.len < new_len {
            self.push_back(value.clone());
        }
    }
}

impl<T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        if mem::needs_drop::<T>() {
            let (a, b) = self.as_mut_slices();
            unsafe {
                ptr::drop_in_place(a as *mut [T]);
                ptr::drop_in_place(b as *mut [T]);
            }
        }
        self.free();
    }
}

impl<T: Clone> Clone for VecDeque<T> {
    fn clone(&self) -> Self {
        let mut deque = VecDeque::with_capacity(self.len());
        deque.extend(self.iter().cloned());
        deque
    }
}

impl<T> Default for VecDeque<T> {
    fn default() -> VecDeque<T> { VecDeque::new() }
}

impl<T: PartialEq> PartialEq for VecDeque<T> {
    fn eq(&self, other: &Self) -> bool { self.len == other.len && self.iter().zip(other.iter()).all(|(a, b)| a == b) }
}

impl<T: Eq> Eq for VecDeque<T> {}

// Against everything that is a sequence in one piece.
macro_rules! compared {
    ($($other:ty $(, $param:ident)?;)*) => { $(
        impl<T: PartialEq<U>, U $(, const $param: usize)?> PartialEq<$other> for VecDeque<T> {
            fn eq(&self, other: &$other) -> bool {
                self.len == other.len() && self.iter().zip(other.iter()).all(|(a, b)| *a == *b)
            }
        }
    )* };
}
compared! { Vec<U>; &[U]; &mut [U]; [U; N], N; &[U; N], N; &mut [U; N], N; }

impl<T: PartialOrd> PartialOrd for VecDeque<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}

impl<T: Ord> Ord for VecDeque<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.iter().cmp(other.iter()) }
}

impl<T: Hash> Hash for VecDeque<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len);
        for value in self {
            value.hash(state);
        }
    }
}

impl<T: Debug> Debug for VecDeque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}

impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
    #[track_caller]
    fn index(&self, index: usize) -> &T { self.get(index).expect("Out of bounds access") }
}

impl<T> IndexMut<usize> for VecDeque<T> {
    #[track_caller]
    fn index_mut(&mut self, index: usize) -> &mut T { self.get_mut(index).expect("Out of bounds access") }
}

impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T> {
        VecDeque::from(iter.into_iter().collect::<Vec<T>>())
    }
}

impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        let iter = iter.into_iter();
        self.reserve(iter.size_hint().0);
        for value in iter {
            self.push_back(value);
        }
    }
}

impl<'a, T: 'a + Copy> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for value in iter {
            self.push_back(*value);
        }
    }
}

impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter::new(self) }
}

impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}

impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}

impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(other: Vec<T>) -> Self {
        let mut other = mem::ManuallyDrop::new(other);
        let buffer = unsafe { NonNull::new_unchecked(other.as_mut_ptr()) };
        VecDeque { buffer, capacity: other.capacity(), head: 0, len: other.len(), marker: PhantomData }
    }
}

impl<T> From<VecDeque<T>> for Vec<T> {
    fn from(mut other: VecDeque<T>) -> Self {
        other.make_contiguous();
        let other = mem::ManuallyDrop::new(other);
        let base = other.buffer.as_ptr();
        unsafe {
            if other.head != 0 {
                ptr::copy(base.add(other.head) as *const T, base, other.len);
            }
            Vec::from_raw_parts(base, other.len, other.capacity)
        }
    }
}

impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    fn from(arr: [T; N]) -> Self { arr.into_iter().collect() }
}

unsafe impl<T: Send> Send for VecDeque<T> {}
unsafe impl<T: Sync> Sync for VecDeque<T> {}
