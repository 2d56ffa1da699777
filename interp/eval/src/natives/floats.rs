//! Natives over the float types, as the host computes and prints them.

use treebeard_sema::ty::FloatTy;
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::code::code;
use crate::lower::{Lowered, Out};
use crate::reg::Ptr;

use super::ints::write;
use super::types::float_of;
use super::{NativeCx, Table};

macro_rules! per_float {
    ($cx:ident, $t:ident => $body:expr) => {
        match float_of($cx.ty(0)) {
            Some(FloatTy::F32) => {
                type $t = f32;
                $body
            }
            Some(FloatTy::F64) => {
                type $t = f64;
                $body
            }
            None => Err(Unsupported::new("internal: native on no float", $cx.span)),
        }
    };
}

macro_rules! functions {
    ($($key:literal $name:ident($a:ident $(, $b:ident: $bt:ty)*) = $e:expr;)*) => {
        pub(super) const TABLE: Table = &[
            $(($key, $name),)*
            ("float_format", float_format),
            ("float_parse", float_parse),
        ];
        $(fn $name(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
            per_float!(cx, T => {
                let $a = cx.arg::<T>(0)?;
                let mut _index = 1;
                $(
                    let $b = cx.arg::<$bt>(_index)?;
                    _index += 1;
                )*
                cx.ret::<T>(code(move |fp, ctx| {
                    let $a: T = $a.call(fp, ctx);
                    $(let $b: $bt = $b.call(fp, ctx);)*
                    $e
                }))
            })
        })*
    };
}

functions! {
    "float_sqrt" sqrt(x) = x.sqrt();
    "float_cbrt" cbrt(x) = x.cbrt();
    "float_floor" floor(x) = x.floor();
    "float_ceil" ceil(x) = x.ceil();
    "float_round" round(x) = x.round();
    "float_round_ties_even" round_ties_even(x) = x.round_ties_even();
    "float_trunc" trunc(x) = x.trunc();
    "float_abs" abs(x) = x.abs();
    "float_exp" exp(x) = x.exp();
    "float_exp2" exp2(x) = x.exp2();
    "float_exp_m1" exp_m1(x) = x.exp_m1();
    "float_ln" ln(x) = x.ln();
    "float_ln_1p" ln_1p(x) = x.ln_1p();
    "float_log2" log2(x) = x.log2();
    "float_log10" log10(x) = x.log10();
    "float_sin" sin(x) = x.sin();
    "float_cos" cos(x) = x.cos();
    "float_tan" tan(x) = x.tan();
    "float_asin" asin(x) = x.asin();
    "float_acos" acos(x) = x.acos();
    "float_atan" atan(x) = x.atan();
    "float_sinh" sinh(x) = x.sinh();
    "float_cosh" cosh(x) = x.cosh();
    "float_tanh" tanh(x) = x.tanh();
    "float_asinh" asinh(x) = x.asinh();
    "float_acosh" acosh(x) = x.acosh();
    "float_atanh" atanh(x) = x.atanh();
    "float_powi" powi(x, n: i32) = x.powi(n);
    "float_powf" powf(x, y: T) = x.powf(y);
    "float_atan2" atan2(x, y: T) = x.atan2(y);
    "float_hypot" hypot(x, y: T) = x.hypot(y);
    "float_copysign" copysign(x, y: T) = x.copysign(y);
    "float_mul_add" mul_add(x, y: T, z: T) = x.mul_add(y, z);
}

fn formatted<T: std::fmt::Display + std::fmt::Debug + std::fmt::LowerExp + std::fmt::UpperExp>(
    x: T,
    kind: u8,
    precision: u64,
) -> String {
    // The shortest form is asked for with the largest precision.
    let precision = (precision != u64::MAX).then_some(precision as usize);
    match (kind, precision) {
        (0, None) => format!("{x}"),
        (0, Some(p)) => format!("{x:.p$}"),
        (1, None) => format!("{x:?}"),
        (1, Some(p)) => format!("{x:.p$?}"),
        (2, None) => format!("{x:e}"),
        (2, Some(p)) => format!("{x:.p$e}"),
        (_, None) => format!("{x:E}"),
        (_, Some(p)) => format!("{x:.p$E}"),
    }
}

fn float_format(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    per_float!(cx, T => {
        let (x, kind, precision) = (cx.arg::<T>(0)?, cx.arg::<u8>(1)?, cx.arg::<u64>(2)?);
        let (out, capacity) = (cx.arg::<Ptr>(3)?, cx.arg::<u64>(4)?);
        cx.ret::<u64>(code(move |fp, ctx| {
            let x = x.call(fp, ctx).abs();
            let kind = kind.call(fp, ctx);
            let precision = precision.call(fp, ctx);
            let out = out.call(fp, ctx);
            let capacity = capacity.call(fp, ctx);
            let text = formatted(x, kind, precision);
            if text.len() as u64 <= capacity {
                write(ctx, out, text.as_bytes());
            }
            text.len() as u64
        }))
    })
}

fn float_parse(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    per_float!(cx, T => {
        let (text, len, out) = (cx.arg::<Ptr>(0)?, cx.arg::<u64>(1)?, cx.arg::<Ptr>(2)?);
        cx.ret::<bool>(code(move |fp, ctx| {
            let text = text.call(fp, ctx);
            let len = len.call(fp, ctx);
            let out = out.call(fp, ctx);
            let bytes = ok(ctx.mem.bytes(text.addr, len as usize), SpanId::NONE);
            let parsed = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<T>().ok());
            match parsed {
                Some(value) => {
                    crate::access::store(ctx, out, value);
                    true
                }
                None => false,
            }
        }))
    })
}
