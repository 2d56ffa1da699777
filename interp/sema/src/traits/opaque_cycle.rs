//! E0720: an `impl Trait` whose hidden type holds itself.

use treebeard_syntax::Diagnostic;

use crate::Sema;
use crate::def::DefId;
use crate::ty::{AliasKind, Part, Ty, TyKind, any_part};

impl Sema {
    /// The opaque types of a body's result that would go on for ever.
    pub fn check_opaque_types(&self, owner: DefId) -> Vec<Diagnostic> {
        let results = self.typeck(owner);
        let mut opaques: Vec<(DefId, Ty)> =
            results.opaque_types.iter().map(|(def, ty)| (*def, *ty)).collect();
        opaques.sort_unstable_by_key(|(def, _)| *def);
        // A function that returns its own result alone is given the benefit of the doubt, as rustc does.
        let is_itself = |def: DefId, hidden: Ty| matches!(hidden.kind(), TyKind::Alias(AliasKind::Opaque, inner, _) if *inner == def);
        opaques.retain(|(def, hidden)| {
            !is_itself(*def, *hidden) && self.reaches_opaque(*hidden, *def, &mut vec![*def])
        });
        let report = |(def, _): &(DefId, Ty)| {
            Diagnostic::error(Some("E0720"), self.def_span(*def), "cannot resolve opaque type")
                .label("recursive opaque type")
        };
        opaques.iter().map(report).collect()
    }

    fn reaches_opaque(&self, ty: Ty, target: DefId, seen: &mut Vec<DefId>) -> bool {
        any_part(ty, &mut |part| match part {
            Part::Ty(ty) => match ty.kind() {
                TyKind::Alias(AliasKind::Opaque, def, _) if *def == target => true,
                TyKind::Alias(AliasKind::Opaque, def, args) if self.is_local(*def) && !seen.contains(def) => {
                    seen.push(*def);
                    let hidden = self.hidden_type(*def, *args);
                    hidden.is_some_and(|hidden| self.reaches_opaque(hidden, target, seen))
                }
                _ => false,
            },
            Part::Const(_) => false,
        })
    }
}
