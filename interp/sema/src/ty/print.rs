//! Types as rustc prints them in diagnostics and `type_name`.

use treebeard_syntax::ast::Mutability;

use super::kind::{AliasKind, ConstKind, FloatTy, GenericArg, InferTy, TyKind};
use super::{Const, GenericArgs, Ty};
use crate::def::DefId;

/// Gives definitions their names; implemented by the definition table.
pub trait DefNames {
    /// The name to print for `def` (last segment in diagnostics, full path in `type_name`).
    fn def_name(&self, def: DefId) -> String;

    /// The trait of an associated type.
    fn assoc_parent(&self, def: DefId) -> DefId;
}

impl Ty {
    /// The type as text, definitions named by `names`.
    pub fn display(self, names: &dyn DefNames) -> String {
        let mut out = String::new();
        print_ty(&mut out, self, names);
        out
    }
}

fn print_list(out: &mut String, list: &[Ty], names: &dyn DefNames) {
    for (i, ty) in list.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        print_ty(out, *ty, names);
    }
}

fn print_args(out: &mut String, args: &[GenericArg], names: &dyn DefNames) {
    let shown: Vec<String> = args
        .iter()
        .filter_map(|arg| match arg {
            GenericArg::Region(_) => None,
            GenericArg::Ty(ty) => Some(ty.display(names)),
            GenericArg::Const(c) => Some(print_const(*c, names)),
        })
        .collect();
    if !shown.is_empty() {
        out.push('<');
        out.push_str(&shown.join(", "));
        out.push('>');
    }
}

fn print_const(c: Const, names: &dyn DefNames) -> String {
    match c.kind() {
        ConstKind::Value(ty, bits) => match ty.kind() {
            TyKind::Bool => (*bits != 0).to_string(),
            TyKind::Char => format!("{:?}", char::from_u32(*bits as u32).unwrap_or('\u{fffd}')),
            TyKind::Int(int) if int.is_signed() => {
                let shift = 128 - int.bits();
                (((*bits << shift) as i128) >> shift).to_string()
            }
            _ => bits.to_string(),
        },
        ConstKind::Param(param) => param.name.to_string(),
        ConstKind::Infer(_) | ConstKind::Error => "_".to_owned(),
        ConstKind::Unevaluated(def, _) => names.def_name(*def),
    }
}

fn print_path(out: &mut String, def: DefId, args: GenericArgs, names: &dyn DefNames) {
    out.push_str(&names.def_name(def));
    print_args(out, args.as_slice(), names);
}

fn print_ty(out: &mut String, ty: Ty, names: &dyn DefNames) {
    match ty.kind() {
        TyKind::Bool => out.push_str("bool"),
        TyKind::Char => out.push_str("char"),
        TyKind::Int(int) => out.push_str(int.name()),
        TyKind::Float(FloatTy::F32) => out.push_str("f32"),
        TyKind::Float(FloatTy::F64) => out.push_str("f64"),
        TyKind::Str => out.push_str("str"),
        TyKind::Never => out.push('!'),
        TyKind::Adt(def, args) => print_path(out, *def, *args, names),
        TyKind::Foreign(def) => out.push_str(&names.def_name(*def)),
        TyKind::Array(element, len) => {
            out.push('[');
            print_ty(out, *element, names);
            out.push_str("; ");
            out.push_str(&print_const(*len, names));
            out.push(']');
        }
        TyKind::Slice(element) => {
            out.push('[');
            print_ty(out, *element, names);
            out.push(']');
        }
        TyKind::RawPtr(pointee, mutability) => {
            out.push_str(if *mutability == Mutability::Mut { "*mut " } else { "*const " });
            print_ty(out, *pointee, names);
        }
        TyKind::Ref(_, pointee, mutability) => {
            out.push_str(if *mutability == Mutability::Mut { "&mut " } else { "&" });
            print_ty(out, *pointee, names);
        }
        TyKind::FnDef(def, args) => {
            out.push_str("fn item {");
            print_path(out, *def, *args, names);
            out.push('}');
        }
        TyKind::FnPtr(sig) => {
            if sig.is_unsafe {
                out.push_str("unsafe ");
            }
            out.push_str("fn(");
            print_list(out, &sig.inputs, names);
            out.push(')');
            if sig.output != Ty::unit() {
                out.push_str(" -> ");
                print_ty(out, sig.output, names);
            }
        }
        TyKind::Dynamic(..) => print_dyn(out, ty, names),
        TyKind::Closure(..) => out.push_str("{closure}"),
        TyKind::Coroutine(..) => out.push_str("{async block}"),
        TyKind::Tuple(elements) => {
            out.push('(');
            print_list(out, elements, names);
            if elements.len() == 1 {
                out.push(',');
            }
            out.push(')');
        }
        TyKind::Alias(AliasKind::Projection, def, args) => {
            out.push('<');
            print_ty(out, args.ty_at(0), names);
            out.push_str(" as ");
            out.push_str(&names.def_name(names.assoc_parent(*def)));
            out.push_str(">::");
            out.push_str(&names.def_name(*def));
        }
        TyKind::Alias(AliasKind::Opaque, def, _) => out.push_str(&names.def_name(*def)),
        TyKind::Param(param) => out.push_str(param.name.as_str()),
        TyKind::Infer(InferTy::Ty(_)) => out.push('_'),
        TyKind::Infer(InferTy::Int(_)) => out.push_str("{integer}"),
        TyKind::Infer(InferTy::Float(_)) => out.push_str("{float}"),
        TyKind::Placeholder(_) => out.push('_'),
        TyKind::Error => out.push_str("{type error}"),
    }
}

fn print_dyn(out: &mut String, ty: Ty, names: &dyn DefNames) {
    let TyKind::Dynamic(dyn_ty, _) = ty.kind() else { return };
    let mut parts = Vec::new();
    if let Some((def, args)) = dyn_ty.principal {
        let mut part = names.def_name(def);
        let mut shown: Vec<String> = args
            .iter()
            .filter_map(|arg| match arg {
                GenericArg::Region(_) => None,
                GenericArg::Ty(ty) => Some(ty.display(names)),
                GenericArg::Const(c) => Some(print_const(*c, names)),
            })
            .collect();
        for (assoc, value) in &dyn_ty.projections {
            shown.push(format!("{} = {}", names.def_name(*assoc), value.display(names)));
        }
        if !shown.is_empty() {
            part.push_str(&format!("<{}>", shown.join(", ")));
        }
        parts.push(part);
    }
    parts.extend(dyn_ty.auto_traits.iter().map(|def| names.def_name(*def)));
    out.push_str("dyn ");
    out.push_str(&parts.join(" + "));
}
