//! Natives of the heap.

use crate::leaf;
use crate::memory::{AllocError, Contents, FreeError, Tag};
use crate::reg::Ptr;
use crate::trap::{Trap, Violation, raise};

use treebeard_syntax::SpanId;

use super::Table;

pub(super) const TABLE: Table =
    // The second and the third of each are what `std::alloc` and what `System` call (see `lower::allocator`).
    &[
        ("alloc", alloc),
        ("raw_alloc", alloc),
        ("system_alloc", alloc),
        ("alloc_zeroed", alloc_zeroed),
        ("raw_alloc_zeroed", alloc_zeroed),
        ("system_alloc_zeroed", alloc_zeroed),
        ("realloc", realloc),
        ("raw_realloc", realloc),
        ("system_realloc", realloc),
        ("dealloc", dealloc),
        ("system_dealloc", dealloc),
    ];

#[cold]
#[inline(never)]
fn no_memory(error: AllocError) -> ! {
    match error {
        AllocError::Limit | AllocError::Exhausted => raise(Trap::OutOfMemory),
        AllocError::Layout => raise(Trap::Violation(Violation {
            message: "allocation with an impossible layout".to_owned(),
            span: SpanId::NONE,
            ..Violation::default()
        })),
    }
}

#[cold]
#[inline(never)]
fn bad_free(error: FreeError) -> ! {
    if let FreeError::Alloc(error) = error {
        no_memory(error);
    }
    let text = match error {
        FreeError::DoubleFree => "memory freed twice",
        FreeError::LayoutMismatch => "memory freed with another layout than it was allocated with",
        _ => "memory freed that was not allocated",
    };
    raise(Trap::Violation(Violation { message: text.to_owned(), span: SpanId::NONE, ..Violation::default() }))
}

leaf!(alloc(size: u64, align: u64) -> Ptr, |ctx| {
    match ctx.mem.alloc(size as usize, align as usize) {
        Ok(addr) => Ptr { addr, tag: Tag::NONE },
        Err(error) => no_memory(error),
    }
});

leaf!(alloc_zeroed(size: u64, align: u64) -> Ptr, |ctx| {
    match ctx.mem.alloc_zeroed(size as usize, align as usize) {
        Ok(addr) => Ptr { addr, tag: Tag::NONE },
        Err(error) => no_memory(error),
    }
});

leaf!(realloc(pointer: Ptr, old: u64, align: u64, new: u64) -> Ptr, |ctx| {
    match ctx.mem.realloc(
        pointer.addr,
        old as usize,
        align as usize,
        new as usize,
        Contents::Pointers,
        SpanId::NONE,
    ) {
        Ok(addr) => Ptr { addr, tag: Tag::NONE },
        Err(error) => bad_free(error),
    }
});

leaf!(dealloc(pointer: Ptr, size: u64, align: u64) -> (), |ctx| {
    if let Err(error) = ctx.mem.dealloc(pointer.addr, size as usize, align as usize, Contents::Pointers, SpanId::NONE) {
        bad_free(error);
    }
});
