//! Calls of what a program declares: functions, methods, what its derives made.
//!
//! Much documentation declares and never calls. Each call stands in a `catch_unwind` of its own, with arguments made
//! from their types, and shows its result.

use syn::{FnArg, ImplItem, Item, ItemImpl, ReceiverKind, Signature, TraitItem, Type};

use super::exemplar::{self, Substitution, text};
use super::insert::line;
use super::items::Scope;

/// Calls of everything that can be called.
pub(super) fn all(scope: &Scope<'_>) -> String {
    let mut calls = String::new();
    for item in &scope.items {
        match item {
            Item::Fn(found) if found.sig.ident != "main" => {
                let substitution = Substitution::of(scope, &found.sig.generics);
                if let Some(substitution) = substitution {
                    let turbofish = turbofish(&substitution, &found.sig);
                    let callee = format!("{}{turbofish}", found.sig.ident);
                    calls.extend(call(scope, &found.sig, &callee, &substitution, None));
                }
            }
            Item::Impl(found) => calls.push_str(&of_impl(scope, found)),
            Item::Struct(found) => {
                calls.push_str(&of_derives(scope, item, &found.ident, &found.attrs, &found.generics))
            }
            Item::Enum(found) => {
                calls.push_str(&of_derives(scope, item, &found.ident, &found.attrs, &found.generics))
            }
            _ => {}
        }
    }
    calls
}

/// `impl Trait` parameters and explicit arguments go together, but lifetimes that the signature names do not.
fn turbofish(substitution: &Substitution, signature: &Signature) -> String {
    substitution.arguments(&signature.generics)
}

fn is_callable(signature: &Signature) -> bool {
    signature.asyncness.is_none()
        && matches!(signature.safety, syn::Safety::Default)
        && signature.abi.is_none()
        && signature.variadic.is_none()
}

/// One call, its result shown; nothing when an argument cannot be made.
fn call(
    scope: &Scope<'_>,
    signature: &Signature,
    callee: &str,
    substitution: &Substitution,
    receiver: Option<&str>,
) -> Option<String> {
    if !is_callable(signature) {
        return None;
    }
    let mut arguments = Vec::new();
    for input in &signature.inputs {
        arguments.push(match input {
            FnArg::Typed(typed) => exemplar::value(scope, &substitution.apply(&typed.ty), 0)?,
            FnArg::Receiver(found) => {
                let own = receiver?;
                match &found.kind {
                    ReceiverKind::Value => own.to_owned(),
                    ReceiverKind::Reference(_, _, None) => format!("&{own}"),
                    ReceiverKind::Reference(_, _, Some(_)) => format!("&mut {own}"),
                    ReceiverKind::Typed(_, ty) => exemplar::value(scope, &substitution.apply(ty), 0)?,
                    _ => return None,
                }
            }
        });
    }
    let name = &signature.ident;
    let value = format!("{callee}({})", arguments.join(", "));
    Some(shown(line(name.span()), &name.to_string(), &value))
}

fn shown(at: usize, name: &str, value: &str) -> String {
    format!(" __treebeard::call({at}, \"{name}\", || {{ __treebeard_show!({at} \"{name}\" {value}); }}); ")
}

/// Every method with every value of its type, what the traits' own bodies give included.
fn of_impl(scope: &Scope<'_>, found: &ItemImpl) -> String {
    let Some(substitution) = Substitution::of(scope, &found.generics) else { return String::new() };
    let own_type = substitution.apply(&found.self_ty);
    let substitution = substitution.with("Self", own_type.clone());
    let trait_path = found.trait_.as_ref().map(|(path, _)| path);
    let trait_name = trait_path.and_then(|path| path.segments.last()).map(|last| last.ident.to_string());
    let prefix = match trait_path {
        Some(path) => {
            let as_type: Type =
                Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path: path.clone() });
            format!("<{} as {}>", text(&own_type), text(&substitution.apply(&as_type)))
        }
        None => format!("<{}>", text(&own_type)),
    };
    let receivers = receivers(scope, &own_type);
    let mut calls = String::new();
    if let Some("Debug" | "Display") = trait_name.as_deref() {
        let form = if trait_name.as_deref() == Some("Debug") { "{:?}" } else { "{}" };
        let at = line(found.impl_token.span);
        for own in &receivers {
            calls.push_str(&shown(at, "fmt", &format!("::std::format!(\"{form}\", {own})")));
        }
    }
    let defaults = trait_name.as_ref().and_then(|name| scope.types.get(name));
    let mut one = |signature: &Signature| {
        let is_drop = trait_name.as_deref() == Some("Drop");
        let Some(substitution) = merged(scope, &substitution, signature).filter(|_| !is_drop) else { return };
        let callee = format!("{prefix}::{}{}", signature.ident, substitution.arguments(&signature.generics));
        match signature.receiver() {
            None => calls.extend(call(scope, signature, &callee, &substitution, None)),
            Some(_) => {
                for own in &receivers {
                    calls.extend(call(scope, signature, &callee, &substitution, Some(own)));
                }
            }
        }
    };
    let mut written = Vec::new();
    for item in &found.items {
        if let ImplItem::Fn(method) = item {
            written.push(method.sig.ident.clone());
            one(&method.sig);
        }
    }
    if let Some(Item::Trait(declared)) = defaults {
        for item in &declared.items {
            if let TraitItem::Fn(method) = item
                && method.default.is_some()
                && !written.contains(&method.sig.ident)
            {
                one(&method.sig);
            }
        }
    }
    for item in &found.items {
        if let ImplItem::Const(constant) = item {
            let name = &constant.ident;
            calls.push_str(&shown(line(name.span()), &name.to_string(), &format!("{prefix}::{name}")));
        }
    }
    calls
}

/// The impl's choices and the method's own.
fn merged(scope: &Scope<'_>, outer: &Substitution, signature: &Signature) -> Option<Substitution> {
    let own = Substitution::of(scope, &signature.generics)?;
    Some(outer.clone().and(own))
}

fn receivers(scope: &Scope<'_>, own_type: &Type) -> Vec<String> {
    if let Type::Path(path) = own_type
        && let Some(last) = path.path.segments.last()
        && let Some(item @ (Item::Struct(_) | Item::Enum(_))) = scope.types.get(&last.ident.to_string())
    {
        let arguments: Vec<&Type> = match &last.arguments {
            syn::PathArguments::AngleBracketed(found) => found
                .args
                .iter()
                .filter_map(|argument| match argument {
                    syn::GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        return exemplar::own(scope, item, &arguments, 0);
    }
    exemplar::value(scope, own_type, 0).into_iter().collect()
}

/// What the built-in derives made.
fn of_derives(
    scope: &Scope<'_>,
    item: &Item,
    ident: &syn::Ident,
    attributes: &[syn::Attribute],
    generics: &syn::Generics,
) -> String {
    let mut calls = String::new();
    if generics.type_params().next().is_some() || generics.const_params().next().is_some() {
        return calls;
    }
    let mut derived = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            derived.extend(meta.path.segments.last().map(|last| last.ident.to_string()));
            Ok(())
        });
        if parsed.is_err() {
            return calls;
        }
    }
    let at = line(ident.span());
    let has = |name: &str| derived.iter().any(|found| found == name);
    let values = exemplar::own(scope, item, &[], 0);
    for own in &values {
        if has("Debug") {
            calls.push_str(&shown(at, "Debug", &format!("::std::format!(\"{{:?}} {{:#?}}\", {own}, {own})")));
        }
        if has("Clone") {
            calls.push_str(&shown(at, "Clone", &format!("::std::clone::Clone::clone(&{own})")));
        }
        let other = values.last().unwrap_or(own);
        if has("PartialEq") {
            calls.push_str(&shown(at, "PartialEq", &format!("({own} == {own}, {own} == {other})")));
        }
        if has("PartialOrd") {
            let order = format!("::std::cmp::PartialOrd::partial_cmp(&{own}, &{other})");
            calls.push_str(&shown(at, "PartialOrd", &order));
        }
    }
    if has("Default") {
        calls.push_str(&shown(at, "Default", &format!("<{ident} as ::std::default::Default>::default()")));
    }
    calls
}
