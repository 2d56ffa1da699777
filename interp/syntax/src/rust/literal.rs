//! Literals.

use crate::ast::Lit;
use crate::rust::lower::Lower;
use crate::symbol::Symbol;

const INT_SUFFIXES: [&str; 12] =
    ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

impl Lower<'_> {
    /// A literal; a wrong suffix is reported.
    pub(crate) fn literal(&mut self, literal: &syn::Lit) -> Lit {
        if let syn::Lit::Int(_) | syn::Lit::Float(_) = literal {
            return self.number(literal);
        }
        if !literal.suffix().is_empty() {
            let span = self.at(literal.span());
            let kind = match literal {
                syn::Lit::Byte(_) => "byte",
                syn::Lit::Char(_) => "char",
                syn::Lit::ByteStr(_) => "byte string",
                syn::Lit::CStr(_) => "C string",
                _ => "string",
            };
            self.error(None, span, format!("suffixes on {kind} literals are invalid"));
        }
        match literal {
            syn::Lit::Str(text) => Lit::Str(Symbol::new(&text.value())),
            syn::Lit::ByteStr(bytes) => Lit::ByteStr(bytes.value()),
            syn::Lit::CStr(text) => Lit::CStr(text.value().into_bytes()),
            syn::Lit::Byte(byte) => Lit::Byte(byte.value()),
            syn::Lit::Char(c) => Lit::Char(c.value()),
            syn::Lit::Bool(value) => Lit::Bool(value.value),
            _ => {
                let span = self.at(literal.span());
                self.error(None, span, "invalid literal");
                Lit::Int(0, None)
            }
        }
    }

    fn number(&mut self, literal: &syn::Lit) -> Lit {
        let span = self.at(literal.span());
        let suffix = literal.suffix();
        let suffix_symbol = (!suffix.is_empty()).then(|| Symbol::new(suffix));
        let is_float_suffix = matches!(suffix, "f16" | "f32" | "f64" | "f128");
        let is_float = matches!(literal, syn::Lit::Float(_)) || is_float_suffix;
        let valid = suffix.is_empty() || is_float_suffix || (!is_float && INT_SUFFIXES.contains(&suffix));
        if !valid {
            let kind = if is_float { "float" } else { "number" };
            self.error(None, span, format!("invalid suffix `{suffix}` for {kind} literal"));
        }
        let digits = match literal {
            syn::Lit::Int(int) => int.base10_digits().to_owned(),
            syn::Lit::Float(float) => float.base10_digits().to_owned(),
            _ => String::new(),
        };
        let digits = digits.trim_start_matches('-');
        if is_float {
            return Lit::Float(Symbol::new(digits), suffix_symbol);
        }
        match digits.parse::<u128>() {
            Ok(value) => Lit::Int(value, suffix_symbol),
            Err(_) => {
                self.error(None, span, "integer literal is too large");
                Lit::Int(0, suffix_symbol)
            }
        }
    }
}
