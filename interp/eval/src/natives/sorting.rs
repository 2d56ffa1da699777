//! Sorting scalars in place.

use treebeard_sema::ty::{IntTy, TyKind};
use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::code::code;
use crate::lower::{Lowered, Out};
use crate::memory::Scalar;
use crate::reg::Ptr;

use super::ints::per_int;
use super::{NativeCx, Table};

pub(super) const TABLE: Table = &[("sort_scalars", sort_scalars)];

fn sort<T: Scalar + Ord>(ctx: &mut crate::ctx::Ctx, data: Ptr, len: u64) {
    let at = |i: usize| data.addr.wrapping_add(i * size_of::<T>());
    let mut values: Vec<T> = (0..len as usize).map(|i| ok(ctx.mem.load(at(i)), SpanId::NONE)).collect();
    values.sort_unstable();
    for (i, value) in values.into_iter().enumerate() {
        ok(ctx.mem.store(at(i), value), SpanId::NONE);
    }
}

fn sort_scalars(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let int = match cx.ty(0).kind() {
        TyKind::Int(int) => *int,
        TyKind::Bool => IntTy::U8,
        TyKind::Char => IntTy::U32,
        _ => return cx.constant(false),
    };
    let (data, len) = (cx.arg::<Ptr>(0)?, cx.arg::<u64>(1)?);
    per_int!(@int int, T => cx.ret::<bool>(code(move |fp, ctx| {
        let data = data.call(fp, ctx);
        let len = len.call(fp, ctx);
        sort::<T>(ctx, data, len);
        true
    })))
}
