//! The allocator against a model, and every way of freeing wrongly.

use super::memory;
use crate::memory::{AllocError, Config, Contents, FreeError, Memory, Ref, Tag};
use std::collections::BTreeMap;
use treebeard_syntax::SpanId;

const HERE: SpanId = SpanId(1);

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

#[test]
fn blocks_never_overlap_and_keep_their_bytes() {
    let mut mem = memory();
    let mut random = Random(42);
    let mut live: BTreeMap<usize, (usize, usize, u8)> = BTreeMap::new();
    for step in 0..40_000 {
        if live.is_empty() || random.below(5) < 3 {
            let size = match random.below(20) {
                0 => random.below(300_000) + 1,
                1..4 => random.below(40_000) + 1,
                _ => random.below(200) + 1,
            };
            let powers = if random.below(10) == 0 { 18 } else { 5 };
            let align = 1 << random.below(powers);
            let Ok(addr) = mem.alloc(size, align) else {
                // Full: free everything and go on.
                for (addr, (size, align, _)) in std::mem::take(&mut live) {
                    mem.dealloc(addr, size, align, Contents::Plain, HERE).expect("a block");
                }
                continue;
            };
            assert_eq!(addr % align, 0);
            let before = live.range(..=addr).next_back();
            assert!(before.is_none_or(|(&at, &(len, ..))| at + len <= addr), "overlaps the block below");
            assert!(
                live.range(addr..).next().is_none_or(|(&at, _)| addr + size <= at),
                "overlaps the one above"
            );
            mem.fill(addr, size, step as u8).expect("inside");
            live.insert(addr, (size, align, step as u8));
        } else {
            let at = random.below(live.len());
            let (&addr, &(size, align, byte)) = live.iter().nth(at % live.len().min(64)).expect("some");
            assert!(mem.bytes(addr, size).expect("inside").iter().all(|&b| b == byte));
            assert!(mem.is_live(addr, size));
            live.remove(&addr);
            mem.dealloc(addr, size, align, Contents::Plain, HERE).expect("a block");
            assert!(!mem.is_live(addr, 1), "freed");
        }
        assert_eq!(mem.heap_stats().live_blocks, live.len() as u64);
    }
    let bytes: usize = live.values().map(|&(size, ..)| size).sum();
    assert_eq!(mem.heap_stats().live_bytes, bytes as u64);
}

#[test]
fn freed_memory_is_used_again() {
    for size in [8, 100, 5000, 30_000, 100_000, 5 << 20] {
        let mut mem = memory();
        let mut highest = 0;
        for _ in 0..2000 {
            let addr = mem.alloc(size, 8).expect("room again and again");
            highest = highest.max(addr);
            mem.dealloc(addr, size, 8, Contents::Plain, HERE).expect("a block");
        }
        let first = mem.alloc(size, 8).expect("room");
        assert!(highest - first < 64 << 10, "{size}: the heap does not creep");
    }
}

#[test]
fn wrong_frees_are_told_apart() {
    let mut mem = memory();
    for size in [16, 48, 1000, 200_000] {
        let addr = mem.alloc(size, 8).expect("room");
        let guard = mem.alloc(size, 8).expect("room");
        assert_eq!(mem.dealloc(addr + 1, size, 8, Contents::Plain, HERE), Err(FreeError::NotABlock));
        assert_eq!(mem.dealloc(addr, size * 2, 8, Contents::Plain, HERE), Err(FreeError::LayoutMismatch));
        assert_eq!(mem.dealloc(addr, size, 8, Contents::Plain, HERE), Ok(()));
        assert_eq!(mem.dealloc(addr, size, 8, Contents::Plain, HERE), Err(FreeError::DoubleFree), "{size}");
        assert!(mem.is_live(guard, size));
    }
    let far = mem.alloc(200_000, 8).expect("room") + (64 << 10);
    assert_eq!(mem.dealloc(far, 200_000, 8, Contents::Plain, HERE), Err(FreeError::NotABlock));
    for wild in [0, 1, usize::MAX, far + (1 << 40)] {
        assert_eq!(mem.dealloc(wild, 8, 8, Contents::Plain, HERE), Err(FreeError::NotABlock));
        assert_eq!(mem.realloc(wild, 8, 8, 9, Contents::Plain, HERE), Err(FreeError::NotABlock));
        assert_eq!(mem.realloc(wild, 8, 8, 900, Contents::Plain, HERE), Err(FreeError::NotABlock));
        assert_eq!(mem.realloc(wild, 80_000, 8, 80_001, Contents::Plain, HERE), Err(FreeError::NotABlock));
    }
}

#[test]
fn the_limit_is_on_bytes_held_at_once() {
    let mut mem = Memory::new(&Config { heap_bytes_max: 1000, ..Config::small() }).expect("space");
    let addr = mem.alloc(600, 8).expect("under the limit");
    assert_eq!(mem.alloc(401, 8), Err(AllocError::Limit));
    assert_eq!(
        mem.realloc(addr, 600, 8, 1001, Contents::Plain, HERE),
        Err(FreeError::Alloc(AllocError::Limit))
    );
    assert!(mem.is_live(addr, 600), "a failed realloc keeps the block");
    mem.dealloc(addr, 600, 8, Contents::Plain, HERE).expect("a block");
    assert!(mem.alloc(1000, 8).is_ok());
    assert_eq!(mem.heap_stats().peak_bytes, 1000);
}

#[test]
fn address_space_can_run_out() {
    let mut mem = memory();
    assert_eq!(mem.alloc(1 << 40, 8), Err(AllocError::Exhausted));
    assert_eq!(mem.alloc(usize::MAX, 1), Err(AllocError::Layout));
    let mut blocks = 0;
    while mem.alloc(1 << 20, 8).is_ok() {
        blocks += 1;
    }
    assert!(blocks > 32, "{blocks}");
}

#[test]
fn realloc_keeps_bytes_and_tags() {
    let mut mem = memory();
    let mut addr = mem.alloc(8, 8).expect("room");
    let mut size = 8;
    mem.store_ref(addr, Ref { addr: 5, tag: Tag::IMMORTAL }).expect("inside");
    for next in [16, 17, 100, 104, 4000, 40_000, 50_000, 200_000, 60, 8] {
        addr = mem.realloc(addr, size, 8, next, Contents::Pointers, HERE).expect("room");
        size = next;
        assert!(mem.is_live(addr, size));
        assert_eq!(mem.load_ref(addr), Ok(Ref { addr: 5, tag: Tag::IMMORTAL }), "{next}");
        assert_eq!(mem.heap_stats().live_bytes, next as u64);
    }
    assert_eq!(mem.heap_stats().live_blocks, 1);
}

#[test]
fn freeing_forgets_tags() {
    for size in [8, 24, 3000, 70_000, 5 << 20] {
        let mut mem = memory();
        let addr = mem.alloc(size, 8).expect("room");
        let words = [0, (size / 2) & !7, (size - 8) & !7];
        for word in words {
            mem.store_ref(addr + word, Ref { addr: 1, tag: Tag::IMMORTAL }).expect("inside");
        }
        mem.dealloc(addr, size, 8, Contents::Pointers, HERE).expect("a block");
        for word in words {
            assert_eq!(mem.load_tag(addr + word), Ok(Tag::NONE), "{size} at {word}");
        }
    }
}

#[test]
fn zeroed_means_zeroed_after_reuse() {
    for size in [8, 3000, 70_000, 5 << 20] {
        let mut mem = memory();
        let addr = mem.alloc(size, 8).expect("room");
        mem.fill(addr, size, 0xff).expect("inside");
        mem.dealloc(addr, size, 8, Contents::Plain, HERE).expect("a block");
        let again = mem.alloc_zeroed(size, 8).expect("room");
        assert_eq!(addr, again, "the block comes back");
        assert!(mem.bytes(again, size).expect("inside").iter().all(|&byte| byte == 0));
    }
}
