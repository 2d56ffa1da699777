//! Built-in operators on primitives: one generic function per operator, operand shapes pick the instance.
//!
//! Arithmetic and shifts are checked as in a debug build; a failed check panics with rustc's text. An operator says
//! only *whether* it fails; the message is found on the cold path.

use treebeard_syntax::ast::BinaryOp;
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::reg::{AnyCode, AnyOperand, Field, Konst, Local, Operand, Ptr, Reg, Shape};
use crate::trap::panic_at;

use super::{Lowered, PlaceCode};

/// A binary operator on values of type `T`.
pub(crate) trait BinOp<T>: Send + Sync + 'static {
    /// Type of the result.
    type Out: Reg;
    /// The result, or `None` where rustc's debug build panics.
    fn apply(a: T, b: T) -> Option<Self::Out>;
    /// The panic message when `apply` fails.
    fn fault(a: T, b: T) -> &'static str;
}

#[cold]
#[inline(never)]
fn fault<T, O: BinOp<T>>(ctx: &mut Ctx, a: T, b: T, span: SpanId) -> ! {
    panic_at(ctx, O::fault(a, b), span)
}

#[inline(always)]
pub(crate) fn apply<T: Copy, O: BinOp<T>>(ctx: &mut Ctx, a: T, b: T, span: SpanId) -> O::Out {
    match O::apply(a, b) {
        Some(value) => value,
        None => fault::<T, O>(ctx, a, b, span),
    }
}

fn node<T: Reg, O: BinOp<T>, A: Shape<T>, B: Shape<T>>(a: A, b: B, span: SpanId) -> Code<O::Out> {
    code(move |fp, ctx| {
        let x = a.get(fp, ctx);
        let y = b.get(fp, ctx);
        apply::<T, O>(ctx, x, y, span)
    })
}

fn left<T: Reg, O: BinOp<T>, B: Shape<T>>(a: Operand<T>, b: B, span: SpanId) -> Code<O::Out> {
    match a {
        Operand::Local(slot) => node::<T, O, _, _>(Local(slot), b, span),
        Operand::Field(slot, offset) => node::<T, O, _, _>(Field(slot, offset), b, span),
        other => node::<T, O, _, _>(other.code(), b, span),
    }
}

/// The node of a binary operator.
pub(crate) fn binary_node<T: Reg, O: BinOp<T>>(a: Operand<T>, b: Operand<T>, span: SpanId) -> Code<O::Out> {
    if const { !T::SHAPED } {
        return node::<T, O, _, _>(a.code(), b.code(), span);
    }
    match b {
        Operand::Const(value) => left::<T, O, _>(a, Konst(value), span),
        Operand::Local(slot) => left::<T, O, _>(a, Local(slot), span),
        other => left::<T, O, _>(a, other.code(), span),
    }
}

/// The statement `place op= value`; the value is evaluated first.
fn assign_node<T: Reg, O: BinOp<T, Out = T>>(place: PlaceCode, b: Operand<T>, span: SpanId) -> Code<()> {
    fn slot_with<T: Reg, O: BinOp<T, Out = T>, B: Shape<T>>(
        slot: crate::memory::Slot,
        b: B,
        span: SpanId,
    ) -> Code<()> {
        code(move |fp, ctx| {
            let y = b.get(fp, ctx);
            let x = T::local(&ctx.mem, fp, slot);
            let value = apply::<T, O>(ctx, x, y, span);
            T::set_local(&mut ctx.mem, fp, slot, value);
        })
    }
    fn ref_with<T: Reg, O: BinOp<T, Out = T>, B: Shape<T>>(
        (slot, offset): (crate::memory::Slot, u32),
        b: B,
        span: SpanId,
    ) -> Code<()> {
        code(move |fp, ctx| {
            let y = b.get(fp, ctx);
            let ptr = ctx.mem.local_ref(fp, slot);
            let ptr = Ptr { addr: ptr.addr.wrapping_add(offset as usize), tag: ptr.tag };
            let x = crate::access::load_for_write(ctx, ptr);
            let value = apply::<T, O>(ctx, x, y, span);
            crate::access::store_checked(ctx, ptr, value);
        })
    }
    match place {
        PlaceCode::Slot(slot) if const { !T::SHAPED } => slot_with::<T, O, _>(slot, b.code(), span),
        PlaceCode::Slot(slot) => match b {
            Operand::Const(value) => slot_with::<T, O, _>(slot, Konst(value), span),
            Operand::Local(from) => slot_with::<T, O, _>(slot, Local(from), span),
            other => slot_with::<T, O, _>(slot, other.code(), span),
        },
        PlaceCode::Ref(slot, offset) if const { T::SHAPED } => match b {
            Operand::Const(value) => ref_with::<T, O, _>((slot, offset), Konst(value), span),
            other => ref_with::<T, O, _>((slot, offset), other.code(), span),
        },
        other => {
            let (ptr, b) = (other.ptr(), b.code());
            code(move |fp, ctx| {
                let y = b.call(fp, ctx);
                let ptr = ptr.call(fp, ctx);
                let x = crate::access::load_for_write(ctx, ptr);
                let value = apply::<T, O>(ctx, x, y, span);
                crate::access::store_checked(ctx, ptr, value);
            })
        }
    }
}

macro_rules! arithmetic {
    ($($name:ident: $checked:ident $(/ $zero:literal)? => $message:literal;)*) => { $(
        /// The operator of the same name.
        pub(crate) struct $name;
        arithmetic!(@ints $name $checked $message [$($zero)?] i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);
    )* };
    (@ints $name:ident $checked:ident $message:literal $zero:tt $($ty:ty)*) => { $(
        impl BinOp<$ty> for $name {
            type Out = $ty;
            #[inline(always)]
            fn apply(a: $ty, b: $ty) -> Option<$ty> {
                a.$checked(b)
            }
            fn fault(_: $ty, _b: $ty) -> &'static str {
                arithmetic!(@message $message $zero _b)
            }
        }
    )* };
    (@message $message:literal [] $b:ident) => { $message };
    (@message $message:literal [$zero:literal] $b:ident) => { if $b == 0 { $zero } else { $message } };
}

arithmetic! {
    Add: checked_add => "attempt to add with overflow";
    Sub: checked_sub => "attempt to subtract with overflow";
    Mul: checked_mul => "attempt to multiply with overflow";
    Div: checked_div / "attempt to divide by zero" => "attempt to divide with overflow";
    Rem: checked_rem / "attempt to calculate the remainder with a divisor of zero"
        => "attempt to calculate the remainder with overflow";
}

macro_rules! total {
    ($($name:ident($a:ident, $b:ident) -> $out:tt = $e:expr => $($ty:ty)*;)*) => { $(
        /// The operator of the same name.
        pub(crate) struct $name;
        total!(@each $name $a $b $out $e; $($ty)*);
    )* };
    (@each $name:ident $a:ident $b:ident $out:tt $e:expr; $($ty:ty)*) => { $(
        impl BinOp<$ty> for $name {
            type Out = total!(@out $out $ty);
            #[inline(always)]
            fn apply($a: $ty, $b: $ty) -> Option<Self::Out> {
                Some($e)
            }
            fn fault(_: $ty, _: $ty) -> &'static str {
                ""
            }
        }
    )* };
    (@out same $ty:ty) => { $ty };
    (@out bool $ty:ty) => { bool };
}

total! {
    BitAnd(a, b) -> same = a & b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool;
    BitOr(a, b) -> same = a | b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool;
    BitXor(a, b) -> same = a ^ b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool;
    FAdd(a, b) -> same = a + b => f32 f64;
    FSub(a, b) -> same = a - b => f32 f64;
    FMul(a, b) -> same = a * b => f32 f64;
    FDiv(a, b) -> same = a / b => f32 f64;
    FRem(a, b) -> same = a % b => f32 f64;
    Eq(a, b) -> bool = a == b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
    Ne(a, b) -> bool = a != b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
    Lt(a, b) -> bool = a < b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
    Le(a, b) -> bool = a <= b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
    Gt(a, b) -> bool = a > b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
    Ge(a, b) -> bool = a >= b => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 bool f32 f64;
}

/// Shifts: the distance was made a `u32` before.
#[inline(always)]
fn shift_fault(ctx: &mut Ctx, left: bool, span: SpanId) -> ! {
    let text =
        if left { "attempt to shift left with overflow" } else { "attempt to shift right with overflow" };
    panic_at(ctx, text, span)
}

/// Integers, for what is generic over them.
pub(crate) trait Int: Reg {
    /// `<<`, checked.
    fn shl(self, by: u32) -> Option<Self>;
    /// `>>`, checked.
    fn shr(self, by: u32) -> Option<Self>;
    /// As a shift distance; anything out of range becomes `u32::MAX`.
    fn distance(self) -> u32;
    /// Negation, checked.
    fn negate(self) -> Option<Self>;
    /// `!`.
    fn invert(self) -> Self;
    /// Its bits, sign-extended.
    fn widen(self) -> i128;
    /// The low bits.
    fn narrow(bits: i128) -> Self;
}

macro_rules! ints {
    ($($ty:ty)*) => { $(
        impl Int for $ty {
            #[inline(always)]
            fn shl(self, by: u32) -> Option<$ty> {
                self.checked_shl(by)
            }
            #[inline(always)]
            fn shr(self, by: u32) -> Option<$ty> {
                self.checked_shr(by)
            }
            #[inline(always)]
            fn distance(self) -> u32 {
                u32::try_from(self).unwrap_or(u32::MAX)
            }
            #[inline(always)]
            fn negate(self) -> Option<$ty> {
                self.checked_neg()
            }
            #[inline(always)]
            fn invert(self) -> $ty {
                !self
            }
            #[inline(always)]
            fn widen(self) -> i128 {
                self as i128
            }
            #[inline(always)]
            fn narrow(bits: i128) -> $ty {
                bits as $ty
            }
        }
    )* };
}
ints!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

/// Runs `$body` for an operand of an integer class; `$other` for any other.
#[macro_export]
#[doc(hidden)]
macro_rules! with_int {
    ($any:expr, $o:ident => $body:expr, $other:expr) => {
        match $any {
            $crate::reg::AnyOperand::I8($o) => $body,
            $crate::reg::AnyOperand::I16($o) => $body,
            $crate::reg::AnyOperand::I32($o) => $body,
            $crate::reg::AnyOperand::I64($o) => $body,
            $crate::reg::AnyOperand::I128($o) => $body,
            $crate::reg::AnyOperand::U8($o) => $body,
            $crate::reg::AnyOperand::U16($o) => $body,
            $crate::reg::AnyOperand::U32($o) => $body,
            $crate::reg::AnyOperand::U64($o) => $body,
            $crate::reg::AnyOperand::U128($o) => $body,
            _ => $other,
        }
    };
}

fn internal<T>(what: &str, span: SpanId) -> Lowered<T> {
    Err(Unsupported::new(format!("internal: {what}"), span))
}

/// A shift distance of any integer type as `u32`.
fn distance(operand: AnyOperand, span: SpanId) -> Lowered<Operand<u32>> {
    fn of<T: Int>(operand: Operand<T>) -> Operand<u32> {
        match operand {
            Operand::Const(value) => Operand::Const(value.distance()),
            other => {
                let other = other.code();
                Operand::Node(code(move |fp, ctx| other.call(fp, ctx).distance()))
            }
        }
    }
    with_int!(operand, o => Ok(of(o)), internal("shift distance", span))
}

fn shift_node<T: Int>(a: Operand<T>, by: Operand<u32>, is_left: bool, span: SpanId) -> Code<T> {
    fn make<T: Int, B: Shape<u32>>(a: Operand<T>, by: B, is_left: bool, span: SpanId) -> Code<T> {
        let a = a.code();
        if is_left {
            code(move |fp, ctx| {
                let x = a.call(fp, ctx);
                match x.shl(by.get(fp, ctx)) {
                    Some(value) => value,
                    None => shift_fault(ctx, true, span),
                }
            })
        } else {
            code(move |fp, ctx| {
                let x = a.call(fp, ctx);
                match x.shr(by.get(fp, ctx)) {
                    Some(value) => value,
                    None => shift_fault(ctx, false, span),
                }
            })
        }
    }
    match by {
        Operand::Const(by) => make(a, Konst(by), is_left, span),
        other => make(a, other.code(), is_left, span),
    }
}

/// A binary operator on two operands.
pub(crate) fn binary(op: BinaryOp, a: AnyOperand, b: AnyOperand, span: SpanId) -> Lowered<AnyCode> {
    match op {
        BinaryOp::Shl | BinaryOp::Shr => {
            let by = distance(b, span)?;
            let is_left = op == BinaryOp::Shl;
            with_int!(a, a => Ok(Reg::any(shift_node(a, by, is_left, span))), internal("shift", span))
        }
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
            compare(op, a, b, span).map(AnyCode::Bool)
        }
        _ => arithmetic(op, a, b, span),
    }
}

macro_rules! pairs {
    ($a:expr, $b:expr, $span:expr, $x:ident $y:ident => $body:expr; $($variant:ident)*) => {
        match ($a, $b) {
            $((AnyOperand::$variant($x), AnyOperand::$variant($y)) => $body,)*
            _ => return internal("operands of different types", $span),
        }
    };
}

macro_rules! per_op {
    ($op:expr, $span:expr, $x:ident, $y:ident; $($from:ident => $to:ident),*) => {
        match $op {
            $(BinaryOp::$from => Reg::any(binary_node::<_, $to>($x, $y, $span)),)*
            _ => return internal("operator", $span),
        }
    };
}

fn arithmetic(op: BinaryOp, a: AnyOperand, b: AnyOperand, span: SpanId) -> Lowered<AnyCode> {
    let (a, b) = match super::reciprocal::division(op, a, b) {
        Ok(node) => return Ok(node),
        Err(operands) => operands,
    };
    Ok(match (a, b) {
        (AnyOperand::F32(x), AnyOperand::F32(y)) => {
            per_op!(op, span, x, y; Add => FAdd, Sub => FSub, Mul => FMul, Div => FDiv, Rem => FRem)
        }
        (AnyOperand::F64(x), AnyOperand::F64(y)) => {
            per_op!(op, span, x, y; Add => FAdd, Sub => FSub, Mul => FMul, Div => FDiv, Rem => FRem)
        }
        (AnyOperand::Bool(x), AnyOperand::Bool(y)) => {
            per_op!(op, span, x, y; BitAnd => BitAnd, BitOr => BitOr, BitXor => BitXor)
        }
        (a, b) => pairs!(a, b, span, x y => per_op!(op, span, x, y;
            Add => Add, Sub => Sub, Mul => Mul, Div => Div, Rem => Rem,
            BitAnd => BitAnd, BitOr => BitOr, BitXor => BitXor);
            I8 I16 I32 I64 I128 U8 U16 U32 U64 U128),
    })
}

/// A comparison.
pub(crate) fn compare(op: BinaryOp, a: AnyOperand, b: AnyOperand, span: SpanId) -> Lowered<Code<bool>> {
    macro_rules! each {
        ($x:ident $y:ident) => {
            match op {
                BinaryOp::Eq => binary_node::<_, Eq>($x, $y, span),
                BinaryOp::Ne => binary_node::<_, Ne>($x, $y, span),
                BinaryOp::Lt => binary_node::<_, Lt>($x, $y, span),
                BinaryOp::Le => binary_node::<_, Le>($x, $y, span),
                BinaryOp::Gt => binary_node::<_, Gt>($x, $y, span),
                _ => binary_node::<_, Ge>($x, $y, span),
            }
        };
    }
    Ok(match (a, b) {
        (AnyOperand::Ptr(x), AnyOperand::Ptr(y)) => {
            let (x, y) = (address(x), address(y));
            each!(x y)
        }
        (AnyOperand::Unit(x), AnyOperand::Unit(y)) => {
            let (x, y) = (x.code(), y.code());
            let value = matches!(op, BinaryOp::Eq | BinaryOp::Le | BinaryOp::Ge);
            code(move |fp, ctx| {
                x.call(fp, ctx);
                y.call(fp, ctx);
                value
            })
        }
        (a, b) => pairs!(a, b, span, x y => each!(x y);
            Bool I8 I16 I32 I64 I128 U8 U16 U32 U64 U128 F32 F64),
    })
}

/// A pointer's address.
pub(crate) fn address(ptr: Operand<Ptr>) -> Operand<u64> {
    match ptr {
        Operand::Local(slot) => Operand::Local(slot),
        Operand::Const(ptr) => Operand::Const(ptr.addr as u64),
        other => {
            let other = other.code();
            Operand::Node(code(move |fp, ctx| other.call(fp, ctx).addr as u64))
        }
    }
}

/// `place op= value`.
pub(crate) fn assign_op(
    op: BinaryOp,
    place: PlaceCode,
    value: AnyOperand,
    class: crate::reg::RegClass,
    span: SpanId,
) -> Lowered<Code<()>> {
    use crate::reg::RegClass;
    let divides = matches!(op, BinaryOp::Div | BinaryOp::Rem) && super::alias::is_const(&value);
    if matches!(op, BinaryOp::Shl | BinaryOp::Shr) || divides && place.pinned().is_some() {
        let Some(pinned) = place.pinned() else { return internal("shift assignment", span) };
        let read = place.read(class);
        let shifted = binary(op, read, value, span)?;
        return Ok(pinned.write(shifted.into()));
    }
    macro_rules! each {
        ($y:ident; $($from:ident => $to:ident),*) => {
            match op {
                $(BinaryOp::$from => assign_node::<_, $to>(place, $y, span),)*
                _ => return internal("assignment operator", span),
            }
        };
    }
    macro_rules! ints {
        ($($variant:ident)*) => {
            match (class, value) {
                $((RegClass::$variant, AnyOperand::$variant(y)) => each!(y;
                    Add => Add, Sub => Sub, Mul => Mul, Div => Div, Rem => Rem,
                    BitAnd => BitAnd, BitOr => BitOr, BitXor => BitXor),)*
                (RegClass::F32, AnyOperand::F32(y)) => {
                    each!(y; Add => FAdd, Sub => FSub, Mul => FMul, Div => FDiv, Rem => FRem)
                }
                (RegClass::F64, AnyOperand::F64(y)) => {
                    each!(y; Add => FAdd, Sub => FSub, Mul => FMul, Div => FDiv, Rem => FRem)
                }
                (RegClass::Bool, AnyOperand::Bool(y)) => {
                    each!(y; BitAnd => BitAnd, BitOr => BitOr, BitXor => BitXor)
                }
                _ => return internal("operands of different types", span),
            }
        };
    }
    Ok(ints!(I8 I16 I32 I64 I128 U8 U16 U32 U64 U128))
}

/// `-x`.
pub(crate) fn negate(value: AnyOperand, span: SpanId) -> Lowered<AnyOperand> {
    fn int<T: Int>(value: Operand<T>, span: SpanId) -> AnyOperand {
        if let Operand::Const(known) = &value
            && let Some(negated) = known.negate()
        {
            return T::any_operand(Operand::Const(negated));
        }
        let value = value.code();
        T::any_operand(Operand::Node(code(move |fp, ctx| match value.call(fp, ctx).negate() {
            Some(value) => value,
            None => panic_at(ctx, "attempt to negate with overflow", span),
        })))
    }
    Ok(match value {
        AnyOperand::F32(Operand::Const(v)) => AnyOperand::F32(Operand::Const(-v)),
        AnyOperand::F64(Operand::Const(v)) => AnyOperand::F64(Operand::Const(-v)),
        AnyOperand::F32(value) => {
            let value = value.code();
            AnyCode::F32(code(move |fp, ctx| -value.call(fp, ctx))).into()
        }
        AnyOperand::F64(value) => {
            let value = value.code();
            AnyCode::F64(code(move |fp, ctx| -value.call(fp, ctx))).into()
        }
        other => with_int!(other, value => int(value, span), return internal("negation", span)),
    })
}

/// `!x`.
pub(crate) fn invert(value: AnyOperand, span: SpanId) -> Lowered<AnyOperand> {
    fn int<T: Int>(value: Operand<T>) -> AnyOperand {
        let value = value.code();
        T::any_operand(Operand::Node(code(move |fp, ctx| value.call(fp, ctx).invert())))
    }
    Ok(match value {
        AnyOperand::Bool(value) => {
            let value = value.code();
            AnyCode::Bool(code(move |fp, ctx| !value.call(fp, ctx))).into()
        }
        other => with_int!(other, value => int(value), return internal("inversion", span)),
    })
}
