//! What the memory core costs per operation, in the shapes that whole kernels are made of.
//!
//! The K-numbers are those kernels' hot operations: K1 strings (`bytes` behind a tag), K2 quicksort (loads, stores and
//! swaps behind a mutable slice), K3 list walking, K4 `&mut self` calls, K5 `Option<&mut V>` from a table, K6 a graph of
//! references in random order. `untracked` rows are the same loop without its checks; the difference is tracking.
//! Every figure is per element.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use treebeard_eval::memory::{
    Access, AccessKind, Config, Contents, Fp, FrameSize, Memory, Mutability, Owner, PointerMap, Ref, Slot,
    Tag,
};
use treebeard_syntax::SpanId;

const COUNT: usize = 1000;
const HERE: SpanId = SpanId(1);

fn slot(offset: usize) -> Slot {
    Slot::new(offset).expect("small")
}

fn size(bytes: usize) -> FrameSize {
    FrameSize::new(bytes).expect("small")
}

fn world() -> (Memory, Fp, Owner) {
    let mut mem = Memory::new(&Config::default()).expect("address space");
    let fp = mem.first_frame(size(256)).expect("room");
    let owner = Owner::new(fp, slot(0));
    mem.init_owner(owner);
    (mem, fp, owner)
}

/// A loop over `COUNT` elements, timed per element.
fn each(c: &mut Criterion, group: &str, name: &str, mut body: impl FnMut(usize)) {
    let mut group = c.benchmark_group(group);
    group.throughput(Throughput::Elements(COUNT as u64));
    group.bench_function(name, |b| b.iter(|| (0..COUNT).for_each(&mut body)));
    group.finish();
}

#[inline(never)]
#[cold]
fn slow() -> ! {
    panic!("the benchmarks take the fast path")
}

fn locals(c: &mut Criterion) {
    let (mut mem, fp, _) = world();
    each(c, "local", "add", |i| {
        let sum = mem.local::<i64>(black_box(fp), slot(32)).wrapping_add(i as i64);
        mem.set_local(fp, slot(32), sum);
    });
    each(c, "local", "copy reference", |_| {
        let reference = mem.local_ref(black_box(fp), slot(40));
        mem.set_local_ref(fp, slot(48), reference);
    });
}

fn strings(c: &mut Criterion) {
    let (mut mem, fp, owner) = world();
    let text = mem.alloc(64 * COUNT, 1).expect("room");
    let tag = mem.borrow_shared(owner, &Access::new(fp.at(slot(16)), 24, HERE)).expect("a borrow");
    each(c, "K1 first byte of a slice", "tracked", |i| {
        let Ok(()) = mem.check_read(black_box(tag)) else { slow() };
        let Ok(bytes) = mem.bytes(text + i * 64, 8) else { slow() };
        black_box(bytes[0]);
    });
    each(c, "K1 first byte of a slice", "untracked", |i| {
        let Ok(bytes) = mem.bytes(text + i * 64, 8) else { slow() };
        black_box(bytes[0]);
    });
}

fn swaps(c: &mut Criterion) {
    let (mut mem, fp, owner) = world();
    let array = mem.alloc(8 * COUNT, 8).expect("room");
    let tag = mem.borrow_mut(owner, &Access::new(fp.at(slot(16)), 24, HERE)).expect("a borrow");
    let swap = |mem: &mut Memory, i: usize| {
        let (p, q) = (array + i * 8, array + (COUNT - 1 - i) * 8);
        let (Ok(x), Ok(y)) = (mem.load::<i64>(p), mem.load::<i64>(q)) else { slow() };
        let (Ok(()), Ok(())) = (mem.store(p, y), mem.store(q, x)) else { slow() };
    };
    each(c, "K2 swap", "tracked", |i| {
        let Ok(()) = mem.check_write(black_box(tag)) else { slow() };
        swap(&mut mem, i);
    });
    each(c, "K2 swap", "untracked", |i| swap(&mut mem, i));
    let half = mem.reborrow_mut(tag, &Access::new(array, 8 * COUNT / 2, HERE)).expect("a borrow");
    each(c, "K2 swap", "past a disjoint child (slow path)", |i| {
        let access = Access::new(array + 8 * COUNT / 2, 8, HERE);
        mem.access(black_box(tag), AccessKind::Write, &access).expect("disjoint");
        black_box(i);
    });
    black_box(half);
}

fn lists(c: &mut Criterion) {
    let (mut mem, fp, owner) = world();
    let mut head = 0;
    for value in 0..COUNT {
        let node = mem.alloc(16, 8).expect("room");
        mem.store(node, value).expect("inside");
        mem.store(node + 8, head).expect("inside");
        head = node;
    }
    let tag = mem.borrow_shared(owner, &Access::new(fp.at(slot(16)), 8, HERE)).expect("a borrow");
    let mut group = c.benchmark_group("K3 list walk");
    group.throughput(Throughput::Elements(COUNT as u64));
    group.bench_function("tracked", |b| {
        b.iter(|| {
            let (mut at, mut sum) = (Ref { addr: head, tag: black_box(tag) }, 0);
            while at.addr != 0 {
                let (Ok(value), Ok(next)) = (mem.read_ref::<usize>(at, 0), mem.read_ref(at, 8)) else {
                    slow()
                };
                sum += value;
                at.addr = next;
            }
            sum
        })
    });
    group.bench_function("untracked", |b| {
        b.iter(|| {
            let (mut at, mut sum) = (black_box(head), 0);
            while at != 0 {
                let (Ok(value), Ok(next)) = (mem.load::<usize>(at), mem.load(at + 8)) else { slow() };
                sum += value;
                at = next;
            }
            sum
        })
    });
    group.finish();
}

fn calls(c: &mut Criterion) {
    let (mut mem, fp, owner) = world();
    let counter = fp.at(slot(16));
    let tag = mem.borrow_mut(owner, &Access::new(counter, 8, HERE)).expect("a borrow");
    mem.set_local_ref(fp, slot(40), Ref { addr: counter, tag });
    let increment = |mem: &mut Memory, callee: Fp, check: bool| {
        let this = mem.local_ref(callee, slot(0));
        if check {
            let Ok(()) = mem.check_write(this.tag) else { slow() };
        }
        let Ok(value) = mem.load::<i64>(this.addr) else { slow() };
        let Ok(()) = mem.store(this.addr, value.wrapping_add(1)) else { slow() };
    };
    let enter = |mem: &mut Memory, this: Ref| {
        let Ok(callee) = mem.callee_frame(black_box(fp), size(256), size(32)) else { slow() };
        mem.set_local_ref(callee, slot(0), this);
        callee
    };
    for (name, check) in [("tracked", true), ("untracked", false)] {
        each(c, "K4 &mut self call", name, |_| {
            let this = mem.local_ref(fp, slot(40));
            let callee = enter(&mut mem, this);
            increment(&mut mem, callee, black_box(check));
        });
    }
    each(c, "K4 &mut self call", "protected", |_| {
        let this = mem.local_ref(fp, slot(40));
        let callee = enter(&mut mem, this);
        let mark = mem.protector_mark();
        mem.protect(this.tag);
        increment(&mut mem, callee, true);
        mem.unprotect_to(mark);
    });
    each(c, "K4 &mut self call", "reborrowed and ended by scope", |_| {
        let this = mem.local_ref(fp, slot(40));
        let Ok(tag) = mem.reborrow_mut(this.tag, &Access::new(this.addr, 8, HERE)) else { slow() };
        let callee = enter(&mut mem, Ref { tag, ..this });
        increment(&mut mem, callee, true);
        mem.end_loan(tag, HERE);
    });
    each(c, "K4 &mut self call", "linked result, same tag", |_| {
        let access = Access::new(counter, 8, HERE);
        let linked = mem.link_returned(black_box(tag), &[tag], Mutability::Mut, &access);
        let Ok(linked) = linked else { slow() };
        black_box(linked);
    });
}

fn borrows(c: &mut Criterion) {
    let (mut mem, fp, owner) = world();
    let place = Access::new(fp.at(slot(16)), 24, HERE);
    each(c, "borrow", "shared, cached", |_| {
        let Ok(tag) = mem.borrow_shared(black_box(owner), &place) else { slow() };
        black_box(tag);
    });
    each(c, "borrow", "K5 mutable, recycled in place", |_| {
        let Ok(tag) = mem.borrow_mut(black_box(owner), &place) else { slow() };
        black_box(tag);
    });
    let (boxed, crossed) = (mem.alloc(64, 8).expect("room"), [fp.at(slot(16))]);
    each(c, "borrow", "mutable across a box, recycled", |_| {
        let Ok(tag) = mem.borrow_mut(black_box(owner), &Access::new(boxed, 64, HERE).across(&crossed)) else {
            slow()
        };
        black_box(tag);
    });
    each(c, "borrow", "shared then written: new and ended", |_| {
        let Ok(tag) = mem.borrow_shared(owner, &place) else { slow() };
        black_box(tag);
        let Ok(()) = mem.owner_access(owner, AccessKind::Write, &place) else { slow() };
    });
    each(c, "borrow", "of a local that goes out of scope", |_| {
        let Ok(tag) = mem.borrow_mut(owner, &place) else { slow() };
        black_box(tag);
        let Ok(()) = mem.storage_dead(owner, HERE) else { slow() };
    });
    each(c, "borrow", "none: owner written and frame left", |_| {
        let Ok(()) = mem.check_owner_write(black_box(owner)) else { slow() };
        let Ok(()) = mem.leave_frame(black_box(fp), HERE) else { slow() };
    });
}

fn graph(c: &mut Criterion) {
    const NODES: usize = 1 << 18;
    let (mut mem, fp, owner) = world();
    let tag = mem.borrow_shared(owner, &Access::new(fp.at(slot(16)), 24, HERE)).expect("a borrow");
    let arena = mem.alloc(16 * NODES, 8).expect("room");
    // A full cycle in an order the cache cannot guess: a multiplicative step modulo a power of two.
    let node = |index: usize| arena + (index.wrapping_mul(0x9e37_79b1) & (NODES - 1)) * 16;
    for index in 0..NODES {
        mem.store(node(index), index).expect("inside");
        mem.store_ref(node(index) + 8, Ref { addr: node(index + 1), tag }).expect("inside");
    }
    let mut group = c.benchmark_group("K6 graph of references");
    group.throughput(Throughput::Elements(NODES as u64));
    group.bench_function("tracked", |b| {
        b.iter(|| {
            let (mut at, mut sum) = (Ref { addr: node(0), tag }, 0usize);
            for _ in 0..NODES {
                let Ok(value) = mem.read_ref::<usize>(at, 0) else { slow() };
                let (Ok(()), Ok(next)) = (mem.check_read(at.tag), mem.load_ref(at.addr + 8)) else { slow() };
                sum = sum.wrapping_add(value);
                at = next;
            }
            sum
        })
    });
    group.bench_function("untracked", |b| {
        b.iter(|| {
            let (mut at, mut sum) = (node(0), 0usize);
            for _ in 0..NODES {
                let (Ok(value), Ok(next)) = (mem.load::<usize>(at), mem.load(at + 8)) else { slow() };
                sum = sum.wrapping_add(value);
                at = next;
            }
            sum
        })
    });
    group.finish();
}

fn copies(c: &mut Criterion) {
    let (mut mem, _, _) = world();
    let (from, to) = (mem.alloc(24 * COUNT, 8).expect("room"), mem.alloc(24 * COUNT, 8).expect("room"));
    for index in 0..COUNT {
        mem.store_ref(from + index * 24, Ref { addr: from, tag: Tag::IMMORTAL }).expect("inside");
    }
    let map = PointerMap::new(vec![0]);
    each(c, "copy of {&str, u64}", "bytes only", |i| {
        mem.copy_plain(from + i * 24, to + i * 24, 24).expect("inside");
    });
    each(c, "copy of {&str, u64}", "typed", |i| {
        mem.copy_typed(from + i * 24, to + i * 24, 24, &map).expect("inside");
    });
    each(c, "copy of {&str, u64}", "untyped", |i| {
        mem.copy_untyped(from + i * 24, to + i * 24, 24).expect("inside");
    });
}

fn allocations(c: &mut Criterion) {
    for bytes in [16, 48, 1024, 100_000] {
        for (name, contents) in [("plain", Contents::Plain), ("pointers", Contents::Pointers)] {
            let (mut mem, _, _) = world();
            let mut held = vec![0; 64];
            held.fill_with(|| mem.alloc(bytes, 8).expect("room"));
            each(c, "alloc and free", &format!("{bytes} bytes, {name}"), |i| {
                let at = i.wrapping_mul(7) % 64;
                let Ok(()) = mem.dealloc(held[at], bytes, 8, contents, HERE) else { slow() };
                let Ok(block) = mem.alloc(bytes, 8) else { slow() };
                held[at] = block;
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(200))
        .measurement_time(std::time::Duration::from_millis(300))
        .nresamples(2000)
        .sample_size(20);
    targets = locals, strings, swaps, lists, calls, borrows, graph, copies, allocations
}
criterion_main!(benches);
