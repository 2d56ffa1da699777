//! Structs, unions and enums: fields, variants, representation, discriminants.

use std::sync::Arc;

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{self, ItemKind};

use super::item_ctx::ItemCtx;
use super::{AdtDef, AdtKind, FieldDef, Repr, VariantDef, VariantDiscr};
use crate::Sema;
use crate::def::{CtorKind, DefId, DefKind};
use crate::ty::{ConstKind, GenericArgs, IntTy, Ty, TyKind, subst_ty};

impl Sema {
    /// A struct, union or enum.
    pub fn adt_def(&self, def: DefId) -> Arc<AdtDef> {
        self.adts.get_or(def, || Arc::new(self.compute_adt(def)))
    }

    fn compute_adt(&self, def: DefId) -> AdtDef {
        let empty = AdtDef { def, kind: AdtKind::Struct, variants: Vec::new(), repr: Repr::default() };
        let Some(item) = self.item(def) else { return empty };
        let repr = self.repr_of(&item.attrs);
        let module = self.data(def).module;
        match &item.kind {
            ItemKind::Struct(_, data) | ItemKind::Union(_, data) => {
                let kind =
                    if matches!(item.kind, ItemKind::Union(..)) { AdtKind::Union } else { AdtKind::Struct };
                let ctor = self.struct_ctor(def).map(|ctor| (ctor, ctor_kind(data.kind)));
                let variant = VariantDef {
                    def,
                    name: item.ident.name,
                    ctor,
                    kind: data.kind,
                    fields: self.fields_of(data, module),
                    discriminant: VariantDiscr::Relative(0),
                };
                AdtDef { def, kind, variants: vec![variant], repr }
            }
            ItemKind::Enum(_, variants) => {
                AdtDef { def, kind: AdtKind::Enum, variants: self.variants_of(def, variants), repr }
            }
            _ => empty,
        }
    }

    fn fields_of(&self, data: &ast::VariantData, module: DefId) -> Vec<FieldDef> {
        let field = |field: &ast::FieldDef| FieldDef {
            name: field.ident.name,
            vis: self.lower_visibility(&field.vis, module),
            span: field.span,
        };
        data.fields.iter().map(field).collect()
    }

    fn variants_of(&self, def: DefId, variants: &[ast::Variant]) -> Vec<VariantDef> {
        let ids = self.variant_ids(def);
        let module = self.data(def).module;
        let vis = self.visibility(def);
        let mut since_explicit = 0;
        variants
            .iter()
            .zip(ids.iter())
            .map(|(variant, (id, ctor))| {
                let discriminant = match &variant.discriminant {
                    Some(c) => {
                        since_explicit = 0;
                        VariantDiscr::Explicit(self.anon_const_def(def, module, c))
                    }
                    None => VariantDiscr::Relative(since_explicit),
                };
                since_explicit += 1;
                let mut fields = self.fields_of(&variant.data, module);
                fields.iter_mut().for_each(|field| field.vis = vis);
                VariantDef {
                    def: *id,
                    name: variant.ident.name,
                    ctor: ctor.map(|ctor| (ctor, ctor_kind(variant.data.kind))),
                    kind: variant.data.kind,
                    fields,
                    discriminant,
                }
            })
            .collect()
    }

    /// The types of a variant's fields, in terms of the data type's parameters.
    pub(crate) fn variant_field_types(&self, adt: DefId, variant: u32) -> Arc<[Ty]> {
        self.field_tys.get_or((adt, variant), |_| {
            let Some(item) = self.item(adt) else { return Arc::default() };
            let ctx = ItemCtx::new(self, adt);
            let fields = match &item.kind {
                ItemKind::Struct(_, data) | ItemKind::Union(_, data) => &data.fields,
                ItemKind::Enum(_, variants) => match variants.get(variant as usize) {
                    Some(variant) => &variant.data.fields,
                    None => return Arc::default(),
                },
                _ => return Arc::default(),
            };
            fields.iter().map(|field| self.lower_ty(&field.ty, &ctx)).collect()
        })
    }

    /// The type of a field (not normalised).
    pub fn field_ty(&self, adt: DefId, variant: u32, field: u32, args: GenericArgs) -> Ty {
        match self.variant_field_types(adt, variant).get(field as usize) {
            Some(ty) => subst_ty(*ty, args),
            None => Ty::error(),
        }
    }

    /// The struct, union or enum of a variant or constructor (or of itself).
    pub fn adt_of_variant(&self, variant_or_ctor: DefId) -> DefId {
        let mut current = variant_or_ctor;
        while matches!(self.data(current).kind, DefKind::Variant | DefKind::Ctor(..)) {
            match self.data(current).parent {
                Some(parent) => current = parent,
                None => break,
            }
        }
        current
    }

    /// The integer type of an enum's discriminant (`isize` unless `repr` says otherwise).
    pub fn discriminant_ty(&self, adt: DefId) -> Ty {
        Ty::int(self.discriminant_int(adt))
    }

    fn discriminant_int(&self, adt: DefId) -> IntTy {
        let Some(item) = self.item(adt) else { return IntTy::Isize };
        self.repr_of(&item.attrs).int.unwrap_or(IntTy::Isize)
    }

    /// The discriminants of an enum, by variant.
    pub fn discriminants(&self, adt: DefId) -> Arc<[i128]> {
        self.discriminant_values.get_or(adt, || {
            let def = self.adt_def(adt);
            let int = self.discriminant_int(adt);
            let mut next: i128 = 0;
            let mut out = Vec::with_capacity(def.variants.len());
            for variant in &def.variants {
                if let VariantDiscr::Explicit(anon) = variant.discriminant {
                    next = self.discriminant_value(anon, int).unwrap_or(next);
                } else if !fits(next, int) {
                    let message = "enum discriminant overflowed";
                    self.report_in(
                        adt,
                        Diagnostic::error(Some("E0370"), self.def_span(variant.def), message),
                    );
                    next = if int.is_signed() { -(1 << (int.bits() - 1)) } else { 0 };
                }
                out.push(next);
                next = next.wrapping_add(1);
            }
            out.into()
        })
    }

    fn discriminant_value(&self, anon: DefId, int: IntTy) -> Option<i128> {
        self.anon_types.put(anon, Ty::int(int));
        let value = self.eval_const_reporting(anon, GenericArgs::empty(), self.def_span(anon))?;
        match value.kind() {
            ConstKind::Value(_, bits) => Some(sign_extend(*bits, int)),
            _ => None,
        }
    }

    /// `#[repr(…)]` and the library's valid ranges.
    pub(crate) fn repr_of(&self, attrs: &[ast::Attr]) -> Repr {
        let mut repr = Repr::default();
        let (mut start, mut end) = (None, None);
        for attr in attrs {
            match attr.path.as_str() {
                "repr" => attr.args.as_str().split(',').for_each(|word| repr_word(word.trim(), &mut repr)),
                "rustc_layout_scalar_valid_range_start" | "valid_range_start" => {
                    start = parse_int(attr.args.as_str());
                }
                "rustc_layout_scalar_valid_range_end" | "valid_range_end" => {
                    end = parse_int(attr.args.as_str());
                }
                _ => {}
            }
        }
        if start.is_some() || end.is_some() {
            repr.valid_range = Some((start.unwrap_or(0), end.unwrap_or(u128::MAX)));
        }
        repr
    }

    /// The data type a type is, if it is one.
    pub fn as_adt(&self, ty: Ty) -> Option<(Arc<AdtDef>, GenericArgs)> {
        match ty.kind() {
            TyKind::Adt(def, args) => Some((self.adt_def(*def), *args)),
            _ => None,
        }
    }
}

fn ctor_kind(kind: ast::VariantKind) -> CtorKind {
    match kind {
        ast::VariantKind::Unit => CtorKind::Const,
        ast::VariantKind::Tuple | ast::VariantKind::Named => CtorKind::Fn,
    }
}

fn repr_word(word: &str, repr: &mut Repr) {
    let argument = |name: &str| {
        let rest = word.strip_prefix(name)?.trim().strip_prefix('(')?.strip_suffix(')')?;
        rest.trim().parse::<u64>().ok()
    };
    match word {
        "C" => repr.c = true,
        "transparent" => repr.transparent = true,
        "packed" => repr.packed = Some(1),
        "Rust" => {}
        _ => {
            if let Some(n) = argument("packed") {
                repr.packed = Some(n);
            } else if let Some(n) = argument("align") {
                repr.align = Some(repr.align.map_or(n, |before| before.max(n)));
            } else if let Some(int) = IntTy::from_name(word) {
                repr.int = Some(int);
            }
        }
    }
}

fn parse_int(text: &str) -> Option<u128> {
    let text = text.trim().replace('_', "");
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => u128::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Is `value` a value of `int`?
pub(crate) fn fits(value: i128, int: IntTy) -> bool {
    let bits = int.bits();
    if int.is_signed() {
        bits == 128 || (-(1i128 << (bits - 1))..(1i128 << (bits - 1))).contains(&value)
    } else {
        bits == 128 || (0..(1i128 << bits)).contains(&value)
    }
}

/// The bits of a value of `int` as a number.
pub(crate) fn sign_extend(bits: u128, int: IntTy) -> i128 {
    let shift = 128 - int.bits();
    if int.is_signed() { ((bits << shift) as i128) >> shift } else { ((bits << shift) >> shift) as i128 }
}
