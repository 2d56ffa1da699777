//! Items: what a crate, module, trait, impl or block declares.

use serde::{Deserialize, Serialize};

use super::{Body, Bound, Edition, Generics, Ident, MacroDefId, Pat, Path, Ty};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// A whole crate.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Crate {
    /// Its name (`main` for a script).
    pub name: Symbol,
    /// Its edition.
    pub edition: Edition,
    /// Inner attributes.
    pub attrs: Vec<Attr>,
    /// Top-level items, with modules' files read in.
    pub items: Vec<Item>,
}

/// An item. Associated items and foreign items are items too.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Attributes that remain after `cfg`, derives and macros.
    pub attrs: Vec<Attr>,
    /// Visibility.
    pub vis: Visibility,
    /// Its name; the empty symbol for `use`, `impl`, `extern` blocks.
    pub ident: Ident,
    /// What it is.
    pub kind: ItemKind,
    /// The whole item.
    pub span: SpanId,
}

/// An attribute with its arguments as text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Attr {
    /// `repr`, `test`, `rustfmt::skip` …
    pub path: Symbol,
    /// The tokens between the delimiters, or after `=` (unquoted for a string), as text.
    pub args: Symbol,
    /// How the arguments are written.
    pub style: AttrStyle,
    /// Where it stands.
    pub span: SpanId,
}

/// How the arguments of an attribute are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AttrStyle {
    /// `#[name]`.
    Word,
    /// `#[name(…)]`.
    List,
    /// `#[name = …]`.
    Value,
}

/// Who may see an item.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Visibility {
    /// Only its module (also for items of traits and trait impls, where it means "as the trait").
    Inherited,
    /// `pub`.
    Public,
    /// `pub(crate)`.
    Crate,
    /// `pub(in path)`, `pub(super)`, `pub(self)`.
    In(Box<Path>),
}

/// The forms of an item.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ItemKind {
    /// `mod m { … }` or `mod m;` with its file read in.
    Mod(Vec<Item>),
    /// One `use` declaration, flattened: one entry per leaf of the tree.
    Use(Vec<UseEntry>),
    /// `extern crate name as alias;` (the ident is the alias or the name).
    ExternCrate(Symbol),
    /// A function or method.
    Fn(Box<Fn>),
    /// `struct`.
    Struct(Generics, VariantData),
    /// `union`.
    Union(Generics, VariantData),
    /// `enum`.
    Enum(Generics, Vec<Variant>),
    /// `trait`.
    Trait(Box<Trait>),
    /// `impl`.
    Impl(Box<Impl>),
    /// `const NAME: T = …;` (`_` too; no body in a trait's declaration).
    Const {
        /// Generics (of associated consts: always empty today).
        generics: Generics,
        /// Its type.
        ty: Ty,
        /// Its value.
        body: Option<Box<Body>>,
    },
    /// `static mut NAME: T = …;`
    Static {
        /// `mut`.
        mutable: bool,
        /// Its type.
        ty: Ty,
        /// Its value; none in an `extern` block.
        body: Option<Box<Body>>,
    },
    /// `type Name<T>: Bounds = …;` (associated or not).
    TypeAlias {
        /// Parameters and where clause.
        generics: Generics,
        /// Bounds, in a trait.
        bounds: Vec<Bound>,
        /// The type; none in a trait without default.
        ty: Option<Ty>,
    },
    /// `extern "C" { … }`.
    ForeignMod(Option<Symbol>, Vec<Item>),
    /// `macro_rules! name { … }`; already used up by expansion, kept as a scope marker for hygiene and for imports.
    MacroRules {
        /// The definition.
        definition: MacroDefId,
        /// `#[macro_export]`.
        exported: bool,
    },
    /// Something the frontend cannot express; the text is the feature's name.
    Unsupported(Symbol),
}

/// One leaf of a `use` tree.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UseEntry {
    /// The path up to and including the imported name (for a glob: the module or enum).
    pub path: Path,
    /// What it does.
    pub kind: UseKind,
    /// Written as `self` in braces: brings the module, type or trait alone.
    pub types_only: bool,
    /// The leaf.
    pub span: SpanId,
}

/// What one leaf of a `use` tree does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum UseKind {
    /// Binds the last segment under this name (`_` binds nothing but brings a trait into scope).
    Name(Ident),
    /// `*`.
    Glob,
}

/// A function, method or foreign function.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Fn {
    /// Generics.
    pub generics: Generics,
    /// Signature.
    pub sig: FnSig,
    /// The body, whose `params` correspond to the parameters (self first).
    pub body: Option<Box<Body>>,
}

/// A function's signature.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FnSig {
    /// `const`.
    pub is_const: bool,
    /// `async`.
    pub is_async: bool,
    /// `unsafe`.
    pub is_unsafe: bool,
    /// `safe`, of a foreign function.
    pub is_safe: bool,
    /// `extern "C"`.
    pub abi: Option<Symbol>,
    /// Has a `self` parameter (it is then the first input; its type is written out: `Self`, `&Self`, `&mut Self` or
    /// what stood after the colon).
    pub has_self: bool,
    /// Parameter types.
    pub inputs: Vec<Ty>,
    /// Result; `None` is `()`.
    pub output: Option<Ty>,
    /// `...`.
    pub c_variadic: bool,
    /// From `fn` to the end of the result type.
    pub span: SpanId,
}

/// The fields of a struct, union or variant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VariantData {
    /// With braces, parentheses or neither.
    pub kind: VariantKind,
    /// In order; tuple fields are named `0`, `1`, …
    pub fields: Vec<FieldDef>,
}

/// How a struct or variant is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum VariantKind {
    /// `{ a: A }`.
    Named,
    /// `(A)`.
    Tuple,
    /// Nothing.
    Unit,
}

/// A field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FieldDef {
    /// Attributes.
    pub attrs: Vec<Attr>,
    /// Visibility.
    pub vis: Visibility,
    /// Name or number.
    pub ident: Ident,
    /// Its type.
    pub ty: Ty,
    /// Where it stands.
    pub span: SpanId,
}

/// A variant of an enum.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Attributes.
    pub attrs: Vec<Attr>,
    /// Its name.
    pub ident: Ident,
    /// Its fields.
    pub data: VariantData,
    /// `= 3`.
    pub discriminant: Option<super::AnonConst>,
    /// Where it stands.
    pub span: SpanId,
}

/// A trait.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Trait {
    /// `unsafe`.
    pub is_unsafe: bool,
    /// `auto`.
    pub is_auto: bool,
    /// Generics, without `Self`.
    pub generics: Generics,
    /// Supertraits.
    pub supertraits: Vec<Bound>,
    /// Associated items.
    pub items: Vec<Item>,
}

/// An impl.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Impl {
    /// `unsafe`.
    pub is_unsafe: bool,
    /// `impl !Trait for T`.
    pub negative: bool,
    /// Generics.
    pub generics: Generics,
    /// The trait, unless inherent.
    pub trait_: Option<Path>,
    /// The self type.
    pub self_ty: Ty,
    /// Associated items.
    pub items: Vec<Item>,
    /// Made by `#[derive(Name)]`.
    pub derived: Option<Symbol>,
}

/// A parameter of a function or closure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Param {
    /// Its pattern (`self` is an identifier pattern named `self`).
    pub pat: Pat,
    /// Its type, for closures where written (functions have theirs in the signature).
    pub ty: Option<Ty>,
}
