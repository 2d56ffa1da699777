//! `std::alloc`.

use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::mem;

#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Layout {
    size: usize,
    align: usize,
}

impl fmt::Debug for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (align, log) = (self.align, self.align.trailing_zeros());
        f.debug_struct("Layout")
            .field("size", &self.size)
            .field("align", &format_args!("{align} (1 << {log})"))
            .finish()
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayoutError;

pub type LayoutErr = LayoutError;

impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("invalid parameters to Layout::from_size_align") }
}

impl Error for LayoutError {}

impl Layout {
    pub const fn from_size_align(size: usize, align: usize) -> Result<Self, LayoutError> {
        if !align.is_power_of_two() || size > isize::MAX as usize - (align - 1) {
            return Err(LayoutError);
        }
        Ok(Layout { size, align })
    }
    pub const unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Self { Layout { size, align } }
    pub const fn size(&self) -> usize { self.size }
    pub const fn align(&self) -> usize { self.align }
    pub const fn new<T>() -> Self { Layout { size: mem::size_of::<T>(), align: mem::align_of::<T>() } }
    pub fn for_value<T: ?Sized>(t: &T) -> Self { Layout { size: intrinsics::size_of_val(t as *const T), align: mem::align_of_val(t) } }
    pub const fn align_to(&self, align: usize) -> Result<Self, LayoutError> {
        Layout::from_size_align(self.size, if self.align > align { self.align } else { align })
    }
    pub const fn padding_needed_for(&self, align: usize) -> usize {
        let rest = self.size % align;
        if rest == 0 { 0 } else { align - rest }
    }
    pub const fn pad_to_align(&self) -> Layout {
        Layout { size: self.size + self.padding_needed_for(self.align), align: self.align }
    }
    pub const fn extend(&self, next: Self) -> Result<(Self, usize), LayoutError> {
        let align = if self.align > next.align { self.align } else { next.align };
        let offset = self.size + self.padding_needed_for(next.align);
        match Layout::from_size_align(offset + next.size, align) {
            Ok(layout) => Ok((layout, offset)),
            Err(error) => Err(error),
        }
    }
    pub const fn dangling_ptr(&self) -> crate::ptr::NonNull<u8> {
        crate::ptr::NonNull::without_provenance(unsafe { crate::num::NonZero::new_unchecked(self.align) })
    }
    /// So many of them, each padded; and the distance from one to the next.
    pub const fn repeat(&self, n: usize) -> Result<(Layout, usize), LayoutError> {
        // No padding behind the last one.
        let padded = self.pad_to_align();
        if n == 0 {
            return Ok((Layout { size: 0, align: self.align }, padded.size));
        }
        match padded.repeat_packed(n - 1) {
            Ok(repeated) => match repeated.extend_packed(*self) {
                Ok(whole) => Ok((whole, padded.size)),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        }
    }
    pub const fn repeat_packed(&self, n: usize) -> Result<Layout, LayoutError> {
        match self.size.checked_mul(n) {
            Some(size) => Layout::from_size_align(size, self.align),
            None => Err(LayoutError),
        }
    }
    pub const fn extend_packed(&self, next: Layout) -> Result<Layout, LayoutError> {
        match self.size.checked_add(next.size) {
            Some(size) => Layout::from_size_align(size, self.align),
            None => Err(LayoutError),
        }
    }
    pub const fn array<T>(n: usize) -> Result<Self, LayoutError> {
        match mem::size_of::<T>().checked_mul(n) {
            Some(size) => Layout::from_size_align(size, mem::align_of::<T>()),
            None => Err(LayoutError),
        }
    }
}

pub unsafe trait GlobalAlloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8;
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout);
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let ptr = unsafe { self.alloc(layout) };
        if !ptr.is_null() {
            unsafe { crate::ptr::write_bytes(ptr, 0, layout.size) };
        }
        ptr
    }
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let new = unsafe { self.alloc(Layout { size: new_size, align: layout.align }) };
        if !new.is_null() {
            let len = if layout.size < new_size { layout.size } else { new_size };
            unsafe {
                crate::ptr::copy_nonoverlapping(ptr as *const u8, new, len);
                self.dealloc(ptr, layout);
            }
        }
        new
    }
}

#[derive(Debug, Default, Copy, Clone)]
pub struct System;

unsafe impl GlobalAlloc for System {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 { intrinsics::system_alloc(layout.size, layout.align) }
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) { intrinsics::system_dealloc(ptr, layout.size, layout.align) }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 { intrinsics::system_alloc_zeroed(layout.size, layout.align) }
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        intrinsics::system_realloc(ptr, layout.size, layout.align, new_size)
    }
}

// What the leaves of the heap are in a program with an allocator of its own: `raw` those of the functions below, which
// may answer with null, the others those of the library's own types.

#[lang = "own_raw_alloc"]
fn own_raw_alloc<A: GlobalAlloc>(allocator: &A, size: usize, align: usize) -> *mut u8 {
    unsafe { allocator.alloc(Layout { size, align }) }
}
#[lang = "own_raw_alloc_zeroed"]
fn own_raw_alloc_zeroed<A: GlobalAlloc>(allocator: &A, size: usize, align: usize) -> *mut u8 {
    unsafe { allocator.alloc_zeroed(Layout { size, align }) }
}
#[lang = "own_raw_realloc"]
fn own_raw_realloc<A: GlobalAlloc>(allocator: &A, pointer: *mut u8, old: usize, align: usize, new: usize) -> *mut u8 {
    unsafe { allocator.realloc(pointer, Layout { size: old, align }, new) }
}
#[lang = "own_dealloc"]
fn own_dealloc<A: GlobalAlloc>(allocator: &A, pointer: *mut u8, size: usize, align: usize) {
    unsafe { allocator.dealloc(pointer, Layout { size, align }) }
}
#[lang = "own_alloc"]
fn own_alloc<A: GlobalAlloc>(allocator: &A, size: usize, align: usize) -> *mut u8 {
    given(own_raw_alloc(allocator, size, align), size, align)
}
#[lang = "own_alloc_zeroed"]
fn own_alloc_zeroed<A: GlobalAlloc>(allocator: &A, size: usize, align: usize) -> *mut u8 {
    given(own_raw_alloc_zeroed(allocator, size, align), size, align)
}
#[lang = "own_realloc"]
fn own_realloc<A: GlobalAlloc>(allocator: &A, pointer: *mut u8, old: usize, align: usize, new: usize) -> *mut u8 {
    given(own_raw_realloc(allocator, pointer, old, align, new), new, align)
}
fn given(memory: *mut u8, size: usize, align: usize) -> *mut u8 {
    if memory.is_null() {
        handle_alloc_error(Layout { size, align });
    }
    memory
}

pub unsafe fn alloc(layout: Layout) -> *mut u8 { intrinsics::raw_alloc(layout.size, layout.align) }
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 { intrinsics::raw_alloc_zeroed(layout.size, layout.align) }
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout) { intrinsics::dealloc(ptr, layout.size, layout.align) }
pub unsafe fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
    intrinsics::raw_realloc(ptr, layout.size, layout.align, new_size)
}

pub fn handle_alloc_error(layout: Layout) -> ! {
    crate::io::_eprint(format_args!("memory allocation of {} bytes failed\n", layout.size));
    intrinsics::abort()
}
