//! The process-wide table of types, constants and lists.
//!
//! Interned data is leaked on purpose: equal data is stored once, so the table is bounded by the number of distinct
//! types a process ever sees, and types are `Copy + Send + Sync` without a context.

use std::borrow::Borrow;
use std::cell::Cell;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{LazyLock, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::kind::{ConstKind, FloatTy, GenericArg, InferTy, IntTy, TyKind};

/// What is known of an interned type without walking it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TypeFlags(u8);

impl TypeFlags {
    /// Holds an inference variable (type or constant).
    pub const HAS_INFER: TypeFlags = TypeFlags(1);
    /// Holds a generic parameter.
    pub const HAS_PARAM: TypeFlags = TypeFlags(2);
    /// Holds a projection or opaque type, or an unevaluated constant.
    pub const HAS_ALIAS: TypeFlags = TypeFlags(4);
    /// Holds an error.
    pub const HAS_ERROR: TypeFlags = TypeFlags(8);
    /// Holds a region other than `Erased`.
    pub const HAS_REGION: TypeFlags = TypeFlags(16);
    /// Holds a placeholder.
    pub const HAS_PLACEHOLDER: TypeFlags = TypeFlags(32);

    /// Any of `other` set?
    pub fn intersects(self, other: TypeFlags) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub fn union(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 | other.0)
    }
}

struct Interned<T: 'static> {
    value: T,
    id: u32,
    flags: TypeFlags,
}

struct Table<T: 'static> {
    /// By hash; hardly ever are there two of one hash.
    map: RwLock<FxHashMap<u64, SmallVec<[&'static Interned<T>; 1]>>>,
    hasher: FxBuildHasher,
}

impl<T: Hash + Eq> Table<T> {
    fn new() -> Table<T> {
        Table { map: RwLock::default(), hasher: FxBuildHasher }
    }

    /// The one that is equal to `key`, if there is one. `recent` is this thread's memory of the table.
    fn find<Q>(&self, recent: &Recent<T>, key: &Q) -> Result<&'static Interned<T>, u64>
    where
        Q: Hash + Eq + ?Sized,
        T: Borrow<Q>,
    {
        let hash = self.hasher.hash_one(key);
        let slot = recent.slot(hash);
        if let Some(found) = slot.get()
            && found.value.borrow() == key
        {
            return Ok(found);
        }
        let map = self.map.read().unwrap_or_else(|e| e.into_inner());
        let list = map.get(&hash).ok_or(hash)?;
        let found = list.iter().find(|interned| interned.value.borrow() == key).ok_or(hash)?;
        slot.set(Some(found));
        Ok(found)
    }

    /// Adds what [`Table::find`] did not find under `hash`.
    fn add(&self, recent: &Recent<T>, hash: u64, value: T, flags: TypeFlags) -> &'static Interned<T> {
        let mut map = self.map.write().unwrap_or_else(|e| e.into_inner());
        let list = map.entry(hash).or_default();
        let found = list.iter().find(|interned| interned.value == value).copied();
        let interned = found.unwrap_or_else(|| {
            let id = NEXT_ID.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let interned: &'static Interned<T> = Box::leak(Box::new(Interned { value, id, flags }));
            list.push(interned);
            interned
        });
        recent.slot(hash).set(Some(interned));
        interned
    }
}

/// Entries that a thread remembers of each table, so that most look-ups take no lock.
const RECENT: usize = 8192;

/// A thread's direct-mapped memory of a table.
struct Recent<T: 'static>([Cell<Option<&'static Interned<T>>>; RECENT]);

impl<T> Recent<T> {
    const fn new() -> Recent<T> {
        Recent([const { Cell::new(None) }; RECENT])
    }

    fn slot(&self, hash: u64) -> &Cell<Option<&'static Interned<T>>> {
        &self.0[(hash >> 32) as usize % RECENT]
    }
}

thread_local! {
    static RECENT_TYPES: Recent<TyKind> = const { Recent::new() };
    static RECENT_CONSTS: Recent<ConstKind> = const { Recent::new() };
    static RECENT_ARGS: Recent<Box<[GenericArg]>> = const { Recent::new() };
    static RECENT_LISTS: Recent<Box<[Ty]>> = const { Recent::new() };
}

static NEXT_ID: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
static TYPES: LazyLock<Table<TyKind>> = LazyLock::new(Table::new);
static CONSTS: LazyLock<Table<ConstKind>> = LazyLock::new(Table::new);
static ARGS: LazyLock<Table<Box<[GenericArg]>>> = LazyLock::new(Table::new);
static LISTS: LazyLock<Table<Box<[Ty]>>> = LazyLock::new(Table::new);

macro_rules! interned {
    ($(#[$doc:meta])* $name:ident, $data:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name(&'static Interned<$data>);

        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                std::ptr::eq(self.0, other.0)
            }
        }
        impl Eq for $name {}
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.id.hash(state);
            }
        }
        impl $name {
            /// What it holds, without walking it.
            pub fn flags(self) -> TypeFlags {
                self.0.flags
            }

            /// Holds an inference variable?
            pub fn has_infer(self) -> bool {
                self.flags().intersects(TypeFlags::HAS_INFER)
            }

            /// Holds a generic parameter?
            pub fn has_param(self) -> bool {
                self.flags().intersects(TypeFlags::HAS_PARAM)
            }

            /// Holds a projection, opaque type or unevaluated constant?
            pub fn has_alias(self) -> bool {
                self.flags().intersects(TypeFlags::HAS_ALIAS)
            }

            /// Holds an error?
            pub fn has_error(self) -> bool {
                self.flags().intersects(TypeFlags::HAS_ERROR)
            }
        }
    };
}

interned!(
    /// An interned type.
    Ty,
    TyKind
);
interned!(
    /// An interned constant of a type.
    Const,
    ConstKind
);
interned!(
    /// An interned list of generic arguments.
    GenericArgs,
    Box<[GenericArg]>
);
interned!(
    /// An interned list of types.
    TyList,
    Box<[Ty]>
);

impl Ty {
    /// Interns a type.
    pub fn new(kind: TyKind) -> Ty {
        Ty(RECENT_TYPES.with(|recent| {
            TYPES.find(recent, &kind).unwrap_or_else(|hash| {
                let flags = super::fold::flags_of_ty(&kind);
                TYPES.add(recent, hash, kind, flags)
            })
        }))
    }

    /// Its form.
    pub fn kind(self) -> &'static TyKind {
        &self.0.value
    }

    /// `()`.
    pub fn unit() -> Ty {
        Ty::tuple(&[])
    }

    /// A tuple.
    pub fn tuple(elements: &[Ty]) -> Ty {
        Ty::new(TyKind::Tuple(TyList::new(elements)))
    }

    /// `bool`.
    pub fn bool() -> Ty {
        Ty::new(TyKind::Bool)
    }

    /// `char`.
    pub fn char() -> Ty {
        Ty::new(TyKind::Char)
    }

    /// `str`.
    pub fn str() -> Ty {
        Ty::new(TyKind::Str)
    }

    /// `!`.
    pub fn never() -> Ty {
        Ty::new(TyKind::Never)
    }

    /// An integer type.
    pub fn int(int: IntTy) -> Ty {
        Ty::new(TyKind::Int(int))
    }

    /// `usize`.
    pub fn usize() -> Ty {
        Ty::int(IntTy::Usize)
    }

    /// A floating point type.
    pub fn float(float: FloatTy) -> Ty {
        Ty::new(TyKind::Float(float))
    }

    /// The error type.
    pub fn error() -> Ty {
        Ty::new(TyKind::Error)
    }

    /// An inference variable.
    pub fn infer(var: InferTy) -> Ty {
        Ty::new(TyKind::Infer(var))
    }

    /// `&T` or `&mut T` with an erased region.
    pub fn new_ref(ty: Ty, mutability: treebeard_syntax::ast::Mutability) -> Ty {
        Ty::new(TyKind::Ref(super::Region::Erased, ty, mutability))
    }
}

impl Const {
    /// Interns a constant.
    pub fn new(kind: ConstKind) -> Const {
        Const(RECENT_CONSTS.with(|recent| {
            CONSTS.find(recent, &kind).unwrap_or_else(|hash| {
                let flags = super::fold::flags_of_const(&kind);
                CONSTS.add(recent, hash, kind, flags)
            })
        }))
    }

    /// A known `usize`.
    pub fn usize(value: u64) -> Const {
        Const::new(ConstKind::Value(Ty::usize(), u128::from(value)))
    }

    /// Its form.
    pub fn kind(self) -> &'static ConstKind {
        &self.0.value
    }
}

impl GenericArgs {
    /// Interns a list.
    pub fn new(args: &[GenericArg]) -> GenericArgs {
        GenericArgs(RECENT_ARGS.with(|recent| {
            ARGS.find(recent, args).unwrap_or_else(|hash| {
                let flags = args.iter().map(|arg| super::fold::flags_of_arg(*arg));
                ARGS.add(recent, hash, args.into(), flags.fold(TypeFlags::default(), TypeFlags::union))
            })
        }))
    }

    /// The empty list.
    pub fn empty() -> GenericArgs {
        GenericArgs::new(&[])
    }

    /// The arguments.
    pub fn as_slice(self) -> &'static [GenericArg] {
        &self.0.value
    }

    /// The type at `index`; the error type where there is none.
    pub fn ty_at(self, index: usize) -> Ty {
        self.as_slice().get(index).and_then(|arg| arg.as_ty()).unwrap_or_else(Ty::error)
    }
}

impl TyList {
    /// Interns a list.
    pub fn new(types: &[Ty]) -> TyList {
        TyList(RECENT_LISTS.with(|recent| {
            LISTS.find(recent, types).unwrap_or_else(|hash| {
                let flags = types.iter().map(|ty| ty.flags());
                LISTS.add(recent, hash, types.into(), flags.fold(TypeFlags::default(), TypeFlags::union))
            })
        }))
    }

    /// The types.
    pub fn as_slice(self) -> &'static [Ty] {
        &self.0.value
    }
}

impl std::ops::Deref for GenericArgs {
    type Target = [GenericArg];
    fn deref(&self) -> &[GenericArg] {
        self.as_slice()
    }
}

impl std::ops::Deref for TyList {
    type Target = [Ty];
    fn deref(&self) -> &[Ty] {
        self.as_slice()
    }
}

impl std::fmt::Debug for Ty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind().fmt(f)
    }
}

impl std::fmt::Debug for Const {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind().fmt(f)
    }
}

impl std::fmt::Debug for GenericArgs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_slice().fmt(f)
    }
}

impl std::fmt::Debug for TyList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_slice().fmt(f)
    }
}
