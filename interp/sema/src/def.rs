//! Definitions: ids and kinds.

use treebeard_syntax::Symbol;

/// A definition (item, associated item, variant, constructor, field-less parts such as anonymous constants), unique
/// within one `Sema`. Redefinition makes a new id: an id never changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DefId(pub u32);

/// What a definition is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DefKind {
    /// A crate root, module or block with items.
    Mod,
    /// A struct.
    Struct,
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// The function or constant behind a tuple/unit struct or variant.
    Ctor(CtorOf, CtorKind),
    /// A trait.
    Trait,
    /// A type alias.
    TypeAlias,
    /// An associated type (of a trait or impl).
    AssocTy,
    /// The hidden type of an `impl Trait` in result position.
    Opaque,
    /// A free function.
    Fn,
    /// A function of a trait or impl.
    AssocFn,
    /// A free constant.
    Const,
    /// A constant of a trait or impl.
    AssocConst,
    /// A static.
    Static,
    /// An impl.
    Impl,
    /// A constant expression in a type (array length, const argument, discriminant).
    AnonConst,
    /// A generic type parameter.
    TyParam,
    /// A generic const parameter.
    ConstParam,
    /// A `use` declaration, `extern crate` or foreign block.
    Use,
    /// A macro.
    Macro,
    /// A foreign type.
    ForeignTy,
}

/// Whose constructor it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CtorOf {
    /// A struct's.
    Struct,
    /// A variant's.
    Variant,
}

/// The form of a constructor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CtorKind {
    /// `S(a, b)`: a function.
    Fn,
    /// `S`: a constant.
    Const,
}

/// A library item that the language itself knows, by the text of its `#[lang = "…"]` attribute, named as in rustc
/// (`"sized"`, `"copy"`, `"add"`, `"owned_box"`, `"fn_once"`, `"String"`, `"Option"`, …).
pub type LangItem = Symbol;
