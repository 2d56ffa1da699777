//! Attributes: `cfg` and `cfg_attr` are evaluated, the others kept as text.

use syn::parse::Parser;
use syn::punctuated::Punctuated;

use crate::ast::{Attr, AttrStyle};
use crate::rust::lower::Lower;
use crate::symbol::Symbol;

impl Lower<'_> {
    /// Do all `#[cfg(…)]` among the attributes hold?
    pub(crate) fn cfg_keeps(&mut self, attrs: &[syn::Attribute]) -> bool {
        if attrs.is_empty() {
            return true;
        }
        let metas = self.metas(attrs);
        let mut keep = true;
        for meta in metas {
            if meta.path().is_ident("cfg") {
                keep &= self.cfg_attribute(&meta);
            }
        }
        keep
    }

    fn cfg_attribute(&mut self, meta: &syn::Meta) -> bool {
        let syn::Meta::List(list) = meta else {
            let span = meta.path().get_ident().map_or_else(Default::default, |i| self.at(i.span()));
            self.error(Some("E0539"), span, "malformed `cfg` attribute input");
            return true;
        };
        match syn::parse2::<syn::Meta>(list.tokens.clone()) {
            Ok(predicate) => self.cfg_predicate(&predicate),
            Err(_) => {
                // `cfg(true)` and `cfg(false)` are not metas.
                match list.tokens.to_string().as_str() {
                    "true" => true,
                    "false" => false,
                    _ => {
                        let span = self.at(list.delimiter.span().open());
                        self.error(None, span, "`cfg` predicate is not specified");
                        true
                    }
                }
            }
        }
    }

    /// A predicate of `cfg`, `cfg_attr` or `cfg!`.
    pub(crate) fn cfg_predicate(&mut self, meta: &syn::Meta) -> bool {
        match meta {
            syn::Meta::Path(path) => match path.get_ident() {
                Some(ident) => self.options.cfg.flag(&ident.to_string().replace("r#", "")),
                None => false,
            },
            syn::Meta::NameValue(pair) => {
                let Some(key) = pair.path.get_ident() else { return false };
                let key_text = key.to_string();
                match &pair.value {
                    syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(value), .. }) => {
                        self.options.cfg.pair(&key_text, &value.value())
                    }
                    _ => {
                        let span = self.at(key.span());
                        self.error(Some("E0565"), span, "literal in `cfg` predicate value must be a string");
                        false
                    }
                }
            }
            syn::Meta::List(list) => self.cfg_operator(list),
        }
    }

    /// Does an operand hold?
    pub(crate) fn cfg_part(&mut self, part: &CfgPart) -> bool {
        match part {
            CfgPart::Meta(meta) => self.cfg_predicate(meta),
            CfgPart::Bool(value) => *value,
        }
    }

    fn cfg_operator(&mut self, list: &syn::MetaList) -> bool {
        let parts = self.cfg_parts(list.tokens.clone());
        let values: Vec<bool> = parts.iter().map(|part| self.cfg_part(part)).collect();
        let name = list.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match name.as_str() {
            "all" => values.iter().all(|&v| v),
            "any" => values.iter().any(|&v| v),
            "not" => !values.iter().all(|&v| v),
            "target" => values.iter().all(|&v| v),
            // `version(…)`, `accessible(…)` are unstable.
            _ => {
                let span = list.path.get_ident().map_or_else(Default::default, |i| self.at(i.span()));
                self.error(Some("E0537"), span, format!("invalid predicate `{name}`"));
                false
            }
        }
    }

    fn cfg_parts(&mut self, tokens: proc_macro2::TokenStream) -> Vec<CfgPart> {
        let parser = |input: syn::parse::ParseStream<'_>| {
            Punctuated::<CfgPart, syn::Token![,]>::parse_terminated(input)
        };
        match parser.parse2(tokens) {
            Ok(parts) => parts.into_iter().collect(),
            Err(error) => {
                self.syntax_error(&error, crate::span::SpanId::NONE);
                Vec::new()
            }
        }
    }

    /// The attributes with `cfg_attr` resolved and doc comments dropped.
    pub(crate) fn metas(&mut self, attrs: &[syn::Attribute]) -> Vec<syn::Meta> {
        let mut out = Vec::new();
        for attr in attrs {
            self.meta(attr.meta.clone(), &mut out);
        }
        out
    }

    fn meta(&mut self, meta: syn::Meta, out: &mut Vec<syn::Meta>) {
        if meta.path().is_ident("doc") {
            return;
        }
        if !meta.path().is_ident("cfg_attr") {
            out.push(meta);
            return;
        }
        let syn::Meta::List(list) = meta else { return };
        let mut parts = self.cfg_parts(list.tokens).into_iter();
        let holds = match parts.next() {
            Some(CfgPart::Meta(predicate)) => self.cfg_predicate(&predicate),
            Some(CfgPart::Bool(value)) => value,
            None => false,
        };
        if holds {
            for part in parts {
                if let CfgPart::Meta(meta) = part {
                    self.meta(meta, out);
                }
            }
        }
    }

    /// The attributes that remain in the tree.
    pub(crate) fn attrs(&mut self, metas: &[syn::Meta]) -> Vec<Attr> {
        metas.iter().filter_map(|meta| self.attr(meta)).collect()
    }

    fn attr(&mut self, meta: &syn::Meta) -> Option<Attr> {
        let path: Vec<String> =
            meta.path().segments.iter().map(|segment| segment.ident.to_string()).collect();
        let first = meta.path().segments.first()?;
        let path = path.join("::");
        if matches!(path.as_str(), "cfg" | "derive" | "doc" | "macro_use" | "macro_export") {
            return None;
        }
        let span = self.at(first.ident.span());
        self.check_lint_attr(&path, meta);
        // `#[unsafe(no_mangle)]` is `#[no_mangle]`.
        if path == "unsafe"
            && let syn::Meta::List(list) = meta
            && let Ok(inner) = syn::parse2::<syn::Meta>(list.tokens.clone())
        {
            return self.attr(&inner);
        }
        let (style, args) = match meta {
            syn::Meta::Path(_) => (AttrStyle::Word, String::new()),
            syn::Meta::List(list) => {
                let tokens = self.group_tokens(list.delimiter.span().open());
                (AttrStyle::List, crate::macros::print::tokens_to_string(&tokens))
            }
            syn::Meta::NameValue(pair) => match &pair.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                    (AttrStyle::Value, text.value())
                }
                other => (AttrStyle::Value, quote::ToTokens::to_token_stream(other).to_string()),
            },
        };
        Some(Attr { path: Symbol::new(&path), args: Symbol::new(&args), style, span })
    }

    /// E0774: what is no item of its own cannot be derived for.
    pub(crate) fn no_derives(&mut self, metas: &[syn::Meta]) {
        for meta in metas.iter().filter(|meta| meta.path().is_ident("derive")) {
            let span = meta.path().get_ident().map_or_else(Default::default, |i| self.at(i.span()));
            let message = "`derive` may only be applied to `struct`s, `enum`s and `union`s";
            self.error(Some("E0774"), span, message);
        }
    }
}

/// The string after `key =` in the arguments of an attribute: `#[should_panic(expected = "…")]`.
pub fn attribute_string(args: &str, key: &str) -> Option<String> {
    let parser = Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated;
    let metas: Vec<syn::Meta> = parser.parse_str(args).ok()?.into_iter().collect();
    crate::rust::module::string_value(&metas, key)
}

/// An operand of a `cfg` predicate.
pub(crate) enum CfgPart {
    Meta(syn::Meta),
    Bool(bool),
}

impl syn::parse::Parse for CfgPart {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<CfgPart> {
        if input.peek(syn::LitBool) {
            return Ok(CfgPart::Bool(input.parse::<syn::LitBool>()?.value));
        }
        if input.peek(syn::Token![unsafe]) {
            let path = input.call(<syn::Ident as syn::ext::IdentExt>::parse_any)?;
            let content;
            let paren_token = syn::parenthesized!(content in input);
            return Ok(CfgPart::Meta(syn::Meta::List(syn::MetaList {
                path: path.into(),
                delimiter: syn::MacroDelimiter::Paren(paren_token),
                tokens: content.parse()?,
            })));
        }
        input.parse().map(CfgPart::Meta)
    }
}

/// The configuration that `cfg` is evaluated against.
#[derive(Clone, Debug)]
pub struct Cfg {
    flags: Vec<String>,
    pairs: Vec<(String, String)>,
}

impl Cfg {
    /// A debug build of rustc for x86_64 Linux.
    pub fn debug_linux() -> Cfg {
        let pairs = [
            ("target_arch", "x86_64"),
            ("target_os", "linux"),
            ("target_family", "unix"),
            ("target_env", "gnu"),
            ("target_vendor", "unknown"),
            ("target_endian", "little"),
            ("target_pointer_width", "64"),
            ("target_has_atomic", "8"),
            ("target_has_atomic", "16"),
            ("target_has_atomic", "32"),
            ("target_has_atomic", "64"),
            ("target_has_atomic", "ptr"),
            ("target_feature", "fxsr"),
            ("target_feature", "sse"),
            ("target_feature", "sse2"),
            ("panic", "unwind"),
        ];
        Cfg {
            flags: ["unix", "debug_assertions", "target_has_atomic"].map(str::to_owned).to_vec(),
            pairs: pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect(),
        }
    }

    /// The same with `name` set.
    pub fn with_flag(mut self, name: &str) -> Cfg {
        self.flags.push(name.to_owned());
        self
    }

    /// The same with `key = "value"` set.
    pub fn with_pair(mut self, key: &str, value: &str) -> Cfg {
        self.pairs.push((key.to_owned(), value.to_owned()));
        self
    }

    fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }

    fn pair(&self, key: &str, value: &str) -> bool {
        self.pairs.iter().any(|(k, v)| k == key && v == value)
    }
}

impl Default for Cfg {
    fn default() -> Cfg {
        Cfg::debug_linux()
    }
}

/// The outer attributes of an item.
pub(crate) fn item_attrs(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::TraitAlias(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
