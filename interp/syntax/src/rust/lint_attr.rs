//! `#[allow(…)]` and its kin: what may stand between the parentheses. Follows `rustc_lint::levels`.

use syn::parse::Parser;
use syn::punctuated::Punctuated;

use crate::rust::lower::Lower;

/// An argument of a lint attribute.
enum Argument {
    Meta(syn::Meta),
    Literal(syn::Lit),
}

impl syn::parse::Parse for Argument {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Argument> {
        if input.peek(syn::Lit) {
            input.parse().map(Argument::Literal)
        } else {
            input.parse().map(Argument::Meta)
        }
    }
}

impl Lower<'_> {
    /// E0452: lints are paths; only `reason = "…"` may follow them.
    pub(crate) fn check_lint_attr(&mut self, name: &str, meta: &syn::Meta) {
        if !matches!(name, "allow" | "expect" | "warn" | "deny" | "forbid") {
            return;
        }
        let syn::Meta::List(list) = meta else {
            let span = meta.path().get_ident().map_or_else(Default::default, |ident| self.at(ident.span()));
            self.error(None, span, format!("malformed `{name}` attribute input"));
            return;
        };
        let parser = Punctuated::<Argument, syn::Token![,]>::parse_terminated;
        // What syn cannot read is no attribute at all: the parser says so.
        let Ok(arguments) = parser.parse2(list.tokens.clone()) else { return };
        let count = arguments.len();
        for (index, argument) in arguments.iter().enumerate() {
            let span = match argument {
                Argument::Meta(syn::Meta::Path(_)) => continue,
                Argument::Meta(syn::Meta::NameValue(pair))
                    if index + 1 == count && pair.path.is_ident("reason") && is_string(&pair.value) =>
                {
                    continue;
                }
                Argument::Meta(meta) => meta.path().segments.first().map(|segment| segment.ident.span()),
                Argument::Literal(literal) => Some(literal.span()),
            };
            let span = span.map_or_else(Default::default, |span| self.at(span));
            self.error(Some("E0452"), span, "malformed lint attribute input");
        }
    }
}

fn is_string(value: &syn::Expr) -> bool {
    matches!(value, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(_), .. }))
}
