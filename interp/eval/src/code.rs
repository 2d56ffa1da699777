//! The dispatch file: how a node of the closure tree is called.
//!
//! A [`Code<T>`] evaluates to a raw `T`. It is one pointer to a heap node that holds a function pointer and the
//! captures of a Rust closure, so that calling it is one load and one indirect call, every node is a small function
//! of its own, and calls in tail position become jumps. Child nodes are captured `Code`s. For another representation only
//! this file would change.
//!
//! Closures are in the thousands, and what depends on their type is compiled for each: it makes as few calls as it can.
//!
//! # Invariants
//! - **C1** A `Code<T>` points to a live `Node<T, F>` allocated by [`code`], whose header was made for that `F`.
//! - **C2** `F` is `Send + Sync` and is only ever used by shared reference until the owner drops the `Code`.
//!
//! Where next: `reg` (what `T` may be), `ctx` (what nodes run on), `lower` (who makes nodes).
#![expect(unsafe_code, reason = "thin closure nodes and the native stack pointer")]

use std::alloc::Layout;
use std::marker::PhantomData;
use std::ptr::NonNull;

use crate::ctx::Ctx;
use crate::memory::Fp;

/// How to call and drop a node.
#[repr(C)]
struct Header<T> {
    call: unsafe fn(NonNull<Header<T>>, Fp, &mut Ctx) -> T,
    drop: unsafe fn(NonNull<Header<T>>),
}

#[repr(C)]
struct Node<T, F> {
    header: Header<T>,
    run: F,
}

/// A lowered expression that evaluates to a `T`.
pub struct Code<T> {
    node: NonNull<Header<T>>,
    owns: PhantomData<fn() -> T>,
}

// SAFETY: C2: the captures are `Send + Sync`, checked where the node is made.
unsafe impl<T> Send for Code<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Code<T> {}

/// Makes a node of a closure.
#[inline]
pub fn code<T, F>(run: F) -> Code<T>
where
    F: Fn(Fp, &mut Ctx) -> T + Send + Sync + 'static,
{
    let header = Header { call: call_node::<T, F>, drop: drop_node::<T, F> };
    let place = allocate(const { Layout::new::<Node<T, F>>() });
    // SAFETY: the place has the layout of a node, and nothing is in it yet.
    unsafe { std::ptr::write(place.as_ptr() as *mut Node<T, F>, Node { header, run }) };
    Code { node: place.cast(), owns: PhantomData }
}

/// A place for a node.
fn allocate(layout: Layout) -> NonNull<u8> {
    // SAFETY: a node has a header, so its layout is not empty.
    let place = unsafe { std::alloc::alloc(layout) };
    NonNull::new(place).unwrap_or_else(|| std::alloc::handle_alloc_error(layout))
}

/// # Safety
/// `node` is the header of a live `Node<T, F>` (C1).
unsafe fn call_node<T, F: Fn(Fp, &mut Ctx) -> T>(node: NonNull<Header<T>>, fp: Fp, ctx: &mut Ctx) -> T {
    // SAFETY: C1, by the caller; the header is the first field of a `repr(C)` struct.
    let node = unsafe { &*(node.as_ptr() as *const Node<T, F>) };
    (node.run)(fp, ctx)
}

/// # Safety
/// `node` is the header of a live `Node<T, F>` that is not used again.
unsafe fn drop_node<T, F>(node: NonNull<Header<T>>) {
    let node = node.as_ptr() as *mut Node<T, F>;
    // SAFETY: C1, by the caller, who does not use the node again.
    unsafe { std::ptr::drop_in_place(node) };
    // SAFETY: C1: it was allocated with this layout.
    unsafe { std::alloc::dealloc(node as *mut u8, const { Layout::new::<Node<T, F>>() }) };
}

impl<T> Code<T> {
    /// Evaluates the node in a frame.
    #[inline(always)]
    pub fn call(&self, fp: Fp, ctx: &mut Ctx) -> T {
        // SAFETY: C1.
        let call = unsafe { self.node.as_ref() }.call;
        // SAFETY: C1: the header was made for this very node.
        unsafe { call(self.node, fp, ctx) }
    }
}

impl<T> Drop for Code<T> {
    fn drop(&mut self) {
        // SAFETY: C1.
        let drop = unsafe { self.node.as_ref() }.drop;
        // SAFETY: C1, and this `Code` was the owner.
        unsafe { drop(self.node) }
    }
}

impl<T> std::fmt::Debug for Code<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code<{}>", std::any::type_name::<T>())
    }
}

/// The native stack pointer, to end a recursion before the native stack does.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let sp: usize;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: reads a register.
    unsafe {
        std::arch::asm!("mov {}, rsp", out(reg) sp, options(nomem, nostack, preserves_flags));
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: reads a register.
    unsafe {
        std::arch::asm!("mov {}, sp", out(reg) sp, options(nomem, nostack, preserves_flags));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        let here = 0u8;
        sp = std::hint::black_box(&raw const here) as usize;
    }
    sp
}

/// Where a statement goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Ctl(u32);

impl Ctl {
    /// To the next statement.
    pub const NEXT: Ctl = Ctl(0);
    /// Out of the function.
    pub const RETURN: Ctl = Ctl(1);

    /// Behind the loop or block with this label.
    pub const fn leave(label: u32) -> Ctl {
        Ctl(2 + 2 * label)
    }

    /// To the next turn of the loop with this label.
    pub const fn again(label: u32) -> Ctl {
        Ctl(3 + 2 * label)
    }
}
