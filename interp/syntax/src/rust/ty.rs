//! Types.

use crate::ast::{BareFn, Lifetime, Mutability, Path, Ty, TyKind};
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

impl Lower<'_> {
    /// A type as written.
    pub(crate) fn ty(&mut self, ty: syn::Type) -> Ty {
        match ty {
            syn::Type::Array(array) => {
                let span = self.delimited(&array.bracket_token.span);
                let elem = Box::new(self.ty(*array.elem));
                self.allow_underscore(&array.len);
                let len = Box::new(self.anon_const(array.len));
                Ty { kind: TyKind::Array(elem, len), span }
            }
            syn::Type::FnPtr(ptr) => self.bare_fn(ptr),
            syn::Type::Group(group) => self.ty(*group.elem),
            syn::Type::Paren(paren) => {
                let span = self.delimited(&paren.paren_token.span);
                Ty { span, ..self.ty(*paren.elem) }
            }
            syn::Type::ImplTrait(imp) => {
                let start = self.at(imp.impl_token.span);
                let outer = std::mem::replace(&mut self.in_impl_trait, true);
                let bounds = self.bounds(imp.bounds);
                self.in_impl_trait = outer;
                let span = self.bounds_end(start, &bounds);
                if outer {
                    self.error(Some("E0666"), span, "nested `impl Trait` is not allowed");
                }
                Ty { kind: TyKind::ImplTrait(bounds), span }
            }
            syn::Type::Infer(infer) => Ty { kind: TyKind::Infer, span: self.at(infer.underscore_token.span) },
            syn::Type::Macro(mac) => self.macro_ty(mac.mac),
            syn::Type::Never(never) => Ty { kind: TyKind::Never, span: self.at(never.bang_token.span) },
            syn::Type::Path(path) => {
                let path = self.path(path.qself, path.path);
                let span = path.span;
                Ty { kind: TyKind::Path(path), span }
            }
            syn::Type::Ptr(ptr) => {
                let start = self.at(ptr.star_token.span);
                let mutability = pointer_mutability(&ptr.mutability);
                let elem = self.ty(*ptr.elem);
                let span = start.to(elem.span);
                Ty { kind: TyKind::Ptr(mutability, Box::new(elem)), span }
            }
            syn::Type::Reference(reference) => {
                let start = self.at(reference.and_token.span);
                let lifetime = reference.lifetime.map(|l| Lifetime { ident: self.lifetime(&l) });
                let mutability = mutability(reference.mutability.is_some());
                let elem = self.ty(*reference.elem);
                let span = start.to(elem.span);
                Ty { kind: TyKind::Ref(lifetime, mutability, Box::new(elem)), span }
            }
            syn::Type::Slice(slice) => {
                let span = self.delimited(&slice.bracket_token.span);
                Ty { kind: TyKind::Slice(Box::new(self.ty(*slice.elem))), span }
            }
            syn::Type::TraitObject(object) => {
                let start = object.dyn_token.map(|token| self.at(token.span));
                let bounds = self.bounds(object.bounds);
                let span = self.bounds_end(start.unwrap_or(SpanId::NONE), &bounds);
                Ty { kind: TyKind::TraitObject(bounds), span }
            }
            syn::Type::Tuple(tuple) => {
                let span = self.delimited(&tuple.paren_token.span);
                Ty { kind: TyKind::Tuple(tuple.elems.into_iter().map(|t| self.ty(t)).collect()), span }
            }
            syn::Type::Verbatim(tokens) => self.unsupported_ty("type syntax", &tokens),
            other => {
                let tokens = quote::ToTokens::to_token_stream(&other);
                self.unsupported_ty("type syntax", &tokens)
            }
        }
    }

    fn unsupported_ty(&mut self, feature: &str, tokens: &proc_macro2::TokenStream) -> Ty {
        let first = tokens.clone().into_iter().next();
        let span = first.map_or(SpanId::NONE, |token| self.at(token.span()));
        Ty { kind: TyKind::Unsupported(Symbol::new(feature)), span }
    }

    fn bare_fn(&mut self, ptr: syn::TypeFnPtr) -> Ty {
        let start = match (&ptr.lifetimes, &ptr.unsafety, &ptr.abi) {
            (Some(l), _, _) => self.at(l.for_token.span),
            (None, Some(u), _) => self.at(u.span),
            (None, None, Some(abi)) => self.at(abi.extern_token.span),
            (None, None, None) => self.at(ptr.fn_token.span),
        };
        let lifetimes = self.bound_lifetimes(ptr.lifetimes);
        let paren = self.delimited(&ptr.paren_token.span);
        let inputs = ptr.inputs.into_iter().map(|arg| self.ty(arg.ty)).collect();
        let output = self.return_type(ptr.output);
        let span = start.to(output.as_ref().map_or(paren, |ty| ty.span));
        let abi = ptr.abi.map(abi_name);
        let bare = BareFn {
            lifetimes,
            is_unsafe: ptr.unsafety.is_some(),
            abi,
            inputs,
            output,
            c_variadic: ptr.variadic.is_some(),
        };
        Ty { kind: TyKind::BareFn(Box::new(bare)), span }
    }

    /// `-> T`.
    pub(crate) fn return_type(&mut self, output: syn::ReturnType) -> Option<Ty> {
        match output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(self.outside_impl_trait(|lower| lower.ty(*ty))),
        }
    }

    /// Converts what an `impl Trait` may stand in though another one stands around it.
    pub(crate) fn outside_impl_trait<T>(&mut self, convert: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.in_impl_trait, false);
        let converted = convert(self);
        self.in_impl_trait = outer;
        converted
    }

    /// A type that is just a path.
    pub(crate) fn path_ty(path: Path) -> Ty {
        let span = path.span;
        Ty { kind: TyKind::Path(path), span }
    }
}

/// `mut` or not.
pub(crate) fn mutability(mutable: bool) -> Mutability {
    if mutable { Mutability::Mut } else { Mutability::Not }
}

/// `*const`, `*mut`, `&raw const`, `&raw mut`.
pub(crate) fn pointer_mutability(token: &syn::PointerMutability) -> Mutability {
    match token {
        syn::PointerMutability::Const(_) => Mutability::Not,
        syn::PointerMutability::Mut(_) => Mutability::Mut,
    }
}

/// The name in `extern "name"`; `C` when left out.
pub(crate) fn abi_name(abi: syn::Abi) -> Symbol {
    abi.name.map_or_else(|| Symbol::new("C"), |name| Symbol::new(&name.value()))
}
