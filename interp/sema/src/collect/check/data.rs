//! Data types: fields and discriminants declared twice, infinite size, parameters that are never used.

use treebeard_syntax::ast::{self, ItemKind};
use treebeard_syntax::{Diagnostic, Symbol};

use super::super::generics::ast_generics;
use crate::Sema;
use crate::collect::AdtKind;
use crate::def::DefId;
use crate::ty::{
    Const, ConstKind, GenericArgs, GenericParamDefKind, Region, Ty, TyKind, TypeFolder, fold_const, fold_ty,
};

/// Which parameters a type mentions.
struct Mentioned(Vec<u32>);

impl TypeFolder for Mentioned {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if let TyKind::Param(param) = ty.kind() {
            self.0.push(param.index);
            return ty;
        }
        fold_ty(self, ty)
    }

    fn fold_region(&mut self, region: Region) -> Region {
        if let Region::Param(index, _) = region {
            self.0.push(index);
        }
        region
    }

    fn fold_const(&mut self, c: Const) -> Const {
        if let ConstKind::Param(param) = c.kind() {
            self.0.push(param.index);
        }
        fold_const(self, c)
    }
}

impl Sema {
    pub(super) fn check_data_type(&self, def: DefId) {
        let Some(item) = self.item(def) else { return };
        match &item.kind {
            ItemKind::Struct(_, data) => self.check_field_names(data),
            ItemKind::Union(_, data) => {
                self.check_field_names(data);
                self.check_union_drops(def, data);
            }
            ItemKind::Enum(_, variants) => {
                variants.iter().for_each(|variant| self.check_field_names(&variant.data));
                self.check_discriminants(def, &item);
            }
            _ => {}
        }
        self.check_size(def);
        if !self.has_infinite_size(def) {
            self.check_repr_of_fields(def);
        }
        self.check_used_params(def, &item);
    }

    /// E0740.
    fn check_union_drops(&self, def: DefId, data: &ast::VariantData) {
        for (field, ty) in data.fields.iter().zip(self.variant_field_types(def, 0).iter()) {
            if !ty.has_error() && self.may_need_drop_in(*ty, def) {
                let message =
                    "field must implement `Copy` or be wrapped in `ManuallyDrop<...>` to be used in a union";
                self.error_at("E0740", field.span, message.to_owned());
            }
        }
    }

    /// E0124.
    fn check_field_names(&self, data: &ast::VariantData) {
        for (i, field) in data.fields.iter().enumerate() {
            let name = field.ident.name;
            if let Some(earlier) = data.fields[..i].iter().find(|earlier| earlier.ident.name == name) {
                self.report(
                    Diagnostic::error(
                        Some("E0124"),
                        field.span,
                        format!("field `{name}` is already declared"),
                    )
                    .label("field already declared")
                    .secondary(earlier.span, format!("`{name}` first declared here")),
                );
            }
        }
    }

    /// E0081, E0084, E0732.
    fn check_discriminants(&self, def: DefId, item: &ast::Item) {
        let adt = self.adt_def(def);
        if adt.variants.is_empty() && adt.repr.int.is_some() {
            let attr = item.attrs.iter().find(|attr| attr.path.as_str() == "repr");
            let span = attr.map_or(item.span, |attr| attr.span);
            self.error_at("E0084", span, "unsupported representation for zero-variant enum".to_owned());
        }
        let has_explicit = matches!(&item.kind, ItemKind::Enum(_, variants)
            if variants.iter().any(|variant| variant.discriminant.is_some()));
        if has_explicit
            && adt.repr.int.is_none()
            && adt.variants.iter().any(|variant| variant.kind != ast::VariantKind::Unit)
        {
            let message = "`#[repr(inttype)]` must be specified for enums with explicit discriminants and non-unit variants";
            self.error_at("E0732", item.ident.span, message.to_owned());
        }
        let values = self.discriminants(def);
        let twice = values.iter().enumerate().find(|(i, value)| values[..*i].contains(value));
        if let Some((_, value)) = twice {
            let message = format!("discriminant value `{value}` assigned more than once");
            self.error_at("E0081", item.span, message);
        }
    }

    /// E0072.
    fn check_size(&self, def: DefId) {
        let ty = self.type_of(def);
        let mut seen = vec![ty];
        if self.fields_contain(ty, def, &mut seen) {
            let name = self.def_name(def);
            let message = format!("recursive type `{name}` has infinite size");
            self.report(
                Diagnostic::error(Some("E0072"), self.def_span(def), message)
                    .help("insert some indirection (e.g., a `Box`, `Rc`, or `&`) to break the cycle"),
            );
            self.infinite_types.put(def, true);
        }
    }

    /// Does a value of this type hold, without indirection, a value of the data type `target`?
    fn contains_by_value(&self, ty: Ty, target: DefId, seen: &mut Vec<Ty>) -> bool {
        match ty.kind() {
            TyKind::Adt(def, _) if *def == target => true,
            TyKind::Adt(..) => {
                if seen.contains(&ty) || seen.len() > 200 {
                    return false;
                }
                seen.push(ty);
                self.fields_contain(ty, target, seen)
            }
            TyKind::Tuple(elements) => elements.iter().any(|ty| self.contains_by_value(*ty, target, seen)),
            TyKind::Array(element, _) => self.contains_by_value(*element, target, seen),
            _ => false,
        }
    }

    fn fields_contain(&self, ty: Ty, target: DefId, seen: &mut Vec<Ty>) -> bool {
        let TyKind::Adt(def, args) = ty.kind() else { return false };
        if self.is_lang_item(*def, "phantom_data") {
            return false;
        }
        let adt = self.adt_def(*def);
        (0..adt.variants.len() as u32).any(|variant| {
            let types = self.variant_field_types(*def, variant);
            types.iter().any(|field| self.contains_by_value(crate::ty::subst_ty(*field, *args), target, seen))
        })
    }

    /// Was it reported that the type has infinite size (E0072)? Its layout and properties must not be asked for.
    pub fn has_infinite_size(&self, adt: DefId) -> bool {
        self.infinite_types.get(adt).is_some()
    }

    /// E0392.
    fn check_used_params(&self, def: DefId, item: &ast::Item) {
        let generics = self.generics_of(def);
        if generics.params.is_empty() || self.is_lang_item(def, "phantom_data") {
            return;
        }
        let adt = self.adt_def(def);
        let mut mentioned = Mentioned(Vec::new());
        for variant in 0..adt.variants.len() as u32 {
            for ty in self.variant_field_types(def, variant).iter() {
                if ty.has_error() {
                    return;
                }
                mentioned.fold_ty(*ty);
            }
        }
        for param in &generics.params {
            let is_const = matches!(param.kind, GenericParamDefKind::Const { .. });
            let is_twice = generics.params.iter().filter(|other| other.name == param.name).count() > 1;
            if mentioned.0.contains(&param.index) || is_const || is_twice {
                continue;
            }
            let what = if param.kind == GenericParamDefKind::Lifetime {
                "lifetime parameter"
            } else {
                "type parameter"
            };
            let written =
                ast_generics(item).and_then(|g| g.params.iter().find(|p| p.ident.name == param.name));
            let span = written.map_or(self.def_span(def), |param| param.ident.span);
            self.report(
                Diagnostic::error(Some("E0392"), span, format!("{what} `{}` is never used", param.name))
                    .label(format!("unused {what}")),
            );
        }
        debug_assert!(adt.kind != AdtKind::Struct || adt.variants.len() <= 1);
    }
}

/// Which of an impl's parameters its header constrains (E0207): those outside projections.
pub(super) struct Constrained {
    pub(super) params: Vec<u32>,
}

impl TypeFolder for Constrained {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Param(param) => {
                self.params.push(param.index);
                ty
            }
            TyKind::Alias(..) => ty,
            _ => fold_ty(self, ty),
        }
    }

    fn fold_region(&mut self, region: Region) -> Region {
        if let Region::Param(index, _) = region {
            self.params.push(index);
        }
        region
    }

    fn fold_const(&mut self, c: Const) -> Const {
        match c.kind() {
            ConstKind::Param(param) => {
                self.params.push(param.index);
                c
            }
            ConstKind::Unevaluated(..) => c,
            _ => fold_const(self, c),
        }
    }
}

/// Parameters that constrain nothing are named in E0207.
pub(super) fn constrained_by(args: GenericArgs) -> Constrained {
    use crate::ty::TypeFoldable;
    let mut constrained = Constrained { params: Vec::new() };
    args.fold_with(&mut constrained);
    constrained
}

/// The text rustc shows for a list of names.
pub(super) fn name_list(names: &[Symbol]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
