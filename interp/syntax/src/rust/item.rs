//! Items.

use syn::spanned::Spanned;

use crate::ast::{
    Attr, Edition, Expr, ExprKind, FieldDef, Fn, FnSig, Ident, Impl, Item, ItemKind, Lifetime, Marks,
    Mutability, Param, Path, PathRoot, PathSegment, Trait, Ty, TyKind, Variant, VariantData, VariantKind,
    Visibility,
};
use crate::rust::attr::item_attrs;
use crate::rust::desugar_async::future_of;
use crate::rust::lower::Lower;
use crate::rust::ty::{abi_name, mutability};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// What every kind of item starts with.
struct Head {
    attrs: Vec<Attr>,
    vis: Visibility,
    start: SpanId,
}

impl Lower<'_> {
    /// Items of a module or crate.
    pub(crate) fn items(&mut self, items: Vec<syn::Item>) -> Vec<Item> {
        let mut out = Vec::new();
        for item in items {
            self.item(item, &mut out);
        }
        out
    }

    /// One item, which becomes none (`cfg`, a used up macro), itself, or several (derives, macros).
    pub(crate) fn item(&mut self, item: syn::Item, out: &mut Vec<Item>) {
        match item {
            syn::Item::Macro(mac) => return self.macro_item(mac, out),
            syn::Item::Verbatim(tokens) => return self.verbatim_item(tokens),
            _ => {}
        }
        let metas = self.metas(item_attrs(&item));
        if !self.cfg_keeps(item_attrs(&item)) || self.is_left_out_test(&metas) {
            return;
        }
        let derives = self.derives(&item, &metas);
        let attrs = self.attrs(&metas);
        match item {
            syn::Item::Const(item) => out.push(self.const_item(item, attrs)),
            syn::Item::Enum(item) => {
                self.check_variant_visibility(item.brace_token.span.open());
                let end = self.delimited(&item.brace_token.span);
                let head = self.head(attrs, item.vis, item.enum_token.span);
                let generics = self.generics(item.generics);
                let variants = item.variants.into_iter().filter_map(|v| self.variant(v)).collect();
                out.push(self.finish(head, &item.ident, ItemKind::Enum(generics, variants), end));
            }
            syn::Item::ExternCrate(item) => {
                let end = self.at(item.semi_token.span);
                self.check_macro_use(&metas, &item);
                let head = self.head(attrs, item.vis, item.extern_token.span);
                let name = self.ident(&item.ident).name;
                let alias = item.rename.as_ref().map_or(&item.ident, |(_, alias)| alias);
                out.push(self.finish(head, alias, ItemKind::ExternCrate(name), end));
            }
            syn::Item::Fn(item) => {
                let start = self.fn_start(&item.vis, &item.sig);
                let vis = self.visibility(item.vis);
                let head = Head { attrs, vis, start };
                out.push(self.fn_item(head, item.sig, Some(*item.block), SpanId::NONE));
            }
            syn::Item::ForeignMod(item) => out.push(self.foreign_mod(item, attrs)),
            syn::Item::Impl(item) => {
                let made = self.impl_item(item, attrs, None);
                out.push(made);
            }
            syn::Item::Mod(item) => self.mod_item(item, attrs, &metas, out),
            syn::Item::Static(item) => {
                let end = self.at(item.semi_token.span);
                let head = self.head(attrs, item.vis, item.static_token.span);
                let mutable = matches!(item.mutability, syn::StaticMutability::Mut(_));
                let ty = self.ty(*item.ty);
                let body = Some(self.body(|lower| (Vec::new(), lower.expr(*item.expr))));
                out.push(self.finish(head, &item.ident, ItemKind::Static { mutable, ty, body }, end));
            }
            syn::Item::Struct(item) => {
                let head = self.head(attrs, item.vis, item.struct_token.span);
                let generics = self.generics(item.generics);
                let (data, end) = self.fields(item.fields);
                let end = item.semi_token.map_or(end, |semi| self.at(semi.span));
                out.push(self.finish(head, &item.ident, ItemKind::Struct(generics, data), end));
            }
            syn::Item::Trait(item) => out.push(self.trait_item(item, attrs)),
            syn::Item::TraitAlias(item) => {
                let span = self.at(item.trait_token.span);
                self.error(Some("E0658"), span, "trait aliases are experimental");
            }
            syn::Item::Type(item) => {
                let end = self.at(item.semi_token.span);
                let head = self.head(attrs, item.vis, item.type_token.span);
                let generics = self.generics(item.generics);
                let ty = Some(self.ty(*item.ty));
                let kind = ItemKind::TypeAlias { generics, bounds: Vec::new(), ty };
                out.push(self.finish(head, &item.ident, kind, end));
            }
            syn::Item::Union(item) => {
                let head = self.head(attrs, item.vis, item.union_token.span);
                let generics = self.generics(item.generics);
                let (data, end) = self.fields(syn::Fields::Named(item.fields));
                out.push(self.finish(head, &item.ident, ItemKind::Union(generics, data), end));
            }
            syn::Item::Use(item) => out.push(self.use_item(item, attrs)),
            other => {
                let span = self.at(other.span());
                let kind = ItemKind::Unsupported(Symbol::new("item syntax"));
                out.push(Item { attrs, vis: Visibility::Inherited, ident: self.no_name(span), kind, span });
            }
        }
        out.extend(derives);
    }

    /// E0449: syn's parser drops what stands before a variant.
    fn check_variant_visibility(&mut self, brace: proc_macro2::Span) {
        for tree in self.group_tokens(brace) {
            if tree.is_ident("pub") {
                self.error(Some("E0449"), tree.span(), "visibility qualifiers are not permitted here");
            }
        }
    }

    /// `#[test]` functions exist only in test builds.
    fn is_left_out_test(&self, metas: &[syn::Meta]) -> bool {
        !self.options.test
            && metas.iter().any(|meta| meta.path().is_ident("test") || meta.path().is_ident("bench"))
    }

    fn head(&mut self, attrs: Vec<Attr>, vis: syn::Visibility, keyword: proc_macro2::Span) -> Head {
        let start = self.visibility_span(&vis).unwrap_or_else(|| self.at(keyword));
        Head { attrs, vis: self.visibility(vis), start }
    }

    fn finish(&mut self, head: Head, ident: &proc_macro2::Ident, kind: ItemKind, end: SpanId) -> Item {
        Item { attrs: head.attrs, vis: head.vis, ident: self.ident(ident), kind, span: head.start.to(end) }
    }

    /// The name of an item that has none.
    pub(crate) fn no_name(&self, span: SpanId) -> Ident {
        Ident { name: Symbol::new(""), marks: Marks::NONE, span }
    }

    fn verbatim_item(&mut self, tokens: proc_macro2::TokenStream) {
        let mut words = tokens.clone().into_iter();
        let span = words.next().map_or(SpanId::NONE, |token| self.at(token.span()));
        let has = |word: &str| tokens.clone().into_iter().any(|token| token.to_string() == word);
        if has("fn") {
            self.error(None, span, "free function without a body");
        } else if has("const") {
            self.error(None, span, "free constant item without body");
        } else if has("static") {
            self.error(None, span, "free static item without body");
        } else {
            self.unsupported.push(crate::diagnostic::Unsupported::new("item syntax", span));
        }
    }

    fn const_item(&mut self, item: syn::ItemConst, attrs: Vec<Attr>) -> Item {
        let end = self.at(item.semi_token.span);
        let head = self.head(attrs, item.vis, item.const_token.span);
        let generics = self.generics(item.generics);
        let ty = self.ty(*item.ty);
        let body = Some(self.body(|lower| (Vec::new(), lower.expr(*item.expr))));
        self.finish(head, &item.ident, ItemKind::Const { generics, ty, body }, end)
    }

    fn fn_start(&self, vis: &syn::Visibility, sig: &syn::Signature) -> SpanId {
        if let Some(span) = self.visibility_span(vis) {
            return span;
        }
        let token = match (&sig.constness, &sig.asyncness, &sig.safety, &sig.abi) {
            (Some(token), ..) => token.span,
            (None, Some(token), ..) => token.span,
            (None, None, syn::Safety::Safe(token), _) => token.span,
            (None, None, syn::Safety::Unsafe(token), _) => token.span,
            (None, None, syn::Safety::Default, Some(abi)) => abi.extern_token.span,
            (None, None, syn::Safety::Default, None) => sig.fn_token.span,
        };
        self.at(token)
    }

    /// Parameters of what has no body are names or `_`.
    fn check_parameters_without_body(&mut self, sig: &syn::Signature, code: &'static str, place: &str) {
        for input in &sig.inputs {
            let syn::FnArg::Typed(typed) = input else { continue };
            let is_plain = match &*typed.pat {
                syn::Pat::Ident(pat) => {
                    pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none()
                }
                pat => matches!(pat, syn::Pat::Wild(_) | syn::Pat::Verbatim(_)),
            };
            if !is_plain {
                let pat = self.pat((*typed.pat).clone());
                self.error(Some(code), pat.span, format!("patterns aren't allowed in {place}"));
            }
        }
    }

    /// Where a parameter may have no name, its pattern is at most `&mut name`, or the parser takes it for a type.
    fn check_parameters_of_2015(&mut self, sig: &syn::Signature) {
        for input in &sig.inputs {
            let syn::FnArg::Typed(typed) = input else { continue };
            let mut pat = &*typed.pat;
            let mut depth = 0;
            while let syn::Pat::Reference(reference) = pat {
                pat = &reference.pat;
                depth += 1;
            }
            let is_name = match pat {
                syn::Pat::Ident(pat) => pat.by_ref.is_none() && pat.subpat.is_none(),
                pat => matches!(pat, syn::Pat::Wild(_) | syn::Pat::Verbatim(_)),
            };
            if !is_name || depth > 2 {
                let pat = self.pat((*typed.pat).clone());
                let message = "patterns aren't allowed in methods without bodies";
                self.error(Some("E0642"), pat.span, message);
            }
        }
    }

    /// A function; without body it ends at `end`.
    fn fn_item(&mut self, head: Head, sig: syn::Signature, block: Option<syn::Block>, end: SpanId) -> Item {
        let name = sig.ident.clone();
        let mut params = Vec::new();
        let mut inputs = Vec::new();
        let sig_start = self.at(sig.fn_token.span);
        let mut sig_end = self.delimited(&sig.paren_token.span);
        let generics = self.generics(sig.generics);
        let has_self = matches!(sig.inputs.first(), Some(syn::FnArg::Receiver(_)));
        for input in sig.inputs {
            match input {
                syn::FnArg::Receiver(receiver) => {
                    inputs.push(self.receiver_ty(&receiver));
                    params.push(Input::Receiver(receiver));
                }
                syn::FnArg::Typed(typed) => {
                    if !self.cfg_keeps(&typed.attrs) {
                        continue;
                    }
                    inputs.push(self.ty(*typed.ty));
                    params.push(Input::Pat(*typed.pat));
                }
            }
        }
        let is_async = sig.asyncness.is_some();
        self.check_async_edition(sig.asyncness);
        let mut output = self.return_type(sig.output);
        if let Some(output) = &output {
            sig_end = output.span;
        }
        if is_async {
            output = Some(future_of(output, sig_end));
        }
        let made = FnSig {
            is_const: sig.constness.is_some(),
            is_async,
            is_unsafe: matches!(sig.safety, syn::Safety::Unsafe(_)),
            is_safe: matches!(sig.safety, syn::Safety::Safe(_)),
            abi: sig.abi.map(abi_name),
            has_self,
            inputs,
            output,
            c_variadic: sig.variadic.is_some(),
            span: sig_start.to(sig_end),
        };
        let mut end = if end == SpanId::NONE { sig_end } else { end };
        let body = block.map(|block| {
            end = self.delimited(&block.brace_token.span);
            self.body(|lower| {
                let params = params.into_iter().map(|param| lower.param(param)).collect();
                let body = lower.body_block(block);
                if is_async { lower.async_body(params, body) } else { (params, body) }
            })
        });
        let kind = ItemKind::Fn(Box::new(Fn { generics, sig: made, body }));
        self.finish(head, &name, kind, end)
    }

    /// The block of a function; its inner attributes are dropped by syn's block parser already.
    pub(crate) fn body_block(&mut self, block: syn::Block) -> Expr {
        let block = self.block(block);
        let span = block.span;
        self.make(ExprKind::Block(Box::new(block), None), span)
    }

    fn param(&mut self, input: Input) -> Param {
        match input {
            Input::Receiver(receiver) => {
                let ident = self.ident(&proc_macro2::Ident::new("self", receiver.self_token.span));
                let mutability = mutability(receiver.mutability.is_some());
                self.binding_param(ident, mutability, ident.span)
            }
            Input::Pat(pat) => Param { pat: self.pat(pat), ty: None },
        }
    }

    fn receiver_ty(&mut self, receiver: &syn::Receiver) -> Ty {
        let span = self.at(receiver.self_token.span);
        let self_ty = Lower::path_ty(Path {
            root: PathRoot::Relative,
            qself: None,
            segments: vec![PathSegment {
                ident: Ident { name: Symbol::new("Self"), marks: Marks::NONE, span },
                args: None,
            }],
            span,
        });
        match &receiver.kind {
            syn::ReceiverKind::Reference(and, lifetime, mutable) => {
                let span = self.at(and.span).to(span);
                let lifetime = lifetime.as_ref().map(|l| Lifetime { ident: self.lifetime(l) });
                let mutability = if mutable.is_some() { Mutability::Mut } else { Mutability::Not };
                Ty { kind: TyKind::Ref(lifetime, mutability, Box::new(self_ty)), span }
            }
            syn::ReceiverKind::Typed(_, ty) => self.ty((**ty).clone()),
            _ => self_ty,
        }
    }

    fn foreign_mod(&mut self, item: syn::ItemForeignMod, attrs: Vec<Attr>) -> Item {
        let start = item.unsafety.map_or(item.abi.extern_token.span, |token| token.span);
        let span = self.at(start).to(self.delimited(&item.brace_token.span));
        let abi = Some(abi_name(item.abi));
        let mut items = Vec::new();
        for inner in item.items {
            match inner {
                syn::ForeignItem::Fn(item) => {
                    let metas = self.metas(&item.attrs);
                    if self.cfg_keeps(&item.attrs) {
                        self.no_derives(&metas);
                        self.check_parameters_without_body(
                            &item.sig,
                            "E0130",
                            "foreign function declarations",
                        );
                        let attrs = self.attrs(&metas);
                        let start = self.fn_start(&item.vis, &item.sig);
                        let head = Head { attrs, vis: self.visibility(item.vis), start };
                        let end = self.at(item.semi_token.span);
                        items.push(self.fn_item(head, item.sig, None, end));
                    }
                }
                syn::ForeignItem::Static(item) => {
                    let metas = self.metas(&item.attrs);
                    if self.cfg_keeps(&item.attrs) {
                        self.no_derives(&metas);
                        let attrs = self.attrs(&metas);
                        let end = self.at(item.semi_token.span);
                        let head = self.head(attrs, item.vis, item.static_token.span);
                        let mutable = matches!(item.mutability, syn::StaticMutability::Mut(_));
                        let ty = self.ty(*item.ty);
                        items.push(self.finish(
                            head,
                            &item.ident,
                            ItemKind::Static { mutable, ty, body: None },
                            end,
                        ));
                    }
                }
                syn::ForeignItem::Macro(mac) => self.macro_foreign_items(mac.mac, &mut items),
                other => {
                    let span = self.at(other.span());
                    self.error(None, span, "incorrect item inside `extern` block");
                }
            }
        }
        let ident = self.no_name(span);
        Item { attrs, vis: Visibility::Inherited, ident, kind: ItemKind::ForeignMod(abi, items), span }
    }

    /// An impl, possibly made by a derive.
    pub(crate) fn impl_item(
        &mut self,
        item: syn::ItemImpl,
        attrs: Vec<Attr>,
        derived: Option<Symbol>,
    ) -> Item {
        let start = item.unsafety.map_or(item.impl_token.span, |token| token.span);
        let span = self.at(start).to(self.delimited(&item.brace_token.span));
        let generics = self.generics(item.generics);
        let negative = item.modifiers.polarity.is_some();
        let trait_ = item.trait_.map(|(path, _)| self.path(None, path));
        let self_ty = self.ty(*item.self_ty);
        let mut items = Vec::new();
        for inner in item.items {
            self.impl_member(inner, &mut items);
        }
        let is_unsafe = item.unsafety.is_some();
        let kind =
            ItemKind::Impl(Box::new(Impl { is_unsafe, negative, generics, trait_, self_ty, items, derived }));
        Item { attrs, vis: Visibility::Inherited, ident: self.no_name(span), kind, span }
    }

    /// An associated item of an impl.
    pub(crate) fn impl_member(&mut self, inner: syn::ImplItem, out: &mut Vec<Item>) {
        match inner {
            syn::ImplItem::Const(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    let attrs = self.attrs(&metas);
                    let end = self.at(item.semi_token.span);
                    let head = self.head(attrs, item.vis, item.const_token.span);
                    let generics = self.generics(item.generics);
                    let ty = self.ty(item.ty);
                    let body = Some(self.body(|lower| (Vec::new(), lower.expr(item.expr))));
                    out.push(self.finish(head, &item.ident, ItemKind::Const { generics, ty, body }, end));
                }
            }
            syn::ImplItem::Fn(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    let attrs = self.attrs(&metas);
                    let start = self.fn_start(&item.vis, &item.sig);
                    let head = Head { attrs, vis: self.visibility(item.vis), start };
                    out.push(self.fn_item(head, item.sig, Some(item.block), SpanId::NONE));
                }
            }
            syn::ImplItem::Type(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    let attrs = self.attrs(&metas);
                    let end = self.at(item.semi_token.span);
                    let head = self.head(attrs, item.vis, item.type_token.span);
                    let generics = self.generics(item.generics);
                    let ty = Some(self.ty(item.ty));
                    let kind = ItemKind::TypeAlias { generics, bounds: Vec::new(), ty };
                    out.push(self.finish(head, &item.ident, kind, end));
                }
            }
            syn::ImplItem::Macro(mac) => self.macro_impl_items(mac.mac, out),
            other => {
                let span = self.at(other.span());
                self.error(None, span, "associated item in `impl` without body");
            }
        }
    }

    fn trait_item(&mut self, item: syn::ItemTrait, attrs: Vec<Attr>) -> Item {
        let end = self.delimited(&item.brace_token.span);
        let keyword = match (&item.unsafety, &item.modifiers.auto_token) {
            (Some(token), _) => token.span,
            (None, Some(token)) => token.span,
            (None, None) => item.trait_token.span,
        };
        let head = self.head(attrs, item.vis, keyword);
        let generics = self.generics(item.generics);
        let supertraits = self.bounds(item.supertraits);
        let mut items = Vec::new();
        for inner in item.items {
            self.trait_member(inner, &mut items);
        }
        let made = Trait {
            is_unsafe: item.unsafety.is_some(),
            is_auto: item.modifiers.auto_token.is_some(),
            generics,
            supertraits,
            items,
        };
        self.finish(head, &item.ident, ItemKind::Trait(Box::new(made)), end)
    }

    /// An associated item of a trait.
    pub(crate) fn trait_member(&mut self, inner: syn::TraitItem, out: &mut Vec<Item>) {
        match inner {
            syn::TraitItem::Const(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    let attrs = self.attrs(&metas);
                    let end = self.at(item.semi_token.span);
                    let head = self.head(attrs, syn::Visibility::Inherited, item.const_token.span);
                    let generics = self.generics(item.generics);
                    let ty = self.ty(item.ty);
                    let body =
                        item.default.map(|(_, value)| self.body(|lower| (Vec::new(), lower.expr(value))));
                    out.push(self.finish(head, &item.ident, ItemKind::Const { generics, ty, body }, end));
                }
            }
            syn::TraitItem::Fn(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    if item.default.is_none() {
                        self.check_parameters_without_body(&item.sig, "E0642", "methods without bodies");
                    } else if self.options.edition == Edition::E2015 {
                        self.check_parameters_of_2015(&item.sig);
                    }
                    let attrs = self.attrs(&metas);
                    let start = self.fn_start(&syn::Visibility::Inherited, &item.sig);
                    let head = Head { attrs, vis: Visibility::Inherited, start };
                    let end = item.semi_token.map_or(SpanId::NONE, |semi| self.at(semi.span));
                    out.push(self.fn_item(head, item.sig, item.default, end));
                }
            }
            syn::TraitItem::Type(item) => {
                let metas = self.metas(&item.attrs);
                if self.cfg_keeps(&item.attrs) {
                    self.no_derives(&metas);
                    let attrs = self.attrs(&metas);
                    let end = self.at(item.semi_token.span);
                    let head = self.head(attrs, syn::Visibility::Inherited, item.type_token.span);
                    let generics = self.generics(item.generics);
                    let bounds = self.bounds(item.bounds);
                    let ty = item.default.map(|(_, ty)| self.ty(ty));
                    out.push(self.finish(
                        head,
                        &item.ident,
                        ItemKind::TypeAlias { generics, bounds, ty },
                        end,
                    ));
                }
            }
            syn::TraitItem::Macro(mac) => self.macro_trait_items(mac.mac, out),
            other => {
                let span = self.at(other.span());
                self.error(Some("E0449"), span, "visibility qualifiers are not permitted here");
            }
        }
    }

    fn fields(&mut self, fields: syn::Fields) -> (VariantData, SpanId) {
        let (kind, span, list) = match fields {
            syn::Fields::Named(named) => {
                (VariantKind::Named, self.delimited(&named.brace_token.span), named.named)
            }
            syn::Fields::Unnamed(unnamed) => {
                (VariantKind::Tuple, self.delimited(&unnamed.paren_token.span), unnamed.unnamed)
            }
            syn::Fields::Unit => {
                return (VariantData { kind: VariantKind::Unit, fields: Vec::new() }, SpanId::NONE);
            }
        };
        let mut made = Vec::new();
        for field in list {
            if !self.cfg_keeps(&field.attrs) {
                continue;
            }
            let metas = self.metas(&field.attrs);
            self.no_derives(&metas);
            let attrs = self.attrs(&metas);
            let start = self.visibility_span(&field.vis);
            let vis = self.visibility(field.vis);
            let named = field.ident.map(|ident| self.ident(&ident));
            let ty = self.ty(field.ty);
            let ident = named.unwrap_or_else(|| Ident {
                name: Symbol::new(&made.len().to_string()),
                marks: Marks::NONE,
                span: ty.span,
            });
            let span = start.unwrap_or(ident.span).to(ty.span);
            made.push(FieldDef { attrs, vis, ident, ty, span });
        }
        (VariantData { kind, fields: made }, span)
    }

    fn variant(&mut self, variant: syn::Variant) -> Option<Variant> {
        if !self.cfg_keeps(&variant.attrs) {
            return None;
        }
        let metas = self.metas(&variant.attrs);
        self.no_derives(&metas);
        let attrs = self.attrs(&metas);
        let ident = self.ident(&variant.ident);
        let (data, end) = self.fields(variant.fields);
        for field in data.fields.iter().filter(|field| field.vis != Visibility::Inherited) {
            self.error(Some("E0449"), field.span, "visibility qualifiers are not permitted here");
        }
        let discriminant = variant.discriminant.map(|(_, value)| self.anon_const(value));
        let end = if end == SpanId::NONE { ident.span } else { end };
        let end = discriminant.as_ref().map_or(end, |value| value.span);
        Some(Variant { attrs, ident, data, discriminant, span: ident.span.to(end) })
    }

    fn use_item(&mut self, item: syn::ItemUse, attrs: Vec<Attr>) -> Item {
        let end = self.at(item.semi_token.span);
        let head = self.head(attrs, item.vis, item.use_token.span);
        let entries = self.use_entries_of(item.leading_colon.is_some(), item.tree);
        self.macros.import(&self.module.path, &entries);
        let span = head.start.to(end);
        let ident = self.no_name(span);
        Item { attrs: head.attrs, vis: head.vis, ident, kind: ItemKind::Use(entries), span }
    }
}

enum Input {
    Receiver(syn::Receiver),
    Pat(syn::Pat),
}
