//! Calls: whom, where the arguments go, where the result comes from.
//!
//! ```text
//!   caller's frame … height | callee: result area, parameters, hidden span | callee's own …
//!                            ^ base: constant at the node
//! ```
//! Arguments are evaluated straight into the callee's parameters; while that happens the height is above them, so
//! that calls inside arguments take frames further up.

use std::sync::{Arc, OnceLock};

use treebeard_sema::def::DefId;
use treebeard_sema::tree::{Call, Callee, ClosureKind, Expr, ExprKind};
use treebeard_sema::ty::{GenericArgs, Ty, TyKind};
use treebeard_syntax::ast::{BinaryOp, Mutability};
use treebeard_syntax::{SpanId, Symbol, Unsupported};

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::engine::{AnyFn, Engine, FnSlot, InstanceKey, InstanceKind, TypedFn};
use crate::memory::{FrameSize, Slot};
use crate::natives::{Arg, NativeCx};
use crate::program::Resolved;
use crate::reg::{AnyCode, AnyOperand, Class, Operand, RegClass};
use crate::with_class;

use super::control::internal;
use super::place::store_slot;
use super::scope::{Part, is_simple};
use super::{Caller, Lower, Lowered, Mover, Out, PlaceCode, PlaceOut, Stmt, Want, sequence, slot_in};

/// An argument: an expression, or a value that already lies in the frame.
#[derive(Clone, Copy)]
pub(crate) enum Source<'e> {
    Expr(&'e Expr),
    Slot(Slot, Ty),
}

/// How the function is found.
enum Target {
    /// Known.
    Known(AnyFn),
    /// The value of a function pointer.
    Pointer(Slot),
    /// A method of the vtable behind the wide pointer in this slot.
    Virtual(Slot, u32),
}

impl Lower<'_> {
    pub(super) fn source_ty(&mut self, source: Source<'_>) -> Ty {
        match source {
            Source::Expr(e) => self.mono(e.ty),
            Source::Slot(_, ty) => ty,
        }
    }

    pub(super) fn fill(&mut self, source: Source<'_>, target: Slot) -> Lowered<Stmt> {
        match source {
            Source::Expr(e) => self.into_slot(e, target),
            Source::Slot(slot, ty) => {
                let place = PlaceOut::at(PlaceCode::Slot(slot), ty);
                Ok(Stmt::Unit(self.copy_place(place, target)?))
            }
        }
    }

    /// A call.
    pub(crate) fn lower_call(&mut self, call: &Call, e: &Expr, want: Want) -> Lowered<Out> {
        let result = self.mono(e.ty);
        match &call.callee {
            Callee::Pointer(pointer) => {
                let ty = self.mono(pointer.ty);
                let slot = self.temp(8, 8);
                let fill = self.into_slot(pointer, slot)?;
                self.pre.push(fill);
                let params = self.pointer_params(ty)?;
                let args: Vec<Source<'_>> = call.args.iter().map(Source::Expr).collect();
                self.emit(Target::Pointer(slot), &params, &args, result, call.span, false, want)
            }
            Callee::Def(def, args) => {
                let args = self.mono_args(*args);
                let sources: Vec<Source<'_>> = call.args.iter().map(Source::Expr).collect();
                self.call_def(*def, args, &sources, call.rust_call, result, call.span, want)
            }
        }
    }

    fn pointer_params(&mut self, ty: Ty) -> Lowered<Vec<Ty>> {
        match ty.kind() {
            TyKind::FnPtr(sig) => Ok(sig.inputs.iter().map(|&ty| self.mono(ty)).collect()),
            _ => Err(internal("call of no function pointer")),
        }
    }

    /// A call of a definition with concrete arguments.
    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(crate) fn call_def(
        &mut self,
        def: DefId,
        args: GenericArgs,
        sources: &[Source<'_>],
        rust_call: bool,
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let resolved = self.engine.program.resolve(def, args).map_err(|text| Unsupported::new(text, span))?;
        match resolved {
            Resolved::Item(def, args) => {
                let (params, _) = self.engine.program.fn_signature(def, args);
                let packed = rust_call && params.len() == 2 && matches!(params[1].kind(), TyKind::Tuple(_));
                if packed && !(sources.len() == 2 && self.source_ty(sources[1]) == params[1]) {
                    return self.call_packed((def, args), &params, sources, result, span, want);
                }
                self.call_item(def, args, &params, sources, result, span, want)
            }
            Resolved::Ctor(ctor, _) => {
                let args: Vec<&Expr> = sources
                    .iter()
                    .filter_map(|s| if let Source::Expr(e) = s { Some(*e) } else { None })
                    .collect();
                self.lower_ctor(ctor, result, &args, want)
            }
            Resolved::Closure(id, args, via) => {
                let body = self
                    .engine
                    .program
                    .closure_body(id)
                    .ok_or_else(|| Unsupported::new("internal: closure body", span))?;
                let kind = if via == ClosureKind::FnOnce && body.kind != ClosureKind::FnOnce {
                    InstanceKind::ClosureOnce(id)
                } else {
                    InstanceKind::Closure(id)
                };
                let sources = self.spread(sources, rust_call, span)?;
                let params: Vec<Ty> = sources.iter().map(|&source| self.source_ty(source)).collect();
                let function = self.engine.instance(InstanceKey { kind, args });
                self.emit(Target::Known(function), &params, &sources, result, span, false, want)
            }
            Resolved::FnItem(def, args, _) => {
                let sources = self.spread(sources, rust_call, span)?;
                self.effect_of(sources[0])?;
                self.call_def(def, args, &sources[1..], false, result, span, want)
            }
            Resolved::FnPointer(ty, via) => {
                let sources = self.spread(sources, rust_call, span)?;
                let slot = self.temp(8, 8);
                let fill = self.fill(sources[0], slot)?;
                self.pre.push(fill);
                if via != ClosureKind::FnOnce {
                    self.pre.push(Stmt::Unit(code(move |fp, ctx| {
                        let ptr = ctx.mem.local_ref(fp, slot);
                        let value: u64 = crate::access::load(ctx, ptr);
                        ctx.mem.set_local(fp, slot, value);
                    })));
                }
                let params = self.pointer_params(ty)?;
                self.emit(Target::Pointer(slot), &params, &sources[1..], result, span, false, want)
            }
            Resolved::Virtual(index) => {
                self.call_virtual((def, args), index, sources, rust_call, result, span, want)
            }
            Resolved::Clone(ty) => {
                let function = self
                    .engine
                    .instance(InstanceKey { kind: InstanceKind::Clone(ty), args: GenericArgs::empty() });
                let params = [Ty::new_ref(ty, Mutability::Not)];
                self.emit(Target::Known(function), &params, sources, result, span, false, want)
            }
            Resolved::DropInPlace(ty) => {
                let function = self
                    .engine
                    .instance(InstanceKey { kind: InstanceKind::DropGlue(ty), args: GenericArgs::empty() });
                let params: Vec<Ty> = sources.iter().map(|&source| self.source_ty(source)).collect();
                self.emit(Target::Known(function), &params, sources, result, span, false, want)
            }
        }
    }

    /// Evaluates an argument that nobody reads.
    fn effect_of(&mut self, source: Source<'_>) -> Lowered<()> {
        if let Source::Expr(e) = source {
            match self.lower(e, Want::Effect) {
                Out::Stmt(stmt) => self.pre.push(stmt),
                Out::Value(value) => self.pre.push(Stmt::Unit(super::expr::discard(value))),
            }
        }
        Ok(())
    }

    /// The arguments one by one, if they were given as a tuple.
    fn spread<'e>(
        &mut self,
        sources: &[Source<'e>],
        rust_call: bool,
        span: SpanId,
    ) -> Lowered<Vec<Source<'e>>> {
        let tuple = match sources {
            [_, tuple] if !rust_call => *tuple,
            _ => return Ok(sources.to_vec()),
        };
        let ty = self.source_ty(tuple);
        let TyKind::Tuple(fields) = ty.kind() else { return Ok(sources.to_vec()) };
        let layout = self.layout(ty)?;
        // The callee value is evaluated before the tuple.
        let self_ty = self.source_ty(sources[0]);
        let mut out = Vec::with_capacity(fields.len() + 1);
        if self.is_sized(self_ty) {
            let self_slot = self.temp_for(self_ty)?;
            let fill = self.fill(sources[0], self_slot)?;
            self.pre.push(fill);
            out.push(Source::Slot(self_slot, self_ty));
        } else {
            out.push(sources[0]);
        }
        let slot = self.temp_for(ty)?;
        let fill = self.fill(tuple, slot)?;
        self.pre.push(fill);
        let _ = span;
        for (i, &field) in fields.iter().enumerate() {
            out.push(Source::Slot(super::slot_plus(slot, layout.fields.offset(i)), field));
        }
        Ok(out)
    }

    /// A Fn trait's method implemented by a function that takes its arguments as a tuple.
    fn call_packed(
        &mut self,
        (def, args): (DefId, GenericArgs),
        params: &[Ty],
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let layout = self.layout(params[1])?;
        let self_slot = self.temp_for(params[0])?;
        let fill = self.fill(sources[0], self_slot)?;
        self.pre.push(fill);
        let tuple = self.temp_for(params[1])?;
        for (i, &source) in sources[1..].iter().enumerate() {
            let fill = self.fill(source, super::slot_plus(tuple, layout.fields.offset(i)))?;
            self.pre.push(fill);
        }
        let packed = [Source::Slot(self_slot, params[0]), Source::Slot(tuple, params[1])];
        self.call_item(def, args, params, &packed, result, span, want)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(super) fn call_item(
        &mut self,
        def: DefId,
        args: GenericArgs,
        params: &[Ty],
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        if self.engine.program.has_attr(def, "native") {
            return self.call_native(def, args, sources, result, span, want);
        }
        if let Some(out) = self.inline_call((def, args), params, sources, result, span, want)? {
            return Ok(out);
        }
        self.plan = self.link_plan(def, args);
        let hidden = self.engine.program.has_attr(def, "track_caller");
        let function = self.engine.instance(InstanceKey { kind: InstanceKind::Item(def), args });
        self.emit(Target::Known(function), params, sources, result, span, hidden, want)
    }

    /// A native leaf in place of a call.
    pub(crate) fn call_native(
        &mut self,
        def: DefId,
        args: GenericArgs,
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let path = self.engine.program.def_path(def);
        let Some(native) = crate::natives::lookup(&path) else {
            return Err(Unsupported::new(format!("native {path}"), span));
        };
        let pointee = args.iter().find_map(|arg| arg.as_ty()).unwrap_or_else(Ty::unit);
        let name = path.rsplit("::").next().unwrap_or_default();
        if let Some(out) = self.own_allocation(name, sources, result, span, want)? {
            return Ok(out);
        }
        if let Some(out) = self.direct_native(name, pointee, sources, want)? {
            return Ok(out);
        }
        let mut operands = Vec::with_capacity(sources.len());
        let diverting = sources.iter().rposition(|s| matches!(s, Source::Expr(e) if e.diverts)).unwrap_or(0);
        for (i, &source) in sources.iter().enumerate() {
            let ty = self.source_ty(source);
            let operand = match (self.class(ty)?, source) {
                (Class::Reg(class), Source::Slot(slot, _)) => Arg::Reg(PlaceCode::Slot(slot).read(class), ty),
                (Class::Reg(class), Source::Expr(e)) if i < diverting => {
                    let slot = self.spill(e)?;
                    Arg::Reg(PlaceCode::Slot(slot).read(class), ty)
                }
                (Class::Reg(_), Source::Expr(e)) => Arg::Reg(self.operand(e)?, ty),
                (Class::Memory, Source::Slot(slot, _)) => Arg::Mem(slot, ty),
                (Class::Memory, Source::Expr(e)) => {
                    // Operands before it were not evaluated yet: they are read where they are used, after this one.
                    self.settle(&mut operands);
                    Arg::Mem(self.spill(e)?, ty)
                }
            };
            operands.push(operand);
        }
        let caller = self.caller_code(span);
        let cx = NativeCx { lower: self, args: operands, type_args: args, result, span, caller, want };
        native(cx)
    }

    /// Evaluates the operands so far, before something else is.
    fn settle(&mut self, operands: &mut [Arg]) {
        for operand in operands.iter_mut() {
            let Arg::Reg(value, ty) = operand else { continue };
            if matches!(value, AnyOperand::Unit(Operand::Const(()))) {
                continue;
            }
            let class = value.class();
            let slot = self.temp(16, 16);
            let value = std::mem::replace(value, AnyOperand::Unit(Operand::Const(())));
            let fill = crate::with_operand!(value, value => store_slot(slot, value));
            self.pre.push(Stmt::Unit(fill));
            *operand = Arg::Reg(PlaceCode::Slot(slot).read(class), *ty);
        }
    }

    /// Where a failed check of the language (overflow, bounds, division) is reported.
    pub(crate) fn fault_span(&mut self, span: SpanId) -> SpanId {
        match self.caller {
            Caller::Own => span,
            Caller::Known(span) => span,
            Caller::Hidden(_) => {
                self.faults_at_caller = true;
                crate::trap::AT_CALLER
            }
        }
    }

    /// The same for an operator; most cannot fail.
    pub(crate) fn operator_span(&mut self, op: BinaryOp, span: SpanId) -> SpanId {
        use BinaryOp::{Add, Div, Mul, Rem, Shl, Shr, Sub};
        if matches!(op, Add | Sub | Mul | Div | Rem | Shl | Shr) { self.fault_span(span) } else { span }
    }

    /// The span that a `#[track_caller]` callee is told.
    pub(crate) fn caller_code(&mut self, span: SpanId) -> Operand<u32> {
        match self.caller {
            Caller::Hidden(slot) => Operand::Local(slot),
            Caller::Own => Operand::Const(span.0),
            Caller::Known(span) => Operand::Const(span.0),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    fn call_virtual(
        &mut self,
        (def, args): (DefId, GenericArgs),
        index: u32,
        sources: &[Source<'_>],
        rust_call: bool,
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Out> {
        let sources = if self.is_fn_trait_method(def) {
            self.spread(sources, rust_call, span)?
        } else {
            sources.to_vec()
        };
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
        if self.is_fn_trait_method(def) {
            params.extend(sources[1..].iter().map(|&source| self.source_ty(source)).collect::<Vec<_>>());
        } else {
            let (sig, _) = self.engine.program.fn_signature(def, args);
            params.extend(sig.into_iter().skip(1));
        }
        let mut passed = vec![Source::Slot(wide, thin)];
        passed.extend(&sources[1..]);
        if !self.is_fn_trait_method(def) {
            self.plan = self.link_plan(def, args);
        }
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

    /// The call itself.
    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    fn emit(
        &mut self,
        target: Target,
        params: &[Ty],
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        hidden: bool,
        want: Want,
    ) -> Lowered<Out> {
        // Kept apart from the calls in its arguments.
        let plan = self.plan.take();
        let shape = self.frame_shape(params, result, hidden)?;
        let height = self.height();
        let saved = self.allot_saved(plan.as_ref());
        let base = self.callee_base(shape.end, span);
        self.set_height(base.bytes() + shape.end);
        let mut stmts = Vec::with_capacity(sources.len() + 1);
        let mut parts = Vec::with_capacity(sources.len());
        for (&source, &param) in sources.iter().zip(&shape.params) {
            let target = slot_in(base, param);
            let ty = self.source_ty(source);
            let is_simple = !matches!(source, Source::Expr(e) if !is_simple(e));
            parts.push(Part { target, ty, is_simple });
        }
        self.fill_parts(&parts, &mut stmts, |this, i| this.fill(sources[i], parts[i].target))?;
        self.begin_call(sources, &parts, (plan.as_ref(), &saved), &mut stmts)?;
        if hidden && let Some(&param) = shape.params.last() {
            let caller = self.caller_code(span);
            stmts.push(Stmt::Unit(store_slot(slot_in(base, param), caller)));
        }
        let class = self.class(result)?;
        let reg = match class {
            Class::Reg(class) => class,
            Class::Memory => RegClass::Unit,
        };
        let (args, before) = match sequence(stmts) {
            Stmt::Unit(args) if sources.is_empty() && !hidden => {
                drop(args);
                (None, None)
            }
            Stmt::Unit(args) => (Some(args), None),
            ctl @ Stmt::Ctl(_) => (None, Some(ctl)),
        };
        let call = match target {
            Target::Known(function) => {
                if function.class() != reg {
                    return Err(internal("result of a call"));
                }
                function.call_code(base, args)
            }
            Target::Pointer(slot) => with_class!(reg, T => call_pointer::<T>(slot, base, args)),
            Target::Virtual(slot, index) => {
                with_class!(reg, T => call_method::<T>((slot, index), base, args))
            }
        };
        let call = Lower::linked_call(call, class, plan, saved, (slot_in(base, super::slot(0)), span));
        self.pre.extend(before);
        self.set_height(height);
        match class {
            Class::Reg(_) => Ok(self.deliver(call.into(), want)),
            Class::Memory => {
                let AnyCode::Unit(call) = call else { return Err(internal("result of a call")) };
                self.deliver_call(call, base, result, want)
            }
        }
    }

    /// Copies the result of a call out of the callee's frame.
    fn deliver_call(&mut self, call: Code<()>, base: FrameSize, result: Ty, want: Want) -> Lowered<Out> {
        match want {
            Want::Effect => Ok(Out::Stmt(Stmt::Unit(call))),
            Want::Value => Err(internal("value in memory")),
            Want::Slot(target) => {
                let layout = self.layout(result)?;
                let mover = Mover::new(&layout, self.tracked());
                let source = slot_in(base, super::slot(0));
                Ok(Out::Stmt(Stmt::Unit(code(move |fp, ctx| {
                    call.call(fp, ctx);
                    mover.copy(ctx, fp.at(source), fp.at(target));
                }))))
            }
        }
    }

    /// A call of a known instance.
    pub(crate) fn call_known(
        &mut self,
        function: AnyFn,
        params: &[Ty],
        sources: &[Source<'_>],
        result: Ty,
        want: Want,
    ) -> Lowered<Out> {
        self.emit(Target::Known(function), params, sources, result, SpanId::NONE, false, want)
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
        self.pre.push(Stmt::Unit(code(move |fp, ctx| {
            let ptr = ctx.mem.local_ref(fp, place);
            let value: u64 = crate::access::load(ctx, ptr);
            ctx.mem.set_local(fp, slot, value);
        })));
        let params = self.pointer_params(ty)?;
        self.emit(Target::Pointer(slot), &params, &sources[1..], result, SpanId::NONE, false, want)
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

    /// A named operation of the library.
    pub(crate) fn lower_builtin(
        &mut self,
        name: Symbol,
        operands: &[Expr],
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let Some(native) = crate::natives::lookup(&format!("intrinsics::{name}")) else {
            return Err(Unsupported::new(format!("builtin {name}"), e.span));
        };
        let mut args = Vec::new();
        for operand in operands {
            let ty = self.mono(operand.ty);
            args.push(match self.class(ty)? {
                Class::Reg(_) => Arg::Reg(self.operand(operand)?, ty),
                Class::Memory => Arg::Mem(self.spill(operand)?, ty),
            });
        }
        let result = self.mono(e.ty);
        let caller = self.caller_code(e.span);
        let type_args: Vec<_> = args.iter().map(|arg| treebeard_sema::ty::GenericArg::Ty(arg.ty())).collect();
        let type_args = GenericArgs::new(&type_args);
        native(NativeCx { lower: self, args, type_args, result, span: e.span, caller, want })
    }
}

/// The function last called from a place, by what stood there.
type InlineCache<T> = OnceLock<(u64, Arc<FnSlot<T>>)>;

fn run_args(args: &Option<Code<()>>, fp: crate::memory::Fp, ctx: &mut Ctx) {
    if let Some(args) = args {
        args.call(fp, ctx);
    }
}

fn call_pointer<T: TypedFn>(slot: Slot, base: FrameSize, args: Option<Code<()>>) -> AnyCode {
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

fn call_method<T: TypedFn>((slot, index): (Slot, u32), base: FrameSize, args: Option<Code<()>>) -> AnyCode {
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
