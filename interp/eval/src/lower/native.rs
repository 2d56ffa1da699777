//! Native leaves in place of calls.

use treebeard_sema::def::DefId;
use treebeard_sema::tree::Expr;
use treebeard_sema::ty::{GenericArg, GenericArgs, Ty};
use treebeard_syntax::{SpanId, Symbol, Unsupported};

use crate::natives::{Arg, NativeCx};
use crate::reg::{AnyOperand, Class, Operand};

use super::call::Source;
use super::place::store_slot;
use super::{Lower, Lowered, Out, PlaceCode, Stmt, Want};

impl Lower<'_> {
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
        let type_args: Vec<_> = args.iter().map(|arg| GenericArg::Ty(arg.ty())).collect();
        let type_args = GenericArgs::new(&type_args);
        native(NativeCx { lower: self, args, type_args, result, span: e.span, caller, want })
    }
}
