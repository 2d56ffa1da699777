//! `PartialEq`, `Eq`, `PartialOrd`, `Ord`.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::{Names, Shape, ShapeKind, discriminant, own_fields, variant_pattern};

pub(super) fn partial_eq(shape: &Shape, names: &Names) -> TokenStream {
    let all = |pairs: Vec<TokenStream>| {
        if pairs.is_empty() {
            quote_spanned! {names.span=> true }
        } else {
            quote_spanned! {names.span=> #(#pairs)&&* }
        }
    };
    let body = match shape.kind {
        ShapeKind::Struct | ShapeKind::Union => {
            let (left, right) = both_fields(shape, names);
            let pairs = left.iter().zip(&right).map(|(a, b)| quote_spanned! {names.span=> #a == #b });
            all(pairs.collect())
        }
        ShapeKind::Enum if shape.variants.is_empty() => quote_spanned! {names.span=> match *self {} },
        ShapeKind::Enum => {
            let arms = payload_arms(shape, names, |bindings| {
                all(bindings.iter().map(|(a, b)| quote_spanned! {names.span=> #a == #b }).collect())
            });
            let (discr, same) = discriminants(shape, names);
            let otherwise = if shape.variants.len() == arms.len() {
                (arms.len() > 1).then(|| quote_spanned! {names.span=> _ => false, })
            } else {
                Some(quote_spanned! {names.span=> _ => true, })
            };
            if arms.is_empty() && shape.variants.len() > 1 {
                quote_spanned! {names.span=> #discr #same }
            } else if arms.is_empty() {
                quote_spanned! {names.span=> true }
            } else if shape.variants.len() == 1 {
                quote_spanned! {names.span=> match (self, other) { #(#arms)* } }
            } else {
                quote_spanned! {names.span=> #discr #same && match (self, other) { #(#arms)* #otherwise } }
            }
        }
    };
    quote_spanned! {names.span=> #[inline] fn eq(&self, other: &Self) -> bool { #body } }
}

pub(super) fn eq(shape: &Shape, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let mut types: Vec<&syn::Type> = Vec::new();
    for field in shape.variants.iter().flat_map(|variant| variant.fields.iter()) {
        if !types.contains(&&field.ty) {
            types.push(&field.ty);
        }
    }
    quote_spanned! {names.span=>
        #[inline]
        fn assert_fields_are_eq(&self) { #(let _: #krate::cmp::AssertParamIsEq<#types>;)* }
    }
}

pub(super) fn partial_ord(shape: &Shape, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let ordering = Ordering {
        compare: quote_spanned! {names.span=> #krate::cmp::PartialOrd::partial_cmp },
        equal: quote_spanned! {names.span=> #krate::option::Option::Some(#krate::cmp::Ordering::Equal) },
    };
    let body = ordering.body(shape, names);
    quote_spanned! {names.span=>
        #[inline]
        fn partial_cmp(&self, other: &Self) -> #krate::option::Option<#krate::cmp::Ordering> { #body }
    }
}

pub(super) fn ord(shape: &Shape, names: &Names) -> TokenStream {
    let krate = &names.krate;
    let ordering = Ordering {
        compare: quote_spanned! {names.span=> #krate::cmp::Ord::cmp },
        equal: quote_spanned! {names.span=> #krate::cmp::Ordering::Equal },
    };
    let body = ordering.body(shape, names);
    quote_spanned! {names.span=> #[inline] fn cmp(&self, other: &Self) -> #krate::cmp::Ordering { #body } }
}

/// The two orderings differ in the function and in what equality looks like.
struct Ordering {
    compare: TokenStream,
    equal: TokenStream,
}

impl Ordering {
    fn body(&self, shape: &Shape, names: &Names) -> TokenStream {
        let compare = &self.compare;
        match shape.kind {
            ShapeKind::Struct | ShapeKind::Union => {
                let (left, right) = both_fields(shape, names);
                let pairs: Vec<(TokenStream, TokenStream)> = left
                    .iter()
                    .zip(&right)
                    .map(|(a, b)| (quote_spanned! {names.span=> &#a }, quote_spanned! {names.span=> &#b }))
                    .collect();
                self.chain(&pairs, names)
            }
            ShapeKind::Enum if shape.variants.is_empty() => quote_spanned! {names.span=> match *self {} },
            ShapeKind::Enum => {
                let arms = payload_arms(shape, names, |bindings| self.chain(bindings, names));
                let (discr, _) = discriminants(shape, names);
                let tags = quote_spanned! {names.span=> #compare(&__self_discr, &__arg1_discr) };
                match (arms.is_empty(), shape.variants.len()) {
                    (true, 1) => self.equal.clone(),
                    (true, _) => quote_spanned! {names.span=> #discr #tags },
                    (false, 1) => quote_spanned! {names.span=> match (self, other) { #(#arms)* } },
                    (false, _) => {
                        quote_spanned! {names.span=> #discr match (self, other) { #(#arms)* _ => #tags } }
                    }
                }
            }
        }
    }

    /// Compares pairs until one differs.
    fn chain(&self, pairs: &[(TokenStream, TokenStream)], names: &Names) -> TokenStream {
        let (compare, equal) = (&self.compare, &self.equal);
        let Some(((a, b), before)) = pairs.split_last() else { return equal.clone() };
        let mut value = quote_spanned! {names.span=> #compare(#a, #b) };
        for (a, b) in before.iter().rev() {
            value = quote_spanned! {names.span=> match #compare(#a, #b) { #equal => #value, cmp => cmp } };
        }
        value
    }
}

fn both_fields(shape: &Shape, names: &Names) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let variant = &shape.variants[0];
    (
        own_fields(variant, &names.ident("self"), shape, names),
        own_fields(variant, &names.ident("other"), shape, names),
    )
}

/// The lines that read both discriminants, and the test that they are equal.
fn discriminants(shape: &Shape, names: &Names) -> (TokenStream, TokenStream) {
    let own = discriminant(shape, &quote_spanned! {names.span=> self }, names);
    let other = discriminant(shape, &quote_spanned! {names.span=> other }, names);
    (
        quote_spanned! {names.span=> let __self_discr = #own; let __arg1_discr = #other; },
        quote_spanned! {names.span=> __self_discr == __arg1_discr },
    )
}

/// An arm for each pair of equal variants with fields.
fn payload_arms(
    shape: &Shape,
    names: &Names,
    value: impl Fn(&[(TokenStream, TokenStream)]) -> TokenStream,
) -> Vec<TokenStream> {
    shape
        .variants
        .iter()
        .filter(|variant| !variant.fields.is_empty())
        .map(|variant| {
            let left = variant_pattern(shape, variant, "__self", names);
            let right = variant_pattern(shape, variant, "__arg1", names);
            let pairs: Vec<(TokenStream, TokenStream)> = (0..variant.fields.len())
                .map(|index| {
                    let (a, b) = (names.binding("__self", index), names.binding("__arg1", index));
                    (quote_spanned! {names.span=> #a }, quote_spanned! {names.span=> #b })
                })
                .collect();
            let value = value(&pairs);
            quote_spanned! {names.span=> (#left, #right) => #value, }
        })
        .collect()
}
