//! Literals. Follows `FnCtxt::check_expr_lit`.

use treebeard_syntax::ast::{Lit, Mutability};
use treebeard_syntax::{SpanId, Symbol};

use crate::infer::body::InferCtx;
use crate::infer::expectation::Expectation;
use crate::ty::{Const, FloatTy, GenericArgs, InferTy, IntTy, Region, Ty, TyKind};

impl InferCtx<'_> {
    pub(in crate::infer) fn check_lit(&mut self, lit: &Lit, span: SpanId, expected: Expectation) -> Ty {
        match lit {
            Lit::Bool(_) => Ty::bool(),
            Lit::Char(_) => Ty::char(),
            Lit::Byte(_) => Ty::int(IntTy::U8),
            Lit::Int(_, Some(suffix)) => self.suffixed(*suffix, span),
            Lit::Float(_, Some(suffix)) => self.suffixed(*suffix, span),
            Lit::Int(_, None) => self.unsuffixed_int(expected),
            Lit::Float(_, None) => match expected.to_option(self).map(|ty| ty.kind()) {
                Some(TyKind::Float(float)) => Ty::float(*float),
                Some(TyKind::Infer(InferTy::Float(var))) => Ty::infer(InferTy::Float(*var)),
                _ => self.new_float_var(),
            },
            Lit::Str(_) => static_ref(Ty::str()),
            Lit::ByteStr(bytes) => {
                static_ref(Ty::new(TyKind::Array(Ty::int(IntTy::U8), Const::usize(bytes.len() as u64))))
            }
            Lit::CStr(_) => match self.lang("CStr") {
                Some(def) => static_ref(Ty::new(TyKind::Adt(def, GenericArgs::empty()))),
                None => self.unsupported("C string literal", span),
            },
        }
    }

    fn suffixed(&mut self, suffix: Symbol, span: SpanId) -> Ty {
        let name = suffix.as_str();
        if let Some(int) = IntTy::from_name(name) {
            return Ty::int(int);
        }
        match name {
            "f32" => Ty::float(FloatTy::F32),
            "f64" => Ty::float(FloatTy::F64),
            _ => self.unsupported(&format!("literal suffix `{name}`"), span),
        }
    }

    /// An unsuffixed integer takes the expected integer type. In a cast it also takes the natural source of the
    /// target: `97 as char` is `97u8`, an address is a `usize`.
    fn unsuffixed_int(&mut self, expected: Expectation) -> Ty {
        match expected.to_option(self).map(|ty| ty.kind()) {
            Some(TyKind::Int(int)) => Ty::int(*int),
            Some(TyKind::Infer(InferTy::Int(var))) => Ty::infer(InferTy::Int(*var)),
            Some(TyKind::Char) => Ty::int(IntTy::U8),
            Some(TyKind::RawPtr(..) | TyKind::FnDef(..) | TyKind::FnPtr(_)) => Ty::usize(),
            _ => self.new_int_var(),
        }
    }
}

fn static_ref(ty: Ty) -> Ty {
    Ty::new(TyKind::Ref(Region::Static, ty, Mutability::Not))
}
