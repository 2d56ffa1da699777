//! `#[link(…)]`: what its arguments may be. Follows `rustc_attr_parsing`'s `link_attrs`.

use treebeard_syntax::ast::{Attr, AttrStyle};

use crate::Sema;

/// Kinds of libraries that rustc knows, those of other systems included.
const KINDS: [&str; 5] = ["static", "dylib", "framework", "raw-dylib", "link-arg"];

impl Sema {
    /// E0454, E0455, E0459, E0539.
    pub(super) fn check_link(&self, attr: &Attr, parts: &[&str]) {
        let value = |key: &str| {
            parts.iter().find_map(|part| {
                let (name, value) = part.split_once('=')?;
                (name.trim() == key).then(|| value.trim().trim_matches('"'))
            })
        };
        let name = value("name");
        match value("kind") {
            Some(kind @ ("framework" | "raw-dylib")) => {
                let message = format!("link kind `{kind}` is only supported on other targets");
                self.error_at("E0455", attr.span, message);
            }
            Some(kind) if !KINDS.contains(&kind) => {
                self.error_at("E0539", attr.span, "malformed `link` attribute input".to_owned());
            }
            _ => {}
        }
        match name {
            _ if attr.style != AttrStyle::List => {
                self.error_at("E0539", attr.span, "malformed `link` attribute input".to_owned());
            }
            Some("") => self.error_at("E0454", attr.span, "link name must not be empty".to_owned()),
            None if value("wasm_import_module").is_none() => {
                let message = "`#[link]` attribute requires a `name = \"string\"` argument";
                self.error_at("E0459", attr.span, message.to_owned());
            }
            _ => {}
        }
    }
}
