//! Atomics: plain operations, since the threads of an isolate never run at the same time.

use treebeard_sema::ty::{IntTy, TyKind};
use treebeard_syntax::Unsupported;

use crate::access::{load, store};
use crate::code::code;
use crate::lower::{Lowered, Out};
use crate::reg::{Ptr, Reg};
use crate::threads::consider_switch;
use crate::with_class;

use super::ints::{Bits, per_int};
use super::types::register;
use super::{NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("atomic_load", atomic_load),
    ("atomic_store", atomic_store),
    ("atomic_swap", atomic_swap),
    ("atomic_cas", atomic_cas),
    ("atomic_add", atomic_add),
    ("atomic_sub", atomic_sub),
    ("atomic_and", atomic_and),
    ("atomic_nand", atomic_nand),
    ("atomic_or", atomic_or),
    ("atomic_xor", atomic_xor),
    ("atomic_max", atomic_max),
    ("atomic_min", atomic_min),
];

fn atomic_load(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let class = register(&mut cx, ty)?;
    fn make<T: Reg>(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
        let place = cx.arg::<Ptr>(0)?;
        cx.ret::<T>(code(move |fp, ctx| {
            let place = place.call(fp, ctx);
            consider_switch(ctx);
            load(ctx, place)
        }))
    }
    with_class!(class, T => make::<T>(cx))
}

fn atomic_store(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let class = register(&mut cx, ty)?;
    fn make<T: Reg>(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
        let (place, value) = (cx.arg::<Ptr>(0)?, cx.arg::<T>(1)?);
        cx.ret::<()>(code(move |fp, ctx| {
            let place = place.call(fp, ctx);
            consider_switch(ctx);
            let value = value.call(fp, ctx);
            store(ctx, place, value);
        }))
    }
    with_class!(class, T => make::<T>(cx))
}

fn atomic_swap(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let class = register(&mut cx, ty)?;
    fn make<T: Reg>(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
        let (place, value) = (cx.arg::<Ptr>(0)?, cx.arg::<T>(1)?);
        cx.ret::<T>(code(move |fp, ctx| {
            let place = place.call(fp, ctx);
            consider_switch(ctx);
            let value = value.call(fp, ctx);
            let old = load(ctx, place);
            store(ctx, place, value);
            old
        }))
    }
    with_class!(class, T => make::<T>(cx))
}

/// Values compared bit by bit, pointers by address.
trait Same: Reg {
    fn same(self, other: Self) -> bool;
}
macro_rules! same {
    ($($ty:ty)*) => { $(impl Same for $ty { fn same(self, other: $ty) -> bool { self == other } })* };
}
same!(() bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);
impl Same for f32 {
    fn same(self, other: f32) -> bool {
        self.to_bits() == other.to_bits()
    }
}
impl Same for f64 {
    fn same(self, other: f64) -> bool {
        self.to_bits() == other.to_bits()
    }
}
impl Same for Ptr {
    fn same(self, other: Ptr) -> bool {
        self.addr == other.addr
    }
}

fn atomic_cas(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let class = register(&mut cx, ty)?;
    fn make<T: Same>(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
        let (place, old, new) = (cx.arg::<Ptr>(0)?, cx.arg::<T>(1)?, cx.arg::<T>(2)?);
        cx.ret::<T>(code(move |fp, ctx| {
            let place = place.call(fp, ctx);
            consider_switch(ctx);
            let (old, new) = (old.call(fp, ctx), new.call(fp, ctx));
            let found: T = load(ctx, place);
            if found.same(old) {
                store(ctx, place, new);
            }
            found
        }))
    }
    with_class!(class, T => make::<T>(cx))
}

macro_rules! updates {
    ($($name:ident($a:ident, $b:ident) = $e:expr;)*) => { $(
        fn $name(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
            let int = match cx.ty(0).kind() {
                TyKind::Int(int) => *int,
                TyKind::Bool => {
                    // The value is 0 or 1: bit operations on the byte, kept to one bit.
                    let (place, value) = (cx.arg::<Ptr>(0)?, cx.arg::<bool>(1)?);
                    return cx.ret::<bool>(code(move |fp, ctx| {
                        let place = place.call(fp, ctx);
                        consider_switch(ctx);
                        let $b = u8::from(value.call(fp, ctx));
                        let $a: u8 = load(ctx, place);
                        let new: u8 = $e;
                        store(ctx, place, new & 1);
                        $a != 0
                    }));
                }
                _ => return Err(Unsupported::new("atomic arithmetic on this type", cx.span)),
            };
            per_int!(@int int, T => {
                let (place, value) = (cx.arg::<Ptr>(0)?, cx.arg::<T>(1)?);
                cx.ret::<T>(code(move |fp, ctx| {
                    let place = place.call(fp, ctx);
                    consider_switch(ctx);
                    let $b = value.call(fp, ctx);
                    let $a: T = load(ctx, place);
                    let new: T = $e;
                    store(ctx, place, new);
                    $a
                }))
            })
        }
    )* };
}

updates! {
    atomic_add(a, b) = Bits::wrapping_add(a, b);
    atomic_sub(a, b) = Bits::wrapping_sub(a, b);
    atomic_and(a, b) = Bits::and(a, b);
    atomic_nand(a, b) = crate::lower::op::Int::invert(Bits::and(a, b));
    atomic_or(a, b) = Bits::or(a, b);
    atomic_xor(a, b) = Bits::xor(a, b);
    atomic_max(a, b) = std::cmp::Ord::max(a, b);
    atomic_min(a, b) = std::cmp::Ord::min(a, b);
}
