//! The macros that rustc builds in.
//!
//! Everything that `macro_rules!` can say is in the library (`interp/library/src/std/macros.rs`); here is only what
//! it cannot: looking at tokens, positions, files, the environment, and format strings. Each becomes tokens.

mod assert;
mod format;
mod format_inline;
mod format_string;
mod text;

use crate::ast::{Edition, Marks, Path};
use crate::lex::token::TokenTree;
use crate::macros::rules::{next_definition, next_expansion};
use crate::macros::template::Site;
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

/// An invocation.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The macro's path.
    pub(crate) path: Path,
    /// What stands between the delimiters.
    pub(crate) tokens: Vec<TokenTree>,
    /// From the path to the closing delimiter.
    pub(crate) span: SpanId,
    /// The closing delimiter.
    pub(crate) close: SpanId,
}

impl Call {
    /// The last segment of the path.
    pub(crate) fn name(&self) -> String {
        self.path.segments.last().map_or_else(String::new, |segment| segment.ident.name.to_string())
    }
}

/// Macros of std that exist, but that we cannot expand.
pub(crate) const UNSUPPORTED: [&str; 9] = [
    "asm",
    "global_asm",
    "naked_asm",
    "is_x86_feature_detected",
    "is_aarch64_feature_detected",
    "concat_bytes",
    "concat_idents",
    "trace_macros",
    "log_syntax",
];

/// The built-in macros.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Builtin {
    Assert,
    Cfg,
    CfgSelect,
    Column,
    CompileError,
    Concat,
    Env,
    File,
    FormatArgs,
    FormatArgsNl,
    Include,
    IncludeBytes,
    IncludeStr,
    Line,
    ModulePath,
    OptionEnv,
    Panic,
    Stringify,
    Unreachable,
}

impl Builtin {
    /// The built-in macro with a name.
    pub(crate) fn named(name: Symbol) -> Option<Builtin> {
        Some(match name.as_str() {
            "assert" => Builtin::Assert,
            "cfg" => Builtin::Cfg,
            "cfg_select" => Builtin::CfgSelect,
            "column" => Builtin::Column,
            "compile_error" => Builtin::CompileError,
            "concat" => Builtin::Concat,
            "env" => Builtin::Env,
            "file" => Builtin::File,
            "format_args" | "const_format_args" => Builtin::FormatArgs,
            "format_args_nl" => Builtin::FormatArgsNl,
            "include" => Builtin::Include,
            "include_bytes" => Builtin::IncludeBytes,
            "include_str" => Builtin::IncludeStr,
            "line" => Builtin::Line,
            "module_path" => Builtin::ModulePath,
            "option_env" => Builtin::OptionEnv,
            "panic" => Builtin::Panic,
            "stringify" => Builtin::Stringify,
            "unreachable" => Builtin::Unreachable,
            _ => return None,
        })
    }
}

impl Lower<'_> {
    /// Expands a built-in macro. Errors are reported.
    pub(crate) fn expand_builtin(&mut self, builtin: Builtin, call: &Call) -> Option<Vec<TokenTree>> {
        let site = Site::new(call.span, Marks::NONE.push(next_expansion(), next_definition()));
        match builtin {
            Builtin::Assert => self.expand_assert(call, site),
            Builtin::FormatArgs => self.expand_format_args(call, site, ""),
            Builtin::FormatArgsNl => self.expand_format_args(call, site, "\n"),
            Builtin::Panic => Some(self.by_edition(self.panic_of(call), call, site)),
            Builtin::Unreachable => Some(self.by_edition("unreachable", call, site)),
            Builtin::Cfg
            | Builtin::CfgSelect
            | Builtin::Column
            | Builtin::CompileError
            | Builtin::Concat
            | Builtin::Env
            | Builtin::File
            | Builtin::Include
            | Builtin::IncludeBytes
            | Builtin::IncludeStr
            | Builtin::Line
            | Builtin::ModulePath
            | Builtin::OptionEnv
            | Builtin::Stringify => self.expand_text(builtin, call, site),
        }
    }

    /// Before edition 2021 `core::panic!` takes a text where `std::panic!` takes any payload.
    fn panic_of(&self, call: &Call) -> &'static str {
        let by_path = call.path.segments.len() > 1 && call.path.segments[0].ident.name.as_str() == "core";
        let is_core =
            by_path || self.macros.comes_from_core(&self.module.path, call.path.segments.as_slice());
        if is_core && self.options.edition < Edition::E2021 { "core_panic" } else { "panic" }
    }

    /// `name!(…)` as the library's `name_2015!` or `name_2021!`.
    fn by_edition(&self, name: &str, call: &Call, site: Site) -> Vec<TokenTree> {
        let year = if self.options.edition >= Edition::E2021 { "2021" } else { "2015" };
        site.tokens(&format!("$crate::{name}_{year}!(#0)"), std::slice::from_ref(&call.tokens))
    }
}
