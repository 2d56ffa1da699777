//! The built-in derives.
//!
//! As rustc's `rustc_builtin_macros::deriving`: each derive writes an impl as tokens whose own names carry a fresh
//! hygiene mark, and the impl is converted like any other. [`Shape`] is what the derives see of the item; [`output`]
//! has the derives one by one.

mod compare;
mod output;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::ast::{Item, Marks};
use crate::macros::rules::{next_definition, next_expansion};
use crate::rust::attr::item_attrs;
use crate::rust::lower::Lower;
use crate::span::{SpanData, SpanId};
use crate::symbol::Symbol;

/// The struct, enum or union that is derived for.
struct Shape {
    name: Ident,
    generics: syn::Generics,
    variants: Vec<Variant>,
    kind: ShapeKind,
    /// `#[repr(packed)]`: fields are copied, not borrowed.
    packed: bool,
    /// The integer type of `#[repr(u8)]` …; `isize` by default.
    discriminant: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ShapeKind {
    Struct,
    Enum,
    Union,
}

/// A variant, or the struct itself.
struct Variant {
    name: Ident,
    fields: syn::Fields,
    /// `#[default]`.
    is_default: bool,
}

/// Names of the expansion.
struct Names {
    /// Where the derive is written.
    span: Span,
    /// `$crate`.
    krate: Ident,
}

impl Names {
    fn ident(&self, text: &str) -> Ident {
        Ident::new(text, self.span)
    }

    /// `__self_0`, `__arg1_0` …
    fn binding(&self, prefix: &str, index: usize) -> Ident {
        self.ident(&format!("{prefix}_{index}"))
    }

    fn string(&self, text: &str) -> syn::LitStr {
        syn::LitStr::new(text, self.span)
    }
}

/// What a derive contributes.
struct Derived {
    /// `crate::clone::Clone` without `crate`.
    trait_path: &'static str,
    /// Bound of type parameters; none for a `Default` of an enum.
    bound: bool,
    items: TokenStream,
}

impl Lower<'_> {
    /// The impls that the `#[derive]`s of an item make.
    pub(crate) fn derives(&mut self, item: &syn::Item, metas: &[syn::Meta]) -> Vec<Item> {
        let mut paths = Vec::new();
        for meta in metas.iter().filter(|meta| meta.path().is_ident("derive")) {
            let syn::Meta::List(list) = meta else { continue };
            let parser = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
            match syn::parse::Parser::parse2(parser, list.tokens.clone()) {
                Ok(list) => paths.extend(list),
                Err(error) => self.derive_list_error(&list.tokens, &error),
            }
        }
        if paths.is_empty() {
            return Vec::new();
        }
        let first = paths
            .first()
            .and_then(|path| path.segments.last())
            .map_or(SpanId::NONE, |s| self.at(s.ident.span()));
        let Some(shape) = self.shape(item, metas) else {
            self.error(
                Some("E0774"),
                first,
                "`derive` may only be applied to `struct`s, `enum`s and `union`s",
            );
            return Vec::new();
        };
        let names: Vec<String> = paths
            .iter()
            .filter_map(|path| path.segments.last())
            .map(|segment| segment.ident.to_string())
            .collect();
        let is_copy = names.iter().any(|name| name == "Copy");
        let mut out = Vec::new();
        for path in &paths {
            let Some(last) = path.segments.last() else { continue };
            out.extend(self.derive(&last.ident, &shape, is_copy));
        }
        out
    }

    /// E0777 of `#[derive("Clone")]`.
    fn derive_list_error(&mut self, tokens: &proc_macro2::TokenStream, error: &syn::Error) {
        let is_literal = |tree: &proc_macro2::TokenTree| matches!(tree, proc_macro2::TokenTree::Literal(_));
        match tokens.clone().into_iter().find(is_literal) {
            Some(literal) => {
                let span = self.at(literal.span());
                self.error(Some("E0777"), span, "expected path to a trait, found literal");
            }
            None => self.syntax_error(error, SpanId::NONE),
        }
    }

    fn derive(&mut self, trait_name: &Ident, shape: &Shape, is_copy: bool) -> Option<Item> {
        let call = self.at(trait_name.span());
        let span = call.data().map_or(call, |data| SpanId::new(SpanData { expanded_from: call, ..data }));
        let marks = Marks::NONE.push(next_expansion(), next_definition());
        let made_up = self.bridge.made_up(span, marks, None);
        let krate = self.bridge.made_up(span, marks, Some(Symbol::new("std")));
        let names = Names { span: made_up, krate: Ident::new("crate", krate) };
        let text = trait_name.to_string();
        let derived = self.derived(&text, shape, is_copy, &names, call)?;
        let tokens = implement(shape, &derived, &names);
        match syn::parse2::<syn::ItemImpl>(tokens) {
            Ok(made) => Some(self.impl_item(made, Vec::new(), Some(Symbol::new(&text)))),
            Err(error) => {
                self.syntax_error(&error, call);
                None
            }
        }
    }

    fn derived(
        &mut self,
        name: &str,
        shape: &Shape,
        is_copy: bool,
        names: &Names,
        call: SpanId,
    ) -> Option<Derived> {
        if shape.kind == ShapeKind::Union && !matches!(name, "Clone" | "Copy" | "Eq") {
            self.error(None, call, "this trait cannot be derived for unions");
            return None;
        }
        let (trait_path, items) = match name {
            "Debug" => ("fmt::Debug", output::debug(shape, names)),
            "Clone" => ("clone::Clone", output::clone(shape, names, is_copy)),
            "Copy" => ("marker::Copy", TokenStream::new()),
            "PartialEq" => ("cmp::PartialEq", compare::partial_eq(shape, names)),
            "Eq" => ("cmp::Eq", compare::eq(shape, names)),
            "PartialOrd" => ("cmp::PartialOrd", compare::partial_ord(shape, names)),
            "Ord" => ("cmp::Ord", compare::ord(shape, names)),
            "Hash" => ("hash::Hash", output::hash(shape, names)),
            "Default" => {
                let items = match output::default(shape, names) {
                    Ok(items) => items,
                    Err(message) => {
                        self.error(Some("E0665"), call, message);
                        return None;
                    }
                };
                return Some(Derived {
                    trait_path: "default::Default",
                    bound: shape.kind != ShapeKind::Enum,
                    items,
                });
            }
            _ => {
                self.error(None, call, format!("cannot find derive macro `{name}` in this scope"));
                return None;
            }
        };
        Some(Derived { trait_path, bound: true, items })
    }

    /// The item with `cfg` applied; `None` for what cannot be derived for.
    fn shape(&mut self, item: &syn::Item, metas: &[syn::Meta]) -> Option<Shape> {
        let (name, generics, kind, variants) = match item {
            syn::Item::Struct(item) => {
                let fields = self.kept_fields(&item.fields);
                let only = Variant { name: item.ident.clone(), fields, is_default: false };
                (&item.ident, &item.generics, ShapeKind::Struct, vec![only])
            }
            syn::Item::Union(item) => {
                let fields = self.kept_fields(&syn::Fields::Named(item.fields.clone()));
                let only = Variant { name: item.ident.clone(), fields, is_default: false };
                (&item.ident, &item.generics, ShapeKind::Union, vec![only])
            }
            syn::Item::Enum(item) => {
                let mut variants = Vec::new();
                for variant in &item.variants {
                    if self.cfg_keeps(&variant.attrs) {
                        variants.push(Variant {
                            name: variant.ident.clone(),
                            fields: self.kept_fields(&variant.fields),
                            is_default: variant.attrs.iter().any(|attr| attr.path().is_ident("default")),
                        });
                    }
                }
                (&item.ident, &item.generics, ShapeKind::Enum, variants)
            }
            _ => return None,
        };
        debug_assert!(!item_attrs(item).is_empty(), "a derived item has attributes");
        let repr: String = metas
            .iter()
            .filter(|meta| meta.path().is_ident("repr"))
            .map(|meta| meta.to_token_stream().to_string().replace(' ', ""))
            .collect();
        const INTEGERS: [&str; 12] =
            ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];
        let words: Vec<&str> = repr.split(['(', ')', ',']).collect();
        let discriminant = INTEGERS.iter().find(|name| words.contains(name)).unwrap_or(&"isize");
        Some(Shape {
            name: name.clone(),
            generics: generics.clone(),
            variants,
            kind,
            packed: words.contains(&"packed"),
            discriminant: (*discriminant).to_owned(),
        })
    }

    fn kept_fields(&mut self, fields: &syn::Fields) -> syn::Fields {
        let mut fields = fields.clone();
        let list = match &mut fields {
            syn::Fields::Named(named) => &mut named.named,
            syn::Fields::Unnamed(unnamed) => &mut unnamed.unnamed,
            syn::Fields::Unit => return fields,
        };
        *list = std::mem::take(list).into_iter().filter(|field| self.cfg_keeps(&field.attrs)).collect();
        fields
    }
}

/// `impl<T: Trait> Trait for Name<T> where … { … }`.
fn implement(shape: &Shape, derived: &Derived, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let path = path(derived.trait_path, names);
    let mut generics = shape.generics.clone();
    let mut params = Vec::new();
    for param in &mut generics.params {
        match param {
            syn::GenericParam::Type(ty) => {
                ty.default = None;
                ty.attrs.clear();
                params.push(ty.ident.clone());
                if derived.bound {
                    ty.bounds.push(syn::parse_quote_spanned!(names.span=> #krate::#path));
                }
            }
            syn::GenericParam::Const(konst) => {
                konst.default = None;
                konst.attrs.clear();
            }
            syn::GenericParam::Lifetime(lifetime) => lifetime.attrs.clear(),
        }
    }
    if derived.bound {
        let mut projections = Vec::new();
        for field in shape.variants.iter().flat_map(|variant| variant.fields.iter()) {
            find_projections(&field.ty, &params, &mut projections);
        }
        for ty in projections {
            let predicate = syn::parse_quote_spanned!(names.span=> #ty: #krate::#path);
            generics.make_where_clause().predicates.push(predicate);
        }
    }
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let (name, items) = (&shape.name, &derived.items);
    quote_spanned! {names.span=>
        impl #impl_generics #krate::#path for #name #ty_generics #where_clause { #items }
    }
}

/// Types such as `T::Item` in a field's type, which get a bound of their own.
fn find_projections(ty: &syn::Type, params: &[Ident], out: &mut Vec<syn::Type>) {
    struct Finder<'a> {
        params: &'a [Ident],
        out: &'a mut Vec<syn::Type>,
    }
    impl<'ast> syn::visit::Visit<'ast> for Finder<'_> {
        fn visit_type(&mut self, ty: &'ast syn::Type) {
            if let syn::Type::Path(path) = ty
                && path.qself.is_none()
                && path.path.leading_colon.is_none()
                && path.path.segments.len() > 1
                && path.path.segments.first().is_some_and(|first| self.params.contains(&first.ident))
                && !self.out.contains(ty)
            {
                self.out.push(ty.clone());
            }
            syn::visit::visit_type(self, ty);
        }
    }
    syn::visit::Visit::visit_type(&mut Finder { params, out }, ty);
}

/// A path of the library after `crate`.
fn path(text: &str, names: &Names) -> TokenStream {
    let segments = text.split("::").map(|segment| names.ident(segment));
    quote_spanned! {names.span=> #(#segments)::* }
}

/// `self.field` for each field of a struct, borrowed by the caller.
fn own_fields(variant: &Variant, object: &Ident, shape: &Shape, names: &Names) -> Vec<TokenStream> {
    members(&variant.fields)
        .map(|member| {
            if shape.packed {
                quote_spanned! {names.span=> ({ #object.#member }) }
            } else {
                quote_spanned! {names.span=> #object.#member }
            }
        })
        .collect()
}

fn members(fields: &syn::Fields) -> impl Iterator<Item = syn::Member> + '_ {
    fields.iter().enumerate().map(|(index, field)| match &field.ident {
        Some(ident) => syn::Member::Named(ident.clone()),
        None => {
            syn::Member::Unnamed(syn::Index { index: index as u32, span: proc_macro2::Span::call_site() })
        }
    })
}

/// `Name::Variant { a: __self_0, b: __self_1 }`.
fn variant_pattern(shape: &Shape, variant: &Variant, prefix: &str, names: &Names) -> TokenStream {
    let (name, variant_name) = (&shape.name, &variant.name);
    let bindings = (0..variant.fields.len()).map(|index| names.binding(prefix, index));
    match &variant.fields {
        syn::Fields::Unit => quote_spanned! {names.span=> #name::#variant_name },
        syn::Fields::Named(_) => {
            let members = members(&variant.fields);
            quote_spanned! {names.span=> #name::#variant_name { #(#members: #bindings),* } }
        }
        syn::Fields::Unnamed(_) => {
            quote_spanned! {names.span=> #name::#variant_name(#(#bindings),*) }
        }
    }
}

/// The discriminant of the value behind a reference.
fn discriminant(shape: &Shape, reference: &TokenStream, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let ty = names.ident(&shape.discriminant);
    let wide = if shape.discriminant.ends_with("128") { "discriminant_wide" } else { "discriminant" };
    let function = names.ident(wide);
    quote_spanned! {names.span=> (#krate::intrinsics::#function(#reference) as #ty) }
}
