//! Division by a constant: a multiplication by its reciprocal, as compilers do.
//!
//! For a divisor `d` in `2..2^63` and `l = ceil(log2 d)`, `m = floor(2^(63 + l) / d) + 1` fits 64 bits, and
//! `n / d = m * n >> (63 + l)` for every `n` below `2^63` (Granlund and Montgomery, *Division by invariant integers
//! using multiplication*, theorem 4.2). Larger dividends are divided. Signed division is that of the magnitudes.

use treebeard_syntax::ast::BinaryOp;

use crate::code::{Code, code};
use crate::reg::{AnyCode, AnyOperand, Field, Local, Operand, Reg, Shape};

/// A divisor with its reciprocal.
#[derive(Clone, Copy, Debug)]
struct Divisor {
    by: u64,
    multiplier: u64,
    shift: u32,
}

impl Divisor {
    fn new(by: u64) -> Option<Divisor> {
        if !(2..1 << 63).contains(&by) {
            return None;
        }
        let bits = u64::BITS - (by - 1).leading_zeros();
        let multiplier = u64::try_from((1u128 << (63 + bits)) / u128::from(by) + 1).ok()?;
        Some(Divisor { by, multiplier, shift: bits - 1 })
    }

    #[inline(always)]
    fn quotient(self, n: u64) -> u64 {
        if n >> 63 != 0 {
            return n / self.by;
        }
        ((u128::from(n) * u128::from(self.multiplier)) >> 64) as u64 >> self.shift
    }
}

/// Integers that fit 64 bits, by sign and magnitude.
trait Magnitude: Reg {
    fn split(self) -> (bool, u64);
    fn join(is_negative: bool, magnitude: u64) -> Self;
}

macro_rules! magnitudes {
    ($($ty:ty: $signed:ident;)*) => { $(
        impl Magnitude for $ty {
            #[inline(always)]
            fn split(self) -> (bool, u64) {
                magnitudes!(@split $signed self)
            }
            #[inline(always)]
            fn join(is_negative: bool, magnitude: u64) -> $ty {
                let value = magnitude as $ty;
                if is_negative { value.wrapping_neg() } else { value }
            }
        }
    )* };
    (@split signed $value:ident) => { ($value < 0, $value.unsigned_abs() as u64) };
    (@split unsigned $value:ident) => { (false, $value as u64) };
}
magnitudes! { i32: signed; i64: signed; u32: unsigned; u64: unsigned; }

fn node<T: Magnitude, A: Shape<T>>(a: A, divisor: Divisor, is_rem: bool) -> Code<T> {
    if is_rem {
        return code(move |fp, ctx| {
            let (is_negative, n) = a.get(fp, ctx).split();
            T::join(is_negative, n - divisor.quotient(n) * divisor.by)
        });
    }
    code(move |fp, ctx| {
        let (is_negative, n) = a.get(fp, ctx).split();
        T::join(is_negative, divisor.quotient(n))
    })
}

fn shaped<T: Magnitude>(a: Operand<T>, divisor: Divisor, is_rem: bool) -> AnyCode {
    T::any(match a {
        Operand::Local(slot) => node(Local(slot), divisor, is_rem),
        Operand::Field(slot, offset) => node(Field(slot, offset), divisor, is_rem),
        other => node(other.code(), divisor, is_rem),
    })
}

/// `a / b` or `a % b` for a constant `b` above one; otherwise the operands back.
pub(super) fn division(
    op: BinaryOp,
    a: AnyOperand,
    b: AnyOperand,
) -> Result<AnyCode, (AnyOperand, AnyOperand)> {
    let is_rem = match op {
        BinaryOp::Div => false,
        BinaryOp::Rem => true,
        _ => return Err((a, b)),
    };
    macro_rules! each {
        ($($variant:ident)*) => {
            match (a, b) {
                $((AnyOperand::$variant(a), AnyOperand::$variant(Operand::Const(by))) => {
                    match u64::try_from(by).ok().and_then(Divisor::new) {
                        Some(divisor) => Ok(shaped(a, divisor, is_rem)),
                        None => Err((AnyOperand::$variant(a), AnyOperand::$variant(Operand::Const(by)))),
                    }
                })*
                other => Err(other),
            }
        };
    }
    each!(I32 I64 U32 U64)
}
