//! What `main` says before it starts: the sizes of the program's types, the values of its constants, and what becomes
//! of the bodies that nobody else calls (`calls`).

use std::collections::{BTreeSet, HashMap};

use syn::{Attribute, File, Item, Stmt, Type};

use super::calls;
use super::execution::Reach;
use super::exemplar::{self, Substitution};
use super::insert::line;
use crate::rustc::lex::has_word;

/// The items that `main` can name.
#[derive(Debug, Default)]
pub(super) struct Scope<'f> {
    /// In the program's order.
    pub(super) items: Vec<&'f Item>,
    /// Structs, enums, unions, aliases and traits by name.
    pub(super) types: HashMap<String, &'f Item>,
}

/// A program that names one of these is not called beyond what it calls itself: it could end, wait, or do harm.
const RESERVED: [&str; 15] = [
    "unsafe", "extern", "exit", "abort", "stdin", "process", "fs", "net", "sleep", "Command", "File", "env",
    "set_hook", "asm", "include",
];

/// What is said about items, and by whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drive<'c> {
    /// How much is said.
    reach: Reach,
    /// Bodies may be called that the program itself does not call.
    calls: bool,
    /// Types whose size is not shown.
    closed: &'c BTreeSet<String>,
}

impl<'c> Drive<'c> {
    /// As far as that reach and that program allow.
    pub(super) fn new(code: &str, reach: Reach, closed: &'c BTreeSet<String>) -> Self {
        let calls = reach == Reach::Everything && !RESERVED.iter().any(|word| has_word(code, word));
        Self { reach, calls, closed }
    }

    /// The text for the beginning of `main`.
    pub(super) fn main(self, file: &File) -> String {
        let Some(main) = file.items.iter().find_map(as_main) else { return String::new() };
        let inside = main.block.stmts.iter().filter_map(|stmt| match stmt {
            Stmt::Item(item) => Some(item),
            Stmt::Local(_) | Stmt::Expr(..) | Stmt::Macro(_) => None,
        });
        self.scope(&Scope::of(inside.chain(&file.items)))
    }

    /// A function for a module, which is called from the scope around it.
    pub(super) fn module(self, items: &[Item]) -> String {
        format!("pub fn __treebeard_items() {{ {} }} ", self.scope(&Scope::of(items.iter())))
    }

    fn scope(self, scope: &Scope<'_>) -> String {
        if self.reach == Reach::Marks {
            return String::new();
        }
        let mut text: String = scope.items.iter().filter_map(|item| self.layout(scope, item)).collect();
        if self.calls {
            text.push_str(&calls::all(scope));
        }
        for item in &scope.items {
            if let Item::Mod(syn::ItemMod { ident, content: Some(_), .. }) = item {
                text.push_str(&format!(" {ident}::__treebeard_items(); "));
            }
        }
        text
    }

    /// One type's size and alignment, one constant's value.
    fn layout(self, scope: &Scope<'_>, item: &Item) -> Option<String> {
        let (ident, generics) = match item {
            Item::Struct(found) => (&found.ident, &found.generics),
            Item::Enum(found) => (&found.ident, &found.generics),
            Item::Union(found) => (&found.ident, &found.generics),
            Item::Type(found) => (&found.ident, &found.generics),
            Item::Const(found) if found.ident != "_" && found.generics.params.is_empty() => {
                return Some(constant(&found.ident, self.reach));
            }
            Item::Static(found) if matches!(found.mutability, syn::StaticMutability::None) => {
                return Some(constant(&found.ident, self.reach));
            }
            _ => return None,
        };
        if self.closed.contains(&ident.to_string()) {
            return None;
        }
        let substitution = Substitution::of(scope, generics)?;
        let arguments = substitution.arguments(generics);
        let named: Type = syn::parse_str(&format!("{ident}{arguments}")).ok()?;
        let at = line(ident.span());
        exemplar::is_sized(scope, &named, 0)
            .then(|| format!(" __treebeard::item::<{ident}{arguments}>({at}, \"{ident}\"); "))
    }
}

fn as_main(item: &Item) -> Option<&syn::ItemFn> {
    match item {
        Item::Fn(found) if found.sig.ident == "main" && found.sig.asyncness.is_none() => Some(found),
        _ => None,
    }
}

impl<'f> Scope<'f> {
    /// Of two items of the same name, the inner one counts: it comes first.
    fn of(all: impl Iterator<Item = &'f Item>) -> Self {
        let mut scope = Self::default();
        let mut taken = std::collections::HashSet::new();
        for item in all {
            let Some((attributes, name)) = head(item) else { continue };
            if is_conditional(attributes) || name.as_ref().is_some_and(|name| !taken.insert(name.clone())) {
                continue;
            }
            scope.items.push(item);
            if let (
                Item::Struct(_) | Item::Enum(_) | Item::Union(_) | Item::Type(_) | Item::Trait(_),
                Some(name),
            ) = (item, name)
            {
                scope.types.insert(name, item);
            }
        }
        scope
    }

    /// The types that implement a trait of that name, as written, where they have no parameters.
    pub(super) fn implementors(&self, name: &str) -> impl Iterator<Item = &'f Type> {
        let impls = self.items.iter().filter_map(|item| match item {
            Item::Impl(found) => Some(found),
            _ => None,
        });
        let impls = impls.filter(move |found| {
            let path = found.trait_.as_ref().map(|(path, _)| path);
            path.and_then(|path| path.segments.last()).is_some_and(|last| last.ident == name)
        });
        impls.filter(|found| found.generics.params.is_empty()).map(|found| &*found.self_ty)
    }
}

/// The attributes and, where a name is taken, the name.
fn head(item: &Item) -> Option<(&[Attribute], Option<String>)> {
    let (attributes, ident) = match item {
        Item::Fn(found) => (&found.attrs, Some(&found.sig.ident)),
        Item::Struct(found) => (&found.attrs, Some(&found.ident)),
        Item::Enum(found) => (&found.attrs, Some(&found.ident)),
        Item::Union(found) => (&found.attrs, Some(&found.ident)),
        Item::Type(found) => (&found.attrs, Some(&found.ident)),
        Item::Trait(found) => (&found.attrs, Some(&found.ident)),
        Item::Const(found) => (&found.attrs, Some(&found.ident)),
        Item::Static(found) => (&found.attrs, Some(&found.ident)),
        Item::Mod(found) => (&found.attrs, Some(&found.ident)),
        Item::Impl(found) => (&found.attrs, None),
        _ => return None,
    };
    Some((attributes, ident.map(ToString::to_string)))
}

fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        ["cfg", "cfg_attr", "test", "bench"].iter().any(|name| attribute.path().is_ident(name))
    })
}

fn constant(ident: &syn::Ident, reach: Reach) -> String {
    let at = line(ident.span());
    match reach {
        Reach::Everything => format!(" __treebeard_show!({at} \"{ident}\" {ident}); "),
        Reach::Sizes | Reach::Marks | Reach::Items => {
            format!(" __treebeard::size({at}, \"{ident}\", &{ident}); ")
        }
    }
}
