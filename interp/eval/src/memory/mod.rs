//! The memory of one isolate: bytes, frames, heap, statics, and the loans on them.
//!
//! An interpreted reference is a real address, as in compiled code, plus a [`Tag`] that names the loan it was
//! borrowed under. Tags are held out of band: the tag of a reference stored at address `a` is the 8-byte *shadow
//! word* at `a + D`, for frame slots and heap alike, so that memory holds exactly the bytes rustc's program would.
//!
//! ```text
//!   base                                                       base + size     base + D
//!   |  statics  |  value stacks  |  red zone  |  heap  ......  |  gap  |  shadow of all of it  |  gap  |
//! ```
//!
//! # How a node of the evaluator uses it
//! - a local: `mem.local::<i64>(fp, slot)`, `mem.set_local(fp, slot, value)`, `mem.local_ref(fp, slot)`: no check at
//!   all, because frames and slots are bounded by construction (I3).
//! - anything behind an address: `mem.load::<i64>(addr)?`, `mem.store(addr, value)?`, `load_ref`, `store_ref`: one
//!   compare against the region. `OutOfRegion` has no size; the caller turns it into a trap off the hot path.
//! - whether a reference may still be used: `mem.check_read(tag)`, `check_write(tag)`: one compare. On [`Slow`] call
//!   `read_slow(tag, &access)` / `write_slow`, which clears the way (then run the access again) or answers with a
//!   [`Violation`]. `access(tag, kind, &access)` is both in one. `read_ref` / `write_ref` are check and load or store.
//! - an address-taken local has an [`Owner`] header of 16 bytes in its frame, zeroed by `init_owner` when the frame is
//!   entered: `check_owner_read` / `check_owner_write` before its bytes are used directly, `owner_access` when they are
//!   `Slow`, `end_owner_loans` when all of it is moved or dropped, `storage_dead` when its scope ends.
//! - borrows: `borrow_shared(owner, …)`, `borrow_mut`, `reborrow_shared(tag, …)`, `reborrow_mut`; a reborrow of a dead
//!   `&mut` local, and all projections, keep the tag. `end_loan` for a `&mut` reborrow that could not escape.
//! - calls: `callee_frame(fp, caller_size, callee_size)?` gives the frame above the caller's; `protect(tag)` for an
//!   argument that was reborrowed, `link_returned` for the result, then `unprotect_to(mark)` and `leave_frame(fp)`.
//!   Who catches a panic calls `unprotect_to(mark)` and `unwind_frames(end of its own frame)`.
//! - raw pointers: `raw_of_owner`, `raw_of_ref`, `allocation_tag`; `check_raw_read` / `check_raw_write`, else `raw_slow`;
//!   `ref_of_raw` for references made from them.
//! - natives: `bytes(addr, len)?`, `bytes_mut`, `alloc`, `dealloc`, `realloc`, `copy_typed`, `copy_untyped`.
//!
//! ```
//! use treebeard_eval::memory::{Access, AccessKind, Config, FrameSize, Memory, Owner, Slot, ViolationKind};
//! use treebeard_syntax::SpanId;
//!
//! let mut mem = Memory::new(&Config::small()).unwrap();
//! let fp = mem.first_frame(FrameSize::new(64).unwrap()).unwrap();
//! // A local of 8 bytes behind its header, borrowed mutably, then written itself.
//! let owner = Owner::new(fp, Slot::new(0).unwrap());
//! mem.init_owner(owner);
//! let place = Access::new(fp.addr() + 16, 8, SpanId(1));
//! let reference = mem.borrow_mut(owner, &place).unwrap();
//! mem.access(reference, AccessKind::Write, &place).unwrap();
//! mem.owner_access(owner, AccessKind::Write, &place).unwrap();
//! let violation = mem.access(reference, AccessKind::Read, &place).unwrap_err();
//! assert_eq!(violation.kind, ViolationKind::StaleReference);
//! ```
//!
//! A tag of [`Tag::NONE`] passes every check when `Config::untagged_passes` is set; else it is good for memory that is
//! alive and exposed. Literals and statics have [`Tag::IMMORTAL`].
//!
//! # Invariants
//! The safe interface keeps these, whatever the interpreted program does; every `unsafe` block names the ones it needs.
//! - **I1** The mapping covers `base .. base + 2 * (size + GAP)`, is readable and writable, and lives as long as its
//!   [`Region`]. Its address is exposed, and nobody else holds a Rust reference into it, except the slices lent by
//!   `bytes`/`bytes_mut`, which borrow the region.
//! - **I2** An address passed to the operating system or dereferenced satisfies `addr - base < size`, or, with a
//!   length above `GAP`, `addr - base + len <= size`. The shadow of such an address is inside the mapping by I1.
//! - **I3** An [`Fp`] lies inside a value stack of the region it is used with, a [`Slot`] is below
//!   [`FRAME_BYTES_MAX`], and the red zone behind the last stack is `FRAME_BYTES_MAX + GAP` long, so that frame
//!   pointer plus slot plus any scalar is inside the data half.
//! - **I4** An aligned shadow word is always written whole: it is zero or a [`Tag`] this isolate issued.
//! - **I5** Every loan entry offset that reaches the table is masked to the table's mapping and to a multiple of the
//!   entry size, and every bit pattern is a valid entry, so that a stale or foreign tag reads a wrong entry at worst, never outside.
//!
//! Where next: `region` (bytes), `stack` (frames), `heap` (allocator), `loan` (the rules).

mod config;
pub mod heap;
pub mod loan;
mod mapping;
mod region;
mod scalar;
mod stack;
mod statics;
mod tag;
#[cfg(test)]
mod tests;

pub use config::Config;
pub use heap::{AllocError, Contents, FreeError, HeapStats};
pub use loan::{
    Access, AccessKind, EndReason, EndedLoan, Family, LoanStats, Mutability, OWNER_HEADER_ALIGN,
    OWNER_HEADER_BYTES, Owner, OwnershipState, Permission, ProtectorMark, Slow, Violation, ViolationKind,
};
pub use mapping::ReserveError;
pub use region::{FatRef, OutOfRegion, PointerMap, Ref, Region};
pub use scalar::Scalar;
pub use stack::{FRAME_BYTES_MAX, Fp, FrameSize, Slot, StackError, StackId, StackOverflow};
pub use statics::StaticsFull;
pub use tag::Tag;

use heap::Heap;
use loan::Loans;
use stack::Stacks;
use statics::Statics;

/// All memory of one isolate.
///
/// It dereferences to its [`Region`], so that typed loads and stores read `mem.load(addr)` wherever a `Memory` is at hand.
#[derive(Debug)]
pub struct Memory {
    region: Region,
    loans: Loans,
    stacks: Stacks,
    heap: Heap,
    statics: Statics,
}

impl Memory {
    /// Reserves the memory of an isolate. Nothing is resident until it is touched.
    pub fn new(config: &Config) -> Result<Memory, ReserveError> {
        let region = Region::reserve(config)?;
        let layout = region.layout();
        Ok(Memory {
            loans: Loans::new(config, layout.statics.clone())?,
            stacks: Stacks::new(layout.stacks.clone(), config.main_stack_bytes),
            heap: Heap::new(layout.heap.clone(), config.heap_bytes_max),
            statics: Statics::new(layout.statics.clone()),
            region,
        })
    }

    /// Whether every byte of `addr .. addr + len` belongs to a live heap block, a value stack or the statics.
    pub fn is_live(&self, addr: usize, len: usize) -> bool {
        let Some(end) = addr.checked_add(len) else { return false };
        let layout = self.region.layout();
        if layout.stacks.start <= addr && end <= layout.stacks.end {
            return self.stacks.contains(addr, end);
        }
        if layout.statics.start <= addr && end <= layout.statics.end {
            return end <= self.statics.end();
        }
        self.heap.block_containing(addr).is_some_and(|block| end <= block.end)
    }

    /// Whether `addr .. addr + len` lies in the heap, but in no block that is allocated.
    pub fn is_freed(&self, addr: usize, len: usize) -> bool {
        len != 0 && self.region.layout().heap.contains(&addr) && !self.is_live(addr, len)
    }
}

impl std::ops::Deref for Memory {
    type Target = Region;

    #[inline(always)]
    fn deref(&self) -> &Region {
        &self.region
    }
}

impl std::ops::DerefMut for Memory {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Region {
        &mut self.region
    }
}
