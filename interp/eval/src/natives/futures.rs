//! Leaves over [`crate::futures`].

use std::sync::Arc;

use treebeard_sema::ty::{Ty, TyKind};

use crate::code::code;
use crate::coroutine::{self, Switch, Task};
use crate::ctx::Ctx;
use crate::engine::{InstanceKey, InstanceKind};
use crate::futures::{self, Plan};
use crate::leaf;
use crate::lower::{Lowered, Mover, Out, capture_types};
use crate::memory::{Fp, Tag};
use crate::reg::{Class, Ptr};

use super::{NativeCx, Table};

pub(super) const TABLE: Table =
    &[("coroutine_resume", coroutine_resume), ("task_context", task_context), ("task_suspend", task_suspend)];

fn mover(cx: &mut NativeCx<'_, '_>, ty: Ty) -> Lowered<Mover> {
    let layout = cx.lower.layout(ty)?;
    Ok(Mover::new(&layout, cx.lower.tracked()))
}

fn plan(cx: &mut NativeCx<'_, '_>, future: Ty, output: Ty) -> Lowered<Plan> {
    let TyKind::Coroutine(id, args) = *future.kind() else { return Err(cx.bad("future")) };
    let function = cx.lower.engine.instance(InstanceKey { kind: InstanceKind::Closure(id), args });
    let layout = cx.lower.layout(future)?;
    let captures = capture_types(&cx.lower.engine, id, args).len();
    let shape = cx.lower.frame_shape(&[future], output, false)?;
    let Some(&param) = shape.params.first() else { return Err(cx.bad("future parameter")) };
    let result = match cx.class(output)? {
        Class::Reg(_) => None,
        Class::Memory => Some(mover(cx, output)?),
    };
    let object: Mover = mover(cx, future)?;
    Ok(Plan { function, state: layout.fields.offset(captures) as usize, object, param, result })
}

/// `fn coroutine_resume<F, T>(future: *mut F, context: *mut u8, output: *mut T) -> u32`.
fn coroutine_resume(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let (future, output) = (cx.ty(0), cx.ty(1));
    let plan = Arc::new(plan(&mut cx, future, output)?);
    let (object, context, output) = (cx.arg::<Ptr>(0)?, cx.arg::<Ptr>(1)?, cx.arg::<Ptr>(2)?);
    cx.ret::<u32>(code(move |fp: Fp, ctx: &mut Ctx| {
        let object = object.call(fp, ctx);
        let context = context.call(fp, ctx);
        let output = output.call(fp, ctx);
        futures::poll(ctx, &plan, object, Task { context, output }) as u32
    }))
}

leaf!(task_context() -> Ptr, |ctx| {
    let task = coroutine::task(ctx);
    task.map_or(Ptr { addr: 0, tag: Tag::NONE }, |task| task.context)
});

leaf!(task_suspend() -> (), |ctx| coroutine::suspend(ctx, Switch::Pending));
