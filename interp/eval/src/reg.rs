//! The values that nodes pass to each other, and the sums over them that lowering works with.
//!
//! A value whose layout is one scalar travels as a raw Rust value of the matching type ([`Reg`]); a value without
//! bytes as `()`; everything else stays in memory and nodes that make it write it to a slot. [`Class`] says which,
//! [`AnyCode`] and [`AnyOperand`] are the corresponding sums: lowering is ordinary code over them, only the makers
//! of nodes are generic.
//!
//! Invariant: a `char` travels as `u32`, an enum or wrapper as the integer it is laid out as, a function or vtable
//! pointer as `u64`, any other thin pointer as [`Ptr`] with its tag.

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{Fp, Memory, OutOfRegion, Slot};

pub use crate::memory::Ref as Ptr;

/// A value that nodes return directly.
pub trait Reg: Copy + Send + Sync + 'static {
    /// Operators on it exist for every operand shape; the other types take their operands from subtrees only, which
    /// keeps the number of stamped functions small.
    const SHAPED: bool = false;
    /// Reads a local.
    fn local(mem: &Memory, fp: Fp, slot: Slot) -> Self;
    /// Writes a local.
    fn set_local(mem: &mut Memory, fp: Fp, slot: Slot, value: Self);
    /// Reads from an address.
    fn load(mem: &Memory, addr: usize) -> Result<Self, OutOfRegion>;
    /// Writes to an address.
    fn store(mem: &mut Memory, addr: usize, value: Self) -> Result<(), OutOfRegion>;
    /// Into the sum of all codes.
    fn any(code: Code<Self>) -> AnyCode;
    /// Out of the sum.
    fn typed(code: AnyCode) -> Option<Code<Self>>;
    /// Into the sum of all operands.
    fn any_operand(operand: Operand<Self>) -> AnyOperand;
    /// Out of the sum.
    fn typed_operand(operand: AnyOperand) -> Option<Operand<Self>>;
}

/// A small operand, from which the node that uses it picks its shape.
#[derive(Debug)]
pub enum Operand<T> {
    /// A local.
    Local(Slot),
    /// A constant.
    Const(T),
    /// Behind a thin reference that is itself a local: the reference's slot and the distance.
    Field(Slot, u32),
    /// Anything else.
    Node(Code<T>),
}

impl<T: Reg> Operand<T> {
    /// The same operand once more, if it is no subtree.
    pub fn replica(&self) -> Option<Operand<T>> {
        match *self {
            Operand::Local(slot) => Some(Operand::Local(slot)),
            Operand::Const(value) => Some(Operand::Const(value)),
            Operand::Field(slot, offset) => Some(Operand::Field(slot, offset)),
            Operand::Node(_) => None,
        }
    }

    /// A node for it.
    pub fn code(self) -> Code<T> {
        match self {
            Operand::Local(slot) => code(move |fp, ctx| T::local(&ctx.mem, fp, slot)),
            Operand::Const(value) => code(move |_, _| value),
            Operand::Field(slot, offset) => code(move |fp, ctx| crate::access::field(fp, ctx, slot, offset)),
            Operand::Node(code) => code,
        }
    }
}

/// Evaluates an operand of a known shape.
pub trait Shape<T>: Send + Sync + 'static {
    /// Its value.
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> T;
}

/// Shape of a local.
#[derive(Clone, Copy, Debug)]
pub struct Local(pub Slot);
/// Shape of a constant.
#[derive(Clone, Copy, Debug)]
pub struct Konst<T>(pub T);
/// Shape of a field behind a local reference.
#[derive(Clone, Copy, Debug)]
pub struct Field(pub Slot, pub u32);

impl<T: Reg> Shape<T> for Local {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> T {
        T::local(&ctx.mem, fp, self.0)
    }
}

impl<T: Reg> Shape<T> for Konst<T> {
    #[inline(always)]
    fn get(&self, _: Fp, _: &mut Ctx) -> T {
        self.0
    }
}

impl<T: Reg> Shape<T> for Field {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> T {
        crate::access::field(fp, ctx, self.0, self.1)
    }
}

impl<T: Reg> Shape<T> for Code<T> {
    #[inline(always)]
    fn get(&self, fp: Fp, ctx: &mut Ctx) -> T {
        self.call(fp, ctx)
    }
}

/// Runs `$body` with `$c` bound to the typed content of an [`AnyCode`].
#[macro_export]
#[doc(hidden)]
macro_rules! with_code {
    ($any:expr, $c:ident => $body:expr) => {
        $crate::with_any!($crate::reg::AnyCode, $any, $c => $body)
    };
}

/// Runs `$body` with `$o` bound to the typed content of an [`AnyOperand`].
#[macro_export]
#[doc(hidden)]
macro_rules! with_operand {
    ($any:expr, $o:ident => $body:expr) => {
        $crate::with_any!($crate::reg::AnyOperand, $any, $o => $body)
    };
}

/// One arm per class.
#[macro_export]
#[doc(hidden)]
macro_rules! with_any {
    ($sum:path, $any:expr, $c:ident => $body:expr) => {{
        use $sum as Sum;
        match $any {
            Sum::Unit($c) => $body,
            Sum::Bool($c) => $body,
            Sum::I8($c) => $body,
            Sum::I16($c) => $body,
            Sum::I32($c) => $body,
            Sum::I64($c) => $body,
            Sum::I128($c) => $body,
            Sum::U8($c) => $body,
            Sum::U16($c) => $body,
            Sum::U32($c) => $body,
            Sum::U64($c) => $body,
            Sum::U128($c) => $body,
            Sum::F32($c) => $body,
            Sum::F64($c) => $body,
            Sum::Ptr($c) => $body,
        }
    }};
}

/// Runs `$body` with the type alias `$t` bound to the register type of a [`RegClass`].
#[macro_export]
#[doc(hidden)]
macro_rules! with_class {
    ($class:expr, $t:ident => $body:expr) => {{
        use $crate::reg::RegClass as C;
        match $class {
            C::Unit => {
                type $t = ();
                $body
            }
            C::Bool => {
                type $t = bool;
                $body
            }
            C::I8 => {
                type $t = i8;
                $body
            }
            C::I16 => {
                type $t = i16;
                $body
            }
            C::I32 => {
                type $t = i32;
                $body
            }
            C::I64 => {
                type $t = i64;
                $body
            }
            C::I128 => {
                type $t = i128;
                $body
            }
            C::U8 => {
                type $t = u8;
                $body
            }
            C::U16 => {
                type $t = u16;
                $body
            }
            C::U32 => {
                type $t = u32;
                $body
            }
            C::U64 => {
                type $t = u64;
                $body
            }
            C::U128 => {
                type $t = u128;
                $body
            }
            C::F32 => {
                type $t = f32;
                $body
            }
            C::F64 => {
                type $t = f64;
                $body
            }
            C::Ptr => {
                type $t = $crate::reg::Ptr;
                $body
            }
        }
    }};
}

macro_rules! sums {
    ($($variant:ident $ty:ty;)*) => {
        /// The register types.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[expect(missing_docs, reason = "named as the types")]
        pub enum RegClass { $($variant),* }

        /// A node of any register type.
        #[derive(Debug)]
        #[expect(missing_docs, reason = "named as the types")]
        pub enum AnyCode { $($variant(Code<$ty>)),* }

        /// An operand of any register type.
        #[derive(Debug)]
        #[expect(missing_docs, reason = "named as the types")]
        pub enum AnyOperand { $($variant(Operand<$ty>)),* }

        impl AnyCode {
            /// Its type.
            pub fn class(&self) -> RegClass {
                match self { $(AnyCode::$variant(_) => RegClass::$variant),* }
            }
        }

        impl AnyOperand {
            /// Its type.
            pub fn class(&self) -> RegClass {
                match self { $(AnyOperand::$variant(_) => RegClass::$variant),* }
            }

            /// As a node.
            pub fn code(self) -> AnyCode {
                match self { $(AnyOperand::$variant(operand) => AnyCode::$variant(operand.code())),* }
            }
        }

        impl From<AnyCode> for AnyOperand {
            fn from(code: AnyCode) -> AnyOperand {
                match code { $(AnyCode::$variant(code) => AnyOperand::$variant(Operand::Node(code))),* }
            }
        }
    };
}

sums! {
    Unit (); Bool bool;
    I8 i8; I16 i16; I32 i32; I64 i64; I128 i128;
    U8 u8; U16 u16; U32 u32; U64 u64; U128 u128;
    F32 f32; F64 f64; Ptr Ptr;
}

macro_rules! conversions {
    ($variant:ident) => {
        fn any(code: Code<Self>) -> AnyCode {
            AnyCode::$variant(code)
        }
        fn typed(code: AnyCode) -> Option<Code<Self>> {
            if let AnyCode::$variant(code) = code { Some(code) } else { None }
        }
        fn any_operand(operand: Operand<Self>) -> AnyOperand {
            AnyOperand::$variant(operand)
        }
        fn typed_operand(operand: AnyOperand) -> Option<Operand<Self>> {
            if let AnyOperand::$variant(operand) = operand { Some(operand) } else { None }
        }
    };
}

macro_rules! scalar_regs {
    ($($variant:ident $ty:ty $(= $shaped:literal)?;)*) => { $(
        impl Reg for $ty {
            $(const SHAPED: bool = $shaped;)?
            #[inline(always)]
            fn local(mem: &Memory, fp: Fp, slot: Slot) -> $ty {
                mem.local(fp, slot)
            }
            #[inline(always)]
            fn set_local(mem: &mut Memory, fp: Fp, slot: Slot, value: $ty) {
                mem.set_local(fp, slot, value);
            }
            #[inline(always)]
            fn load(mem: &Memory, addr: usize) -> Result<$ty, OutOfRegion> {
                mem.load(addr)
            }
            #[inline(always)]
            fn store(mem: &mut Memory, addr: usize, value: $ty) -> Result<(), OutOfRegion> {
                mem.store(addr, value)
            }
            conversions!($variant);
        }
    )* };
}

scalar_regs! {
    I8 i8; I16 i16; I32 i32 = true; I64 i64 = true; I128 i128;
    U8 u8 = true; U16 u16; U32 u32 = true; U64 u64 = true; U128 u128;
    F32 f32; F64 f64 = true;
}

impl Reg for () {
    #[inline(always)]
    fn local(_: &Memory, _: Fp, _: Slot) {}
    #[inline(always)]
    fn set_local(_: &mut Memory, _: Fp, _: Slot, (): ()) {}
    #[inline(always)]
    fn load(_: &Memory, _: usize) -> Result<(), OutOfRegion> {
        Ok(())
    }
    #[inline(always)]
    fn store(_: &mut Memory, _: usize, (): ()) -> Result<(), OutOfRegion> {
        Ok(())
    }
    conversions!(Unit);
}

impl Reg for bool {
    const SHAPED: bool = true;
    #[inline(always)]
    fn local(mem: &Memory, fp: Fp, slot: Slot) -> bool {
        mem.local::<u8>(fp, slot) != 0
    }
    #[inline(always)]
    fn set_local(mem: &mut Memory, fp: Fp, slot: Slot, value: bool) {
        mem.set_local(fp, slot, u8::from(value));
    }
    #[inline(always)]
    fn load(mem: &Memory, addr: usize) -> Result<bool, OutOfRegion> {
        Ok(mem.load::<u8>(addr)? != 0)
    }
    #[inline(always)]
    fn store(mem: &mut Memory, addr: usize, value: bool) -> Result<(), OutOfRegion> {
        mem.store(addr, u8::from(value))
    }
    conversions!(Bool);
}

impl Reg for Ptr {
    #[inline(always)]
    fn local(mem: &Memory, fp: Fp, slot: Slot) -> Ptr {
        mem.local_ref(fp, slot)
    }
    #[inline(always)]
    fn set_local(mem: &mut Memory, fp: Fp, slot: Slot, value: Ptr) {
        mem.set_local_ref(fp, slot, value);
    }
    #[inline(always)]
    fn load(mem: &Memory, addr: usize) -> Result<Ptr, OutOfRegion> {
        mem.load_ref(addr)
    }
    #[inline(always)]
    fn store(mem: &mut Memory, addr: usize, value: Ptr) -> Result<(), OutOfRegion> {
        mem.store_ref(addr, value)
    }
    conversions!(Ptr);
}

/// How values of a type travel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// As a raw value (or as nothing).
    Reg(RegClass),
    /// In memory.
    Memory,
}
