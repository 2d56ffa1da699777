//! Conversions: numeric `as`, pointer casts, function pointers. Unsizing is in [`super::vtable`].

use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, code};
use crate::memory::Tag;
use crate::reg::{AnyCode, AnyOperand, Operand, Ptr, Reg, RegClass};

use super::layout::VariantTag;
use super::op::{Int, address};
use super::{Lower, Lowered, PlaceCode};

fn convert<A: Reg, B: Reg>(a: Operand<A>, f: impl Fn(A) -> B + Send + Sync + 'static) -> AnyOperand {
    B::any_operand(match a {
        Operand::Const(value) => Operand::Const(f(value)),
        other => {
            let other = other.code();
            Operand::Node(code(move |fp, ctx| f(other.call(fp, ctx))))
        }
    })
}

macro_rules! to_any {
    ($a:ident, $target:expr, $span:expr; $($variant:ident $ty:ty),*) => {
        match $target {
            $(RegClass::$variant => convert($a, |v| v as $ty),)*
            _ => return Err(Unsupported::new("internal: numeric cast", $span)),
        }
    };
}

macro_rules! from_number {
    ($a:ident, $target:expr, $span:expr) => {
        to_any!($a, $target, $span; I8 i8, I16 i16, I32 i32, I64 i64, I128 i128,
            U8 u8, U16 u16, U32 u32, U64 u64, U128 u128, F32 f32, F64 f64)
    };
}

macro_rules! from_integer_like {
    ($a:ident, $target:expr, $span:expr) => {
        to_any!($a, $target, $span; I8 i8, I16 i16, I32 i32, I64 i64, I128 i128,
            U8 u8, U16 u16, U32 u32, U64 u64, U128 u128)
    };
}

/// A numeric cast between register classes.
pub(crate) fn numeric(value: AnyOperand, target: RegClass, span: SpanId) -> Lowered<AnyOperand> {
    if value.class() == target {
        return Ok(value);
    }
    Ok(match value {
        AnyOperand::Bool(a) => from_integer_like!(a, target, span),
        AnyOperand::I8(a) => from_number!(a, target, span),
        AnyOperand::I16(a) => from_number!(a, target, span),
        AnyOperand::I32(a) => from_number!(a, target, span),
        AnyOperand::I64(a) => from_number!(a, target, span),
        AnyOperand::I128(a) => from_number!(a, target, span),
        AnyOperand::U8(a) => from_number!(a, target, span),
        AnyOperand::U16(a) => from_number!(a, target, span),
        AnyOperand::U32(a) => from_number!(a, target, span),
        AnyOperand::U64(a) => from_number!(a, target, span),
        AnyOperand::U128(a) => from_number!(a, target, span),
        AnyOperand::F32(a) => from_number!(a, target, span),
        AnyOperand::F64(a) => from_number!(a, target, span),
        AnyOperand::Unit(_) | AnyOperand::Ptr(_) => {
            return Err(Unsupported::new("internal: cast of no number", span));
        }
    })
}

impl Lower<'_> {
    /// `as` between integers, floats, `bool`, `char` and enums without fields.
    pub(crate) fn numeric_cast(
        &mut self,
        value: AnyOperand,
        from: Ty,
        to: Ty,
        span: SpanId,
    ) -> Lowered<AnyOperand> {
        let target = self.reg_class(to)?;
        if let TyKind::Adt(adt, _) = from.kind() {
            return self.enum_cast(value, from, *adt, target, span);
        }
        numeric(value, target, span)
    }

    fn enum_cast(
        &mut self,
        value: AnyOperand,
        from: Ty,
        adt: treebeard_sema::def::DefId,
        target: RegClass,
        span: SpanId,
    ) -> Lowered<AnyOperand> {
        let layout = self.layout(from)?;
        let program = self.engine.program.clone();
        let discriminants: Vec<i128> =
            (0..program.variant_count(adt)).map(|i| program.discriminant(adt, i as u32)).collect();
        let wide: Code<i128> = match VariantTag::new(&layout, &discriminants) {
            VariantTag::Direct { .. } => {
                fn of<T: Int>(value: Operand<T>) -> Code<i128> {
                    let value = value.code();
                    code(move |fp, ctx| value.call(fp, ctx).widen())
                }
                // The tag is the discriminant, but its signedness is the layout's choice.
                let tag =
                    crate::with_int!(value, v => of(v), return Err(Unsupported::new("enum cast", span)));
                let bits = layout.size * 8;
                let known = discriminants;
                code(move |fp, ctx| {
                    let tag = tag.call(fp, ctx);
                    let same = |d: &&i128| bits >= 128 || (**d ^ tag) & ((1 << bits) - 1) == 0;
                    known.iter().find(same).copied().unwrap_or(tag)
                })
            }
            VariantTag::Single(index) => {
                let known = discriminants.get(index as usize).copied().unwrap_or(0);
                code(move |_, _| known)
            }
            VariantTag::Niche { .. } => return Err(Unsupported::new("cast of this enum", span)),
        };
        numeric(AnyOperand::I128(Operand::Node(wide)), target, span)
    }

    /// Pointer to integer.
    pub(crate) fn pointer_to_int(&mut self, value: AnyOperand, to: Ty, span: SpanId) -> Lowered<AnyOperand> {
        let target = self.reg_class(to)?;
        let bits = match value {
            AnyOperand::Ptr(ptr) => AnyOperand::U64(address(ptr)),
            other => other,
        };
        numeric(bits, target, span)
    }

    /// Integer to pointer: a pointer without a loan.
    pub(crate) fn int_to_pointer(&mut self, value: AnyOperand, span: SpanId) -> Lowered<AnyOperand> {
        match numeric(value, RegClass::U64, span)? {
            AnyOperand::U64(bits) => {
                let bits = bits.code();
                Ok(AnyCode::Ptr(code(move |fp, ctx| Ptr {
                    addr: bits.call(fp, ctx) as usize,
                    tag: Tag::NONE,
                }))
                .into())
            }
            _ => Err(Unsupported::new("internal: integer to pointer", span)),
        }
    }

    /// A wide pointer in a slot as a thin one.
    pub(crate) fn fat_to_thin(&mut self, slot: crate::memory::Slot) -> AnyOperand {
        PlaceCode::Slot(slot).read(RegClass::Ptr)
    }
}
