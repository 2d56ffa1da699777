//! Every kind of reference × every kind of use × protected or not × overlapping or not: the whole state machine.
//!
//! The expectations are written as the rules' table, one arm per row, not taken from the core.

use super::world::{Outcome, World};
use crate::memory::{Access, AccessKind, Memory, Mutability, Permission, Tag, Violation, ViolationKind};
use treebeard_syntax::SpanId;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Made {
    Shared,
    Exclusive,
    SharedOfExclusive,
    ExclusiveOfExclusive,
    Cell,
    Raw,
    Allocation,
    Immortal,
    ImmortalMut,
}

const MADE: [Made; 9] = [
    Made::Shared,
    Made::Exclusive,
    Made::SharedOfExclusive,
    Made::ExclusiveOfExclusive,
    Made::Cell,
    Made::Raw,
    Made::Allocation,
    Made::Immortal,
    Made::ImmortalMut,
];

const USES: [AccessKind; 6] = [
    AccessKind::Read,
    AccessKind::Write,
    AccessKind::Move,
    AccessKind::Drop,
    AccessKind::SharedBorrow,
    AccessKind::MutBorrow,
];

/// Makes a reference to bytes 0..16 of owner 0, or what comes closest.
fn make(w: &mut World, made: Made) -> Tag {
    let place = w.place(0, 0, 16);
    match made {
        Made::Shared => w.shared(0, 0, 16),
        Made::Exclusive => w.exclusive(0, 0, 16),
        Made::SharedOfExclusive => {
            let parent = w.exclusive(0, 0, 16);
            w.mem.reborrow_shared(parent, &place).expect("a reborrow")
        }
        Made::ExclusiveOfExclusive => {
            let parent = w.exclusive(0, 0, 16);
            w.mem.reborrow_mut(parent, &place).expect("a reborrow")
        }
        Made::Cell => {
            let shared = w.shared(0, 0, 16);
            w.mem.ref_of_raw(shared, Mutability::Mut, &place).expect("a cell's reference")
        }
        Made::Raw => {
            let owner = w.owner(0);
            w.mem.raw_of_owner(owner, Mutability::Mut, &place).expect("a pointer")
        }
        Made::Allocation => {
            let block = w.mem.alloc(16, 8).expect("room");
            w.mem.allocation_tag(block, SpanId::NONE).expect("a block")
        }
        Made::Immortal => Tag::IMMORTAL,
        Made::ImmortalMut => Tag::IMMORTAL_MUT,
    }
}

/// Whether a use of the owner's bytes ends the reference (rule L1).
fn ends(made: Made, kind: AccessKind) -> bool {
    match made {
        // Conflicts with every use: it is, or hangs on, a `&mut`.
        Made::Exclusive | Made::SharedOfExclusive | Made::ExclusiveOfExclusive => true,
        // Conflicts with writing only.
        Made::Shared | Made::Cell => kind.is_write(),
        // L8, L9.
        Made::Raw | Made::Allocation | Made::Immortal | Made::ImmortalMut => false,
    }
}

fn grants(made: Made) -> (bool, bool) {
    match made {
        Made::Shared | Made::SharedOfExclusive | Made::Immortal => (true, false),
        Made::Exclusive | Made::ExclusiveOfExclusive | Made::Cell => (true, true),
        Made::Raw | Made::Allocation | Made::ImmortalMut => (true, true),
    }
}

fn protectable(made: Made) -> bool {
    !matches!(made, Made::Immortal | Made::ImmortalMut)
}

fn verdict(outcome: Outcome<()>) -> Result<(), ViolationKind> {
    outcome.map_err(|violation: Box<Violation>| violation.kind)
}

#[test]
fn every_use_of_the_owner_ends_what_it_conflicts_with_and_nothing_else() {
    let mut cases = 0;
    for made in MADE {
        for kind in USES {
            for (overlapping, protected) in [(true, false), (true, true), (false, false), (false, true)] {
                let mut w = World::new();
                let tag = make(&mut w, made);
                if protected {
                    w.mem.protect(tag);
                }
                let at = if overlapping { 8 } else { 16 };
                let ended = overlapping && ends(made, kind);
                let refused = ended && protected && protectable(made);
                let expected = if refused { Err(ViolationKind::ProtectedLoan) } else { Ok(()) };
                let case = format!("{made:?} {kind:?} overlapping {overlapping} protected {protected}");
                assert_eq!(verdict(w.use_owner(0, kind, at, 8)), expected, "{case}");
                assert_eq!(w.live(tag), !ended || refused, "{case}");
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 9 * 6 * 4);
}

#[test]
fn every_use_through_a_reference_is_judged_by_what_it_grants() {
    for made in MADE {
        for kind in USES {
            for protected in [false, true] {
                let mut w = World::new();
                let tag = make(&mut w, made);
                if protected {
                    w.mem.protect(tag);
                }
                let (_, writes) = grants(made);
                let refused = kind.is_write() && !writes;
                let expected = if refused { Err(ViolationKind::WriteThroughShared) } else { Ok(()) };
                let access = w.place(0, 0, 8);
                assert_eq!(verdict(w.mem.access(tag, kind, &access)), expected, "{made:?} {kind:?}");
                assert!(w.live(tag), "using a reference does not end it");
                assert_eq!((w.mem.check_read(tag).is_ok(), w.mem.check_write(tag).is_ok()), grants(made));
            }
        }
    }
}

#[test]
fn every_ended_reference_refuses_every_use() {
    for made in [
        Made::Shared,
        Made::Exclusive,
        Made::SharedOfExclusive,
        Made::ExclusiveOfExclusive,
        Made::Cell,
        Made::Raw,
    ] {
        for kind in USES {
            let mut w = World::new();
            let tag = make(&mut w, made);
            let owner = w.owner(0);
            w.mem.storage_dead(owner, SpanId(77)).expect("nothing is protected");
            let access = w.place(0, 0, 8);
            let refused = |outcome: Outcome<Tag>| outcome.expect_err("a violation").kind;
            assert_eq!(verdict(w.mem.access(tag, kind, &access)), Err(ViolationKind::StaleReference));
            assert_eq!(refused(w.mem.reborrow_shared(tag, &access)), ViolationKind::StaleReference);
            assert_eq!(refused(w.mem.reborrow_mut(tag, &access)), ViolationKind::StaleReference);
            assert_eq!(refused(w.mem.raw_of_ref(tag, &access)), ViolationKind::StaleReference);
            for mutability in [Mutability::Not, Mutability::Mut] {
                let stale = w.mem.ref_of_raw(tag, mutability, &access);
                assert_eq!(refused(stale), ViolationKind::StaleReference);
            }
            let linked = w.mem.link_returned(tag, &[Tag::IMMORTAL], Mutability::Not, &access);
            assert_eq!(refused(linked), ViolationKind::StaleReference);
            w.mem.protect(tag);
            w.mem.end_loan(tag, SpanId(78));
            assert_eq!(w.mem.ownership_state(tag).permission, Permission::Disabled);
            assert_eq!(w.mem.ownership_state(tag).protected, 0);
        }
    }
}

/// Two references to one place: which of them survives making the second, and then a use of the first.
#[test]
fn every_pair_of_borrows_follows_the_borrow_checker() {
    for first_mut in [false, true] {
        for second_mut in [false, true] {
            for use_mut in [false, true] {
                let mut w = World::new();
                let borrow = |w: &mut World, mutable| match mutable {
                    true => w.exclusive(0, 0, 16),
                    false => w.shared(0, 0, 16),
                };
                let first = borrow(&mut w, first_mut);
                let second = borrow(&mut w, second_mut);
                // rustc: any pair with a `&mut` in it may not be used interleaved.
                let conflict = first_mut || second_mut;
                assert_eq!(w.live(first), !conflict);
                assert!(w.live(second));
                let outcome = if use_mut { w.write(first, 0) } else { w.read(first, 0) };
                let expected = match (conflict, use_mut) {
                    (true, _) => Err(ViolationKind::StaleReference),
                    (false, true) => Err(ViolationKind::WriteThroughShared),
                    (false, false) => Ok(()),
                };
                assert_eq!(verdict(outcome), expected);
            }
        }
    }
}

/// The fast path never says yes where the slow path says no.
#[test]
fn the_fast_path_is_never_more_generous_than_the_slow_path() {
    for made in MADE {
        for child in [None, Some(false), Some(true)] {
            let mut w = World::new();
            let tag = make(&mut w, made);
            let access = Access::new(w.addr(0, 0), 8, SpanId(1));
            match child {
                None => {}
                Some(false) => drop(w.mem.reborrow_shared(tag, &access)),
                Some(true) => drop(w.mem.reborrow_mut(tag, &access)),
            }
            let fast = |mem: &Memory| (mem.check_read(tag).is_ok(), mem.check_write(tag).is_ok());
            let (read, write) = fast(&w.mem);
            assert!(!read || w.mem.read_slow(tag, &access).is_ok());
            assert!(!write || w.mem.write_slow(tag, &access).is_ok());
        }
    }
}
