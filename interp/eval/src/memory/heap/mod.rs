//! The heap: what `GlobalAlloc` is for a compiled program.
//!
//! The heap is cut into chunks of 64 KiB. A small block (up to 32 KiB) lies in a chunk of equal blocks, a large one
//! takes whole chunks. What is free and what is live is recorded beside the region, never in it: a stray interpreted
//! store can spoil the program's data, not the allocator, and every block can be told from its address. So a double
//! free, a free of something that is no block, and a free with another layout are all reported.
//!
//! Invariant: a live block's bit (small) or chunk record (large) is set from `alloc` to `dealloc`, and blocks never overlap.
//! Where next: `classes` (sizes), `large` (runs of chunks), `blocks` (the operations on `Memory`).

mod blocks;
mod classes;
mod large;

use super::Violation;
use classes::{CLASS_COUNT, CLASSES};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of a chunk.
pub(super) const CHUNK: usize = 64 << 10;

/// Why memory was not given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AllocError {
    /// The program would hold more than its limit.
    Limit,
    /// The reserved address space is full.
    Exhausted,
    /// The alignment is no power of two, or the size cannot exist.
    Layout,
}

/// Why memory was not taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FreeError {
    /// The block was freed before.
    DoubleFree,
    /// No block begins at this address.
    NotABlock,
    /// The block was allocated with another size or alignment.
    LayoutMismatch,
    /// Growing it failed.
    Alloc(AllocError),
    /// A running call still holds a reference to it.
    Violation(Box<Violation>),
}

/// Whether a block can hold pointers, whose tags have to be forgotten when it is freed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contents {
    /// No pointer was ever stored in it.
    Plain,
    /// It may hold pointers.
    Pointers,
}

/// What the heap holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeapStats {
    /// Bytes asked for and not yet freed.
    pub live_bytes: u64,
    /// The most that `live_bytes` has been.
    pub peak_bytes: u64,
    /// Blocks not yet freed.
    pub live_blocks: u64,
    /// Blocks ever allocated.
    pub allocations: u64,
}

/// A chunk of no use yet or freed.
const FREE: u8 = 255;
/// The first chunk of a large block.
const LARGE_HEAD: u8 = 254;
/// A later chunk of a large block.
const LARGE_TAIL: u8 = 253;

/// What a chunk is used for.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    /// The size class of its blocks, or one of the constants above.
    class: u8,
    /// Small: how many blocks are live.
    live: u16,
    /// Small: index of its first word of live bits. Large: chunks in the run, or distance back to its head.
    link: u32,
    /// Large: bytes asked for.
    size: usize,
}

impl Chunk {
    const FREE: Chunk = Chunk { class: FREE, live: 0, link: 0, size: 0 };
}

/// The blocks of one size: 64 candidates at a time are held ready as bits.
#[derive(Clone, Debug, Default)]
struct Class {
    /// Free blocks of the current word.
    ready: u64,
    /// Address of the block of bit 0 of the current word.
    ready_addr: usize,
    /// Index of the current word's live bits.
    ready_word: u32,
    /// Chunk of the current word.
    ready_chunk: u32,
    /// Next word of the current chunk to look at.
    next_word: u32,
    /// Whether there is a current chunk.
    started: bool,
    /// Chunks with free blocks, besides the current one.
    partial: Vec<u32>,
}

/// The allocator.
#[derive(Debug)]
pub(super) struct Heap {
    classes: [Class; CLASS_COUNT],
    /// Live bits of all small chunks.
    live: Vec<u64>,
    chunks: Vec<Chunk>,
    range: Range<usize>,
    /// Free runs of chunks below the bump: first chunk to length.
    runs: BTreeMap<u32, u32>,
    limit: u64,
    stats: HeapStats,
}

impl Heap {
    pub(super) fn new(range: Range<usize>, limit: u64) -> Heap {
        debug_assert_eq!(range.start % CHUNK, 0, "chunks are aligned to their size");
        Heap {
            classes: std::array::from_fn(|_| Class::default()),
            live: Vec::new(),
            chunks: Vec::new(),
            range,
            runs: BTreeMap::new(),
            limit,
            stats: HeapStats::default(),
        }
    }

    pub(super) fn stats(&self) -> HeapStats {
        self.stats
    }

    fn chunk_addr(&self, chunk: u32) -> usize {
        self.range.start + chunk as usize * CHUNK
    }

    fn chunk_index(&self, addr: usize) -> Option<u32> {
        let index = addr.checked_sub(self.range.start)? / CHUNK;
        if index < self.chunks.len() { Some(index as u32) } else { None }
    }

    /// The live block that `addr` lies in.
    pub(super) fn block_containing(&self, addr: usize) -> Option<Range<usize>> {
        let index = self.chunk_index(addr)?;
        let chunk = self.chunks[index as usize];
        match chunk.class {
            FREE => None,
            LARGE_HEAD => self.large_block(index, addr),
            LARGE_TAIL => self.large_block(index - chunk.link, addr),
            class => {
                let class = CLASSES[class as usize];
                let block = class.index_of(addr % CHUNK);
                let live = block < class.blocks()
                    && self.live[chunk.link as usize + block / 64] >> (block % 64) & 1 == 1;
                let start = self.chunk_addr(index) + block * class.size();
                live.then(|| start..start + class.size())
            }
        }
    }

    fn large_block(&self, head: u32, addr: usize) -> Option<Range<usize>> {
        let start = self.chunk_addr(head);
        let end = start + self.chunks[head as usize].size;
        (addr < end).then_some(start..end)
    }

    #[inline]
    fn charge(&mut self, bytes: usize) -> Result<(), AllocError> {
        let live_bytes = self.stats.live_bytes + bytes as u64;
        if live_bytes > self.limit {
            return Err(AllocError::Limit);
        }
        self.stats.live_bytes = live_bytes;
        self.stats.peak_bytes = self.stats.peak_bytes.max(live_bytes);
        Ok(())
    }

    /// A block of `size` bytes at a multiple of `align`; what it holds is unspecified.
    #[inline]
    pub(super) fn alloc(&mut self, size: usize, align: usize) -> Result<usize, AllocError> {
        self.charge(size)?;
        let result = match classes::class_of(size, align) {
            Some(class) => self.alloc_small(class),
            None => self.alloc_large(size, align),
        };
        match result {
            Ok(addr) => {
                self.stats.live_blocks += 1;
                self.stats.allocations += 1;
                Ok(addr)
            }
            Err(error) => {
                self.stats.live_bytes -= size as u64;
                Err(error)
            }
        }
    }

    #[inline]
    fn alloc_small(&mut self, class: usize) -> Result<usize, AllocError> {
        if self.classes[class].ready == 0 {
            self.refill(class)?;
        }
        let state = &mut self.classes[class];
        let bit = state.ready.trailing_zeros();
        state.ready &= state.ready - 1;
        let addr = state.ready_addr + bit as usize * CLASSES[class].size();
        let (word, chunk) = (state.ready_word as usize, state.ready_chunk as usize);
        debug_assert_eq!(self.live[word] >> bit & 1, 0, "a ready block is free");
        self.live[word] |= 1 << bit;
        self.chunks[chunk].live += 1;
        Ok(addr)
    }

    /// Finds the next word with free blocks.
    #[cold]
    #[inline(never)]
    fn refill(&mut self, class: usize) -> Result<(), AllocError> {
        let shape = CLASSES[class];
        loop {
            let state = &self.classes[class];
            if !state.started || state.next_word as usize == shape.words() {
                self.next_chunk(class)?;
            }
            let state = &mut self.classes[class];
            let (chunk, index) = (state.ready_chunk, state.next_word as usize);
            state.next_word += 1;
            let word = self.chunks[chunk as usize].link as usize + index;
            let ready = !self.live[word] & shape.valid_bits(index);
            if ready != 0 {
                let ready_addr = self.chunk_addr(chunk) + index * 64 * shape.size();
                let state = &mut self.classes[class];
                (state.ready, state.ready_word, state.ready_addr) = (ready, word as u32, ready_addr);
                return Ok(());
            }
        }
    }

    /// Makes a chunk with free blocks the current one of its class.
    fn next_chunk(&mut self, class: usize) -> Result<(), AllocError> {
        let chunk = match self.classes[class].partial.pop() {
            Some(chunk) => chunk,
            None => {
                let chunk = self.take_run(1, 1)?;
                let link = u32::try_from(self.live.len()).map_err(|_| AllocError::Exhausted)?;
                self.live.resize(self.live.len() + CLASSES[class].words(), 0);
                self.chunks[chunk as usize] = Chunk { class: class as u8, live: 0, link, size: 0 };
                chunk
            }
        };
        let state = &mut self.classes[class];
        (state.started, state.ready_chunk, state.next_word) = (true, chunk, 0);
        Ok(())
    }

    /// Takes a block back. `size` and `align` must be those it was allocated with.
    #[inline]
    pub(super) fn dealloc(&mut self, addr: usize, size: usize, align: usize) -> Result<(), FreeError> {
        let index = self.chunk_index(addr).ok_or(FreeError::NotABlock)?;
        let chunk = self.chunks[index as usize];
        match chunk.class {
            FREE => return Err(FreeError::DoubleFree),
            LARGE_TAIL => return Err(FreeError::NotABlock),
            LARGE_HEAD => self.dealloc_large(index, addr, size)?,
            class => self.dealloc_small(index, class as usize, addr, (size, align))?,
        }
        self.stats.live_bytes = self.stats.live_bytes.saturating_sub(size as u64);
        self.stats.live_blocks -= 1;
        Ok(())
    }

    #[inline]
    fn dealloc_small(
        &mut self,
        index: u32,
        class: usize,
        addr: usize,
        (size, align): (usize, usize),
    ) -> Result<(), FreeError> {
        let shape = CLASSES[class];
        let block = shape.index_of(addr % CHUNK);
        if block * shape.size() != addr % CHUNK || block >= shape.blocks() {
            return Err(FreeError::NotABlock);
        }
        if classes::class_of(size, align) != Some(class) {
            return Err(FreeError::LayoutMismatch);
        }
        let chunk = &mut self.chunks[index as usize];
        let (word, bit) = (chunk.link as usize + block / 64, 1u64 << (block % 64));
        if self.live[word] & bit == 0 {
            return Err(FreeError::DoubleFree);
        }
        self.live[word] &= !bit;
        chunk.live -= 1;
        let was_full = chunk.live as usize + 1 == shape.blocks();
        let state = &mut self.classes[class];
        if state.started && state.ready_word as usize == word {
            state.ready |= bit;
        } else if state.started && state.ready_chunk == index {
            // A word that was passed already: look at it again before leaving the chunk.
            state.next_word = state.next_word.min((block / 64) as u32);
        } else if was_full {
            // Only a full chunk leaves the current place, so one that was not full is waiting already.
            state.partial.push(index);
        }
        Ok(())
    }
}
