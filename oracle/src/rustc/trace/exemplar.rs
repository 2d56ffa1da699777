//! Which value could a function be called with? One is made for each type that is built from known parts.
//!
//! Types are read as written: a name is the program's own when the program declares it, and std's otherwise. What this
//! gets wrong, rustc rejects, and a narrower variant takes its place.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Fields, GenericArgument, GenericParam, Generics, Item, PathArguments, Type, TypeParamBound,
    WherePredicate,
};

use super::items::Scope;

/// Values of values of values: deep enough.
const DEPTH_MAX: usize = 4;
/// As many variants of an enum are tried.
pub(super) const VARIANTS_MAX: usize = 4;

/// What the parameters of an item stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Substitution {
    types: BTreeMap<String, Type>,
}

impl Substitution {
    /// A choice for every parameter, when there is one that meets its bounds.
    pub(super) fn of(scope: &Scope<'_>, generics: &Generics) -> Option<Self> {
        let mut chosen = Self::default();
        for param in &generics.params {
            match param {
                GenericParam::Lifetime(_) => {}
                GenericParam::Type(param) => {
                    let mut bounds: Vec<&TypeParamBound> = param.bounds.iter().collect();
                    bounds.extend(where_bounds(generics, &param.ident)?);
                    chosen.types.insert(param.ident.to_string(), choice(scope, &bounds)?);
                }
                GenericParam::Const(param) => {
                    let value = match param.ty.to_token_stream().to_string().as_str() {
                        "bool" => "true",
                        "char" => "'c'",
                        _ => "3",
                    };
                    chosen
                        .types
                        .insert(param.ident.to_string(), syn::parse_str(&format!("Const<{value}>")).ok()?);
                }
            }
        }
        Some(chosen)
    }

    /// The same with one more name.
    pub(super) fn with(mut self, name: &str, stands_for: Type) -> Self {
        self.types.insert(name.to_owned(), stands_for);
        self
    }

    /// Both; the other's names are the inner ones.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.types.extend(other.types);
        self
    }

    /// `<…>` for an item with those parameters; lifetimes are left to inference.
    pub(super) fn arguments(&self, generics: &Generics) -> String {
        let arguments: Vec<String> = generics
            .params
            .iter()
            .filter_map(|param| match param {
                GenericParam::Lifetime(_) => None,
                GenericParam::Type(param) => Some(text(self.types.get(&param.ident.to_string())?)),
                GenericParam::Const(param) => const_value(self.types.get(&param.ident.to_string())?),
            })
            .collect();
        if arguments.is_empty() { String::new() } else { format!("::<{}>", arguments.join(", ")) }
    }

    /// A type with the parameters replaced, and lifetimes left to inference.
    pub(super) fn apply(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        Replace(self).visit_type_mut(&mut ty);
        ty
    }
}

fn const_value(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(found) => Some(found.args.first()?.to_token_stream().to_string()),
        PathArguments::None | PathArguments::Parenthesized(_) => None,
    }
}

struct Replace<'s>(&'s Substitution);

impl VisitMut for Replace<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(path) = ty
            && path.qself.is_none()
            && let Some(ident) = path.path.get_ident()
            && let Some(stands_for) = self.0.types.get(&ident.to_string())
        {
            *ty = stands_for.clone();
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
        if lifetime.ident != "static" {
            *lifetime = syn::Lifetime::new("'_", lifetime.span());
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut syn::Expr) {
        if let syn::Expr::Path(path) = expr
            && let Some(ident) = path.path.get_ident()
            && let Some(value) = self.0.types.get(&ident.to_string()).and_then(const_value)
            && let Ok(value) = syn::parse_str(&value)
        {
            *expr = value;
        }
    }
}

/// A type as text.
pub(super) fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string()
}

/// The bounds that the `where` clause puts on one parameter; nothing when it says more than that.
fn where_bounds<'g>(generics: &'g Generics, ident: &syn::Ident) -> Option<Vec<&'g TypeParamBound>> {
    let mut bounds = Vec::new();
    for predicate in generics.where_clause.iter().flat_map(|found| &found.predicates) {
        let WherePredicate::Type(predicate) = predicate else { continue };
        let Type::Path(path) = &predicate.bounded_ty else { return None };
        let bounded = path.path.get_ident()?;
        if bounded == ident {
            bounds.extend(&predicate.bounds);
        }
    }
    Some(bounds)
}

/// A type that meets the bounds.
fn choice(scope: &Scope<'_>, bounds: &[&TypeParamBound]) -> Option<Type> {
    const MET_BY_INTEGERS: [&str; 26] = [
        "Sized",
        "Copy",
        "Clone",
        "Debug",
        "Display",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "Hash",
        "Default",
        "Send",
        "Sync",
        "Unpin",
        "Any",
        "Add",
        "Sub",
        "Mul",
        "Div",
        "Rem",
        "AddAssign",
        "ToString",
        "ToOwned",
        "UnwindSafe",
        "Not",
        "Sum",
    ];
    let mut own = None;
    for bound in bounds {
        let TypeParamBound::Trait(bound) = bound else { continue };
        let name = bound.path.segments.last()?.ident.to_string();
        if scope.types.contains_key(&name) {
            own = own.or(Some(name));
        } else if !MET_BY_INTEGERS.contains(&name.as_str()) {
            return None;
        }
    }
    match own {
        Some(name) => scope.implementors(&name).next().cloned(),
        None => syn::parse_str("u16").ok(),
    }
}

/// A value for a parameter of `impl` type, or behind a reference to `dyn`.
fn for_bounds(
    scope: &Scope<'_>,
    bounds: impl Iterator<Item = TypeParamBound>,
    depth: usize,
) -> Option<String> {
    let bounds: Vec<TypeParamBound> = bounds.collect();
    for bound in &bounds {
        let TypeParamBound::Trait(bound) = bound else { continue };
        let last = bound.path.segments.last()?;
        match (last.ident.to_string().as_str(), &last.arguments) {
            ("Fn" | "FnMut" | "FnOnce", PathArguments::Parenthesized(found)) => {
                let result = match &found.output {
                    syn::ReturnType::Default => "()".to_owned(),
                    syn::ReturnType::Type(_, ty) => value(scope, ty, depth + 1)?,
                };
                let names = vec!["_"; found.inputs.len()].join(", ");
                return Some(format!("|{names}| {result}"));
            }
            ("Iterator" | "IntoIterator", PathArguments::AngleBracketed(found)) => {
                let item = found.args.iter().find_map(|argument| match argument {
                    GenericArgument::AssocType(found) if found.ident == "Item" => Some(&found.ty),
                    _ => None,
                })?;
                return Some(format!("::std::iter::once({})", value(scope, item, depth + 1)?));
            }
            ("AsRef" | "Into", PathArguments::AngleBracketed(found))
                if found.to_token_stream().to_string().contains("tr") =>
            {
                return Some("\"treebeard\"".to_owned());
            }
            _ => {}
        }
    }
    let bounds: Vec<&TypeParamBound> = bounds.iter().collect();
    value(scope, &choice(scope, &bounds)?, depth + 1)
}

/// An expression of that type, when its parts are known.
pub(super) fn value(scope: &Scope<'_>, ty: &Type, depth: usize) -> Option<String> {
    if depth > DEPTH_MAX {
        return None;
    }
    let inner = |ty: &Type| value(scope, ty, depth + 1);
    match ty {
        Type::Paren(found) => inner(&found.elem),
        Type::Group(found) => inner(&found.elem),
        Type::Tuple(found) => {
            let parts: Option<Vec<String>> = found.elems.iter().map(inner).collect();
            Some(format!(
                "({})",
                parts?.into_iter().map(|part| part + ", ").collect::<String>().trim_end_matches(' ')
            ))
            .map(|text| if text == "(,)" { "()".to_owned() } else { text })
        }
        Type::Array(found) => inner(&found.elem).map(|item| format!("::std::array::from_fn(|_| {item})")),
        Type::Reference(found) => referent(scope, found, depth),
        Type::ImplTrait(found) => for_bounds(scope, found.bounds.iter().cloned(), depth),
        Type::Path(found) if found.qself.is_none() => named(scope, &found.path, depth),
        _ => None,
    }
}

fn referent(scope: &Scope<'_>, found: &syn::TypeReference, depth: usize) -> Option<String> {
    let sign = if found.mutability.is_some() { "&mut " } else { "&" };
    match &*found.elem {
        Type::Path(path) if path.path.is_ident("str") && found.mutability.is_none() => {
            Some("\"treebeard\"".to_owned())
        }
        Type::Slice(slice) => {
            let item = value(scope, &slice.elem, depth + 1)?;
            Some(format!("{sign}[{item}, {item}]"))
        }
        Type::TraitObject(object) => {
            for_bounds(scope, object.bounds.iter().cloned(), depth).map(|text| format!("{sign}({text})"))
        }
        elem => value(scope, elem, depth + 1).map(|text| format!("{sign}{text}")),
    }
}

fn named(scope: &Scope<'_>, path: &syn::Path, depth: usize) -> Option<String> {
    let last = path.segments.last()?;
    let name = last.ident.to_string();
    let arguments: Vec<&Type> = match &last.arguments {
        PathArguments::AngleBracketed(found) => found
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        PathArguments::None | PathArguments::Parenthesized(_) => Vec::new(),
    };
    if let Some(item) = scope.types.get(&name).filter(|_| path.segments.len() == 1) {
        return own(scope, item, &arguments, depth).into_iter().next();
    }
    let first = |depth: usize| value(scope, arguments.first()?, depth);
    match name.as_str() {
        "bool" => Some("true".to_owned()),
        "char" => Some("'t'".to_owned()),
        "f32" | "f64" => Some(format!("1.5_{name}")),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => {
            Some(format!("7_{name}"))
        }
        "String" => Some("::std::string::String::from(\"treebeard\")".to_owned()),
        "Vec" => first(depth + 1).map(|item| format!("::std::vec![{item}, {item}]")),
        "Option" => Some(match first(depth + 1) {
            Some(item) => format!("::std::option::Option::Some({item})"),
            None => "::std::option::Option::None".to_owned(),
        }),
        "Result" => first(depth + 1).map(|item| format!("::std::result::Result::Ok({item})")),
        "Box" => match arguments.first()? {
            Type::TraitObject(object) => for_bounds(scope, object.bounds.iter().cloned(), depth),
            item => value(scope, item, depth + 1),
        }
        .map(|item| format!("::std::boxed::Box::new({item})")),
        "Rc" => first(depth + 1).map(|item| format!("::std::rc::Rc::new({item})")),
        "Arc" => first(depth + 1).map(|item| format!("::std::sync::Arc::new({item})")),
        "Cell" | "RefCell" => first(depth + 1).map(|item| format!("::std::cell::{name}::new({item})")),
        "PhantomData" => Some("::std::marker::PhantomData".to_owned()),
        _ => None,
    }
}

/// Values of one of the program's own types: one, or one per variant.
pub(super) fn own(scope: &Scope<'_>, item: &Item, arguments: &[&Type], depth: usize) -> Vec<String> {
    let mut made = Vec::new();
    match item {
        Item::Struct(found) => {
            let substitution = bind(&found.generics, arguments);
            made.extend(fields(scope, &substitution, &found.ident.to_string(), &found.fields, depth));
        }
        Item::Enum(found) => {
            let substitution = bind(&found.generics, arguments);
            for variant in found.variants.iter().filter(|variant| variant.attrs.is_empty()) {
                let path = format!("{}::{}", found.ident, variant.ident);
                made.extend(fields(scope, &substitution, &path, &variant.fields, depth));
            }
        }
        Item::Type(found) => {
            made.extend(value(scope, &bind(&found.generics, arguments).apply(&found.ty), depth + 1));
        }
        _ => {}
    }
    made.truncate(VARIANTS_MAX);
    made
}

fn bind(generics: &Generics, arguments: &[&Type]) -> Substitution {
    let params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(param.ident.to_string()),
        GenericParam::Const(param) => Some(param.ident.to_string()),
        GenericParam::Lifetime(_) => None,
    });
    let pairs = params.zip(arguments).map(|(name, ty)| (name, (*ty).clone()));
    Substitution { types: pairs.collect() }
}

fn fields(
    scope: &Scope<'_>,
    substitution: &Substitution,
    path: &str,
    fields: &Fields,
    depth: usize,
) -> Option<String> {
    let part = |ty: &Type| value(scope, &substitution.apply(ty), depth + 1);
    match fields {
        Fields::Unit => Some(path.to_owned()),
        Fields::Unnamed(found) => {
            let parts: Option<Vec<String>> = found.unnamed.iter().map(|field| part(&field.ty)).collect();
            Some(format!("{path}({})", parts?.join(", ")))
        }
        Fields::Named(found) => {
            let parts: Option<Vec<String>> = found
                .named
                .iter()
                .map(|field| Some(format!("{}: {}", field.ident.as_ref()?, part(&field.ty)?)))
                .collect();
            Some(format!("({path} {{ {} }})", parts?.join(", ")))
        }
    }
}

/// Whether a type has a size known when it is compiled, as far as its own text says.
pub(super) fn is_sized(scope: &Scope<'_>, ty: &Type, depth: usize) -> bool {
    match ty {
        _ if depth > DEPTH_MAX => true,
        Type::Slice(_) | Type::TraitObject(_) => false,
        Type::Paren(found) => is_sized(scope, &found.elem, depth + 1),
        Type::Path(path) if path.path.is_ident("str") => false,
        Type::Path(path) => {
            let last = path.path.segments.last();
            match last.and_then(|last| scope.types.get(&last.ident.to_string())) {
                Some(Item::Struct(found)) => {
                    found.fields.iter().last().is_none_or(|field| is_sized(scope, &field.ty, depth + 1))
                }
                Some(Item::Type(found)) => is_sized(scope, &found.ty, depth + 1),
                // A trait as a type is an object, in edition 2015.
                Some(Item::Trait(_)) => false,
                _ => true,
            }
        }
        _ => true,
    }
}
