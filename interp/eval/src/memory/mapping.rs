//! One anonymous reserved mapping of the operating system.
//!
//! Memory is reserved without backing (`MAP_NORESERVE`) and becomes resident when touched. This file alone talks to
//! the system about memory; what the bytes mean is decided in `region` and `loan::table`.
//!
//! Invariant: the mapping is page-aligned, `len` bytes long, readable and writable until dropped.
#![expect(unsafe_code, reason = "mapping memory is a system call on raw addresses")]

use std::ops::Range;

/// The system would not reserve even the least address space that the configuration allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReserveError {
    /// Bytes of the last attempt.
    pub bytes: usize,
}

impl std::fmt::Display for ReserveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot reserve {} MiB of address space", self.bytes >> 20)
    }
}

impl std::error::Error for ReserveError {}

/// A reserved, zeroed, private mapping.
#[derive(Debug)]
pub(super) struct Mapping {
    base: usize,
    len: usize,
}

impl Mapping {
    /// Reserves `len` bytes of zeroes.
    pub(super) fn reserve(len: usize) -> Result<Mapping, ReserveError> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new anonymous mapping at an address of the system's choice touches no existing memory.
        let pointer = unsafe { libc::mmap(std::ptr::null_mut(), len, protection, flags, -1, 0) };
        if pointer == libc::MAP_FAILED {
            return Err(ReserveError { bytes: len });
        }
        Ok(Mapping { base: pointer.expose_provenance(), len })
    }

    /// First address.
    pub(super) fn base(&self) -> usize {
        self.base
    }

    /// Gives the whole pages inside `range` back to the system; they read as zero afterwards.
    pub(super) fn decommit(&mut self, range: Range<usize>) {
        const PAGE: usize = 4096;
        let start = range.start.next_multiple_of(PAGE);
        let end = range.end & !(PAGE - 1);
        if start >= end {
            return;
        }
        assert!(self.base <= start && end <= self.base + self.len, "pages of another mapping");
        let pointer = std::ptr::with_exposed_provenance_mut(start);
        // SAFETY: the range was just checked to be whole pages of this private anonymous mapping (I1).
        let result = unsafe { libc::madvise(pointer, end - start, libc::MADV_DONTNEED) };
        assert_eq!(result, 0, "madvise on our own mapping");
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        let pointer = std::ptr::with_exposed_provenance_mut(self.base);
        // SAFETY: `base` and `len` are those of the mapping made in `reserve`, which nobody uses after its owner.
        let result = unsafe { libc::munmap(pointer, self.len) };
        debug_assert_eq!(result, 0, "munmap of our own mapping");
    }
}
