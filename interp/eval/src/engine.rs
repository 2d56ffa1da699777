//! The engine: instances and the tables that compiled code refers to by index.
//!
//! A function becomes an *instance* per set of type arguments. An instance is a slot that call nodes hold; its code
//! is lowered at the first call (late binding), and once more when it turns out to be called often. Vtables, function pointers and globals are tables here, so that
//! code holds small indices, never addresses of one isolate.
//!
//! Invariant: the tables only grow; no lock is held while code is lowered or run.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use rustc_hash::FxHashMap;
use treebeard_sema::def::DefId;
use treebeard_sema::tree::ClosureKind;
use treebeard_sema::ty::{ClosureId, GenericArgs, Ty};
use treebeard_syntax::SpanId;

use crate::code::{Code, stack_pointer};
use crate::ctx::{Ctx, stack_overflow};
use crate::memory::{Fp, FrameSize};
use crate::program::Program;
use crate::reg::{AnyCode, Ptr, Reg, RegClass};
use crate::trap::bug;

/// What is tracked of ownership while running.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ownership {
    /// Loans of every reference.
    Track,
    /// Nothing.
    #[default]
    Off,
}

/// How programs are run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is tracked.
    pub ownership: Ownership,
    /// The static level did not accept the program: places may be used that were moved out of or never initialised.
    pub unproved: bool,
    /// Most steps (calls and turns of loops).
    pub fuel: Option<u64>,
    /// Most heap bytes.
    pub memory: Option<u64>,
    /// Seed of everything random.
    pub seed: u64,
    /// Whether the seed also decides which thread runs when; else they take turns.
    pub explore_schedules: bool,
    /// A panic tells the calls that it leaves, and so many calls of the program's own may be inside each other; costs
    /// time at each.
    pub trace: Option<u32>,
}

/// The kinds of instance.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum InstanceKind {
    /// A function with a body, or a native leaf.
    Item(DefId),
    /// The constructor of a tuple struct or variant, as a function.
    Ctor(DefId),
    /// A closure, its `self` as its own kind wants it.
    Closure(ClosureId),
    /// A closure that takes itself by reference, called by value.
    ClosureOnce(ClosureId),
    /// A Fn trait's method on a function item.
    FnItem(DefId, ClosureKind),
    /// A Fn trait's method on a function pointer of this type.
    FnPointer(Ty, ClosureKind),
    /// `Clone::clone` of this type.
    Clone(Ty),
    /// `drop_in_place`: one parameter, the (thin or wide) pointer.
    DropGlue(Ty),
    /// `call_once` of another instance that takes `self` by value, through a pointer to it (for vtables).
    OnceThroughPointer(Arc<InstanceKey>, Ty),
    /// An item that implements a Fn trait's method with its arguments as a tuple, called with them one by one.
    Unpacked(DefId),
    /// A closure without captures, as a function pointer: its parameters without itself.
    ClosurePointer(ClosureId),
    /// A `#[track_caller]` function called through a pointer or vtable: its caller is itself.
    Untracked(DefId),
    /// The value of a constant.
    Const(DefId),
    /// The initial value of a static.
    Static(DefId),
    /// A promoted constant of a body.
    Promoted(DefId, Option<ClosureId>, u32),
}

/// Which instance.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct InstanceKey {
    /// What.
    pub kind: InstanceKind,
    /// With which arguments, regions erased.
    pub args: GenericArgs,
}

/// The lowered body of an instance.
#[derive(Debug)]
pub struct FnBody<T> {
    /// The frame it needs.
    pub frame: FrameSize,
    /// What it does.
    pub code: Code<T>,
}

/// An instance that yields a `T`.
#[derive(Debug)]
pub struct FnSlot<T> {
    /// Which.
    pub key: InstanceKey,
    body: OnceLock<FnBody<T>>,
    /// The body of the first calls.
    cold: OnceLock<FnBody<T>>,
    calls: AtomicU32,
}

/// Calls of an instance before it is lowered with library functions in place of their calls: most functions are
/// called so rarely that finding out what is small costs more than it saves.
const COLD_CALLS: u32 = 24;

impl<T: Reg> FnSlot<T> {
    fn new(key: InstanceKey) -> FnSlot<T> {
        FnSlot { key, body: OnceLock::new(), cold: OnceLock::new(), calls: AtomicU32::new(0) }
    }

    /// Calls it; its frame begins `base` above `fp` and its parameters are in place.
    #[inline(always)]
    pub fn enter(&self, fp: Fp, base: FrameSize, ctx: &mut Ctx) -> T {
        let Some(body) = self.body.get() else { return self.first_call(fp, base, ctx) };
        ctx.tick();
        match ctx.mem.callee_frame(fp, base, body.frame) {
            Ok(frame) if stack_pointer() >= ctx.native_limit => body.code.call(frame, ctx),
            _ => stack_overflow(ctx),
        }
    }

    /// A call while the instance is cold.
    #[cold]
    #[inline(never)]
    fn first_call(&self, fp: Fp, base: FrameSize, ctx: &mut Ctx) -> T {
        if self.calls.fetch_add(1, Relaxed) >= COLD_CALLS || !self.key.kind.has_tiers() {
            self.body.get_or_init(|| self.lower(ctx, Tier::Hot));
            return self.enter(fp, base, ctx);
        }
        let body = self.cold.get_or_init(|| self.lower(ctx, Tier::Cold));
        ctx.tick();
        match ctx.mem.callee_frame(fp, base, body.frame) {
            Ok(frame) if stack_pointer() >= ctx.native_limit => body.code.call(frame, ctx),
            _ => stack_overflow(ctx),
        }
    }

    /// A body to run once, lowered if none is yet.
    pub fn lowered(&self, ctx: &mut Ctx) -> &FnBody<T> {
        match self.body.get() {
            Some(body) => body,
            None => self.cold.get_or_init(|| self.lower(ctx, Tier::Cold)),
        }
    }

    fn lower(&self, ctx: &mut Ctx, tier: Tier) -> FnBody<T> {
        let (frame, code) = crate::lower::lower_instance(ctx, &self.key, tier);
        let class = code.class();
        match T::typed(code) {
            Some(code) => FnBody { frame, code },
            None => bug(format!("instance {:?} was lowered to {class:?}", self.key)),
        }
    }
}

/// How much is spent on lowering an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tier {
    /// Library functions are inlined in loops only.
    Cold,
    /// Library functions are inlined.
    Hot,
}

impl InstanceKind {
    /// Whether its body is written in Rust, and not made here.
    fn has_tiers(&self) -> bool {
        matches!(
            self,
            InstanceKind::Item(_)
                | InstanceKind::Closure(_)
                | InstanceKind::ClosureOnce(_)
                | InstanceKind::ClosurePointer(_)
        )
    }
}

macro_rules! any_fn {
    ($($variant:ident $ty:ty;)*) => {
        /// An instance of any register type.
        #[derive(Clone, Debug)]
        #[expect(missing_docs, reason = "named as the types")]
        pub enum AnyFn { $($variant(Arc<FnSlot<$ty>>)),* }

        impl AnyFn {
            fn new(key: InstanceKey, class: RegClass) -> AnyFn {
                match class {
                    $(RegClass::$variant => AnyFn::$variant(Arc::new(FnSlot::new(key)))),*
                }
            }

            /// Which instance.
            pub fn key(&self) -> &InstanceKey {
                match self { $(AnyFn::$variant(slot) => &slot.key),* }
            }

            /// What it yields.
            pub fn class(&self) -> RegClass {
                match self { $(AnyFn::$variant(_) => RegClass::$variant),* }
            }

            /// A node that calls it; the arguments are in place.
            pub fn call_code(self, base: FrameSize, args: Option<Code<()>>) -> AnyCode {
                match self {
                    $(AnyFn::$variant(slot) => AnyCode::$variant(call_slot(slot, base, args))),*
                }
            }
        }

        $(impl TypedFn for $ty {
            fn slot(any: &AnyFn) -> Option<&Arc<FnSlot<$ty>>> {
                if let AnyFn::$variant(slot) = any { Some(slot) } else { None }
            }
        })*
    };
}

/// Register types as results of instances.
pub trait TypedFn: Reg {
    /// The slot, if the instance yields this type.
    fn slot(any: &AnyFn) -> Option<&Arc<FnSlot<Self>>>;
}

any_fn! {
    Unit (); Bool bool;
    I8 i8; I16 i16; I32 i32; I64 i64; I128 i128;
    U8 u8; U16 u16; U32 u32; U64 u64; U128 u128;
    F32 f32; F64 f64; Ptr Ptr;
}

fn call_slot<T: Reg>(slot: Arc<FnSlot<T>>, base: FrameSize, args: Option<Code<()>>) -> Code<T> {
    match args {
        None => crate::code::code(move |fp, ctx| slot.enter(fp, base, ctx)),
        Some(args) => crate::code::code(move |fp, ctx| {
            args.call(fp, ctx);
            slot.enter(fp, base, ctx)
        }),
    }
}

/// What a `dyn` pointer's metadata stands for.
#[derive(Debug)]
pub struct VTable {
    /// The type behind it.
    pub concrete: Ty,
    /// Its size.
    pub size: u64,
    /// Its alignment.
    pub align: u64,
    /// Its drop glue, if it needs any.
    pub drop: Option<AnyFn>,
    /// Its methods in vtable order.
    pub methods: Vec<Option<AnyFn>>,
}

/// Something that has an address in every isolate.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Global {
    /// Bytes of a literal.
    Bytes(Arc<[u8]>),
    /// A static.
    Static(DefId),
    /// A constant or promoted: evaluated once, never changed.
    Value(InstanceKey, Ty),
    /// A `core::panic::Location`.
    Location(SpanId),
}

impl Global {
    /// The constant or static whose value it is.
    pub fn item(&self) -> Option<DefId> {
        match self {
            Global::Static(def) => Some(*def),
            Global::Value(key, _) => match key.kind {
                InstanceKind::Const(def) => Some(def),
                _ => None,
            },
            Global::Bytes(_) | Global::Location(_) => None,
        }
    }
}

#[derive(Default)]
struct Tables {
    instances: FxHashMap<InstanceKey, AnyFn>,
    globals: Vec<Global>,
    global_ids: FxHashMap<Global, u32>,
    vtables: Vec<Arc<VTable>>,
    vtable_ids: FxHashMap<(Ty, Ty), u64>,
    functions: Vec<AnyFn>,
    function_ids: FxHashMap<InstanceKey, u64>,
    type_ids: FxHashMap<Ty, u64>,
    drop_needs: FxHashMap<Ty, bool>,
    inline_bodies: FxHashMap<DefId, Option<Arc<crate::lower::InlineBody>>>,
}

/// Runs programs.
pub struct Engine {
    /// The front half.
    pub program: Arc<dyn Program>,
    /// How it runs them.
    pub options: Options,
    tables: Mutex<Tables>,
}

/// Function pointers are multiples of this, so that they are aligned and never null.
const FUNCTION_STEP: u64 = 16;
/// Vtable pointers are multiples of this.
const VTABLE_STEP: u64 = 8;

impl Engine {
    /// A new engine.
    pub fn new(program: Arc<dyn Program>, options: Options) -> Arc<Engine> {
        Arc::new(Engine { program, options, tables: Mutex::default() })
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// The slot of an instance.
    pub fn instance(&self, key: InstanceKey) -> AnyFn {
        if let Some(found) = self.tables().instances.get(&key) {
            return found.clone();
        }
        let class = crate::lower::result_class(self, &key);
        self.tables().instances.entry(key.clone()).or_insert_with(|| AnyFn::new(key, class)).clone()
    }

    /// The index of a global.
    pub fn global(&self, global: Global) -> u32 {
        let mut tables = self.tables();
        if let Some(&index) = tables.global_ids.get(&global) {
            return index;
        }
        let index = tables.globals.len() as u32;
        tables.globals.push(global.clone());
        tables.global_ids.insert(global, index);
        index
    }

    /// The global at an index.
    pub fn global_at(&self, index: u32) -> Option<Global> {
        self.tables().globals.get(index as usize).cloned()
    }

    /// The pointer value that stands for a function.
    pub fn function_pointer(&self, function: AnyFn) -> u64 {
        let mut tables = self.tables();
        if let Some(&id) = tables.function_ids.get(function.key()) {
            return id;
        }
        let id = (tables.functions.len() as u64 + 1) * FUNCTION_STEP;
        tables.function_ids.insert(function.key().clone(), id);
        tables.functions.push(function);
        id
    }

    /// The function a pointer value stands for.
    pub fn function_at(&self, pointer: u64) -> Option<AnyFn> {
        if !pointer.is_multiple_of(FUNCTION_STEP) {
            return None;
        }
        let index = (pointer / FUNCTION_STEP).checked_sub(1)?;
        self.tables().functions.get(index as usize).cloned()
    }

    /// The metadata of `concrete` as `dyn_ty`.
    pub fn vtable(&self, concrete: Ty, dyn_ty: Ty) -> u64 {
        if let Some(&id) = self.tables().vtable_ids.get(&(concrete, dyn_ty)) {
            return id;
        }
        let vtable = Arc::new(crate::lower::make_vtable(self, concrete, dyn_ty));
        let mut tables = self.tables();
        if let Some(&id) = tables.vtable_ids.get(&(concrete, dyn_ty)) {
            return id;
        }
        let id = (tables.vtables.len() as u64 + 1) * VTABLE_STEP;
        tables.vtables.push(vtable);
        tables.vtable_ids.insert((concrete, dyn_ty), id);
        id
    }

    /// The vtable that metadata stands for.
    pub fn vtable_at(&self, meta: u64) -> Option<Arc<VTable>> {
        if !meta.is_multiple_of(VTABLE_STEP) {
            return None;
        }
        let index = (meta / VTABLE_STEP).checked_sub(1)?;
        self.tables().vtables.get(index as usize).cloned()
    }

    /// The vtable that metadata stands for, from the isolate's own copy of the table.
    #[inline]
    pub fn vtable_of(ctx: &mut Ctx, meta: u64) -> Arc<VTable> {
        match ctx.engine.vtable_at(meta) {
            Some(vtable) => vtable,
            None => crate::trap::bad_access(SpanId::NONE),
        }
    }

    /// A number for a type, equal exactly for equal types.
    pub fn type_id(&self, ty: Ty) -> u64 {
        let mut tables = self.tables();
        let next = tables.type_ids.len() as u64 + 1;
        *tables.type_ids.entry(ty).or_insert(next)
    }

    /// A remembered answer of [`crate::lower::needs_drop`].
    pub(crate) fn drop_need(&self, ty: Ty) -> Option<bool> {
        self.tables().drop_needs.get(&ty).copied()
    }

    /// What a small library function computes, if a call may be replaced by it; found by `make` at first.
    pub(crate) fn inline_body(
        &self,
        def: DefId,
        make: impl FnOnce() -> Option<crate::lower::InlineBody>,
    ) -> Option<Arc<crate::lower::InlineBody>> {
        if let Some(known) = self.tables().inline_bodies.get(&def) {
            return known.clone();
        }
        let made = make().map(Arc::new);
        self.tables().inline_bodies.insert(def, made.clone());
        made
    }

    pub(crate) fn set_drop_need(&self, ty: Ty, needs: bool) {
        self.tables().drop_needs.insert(ty, needs);
    }
}

/// Calls an instance from host code, on a side stack; `setup` writes the parameters into its frame. The result, if
/// it is in memory, is at the start of the frame, which `finish` may read.
pub fn call_from_host<T: TypedFn, R>(
    ctx: &mut Ctx,
    function: &AnyFn,
    setup: impl FnOnce(&mut Ctx, Fp),
    finish: impl FnOnce(&mut Ctx, Fp, T) -> R,
) -> R {
    let Some(slot) = T::slot(function) else { bug("call from host with the wrong result type") };
    let slot = slot.clone();
    let frame = slot.lowered(ctx).frame;
    if stack_pointer() < ctx.native_limit {
        stack_overflow(ctx);
    }
    let previous = ctx.mem.current_stack();
    let Ok(stack) = ctx.mem.new_stack(SIDE_STACK_BYTES) else { stack_overflow(ctx) };
    if ctx.mem.switch_stack(stack).is_err() {
        bug("no side stack");
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let Ok(fp) = ctx.mem.first_frame(frame) else { stack_overflow(ctx) };
        setup(ctx, fp);
        let value = slot.lowered(ctx).code.call(fp, ctx);
        finish(ctx, fp, value)
    }));
    if ctx.mem.switch_stack(previous).is_err() || ctx.mem.free_stack(stack).is_err() {
        bug("side stack lost");
    }
    match result {
        Ok(result) => result,
        Err(payload) => std::panic::resume_unwind(payload),
    }
}

/// Size of the value stack of a call from host code.
const SIDE_STACK_BYTES: usize = 1 << 20;
