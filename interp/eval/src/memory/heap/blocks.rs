//! Heap operations as natives call them: the allocator joined with the bytes.
//!
//! Sizes and alignments are those rustc's `GlobalAlloc` would be asked for. Freeing clears the tags of a block that
//! may hold pointers, so that whoever gets the bytes next reads no stale tag.
//!
//! Invariant: a freed block's shadow is clear if its contents were declared truthfully; where they were not, a stale
//! tag still names an ended loan.

use super::{AllocError, CHUNK, Contents, FreeError, HeapStats, classes};
use crate::memory::Memory;
use treebeard_syntax::SpanId;

/// From this size on a freed block's pages go back to the system.
const DECOMMIT_MIN: usize = 4 << 20;

impl Memory {
    /// Allocates; the bytes are unspecified.
    #[inline]
    pub fn alloc(&mut self, size: usize, align: usize) -> Result<usize, AllocError> {
        debug_assert!(align.is_power_of_two(), "alignment {align}");
        self.heap.alloc(size, align)
    }

    /// Allocates zeroed bytes.
    pub fn alloc_zeroed(&mut self, size: usize, align: usize) -> Result<usize, AllocError> {
        let addr = self.alloc(size, align)?;
        // Reading first keeps untouched pages out of memory.
        let bytes = self.region.bytes_mut(addr, size).map_err(|_| AllocError::Exhausted)?;
        for page in bytes.chunks_mut(4096) {
            if page.iter().any(|&byte| byte != 0) {
                page.fill(0);
            }
        }
        Ok(addr)
    }

    /// Frees a block that was allocated with this size and alignment; `span` is where the program does.
    #[inline]
    pub fn dealloc(
        &mut self,
        addr: usize,
        size: usize,
        align: usize,
        contents: Contents,
        span: SpanId,
    ) -> Result<(), FreeError> {
        self.end_allocation(addr, span).map_err(FreeError::Violation)?;
        self.heap.dealloc(addr, size, align)?;
        if contents == Contents::Pointers {
            self.forget_tags(addr, size);
        }
        if size >= DECOMMIT_MIN {
            self.region.decommit(addr..addr + size);
        }
        Ok(())
    }

    fn forget_tags(&mut self, addr: usize, size: usize) {
        let cleared = if size >= CHUNK {
            let pages = addr.next_multiple_of(4096)..(addr + size) & !4095;
            self.region.decommit_tags(pages.clone());
            self.region.clear_tags(pages.end, addr + size - pages.end)
        } else {
            self.region.clear_tags(addr, size)
        };
        debug_assert!(cleared.is_ok(), "a block is inside the region");
    }

    /// Changes the size of a block, moving it if need be; answers where it is now.
    pub fn realloc(
        &mut self,
        addr: usize,
        size: usize,
        align: usize,
        new_size: usize,
        contents: Contents,
        span: SpanId,
    ) -> Result<usize, FreeError> {
        match classes::class_of(size, align) {
            // In place: raw pointers to the block stay good, as natively.
            Some(class) if classes::class_of(new_size, align) == Some(class) => {
                return self.resize_in_class(addr, (size, new_size), classes::CLASSES[class].size());
            }
            None if self.heap.resize_large(addr, size, new_size)? => {
                self.resize_allocation(addr, new_size);
                return Ok(addr);
            }
            _ => {}
        }
        if self.heap.block_containing(addr).is_none_or(|block| block.start != addr) {
            return Err(FreeError::NotABlock);
        }
        let target = self.alloc(new_size, align).map_err(FreeError::Alloc)?;
        let len = size.min(new_size);
        let copied = match contents {
            Contents::Plain => self.region.copy_plain(addr, target, len),
            Contents::Pointers => self.region.copy_untyped(addr, target, len),
        };
        debug_assert!(copied.is_ok(), "blocks are inside the region");
        self.dealloc(addr, size, align, contents, span)?;
        Ok(target)
    }

    fn resize_in_class(
        &mut self,
        addr: usize,
        (size, new_size): (usize, usize),
        class_size: usize,
    ) -> Result<usize, FreeError> {
        match self.heap.block_containing(addr) {
            Some(block) if block.start == addr && block.len() == class_size => {}
            Some(block) if block.start == addr => return Err(FreeError::LayoutMismatch),
            _ => return Err(FreeError::NotABlock),
        }
        if new_size > size {
            self.heap.charge(new_size - size).map_err(FreeError::Alloc)?;
        } else {
            self.heap.stats.live_bytes -= (size - new_size) as u64;
        }
        Ok(addr)
    }

    /// What the heap holds.
    pub fn heap_stats(&self) -> HeapStats {
        self.heap.stats()
    }
}
