//! `Debug`, `Clone`, `Hash`, `Default`.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::{Names, Shape, ShapeKind, Variant, discriminant, members, own_fields, variant_pattern};

pub(super) fn debug(shape: &Shape, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let body = match shape.kind {
        ShapeKind::Struct | ShapeKind::Union => {
            let variant = &shape.variants[0];
            let fields: Vec<TokenStream> = own_fields(variant, &names.ident("self"), shape, names)
                .into_iter()
                .map(|field| quote_spanned! {names.span=> &#field })
                .collect();
            debug_fields(variant, &fields, names)
        }
        ShapeKind::Enum if shape.variants.is_empty() => quote_spanned! {names.span=> match *self {} },
        ShapeKind::Enum => {
            let arms = shape.variants.iter().map(|variant| {
                let pattern = variant_pattern(shape, variant, "__self", names);
                let fields: Vec<TokenStream> = (0..variant.fields.len())
                    .map(|index| {
                        let binding = names.binding("__self", index);
                        quote_spanned! {names.span=> #binding }
                    })
                    .collect();
                let value = debug_fields(variant, &fields, names);
                quote_spanned! {names.span=> #pattern => #value, }
            });
            quote_spanned! {names.span=> match self { #(#arms)* } }
        }
    };
    quote_spanned! {names.span=>
        #[inline]
        fn fmt(&self, f: &mut #krate::fmt::Formatter<'_>) -> #krate::fmt::Result { #body }
    }
}

/// The builder calls for one variant; the last field is borrowed once more, since it may be unsized.
fn debug_fields(variant: &Variant, fields: &[TokenStream], names: &Names) -> TokenStream {
    let krate = &names.krate;
    let text = variant.name.to_string();
    let name = names.string(text.strip_prefix("r#").unwrap_or(&text));
    let last = fields.len().saturating_sub(1);
    let values = fields.iter().enumerate().map(|(index, field)| {
        if index == last {
            quote_spanned! {names.span=> &#field }
        } else {
            field.clone()
        }
    });
    match &variant.fields {
        syn::Fields::Unit => quote_spanned! {names.span=> #krate::fmt::Formatter::write_str(f, #name) },
        _ if fields.is_empty() => quote_spanned! {names.span=> #krate::fmt::Formatter::write_str(f, #name) },
        syn::Fields::Unnamed(_) => quote_spanned! {names.span=>
            #krate::fmt::Formatter::debug_tuple(f, #name) #(.field(#values))* .finish()
        },
        syn::Fields::Named(_) => {
            let labels = members(&variant.fields).map(|member| match member {
                syn::Member::Named(ident) => {
                    let text = ident.to_string();
                    names.string(text.strip_prefix("r#").unwrap_or(&text))
                }
                syn::Member::Unnamed(index) => names.string(&index.index.to_string()),
            });
            quote_spanned! {names.span=>
                #krate::fmt::Formatter::debug_struct(f, #name) #(.field(#labels, #values))* .finish()
            }
        }
    }
}

pub(super) fn clone(shape: &Shape, names: &Names, is_copy: bool) -> TokenStream {
    let krate = &names.krate;
    let is_generic = shape.generics.params.iter().any(|param| matches!(param, syn::GenericParam::Type(_)));
    let body = if (is_copy && !is_generic) || shape.kind == ShapeKind::Union {
        let assert = if shape.kind == ShapeKind::Union { "AssertParamIsCopy" } else { "AssertParamIsClone" };
        let assert = names.ident(assert);
        let types: Vec<TokenStream> = if shape.kind == ShapeKind::Union {
            vec![quote_spanned! {names.span=> Self }]
        } else {
            let mut types: Vec<&syn::Type> = Vec::new();
            for field in shape.variants.iter().flat_map(|variant| variant.fields.iter()) {
                if !types.contains(&&field.ty) {
                    types.push(&field.ty);
                }
            }
            types.iter().map(|ty| quote_spanned! {names.span=> #ty }).collect()
        };
        quote_spanned! {names.span=> #(let _: #krate::clone::#assert<#types>;)* *self }
    } else {
        match shape.kind {
            ShapeKind::Enum if shape.variants.is_empty() => quote_spanned! {names.span=> match *self {} },
            ShapeKind::Enum => {
                let arms = shape.variants.iter().map(|variant| {
                    let pattern = variant_pattern(shape, variant, "__self", names);
                    let values: Vec<TokenStream> = (0..variant.fields.len())
                        .map(|index| {
                            let binding = names.binding("__self", index);
                            quote_spanned! {names.span=> #krate::clone::Clone::clone(#binding) }
                        })
                        .collect();
                    let (name, variant_name) = (&shape.name, &variant.name);
                    let path = quote_spanned! {names.span=> #name::#variant_name };
                    let value = construct(&path, variant, &values, names);
                    quote_spanned! {names.span=> #pattern => #value, }
                });
                quote_spanned! {names.span=> match self { #(#arms)* } }
            }
            ShapeKind::Struct | ShapeKind::Union => {
                let variant = &shape.variants[0];
                let values: Vec<TokenStream> = own_fields(variant, &names.ident("self"), shape, names)
                    .into_iter()
                    .map(|field| quote_spanned! {names.span=> #krate::clone::Clone::clone(&#field) })
                    .collect();
                let name = &shape.name;
                construct(&quote_spanned! {names.span=> #name }, variant, &values, names)
            }
        }
    };
    quote_spanned! {names.span=> #[inline] fn clone(&self) -> Self { #body } }
}

/// `Path { a: x }`, `Path(x)` or `Path`.
fn construct(path: &TokenStream, variant: &Variant, values: &[TokenStream], names: &Names) -> TokenStream {
    match &variant.fields {
        syn::Fields::Unit => path.clone(),
        syn::Fields::Unnamed(_) => quote_spanned! {names.span=> #path(#(#values),*) },
        syn::Fields::Named(_) => {
            let members = members(&variant.fields);
            quote_spanned! {names.span=> #path { #(#members: #values),* } }
        }
    }
}

pub(super) fn hash(shape: &Shape, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let one = |value: &TokenStream| quote_spanned! {names.span=> #krate::hash::Hash::hash(#value, state); };
    let body = match shape.kind {
        ShapeKind::Enum if shape.variants.is_empty() => quote_spanned! {names.span=> match *self {} },
        ShapeKind::Enum => {
            let discriminant = discriminant(shape, &quote_spanned! {names.span=> self }, names);
            let tag = (shape.variants.len() > 1).then(|| one(&quote_spanned! {names.span=> &#discriminant }));
            let arms = shape.variants.iter().filter(|variant| !variant.fields.is_empty()).map(|variant| {
                let pattern = variant_pattern(shape, variant, "__self", names);
                let calls = (0..variant.fields.len()).map(|index| {
                    let binding = names.binding("__self", index);
                    one(&quote_spanned! {names.span=> #binding })
                });
                quote_spanned! {names.span=> #pattern => { #(#calls)* } }
            });
            let rest = shape.variants.iter().any(|variant| variant.fields.is_empty());
            let rest = rest.then(|| quote_spanned! {names.span=> _ => {} });
            quote_spanned! {names.span=> #tag match self { #(#arms)* #rest } }
        }
        ShapeKind::Struct | ShapeKind::Union => {
            let fields = own_fields(&shape.variants[0], &names.ident("self"), shape, names);
            let calls = fields.iter().map(|field| one(&quote_spanned! {names.span=> &#field }));
            quote_spanned! {names.span=> #(#calls)* }
        }
    };
    quote_spanned! {names.span=>
        #[inline]
        fn hash<__H: #krate::hash::Hasher>(&self, state: &mut __H) { #body }
    }
}

pub(super) fn default(shape: &Shape, names: &Names) -> Result<TokenStream, String> {
    let krate = &names.krate;
    let value = if shape.kind == ShapeKind::Enum {
        let mut marked = shape.variants.iter().filter(|variant| variant.is_default);
        match (marked.next(), marked.next()) {
            (Some(variant), None) => {
                let name = &variant.name;
                quote_spanned! {names.span=> Self::#name }
            }
            (None, _) => return Err("`#[derive(Default)]` on enum with no `#[default]`".to_owned()),
            (Some(_), Some(_)) => return Err("multiple declared defaults".to_owned()),
        }
    } else {
        let variant = &shape.variants[0];
        let values: Vec<TokenStream> = variant
            .fields
            .iter()
            .map(|_| quote_spanned! {names.span=> #krate::default::Default::default() })
            .collect();
        let name = &shape.name;
        construct(&quote_spanned! {names.span=> #name }, variant, &values, names)
    };
    Ok(quote_spanned! {names.span=> #[inline] fn default() -> Self { #value } })
}
