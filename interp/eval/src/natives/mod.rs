//! Native leaves: what the library cannot say in Rust.
//!
//! A native is found by the path of its `#[native]` function without the crate (`intrinsics::size_of`) when the call
//! is lowered, gets the operands and type arguments, and returns lowered code, so that nothing is looked up at run
//! time. One file per area, each with a table:
//!
//! | area | keys |
//! |---|---|
//! | [`types`] | sizes, names, ids, discriminants |
//! | [`bytes`] | reading, writing, copying, comparing memory |
//! | [`pointers`] | address arithmetic, slices, strings |
//! | [`heap`] | allocation |
//! | [`control`] | abort, exit, unwinding, locations |
//! | [`ints`], [`floats`] | families over the number types |
//! | [`text`] | characters, UTF-8, searching |
//! | [`hashing`], [`sorting`], [`atomics`] | |
//! | [`files`], [`resources`] | files and folders; what is open |
//! | [`sockets`], [`unix`], [`children`] | connections, descriptors, other programs |
//! | [`outside`] | streams, arguments, environment, clocks |
//! | [`threads`], [`futures`] | spawning, joining, parking; polling |
//!
//! Invariant: a leaf never calls back into interpreted code, except `drop_in_place`, `drop_slice`, `catch_unwind`
//! and `coroutine_resume`.

pub(crate) mod atomics;
pub(crate) mod bytes;
pub(crate) mod children;
pub(crate) mod control;
pub(crate) mod files;
pub(crate) mod floats;
pub(crate) mod futures;
pub(crate) mod hashing;
pub(crate) mod heap;
pub(crate) mod ints;
pub(crate) mod outside;
pub(crate) mod pointers;
pub(crate) mod resources;
pub(crate) mod sockets;
pub(crate) mod sorting;
pub(crate) mod text;
pub(crate) mod threads;
pub(crate) mod types;
pub(crate) mod unix;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use treebeard_sema::ty::{GenericArgs, Ty};
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::Code;
use crate::lower::{Lower, Lowered, Out, Stmt, Want};
use crate::memory::{FatRef, Fp, Slot};
use crate::reg::{AnyOperand, Class, Operand, Reg};

/// An argument of a native.
#[derive(Debug)]
pub(crate) enum Arg {
    /// A value.
    Reg(AnyOperand, Ty),
    /// In memory.
    Mem(Slot, Ty),
}

impl Arg {
    pub(crate) fn ty(&self) -> Ty {
        match self {
            Arg::Reg(_, ty) | Arg::Mem(_, ty) => *ty,
        }
    }
}

/// A call of a native under lowering.
pub(crate) struct NativeCx<'l, 'c> {
    pub(crate) lower: &'l mut Lower<'c>,
    pub(crate) args: Vec<Arg>,
    pub(crate) type_args: GenericArgs,
    pub(crate) result: Ty,
    pub(crate) span: SpanId,
    pub(crate) caller: Operand<u32>,
    pub(crate) want: Want,
}

/// Lowers a call of a native.
pub(crate) type Native = fn(NativeCx<'_, '_>) -> Lowered<Out>;

/// A table of natives.
pub(crate) type Table = &'static [(&'static str, Native)];

/// All tables.
pub(crate) const TABLES: &[Table] = &[
    atomics::TABLE,
    bytes::TABLE,
    children::TABLE,
    control::TABLE,
    files::TABLE,
    floats::TABLE,
    futures::TABLE,
    hashing::TABLE,
    heap::TABLE,
    ints::TABLE,
    outside::TABLE,
    pointers::TABLE,
    sockets::TABLE,
    sorting::TABLE,
    text::TABLE,
    threads::TABLE,
    types::TABLE,
    unix::TABLE,
];

static INDEX: LazyLock<FxHashMap<&'static str, Native>> =
    LazyLock::new(|| TABLES.iter().flat_map(|table| table.iter().copied()).collect());

/// The native of a path; the crate's name may be left off.
pub(crate) fn lookup(path: &str) -> Option<Native> {
    let path =
        ["std::", "core::", "alloc::"].iter().find_map(|krate| path.strip_prefix(krate)).unwrap_or(path);
    INDEX.get(path.strip_prefix("intrinsics::").unwrap_or(path)).copied()
}

impl NativeCx<'_, '_> {
    pub(crate) fn bad(&self, what: &str) -> Unsupported {
        Unsupported::new(format!("internal: native {what}"), self.span)
    }

    /// Takes an operand.
    pub(crate) fn take(&mut self, index: usize) -> Lowered<AnyOperand> {
        match self.args.get_mut(index) {
            Some(Arg::Reg(operand, _)) => {
                Ok(std::mem::replace(operand, AnyOperand::Unit(Operand::Const(()))))
            }
            _ => Err(self.bad("operand")),
        }
    }

    /// Takes an operand of a known type.
    pub(crate) fn arg<T: Reg>(&mut self, index: usize) -> Lowered<Code<T>> {
        let operand = self.take(index)?;
        T::typed(operand.code()).ok_or_else(|| self.bad("operand type"))
    }

    /// Takes the operand of the next index.
    pub(crate) fn next_arg<T: Reg>(&mut self, indices: &mut std::ops::RangeFrom<usize>) -> Lowered<Code<T>> {
        let index = indices.next().unwrap_or(0);
        self.arg(index)
    }

    /// The slot of an argument in memory.
    pub(crate) fn slot(&self, index: usize) -> Lowered<Slot> {
        match self.args.get(index) {
            Some(Arg::Mem(slot, _)) => Ok(*slot),
            _ => Err(self.bad("argument")),
        }
    }

    /// A type argument.
    pub(crate) fn ty(&self, index: usize) -> Ty {
        let types: Vec<Ty> = self.type_args.iter().filter_map(|arg| arg.as_ty()).collect();
        types.get(index).copied().unwrap_or_else(Ty::error)
    }

    /// Delivers a value.
    pub(crate) fn ret<T: Reg>(self, value: Code<T>) -> Lowered<Out> {
        Ok(self.lower.deliver(T::any(value).into(), self.want))
    }

    /// Delivers a known value.
    pub(crate) fn constant<T: Reg>(self, value: T) -> Lowered<Out> {
        Ok(self.lower.deliver(T::any_operand(Operand::Const(value)), self.want))
    }

    /// Delivers a value that is built in memory: `fill` writes it to a slot.
    pub(crate) fn in_memory<F>(self, fill: impl FnOnce(Slot) -> F) -> Lowered<Out>
    where
        F: Fn(Fp, &mut crate::ctx::Ctx) + Send + Sync + 'static,
    {
        let slot = self.lower.memory_target(self.result, self.want)?;
        let stmt = Stmt::Unit(crate::code::code(fill(slot)));
        self.lower.deliver_memory(stmt, slot, self.result, self.want)
    }

    /// A wide pointer argument as a node.
    pub(crate) fn fat(&mut self, index: usize) -> Lowered<Code<FatRef>> {
        let slot = self.slot(index)?;
        Ok(crate::code::code(move |fp, ctx: &mut crate::ctx::Ctx| ctx.mem.local_fat(fp, slot)))
    }

    /// Whether an argument is in memory (a wide pointer).
    pub(crate) fn is_wide(&self, index: usize) -> bool {
        matches!(self.args.get(index), Some(Arg::Mem(..)))
    }

    /// The class of a type.
    pub(crate) fn class(&mut self, ty: Ty) -> Lowered<Class> {
        self.lower.class(ty)
    }
}

/// A native over scalars.
#[macro_export]
#[doc(hidden)]
macro_rules! leaf {
    ($name:ident($($a:ident: $t:ty),*) -> $r:ty, |$ctx:ident| $body:expr) => {
        fn $name(mut cx: $crate::natives::NativeCx<'_, '_>) -> $crate::lower::Lowered<$crate::lower::Out> {
            let mut _index = 0..;
            $(let $a = cx.next_arg::<$t>(&mut _index)?;)*
            let _ = &mut cx;
            cx.ret::<$r>($crate::code::code(move |_fp, $ctx: &mut $crate::ctx::Ctx| {
                $(let $a = $a.call(_fp, $ctx);)*
                $body
            }))
        }
    };
}
