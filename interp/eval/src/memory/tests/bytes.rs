//! Loads, stores, copies, frames: what is inside works, what is outside is an error and never a crash.

use super::memory;
use crate::memory::{
    Config, FRAME_BYTES_MAX, FatRef, FrameSize, Memory, OutOfRegion, PointerMap, Ref, Slot, StackError,
    StackId, StackOverflow, Tag,
};

const TAG: Tag = Tag::IMMORTAL;

fn slot(offset: usize) -> Slot {
    Slot::new(offset).expect("a small frame")
}

fn size(bytes: usize) -> FrameSize {
    FrameSize::new(bytes).expect("a small frame")
}

#[test]
fn scalars_of_every_width_survive_at_any_alignment() {
    let mut mem = memory();
    let addr = mem.alloc(64, 16).expect("room");
    for offset in 0..16 {
        mem.store(addr + offset, -2i8).expect("inside");
        assert_eq!(mem.load::<i8>(addr + offset), Ok(-2));
        mem.store(addr + offset, 0x1234_5678_9abc_def0u64).expect("inside");
        assert_eq!(mem.load::<u16>(addr + offset), Ok(0xdef0));
        mem.store(addr + offset, -1.5f64).expect("inside");
        assert_eq!(mem.load::<f64>(addr + offset), Ok(-1.5));
        mem.store(addr + offset, u128::MAX - 7).expect("inside");
        assert_eq!(mem.load::<u128>(addr + offset), Ok(u128::MAX - 7));
    }
}

#[test]
fn addresses_outside_are_errors_for_every_operation() {
    let mut mem = memory();
    let inside = mem.alloc(64, 16).expect("room");
    let end = mem.first_frame(size(16)).expect("room").addr() - mem.data_bytes() / 16 + mem.data_bytes();
    for wild in [0, 1, 8, usize::MAX, usize::MAX - 7, inside ^ (1 << 62), end, end + (1 << 40)] {
        assert_eq!(mem.load::<u64>(wild), Err(OutOfRegion), "{wild:#x}");
        assert_eq!(mem.store(wild, 1u8), Err(OutOfRegion));
        assert_eq!(mem.store_raw(wild, 1u8), Err(OutOfRegion));
        assert_eq!(mem.load_ref(wild), Err(OutOfRegion));
        assert_eq!(mem.load_fat(wild), Err(OutOfRegion));
        assert_eq!(mem.store_ref(wild, Ref::default()), Err(OutOfRegion));
        assert_eq!(mem.store_fat(wild, FatRef::default()), Err(OutOfRegion));
        assert_eq!(mem.load_tag(wild), Err(OutOfRegion));
        assert_eq!(mem.bytes(wild, 1), Err(OutOfRegion));
        assert_eq!(mem.copy_plain(wild, inside, 8), Err(OutOfRegion));
        assert_eq!(mem.copy_untyped(inside, wild, 8), Err(OutOfRegion));
        assert_eq!(mem.fill(wild, 4, 0), Err(OutOfRegion));
        assert!(!mem.is_live(wild, 1));
    }
    for len in [usize::MAX, usize::MAX - inside, mem.data_bytes()] {
        assert_eq!(mem.bytes(inside, len), Err(OutOfRegion), "{len:#x}");
        assert_eq!(mem.copy_plain(inside, inside, len), Err(OutOfRegion));
        assert!(!mem.is_live(inside, len));
    }
    assert_eq!(mem.copy_array(inside, inside, usize::MAX, 16, &PointerMap::default()), Err(OutOfRegion));
    // The last bytes: reaching over the end lands in the gap, never outside the mapping.
    assert_eq!(mem.load::<u128>(end - 1), Ok(0));
    assert_eq!(mem.bytes(end - 1, 2), Err(OutOfRegion));
}

#[test]
fn a_reference_keeps_its_tag_beside_the_bytes() {
    let mut mem = memory();
    let addr = mem.alloc(64, 16).expect("room");
    mem.store_ref(addr, Ref { addr: 0x1000, tag: TAG }).expect("inside");
    mem.store_fat(addr + 16, FatRef { addr: 0x2000, meta: 3, tag: TAG }).expect("inside");
    assert_eq!(mem.load::<usize>(addr), Ok(0x1000), "memory holds the bare address");
    assert_eq!(mem.load_ref(addr), Ok(Ref { addr: 0x1000, tag: TAG }));
    assert_eq!(mem.load_fat(addr + 16), Ok(FatRef { addr: 0x2000, meta: 3, tag: TAG }));
    mem.store_raw(addr + 7, 0u8).expect("inside");
    assert_eq!(mem.load_tag(addr), Ok(Tag::NONE), "a raw store makes the word no reference");
    mem.store_raw(addr + 12, 0u64).expect("inside");
    assert_eq!(mem.load_tag(addr + 16), Ok(Tag::NONE), "also the second word it overlaps");
}

#[test]
fn a_packed_reference_has_the_tag_of_the_word_it_begins_in() {
    let mut mem = memory();
    let addr = mem.alloc(32, 8).expect("room");
    mem.store_ref(addr + 1, Ref { addr: 7, tag: TAG }).expect("inside");
    mem.store_ref(addr + 9, Ref { addr: 8, tag: Tag::IMMORTAL_MUT }).expect("inside");
    assert_eq!(mem.load_ref(addr + 1), Ok(Ref { addr: 7, tag: TAG }));
    assert_eq!(mem.load_ref(addr + 9), Ok(Ref { addr: 8, tag: Tag::IMMORTAL_MUT }));
}

#[test]
fn typed_copies_take_the_tags_of_pointer_words_only() {
    let mut mem = memory();
    let (a, b) = (mem.alloc(48, 8).expect("room"), mem.alloc(48, 8).expect("room"));
    for word in 0..3 {
        mem.store_ref(a + word * 8, Ref { addr: word, tag: TAG }).expect("inside");
    }
    mem.copy_typed(a, b, 24, &PointerMap::new(vec![16, 0])).expect("inside");
    let tags = [0, 8, 16].map(|offset| mem.load_tag(b + offset));
    assert_eq!(tags, [Ok(TAG), Ok(Tag::NONE), Ok(TAG)]);
    assert_eq!(mem.load::<u64>(b + 8), Ok(1), "the bytes are copied whole");
}

#[test]
fn overlapping_copies_move_bytes_and_tags_like_memmove() {
    let word = |index: usize| Ref { addr: 100 + index, tag: Tag::from_bits(1000 + index as u64) };
    let map = PointerMap::new(vec![0]);
    for shift in [-3isize, -1, 1, 3] {
        for how in 0..2 {
            let mut mem = memory();
            let base = mem.alloc(256, 8).expect("room") + 64;
            for index in 0..8 {
                mem.store_ref(base + index * 8, word(index)).expect("inside");
            }
            let target = base.wrapping_add_signed(shift * 8);
            match how {
                0 => mem.copy_untyped(base, target, 64).expect("inside"),
                _ => mem.copy_array(base, target, 8, 8, &map).expect("inside"),
            }
            for index in 0..8 {
                assert_eq!(mem.load_ref(target + index * 8), Ok(word(index)), "shift {shift}, {how}");
            }
        }
    }
}

#[test]
fn an_untyped_copy_to_another_alignment_drops_tags() {
    let mut mem = memory();
    let (a, b) = (mem.alloc(64, 8).expect("room"), mem.alloc(64, 8).expect("room"));
    mem.store_ref(a, Ref { addr: 1, tag: TAG }).expect("inside");
    mem.store_ref(b + 8, Ref { addr: 1, tag: TAG }).expect("inside");
    mem.copy_untyped(a, b + 4, 8).expect("inside");
    assert_eq!((mem.load_tag(b), mem.load_tag(b + 8)), (Ok(Tag::NONE), Ok(Tag::NONE)));
}

#[test]
fn frames_stack_up_until_the_stack_is_full() {
    let mut mem = memory();
    let frame = size(1 << 20);
    let mut fp = mem.first_frame(frame).expect("room");
    let mut depth = 1;
    let overflow = loop {
        mem.set_local(fp, slot(0), depth);
        match mem.callee_frame(fp, frame, frame) {
            Ok(next) => (fp, depth) = (next, depth + 1),
            Err(error) => break error,
        }
    };
    assert_eq!((overflow, depth), (StackOverflow, 8));
    assert_eq!(mem.local::<i32>(fp, slot(0)), 8);
    assert_eq!(FrameSize::new(FRAME_BYTES_MAX + 1), None);
    assert_eq!(Slot::new(FRAME_BYTES_MAX), None);
    assert_eq!(slot(8).plus(FRAME_BYTES_MAX), None);
}

#[test]
fn even_a_wrong_slot_stays_inside_the_region() {
    let mut mem = memory();
    let fp = mem.first_frame(size(16)).expect("room");
    let top = mem.callee_frame(fp, size(8 << 20), size(0)).expect("the very end of the stack");
    let last = slot(FRAME_BYTES_MAX - 1);
    mem.set_local(top, last, u128::MAX);
    assert_eq!(mem.local::<u128>(top, last), u128::MAX);
}

#[test]
fn references_in_locals_have_tags() {
    let mut mem = memory();
    let fp = mem.first_frame(size(64)).expect("room");
    let (thin, fat) = (Ref { addr: 1, tag: TAG }, FatRef { addr: 2, meta: 3, tag: TAG });
    mem.set_local_ref(fp, slot(0), thin);
    mem.set_local_fat(fp, slot(16), fat);
    assert_eq!(mem.load_ref(fp.at(slot(0))), Ok(thin), "one form for frame and heap");
    assert_eq!((mem.local_ref(fp, slot(0)), mem.local_fat(fp, slot(16))), (thin, fat));
}

#[test]
fn coroutines_have_stacks_of_their_own() {
    let mut mem = memory();
    let id = mem.new_stack(64 << 10).expect("room");
    let main = mem.first_frame(size(16)).expect("room");
    assert_eq!(mem.free_stack(StackId::MAIN), Err(StackError), "in use");
    mem.switch_stack(id).expect("a stack");
    let other = mem.first_frame(size(16)).expect("room");
    assert_ne!(main, other);
    assert_eq!(mem.callee_frame(other, size(64 << 10), size(16)), Err(StackOverflow));
    assert!(mem.is_live(other.addr(), 16));
    mem.switch_stack(StackId::MAIN).expect("a stack");
    mem.set_local(other, slot(0), 7u64);
    mem.free_stack(id).expect("not in use");
    assert_eq!(mem.free_stack(id), Err(StackError), "twice");
    assert_eq!(mem.switch_stack(id), Err(StackError), "freed");
    assert!(!mem.is_live(other.addr(), 16));
    assert_eq!(mem.new_stack(4096), Ok(id), "reused");
    assert_eq!(mem.local::<u64>(other, slot(0)), 0, "and clean");
    assert_eq!(mem.new_stack(usize::MAX >> 1), Err(StackError));
}

#[test]
fn statics_are_aligned_distinct_and_bounded() {
    let mut mem = memory();
    let a = mem.alloc_static(0, 1).expect("room");
    let b = mem.alloc_static(24, 64).expect("room");
    assert!(a != b && b.is_multiple_of(64) && mem.is_live(b, 24) && !mem.is_live(b, 25));
    assert!(mem.alloc_static(1 << 40, 1).is_err());
    assert!(mem.alloc_static(usize::MAX, 1).is_err());
}

#[test]
fn a_reservation_shrinks_until_the_system_grants_it() {
    let config = Config { data_bytes: 1 << 50, ..Config::small() };
    let mem = Memory::new(&config).expect("falls back");
    assert!(mem.data_bytes() < 1 << 50);
    let config = Config { data_bytes: 1 << 50, data_bytes_min: 1 << 49, ..Config::small() };
    assert!(Memory::new(&config).is_err(), "but not below the least size");
}
