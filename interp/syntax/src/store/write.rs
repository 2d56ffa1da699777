//! Taking a crate apart and writing it.

use serde::Serialize;

use super::{Children, Entry, EntryKind, HeadKey, ImplEntry, MacroEntry, Summary, scope};
use crate::ast::{Crate, Ident, Item, ItemKind, Marks, VariantKind, Visibility};
use crate::source;
use crate::span::SpanId;
use crate::symbol::Symbol;

/// Takes a crate apart and writes it. Its sources must have been registered with [`source::add_library`].
pub fn encode(krate: Crate) -> Result<Vec<u8>, String> {
    let (name, edition) = (krate.name, krate.edition);
    let root = Item {
        attrs: krate.attrs,
        vis: Visibility::Public,
        ident: Ident { name, marks: Marks::NONE, span: SpanId::NONE },
        kind: ItemKind::Mod(krate.items),
        span: SpanId::NONE,
    };
    let (result, strings) = scope::writing(|| -> Result<_, postcard::Error> {
        let mut writer = Writer::default();
        writer.add(0, root)?;
        let mut impls = Table::default();
        for (_, list) in &writer.trait_impls {
            impls.push(list)?;
        }
        let summary = Summary {
            name,
            edition,
            lang: writer.lang,
            traits: writer.trait_impls.iter().map(|(name, _)| *name).collect(),
        };
        let macros: Vec<MacroEntry<'_>> = writer
            .macros
            .iter()
            .map(|(name, rules, file, offset)| MacroEntry { name, rules, file: *file, offset: *offset })
            .collect();
        Ok([
            postcard::to_stdvec(&summary)?,
            postcard::to_stdvec(&writer.inherent_impls)?,
            postcard::to_stdvec(&macros)?,
            impls.starts,
            impls.bytes,
            writer.entries.starts,
            writer.entries.bytes,
            writer.children.starts,
            writer.children.bytes,
            writer.items.starts,
            writer.items.bytes,
        ])
    });
    let sections = result.map_err(|error| error.to_string())?;
    let mut texts = Table::default();
    for symbol in strings {
        texts.bytes.extend(symbol.as_str().as_bytes());
        texts.end();
    }
    let files = source::library_files().map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    for section in [files, texts.starts, texts.bytes].iter().chain(&sections) {
        out.extend((section.len() as u32).to_le_bytes());
        out.extend(section);
    }
    Ok(out)
}

/// Byte strings one after the other, with the offset of the end of each.
#[derive(Default)]
struct Table {
    /// Four bytes each.
    starts: Vec<u8>,
    bytes: Vec<u8>,
}

impl Table {
    fn push<T: Serialize>(&mut self, value: &T) -> Result<(), postcard::Error> {
        self.bytes.extend(postcard::to_stdvec(value)?);
        self.end();
        Ok(())
    }

    fn end(&mut self) {
        self.starts.extend((self.bytes.len() as u32).to_le_bytes());
    }
}

#[derive(Default)]
struct Writer {
    count: u32,
    entries: Table,
    children: Table,
    items: Table,
    trait_impls: Vec<(Symbol, Vec<ImplEntry>)>,
    inherent_impls: Vec<ImplEntry>,
    lang: Vec<(Symbol, u32)>,
    /// Name, rules, file, offset.
    macros: Vec<(String, String, u32, u32)>,
}

impl Writer {
    /// Adds an item and what is inside; items are numbered breadth by breadth so that tables grow in order.
    fn add(&mut self, parent: u32, root: Item) -> Result<(), postcard::Error> {
        let mut queue = std::collections::VecDeque::from([(parent, root)]);
        self.count = 1;
        let mut id = 0;
        while let Some((parent, mut item)) = queue.pop_front() {
            let mut children = take_children(&mut item);
            self.one(id, parent, &item)?;
            // Impls come last: names are looked up without them.
            children.sort_by_key(|child| matches!(child.kind, ItemKind::Impl(_)));
            let members = children.partition_point(|child| !matches!(child.kind, ItemKind::Impl(_)));
            let numbers =
                Children { first: self.count, members: members as u32, count: children.len() as u32 };
            self.count += numbers.count;
            self.children.push(&numbers)?;
            queue.extend(children.into_iter().map(|child| (id, child)));
            id += 1;
        }
        Ok(())
    }

    fn one(&mut self, id: u32, parent: u32, item: &Item) -> Result<(), postcard::Error> {
        let (kind, has_body) = kind_of(&item.kind);
        let value =
            |name: &str| item.attrs.iter().find(|attr| attr.path.as_str() == name).map(|attr| attr.args);
        let (lang, origin) = (value("lang"), value("origin"));
        if let Some(lang) = lang {
            self.lang.push((lang, id));
        }
        match &item.kind {
            ItemKind::Impl(impl_) => {
                let key = HeadKey::of(&impl_.self_ty, &impl_.generics);
                match impl_.trait_.as_ref().and_then(|path| path.segments.last()) {
                    None => self.inherent_impls.push((key, id)),
                    Some(last) => {
                        let name = last.ident.name;
                        match self.trait_impls.iter_mut().find(|(known, _)| *known == name) {
                            Some((_, list)) => list.push((key, id)),
                            None => self.trait_impls.push((name, vec![(key, id)])),
                        }
                    }
                }
            }
            ItemKind::MacroRules { exported: true, .. } if value("rustc_builtin_macro").is_none() => {
                self.macros.extend(macro_text(item));
            }
            _ => {}
        }
        self.items.push(item)?;
        self.entries.push(&Entry {
            parent,
            kind,
            name: item.ident.name,
            vis: item.vis.clone(),
            lang,
            origin,
            has_body,
            span: if item.ident.span == SpanId::NONE { item.span } else { item.ident.span },
        })
    }
}

fn kind_of(kind: &ItemKind) -> (EntryKind, bool) {
    match kind {
        ItemKind::Mod(_) => (EntryKind::Mod, true),
        ItemKind::Use(_) | ItemKind::ExternCrate(_) => (EntryKind::Use, true),
        ItemKind::Fn(function) => {
            (EntryKind::Fn { has_self: function.sig.has_self }, function.body.is_some())
        }
        ItemKind::Struct(_, data) => {
            let kind = match data.kind {
                VariantKind::Named => EntryKind::Struct,
                VariantKind::Tuple => EntryKind::TupleStruct,
                VariantKind::Unit => EntryKind::UnitStruct,
            };
            (kind, true)
        }
        ItemKind::Union(..) => (EntryKind::Union, true),
        ItemKind::Enum(..) => (EntryKind::Enum, true),
        ItemKind::Trait(_) => (EntryKind::Trait, true),
        ItemKind::Impl(_) => (EntryKind::Impl, true),
        ItemKind::Const { body, .. } => (EntryKind::Const, body.is_some()),
        ItemKind::Static { body, .. } => (EntryKind::Static, body.is_some()),
        ItemKind::TypeAlias { ty, .. } => (EntryKind::TypeAlias, ty.is_some()),
        ItemKind::ForeignMod(..) => (EntryKind::ForeignMod, true),
        ItemKind::MacroRules { .. } => (EntryKind::Macro, true),
        ItemKind::Unsupported(_) => (EntryKind::Unsupported, true),
    }
}

fn take_children(item: &mut Item) -> Vec<Item> {
    match &mut item.kind {
        ItemKind::Mod(items) | ItemKind::ForeignMod(_, items) => std::mem::take(items),
        ItemKind::Trait(trait_) => std::mem::take(&mut trait_.items),
        ItemKind::Impl(impl_) => std::mem::take(&mut impl_.items),
        ItemKind::Use(_)
        | ItemKind::ExternCrate(_)
        | ItemKind::Fn(_)
        | ItemKind::Struct(..)
        | ItemKind::Union(..)
        | ItemKind::Enum(..)
        | ItemKind::Const { .. }
        | ItemKind::Static { .. }
        | ItemKind::TypeAlias { .. }
        | ItemKind::MacroRules { .. }
        | ItemKind::Unsupported(_) => Vec::new(),
    }
}

/// The text between the delimiters of a macro definition, whose span goes from its name to the closing one.
fn macro_text(item: &Item) -> Option<(String, String, u32, u32)> {
    let data = item.span.data()?;
    let text = item.span.snippet()?;
    let open = text.find(['{', '(', '['])?;
    let rules = text[open + 1..text.len() - 1].to_owned();
    Some((item.ident.name.to_string(), rules, data.file.0, data.lo + open as u32 + 1))
}
