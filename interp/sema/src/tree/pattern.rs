//! Patterns with their binding modes and dereferences made explicit.

use treebeard_syntax::SpanId;

use super::{BorrowKind, Const, LocalId, MovePathId};
use crate::def::DefId;
use crate::ty::{GenericArgs, Ty};

/// A pattern against a place of type `ty`.
#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// The type of what it matches.
    pub ty: Ty,
    /// Where it stands.
    pub span: SpanId,
}

/// The forms of a pattern.
#[derive(Clone, PartialEq, Debug)]
pub enum PatternKind {
    /// Matches everything, touches nothing.
    Wild,
    /// Binds the place, then matches `sub`.
    Binding {
        /// The variable.
        local: LocalId,
        /// How.
        mode: BindingMode,
        /// For `BindingMode::Move`: the tracked paths that are moved out of (their flags are cleared): one, or those
        /// of the elements if it binds the middle of an array.
        moved: Vec<MovePathId>,
        /// After `@`.
        sub: Option<Box<Pattern>>,
    },
    /// The place is a reference (or box): match what it points to. Comes from `&p` and from default binding modes.
    Deref(Box<Pattern>),
    /// This variant of an enum, and these fields.
    Variant {
        /// The enum.
        adt: DefId,
        /// Its arguments.
        args: GenericArgs,
        /// The variant's index.
        variant: u32,
        /// Field index and pattern, in source order; fields not named are wild.
        fields: Vec<(u32, Pattern)>,
    },
    /// Fields of a struct, union, tuple.
    Leaf(Vec<(u32, Pattern)>),
    /// Equal to a constant: scalars by value, `str` and byte strings by content (the place is then the unsized
    /// `str`/slice or array itself, behind `Deref`), other types structurally or through `PartialEq::eq` on `&T`.
    Constant(Const),
    /// In a range of scalars.
    Range {
        /// Lower end.
        start: Option<Const>,
        /// Upper end.
        end: Option<Const>,
        /// Upper end included.
        inclusive: bool,
    },
    /// An array or slice: `prefix`, then `middle` (if any: `..` or `x @ ..`), then `suffix`.
    Slice {
        /// From the start.
        prefix: Vec<Pattern>,
        /// The rest; `None` when the length must be exact.
        middle: Option<Box<Pattern>>,
        /// To the end.
        suffix: Vec<Pattern>,
    },
    /// Any of these, tried in order; each binds the same variables.
    Or(Vec<Pattern>),
    /// Never matches (`!`, or a pattern that had an error).
    Never,
}

/// How a variable is bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BindingMode {
    /// Copied.
    Copy,
    /// Moved (of a type that is not known to be `Copy`).
    Move,
    /// Borrowed.
    Ref(BorrowKind),
}

impl Pattern {
    /// Sees the pattern and all its parts, outermost first.
    pub fn each(&self, see: &mut dyn FnMut(&Pattern)) {
        see(self);
        match &self.kind {
            PatternKind::Binding { sub, .. } => sub.iter().for_each(|sub| sub.each(see)),
            PatternKind::Deref(inner) => inner.each(see),
            PatternKind::Variant { fields, .. } | PatternKind::Leaf(fields) => {
                fields.iter().for_each(|(_, field)| field.each(see));
            }
            PatternKind::Slice { prefix, middle, suffix } => {
                prefix.iter().chain(middle.as_deref()).chain(suffix).for_each(|part| part.each(see));
            }
            PatternKind::Or(alternatives) => alternatives.iter().for_each(|pattern| pattern.each(see)),
            PatternKind::Wild | PatternKind::Constant(_) | PatternKind::Range { .. } | PatternKind::Never => {
            }
        }
    }
}
