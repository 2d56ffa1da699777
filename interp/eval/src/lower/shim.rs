//! Instances: from a key to a frame size and a node, for functions, closures and everything the compiler makes.

use treebeard_sema::def::DefId;
use treebeard_sema::tree::TypedBody;
use treebeard_sema::ty::{ClosureId, ConstKind, GenericArgs, Ty, TyKind, erase_regions, subst_ty};
use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{SpanId, Unsupported};

use std::sync::Arc;

use crate::code::{Code, Ctl, code};
use crate::ctx::Ctx;
use crate::engine::{Engine, InstanceKey, InstanceKind, Tier};
use crate::memory::{FrameSize, Slot, Tag};
use crate::reg::{AnyCode, Class, Ptr, Reg, RegClass};
use crate::{with_class, with_code};

use super::call::Source;
use super::control::internal;
use super::scope::Guard;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, class_of, sequence, slot_plus};

/// Types nested deeper than this come from a recursion that never ends.
const TYPE_DEPTH_MAX: u32 = 128;

fn concrete(engine: &Engine, ty: Ty, args: GenericArgs) -> Ty {
    let ty = if ty.has_param() { subst_ty(ty, args) } else { ty };
    engine.program.normalize(erase_regions(&ty))
}

/// Types of a closure's captures.
pub(crate) fn capture_types(engine: &Engine, id: ClosureId, args: GenericArgs) -> Vec<Ty> {
    match engine.program.closure_body(id) {
        Some(body) => body.captures.iter().map(|capture| concrete(engine, capture.ty, args)).collect(),
        None => Vec::new(),
    }
}

/// How a function is called through a pointer.
pub(crate) fn callable(engine: &Engine, def: DefId) -> InstanceKind {
    if engine.program.has_attr(def, "track_caller") && !engine.program.has_attr(def, "native") {
        InstanceKind::Untracked(def)
    } else {
        InstanceKind::Item(def)
    }
}

fn thin() -> Ty {
    Ty::new(TyKind::RawPtr(Ty::unit(), Mutability::Not))
}

fn missing(what: &str) -> Unsupported {
    Unsupported::new(format!("internal: {what}"), SpanId::NONE)
}

/// Parameter types and result type of an instance.
fn signature(engine: &Engine, key: &InstanceKey) -> Lowered<(Vec<Ty>, Ty)> {
    let args = key.args;
    let closure = |id: ClosureId| engine.program.closure_body(id).ok_or_else(|| missing("closure"));
    let inputs = |id: ClosureId| -> Lowered<(Vec<Ty>, Ty)> {
        let body = closure(id)?;
        let params = body.sig.inputs.iter().map(|&ty| concrete(engine, ty, args)).collect();
        Ok((params, concrete(engine, body.sig.output, args)))
    };
    Ok(match &key.kind {
        InstanceKind::Item(def) | InstanceKind::Ctor(def) | InstanceKind::Untracked(def) => {
            engine.program.fn_signature(*def, args)
        }
        InstanceKind::Closure(id) => {
            let body = closure(*id)?;
            let local = |i: usize| {
                let local = body.body.params.get(i).map(|id| &body.body.locals[id.0 as usize]);
                local.map_or_else(Ty::error, |local| concrete(engine, local.ty, args))
            };
            let params = (0..body.body.params.len()).map(local).collect();
            (params, concrete(engine, body.body.output, args))
        }
        InstanceKind::ClosureOnce(id) => {
            let (mut params, result) = inputs(*id)?;
            params.insert(0, Ty::new(TyKind::Closure(*id, args)));
            (params, result)
        }
        InstanceKind::ClosurePointer(id) => inputs(*id)?,
        InstanceKind::FnItem(def, _) => {
            let (mut params, result) = engine.program.fn_signature(*def, args);
            params.insert(0, thin());
            (params, result)
        }
        InstanceKind::FnPointer(ty, _) => match ty.kind() {
            TyKind::FnPtr(sig) => {
                let mut params: Vec<Ty> = sig.inputs.iter().map(|&ty| concrete(engine, ty, args)).collect();
                params.insert(0, thin());
                (params, concrete(engine, sig.output, args))
            }
            _ => return Err(missing("function pointer")),
        },
        InstanceKind::Clone(ty) => (vec![Ty::new_ref(*ty, Mutability::Not)], *ty),
        InstanceKind::DropGlue(ty) => (vec![Ty::new(TyKind::RawPtr(*ty, Mutability::Mut))], Ty::unit()),
        InstanceKind::OnceThroughPointer(inner, _) => {
            let (mut params, result) = signature(engine, inner)?;
            params[0] = thin();
            (params, result)
        }
        InstanceKind::Unpacked(def) => {
            let (params, result) = engine.program.fn_signature(*def, args);
            let mut spread = vec![params[0]];
            if let Some(TyKind::Tuple(fields)) = params.get(1).map(|ty| ty.kind()) {
                spread.extend(fields.iter());
            }
            (spread, result)
        }
        InstanceKind::Const(def) | InstanceKind::Static(def) => {
            let body = engine.program.typed_body(*def).ok_or_else(|| missing("constant without body"))?;
            (Vec::new(), concrete(engine, body.output, args))
        }
        InstanceKind::Promoted(owner, closure, index) => {
            let body = body_of(engine, *owner, *closure)?;
            let value = body.promoteds.get(*index as usize).ok_or_else(|| missing("promoted"))?;
            (Vec::new(), concrete(engine, value.ty, args))
        }
    })
}

fn body_of(engine: &Engine, owner: DefId, closure: Option<ClosureId>) -> Lowered<Arc<TypedBody>> {
    match closure {
        Some(id) => engine.program.closure_body(id).map(|body| body.body.clone()),
        None => engine.program.typed_body(owner),
    }
    .ok_or_else(|| missing("body"))
}

/// The class of what an instance returns.
pub(crate) fn result_class(engine: &Engine, key: &InstanceKey) -> RegClass {
    let class = signature(engine, key).and_then(|(_, result)| class_of(engine, result));
    match class {
        Ok(Class::Reg(class)) => class,
        Ok(Class::Memory) | Err(_) => RegClass::Unit,
    }
}

fn depth(ty: Ty) -> u32 {
    let args = |args: GenericArgs| args.iter().filter_map(|a| a.as_ty()).map(depth).max().unwrap_or(0);
    1 + match ty.kind() {
        TyKind::Adt(_, list) | TyKind::FnDef(_, list) | TyKind::Closure(_, list) => args(*list),
        TyKind::Array(ty, _) | TyKind::Slice(ty) | TyKind::RawPtr(ty, _) | TyKind::Ref(_, ty, _) => {
            depth(*ty)
        }
        TyKind::Tuple(list) => list.iter().map(|&ty| depth(ty)).max().unwrap_or(0),
        _ => 0,
    }
}

/// Lowers an instance. What fails becomes a body that says so when it is called.
pub(crate) fn lower_instance(ctx: &mut Ctx, key: &InstanceKey, tier: Tier) -> (FrameSize, AnyCode) {
    let engine = ctx.engine.clone();
    let too_deep = key.args.iter().filter_map(|a| a.as_ty()).any(|ty| depth(ty) > TYPE_DEPTH_MAX);
    let result = if too_deep {
        Err(Unsupported::new("reached the recursion limit while instantiating", SpanId::NONE))
    } else {
        let mut lower = Lower::new(ctx, key, tier);
        lower.instance(key).map(|code| (lower.frame(), code))
    };
    match result {
        Ok(done) => done,
        Err(failure) => {
            fn make<T: Reg>(failure: Unsupported) -> AnyCode {
                T::any(code(move |_, _| crate::trap::unsupported(failure.feature.as_str(), failure.span)))
            }
            let class = result_class(&engine, key);
            (crate::ctx::frame_size(1024, SpanId::NONE), with_class!(class, T => make::<T>(failure)))
        }
    }
}

impl Lower<'_> {
    fn instance(&mut self, key: &InstanceKey) -> Lowered<AnyCode> {
        let args = key.args;
        let engine = self.engine.clone();
        match &key.kind {
            InstanceKind::Item(def) if engine.program.has_attr(*def, "native") => self.native_body(*def),
            InstanceKind::Item(def) => {
                let body = engine.program.typed_body(*def).ok_or_else(|| {
                    Unsupported::new(
                        format!("function without body: {}", engine.program.def_path(*def)),
                        SpanId::NONE,
                    )
                })?;
                let hidden = engine.program.has_attr(*def, "track_caller");
                self.function_body(body, hidden)
            }
            InstanceKind::Const(def) | InstanceKind::Static(def) => {
                let body = engine.program.typed_body(*def).ok_or_else(|| missing("constant without body"))?;
                self.function_body(body, false)
            }
            InstanceKind::Closure(id) => {
                let body = engine.program.closure_body(*id).ok_or_else(|| missing("closure"))?;
                self.function_body(body.body.clone(), false)
            }
            InstanceKind::Promoted(owner, closure, index) => {
                let body = body_of(&engine, *owner, *closure)?;
                self.promoted_body(body, *index)
            }
            InstanceKind::DropGlue(ty) => {
                let params = [Ty::new(TyKind::RawPtr(*ty, Mutability::Mut))];
                let _ = params;
                Ok(AnyCode::Unit(self.drop_glue_body(*ty)?))
            }
            InstanceKind::Clone(ty) => self.clone_body(*ty),
            InstanceKind::Ctor(def) => self.ctor_body(*def),
            InstanceKind::ClosureOnce(id) => {
                let inner = InstanceKey { kind: InstanceKind::Closure(*id), args };
                let closure = Ty::new(TyKind::Closure(*id, args));
                self.forward(key, inner, move |this, params, sources| {
                    let (slot, ty) = (params[0], closure);
                    let pointer = this.temp(8, 8);
                    this.pre.push(Stmt::Unit(code(move |fp, ctx| {
                        ctx.mem.set_local_ref(fp, pointer, Ptr { addr: fp.at(slot), tag: Tag::NONE });
                    })));
                    sources[0] = Source::Slot(pointer, thin());
                    let drop = if this.needs_drop(ty) {
                        Some(this.drop_glue_call(PlaceCode::Slot(slot), ty)?)
                    } else {
                        None
                    };
                    Ok(drop)
                })
            }
            InstanceKind::ClosurePointer(id) => {
                let inner = InstanceKey { kind: InstanceKind::Closure(*id), args };
                self.forward(key, inner, move |this, _, sources| {
                    let pointer = this.temp(8, 8);
                    this.pre.push(Stmt::Unit(code(move |fp, ctx| {
                        ctx.mem.set_local_ref(fp, pointer, Ptr { addr: fp.at(pointer), tag: Tag::NONE });
                    })));
                    sources.insert(0, Source::Slot(pointer, thin()));
                    Ok(None)
                })
            }
            InstanceKind::Untracked(def) => {
                let (params, result) = signature(&engine, key)?;
                let sources = self.param_sources(&params, result)?;
                let span = engine.program.typed_body(*def).map_or(SpanId::NONE, |body| body.span);
                let out = self.with_result(result, |this, want| {
                    this.call_def(*def, args, &sources, false, result, span, want)
                })?;
                Ok(out)
            }
            InstanceKind::FnItem(def, _) => {
                let (params, result) = signature(&engine, key)?;
                let sources = self.param_sources(&params, result)?;
                self.with_result(result, |this, want| {
                    this.call_def(*def, args, &sources[1..], false, result, SpanId::NONE, want)
                })
            }
            InstanceKind::FnPointer(ty, _) => {
                let (params, result) = signature(&engine, key)?;
                let sources = self.param_sources(&params, result)?;
                let ty = *ty;
                self.with_result(result, |this, want| this.call_through(ty, &sources, result, want))
            }
            InstanceKind::OnceThroughPointer(inner, self_ty) => {
                let self_ty = *self_ty;
                self.forward(key, (**inner).clone(), move |this, params, sources| {
                    let slot = this.temp_for(self_ty)?;
                    let from = PlaceOut::at(PlaceCode::Ref(params[0], 0), self_ty);
                    let copy = this.copy_place(from, slot)?;
                    this.pre.push(Stmt::Unit(copy));
                    sources[0] = Source::Slot(slot, self_ty);
                    Ok(None)
                })
            }
            InstanceKind::Unpacked(def) => {
                let (params, result) = signature(&engine, key)?;
                let sources = self.param_sources(&params, result)?;
                self.with_result(result, |this, want| {
                    this.call_def(*def, args, &sources, true, result, SpanId::NONE, want)
                })
            }
        }
    }

    /// Parameters of a shim, allotted, as sources for the call it makes.
    fn param_sources(&mut self, params: &[Ty], result: Ty) -> Lowered<Vec<Source<'static>>> {
        let shape = self.frame_shape(params, result, false)?;
        let _ = self.temp(shape.end as u64, 1);
        self.set_height(shape.end.next_multiple_of(16));
        Ok(shape.params.iter().zip(params).map(|(&slot, &ty)| Source::Slot(slot, ty)).collect())
    }

    /// Runs `f` for a whole body: its value is what the instance yields.
    fn with_result(
        &mut self,
        result: Ty,
        f: impl FnOnce(&mut Self, Want) -> Lowered<Out>,
    ) -> Lowered<AnyCode> {
        let class = self.class(result)?;
        let want = match class {
            Class::Reg(_) => Want::Value,
            Class::Memory => Want::Slot(super::slot(0)),
        };
        let out = self.with_pre(|this| f(this, want))?;
        self.finish(out, class)
    }

    fn finish(&mut self, out: Out, class: Class) -> Lowered<AnyCode> {
        match (out, class) {
            (Out::Value(value), _) => Ok(value.code()),
            (Out::Stmt(Stmt::Unit(unit)), Class::Memory) => Ok(AnyCode::Unit(unit)),
            (Out::Stmt(Stmt::Unit(unit)), Class::Reg(class)) => {
                Ok(super::expr::after_unit(unit, class).code())
            }
            (Out::Stmt(Stmt::Ctl(_)), _) => Err(internal("shim that leaves")),
        }
    }

    /// A shim that calls another instance with its own parameters, after `change` has adapted them. What `change`
    /// returns is run at the end, however the call ends.
    fn forward(
        &mut self,
        key: &InstanceKey,
        inner: InstanceKey,
        change: impl FnOnce(&mut Self, &[Slot], &mut Vec<Source<'static>>) -> Lowered<Option<Code<()>>>,
    ) -> Lowered<AnyCode> {
        let engine = self.engine.clone();
        let (params, result) = signature(&engine, key)?;
        let mut sources = self.param_sources(&params, result)?;
        let slots: Vec<Slot> = sources
            .iter()
            .filter_map(|s| if let Source::Slot(slot, _) = s { Some(*slot) } else { None })
            .collect();
        let function = engine.instance(inner);
        let mut drop = None;
        let code = self.with_result(result, |this, want| {
            drop = change(this, &slots, &mut sources)?;
            let params: Vec<Ty> = sources
                .iter()
                .filter_map(|s| if let Source::Slot(_, ty) = s { Some(*ty) } else { None })
                .collect();
            this.call_known(function, &params, &sources, result, want)
        })?;
        let Some(drop) = drop else { return Ok(code) };
        let guard = Guard::of(vec![drop]);
        match guard.around(Out::Value(code.into())) {
            Out::Value(value) => Ok(value.code()),
            Out::Stmt(_) => Err(internal("guard")),
        }
    }

    /// The body of a function, closure or constant.
    fn function_body(&mut self, body: Arc<TypedBody>, hidden: bool) -> Lowered<AnyCode> {
        self.body = Some(body.clone());
        let types: Vec<Ty> = body.locals.iter().map(|local| self.mono(local.ty)).collect();
        let output = self.mono(body.output);
        let params: Vec<Ty> = body.params.iter().map(|id| types[id.0 as usize]).collect();
        let shape = self.frame_shape(&params, output, hidden)?;
        let _ = self.temp(shape.end as u64, 1);
        self.set_height(shape.end);
        if hidden {
            self.caller = shape.params.last().map_or(super::Caller::Own, |&slot| super::Caller::Hidden(slot));
        }
        self.allot_locals(&body, &types, &shape.params)?;
        self.allot_flags();
        let is_constant = matches!(self.key.kind, InstanceKind::Const(_) | InstanceKind::Static(_));
        self.tracks = self.body_is_tracked(&body) && !is_constant;
        let headers = if self.tracks { self.allot_owners(&body)? } else { Vec::new() };
        self.scope_end = body.span;
        let class = self.class(output)?;
        self.result_class = class;
        self.result = match class {
            Class::Memory => super::slot(0),
            Class::Reg(RegClass::Unit) => super::slot(0),
            Class::Reg(_) => self.temp_for(output)?,
        };
        self.labels = vec![super::Label::default(); body.label_count as usize];
        let guard = Guard::for_locals(self, &body.params);
        let set: Vec<Code<()>> = body.params.iter().filter_map(|&id| self.set_local_flags(id)).collect();
        let rewritten = if body.value.diverts { super::tail::without_returns(&body.value) } else { None };
        let out = self.body_value(rewritten.as_ref().unwrap_or(&body.value), class)?;
        let out = guard.around_params(out);
        let mut code = self.leave(out, class)?;
        if let (true, super::Caller::Hidden(slot)) = (self.faults_at_caller, self.caller) {
            code = with_code!(code, code => noting_caller(slot, code));
        }
        if !set.is_empty() {
            code = super::first_then(super::sequence_units(set), code);
        }
        if self.tracks {
            code = self.around_frame(headers, code, body.span);
        }
        Ok(code)
    }

    pub(super) fn allot_locals(&mut self, body: &TypedBody, types: &[Ty], params: &[Slot]) -> Lowered<()> {
        let mut slots: Vec<Option<Slot>> = vec![None; types.len()];
        for (id, &slot) in body.params.iter().zip(params) {
            slots[id.0 as usize] = Some(slot);
        }
        self.locals = Vec::with_capacity(types.len());
        for (&ty, slot) in types.iter().zip(slots) {
            let slot = match slot {
                Some(slot) => slot,
                // A local whose type has no layout is only reached by code that says so.
                None if !self.is_sized(ty) => super::slot(0),
                None => self.temp_for(ty)?,
            };
            self.locals.push(super::LocalSlot { slot, ty, alias: None, owner: None, moved: None });
        }
        Ok(())
    }

    fn body_value(&mut self, value: &treebeard_sema::tree::Expr, class: Class) -> Lowered<Out> {
        match class {
            Class::Reg(_) if !value.diverts => match self.lower(value, Want::Value) {
                Out::Value(value) => Ok(Out::Value(value)),
                Out::Stmt(Stmt::Unit(unit)) => match class {
                    Class::Reg(class) => Ok(Out::Value(super::expr::after_unit(unit, class))),
                    Class::Memory => Err(internal("body")),
                },
                Out::Stmt(Stmt::Ctl(_)) => Err(internal("body that leaves")),
            },
            Class::Reg(RegClass::Unit) => match self.lower(value, Want::Effect) {
                Out::Value(value) => Ok(Out::Value(value)),
                Out::Stmt(stmt) => Ok(Out::Stmt(stmt)),
            },
            Class::Reg(_) | Class::Memory => {
                let slot = self.result;
                self.into_slot(value, slot).map(Out::Stmt)
            }
        }
    }

    /// What the function yields after its body has put the result where `return` puts it.
    fn leave(&mut self, out: Out, class: Class) -> Lowered<AnyCode> {
        let stmt = match out {
            Out::Value(value) => return Ok(value.code()),
            Out::Stmt(stmt) => stmt,
        };
        let unit = match stmt {
            Stmt::Unit(unit) => unit,
            Stmt::Ctl(ctl) => code(move |fp, ctx| {
                let _: Ctl = ctl.call(fp, ctx);
            }),
        };
        match class {
            Class::Memory | Class::Reg(RegClass::Unit) => Ok(AnyCode::Unit(unit)),
            Class::Reg(class) => {
                let read = PlaceCode::Slot(self.result).read(class).code();
                Ok(super::first_then(unit, read))
            }
        }
    }

    fn promoted_body(&mut self, body: Arc<TypedBody>, index: u32) -> Lowered<AnyCode> {
        let value = body.promoteds.get(index as usize).cloned().ok_or_else(|| missing("promoted"))?;
        self.body = Some(body.clone());
        let output = self.mono(value.ty);
        let shape = self.frame_shape(&[], output, false)?;
        let _ = self.temp(shape.end as u64, 1);
        let types: Vec<Ty> = body.locals.iter().map(|local| self.mono(local.ty)).collect();
        self.allot_locals(&body, &types, &[])?;
        self.labels = vec![super::Label::default(); body.label_count as usize];
        let class = self.class(output)?;
        self.result_class = class;
        let out = self.body_value(&value, class)?;
        self.leave(out, class)
    }

    /// A native leaf as a function of its own.
    fn native_body(&mut self, def: DefId) -> Lowered<AnyCode> {
        let (params, result) = self.engine.program.fn_signature(def, self.args);
        let sources = self.param_sources(&params, result)?;
        let args = self.args;
        self.with_result(result, |this, want| {
            this.call_native(def, args, &sources, result, SpanId::NONE, want)
        })
    }

    fn ctor_body(&mut self, def: DefId) -> Lowered<AnyCode> {
        let (params, result) = self.engine.program.fn_signature(def, self.args);
        let sources = self.param_sources(&params, result)?;
        let class = self.class(result)?;
        let (adt, variant) = self.engine.program.ctor_variant(def);
        let layout = self.layout(result)?;
        let is_enum = self.engine.program.adt_kind(adt) == crate::program::AdtKind::Enum;
        let inner = super::place::variant_layout(&layout, is_enum.then_some(variant)).fields.clone();
        let target = match class {
            Class::Memory => super::slot(0),
            Class::Reg(_) => self.temp_for(result)?,
        };
        let mut stmts = Vec::new();
        for (i, source) in sources.iter().enumerate() {
            if let Source::Slot(slot, ty) = *source {
                let from = PlaceOut::at(PlaceCode::Slot(slot), ty);
                stmts.push(Stmt::Unit(self.copy_place(from, slot_plus(target, inner.offset(i)))?));
            }
        }
        if is_enum {
            let tag = self.variant_tag(result)?;
            stmts.extend(super::set_discriminant(target, &tag, variant).map(Stmt::Unit));
        }
        self.result = target;
        self.leave(Out::Stmt(sequence(stmts)), class)
    }

    /// `Clone::clone` of tuples, arrays, closures and everything that is copied.
    fn clone_body(&mut self, ty: Ty) -> Lowered<AnyCode> {
        let params = [Ty::new_ref(ty, Mutability::Not)];
        let sources = self.param_sources(&params, ty)?;
        let Source::Slot(param, _) = sources[0] else { return Err(internal("parameter")) };
        let class = self.class(ty)?;
        let target = match class {
            Class::Memory => super::slot(0),
            Class::Reg(_) => self.temp_for(ty)?,
        };
        self.result = target;
        let from = PlaceOut::at(PlaceCode::Ref(param, 0), ty);
        if self.engine.program.is_copy(ty) {
            let copy = self.copy_place(from, target)?;
            return self.leave(Out::Stmt(Stmt::Unit(copy)), class);
        }
        let layout = self.layout(ty)?;
        let engine = self.engine.clone();
        let parts: Vec<(u64, Ty)> = match ty.kind() {
            TyKind::Array(element, len) => {
                let ConstKind::Value(_, len) = *len.kind() else { return Err(internal("array")) };
                let stride = self.layout(*element)?.size;
                (0..len as u64).map(|i| (i * stride, *element)).collect()
            }
            _ => super::glue::variants_of(&engine, ty)
                .into_iter()
                .flatten()
                .enumerate()
                .map(|(i, field)| (layout.fields.offset(i), field))
                .collect(),
        };
        let clone = engine
            .program
            .lang_item("clone_fn")
            .or_else(|| engine.program.lang_item("clone"))
            .ok_or_else(|| missing("Clone::clone"))?;
        let mut stmts = Vec::new();
        for (offset, part) in parts {
            let pointer = self.temp(8, 8);
            let address = PlaceCode::Ref(param, offset as u32).ptr();
            stmts.push(Stmt::Unit(super::place::store_slot(pointer, crate::reg::Operand::Node(address))));
            let args = GenericArgs::new(&[treebeard_sema::ty::GenericArg::Ty(part)]);
            let source = [Source::Slot(pointer, Ty::new_ref(part, Mutability::Not))];
            let out = self.with_pre(|this| {
                this.call_def(
                    clone,
                    args,
                    &source,
                    false,
                    part,
                    SpanId::NONE,
                    Want::Slot(slot_plus(target, offset)),
                )
            })?;
            if let Out::Stmt(stmt) = out {
                stmts.push(stmt);
            }
        }
        self.leave(Out::Stmt(sequence(stmts)), class)
    }
}

/// A function that tells its own checks who called it.
fn noting_caller<T: Reg>(slot: Slot, body: Code<T>) -> AnyCode {
    T::any(code(move |fp, ctx: &mut Ctx| {
        let caller = SpanId(ctx.mem.local(fp, slot));
        let outer = std::mem::replace(&mut ctx.fault_caller, caller);
        let value = body.call(fp, ctx);
        ctx.fault_caller = outer;
        value
    }))
}
