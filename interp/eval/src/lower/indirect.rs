//! Callees found while the program runs: function pointers, vtables, closures in boxes.

use std::sync::{Arc, OnceLock};

use treebeard_sema::def::DefId;
use treebeard_sema::tree::{Expr, ExprKind};
use treebeard_sema::ty::{GenericArgs, Ty, TyKind};
use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::engine::{Engine, FnSlot, InstanceKey, InstanceKind, TypedFn};
use crate::memory::{FrameSize, Slot};
use crate::program::Resolved;
use crate::reg::AnyCode;

use super::call::{Source, Target};
use super::control::internal;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, sequence};

impl Lower<'_> {
    /// The parameter types of a function pointer.
    pub(super) fn pointer_params(&mut self, ty: Ty) -> Lowered<Vec<Ty>> {
        match ty.kind() {
            TyKind::FnPtr(sig) => Ok(sig.inputs.iter().map(|&ty| self.mono(ty)).collect()),
            _ => Err(internal("call of no function pointer")),
        }
    }

    /// A call through a pointer to a function pointer, which is the first of `sources`.
    pub(crate) fn call_through(
        &mut self,
        ty: Ty,
        sources: &[Source<'_>],
        result: Ty,
        want: Want,
    ) -> Lowered<Out> {
        let Some(&Source::Slot(place, _)) = sources.first() else { return Err(internal("function pointer")) };
        let slot = self.temp(8, 8);
        self.pre.push(follow(place, slot));
        let params = self.pointer_params(ty)?;
        self.emit(Target::Pointer(slot), &params, &sources[1..], result, SpanId::NONE, false, want)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(super) fn call_virtual(
        &mut self,
        (def, args): (DefId, GenericArgs),
        index: u32,
        sources: &[Source<'_>],
        rust_call: bool,
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let in_tuple = self.is_fn_trait_method(def);
        let sources = if in_tuple { self.spread(sources, rust_call)? } else { sources.to_vec() };
        let wide = self.temp(16, 8);
        let self_ty = self.source_ty(sources[0]);
        if matches!(self_ty.kind(), TyKind::Dynamic(..)) {
            // `FnOnce::call_once` of an unsized value: its place.
            let Source::Expr(Expr { kind: ExprKind::Move(place) | ExprKind::Copy(place), .. }) = sources[0]
            else {
                return Err(Unsupported::new("an unsized value", span));
            };
            let out = self.place(place)?;
            let clear = out.path.and_then(|path| self.clear_path(path));
            let fat = out.code.fat();
            self.pre.push(Stmt::Unit(code(move |fp, ctx| {
                let fat = fat.call(fp, ctx);
                ctx.mem.set_local_fat(fp, wide, fat);
            })));
            self.pre.extend(clear.map(Stmt::Unit));
        } else {
            let fill = self.fill(sources[0], wide)?;
            self.pre.push(fill);
        }
        let thin = Ty::new(TyKind::RawPtr(Ty::unit(), Mutability::Not));
        let mut params = vec![thin];
        if in_tuple {
            params.extend(sources[1..].iter().map(|&source| self.source_ty(source)));
        } else {
            let (sig, _) = self.engine.program.fn_signature(def, args);
            params.extend(sig.into_iter().skip(1));
            self.plan = self.link_plan(def, args);
        }
        let mut passed = vec![Source::Slot(wide, thin)];
        passed.extend(&sources[1..]);
        self.emit(Target::Virtual(wide, index), &params, &passed, result, span, false, want)
    }

    /// `Fn::call`, `FnMut::call_mut`, `FnOnce::call_once`?
    pub(crate) fn is_fn_trait_method(&self, def: DefId) -> bool {
        self.engine.program.fn_trait_method(def).is_some()
    }

    /// `(*f)(args)` for a box that may hold an unsized closure: the value is called by value, then its memory freed.
    pub(crate) fn call_once_box(
        &mut self,
        (pointer, box_ty): (Slot, Ty),
        (args, args_ty): (Slot, Ty),
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let callee = self.pointee(box_ty, span)?;
        let Some(once) = self.engine.program.lang_item("fn_once_call_once") else {
            return Err(internal("FnOnce::call_once"));
        };
        let free = self.box_free_call(PlaceCode::Slot(pointer), box_ty)?;
        if self.is_sized(callee) {
            let value = self.temp_for(callee)?;
            let from = PlaceOut::at(PlaceCode::Ref(pointer, 0), callee);
            let copy = self.copy_place(from, value)?;
            self.pre.push(Stmt::Unit(copy));
            self.pre.push(Stmt::Unit(free));
            let list = GenericArgs::new(&[
                treebeard_sema::ty::GenericArg::Ty(callee),
                treebeard_sema::ty::GenericArg::Ty(args_ty),
            ]);
            let sources = [Source::Slot(value, callee), Source::Slot(args, args_ty)];
            return self.call_def(once, list, &sources, false, result, span, want);
        }
        // The vtable's entry takes the value out of the box; nothing else is left in it then.
        let layout = self.layout(args_ty)?;
        let thin = Ty::new(TyKind::RawPtr(Ty::unit(), Mutability::Not));
        let (mut params, mut sources) = (vec![thin], vec![Source::Slot(pointer, thin)]);
        if let TyKind::Tuple(fields) = args_ty.kind() {
            for (i, &field) in fields.iter().enumerate() {
                params.push(field);
                sources.push(Source::Slot(super::slot_plus(args, layout.fields.offset(i)), field));
            }
        }
        let index = self.engine.program.once_index(callee);
        let slot = match (want, self.class(result)?) {
            (Want::Slot(slot), _) => slot,
            _ => self.temp_for(result)?,
        };
        let out = self.emit(
            Target::Virtual(pointer, index),
            &params,
            &sources,
            result,
            span,
            false,
            Want::Slot(slot),
        )?;
        let Out::Stmt(call) = out else { return Err(internal("call")) };
        let all = sequence(vec![call, Stmt::Unit(free)]);
        self.deliver_memory(all, slot, result, want)
    }

    /// The pointer value that stands for a function item or a closure without captures.
    pub(crate) fn reify(&mut self, ty: Ty, span: SpanId) -> Lowered<u64> {
        let key = match ty.kind() {
            TyKind::FnDef(def, args) => {
                match self.engine.program.resolve(*def, *args).map_err(|text| Unsupported::new(text, span))? {
                    Resolved::Item(def, args) => {
                        InstanceKey { kind: super::shim::callable(&self.engine, def), args }
                    }
                    Resolved::Ctor(def, args) => InstanceKey { kind: InstanceKind::Ctor(def), args },
                    Resolved::Clone(ty) => {
                        InstanceKey { kind: InstanceKind::Clone(ty), args: GenericArgs::empty() }
                    }
                    _ => return Err(Unsupported::new("a pointer to this function", span)),
                }
            }
            TyKind::Closure(id, args) => InstanceKey { kind: InstanceKind::ClosurePointer(*id), args: *args },
            _ => return Err(Unsupported::new("a pointer to this function", span)),
        };
        let function = self.engine.instance(key);
        Ok(self.engine.function_pointer(function))
    }
}

/// Loads the function pointer that the reference in one slot points to into another.
pub(super) fn follow(reference: Slot, pointer: Slot) -> Stmt {
    Stmt::Unit(code(move |fp, ctx| {
        let reference = ctx.mem.local_ref(fp, reference);
        let value: u64 = crate::access::load(ctx, reference);
        ctx.mem.set_local(fp, pointer, value);
    }))
}

/// The function last called from a place, by what stood there.
type InlineCache<T> = OnceLock<(u64, Arc<FnSlot<T>>)>;

fn run_args(args: &Option<Code<()>>, fp: crate::memory::Fp, ctx: &mut Ctx) {
    if let Some(args) = args {
        args.call(fp, ctx);
    }
}

pub(super) fn call_pointer<T: TypedFn>(slot: Slot, base: FrameSize, args: Option<Code<()>>) -> AnyCode {
    let cache: InlineCache<T> = OnceLock::new();
    T::any(code(move |fp, ctx| {
        run_args(&args, fp, ctx);
        let pointer: u64 = ctx.mem.local(fp, slot);
        if let Some((known, function)) = cache.get()
            && *known == pointer
        {
            return function.enter(fp, base, ctx);
        }
        let function = ctx.engine.function_at(pointer);
        match function.as_ref().and_then(T::slot) {
            Some(function) => {
                let function = function.clone();
                let _ = cache.set((pointer, function.clone()));
                function.enter(fp, base, ctx)
            }
            None => crate::trap::bad_access(SpanId::NONE),
        }
    }))
}

pub(super) fn call_method<T: TypedFn>(
    (slot, index): (Slot, u32),
    base: FrameSize,
    args: Option<Code<()>>,
) -> AnyCode {
    let cache: InlineCache<T> = OnceLock::new();
    T::any(code(move |fp, ctx| {
        run_args(&args, fp, ctx);
        let meta = ctx.mem.local_fat(fp, slot).meta as u64;
        if let Some((known, function)) = cache.get()
            && *known == meta
        {
            return function.enter(fp, base, ctx);
        }
        let vtable = Engine::vtable_of(ctx, meta);
        match vtable.methods.get(index as usize).and_then(Option::as_ref).and_then(T::slot) {
            Some(function) => {
                let function = function.clone();
                let _ = cache.set((meta, function.clone()));
                function.enter(fp, base, ctx)
            }
            None => crate::trap::bad_access(SpanId::NONE),
        }
    }))
}
