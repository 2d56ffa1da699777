//! The hash table: open addressing with one control byte a bucket.
//!
//! One allocation: the buckets, then the control bytes. A control byte is `EMPTY`, `DELETED`, or `0x80` with seven
//! bits of the hash. The number of buckets is a power of two; at most 7/8 are in use, so a probe ends at an empty one.
//! Capacities are the real table's: 3, 7, 14, 28, …

use crate::marker::PhantomData;
use crate::mem;
use crate::ptr::{self, NonNull};

const EMPTY: u8 = 0;
const DELETED: u8 = 1;

pub(crate) struct Table<T> {
    /// The control bytes; the buckets lie before them in memory order `bucket(0) …`.
    ctrl: NonNull<u8>,
    /// Buckets less one; with `ctrl` dangling: no buckets.
    mask: usize,
    growth_left: usize,
    items: usize,
    marker: PhantomData<T>,
}

/// Where a search stands.
pub(crate) struct Probe {
    at: usize,
    tag: u8,
}

/// Buckets for so many entries of this size; tables of small entries start larger.
fn buckets_for(capacity: usize, size: usize) -> usize {
    let least = if size <= 1 { 14 } else if size <= 3 { 7 } else { 3 };
    let capacity = if capacity < least { least } else { capacity };
    if capacity < 4 {
        4
    } else if capacity < 8 {
        8
    } else if capacity < 15 {
        16
    } else {
        (capacity * 8 / 7).next_power_of_two()
    }
}

const fn usable(mask: usize) -> usize {
    if mask < 8 { mask } else { (mask + 1) / 8 * 7 }
}

impl<T> Table<T> {
    pub(crate) const fn new() -> Table<T> {
        Table { ctrl: NonNull::dangling(), mask: 0, growth_left: 0, items: 0, marker: PhantomData }
    }
    pub(crate) fn with_capacity(capacity: usize) -> Table<T> {
        if capacity == 0 { Table::new() } else { Table::with_buckets(buckets_for(capacity, mem::size_of::<T>())) }
    }
    fn align() -> usize { if mem::align_of::<T>() > 8 { mem::align_of::<T>() } else { 8 } }
    fn with_buckets(buckets: usize) -> Table<T> {
        let data = buckets * mem::size_of::<T>();
        let base = unsafe { crate::intrinsics::alloc_zeroed(data + buckets, Table::<T>::align()) };
        let ctrl = unsafe { NonNull::new_unchecked(base.add(data)) };
        Table { ctrl, mask: buckets - 1, growth_left: usable(buckets - 1), items: 0, marker: PhantomData }
    }
    fn base(&self) -> *mut u8 {
        unsafe { self.ctrl.as_ptr().sub((self.mask + 1) * mem::size_of::<T>()) }
    }
    pub(crate) fn len(&self) -> usize { self.items }
    pub(crate) fn capacity(&self) -> usize { self.items + self.growth_left }
    pub(crate) fn bucket(&self, index: usize) -> *mut T { unsafe { (self.base() as *mut T).add(index) } }
    fn ctrl_at(&self, index: usize) -> u8 { unsafe { ptr::read(self.ctrl.as_ptr().add(index)) } }
    fn set_ctrl(&mut self, index: usize, value: u8) { unsafe { ptr::write(self.ctrl.as_ptr().add(index), value) } }
    /// Starts a search for a hash; the table is not empty.
    pub(crate) fn probe(&self, hash: u64) -> Probe {
        Probe { at: (hash as usize) & self.mask, tag: 0x80 | (hash >> 57) as u8 }
    }
    /// The next bucket whose control byte fits; `None` at the first empty one.
    pub(crate) fn next_candidate(&self, probe: &mut Probe) -> Option<usize> {
        loop {
            let at = probe.at;
            let ctrl = self.ctrl_at(at);
            if ctrl == EMPTY {
                return None;
            }
            probe.at = (at + 1) & self.mask;
            if ctrl == probe.tag {
                return Some(at);
            }
        }
    }
    pub(crate) fn needs_room(&self, additional: usize) -> bool { additional > self.growth_left }
    /// Makes room for more entries, rehashing all.
    pub(crate) fn grow(&mut self, additional: usize, hash: impl Fn(&T) -> u64) {
        let needed = self.items + additional;
        let full = if self.growth_left == 0 && self.items == 0 { 0 } else { usable(self.mask) };
        let target = if needed > full + 1 || full == 0 { needed } else { full + 1 };
        // Many deleted ones: the same size will do.
        let target = if needed <= full / 2 { full } else { target };
        self.resize(buckets_for(target, mem::size_of::<T>()), hash);
    }
    fn resize(&mut self, buckets: usize, hash: impl Fn(&T) -> u64) {
        let mut new = Table::with_buckets(buckets);
        let mut at = self.next_full(0);
        while let Some(index) = at {
            let value = unsafe { ptr::read(self.bucket(index)) };
            let h = hash(&value);
            new.insert_new(h, value);
            at = self.next_full(index + 1);
        }
        self.free();
        mem::forget(mem::replace(self, new));
    }
    pub(crate) fn shrink(&mut self, least: usize, hash: impl Fn(&T) -> u64) {
        let wanted = if least > self.items { least } else { self.items };
        if wanted == 0 {
            self.free();
            mem::forget(mem::replace(self, Table::new()));
        } else if self.has_buckets() && buckets_for(wanted, mem::size_of::<T>()) <= self.mask {
            self.resize(buckets_for(wanted, mem::size_of::<T>()), hash);
        }
    }
    /// Puts a value that is not there yet into a table that has room; where it went.
    pub(crate) fn insert_new(&mut self, hash: u64, value: T) -> usize {
        let mut at = (hash as usize) & self.mask;
        while self.ctrl_at(at) >= 0x80 {
            at = (at + 1) & self.mask;
        }
        if self.ctrl_at(at) == EMPTY {
            self.growth_left -= 1;
        }
        self.set_ctrl(at, 0x80 | (hash >> 57) as u8);
        unsafe { ptr::write(self.bucket(at), value) };
        self.items += 1;
        at
    }
    /// Takes a value out of a full bucket.
    pub(crate) fn take(&mut self, index: usize) -> T {
        // Before an empty bucket no search has to go on.
        if self.ctrl_at((index + 1) & self.mask) == EMPTY {
            self.set_ctrl(index, EMPTY);
            self.growth_left += 1;
        } else {
            self.set_ctrl(index, DELETED);
        }
        self.items -= 1;
        unsafe { ptr::read(self.bucket(index)) }
    }
    fn has_buckets(&self) -> bool { self.mask != 0 }
    /// The first full bucket from `index` on.
    pub(crate) fn next_full(&self, index: usize) -> Option<usize> {
        let mut index = index;
        if !self.has_buckets() {
            return None;
        }
        while index <= self.mask {
            if self.ctrl_at(index) >= 0x80 {
                return Some(index);
            }
            index += 1;
        }
        None
    }
    pub(crate) fn clear(&mut self) {
        let mut at = self.next_full(0);
        while let Some(index) = at {
            drop(self.take(index));
            at = self.next_full(index + 1);
        }
        if self.has_buckets() {
            unsafe { ptr::write_bytes(self.ctrl.as_ptr(), EMPTY, self.mask + 1) };
            self.growth_left = usable(self.mask);
        }
    }
    fn free(&mut self) {
        if self.has_buckets() {
            let size = (self.mask + 1) * (mem::size_of::<T>() + 1);
            unsafe { crate::intrinsics::dealloc(self.base(), size, Table::<T>::align()) };
        }
    }
}

impl<T: Clone> Clone for Table<T> {
    fn clone(&self) -> Table<T> {
        if self.items == 0 {
            return Table::new();
        }
        let mut new = Table::with_buckets(self.mask + 1);
        let mut at = self.next_full(0);
        while let Some(index) = at {
            let value = unsafe { (*self.bucket(index)).clone() };
            unsafe { ptr::write(new.bucket(index), value) };
            new.set_ctrl(index, self.ctrl_at(index));
            new.items += 1;
            new.growth_left -= 1;
            at = self.next_full(index + 1);
        }
        // Searches that went over deleted buckets must go on in the copy.
        let mut index = 0;
        while index <= self.mask {
            if self.ctrl_at(index) == DELETED {
                new.set_ctrl(index, DELETED);
                new.growth_left -= 1;
            }
            index += 1;
        }
        new
    }
}

impl<T> Drop for Table<T> {
    fn drop(&mut self) {
        if mem::needs_drop::<T>() {
            let mut at = self.next_full(0);
            while let Some(index) = at {
                unsafe { ptr::drop_in_place(self.bucket(index)) };
                at = self.next_full(index + 1);
            }
        }
        self.free();
    }
}

unsafe impl<T: Send> Send for Table<T> {}
unsafe impl<T: Sync> Sync for Table<T> {}
