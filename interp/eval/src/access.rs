//! Reading and writing through references.
//!
//! The one place where an address that came out of a reference is used for a typed access, so that range and loan
//! checks stand together.

use treebeard_syntax::SpanId;

use crate::ctx::Ctx;
use crate::memory::{Fp, OutOfRegion, Slot};
use crate::reg::{Ptr, Reg};
use crate::trap::bad_access;

/// Turns a failed range check into the end of the program.
#[inline(always)]
pub fn ok<T>(result: Result<T, OutOfRegion>, span: SpanId) -> T {
    match result {
        Ok(value) => value,
        Err(OutOfRegion) => bad_access(span),
    }
}

/// Reads a field behind a thin reference that is a local.
#[inline(always)]
pub fn field<T: Reg>(fp: Fp, ctx: &mut Ctx, slot: Slot, offset: u32) -> T {
    let addr: usize = ctx.mem.local(fp, slot);
    ok(T::load(&ctx.mem, addr.wrapping_add(offset as usize)), SpanId::NONE)
}

/// Reads what a pointer points to.
#[inline(always)]
pub fn load<T: Reg>(ctx: &mut Ctx, ptr: Ptr) -> T {
    ok(T::load(&ctx.mem, ptr.addr), SpanId::NONE)
}

/// Writes what a pointer points to.
#[inline(always)]
pub fn store<T: Reg>(ctx: &mut Ctx, ptr: Ptr, value: T) {
    ok(T::store(&mut ctx.mem, ptr.addr, value), SpanId::NONE);
}

/// Reads what will be written next: the access counts as a write.
#[inline(always)]
pub fn load_for_write<T: Reg>(ctx: &mut Ctx, ptr: Ptr) -> T {
    ok(T::load(&ctx.mem, ptr.addr), SpanId::NONE)
}

/// Writes after `load_for_write`.
#[inline(always)]
pub fn store_checked<T: Reg>(ctx: &mut Ctx, ptr: Ptr, value: T) {
    ok(T::store(&mut ctx.mem, ptr.addr, value), SpanId::NONE);
}
