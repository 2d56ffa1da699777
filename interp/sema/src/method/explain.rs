//! Why a method call or associated path means nothing, as rustc says it.

use treebeard_syntax::{Diagnostic, Symbol};

use super::{AutoderefStep, MethodError, NoMatch, ProbeScope};
use crate::collect::{AdtKind, AssocKind, SimplifiedType};
use crate::def::DefId;
use crate::names::Namespace;
use crate::traits::SelectionContext;
use crate::ty::{InferTy, Ty, TyKind};

impl SelectionContext<'_> {
    /// Looks for what may have been meant.
    pub(super) fn complete_no_match(
        &mut self,
        no_match: &mut NoMatch,
        probe: &ProbeScope<'_>,
        steps: &[AutoderefStep],
        name: Symbol,
    ) {
        let mut best: Option<(usize, Symbol)> = None;
        let mut containers: Vec<DefId> = Vec::new();
        for step in steps {
            if let Some(head) = SimplifiedType::of(step.ty) {
                containers.extend(self.sema.inherent_impls(head).iter());
            }
        }
        for container in containers {
            for item in self.sema.assoc_items(container).iter() {
                let fits = match item.kind {
                    AssocKind::Fn { has_self } => has_self == no_match.on_value,
                    AssocKind::Const => !no_match.on_value,
                    AssocKind::Ty => false,
                };
                let limit = name.as_str().len().max(3) / 3;
                if fits
                    && let Some(distance) = edit_distance(name.as_str(), item.name.as_str(), limit)
                    && best.is_none_or(|(known, _)| distance < known)
                    && self.sema.is_accessible(self.sema.visibility(item.def), probe.scope.module)
                {
                    best = Some((distance, item.name));
                }
            }
        }
        no_match.similar = best.map(|(_, name)| name);
    }

    /// The diagnostic for a failed probe of `name` on `ty`.
    pub fn report_method_error(
        &mut self,
        probe: &ProbeScope<'_>,
        ty: Ty,
        name: Symbol,
        error: &MethodError,
    ) -> Diagnostic {
        let ty = self.table.resolve(&ty);
        match error {
            MethodError::NoMatch(no_match) => self.report_no_match(probe, ty, name, no_match),
            MethodError::Ambiguous(candidates) => {
                let mut diagnostic =
                    Diagnostic::error(Some("E0034"), probe.span, "multiple applicable items in scope")
                        .label(format!("multiple `{name}` found"));
                for (i, candidate) in candidates.iter().enumerate() {
                    let place = self.sema.def_span(*candidate);
                    diagnostic = diagnostic.secondary(place, format!("candidate #{} is defined here", i + 1));
                }
                diagnostic
            }
            MethodError::Private(item) => {
                let what = match self.sema.assoc_item(*item).map(|item| item.kind) {
                    Some(AssocKind::Fn { has_self: true }) => "method",
                    Some(AssocKind::Const) => "associated constant",
                    _ => "associated function",
                };
                let label = if what == "method" { "private method" } else { "private item" };
                Diagnostic::error(Some("E0624"), probe.span, format!("{what} `{name}` is private"))
                    .label(label)
                    .secondary(self.sema.def_span(*item), format!("private {what} defined here"))
            }
            MethodError::UnknownReceiver(_) => match ty.kind() {
                TyKind::Infer(InferTy::Int(_) | InferTy::Float(_)) => Diagnostic::error(
                    Some("E0689"),
                    probe.span,
                    format!("can't call method `{name}` on ambiguous numeric type `{}`", self.show(ty)),
                ),
                _ => Diagnostic::error(Some("E0282"), probe.span, "type annotations needed")
                    .label("cannot infer type"),
            },
            MethodError::RecursionLimit(_) => Diagnostic::error(
                Some("E0055"),
                probe.span,
                format!("reached the recursion limit while auto-dereferencing `{}`", self.show(ty)),
            )
            .label("deref recursion limit reached"),
        }
    }

    fn report_no_match(
        &mut self,
        probe: &ProbeScope<'_>,
        ty: Ty,
        name: Symbol,
        no_match: &NoMatch,
    ) -> Diagnostic {
        let shown = self.show(ty);
        let what = self.kind_name(ty);
        let item = if no_match.on_value { "method" } else { self.path_item_kind(ty) };
        if no_match.on_value && !no_match.unsatisfied.is_empty() {
            return self.report_unsatisfied(probe, ty, name, no_match);
        }
        let mut diagnostic = Diagnostic::error(
            Some("E0599"),
            probe.span,
            format!("no {item} named `{name}` found for {what}`{shown}` in the current scope"),
        );
        if let Some(similar) = no_match.similar {
            diagnostic = diagnostic.help(format!("there is a {item} `{similar}` with a similar name"));
        }
        if !no_match.static_candidates.is_empty() {
            diagnostic = diagnostic
                .label("this is an associated function, not a method")
                .note("found the following associated functions; to be used as methods, functions must have a `self` parameter");
        } else {
            diagnostic = diagnostic.label(format!("{item} not found in `{shown}`"));
        }
        if let TyKind::Adt(def, _) = ty.kind()
            && self.sema.is_local(*def)
        {
            let place = self.sema.def_span(*def);
            diagnostic = diagnostic
                .secondary(place, format!("{item} `{name}` not found for this {}", what.trim_end()));
        }
        diagnostic
    }

    fn report_unsatisfied(
        &mut self,
        probe: &ProbeScope<'_>,
        ty: Ty,
        name: Symbol,
        no_match: &NoMatch,
    ) -> Diagnostic {
        let shown = self.show(ty);
        let mut what = self.kind_name(ty);
        if what.is_empty() {
            what = "type ".to_owned();
        }
        let mut diagnostic = Diagnostic::error(
            Some("E0599"),
            probe.span,
            format!(
                "the method `{name}` exists for {what}`{shown}`, but its trait bounds were not satisfied"
            ),
        )
        .label(format!("method cannot be called on `{shown}` due to unsatisfied trait bounds"));
        for (predicate, _) in &no_match.unsatisfied {
            let text = self.show_predicate(predicate);
            diagnostic = diagnostic.note(format!("the following trait bounds were not satisfied: `{text}`"));
        }
        diagnostic
    }

    fn path_item_kind(&self, ty: Ty) -> &'static str {
        match ty.kind() {
            TyKind::Adt(def, _) if self.sema.adt_def(*def).kind == AdtKind::Enum => {
                "variant or associated item"
            }
            TyKind::Dynamic(..) => "associated function or constant",
            _ => "function or associated item",
        }
    }

    /// What rustc calls a type in front of its name, with a space.
    fn kind_name(&self, ty: Ty) -> String {
        match ty.kind() {
            TyKind::Adt(def, _) => match self.sema.adt_def(*def).kind {
                AdtKind::Struct => "struct ",
                AdtKind::Union => "union ",
                AdtKind::Enum => "enum ",
            },
            TyKind::Ref(..) => "reference ",
            TyKind::RawPtr(..) => "raw pointer ",
            TyKind::Array(..) => "array ",
            TyKind::Tuple(elements) => match elements.len() {
                0 => "unit type ",
                _ => "tuple ",
            },
            TyKind::Param(_) => "type parameter ",
            TyKind::Alias(crate::ty::AliasKind::Opaque, ..) => "opaque type ",
            TyKind::Alias(..) => "associated type ",
            TyKind::Closure(..) => "closure ",
            TyKind::FnDef(..) => "fn item ",
            TyKind::FnPtr(_) => "fn pointer ",
            TyKind::Dynamic(..) => "trait object ",
            _ => "type ",
        }
        .to_owned()
    }

    /// An item's namespace peer by name, for the caller's own suggestions.
    pub fn has_assoc_value(&self, container: DefId, name: Symbol) -> bool {
        self.sema.assoc_item_by_name(container, name, Namespace::Value).is_some()
    }
}

/// Levenshtein distance, if at most `limit`.
pub(crate) fn edit_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    (row[b.len()] <= limit).then_some(row[b.len()])
}
