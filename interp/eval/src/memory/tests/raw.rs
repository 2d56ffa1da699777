//! Raw pointers, allocations, immortal memory, cells: rules L8, L9 and L12 of the `loan` module.

use super::world::{World, kind};
use crate::memory::AccessKind::{Read, Write};
use crate::memory::{Access, Config, Contents, EndReason, Mutability, Permission, Tag, ViolationKind};
use treebeard_syntax::SpanId;

const HERE: SpanId = SpanId(9999);

#[test]
fn l8_raw_pointers_alias_freely_as_long_as_the_local_lives() {
    // let p = &mut x as *mut i32; let a = &mut *p; let b = &mut *p; *a += 1; *b += 1; x
    let mut w = World::new();
    let (owner, place) = (w.owner(0), w.place(0, 0, 8));
    let r = w.exclusive(0, 0, 8);
    let p = w.mem.raw_of_ref(r, &place).expect("a pointer");
    let a = w.mem.ref_of_raw(p, Mutability::Mut, &place).expect("a reference");
    let b = w.mem.ref_of_raw(p, Mutability::Mut, &place).expect("a reference");
    for tag in [a, b, a, b, p] {
        assert!(w.mem.check_raw_write(tag, place.addr, 8).is_ok());
    }
    w.use_owner(0, Write, 0, 8).expect("x = 1");
    assert!(w.live(p) && !w.live(r));
    w.mem.storage_dead(owner, HERE).expect("no call holds it");
    assert_eq!(kind(w.mem.raw_slow(p, Mutability::Not, &place)), ViolationKind::StaleReference);
}

#[test]
fn l8_a_raw_access_outside_its_allocation_is_a_violation() {
    let mut w = World::new();
    let (owner, place) = (w.owner(0), w.place(0, 0, 16));
    let p = w.mem.raw_of_owner(owner, Mutability::Mut, &place).expect("a pointer");
    let block = w.mem.alloc(48, 8).expect("room");
    let neighbour = w.mem.alloc(48, 8).expect("room");
    let q = w.mem.allocation_tag(block + 40, HERE).expect("inner addresses find their block");
    assert_eq!(w.mem.allocation_tag(block, HERE), Some(q));
    for (tag, base, len) in [(p, place.addr, 16), (q, block, 48)] {
        assert!(w.mem.check_raw_read(tag, base, len).is_ok());
        assert!(w.mem.check_raw_write(tag, base + len - 8, 8).is_ok());
        for wild in [base - 1, base + len - 7, base + len, neighbour, 0, usize::MAX - 3] {
            if wild == neighbour && tag == q {
                assert_ne!(neighbour, block);
            }
            assert!(w.mem.check_raw_read(tag, wild, 8).is_err(), "{wild:#x}");
            let access = w.at(wild, 8);
            assert_eq!(kind(w.mem.raw_slow(tag, Mutability::Mut, &access)), ViolationKind::OutOfAllocation);
        }
        let empty = w.at(base + len + 1000, 0);
        assert!(w.mem.raw_slow(tag, Mutability::Not, &empty).is_ok(), "no bytes, no harm");
    }
}

#[test]
fn l8_freed_blocks_are_dead_even_when_their_memory_is_used_again() {
    let mut w = World::new();
    let block = w.mem.alloc(48, 8).expect("room");
    let tag = w.mem.allocation_tag(block, HERE).expect("a block");
    w.mem.dealloc(block, 48, 8, Contents::Plain, HERE).expect("a block");
    let access = w.at(block, 8);
    let violation = w.mem.raw_slow(tag, Mutability::Not, &access).expect_err("freed");
    assert_eq!((violation.kind, violation.reason), (ViolationKind::StaleReference, Some(EndReason::Freed)));
    assert_eq!(kind(w.mem.access(Tag::NONE, Read, &access)), ViolationKind::DeadMemory, "by integer, too");
    assert_eq!(w.mem.alloc(48, 8), Ok(block));
    assert_eq!(kind(w.mem.raw_slow(tag, Mutability::Not, &access)), ViolationKind::StaleReference);
    let large = w.mem.alloc(100_000, 8).expect("room");
    let tag = w.mem.allocation_tag(large, HERE).expect("a block");
    let grown = w.mem.realloc(large, 100_000, 8, 120_000, Contents::Plain, HERE).expect("room");
    assert_eq!(grown, large, "in place");
    assert!(w.mem.check_raw_read(tag, large + 119_000, 8).is_ok());
}

#[test]
fn l8_pointers_without_a_tag_reach_only_live_and_exposed_memory() {
    let mut w = World::new();
    let block = w.mem.alloc(48, 8).expect("room");
    let fixed = w.mem.alloc_static(16, 8).expect("room");
    let (owner, local) = (w.owner(0), w.place(0, 0, 8));
    for addr in [block, fixed] {
        let access = w.at(addr, 8);
        assert!(w.mem.access(Tag::NONE, Write, &access).is_ok());
    }
    assert_eq!(kind(w.mem.access(Tag::NONE, Read, &local)), ViolationKind::DeadMemory, "never exposed");
    let p = w.mem.raw_of_owner(owner, Mutability::Mut, &local).expect("a pointer");
    assert!(w.mem.access(Tag::NONE, Read, &local).is_ok(), "exposed");
    assert_eq!(w.mem.exposed_tag(&local), p);
    assert_eq!(w.mem.ref_of_raw(Tag::NONE, Mutability::Mut, &local).expect("a reference"), p);
    let header = w.at(local.addr - 16, 8);
    assert_eq!(kind(w.mem.access(Tag::NONE, Write, &header)), ViolationKind::DeadMemory, "never a header");
    for wild in [0, 8, usize::MAX - 7, 1 << 60] {
        let access = w.at(wild, 8);
        assert_eq!(kind(w.mem.access(Tag::NONE, Read, &access)), ViolationKind::DeadMemory);
    }
}

#[test]
fn untagged_references_can_be_let_through() {
    let config = Config { untagged_passes: true, ..Config::small() };
    let mut w = World::with(&config);
    assert!(w.mem.check_read(Tag::NONE).is_ok() && w.mem.check_write(Tag::NONE).is_ok());
    assert!(w.mem.check_raw_write(Tag::NONE, 1 << 40, 8).is_ok());
    let place = w.place(0, 0, 8);
    assert_eq!(w.mem.reborrow_mut(Tag::NONE, &place).expect("passes"), Tag::NONE);
    assert_eq!(w.mem.reborrow_shared(Tag::NONE, &place).expect("passes"), Tag::NONE);
    let m = w.exclusive(0, 0, 8);
    w.use_owner(0, Write, 0, 8).expect("allowed");
    assert_eq!(kind(w.read(m, 0)), ViolationKind::StaleReference, "tagged ones are still judged");
}

#[test]
fn l9_literals_never_end_and_are_never_written() {
    let mut w = World::new();
    let literal = w.mem.alloc_static(8, 8).expect("room");
    let access = w.at(literal, 8);
    assert!(
        w.mem.check_read(Tag::IMMORTAL).is_ok() && w.mem.check_raw_read(Tag::IMMORTAL, literal, 8).is_ok()
    );
    assert_eq!(kind(w.mem.access(Tag::IMMORTAL, Write, &access)), ViolationKind::WriteThroughShared);
    assert_eq!(
        kind(w.mem.raw_slow(Tag::IMMORTAL, Mutability::Mut, &access)),
        ViolationKind::WriteThroughShared
    );
    assert!(w.mem.check_write(Tag::IMMORTAL_MUT).is_ok());
    assert_eq!(w.mem.reborrow_shared(Tag::IMMORTAL, &access).expect("kept"), Tag::IMMORTAL);
    assert_eq!(w.mem.reborrow_mut(Tag::IMMORTAL_MUT, &access).expect("kept"), Tag::IMMORTAL_MUT);
    w.mem.protect(Tag::IMMORTAL);
    w.mem.end_loan(Tag::IMMORTAL, HERE);
    assert!(w.live(Tag::IMMORTAL));
}

#[test]
fn l12_a_cell_is_written_beside_its_shared_references() {
    // let r = &cell; let s = &cell; r.set(1); s.get()
    let mut w = World::new();
    let s = w.shared(0, 0, 16);
    let inner = w.place(0, 8, 8);
    assert!(w.mem.raw_slow(s, Mutability::Mut, &inner).is_ok(), "the cell's pointer keeps the tag of &self");
    let guard = w.mem.ref_of_raw(s, Mutability::Mut, &inner).expect("RefMut's reference");
    assert_eq!(w.mem.ref_of_raw(s, Mutability::Mut, &inner).expect("again"), guard);
    assert!(w.write(guard, 8).is_ok() && w.read(s, 8).is_ok() && w.write(guard, 8).is_ok());
    assert_eq!(w.mem.ownership_state(guard).permission, Permission::SharedReadWrite);
    w.use_owner(0, Write, 8, 8).expect("through the owner, exclusively");
    assert!(!w.live(guard) && !w.live(s));
}

#[test]
fn a_place_reached_by_a_wild_address_is_judged_without_overflow() {
    let mut w = World::new();
    let owner = w.owner(0);
    for (addr, len) in [(usize::MAX, 8), (usize::MAX - 3, usize::MAX), (0, usize::MAX)] {
        let access = Access::new(addr, len, HERE);
        let tag = w.mem.borrow_mut(owner, &access).expect("a loan of nothing real");
        w.mem.borrow_shared(owner, &access).expect("a loan of nothing real");
        let _ = w.mem.raw_of_ref(tag, &access);
        let _ = w.mem.ref_of_raw(tag, Mutability::Mut, &access);
        let _ = w.mem.access(tag, Write, &access.across(&[usize::MAX, 0]));
    }
}
