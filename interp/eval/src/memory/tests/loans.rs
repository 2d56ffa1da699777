//! The rules of loans, one minimal case each. L-numbers are those of the `loan` module's header.

use super::world::{Outcome, World, kind};
use crate::memory::AccessKind::{Drop, Move, Read, Write};
use crate::memory::{
    Config, Contents, EndReason, Family, FreeError, Mutability, Permission, Tag, ViolationKind,
};
use treebeard_syntax::SpanId;

const HERE: SpanId = SpanId(9999);

#[test]
fn l1_disjoint_mutable_children_coexist_and_conflicting_accesses_end_them() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let (x, y) = (w.child(m, 0, 32), w.child(m, 32, 32));
    assert!(w.write(x, 0).is_ok() && w.write(y, 40).is_ok() && w.write(x, 8).is_ok());
    assert!(w.write(m, 40).is_ok(), "the parent writes at 40");
    assert_eq!(kind(w.read(y, 40)), ViolationKind::StaleReference);
    assert!(w.read(x, 0).is_ok(), "the other half is untouched");
    assert!(w.read(m, 0).is_ok(), "a read ends an exclusive child");
    assert_eq!(kind(w.read(x, 0)), ViolationKind::StaleReference);
    assert!(w.mem.check_read(m).is_ok() && w.mem.check_write(m).is_ok(), "the parent is fast again");
}

#[test]
fn l1_a_shared_borrow_of_the_owner_ends_its_mutable_loan() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let s = w.shared(0, 0, 64);
    assert_eq!(kind(w.read(m, 0)), ViolationKind::StaleReference);
    assert_eq!(w.shared(0, 0, 64), s, "one shared loan per place");
    assert_eq!(kind(w.write(s, 0)), ViolationKind::WriteThroughShared, "L3");
    assert!(w.read(s, 0).is_ok(), "a refused write changes nothing");
}

#[test]
fn l1_shared_loans_end_only_where_the_owner_writes() {
    let mut w = World::new();
    let (whole, field) = (w.shared(0, 0, 64), w.shared(0, 0, 8));
    assert_ne!(whole, field);
    assert_eq!(w.shared(0, 0, 64), whole, "found again behind the newer one");
    w.use_owner(0, Read, 0, 64).expect("reads never end shared loans");
    w.use_owner(0, Write, 8, 8).expect("allowed");
    assert!(!w.live(whole) && w.live(field));
    let m = w.exclusive(0, 0, 64);
    assert!(!w.live(field) && w.live(m));
}

#[test]
fn l1_an_idle_mutable_loan_is_recycled_in_place() {
    let mut w = World::new();
    let first = w.exclusive(0, 0, 64);
    let entries = w.mem.loan_stats().entries;
    let mut last = first;
    for _ in 0..1000 {
        last = w.exclusive(0, 0, 64);
    }
    assert!(!w.live(first) && w.write(last, 0).is_ok());
    assert_eq!(w.mem.loan_stats().entries, entries);
    let child = w.child(last, 0, 8);
    for _ in 0..1000 {
        w.child(last, 0, 8);
    }
    assert!(!w.live(child));
    assert_eq!(w.mem.loan_stats().entries, entries + 1, "reborrows too");
}

#[test]
fn l1_a_chain_of_any_length_ends_iteratively() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let mut leaf = m;
    for step in 0..50_000 {
        leaf = w.child(leaf, 0, 64 - (step & 7));
    }
    assert!(w.write(leaf, 0).is_ok());
    w.use_owner(0, Write, 0, 8).expect("ends all");
    assert_eq!(kind(w.read(leaf, 0)), ViolationKind::StaleReference);
    assert_eq!(w.mem.loan_stats().live, 0);
}

#[test]
fn l1_a_shared_child_lets_the_parent_read_and_a_write_ends_it() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let place = w.place(0, 0, 8);
    let s = w.mem.reborrow_shared(m, &place).expect("a reborrow");
    assert_eq!(w.mem.reborrow_shared(m, &place).expect("again"), s);
    assert_eq!(w.mem.reborrow_shared(s, &place).expect("`&` of `&` keeps the tag"), s);
    assert!(w.mem.check_read(m).is_ok() && w.mem.check_write(m).is_err());
    assert!(w.write(m, 16).is_ok() && w.live(s), "disjoint");
    assert!(w.write(m, 0).is_ok() && !w.live(s));
    let s = w.mem.reborrow_shared(m, &place).expect("a reborrow");
    assert_eq!(kind(w.mem.reborrow_mut(s, &place)), ViolationKind::WriteThroughShared);
}

#[test]
fn many_shared_loans_of_one_owner_are_found_without_growing() {
    let mut w = World::new();
    for _ in 0..100 {
        for at in 0..40 {
            w.shared(0, at, 1);
        }
    }
    let entries = w.mem.loan_stats().entries;
    assert!(entries <= 48, "{entries}");
    w.use_owner(0, Write, 0, 64).expect("ends all");
    assert_eq!(w.mem.loan_stats().live, 0);
}

#[test]
fn l2_a_violation_tells_where_the_loan_was_made_and_how_it_ended() {
    let mut w = World::new();
    let cases = [
        (Read, Family::SharedMut, EndReason::Read),
        (Write, Family::SharedMut, EndReason::Write),
        (Move, Family::Move, EndReason::Move),
        (Drop, Family::Dangling, EndReason::Drop),
    ];
    for (use_kind, family, reason) in cases {
        let borrow = w.place(0, 0, 8);
        let owner = w.owner(0);
        let tag = w.mem.borrow_mut(owner, &borrow).expect("a borrow");
        let end = w.place(0, 0, 64);
        w.mem.owner_access(owner, use_kind, &end).expect("allowed");
        let access = w.place(0, 0, 8);
        let violation = w.mem.read_slow(tag, &access).expect_err("stale");
        assert_eq!((violation.kind, violation.family), (ViolationKind::StaleReference, family));
        assert_eq!((violation.borrow, violation.end), (Some(borrow.span), Some(end.span)));
        assert_eq!((violation.reason, violation.access), (Some(reason), access.span));
        assert_eq!((violation.addr, violation.len), (access.addr, 8));
        assert!(w.mem.ended_loans().any(|loan| (loan.borrow, loan.end) == (borrow.span, end.span)));
    }
    let first = w.exclusive(0, 0, 64);
    w.exclusive(0, 0, 64);
    assert_eq!(w.read(first, 0).expect_err("stale").family, Family::MutBorrow, "E0499, recycled in place");
    let m = w.exclusive(0, 0, 8);
    w.shared(0, 0, 64);
    assert_eq!(w.read(m, 0).expect_err("stale").family, Family::SharedMut, "E0502");
}

#[test]
fn l2_the_log_is_bounded_and_a_forgotten_story_is_still_a_violation() {
    let mut w = World::with(&Config { ended_loans_max: 4, ..Config::small() });
    let old = w.shared(0, 0, 8);
    w.use_owner(0, Write, 0, 8).expect("ends it");
    for at in 1..10 {
        w.shared(0, at, 1);
        w.use_owner(0, Write, at, 1).expect("ends it");
    }
    assert_eq!(w.mem.ended_loans().count(), 4);
    let violation = w.read(old, 0).expect_err("stale");
    assert_eq!((violation.kind, violation.borrow), (ViolationKind::StaleReference, None));
}

/// A box in owner 0 whose contents are a heap block of 64 bytes.
fn boxed(w: &mut World) -> (usize, usize) {
    (w.addr(0, 0), w.mem.alloc(64, 8).expect("room"))
}

fn borrow_across(w: &mut World, slot: &[usize], target: usize, len: usize) -> Tag {
    let (owner, access) = (w.owner(0), w.at(target, len));
    w.mem.borrow_mut(owner, &access.across(slot)).expect("a borrow")
}

fn write_across(w: &mut World, slot: &[usize], target: usize, len: usize) -> Outcome<()> {
    let (owner, access) = (w.owner(0), w.at(target, len));
    w.mem.owner_access(owner, Write, &access.across(slot))
}

#[test]
fn l4_a_mutable_borrow_of_a_box_ends_when_its_contents_are_used() {
    let mut w = World::new();
    let (slot, heap) = boxed(&mut w);
    let r = w.exclusive(0, 0, 8);
    write_across(&mut w, &[slot], heap, 8).expect("b.x = 1");
    assert!(!w.live(r));
    let s = w.shared(0, 0, 8);
    let (owner, access) = (w.owner(0), w.at(heap, 8));
    w.mem.owner_access(owner, Read, &access.across(&[slot])).expect("reads b.x");
    assert!(w.live(s), "`&b` and a read of `b.x` coexist");
    write_across(&mut w, &[slot], heap, 8).expect("b.x = 1");
    assert!(!w.live(s));
}

#[test]
fn l4_a_borrow_of_contents_ends_when_the_box_is_used_and_not_by_its_neighbours() {
    let mut w = World::new();
    let (slot, heap) = boxed(&mut w);
    let x = borrow_across(&mut w, &[slot], heap, 8);
    write_across(&mut w, &[slot], heap + 8, 8).expect("b.y = 1");
    assert!(w.live(x), "crossed words do not conflict with crossed words");
    let y = borrow_across(&mut w, &[slot], heap + 8, 8);
    assert!(w.live(x) && w.live(y), "&mut b.x, &mut b.y");
    write_across(&mut w, &[slot], heap + 8, 8).expect("b.y = 1");
    assert!(w.live(x) && !w.live(y));
    w.use_owner(0, Write, 0, 8).expect("b = Box::new(…)");
    assert!(!w.live(x));
    let x = borrow_across(&mut w, &[slot], heap, 8);
    w.use_owner(0, Read, 0, 8).expect("&b reads the box and all it owns");
    assert!(!w.live(x));
}

#[test]
fn l4_borrows_of_contents_are_recycled_and_told_apart_by_their_path() {
    let mut w = World::new();
    let (slot, heap) = boxed(&mut w);
    let first = borrow_across(&mut w, &[slot], heap, 8);
    let entries = w.mem.loan_stats().entries;
    for _ in 0..100 {
        borrow_across(&mut w, &[slot], heap, 8);
    }
    assert!(!w.live(first));
    assert_eq!(w.mem.loan_stats().entries, entries);
    let deep = borrow_across(&mut w, &[slot, heap + 16], heap + 32, 8);
    write_across(&mut w, &[slot], heap + 16, 8).expect("assigns the inner box");
    assert!(!w.live(deep), "the second box on the path");
    let (owner, access) = (w.owner(0), w.at(heap, 8));
    let across = w.mem.borrow_shared(owner, &access.across(&[slot])).expect("a borrow");
    assert_eq!(w.mem.borrow_shared(owner, &access.across(&[slot])).expect("a borrow"), across, "cached");
}

#[test]
fn l5_a_protected_loan_may_not_end_during_its_call() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let inner = w.child(m, 0, 8);
    let mark = w.mem.protector_mark();
    w.mem.protect(inner);
    let violation = w.use_owner(0, Write, 0, 8).expect_err("ends an ancestor of a protected loan");
    assert_eq!(violation.kind, ViolationKind::ProtectedLoan);
    assert!(w.live(inner) && w.live(m));
    assert_eq!(w.mem.ownership_state(inner).protected, 1);
    w.use_owner(0, Write, 0, 0).expect("disjoint accesses are fine");
    let owner = w.owner(0);
    assert_eq!(kind(w.mem.storage_dead(owner, HERE)), ViolationKind::ProtectedLoan);
    w.mem.unprotect_to(mark);

    let m = w.exclusive(0, 0, 64);
    let mark = w.mem.protector_mark();
    w.mem.protect(m);
    w.mem.protect(m);
    w.mem.unprotect_to(mark);
    w.use_owner(0, Write, 0, 8).expect("the call is over");
    assert!(!w.live(m));
}

#[test]
fn l5_a_block_may_not_be_freed_while_a_call_holds_it() {
    let mut w = World::new();
    let block = w.mem.alloc(32, 8).expect("room");
    let tag = w.mem.allocation_tag(block, HERE).expect("a block");
    let mark = w.mem.protector_mark();
    w.mem.protect(tag);
    let freed = w.mem.dealloc(block, 32, 8, Contents::Plain, HERE);
    assert!(matches!(freed, Err(FreeError::Violation(v)) if v.kind == ViolationKind::ProtectedLoan));
    w.mem.unprotect_to(mark);
    w.mem.dealloc(block, 32, 8, Contents::Plain, HERE).expect("the call is over");
    assert!(!w.live(tag));
}

#[test]
fn l6_a_result_ends_with_every_argument_its_type_names() {
    // fn pick<'a>(k: &'a mut i32, d: &'a i32) -> &'a i32 { d }
    let mut w = World::new();
    let (k, d) = (w.exclusive(0, 0, 8), w.shared(1, 0, 8));
    let place = w.place(1, 0, 8);
    let r = w.mem.link_returned(d, &[k, d], Mutability::Not, &place).expect("a result");
    assert_ne!(r, d);
    assert_eq!(w.mem.link_returned(d, &[k, d], Mutability::Not, &place).expect("again"), r, "found again");
    assert_ne!(w.shared(1, 0, 8), r, "a plain borrow of the place does not end with k");
    w.use_owner(0, Write, 0, 8).expect("k += 1");
    assert!(!w.live(r) && w.live(d));
    assert_eq!(w.read(r, 0).expect_err("stale").family, Family::SharedMut);
}

#[test]
fn l6_nothing_is_linked_where_the_end_of_the_argument_is_the_end_of_the_result() {
    let mut w = World::new();
    let v = w.exclusive(0, 0, 64);
    let element = w.child(v, 8, 8);
    let place = w.place(0, 8, 8);
    assert_eq!(w.mem.link_returned(v, &[v], Mutability::Mut, &place).expect("same tag"), v);
    assert_eq!(
        w.mem.link_returned(element, &[v], Mutability::Mut, &place).expect("a reborrow of it"),
        element
    );
    let statics = [Tag::IMMORTAL, Tag::NONE];
    assert_eq!(w.mem.link_returned(element, &statics, Mutability::Not, &place).expect("'static"), element);
}

#[test]
fn l6_a_result_from_a_raw_pointer_lives_as_long_as_its_container_is_borrowed() {
    // let r = list.get(); list.push(); r   with a list of raw pointers
    let mut w = World::new();
    let block = w.mem.alloc(32, 8).expect("room");
    let raw = w.mem.allocation_tag(block, HERE).expect("a block");
    for mutability in [Mutability::Not, Mutability::Mut] {
        let list = w.exclusive(0, 0, 24);
        let place = w.at(block, 8);
        let r = w.mem.link_returned(raw, &[list], mutability, &place).expect("a result");
        assert!(w.mem.check_read(r).is_ok());
        assert_eq!(w.mem.check_write(r).is_ok(), mutability == Mutability::Mut);
        w.exclusive(0, 0, 24);
        assert!(!w.live(r) && w.live(raw), "the next borrow of the list");
    }
    let list = w.exclusive(0, 0, 24);
    let place = w.at(block, 8);
    let r = w.mem.link_returned(Tag::NONE, &[list], Mutability::Not, &place).expect("untagged, but linked");
    w.use_owner(0, Drop, 0, 24).expect("dropped");
    assert!(!w.live(r));
}

#[test]
fn l6_links_chain_and_dead_ones_are_pruned() {
    let mut w = World::new();
    let (a, b, c) = (w.exclusive(0, 0, 8), w.shared(1, 0, 8), w.shared(2, 0, 8));
    let place = w.place(1, 0, 8);
    let ab = w.mem.link_returned(b, &[a, b], Mutability::Not, &place).expect("b, linked to a");
    let place = w.place(2, 0, 8);
    let abc = w.mem.link_returned(c, &[ab, c], Mutability::Not, &place).expect("c, linked to ab");
    w.use_owner(0, Write, 0, 8).expect("ends a");
    assert!(!w.live(ab) && !w.live(abc) && w.live(b) && w.live(c));
    let a = w.shared(0, 0, 8);
    for _ in 0..1000 {
        let d = w.exclusive(3, 0, 8);
        let place = w.place(3, 0, 8);
        w.mem.link_returned(d, &[a, d], Mutability::Mut, &place).expect("a result");
    }
    assert!(w.mem.loan_stats().live < 100);
}

#[test]
fn l7_the_end_of_storage_ends_all_loans_of_a_local() {
    let mut w = World::new();
    let (r, s) = (w.exclusive(0, 0, 8), w.shared(0, 16, 8));
    let owner = w.owner(0);
    w.mem.storage_dead(owner, HERE).expect("no call holds them");
    assert!(!w.live(r) && !w.live(s));
    let violation = w.read(r, 0).expect_err("stale");
    assert_eq!((violation.family, violation.reason), (Family::Dangling, Some(EndReason::StorageDead)));
    assert_eq!(violation.end, Some(HERE));
    let again = w.shared(0, 0, 8);
    assert!(w.live(again), "the slot can be used again");
}

#[test]
fn l7_leaving_a_frame_ends_the_loans_of_its_locals_only() {
    let mut w = World::new();
    let outer = w.exclusive(0, 0, 8);
    let caller = w.push();
    let inner: Vec<Tag> = (0..8).map(|index| w.exclusive(index, 0, 8)).collect();
    w.mem.leave_frame(w.fp, HERE).expect("no call holds them");
    w.fp = caller;
    assert!(w.live(outer) && inner.iter().all(|&tag| !w.live(tag)));
    assert_eq!(w.read(inner[3], 0).expect_err("stale").reason, Some(EndReason::FrameExit));
    w.mem.leave_frame(w.fp, HERE).expect("no call holds them");
    assert!(!w.live(outer));
}

#[test]
fn l7_a_caught_panic_ends_the_loans_of_every_frame_it_left() {
    let mut w = World::new();
    let catcher = w.exclusive(0, 0, 8);
    let (fp, mark) = (w.fp, w.mem.protector_mark());
    let mut left = Vec::new();
    for depth in 0..20 {
        w.push();
        left.push(w.exclusive(depth % 8, 0, 8));
        left.push(w.shared((depth + 1) % 8, 8, 8));
        w.mem.protect(left[0]);
    }
    w.mem.unprotect_to(mark);
    w.mem.unwind_frames(fp.addr() + World::frame_size().bytes(), HERE);
    w.fp = fp;
    assert!(w.live(catcher) && left.iter().all(|&tag| !w.live(tag)));
    assert_eq!(w.mem.loan_stats().live, 1);
    assert!(w.write(catcher, 0).is_ok());
}

#[test]
fn l7_storage_in_a_loop_does_not_grow_anything() {
    let mut w = World::new();
    for _ in 0..1000 {
        let (a, b) = (w.owner(0), w.owner(1));
        w.exclusive(0, 0, 8);
        w.exclusive(1, 0, 8);
        w.mem.storage_dead(b, HERE).expect("no call holds it");
        w.mem.storage_dead(a, HERE).expect("no call holds it");
    }
    assert_eq!((w.mem.loan_stats().entries, w.mem.loan_stats().live), (2, 0));
}

#[test]
fn l7_stacks_have_scopes_of_their_own() {
    let mut w = World::new();
    let main = w.exclusive(0, 0, 8);
    let id = w.mem.new_stack(1 << 16).expect("room");
    let main_stack = w.mem.current_stack();
    w.mem.switch_stack(id).expect("a stack");
    let main_fp = std::mem::replace(&mut w.fp, w.mem.first_frame(World::frame_size()).expect("room"));
    w.enter();
    let other = w.exclusive(0, 0, 8);
    w.mem.protect(other);
    w.mem.switch_stack(main_stack).expect("a stack");
    w.mem.leave_frame(main_fp, HERE).expect("no call holds them");
    assert!(!w.live(main) && w.live(other));
    w.mem.free_stack(id).expect("killed");
    assert!(!w.live(other), "a killed coroutine's locals are gone");
    w.fp = main_fp;
}

#[test]
fn l10_empty_places_conflict_only_with_themselves() {
    let mut w = World::new();
    let owner = w.owner(0);
    let unit = |w: &mut World, key| w.place(0, 0, 0).with_key(key);
    let (a, b) = (unit(&mut w, 1), unit(&mut w, 2));
    let first = w.mem.borrow_mut(owner, &a).expect("a borrow");
    let second = w.mem.borrow_mut(owner, &b).expect("another field of no size at the same address");
    let bytes = w.exclusive(0, 0, 64);
    assert!(w.live(first) && w.live(second) && w.live(bytes));
    let again = w.mem.borrow_mut(owner, &a).expect("the same place");
    assert!(!w.live(first) && w.live(second) && w.live(again));
    w.mem.end_owner_loans(owner, Move, &a).expect("the whole local is moved");
    assert!(!w.live(second) && !w.live(again) && !w.live(bytes));
}

#[test]
fn l11_entries_are_retired_when_their_generations_are_used_up() {
    let mut w = World::with(&Config { generation_max: 3, ..Config::small() });
    let mut tags = Vec::new();
    for _ in 0..30 {
        tags.push(w.exclusive(0, 0, 8));
    }
    for _ in 0..30 {
        tags.push(w.shared(0, 0, 8));
        w.use_owner(0, Write, 0, 8).expect("ends it");
    }
    let distinct: std::collections::HashSet<u64> = tags.iter().map(|tag| tag.bits()).collect();
    assert_eq!(distinct.len(), tags.len(), "no tag is ever issued twice");
    assert!(tags.iter().all(|&tag| !w.live(tag)));
    let stats = w.mem.loan_stats();
    assert_eq!((stats.entries, stats.retired, stats.live), (20, 20, 0));
}

#[test]
fn a_full_table_is_an_error_and_not_a_crash() {
    let mut w = World::with(&Config { loan_entries: 64, ..Config::small() });
    let mut last = w.exclusive(0, 0, 64);
    let failed = loop {
        let place = w.place(0, 0, 64);
        match w.mem.reborrow_mut(last, &place) {
            Ok(tag) => last = tag,
            Err(violation) => break violation.kind,
        }
    };
    assert_eq!((failed, w.mem.loan_stats().live), (ViolationKind::TableFull, 61));
    assert!(w.write(last, 0).is_ok());
    w.use_owner(0, Write, 0, 8).expect("frees the table");
    w.exclusive(0, 0, 8);
}

#[test]
fn a_mutable_loan_that_cannot_escape_is_ended_by_its_scope() {
    let mut w = World::new();
    let m = w.exclusive(0, 0, 64);
    let half = w.child(m, 0, 32);
    assert!(w.mem.check_write(m).is_err());
    w.mem.end_loan(half, HERE);
    assert!(w.mem.check_write(m).is_ok() && !w.live(half));
    w.mem.end_loan(half, HERE);
    let shared = w.shared(1, 0, 8);
    w.mem.end_loan(shared, HERE);
    assert!(w.live(shared), "shared loans are shared");
}

#[test]
fn states_are_those_of_stacked_borrows() {
    let mut w = World::new();
    let state = |w: &World, tag| w.mem.ownership_state(tag).permission;
    let (m, s) = (w.exclusive(0, 0, 8), w.shared(1, 0, 8));
    assert_eq!((state(&w, m), state(&w, s)), (Permission::Unique, Permission::SharedReadOnly));
    w.use_owner(0, Read, 0, 8).expect("ends m");
    assert_eq!(state(&w, m), Permission::Disabled);
    assert_eq!(std::mem::size_of_val(&w.mem.ownership_state(m)), 8);
}
