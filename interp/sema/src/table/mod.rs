//! Inference variables: what is known of them, and making two types equal.
//!
//! All variables (general, integer, float, constant) live in one `ena` union-find, so that joining a general with an
//! integer variable is an ordinary union and one snapshot covers everything. The model is rustc's
//! (`rustc_infer::infer::type_variable`, `relate`), without regions: two types that differ only in regions are equal.
//!
//! Invariant: this folder knows no traits. Projections are compared as they stand; whoever unifies types normalises
//! them first.
//!
//! Next: `unify` (making equal), `resolve` (reading back), `fallback` (what is left at the end).

mod fallback;
mod resolve;
mod unify;

use ena::unify::{InPlace, InPlaceUnificationTable, NoError, UnifyKey, UnifyValue};
use treebeard_syntax::SpanId;

use crate::ty::{Const, ConstKind, InferTy, Ty};

pub use unify::TypeError;

/// A variable of the table. `InferTy::{Ty, Int, Float}` and `ConstKind::Infer` hold its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Var(pub u32);

/// What is known of a class of joined variables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarValue {
    /// Any type.
    Unknown,
    /// Some integer type.
    Int,
    /// Some floating point type.
    Float,
    /// This type (never itself a variable).
    Known(Ty),
    /// Any constant.
    UnknownConst,
    /// This constant (never itself a variable).
    KnownConst(Const),
}

impl UnifyKey for Var {
    type Value = VarValue;

    fn index(&self) -> u32 {
        self.0
    }

    fn from_index(index: u32) -> Var {
        Var(index)
    }

    fn tag() -> &'static str {
        "Var"
    }
}

impl UnifyValue for VarValue {
    type Error = NoError;

    /// The stronger of two values; that they agree was checked before the union.
    fn unify_values(a: &VarValue, b: &VarValue) -> Result<VarValue, NoError> {
        Ok(match (*a, *b) {
            (VarValue::Unknown | VarValue::UnknownConst, other) => other,
            (other, VarValue::Unknown | VarValue::UnknownConst) => other,
            (VarValue::Int | VarValue::Float, other) => other,
            (other, _) => other,
        })
    }
}

/// Where a variable comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VarOrigin {
    /// The place in the source whose type it is.
    pub span: SpanId,
    /// It stands for the type of an expression that never yields.
    pub diverging: bool,
}

/// All inference variables of one body (or of one query).
pub struct InferTable {
    vars: InPlaceUnificationTable<Var>,
    origins: Vec<VarOrigin>,
    open_snapshots: u32,
}

/// A state of the table to go back to. Snapshots nest and are closed in reverse order.
#[must_use = "a snapshot is rolled back or committed"]
pub struct Snapshot {
    vars: ena::unify::Snapshot<InPlace<Var>>,
    len: usize,
}

impl Default for InferTable {
    fn default() -> InferTable {
        InferTable::new()
    }
}

impl InferTable {
    /// An empty table.
    pub fn new() -> InferTable {
        InferTable { vars: InPlaceUnificationTable::new(), origins: Vec::new(), open_snapshots: 0 }
    }

    fn new_var(&mut self, value: VarValue, span: SpanId, diverging: bool) -> Var {
        let var = self.vars.new_key(value);
        debug_assert_eq!(var.0 as usize, self.origins.len());
        self.origins.push(VarOrigin { span, diverging });
        var
    }

    /// A variable for any type.
    pub fn new_ty_var(&mut self, span: SpanId) -> Ty {
        Ty::infer(InferTy::Ty(self.new_var(VarValue::Unknown, span, false).0))
    }

    /// A variable for the type of an expression that never yields (`return` where a value is wanted).
    pub fn new_diverging_var(&mut self, span: SpanId) -> Ty {
        Ty::infer(InferTy::Ty(self.new_var(VarValue::Unknown, span, true).0))
    }

    /// A variable for the type of an integer literal.
    pub fn new_int_var(&mut self, span: SpanId) -> Ty {
        Ty::infer(InferTy::Int(self.new_var(VarValue::Int, span, false).0))
    }

    /// A variable for the type of a float literal.
    pub fn new_float_var(&mut self, span: SpanId) -> Ty {
        Ty::infer(InferTy::Float(self.new_var(VarValue::Float, span, false).0))
    }

    /// A variable for a constant.
    pub fn new_const_var(&mut self, span: SpanId) -> Const {
        Const::new(ConstKind::Infer(self.new_var(VarValue::UnknownConst, span, false).0))
    }

    /// Where a variable comes from.
    pub fn origin(&self, var: Var) -> VarOrigin {
        self.origins[var.0 as usize]
    }

    /// How many variables there are.
    pub fn var_count(&self) -> usize {
        self.origins.len()
    }

    /// The representative of a variable's class.
    pub fn root(&mut self, var: Var) -> Var {
        self.vars.find(var)
    }

    /// What is known of a variable.
    pub fn value(&mut self, var: Var) -> VarValue {
        self.vars.probe_value(var)
    }

    /// Begins a state to go back to.
    pub fn snapshot(&mut self) -> Snapshot {
        self.open_snapshots += 1;
        Snapshot { vars: self.vars.snapshot(), len: self.origins.len() }
    }

    /// Forgets everything since `snapshot`.
    pub fn rollback_to(&mut self, snapshot: Snapshot) {
        self.open_snapshots -= 1;
        self.vars.rollback_to(snapshot.vars);
        self.origins.truncate(snapshot.len);
    }

    /// Keeps everything since `snapshot`.
    pub fn commit(&mut self, snapshot: Snapshot) {
        self.open_snapshots -= 1;
        self.vars.commit(snapshot.vars);
    }

    /// Runs `f` and forgets what it did to the table. Types that mention variables made inside must not leave.
    pub fn probe<R>(&mut self, f: impl FnOnce(&mut InferTable) -> R) -> R {
        let snapshot = self.snapshot();
        let result = f(self);
        self.rollback_to(snapshot);
        result
    }

    /// Runs `f` and keeps what it did only if it succeeds.
    pub fn commit_if_ok<R, E>(&mut self, f: impl FnOnce(&mut InferTable) -> Result<R, E>) -> Result<R, E> {
        let snapshot = self.snapshot();
        let result = f(self);
        if result.is_ok() {
            self.commit(snapshot);
        } else {
            self.rollback_to(snapshot);
        }
        result
    }
}
