//! What becomes of variables that nothing determined: `i32`, `f64`, and for diverging expressions `()` or, from
//! edition 2024 on, `!` (`rustc_hir_typeck::fallback`).

use treebeard_syntax::ast::Edition;

use super::{InferTable, Var, VarValue};
use crate::ty::{FloatTy, IntTy, Ty};

impl InferTable {
    /// Applies the fallbacks to all unknown variables. Says whether anything changed.
    pub fn apply_fallback(&mut self, edition: Edition) -> bool {
        let never = if edition >= Edition::E2024 { Ty::never() } else { Ty::unit() };
        let diverging: Vec<Var> = self.unknown_vars(|table, var| table.origin(var).diverging);
        let mut changed = false;
        for index in 0..self.var_count() {
            let var = Var(u32::try_from(index).expect("fewer than 2^32 variables"));
            if self.root(var) != var {
                continue;
            }
            let fallback = match self.value(var) {
                VarValue::Int => Ty::int(IntTy::I32),
                VarValue::Float => Ty::float(FloatTy::F64),
                VarValue::Unknown if diverging.contains(&var) => never,
                VarValue::Unknown | VarValue::Known(_) | VarValue::UnknownConst | VarValue::KnownConst(_) => {
                    continue;
                }
            };
            self.vars.union_value(var, VarValue::Known(fallback));
            changed = true;
        }
        changed
    }

    /// Representatives of the classes with a general variable that passes `test` and that are still unknown.
    fn unknown_vars(&mut self, test: impl Fn(&InferTable, Var) -> bool) -> Vec<Var> {
        let mut roots = Vec::new();
        for index in 0..self.var_count() {
            let var = Var(u32::try_from(index).expect("fewer than 2^32 variables"));
            if test(self, var) && self.value(var) == VarValue::Unknown {
                let root = self.root(var);
                if !roots.contains(&root) {
                    roots.push(root);
                }
            }
        }
        roots
    }
}
