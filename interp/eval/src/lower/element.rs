//! Elements: `base[index]` with its bounds check, as one node for what is done with it.
//!
//! The base is as symbolic as a place is: an array in the frame, a slice behind a local, or a slice whose address and
//! length lie apart (a vector's fields), so that `v[i]` reads the two fields and the index and nothing else.

use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{FatRef, Fp, Slot, Tag};
use crate::reg::{Field, Konst, Local, Operand, Ptr, Reg, Shape};
use crate::trap::panic_at;

use super::{Lower, Lowered, PlaceCode, PlaceOut};

/// An element of an array or slice.
#[derive(Debug)]
pub(crate) struct Elem {
    base: ElemBase,
    index: Operand<u64>,
    stride: u64,
    pub(super) offset: u32,
    span: SpanId,
}

#[derive(Debug)]
enum ElemBase {
    /// An array in the frame.
    Array(Slot, u64),
    /// An array at an address.
    ArrayAt(Code<Ptr>, u64),
    /// A slice behind the wide pointer in this slot.
    Slice(Slot),
    /// A slice at a wide address.
    SliceAt(Code<FatRef>),
    /// A slice whose address and length lie apart.
    Parts(Operand<Ptr>, Operand<u64>),
}

#[cold]
#[inline(never)]
fn out_of_bounds(ctx: &mut Ctx, len: u64, index: u64, span: SpanId) -> ! {
    panic_at(ctx, &format!("index out of bounds: the len is {len} but the index is {index}"), span)
}

trait Base: Send + Sync + 'static {
    /// Address of the first element, tag, and number of elements.
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> (usize, Tag, u64);
}

struct ArraySlot(Slot, u64);
struct ArrayAt(Code<Ptr>, u64);
struct SliceSlot(Slot);
struct SliceAt(Code<FatRef>);
struct Parts<P, L>(P, L);

impl Base for ArraySlot {
    #[inline(always)]
    fn get(&self, fp: Fp, _: &mut Ctx) -> (usize, Tag, u64) {
        (fp.at(self.0), Tag::NONE, self.1)
    }
}
impl Base for ArrayAt {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> (usize, Tag, u64) {
        let ptr = self.0.call(fp, ctx);
        (ptr.addr, ptr.tag, self.1)
    }
}
impl Base for SliceSlot {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> (usize, Tag, u64) {
        let fat = ctx.mem.local_fat(fp, self.0);
        (fat.addr, fat.tag, fat.meta as u64)
    }
}
impl Base for SliceAt {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> (usize, Tag, u64) {
        let fat = self.0.call(fp, ctx);
        (fat.addr, fat.tag, fat.meta as u64)
    }
}

impl<P: Shape<Ptr>, L: Shape<u64>> Base for Parts<P, L> {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> (usize, Tag, u64) {
        let ptr = self.0.get(fp, ctx);
        (ptr.addr, ptr.tag, self.1.get(fp, ctx))
    }
}

#[derive(Clone, Copy)]
struct Step {
    stride: u64,
    offset: u32,
    span: SpanId,
}

#[inline(always)]
fn locate(ctx: &mut Ctx, (addr, tag, len): (usize, Tag, u64), index: u64, step: Step) -> Ptr {
    if index >= len {
        out_of_bounds(ctx, len, index, step.span);
    }
    let at = (index as usize).wrapping_mul(step.stride as usize).wrapping_add(step.offset as usize);
    Ptr { addr: addr.wrapping_add(at), tag }
}

/// What is done with an element.
trait ElemUse {
    type Out;
    fn make<B: Base, I: Shape<u64>>(self, base: B, index: I, step: Step) -> Code<Self::Out>;
}

struct TakePtr;
impl ElemUse for TakePtr {
    type Out = Ptr;
    fn make<B: Base, I: Shape<u64>>(self, base: B, index: I, step: Step) -> Code<Ptr> {
        code(move |fp, ctx| {
            let base = base.get(fp, ctx);
            let index = index.get(fp, ctx);
            locate(ctx, base, index, step)
        })
    }
}

struct ReadElem<T>(std::marker::PhantomData<T>);
impl<T: Reg> ElemUse for ReadElem<T> {
    type Out = T;
    fn make<B: Base, I: Shape<u64>>(self, base: B, index: I, step: Step) -> Code<T> {
        code(move |fp, ctx| {
            let base = base.get(fp, ctx);
            let index = index.get(fp, ctx);
            let ptr = locate(ctx, base, index, step);
            crate::access::load(ctx, ptr)
        })
    }
}

struct WriteElem<T, V>(V, std::marker::PhantomData<T>);
impl<T: Reg, V: Shape<T>> ElemUse for WriteElem<T, V> {
    type Out = ();
    fn make<B: Base, I: Shape<u64>>(self, base: B, index: I, step: Step) -> Code<()> {
        let value = self.0;
        code(move |fp, ctx| {
            let value = value.get(fp, ctx);
            let base = base.get(fp, ctx);
            let index = index.get(fp, ctx);
            let ptr = locate(ctx, base, index, step);
            crate::access::store(ctx, ptr, value);
        })
    }
}

impl Elem {
    fn with<U: ElemUse>(self, use_: U) -> Code<U::Out> {
        let step = Step { stride: self.stride, offset: self.offset, span: self.span };
        fn index<B: Base, U: ElemUse>(base: B, index: Operand<u64>, step: Step, use_: U) -> Code<U::Out> {
            match index {
                Operand::Local(slot) => use_.make(base, Local(slot), step),
                other => use_.make(base, other.code(), step),
            }
        }
        match self.base {
            ElemBase::Array(slot, len) => index(ArraySlot(slot, len), self.index, step, use_),
            ElemBase::Slice(slot) => index(SliceSlot(slot), self.index, step, use_),
            ElemBase::ArrayAt(ptr, len) => use_.make(ArrayAt(ptr, len), self.index.code(), step),
            ElemBase::SliceAt(fat) => index(SliceAt(fat), self.index, step, use_),
            ElemBase::Parts(Operand::Local(ptr), Operand::Local(len)) => {
                index(Parts(Local(ptr), Local(len)), self.index, step, use_)
            }
            ElemBase::Parts(Operand::Field(p, ptr), Operand::Field(l, len)) => {
                index(Parts(Field(p, ptr), Field(l, len)), self.index, step, use_)
            }
            ElemBase::Parts(ptr, len) => use_.make(Parts(ptr.code(), len.code()), self.index.code(), step),
        }
    }

    pub(super) fn ptr(self) -> Code<Ptr> {
        self.with(TakePtr)
    }

    pub(super) fn read<T: Reg>(self) -> Code<T> {
        self.with(ReadElem(std::marker::PhantomData))
    }

    pub(super) fn write<T: Reg>(self, value: Operand<T>) -> Code<()> {
        match value {
            Operand::Const(value) => self.with(WriteElem(Konst(value), std::marker::PhantomData::<T>)),
            Operand::Local(slot) => self.with(WriteElem(Local(slot), std::marker::PhantomData::<T>)),
            other => self.with(WriteElem(other.code(), std::marker::PhantomData)),
        }
    }
}

impl Lower<'_> {
    /// `from[index]`.
    pub(crate) fn element(
        &mut self,
        from: PlaceOut,
        index: Operand<u64>,
        element: Ty,
        span: SpanId,
    ) -> Lowered<PlaceCode> {
        let stride = self.layout(element)?.size;
        let base = match from.ty.kind() {
            TyKind::Array(_, len) => {
                let len = self.const_bits(*len, span)? as u64;
                if let (PlaceCode::Slot(_) | PlaceCode::Ref(..) | PlaceCode::Ptr(..), Operand::Const(i)) =
                    (&from.code, &index)
                    && *i < len
                {
                    return Ok(from.code.plus(i * stride));
                }
                match from.code {
                    PlaceCode::Slot(slot) => ElemBase::Array(slot, len),
                    other => ElemBase::ArrayAt(other.ptr(), len),
                }
            }
            _ => match from.code {
                PlaceCode::FatSlot(slot) => ElemBase::Slice(slot),
                PlaceCode::Parts(parts) => ElemBase::Parts(parts.0, parts.1),
                other => ElemBase::SliceAt(other.fat()),
            },
        };
        Ok(PlaceCode::Elem(Box::new(Elem { base, index, stride, offset: 0, span })))
    }
}
