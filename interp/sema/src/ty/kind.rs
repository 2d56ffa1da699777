//! The forms of types, regions, constants, generic arguments, predicates and signatures.

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{Mutability, NodeId};

use super::{Const, GenericArgs, Ty, TyList};
use crate::def::DefId;

/// The forms of a type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TyKind {
    /// `bool`.
    Bool,
    /// `char`.
    Char,
    /// Signed and unsigned integers.
    Int(IntTy),
    /// Floating point numbers.
    Float(FloatTy),
    /// `str`.
    Str,
    /// `!`.
    Never,
    /// A struct, union or enum.
    Adt(DefId, GenericArgs),
    /// A type of an `extern` block.
    Foreign(DefId),
    /// `[T; N]`.
    Array(Ty, Const),
    /// `[T]`.
    Slice(Ty),
    /// `*const T`, `*mut T`.
    RawPtr(Ty, Mutability),
    /// `&'r mut T`.
    Ref(Region, Ty, Mutability),
    /// The type of a function item, associated function or tuple constructor.
    FnDef(DefId, GenericArgs),
    /// `fn(A) -> B`.
    FnPtr(FnSig),
    /// `dyn A + Send + 'r`.
    Dynamic(DynTy, Region),
    /// A closure; the arguments are those of the function it stands in. Signature, kind and captures are in that
    /// function's typed body.
    Closure(ClosureId, GenericArgs),
    /// The future of an `async` block or function; arguments as for closures.
    Coroutine(ClosureId, GenericArgs),
    /// `(A, B)`.
    Tuple(TyList),
    /// An associated type that is not yet known, `<T as Trait>::Name`, or an opaque type.
    Alias(AliasKind, DefId, GenericArgs),
    /// A generic parameter.
    Param(ParamTy),
    /// An inference variable; only during inference.
    Infer(InferTy),
    /// A placeholder for a type under a universal quantifier (only in trait selection).
    Placeholder(u32),
    /// A type that could not be determined; an error was reported.
    Error,
}

/// Integer types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "named as in Rust")]
pub enum IntTy {
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
}

impl IntTy {
    /// All of them.
    pub const ALL: [IntTy; 12] = [
        IntTy::I8,
        IntTy::I16,
        IntTy::I32,
        IntTy::I64,
        IntTy::I128,
        IntTy::Isize,
        IntTy::U8,
        IntTy::U16,
        IntTy::U32,
        IntTy::U64,
        IntTy::U128,
        IntTy::Usize,
    ];

    /// Is it signed?
    pub fn is_signed(self) -> bool {
        matches!(self, IntTy::I8 | IntTy::I16 | IntTy::I32 | IntTy::I64 | IntTy::I128 | IntTy::Isize)
    }

    /// Its width in bits (64 for `isize` and `usize`).
    pub fn bits(self) -> u32 {
        match self {
            IntTy::I8 | IntTy::U8 => 8,
            IntTy::I16 | IntTy::U16 => 16,
            IntTy::I32 | IntTy::U32 => 32,
            IntTy::I64 | IntTy::U64 | IntTy::Isize | IntTy::Usize => 64,
            IntTy::I128 | IntTy::U128 => 128,
        }
    }

    /// Its name in Rust.
    pub fn name(self) -> &'static str {
        match self {
            IntTy::I8 => "i8",
            IntTy::I16 => "i16",
            IntTy::I32 => "i32",
            IntTy::I64 => "i64",
            IntTy::I128 => "i128",
            IntTy::Isize => "isize",
            IntTy::U8 => "u8",
            IntTy::U16 => "u16",
            IntTy::U32 => "u32",
            IntTy::U64 => "u64",
            IntTy::U128 => "u128",
            IntTy::Usize => "usize",
        }
    }

    /// The type named `name`.
    pub fn from_name(name: &str) -> Option<IntTy> {
        IntTy::ALL.into_iter().find(|int| int.name() == name)
    }
}

/// Floating point types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "named as in Rust")]
pub enum FloatTy {
    F32,
    F64,
}

/// Where a reference is valid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Region {
    /// `'static`.
    Static,
    /// A lifetime parameter: its index among the generics and its name.
    Param(u32, Symbol),
    /// A lifetime of a `for<…>` or a late-bound lifetime of a signature: binder depth (0 innermost) and index.
    Bound(u32, u32),
    /// A variable of the borrow check.
    Var(u32),
    /// Not yet known, or of no interest (instances).
    Erased,
}

/// A generic type parameter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParamTy {
    /// Its position in the full argument list (parent's first; `Self` of a trait is 0).
    pub index: u32,
    /// Its name.
    pub name: Symbol,
}

/// An inference variable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum InferTy {
    /// Any type.
    Ty(u32),
    /// An integer type (falls back to `i32`).
    Int(u32),
    /// A floating point type (falls back to `f64`).
    Float(u32),
}

/// A closure or async block: the function (or constant) it stands in and its node there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClosureId {
    /// The definition whose body holds it.
    pub owner: DefId,
    /// The closure expression's node.
    pub node: NodeId,
}

/// Which kind of alias.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AliasKind {
    /// `<T as Trait>::Name`: `DefId` of the trait's associated type; arguments of the trait, then its own.
    Projection,
    /// `impl Trait` in result position.
    Opaque,
}

/// What a `dyn` type promises.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DynTy {
    /// The trait, with its arguments *without* `Self`.
    pub principal: Option<(DefId, GenericArgs)>,
    /// `Item = T` for associated types: the associated type's definition and its value (supertraits' too).
    pub projections: Box<[(DefId, Ty)]>,
    /// Auto traits, sorted.
    pub auto_traits: Box<[DefId]>,
}

/// A constant in a type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ConstKind {
    /// A known value: its bits, of the given type (integers, `bool`, `char`).
    Value(Ty, u128),
    /// A const parameter.
    Param(ParamTy),
    /// An inference variable.
    Infer(u32),
    /// A constant expression that mentions parameters, or is not yet evaluated.
    Unevaluated(DefId, GenericArgs),
    /// Could not be determined; an error was reported.
    Error,
}

/// One generic argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GenericArg {
    /// A lifetime.
    Region(Region),
    /// A type.
    Ty(Ty),
    /// A constant.
    Const(Const),
}

impl GenericArg {
    /// The type, if it is one.
    pub fn as_ty(self) -> Option<Ty> {
        match self {
            GenericArg::Ty(ty) => Some(ty),
            GenericArg::Region(_) | GenericArg::Const(_) => None,
        }
    }

    /// The constant, if it is one.
    pub fn as_const(self) -> Option<Const> {
        match self {
            GenericArg::Const(c) => Some(c),
            GenericArg::Region(_) | GenericArg::Ty(_) => None,
        }
    }
}

/// A function's signature. Late-bound lifetimes are `Region::Bound(0, i)`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FnSig {
    /// Parameter types.
    pub inputs: TyList,
    /// Result type.
    pub output: Ty,
    /// `...`.
    pub c_variadic: bool,
    /// `unsafe`.
    pub is_unsafe: bool,
    /// `extern "…"`, or the Rust ABI.
    pub abi: Abi,
}

/// Calling conventions that matter to us.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Abi {
    /// Rust's own.
    Rust,
    /// `extern "C"` and every other foreign one.
    Foreign(Symbol),
}

/// A trait with its arguments, `Self` first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TraitRef {
    /// The trait.
    pub trait_: DefId,
    /// `Self` first.
    pub args: GenericArgs,
}

impl TraitRef {
    /// The self type.
    pub fn self_ty(&self) -> Ty {
        self.args.ty_at(0)
    }
}

/// What must hold.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Predicate {
    /// `T: Trait<…>`.
    Trait(TraitRef),
    /// `<T as Trait<…>>::Name == U`: the associated type, the arguments (trait's, then its own) and the type.
    Projection(DefId, GenericArgs, Ty),
    /// `T: 'a`.
    TypeOutlives(Ty, Region),
    /// `'a: 'b`.
    RegionOutlives(Region, Region),
    /// A const argument has the type its parameter wants.
    ConstArgHasType(Const, Ty),
}

/// The generic parameters of a definition, its parents' included.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Generics {
    /// The definition whose parameters come first (impl, trait, enum of a variant, function of an inner constant).
    pub parent: Option<DefId>,
    /// How many parameters the parent has.
    pub parent_count: u32,
    /// `Self` of a trait is parameter 0.
    pub has_self: bool,
    /// Own parameters, in order of index: lifetimes, then types and constants.
    pub params: Vec<GenericParamDef>,
}

impl Generics {
    /// All parameters, the parent's included.
    pub fn count(&self) -> usize {
        self.parent_count as usize + self.params.len()
    }
}

/// One generic parameter of a definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GenericParamDef {
    /// Its name.
    pub name: Symbol,
    /// Its definition (types and constants).
    pub def: Option<DefId>,
    /// Its position in the full list.
    pub index: u32,
    /// Which kind.
    pub kind: GenericParamDefKind,
}

/// The kinds of generic parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GenericParamDefKind {
    /// A lifetime.
    Lifetime,
    /// A type.
    Type {
        /// It has a default.
        has_default: bool,
        /// Made from an `impl Trait` argument: cannot be given explicitly.
        synthetic: bool,
    },
    /// A constant.
    Const {
        /// It has a default.
        has_default: bool,
    },
}
