//! Large blocks: runs of whole chunks.
//!
//! Freed runs are kept by address, joined with their neighbours, and given out first-fit; above them the heap grows
//! by bumping. Runs of at least `DECOMMIT_MIN` bytes are returned to the system when freed (`blocks`).
//!
//! Invariant: no two free runs touch, and none touches the bump.

use super::{AllocError, CHUNK, Chunk, FreeError, Heap, LARGE_HEAD, LARGE_TAIL};

impl Heap {
    /// Takes `count` chunks at a multiple of `align` chunks from the free runs or the bump.
    pub(super) fn take_run(&mut self, count: u32, align: u32) -> Result<u32, AllocError> {
        let first_chunk = (self.range.start / CHUNK) as u64;
        // Alignment is of addresses, so the heap's own start counts.
        let aligned =
            |at: u32| ((first_chunk + at as u64).next_multiple_of(align as u64) - first_chunk) as u32;
        let found = self.runs.iter().find_map(|(&start, &len)| {
            let at = aligned(start);
            (at + count <= start + len).then_some((start, len, at))
        });
        if let Some((start, len, at)) = found {
            self.runs.remove(&start);
            if at > start {
                self.runs.insert(start, at - start);
            }
            if at + count < start + len {
                self.runs.insert(at + count, start + len - at - count);
            }
            return Ok(at);
        }
        let bump = self.chunks.len() as u32;
        let at = aligned(bump);
        let end = at.checked_add(count).ok_or(AllocError::Exhausted)?;
        if end as usize > self.range.len() / CHUNK {
            return Err(AllocError::Exhausted);
        }
        self.chunks.resize(end as usize, Chunk::FREE);
        if at > bump {
            self.give_run(bump, at - bump);
        }
        Ok(at)
    }

    /// Puts chunks back, joining them with their neighbours.
    fn give_run(&mut self, mut start: u32, mut count: u32) {
        self.chunks[start as usize..(start + count) as usize].fill(Chunk::FREE);
        if let Some(next) = self.runs.remove(&(start + count)) {
            count += next;
        }
        if let Some((&before, &len)) = self.runs.range(..start).next_back()
            && before + len == start
        {
            self.runs.remove(&before);
            (start, count) = (before, count + len);
        }
        if (start + count) as usize == self.chunks.len() {
            self.chunks.truncate(start as usize);
        } else {
            self.runs.insert(start, count);
        }
    }

    pub(super) fn alloc_large(&mut self, size: usize, align: usize) -> Result<usize, AllocError> {
        if !align.is_power_of_two() || size > isize::MAX as usize {
            return Err(AllocError::Layout);
        }
        let count = u32::try_from(size.max(1).div_ceil(CHUNK)).map_err(|_| AllocError::Exhausted)?;
        let align = u32::try_from(align.div_ceil(CHUNK)).map_err(|_| AllocError::Exhausted)?;
        let head = self.take_run(count, align)?;
        self.chunks[head as usize] = Chunk { class: LARGE_HEAD, live: 0, link: count, size };
        for back in 1..count {
            self.chunks[(head + back) as usize] = Chunk { class: LARGE_TAIL, live: 0, link: back, size: 0 };
        }
        Ok(self.chunk_addr(head))
    }

    pub(super) fn dealloc_large(&mut self, head: u32, addr: usize, size: usize) -> Result<(), FreeError> {
        let chunk = self.chunks[head as usize];
        if addr != self.chunk_addr(head) {
            return Err(FreeError::NotABlock);
        }
        if chunk.size != size {
            return Err(FreeError::LayoutMismatch);
        }
        self.give_run(head, chunk.link);
        Ok(())
    }

    /// Changes the size of a block without moving it, if its chunks allow.
    pub(super) fn resize_large(&mut self, addr: usize, old: usize, new: usize) -> Result<bool, FreeError> {
        let Some(head) = self.chunk_index(addr) else { return Err(FreeError::NotABlock) };
        let chunk = self.chunks[head as usize];
        let is_block = chunk.class == LARGE_HEAD && chunk.size == old && addr == self.chunk_addr(head);
        if !is_block || new.div_ceil(CHUNK) != chunk.link as usize {
            return Ok(false);
        }
        if new > old {
            self.charge(new - old).map_err(FreeError::Alloc)?;
        } else {
            self.stats.live_bytes -= (old - new) as u64;
        }
        self.chunks[head as usize].size = new;
        Ok(true)
    }
}
