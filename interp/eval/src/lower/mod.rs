//! Lowering: the typed tree of an instance becomes a closure tree.
//!
//! ```text
//!  TypedBody + type arguments ── Lower ──▶ (frame size, Code)
//!    value(e)  → an operand (raw value)            expressions that do not divert and are no larger than a scalar
//!    into(e)   → a statement that fills a slot     everything
//! ```
//! The frame of an instance: result area (only for results in memory), parameters, drop flags, locals, then a stack
//! of temporaries and callee frames whose height is known at every node, so that a callee's frame is at a constant
//! distance from the caller's and its arguments are evaluated straight into it.
//!
//! Invariant: a node is only ever built for concrete types; what cannot be lowered becomes a node that says
//! `unsupported` when it is reached.
//!
//! Reading order: this file, [`expr`], [`place`], [`op`], [`control`], [`pattern`], [`arms`], [`scope`], [`call`],
//! [`indirect`], [`shim`].

mod aggregate;
mod alias;
mod allocator;
mod arms;
mod borrow;
mod call;
mod cast;
mod control;
mod direct;
mod element;
mod expr;
mod fuse;
mod glue;
mod indirect;
mod inline;
mod layout;
mod links;
mod moves;
mod native;
pub(crate) mod op;
mod pattern;
mod place;
mod reciprocal;
mod scope;
mod shim;
mod tail;
mod track;
mod vtable;

pub(crate) use alias::Alias;
pub(crate) use call::Source;
pub(crate) use expr::{constant, discard};
pub(crate) use glue::{drop_each, needs_drop, variants_of};
pub(crate) use inline::InlineBody;
pub(crate) use layout::{Mover, discriminant_code, read_bits, set_discriminant, write_bits};
pub(crate) use place::{PlaceCode, PlaceOut, variant_layout};
pub(crate) use shim::{capture_types, lower_instance, result_class};
pub(crate) use track::Root;
pub(crate) use vtable::{make_vtable, unsized_tail};

use std::sync::Arc;

use rustc_hash::FxHashMap;
use treebeard_sema::layout::{Layout, Primitive};
use treebeard_sema::tree::{LocalId, MovePathId, TypedBody};
use treebeard_sema::ty::{
    Const, ConstKind, FloatTy, GenericArgs, Ty, TyKind, erase_regions, subst_args, subst_ty,
};
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, Ctl, code};
use crate::ctx::{Ctx, Turn, frame_size};
use crate::engine::{Engine, InstanceKey, InstanceKind, Tier};
use crate::memory::{FrameSize, Slot};
use crate::reg::{AnyOperand, Class, RegClass};

/// Result of a step of lowering; the error becomes a node that ends the program when it is reached.
pub(crate) type Lowered<T> = Result<T, Unsupported>;

/// A lowered statement.
#[derive(Debug)]
pub(crate) enum Stmt {
    /// Goes on to the next.
    Unit(Code<()>),
    /// May leave.
    Ctl(Code<Ctl>),
}

/// What is wanted of an expression.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Want {
    /// Only its effects.
    Effect,
    /// Its value in this slot.
    Slot(Slot),
    /// Its value; only where it fits a register and does not divert.
    Value,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Out {
    /// A statement (`Want::Effect`, `Want::Slot`).
    Stmt(Stmt),
    /// An operand (`Want::Value`).
    Value(AnyOperand),
}

/// A local of the body.
#[derive(Clone, Debug)]
pub(crate) struct LocalSlot {
    pub(crate) slot: Slot,
    pub(crate) ty: Ty,
    /// A parameter of an inlined body that has no slot of its own.
    pub(crate) alias: Option<Arc<Alias>>,
    /// Its header, if loans of it are tracked.
    pub(crate) owner: Option<Slot>,
    /// A flag that it was moved out of, where the drop flags do not say so.
    pub(crate) moved: Option<Slot>,
}

/// A loop or labelled block under lowering.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Label {
    /// Where `break` puts its value.
    pub(crate) result: Option<Slot>,
    /// A `break` to it was lowered.
    pub(crate) left: bool,
    /// A `continue` to it was lowered.
    pub(crate) again: bool,
}

/// Lowers one instance.
pub(crate) struct Lower<'c> {
    pub(crate) ctx: &'c mut Ctx,
    pub(crate) engine: Arc<Engine>,
    pub(crate) key: InstanceKey,
    pub(crate) args: GenericArgs,
    pub(crate) body: Option<Arc<TypedBody>>,
    pub(crate) locals: Vec<LocalSlot>,
    /// Drop flags of the tracked paths that matter here.
    pub(crate) flags: FxHashMap<MovePathId, Slot>,
    pub(crate) labels: Vec<Label>,
    /// Where `return` puts its value.
    pub(crate) result: Slot,
    pub(crate) result_class: Class,
    /// What a `#[track_caller]` callee is told, if the function is one itself.
    pub(crate) caller: Caller,
    /// Did something ask for [`crate::trap::AT_CALLER`]?
    pub(crate) faults_at_caller: bool,
    /// Calls that are being replaced by the callee's body.
    pub(crate) inlining: Vec<InstanceKey>,
    /// How much this instance is worth.
    pub(crate) tier: Tier,
    /// Loops around the node under construction.
    pub(crate) loops: u32,
    /// Whether the body under construction makes and checks loans.
    pub(crate) tracks: bool,
    /// Inside a match guard, whose bindings have no flags yet.
    pub(crate) in_guard: bool,
    /// Where the scope under construction ends.
    pub(crate) scope_end: SpanId,
    /// What becomes of the references that the call under construction returns.
    pub(crate) plan: Option<links::LinkPlan>,
    /// Statements that must run before the node under construction (operands that divert).
    pub(crate) pre: Vec<Stmt>,
    top: usize,
    max: usize,
    pub(crate) types: FxHashMap<Ty, Ty>,
}

/// Who counts as the caller of a `#[track_caller]` function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Caller {
    /// The call itself.
    Own,
    /// The function's own caller, in its hidden parameter.
    Hidden(Slot),
    /// The function's own caller, known because the call was replaced by the body.
    Known(SpanId),
}

/// Where the parameters and the result of an instance lie in its frame.
#[derive(Clone, Debug)]
pub(crate) struct FrameShape {
    pub(crate) params: Vec<Slot>,
    pub(crate) end: usize,
}

impl<'c> Lower<'c> {
    pub(crate) fn new(ctx: &'c mut Ctx, key: &InstanceKey, tier: Tier) -> Lower<'c> {
        let engine = ctx.engine.clone();
        Lower {
            ctx,
            engine,
            key: key.clone(),
            args: key.args,
            body: None,
            locals: Vec::new(),
            flags: FxHashMap::default(),
            labels: Vec::new(),
            result: slot(0),
            result_class: Class::Reg(RegClass::Unit),
            caller: Caller::Own,
            faults_at_caller: false,
            inlining: Vec::new(),
            tier,
            loops: 0,
            tracks: false,
            in_guard: false,
            scope_end: SpanId::NONE,
            plan: None,
            pre: Vec::new(),
            top: 0,
            max: 0,
            types: FxHashMap::default(),
        }
    }

    /// Whose loop is under construction.
    pub(crate) fn turn(&self) -> Turn {
        let def = match &self.inlining.last().unwrap_or(&self.key).kind {
            InstanceKind::Item(def) => *def,
            InstanceKind::Closure(id) | InstanceKind::ClosureOnce(id) | InstanceKind::ClosurePointer(id) => {
                id.owner
            }
            _ => return Turn::Library,
        };
        if self.engine.program.is_library(def) { Turn::Library } else { Turn::Program }
    }

    // ---- types ----

    /// A type of the body, made concrete.
    pub(crate) fn mono(&mut self, ty: Ty) -> Ty {
        if let Some(&found) = self.types.get(&ty) {
            return found;
        }
        let substituted = if ty.has_param() { subst_ty(ty, self.args) } else { ty };
        let concrete = self.engine.program.normalize(erase_regions(&substituted));
        self.types.insert(ty, concrete);
        concrete
    }

    /// Arguments of the body, made concrete.
    pub(crate) fn mono_args(&mut self, args: GenericArgs) -> GenericArgs {
        let substituted = if args.has_param() { subst_args(&args, self.args) } else { args };
        let list: Vec<_> = substituted
            .iter()
            .map(|&arg| match arg {
                treebeard_sema::ty::GenericArg::Ty(ty) => treebeard_sema::ty::GenericArg::Ty(self.mono(ty)),
                treebeard_sema::ty::GenericArg::Const(c) => {
                    treebeard_sema::ty::GenericArg::Const(self.mono_const(c))
                }
                treebeard_sema::ty::GenericArg::Region(_) => {
                    treebeard_sema::ty::GenericArg::Region(treebeard_sema::ty::Region::Erased)
                }
            })
            .collect();
        GenericArgs::new(&list)
    }

    /// A constant of the body, made concrete and evaluated if possible.
    pub(crate) fn mono_const(&mut self, c: Const) -> Const {
        let c = subst_args(&c, self.args);
        match c.kind() {
            ConstKind::Unevaluated(..) => match self.engine.program.eval_const(c) {
                Some(bits) => Const::new(ConstKind::Value(Ty::usize(), bits)),
                None => c,
            },
            _ => c,
        }
    }

    pub(crate) fn const_bits(&mut self, c: Const, span: SpanId) -> Lowered<u128> {
        match *self.mono_const(c).kind() {
            ConstKind::Value(_, bits) => Ok(bits),
            _ => Err(Unsupported::new("constant expression in a type", span)),
        }
    }

    pub(crate) fn layout(&mut self, ty: Ty) -> Lowered<Arc<Layout>> {
        layout_of(&self.engine, ty)
    }

    pub(crate) fn class(&mut self, ty: Ty) -> Lowered<Class> {
        class_of(&self.engine, ty)
    }

    /// The class of a type known to fit a register.
    pub(crate) fn reg_class(&mut self, ty: Ty) -> Lowered<RegClass> {
        match self.class(ty)? {
            Class::Reg(class) => Ok(class),
            Class::Memory => Err(Unsupported::new("internal: value in memory", SpanId::NONE)),
        }
    }

    pub(crate) fn needs_drop(&mut self, ty: Ty) -> bool {
        needs_drop(&self.engine, ty)
    }

    /// Whether copies carry tags.
    pub(crate) fn tracked(&self) -> bool {
        self.engine.options.ownership == crate::engine::Ownership::Track
    }

    // ---- frame ----

    /// Room in the frame, until the height is restored.
    pub(crate) fn temp(&mut self, size: u64, align: u64) -> Slot {
        let at = self.top.next_multiple_of(align.max(1) as usize);
        self.top = at + size as usize;
        self.max = self.max.max(self.top);
        slot(at)
    }

    /// Room for a value of a type.
    pub(crate) fn temp_for(&mut self, ty: Ty) -> Lowered<Slot> {
        let layout = self.layout(ty)?;
        // Whole words, so that a scalar and its tag never share one with a neighbour.
        Ok(self.temp(layout.size, layout.align.max(if layout.pointers.is_empty() { 1 } else { 8 })))
    }

    pub(crate) fn height(&self) -> usize {
        self.top
    }

    pub(crate) fn set_height(&mut self, height: usize) {
        self.top = height;
    }

    /// The distance of a callee's frame at the present height.
    pub(crate) fn callee_base(&mut self, shape_end: usize, span: SpanId) -> FrameSize {
        let base = self.top.next_multiple_of(16);
        self.max = self.max.max(base + shape_end);
        frame_size(base, span)
    }

    pub(crate) fn frame(&self) -> FrameSize {
        frame_size(self.max.max(16), SpanId::NONE)
    }

    /// Lays out the frame of an instance with these parameters and result.
    pub(crate) fn frame_shape(&mut self, params: &[Ty], result: Ty, hidden: bool) -> Lowered<FrameShape> {
        frame_shape(&self.engine, params, result, hidden)
    }

    pub(crate) fn local(&self, id: LocalId) -> &LocalSlot {
        &self.locals[id.0 as usize]
    }

    /// Runs `f`; statements it needs first are put before its own.
    pub(crate) fn with_pre(&mut self, f: impl FnOnce(&mut Self) -> Lowered<Out>) -> Lowered<Out> {
        let saved = std::mem::take(&mut self.pre);
        let out = f(self);
        let pre = std::mem::replace(&mut self.pre, saved);
        let out = out?;
        if pre.is_empty() {
            return Ok(out);
        }
        match out {
            Out::Stmt(stmt) => {
                let mut all = pre;
                all.push(stmt);
                Ok(Out::Stmt(sequence(all)))
            }
            Out::Value(value) => {
                let Stmt::Unit(first) = sequence(pre) else {
                    return Err(Unsupported::new("internal: diverting operand", SpanId::NONE));
                };
                Ok(Out::Value(first_then(first, value.code()).into()))
            }
        }
    }
}

fn first_then(first: Code<()>, then: crate::reg::AnyCode) -> crate::reg::AnyCode {
    use crate::reg::Reg;
    fn make<T: Reg>(first: Code<()>, then: Code<T>) -> crate::reg::AnyCode {
        T::any(code(move |fp, ctx| {
            first.call(fp, ctx);
            then.call(fp, ctx)
        }))
    }
    crate::with_code!(then, then => make(first, then))
}

/// A slot at a distance known to be small.
pub(crate) fn slot(offset: usize) -> Slot {
    match Slot::new(offset) {
        Some(slot) => slot,
        None => crate::trap::unsupported("a function with more than 16 MiB of locals", SpanId::NONE),
    }
}

/// The slot `by` bytes further on.
pub(crate) fn slot_plus(base: Slot, by: u64) -> Slot {
    slot(base.offset() + by as usize)
}

/// The slot of a callee's parameter, seen from the caller.
pub(crate) fn slot_in(base: FrameSize, param: Slot) -> Slot {
    slot(base.bytes() + param.offset())
}

/// Layout of a concrete type.
pub(crate) fn layout_of(engine: &Engine, ty: Ty) -> Lowered<Arc<Layout>> {
    engine.program.layout_of(ty).map_err(|e| Unsupported::new(e, SpanId::NONE))
}

/// How values of a concrete type travel.
pub(crate) fn class_of(engine: &Engine, ty: Ty) -> Lowered<Class> {
    let int = |bits: u32, signed: bool| match (bits, signed) {
        (8, true) => RegClass::I8,
        (16, true) => RegClass::I16,
        (32, true) => RegClass::I32,
        (64, true) => RegClass::I64,
        (128, true) => RegClass::I128,
        (8, false) => RegClass::U8,
        (16, false) => RegClass::U16,
        (32, false) => RegClass::U32,
        (64, false) => RegClass::U64,
        _ => RegClass::U128,
    };
    Ok(Class::Reg(match ty.kind() {
        TyKind::Bool => RegClass::Bool,
        TyKind::Char => RegClass::U32,
        TyKind::Int(i) => int(i.bits(), i.is_signed()),
        TyKind::Float(FloatTy::F32) => RegClass::F32,
        TyKind::Float(FloatTy::F64) => RegClass::F64,
        TyKind::FnPtr(_) => RegClass::U64,
        TyKind::Never | TyKind::FnDef(..) => RegClass::Unit,
        _ => {
            let layout = layout_of(engine, ty)?;
            if !layout.sized {
                return Ok(Class::Memory);
            }
            if layout.size == 0 {
                return Ok(Class::Reg(RegClass::Unit));
            }
            match layout.scalar.map(|scalar| scalar.primitive) {
                None => return Ok(Class::Memory),
                Some(Primitive::Int { bytes, signed }) => int(u32::from(bytes) * 8, signed),
                Some(Primitive::F32) => RegClass::F32,
                Some(Primitive::F64) => RegClass::F64,
                Some(Primitive::Pointer) => RegClass::Ptr,
                Some(Primitive::Code) => RegClass::U64,
            }
        }
    }))
}

pub(crate) fn frame_shape(engine: &Engine, params: &[Ty], result: Ty, hidden: bool) -> Lowered<FrameShape> {
    let mut end = 0usize;
    if class_of(engine, result)? == Class::Memory {
        end = layout_of(engine, result)?.size as usize;
    }
    let mut slots = Vec::with_capacity(params.len());
    for &param in params {
        let layout = layout_of(engine, param)?;
        let align = if layout.pointers.is_empty() { layout.align } else { layout.align.max(8) };
        end = end.next_multiple_of(align.max(1) as usize);
        slots.push(slot(end));
        end += layout.size as usize;
    }
    if hidden {
        end = end.next_multiple_of(4);
        slots.push(slot(end));
        end += 4;
    }
    Ok(FrameShape { params: slots, end })
}

/// Joins statements.
pub(crate) fn sequence(stmts: Vec<Stmt>) -> Stmt {
    let mut stmts: Vec<Stmt> = stmts;
    if stmts.iter().all(|stmt| matches!(stmt, Stmt::Unit(_))) {
        let units: Vec<Code<()>> =
            stmts.into_iter().filter_map(|s| if let Stmt::Unit(c) = s { Some(c) } else { None }).collect();
        return Stmt::Unit(sequence_units(units));
    }
    if stmts.len() == 1
        && let Some(only) = stmts.pop()
    {
        return only;
    }
    // Runs of plain statements become one.
    let mut parts: Vec<Code<Ctl>> = Vec::new();
    let mut run: Vec<Code<()>> = Vec::new();
    for stmt in stmts {
        match stmt {
            Stmt::Unit(c) => run.push(c),
            Stmt::Ctl(c) if run.is_empty() => parts.push(c),
            Stmt::Ctl(c) => {
                let first = sequence_units(std::mem::take(&mut run));
                parts.push(code(move |fp, ctx| {
                    first.call(fp, ctx);
                    c.call(fp, ctx)
                }));
            }
        }
    }
    if !run.is_empty() {
        parts.push(to_ctl(sequence_units(run)));
    }
    Stmt::Ctl(join_ctl(parts))
}

fn join_ctl(mut parts: Vec<Code<Ctl>>) -> Code<Ctl> {
    match (parts.len(), parts.pop(), parts.pop()) {
        (1, Some(only), _) => only,
        (2, Some(second), Some(first)) => code(move |fp, ctx| {
            let ctl = first.call(fp, ctx);
            if ctl != Ctl::NEXT {
                return ctl;
            }
            second.call(fp, ctx)
        }),
        (_, last, before) => {
            parts.extend(before);
            parts.extend(last);
            let parts = parts.into_boxed_slice();
            code(move |fp, ctx| {
                for part in &parts {
                    let ctl = part.call(fp, ctx);
                    if ctl != Ctl::NEXT {
                        return ctl;
                    }
                }
                Ctl::NEXT
            })
        }
    }
}

/// Joins statements that go on.
pub(crate) fn sequence_units(mut units: Vec<Code<()>>) -> Code<()> {
    match units.len() {
        0 => code(|_, _| ()),
        1 => units.remove(0),
        2 => {
            let (second, first) = (units.remove(1), units.remove(0));
            code(move |fp, ctx| {
                first.call(fp, ctx);
                second.call(fp, ctx)
            })
        }
        3 => {
            let (third, second, first) = (units.remove(2), units.remove(1), units.remove(0));
            code(move |fp, ctx| {
                first.call(fp, ctx);
                second.call(fp, ctx);
                third.call(fp, ctx)
            })
        }
        _ => {
            let last = units.pop();
            let rest = units.into_boxed_slice();
            let last = last.unwrap_or_else(|| code(|_, _| ()));
            code(move |fp, ctx| {
                for unit in &rest {
                    unit.call(fp, ctx);
                }
                last.call(fp, ctx)
            })
        }
    }
}

/// A plain statement as one that may leave.
pub(crate) fn to_ctl(unit: Code<()>) -> Code<Ctl> {
    code(move |fp, ctx| {
        unit.call(fp, ctx);
        Ctl::NEXT
    })
}

impl Stmt {
    /// As one that may leave.
    pub(crate) fn ctl(self) -> Code<Ctl> {
        match self {
            Stmt::Unit(unit) => to_ctl(unit),
            Stmt::Ctl(ctl) => ctl,
        }
    }

    /// Nothing.
    pub(crate) fn nothing() -> Stmt {
        Stmt::Unit(code(|_, _| ()))
    }
}
