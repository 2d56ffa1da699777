//! Attributes that rustc knows: their arguments, and the items they may stand on.
//!
//! Follows `rustc_attr_parsing` and `rustc_passes::check_attr` as far as the arguments' text tells.

use treebeard_syntax::ast::{Attr, AttrStyle, Item, ItemKind};
use treebeard_syntax::{Diagnostic, Symbol};

use crate::Sema;
use crate::def::{DefId, DefKind};

/// Prefixes that lints and attributes of tools may have.
const TOOLS: [&str; 6] = ["clippy", "rustc", "rustdoc", "rustfmt", "miri", "diagnostic"];

/// Calling conventions that stable rustc takes on some target.
const ABIS: [&str; 22] = [
    "Rust",
    "C",
    "C-unwind",
    "cdecl",
    "cdecl-unwind",
    "stdcall",
    "stdcall-unwind",
    "fastcall",
    "fastcall-unwind",
    "thiscall",
    "thiscall-unwind",
    "aapcs",
    "aapcs-unwind",
    "win64",
    "win64-unwind",
    "sysv64",
    "sysv64-unwind",
    "system",
    "system-unwind",
    "efiapi",
    "rust-intrinsic",
    "rust-call",
];

impl Sema {
    /// E0453, E0538, E0539, E0552, E0565, E0587, E0589, E0648, E0692, E0703, E0710, E0731, E0734, E0737, E0805.
    pub(super) fn check_attributes(&self, def: DefId) {
        let Some(item) = self.item(def) else { return };
        let mut deprecated = 0;
        for attr in &item.attrs {
            match attr.path.as_str() {
                "inline" => self.check_inline(attr),
                "repr" => self.check_repr(def, &item, attr),
                "deprecated" => {
                    deprecated += 1;
                    if deprecated > 1 {
                        self.report(Diagnostic::error(None, attr.span, "multiple `deprecated` attributes"));
                    }
                    self.check_deprecated(attr);
                }
                "stable" | "unstable" => {
                    let message = "stability attributes may not be used outside of the standard library";
                    self.error_at("E0734", attr.span, message.to_owned());
                }
                "export_name" if attr.args.as_str().contains('\0') => {
                    let message = "`export_name` may not contain null characters";
                    self.error_at("E0648", attr.span, message.to_owned());
                }
                "allow" | "expect" | "warn" | "deny" | "forbid" => {
                    self.check_lint_tools(attr);
                    self.check_forbidden(def, attr);
                }
                "link" => self.check_link(attr, &parts(attr)),
                "track_caller" if abi(&item).is_some_and(|abi| abi.as_str() != "Rust") => {
                    self.error_at("E0737", attr.span, "`#[track_caller]` requires Rust ABI".to_owned());
                }
                _ => {}
            }
        }
        if let Some(abi) = abi(&item)
            && !ABIS.contains(&abi.as_str())
        {
            self.error_at("E0703", item.span, format!("invalid ABI: found `{abi}`"));
        }
    }

    fn check_inline(&self, attr: &Attr) {
        let parts = parts(attr);
        let code = match (attr.style, parts.as_slice()) {
            (AttrStyle::Word, _) | (AttrStyle::List, ["always" | "never"]) => return,
            (AttrStyle::List, []) => "E0805",
            (AttrStyle::Value, _) | (AttrStyle::List, [_]) => "E0539",
            (AttrStyle::List, _) => "E0805",
        };
        self.error_at(code, attr.span, "malformed `inline` attribute input".to_owned());
    }

    fn check_repr(&self, def: DefId, item: &Item, attr: &Attr) {
        let parts = parts(attr);
        if attr.style != AttrStyle::List {
            self.error_at("E0539", attr.span, "malformed `repr` attribute input".to_owned());
            return;
        }
        for part in &parts {
            let (name, argument) = match part.split_once('(') {
                Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches(')').trim())),
                None => (*part, None),
            };
            if part.starts_with('"') {
                let message = "meta item in `repr` must be an identifier";
                self.error_at("E0565", attr.span, message.to_owned());
            } else if name == "align" {
                let is_power = argument
                    .and_then(|text| text.parse::<u64>().ok())
                    .is_some_and(|align| align.is_power_of_two() && align <= 1 << 29);
                if !is_power {
                    let message = "invalid `repr(align)` attribute: not a power of two";
                    self.error_at("E0589", attr.span, message.to_owned());
                }
            } else if !is_repr_hint(name) {
                self.error_at("E0552", attr.span, "unrecognized representation hint".to_owned());
            }
        }
        let has = |name: &str| parts.iter().any(|part| part.split('(').next() == Some(name));
        if has("packed") && has("align") {
            let message = "type has conflicting packed and align representation hints";
            self.error_at("E0587", self.def_span(def), message.to_owned());
        }
        if has("transparent") {
            let what = match self.def_kind(def) {
                DefKind::Enum => "enum",
                DefKind::Union => "union",
                _ => "struct",
            };
            if parts.len() > 1 {
                let message = format!("transparent {what} cannot have other repr hints");
                self.error_at("E0692", attr.span, message);
            }
            if let ItemKind::Enum(_, variants) = &item.kind
                && variants.len() != 1
            {
                let message =
                    format!("transparent enum needs exactly one variant, but has {}", variants.len());
                self.error_at("E0731", self.def_span(def), message);
            }
        }
    }

    fn check_deprecated(&self, attr: &Attr) {
        // `#[deprecated = "…"]` has a text, not items.
        let parts = parts(attr);
        if !parts.iter().any(|part| part.contains('=') || part.contains('(')) && parts.len() < 2 {
            if matches!(parts.as_slice(), ["note" | "since" | "suggestion"]) {
                self.error_at("E0539", attr.span, "malformed `deprecated` attribute input".to_owned());
            }
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for part in &parts {
            let key = part.split('=').next().unwrap_or(part).trim();
            let code = if seen.contains(&key) {
                "E0538"
            } else if part.contains('=') && matches!(key, "note" | "since" | "suggestion") {
                seen.push(key);
                continue;
            } else {
                "E0539"
            };
            self.error_at(code, attr.span, "malformed `deprecated` attribute input".to_owned());
            return;
        }
    }

    /// E0453: a lint that is forbidden stays so. (To forbid a whole group is no more than advice.)
    fn check_forbidden(&self, def: DefId, attr: &Attr) {
        let level = attr.path.as_str();
        if !matches!(level, "allow" | "expect" | "warn") {
            return;
        }
        let lints = parts(attr);
        let mut around = Some(def);
        while let Some(outer) = around {
            let attrs = self.attrs(outer);
            // On the item itself the first one decides.
            let earlier = attrs.iter().take_while(|other| outer != def || other.span != attr.span);
            for forbidden in earlier.filter(|other| other.path.as_str() == "forbid").flat_map(parts) {
                if let Some(lint) = lints.iter().find(|lint| covers(lint, forbidden)) {
                    let message = format!("{level}({lint}) incompatible with previous forbid");
                    return self.error_at("E0453", attr.span, message);
                }
            }
            around = self.data(outer).parent;
        }
    }

    fn check_lint_tools(&self, attr: &Attr) {
        for part in parts(attr) {
            let Some((tool, _)) = part.split_once("::") else { continue };
            let tool = tool.trim();
            if !TOOLS.contains(&tool) {
                let lint = part.replace(' ', "");
                let message = format!("unknown tool name `{tool}` found in scoped lint: `{lint}`");
                self.error_at("E0710", attr.span, message);
            }
        }
    }
}

/// Is it that lint, or a group with it?
fn covers(lint: &str, other: &str) -> bool {
    const STYLE: [&str; 3] = ["non_camel_case_types", "non_snake_case", "non_upper_case_globals"];
    const UNUSED: [&str; 6] = [
        "dead_code",
        "map_unit_fn",
        "path_statements",
        "redundant_semicolons",
        "unreachable_code",
        "unreachable_patterns",
    ];
    match lint {
        _ if lint == other => !matches!(lint, "unused" | "nonstandard_style" | "warnings"),
        "nonstandard_style" => STYLE.contains(&other),
        "unused" => other.starts_with("unused_") || UNUSED.contains(&other),
        _ => false,
    }
}

fn is_repr_hint(name: &str) -> bool {
    matches!(
        name,
        "C" | "Rust"
            | "packed"
            | "transparent"
            | "simd"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
    )
}

fn abi(item: &Item) -> Option<Symbol> {
    match &item.kind {
        ItemKind::Fn(function) => function.sig.abi,
        ItemKind::ForeignMod(abi, _) => *abi,
        _ => None,
    }
}

/// The arguments between commas, outside of brackets and strings.
fn parts(attr: &Attr) -> Vec<&'static str> {
    let text: &'static str = attr.args.as_str();
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if index == 0 || bytes[index - 1] != b'\\' => quoted = !quoted,
            b'(' | b'[' | b'{' if !quoted => depth += 1,
            b')' | b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            b',' if !quoted && depth == 0 => {
                parts.push(text[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}
