//! Calls: whom, where the arguments go, where the result comes from.
//!
//! Callees that are found while the program runs are in `indirect`, native leaves in `native`.
//!
//! ```text
//!   caller's frame … height | callee: result area, parameters, hidden span | callee's own …
//!                            ^ base: constant at the node
//! ```
//! Arguments are evaluated straight into the callee's parameters; while that happens the height is above them, so
//! that calls inside arguments take frames further up.

use treebeard_sema::def::DefId;
use treebeard_sema::tree::{Call, Callee, ClosureKind, Expr};
use treebeard_sema::ty::{GenericArgs, Ty, TyKind};
use treebeard_syntax::ast::{BinaryOp, Mutability};
use treebeard_syntax::source::LIBRARY_FILE;
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, code};
use crate::engine::{AnyFn, InstanceKey, InstanceKind};
use crate::memory::{FrameSize, Slot};
use crate::program::Resolved;
use crate::reg::{AnyCode, Class, Operand, Reg, RegClass};
use crate::trap::{Panic, TOO_DEEP, Trap, caught, raise};
use crate::with_class;

use super::control::internal;
use super::indirect::{call_method, call_pointer, follow};
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
pub(super) enum Target {
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
                let sources = self.spread(sources, rust_call)?;
                let params: Vec<Ty> = sources.iter().map(|&source| self.source_ty(source)).collect();
                let function = self.engine.instance(InstanceKey { kind, args });
                self.emit(Target::Known(function), &params, &sources, result, span, false, want)
            }
            Resolved::FnItem(def, args, _) => {
                let sources = self.spread(sources, rust_call)?;
                self.effect_of(sources[0])?;
                self.call_def(def, args, &sources[1..], false, result, span, want)
            }
            Resolved::FnPointer(ty, via) => {
                let sources = self.spread(sources, rust_call)?;
                let slot = self.temp(8, 8);
                let fill = self.fill(sources[0], slot)?;
                self.pre.push(fill);
                if via != ClosureKind::FnOnce {
                    self.pre.push(follow(slot, slot));
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
    pub(super) fn spread<'e>(&mut self, sources: &[Source<'e>], rust_call: bool) -> Lowered<Vec<Source<'e>>> {
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

    /// The call itself.
    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(super) fn emit(
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
        let is_bare = sources.is_empty() && !hidden;
        let (args, before) = self.arguments_code(sequence(stmts), is_bare);
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
        let call = match self.engine.options.trace {
            Some(depth_max) => traced(call, span, depth_max)?,
            None => call,
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

    /// The code of a call's arguments: part of the call, or of what comes before it.
    fn arguments_code(&self, code: Stmt, is_bare: bool) -> (Option<Code<()>>, Option<Stmt>) {
        match code {
            Stmt::Unit(_) if is_bare => (None, None),
            // A panic of an argument does not leave this call.
            code if self.engine.options.trace.is_some() => (None, Some(code)),
            Stmt::Unit(code) => (Some(code), None),
            Stmt::Ctl(code) => (None, Some(Stmt::Ctl(code))),
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
}

/// A call that adds itself to the calls of a panic that leaves it, unless that ended a constant inside; a panic itself when
/// too many of the program's own calls are inside each other.
fn traced(call: AnyCode, span: SpanId, depth_max: u32) -> Lowered<AnyCode> {
    fn watched<T: Reg>(call: Code<T>, span: SpanId, depth_max: Option<u32>) -> Code<T> {
        code(move |fp, ctx| {
            ctx.nested_calls += u32::from(depth_max.is_some());
            let too_deep = depth_max.is_some_and(|max| ctx.nested_calls > max);
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                if too_deep {
                    let message = TOO_DEEP.to_owned();
                    raise(Trap::Panic(Panic { message, span, ..Panic::default() }))
                }
                call.call(fp, ctx)
            }));
            ctx.nested_calls -= u32::from(depth_max.is_some());
            result.unwrap_or_else(|payload| {
                let mut trap = caught(payload);
                if let Trap::Panic(panic) = &mut trap
                    && panic.constant.is_none()
                {
                    panic.calls.push(span);
                }
                raise(trap)
            })
        })
    }
    // The library's own calls are not those of rustc's.
    let is_library = span.call_site().data().is_none_or(|data| data.file.0 & LIBRARY_FILE != 0);
    let depth_max = (!is_library).then_some(depth_max);
    with_class!(call.class(), T => {
        let call = T::typed(call).ok_or_else(|| internal("class of a call"))?;
        Ok(T::any(watched(call, span, depth_max)))
    })
}
