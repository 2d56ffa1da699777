//! `assert!`.

use crate::lex::token::{Fragment, TokenTree};
use crate::macros::builtin::Call;
use crate::macros::print::expr_to_string;
use crate::macros::template::{Site, unit};
use crate::rust::lower::Lower;

impl Lower<'_> {
    pub(super) fn expand_assert(&mut self, call: &Call, site: Site) -> Option<Vec<TokenTree>> {
        if call.tokens.is_empty() {
            self.error(None, call.span, "macro requires a boolean expression as an argument");
            return None;
        }
        let extent = self.extent(Fragment::Expr, &call.tokens, call.close)?;
        let (condition, rest) = call.tokens.split_at(extent.trees);
        let message = match rest {
            [] => &[][..],
            [comma, message @ ..] if comma.is_punct(",") => message,
            [other, ..] => {
                let found = crate::macros::print::tokens_to_string(std::slice::from_ref(other));
                self.error(None, other.first_span(), format!("expected `,`, found `{found}`"));
                return None;
            }
        };
        let condition_unit = vec![unit(condition, call.span)];
        // A match, so that a condition of another type is reported at the whole invocation, as rustc does.
        Some(if message.is_empty() {
            let text = format!("assertion failed: {}", expr_to_string(condition));
            site.tokens(
                "match #0 { true => (), _ => $crate::panicking::panic(#1) }",
                &[condition_unit, vec![site.string(&text)]],
            )
        } else {
            let call = Call { tokens: message.to_vec(), ..call.clone() };
            let panic = self.by_edition("panic", &call, site);
            site.tokens("match #0 { true => (), _ => #1 }", &[condition_unit, panic])
        })
    }
}
