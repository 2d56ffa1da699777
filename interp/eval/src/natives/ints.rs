//! Natives over the integer types: each family is one generic function, stamped by instance.

use treebeard_sema::ty::IntTy;
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::lower::op::{BinOp, Int, binary_node};
use crate::lower::{Lowered, Out};
use crate::reg::{AnyOperand, Operand, Ptr, Reg};
use crate::trap::panic_at;

use super::types::int_of;
use super::{NativeCx, Table};

/// What the natives need of an integer, beyond the operators.
pub(super) trait Bits: Int + Ord {
    fn wrapping_add(self, other: Self) -> Self;
    fn wrapping_sub(self, other: Self) -> Self;
    fn wrapping_mul(self, other: Self) -> Self;
    fn wrapping_div(self, other: Self) -> Self;
    fn wrapping_rem(self, other: Self) -> Self;
    fn is_zero(self) -> bool;
    fn overflowing_add(self, other: Self) -> bool;
    fn overflowing_sub(self, other: Self) -> bool;
    fn overflowing_mul(self, other: Self) -> bool;
    fn saturating_add(self, other: Self) -> Self;
    fn saturating_sub(self, other: Self) -> Self;
    fn saturating_mul(self, other: Self) -> Self;
    fn wrapping_shl(self, by: u32) -> Self;
    fn wrapping_shr(self, by: u32) -> Self;
    fn ones(self) -> u32;
    fn leading(self) -> u32;
    fn trailing(self) -> u32;
    fn swap(self) -> Self;
    fn reverse(self) -> Self;
    fn left(self, by: u32) -> Self;
    fn right(self, by: u32) -> Self;
    fn wrapping_pow(self, by: u32) -> Self;
    fn overflowing_pow(self, by: u32) -> bool;
    fn root(self) -> Self;
    fn magnitude(self) -> u128;
    fn unsigned_bits(self) -> u128;
    fn parse(text: &str, radix: u32) -> Result<Self, std::num::IntErrorKind>;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    fn bytes(self) -> ([u8; 16], usize);
}

macro_rules! bits {
    ($($ty:ty, $unsigned:ty, $abs:expr;)*) => { $(
        impl Bits for $ty {
            #[inline(always)]
            fn wrapping_add(self, other: $ty) -> $ty { <$ty>::wrapping_add(self, other) }
            #[inline(always)]
            fn wrapping_sub(self, other: $ty) -> $ty { <$ty>::wrapping_sub(self, other) }
            #[inline(always)]
            fn wrapping_mul(self, other: $ty) -> $ty { <$ty>::wrapping_mul(self, other) }
            fn wrapping_div(self, other: $ty) -> $ty { <$ty>::wrapping_div(self, other) }
            fn wrapping_rem(self, other: $ty) -> $ty { <$ty>::wrapping_rem(self, other) }
            fn is_zero(self) -> bool { self == 0 }
            fn overflowing_add(self, other: $ty) -> bool { <$ty>::overflowing_add(self, other).1 }
            fn overflowing_sub(self, other: $ty) -> bool { <$ty>::overflowing_sub(self, other).1 }
            fn overflowing_mul(self, other: $ty) -> bool { <$ty>::overflowing_mul(self, other).1 }
            fn saturating_add(self, other: $ty) -> $ty { <$ty>::saturating_add(self, other) }
            fn saturating_sub(self, other: $ty) -> $ty { <$ty>::saturating_sub(self, other) }
            fn saturating_mul(self, other: $ty) -> $ty { <$ty>::saturating_mul(self, other) }
            fn wrapping_shl(self, by: u32) -> $ty { <$ty>::wrapping_shl(self, by) }
            fn wrapping_shr(self, by: u32) -> $ty { <$ty>::wrapping_shr(self, by) }
            fn ones(self) -> u32 { self.count_ones() }
            fn leading(self) -> u32 { self.leading_zeros() }
            fn trailing(self) -> u32 { self.trailing_zeros() }
            fn swap(self) -> $ty { self.swap_bytes() }
            fn reverse(self) -> $ty { self.reverse_bits() }
            fn left(self, by: u32) -> $ty { self.rotate_left(by) }
            fn right(self, by: u32) -> $ty { self.rotate_right(by) }
            fn wrapping_pow(self, by: u32) -> $ty { <$ty>::wrapping_pow(self, by) }
            fn overflowing_pow(self, by: u32) -> bool { <$ty>::overflowing_pow(self, by).1 }
            fn root(self) -> $ty { self.checked_ilog2().map_or(0, |_| self.isqrt()) }
            fn magnitude(self) -> u128 { let f: fn($ty) -> u128 = $abs; f(self) }
            fn unsigned_bits(self) -> u128 { self as $unsigned as u128 }
            fn parse(text: &str, radix: u32) -> Result<$ty, std::num::IntErrorKind> {
                <$ty>::from_str_radix(text, radix).map_err(|e| e.kind().clone())
            }
            fn and(self, other: $ty) -> $ty { self & other }
            fn or(self, other: $ty) -> $ty { self | other }
            fn xor(self, other: $ty) -> $ty { self ^ other }
            fn bytes(self) -> ([u8; 16], usize) {
                let mut out = [0; 16];
                let bytes = self.to_ne_bytes();
                out[..bytes.len()].copy_from_slice(&bytes);
                (out, bytes.len())
            }
        }
    )* };
}

bits! {
    i8, u8, |v| u128::from(v.unsigned_abs());
    i16, u16, |v| u128::from(v.unsigned_abs());
    i32, u32, |v| u128::from(v.unsigned_abs());
    i64, u64, |v| u128::from(v.unsigned_abs());
    i128, u128, |v| v.unsigned_abs();
    u8, u8, |v| u128::from(v);
    u16, u16, |v| u128::from(v);
    u32, u32, |v| u128::from(v);
    u64, u64, |v| u128::from(v);
    u128, u128, |v| v;
}

/// Runs `$body` with `$t` bound to the integer type of the native's type argument (or of its first operand).
macro_rules! per_int {
    ($cx:ident, $t:ident => $body:expr) => {{
        let Some(int) = int_of($cx.ty(0)) else {
            return Err(Unsupported::new("internal: native on no integer", $cx.span));
        };
        per_int!(@int int, $t => $body)
    }};
    (@int $int:expr, $t:ident => $body:expr) => {
        match $int {
            IntTy::I8 => { type $t = i8; $body }
            IntTy::I16 => { type $t = i16; $body }
            IntTy::I32 => { type $t = i32; $body }
            IntTy::I64 | IntTy::Isize => { type $t = i64; $body }
            IntTy::I128 => { type $t = i128; $body }
            IntTy::U8 => { type $t = u8; $body }
            IntTy::U16 => { type $t = u16; $body }
            IntTy::U32 => { type $t = u32; $body }
            IntTy::U64 | IntTy::Usize => { type $t = u64; $body }
            IntTy::U128 => { type $t = u128; $body }
        }
    };
}
pub(super) use per_int;

pub(super) const TABLE: Table = &[
    ("wrapping_add", wrapping_add),
    ("wrapping_sub", wrapping_sub),
    ("wrapping_mul", wrapping_mul),
    ("wrapping_div", wrapping_div),
    ("wrapping_rem", wrapping_rem),
    ("wrapping_neg", wrapping_neg),
    ("add_overflows", add_overflows),
    ("sub_overflows", sub_overflows),
    ("mul_overflows", mul_overflows),
    ("saturating_add", saturating_add),
    ("saturating_sub", saturating_sub),
    ("saturating_mul", saturating_mul),
    ("shl_masked", shl_masked),
    ("shr_masked", shr_masked),
    ("count_ones", count_ones),
    ("leading_zeros", leading_zeros),
    ("trailing_zeros", trailing_zeros),
    ("swap_bytes", swap_bytes),
    ("reverse_bits", reverse_bits),
    ("rotate_left", rotate_left),
    ("rotate_right", rotate_right),
    ("wrapping_pow", wrapping_pow),
    ("pow_overflows", pow_overflows),
    ("isqrt", isqrt),
    ("int_format", int_format),
    ("int_parse", int_parse),
];

/// A binary operator that never fails, with operand shapes.
struct Wrap<const OP: u8>;

macro_rules! wraps {
    ($($op:literal $method:ident;)*) => { $(
        impl<T: Bits> BinOp<T> for Wrap<$op> {
            type Out = T;
            #[inline(always)]
            fn apply(a: T, b: T) -> Option<T> {
                Some(Bits::$method(a, b))
            }
            fn fault(_: T, _: T) -> &'static str {
                ""
            }
        }
    )* };
}
wraps! { 0 wrapping_add; 1 wrapping_sub; 2 wrapping_mul; }

fn shaped<const OP: u8>(mut cx: NativeCx<'_, '_>) -> Lowered<Out>
where
    Wrap<OP>: BinOp<i8, Out = i8>
        + BinOp<i16, Out = i16>
        + BinOp<i32, Out = i32>
        + BinOp<i64, Out = i64>
        + BinOp<i128, Out = i128>
        + BinOp<u8, Out = u8>
        + BinOp<u16, Out = u16>
        + BinOp<u32, Out = u32>
        + BinOp<u64, Out = u64>
        + BinOp<u128, Out = u128>,
{
    let (a, b) = (cx.take(0)?, cx.take(1)?);
    per_int!(cx, T => {
        let (Some(a), Some(b)) = (T::typed_operand(a), T::typed_operand(b)) else { return Err(cx.bad("operand")) };
        let node: Code<T> = binary_node::<T, Wrap<OP>>(a, b, SpanId::NONE);
        cx.ret(node)
    })
}

fn wrapping_add(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    shaped::<0>(cx)
}
fn wrapping_sub(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    shaped::<1>(cx)
}
fn wrapping_mul(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    shaped::<2>(cx)
}

macro_rules! family {
    ($($name:ident($a:ident $(, $b:ident: $bt:ty)?) -> $r:ty = $e:expr;)*) => { $(
        fn $name(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
            per_int!(cx, T => {
                let $a = cx.arg::<T>(0)?;
                $(let $b = cx.arg::<$bt>(1)?;)?
                cx.ret::<$r>(code(move |fp, ctx| {
                    let $a: T = $a.call(fp, ctx);
                    $(let $b: $bt = $b.call(fp, ctx);)?
                    $e
                }))
            })
        }
    )* };
}

family! {
    wrapping_neg(a) -> T = Bits::wrapping_sub(0, a);
    add_overflows(a, b: T) -> bool = Bits::overflowing_add(a, b);
    sub_overflows(a, b: T) -> bool = Bits::overflowing_sub(a, b);
    mul_overflows(a, b: T) -> bool = Bits::overflowing_mul(a, b);
    saturating_add(a, b: T) -> T = Bits::saturating_add(a, b);
    saturating_sub(a, b: T) -> T = Bits::saturating_sub(a, b);
    saturating_mul(a, b: T) -> T = Bits::saturating_mul(a, b);
    shl_masked(a, b: u32) -> T = Bits::wrapping_shl(a, b);
    shr_masked(a, b: u32) -> T = Bits::wrapping_shr(a, b);
    count_ones(a) -> u32 = a.ones();
    leading_zeros(a) -> u32 = a.leading();
    trailing_zeros(a) -> u32 = a.trailing();
    swap_bytes(a) -> T = a.swap();
    reverse_bits(a) -> T = a.reverse();
    rotate_left(a, b: u32) -> T = a.left(b);
    rotate_right(a, b: u32) -> T = a.right(b);
    wrapping_pow(a, b: u32) -> T = Bits::wrapping_pow(a, b);
    pow_overflows(a, b: u32) -> bool = Bits::overflowing_pow(a, b);
    isqrt(a) -> T = a.root();
}

/// Divisions panic for a zero divisor, at the caller.
fn divide(mut cx: NativeCx<'_, '_>, is_rem: bool) -> Lowered<Out> {
    let caller = std::mem::replace(&mut cx.caller, Operand::Const(0)).code();
    per_int!(cx, T => {
        let (a, b) = (cx.arg::<T>(0)?, cx.arg::<T>(1)?);
        cx.ret::<T>(code(move |fp, ctx| {
            let (a, b) = (a.call(fp, ctx), b.call(fp, ctx));
            if b.is_zero() {
                let span = SpanId(caller.call(fp, ctx));
                let text = if is_rem {
                    "attempt to calculate the remainder with a divisor of zero"
                } else {
                    "attempt to divide by zero"
                };
                panic_at(ctx, text, span);
            }
            if is_rem { Bits::wrapping_rem(a, b) } else { Bits::wrapping_div(a, b) }
        }))
    })
}

fn wrapping_div(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    divide(cx, false)
}

fn wrapping_rem(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    divide(cx, true)
}

/// Digits, from the last to the first.
fn digits(mut value: u128, radix: u32, upper: bool) -> ([u8; 128], usize) {
    let mut out = [0; 128];
    let mut at = out.len();
    loop {
        let digit = (value % u128::from(radix)) as u8;
        value /= u128::from(radix);
        at -= 1;
        out[at] = match digit {
            0..=9 => b'0' + digit,
            _ if upper => b'A' + digit - 10,
            _ => b'a' + digit - 10,
        };
        if value == 0 {
            return (out, at);
        }
    }
}

fn int_format(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    per_int!(cx, T => {
        let (value, radix, upper, out) =
            (cx.arg::<T>(0)?, cx.arg::<u32>(1)?, cx.arg::<bool>(2)?, cx.arg::<Ptr>(3)?);
        cx.ret::<u64>(code(move |fp, ctx| {
            let value = value.call(fp, ctx);
            let radix = radix.call(fp, ctx).clamp(2, 36);
            let upper = upper.call(fp, ctx);
            let out = out.call(fp, ctx);
            let bits = if radix == 10 { value.magnitude() } else { value.unsigned_bits() };
            let (text, at) = digits(bits, radix, upper);
            write(ctx, out, &text[at..]);
            (text.len() - at) as u64
        }))
    })
}

fn int_parse(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    per_int!(cx, T => {
        let (text, len, radix, out) =
            (cx.arg::<Ptr>(0)?, cx.arg::<u64>(1)?, cx.arg::<u32>(2)?, cx.arg::<Ptr>(3)?);
        cx.ret::<u8>(code(move |fp, ctx| {
            let text = text.call(fp, ctx);
            let len = len.call(fp, ctx);
            let radix = radix.call(fp, ctx).clamp(2, 36);
            let out = out.call(fp, ctx);
            // What is not UTF-8 is no digit either.
            let bytes = ok(ctx.mem.bytes(text.addr, len as usize), SpanId::NONE);
            let parsed = T::parse(std::str::from_utf8(bytes).unwrap_or("?"), radix);
            match parsed {
                Ok(value) => {
                    crate::access::store(ctx, out, value);
                    0
                }
                Err(std::num::IntErrorKind::Empty) => 1,
                Err(std::num::IntErrorKind::PosOverflow) => 3,
                Err(std::num::IntErrorKind::NegOverflow) => 4,
                Err(_) => 2,
            }
        }))
    })
}

/// Copies bytes to interpreted memory.
pub(super) fn write(ctx: &mut Ctx, out: Ptr, bytes: &[u8]) {
    ok(ctx.mem.bytes_mut(out.addr, bytes.len()), SpanId::NONE).copy_from_slice(bytes);
}

/// A count of any pointer-sized integer type.
pub(super) fn as_i64(operand: AnyOperand, span: SpanId) -> Lowered<Code<i64>> {
    match operand {
        AnyOperand::I64(value) => Ok(value.code()),
        AnyOperand::U64(value) => {
            let value = value.code();
            Ok(code(move |fp, ctx| value.call(fp, ctx) as i64))
        }
        _ => Err(Unsupported::new("internal: count", span)),
    }
}
