//! Failed obligations as rustc reports them.
//!
//! `rustc_trait_selection::error_reporting::traits`.

use rustc_hash::FxHashSet;
use treebeard_syntax::{Diagnostic, SpanId};

use super::builtin::BuiltinTrait;
use super::{CauseCode, FulfillmentError, FulfillmentErrorCode, Obligation, SelectionContext};
use crate::Sema;
use crate::def::DefId;
use crate::tree::ClosureKind;
use crate::ty::{DefNames, GenericArg, Predicate, TraitRef, Ty, TyKind};

/// Names of definitions as diagnostics show them: the last segment.
pub struct ShortNames<'a>(pub &'a Sema);

impl DefNames for ShortNames<'_> {
    fn def_name(&self, def: DefId) -> String {
        self.0.def_name(def).to_string()
    }

    fn assoc_parent(&self, def: DefId) -> DefId {
        self.0.assoc_container(def).unwrap_or(def)
    }
}

impl SelectionContext<'_> {
    /// A type as diagnostics show it.
    pub fn show(&self, ty: Ty) -> String {
        ty.display(&ShortNames(self.sema))
    }

    /// A trait with its arguments, without `Self`: `Add<i32>`.
    pub fn show_trait(&self, trait_ref: &TraitRef) -> String {
        let mut text = self.sema.def_name(trait_ref.trait_).to_string();
        let types: Vec<Ty> = trait_ref.args.iter().skip(1).filter_map(|arg| arg.as_ty()).collect();
        if let (BuiltinTrait::Fn(_) | BuiltinTrait::AsyncFn(_), Some(TyKind::Tuple(inputs))) =
            (self.sema.builtin_trait(trait_ref.trait_), types.first().map(|ty| ty.kind()))
        {
            let inputs: Vec<String> = inputs.iter().map(|ty| self.show(*ty)).collect();
            return format!("{text}({})", inputs.join(", "));
        }
        let shown: Vec<String> = trait_ref
            .args
            .iter()
            .skip(1)
            .filter_map(|arg| match arg {
                GenericArg::Region(_) => None,
                GenericArg::Ty(ty) => Some(self.show(*ty)),
                // A constant is shown as the length of an array is.
                GenericArg::Const(c) => {
                    let array = self.show(Ty::new(TyKind::Array(Ty::unit(), *c)));
                    Some(array.trim_start_matches("[(); ").trim_end_matches(']').to_owned())
                }
            })
            .collect();
        if !shown.is_empty() {
            text.push_str(&format!("<{}>", shown.join(", ")));
        }
        text
    }

    /// A predicate as diagnostics show it.
    pub fn show_predicate(&self, predicate: &Predicate) -> String {
        match predicate {
            Predicate::Trait(of) => format!("{}: {}", self.show(of.self_ty()), self.show_trait(of)),
            Predicate::Projection(assoc, args, ty) => {
                let of = self.trait_of_projection(*assoc, *args);
                format!(
                    "<{} as {}>::{} == {}",
                    self.show(of.self_ty()),
                    self.show_trait(&of),
                    self.sema.def_name(*assoc),
                    self.show(*ty)
                )
            }
            Predicate::TypeOutlives(ty, _) => format!("{}: '_", self.show(*ty)),
            Predicate::RegionOutlives(..) => "'_: '_".to_owned(),
            Predicate::ConstArgHasType(_, ty) => format!("the constant has type `{}`", self.show(*ty)),
        }
    }

    /// rustc's diagnostics for failed obligations (E0277, E0271, E0282, E0283, E0284, E0275, E0525): one per cause,
    /// nothing for those that follow from errors already reported.
    pub fn report(&mut self, errors: &[FulfillmentError]) -> Vec<Diagnostic> {
        let mut seen: FxHashSet<(SpanId, Predicate)> = FxHashSet::default();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let only_ambiguities = errors.iter().all(|e| e.code == FulfillmentErrorCode::Ambiguity);
        for error in errors {
            let predicate = self.table.resolve(&error.obligation.predicate);
            if predicate.has_error() || !seen.insert((error.obligation.cause.span, predicate.clone())) {
                continue;
            }
            let is_ambiguity = error.code == FulfillmentErrorCode::Ambiguity;
            if is_ambiguity && (!only_ambiguities || !diagnostics.is_empty()) {
                continue;
            }
            diagnostics.push(self.report_one(&error.obligation, &predicate, error.code));
        }
        diagnostics
    }

    fn report_one(
        &mut self,
        obligation: &Obligation,
        predicate: &Predicate,
        code: FulfillmentErrorCode,
    ) -> Diagnostic {
        let span = obligation.cause.span;
        let diagnostic = match code {
            FulfillmentErrorCode::Unimplemented => {
                if let Predicate::Trait(of) = predicate
                    && let Some(diagnostic) = self.future_error(span, obligation, of)
                {
                    return diagnostic;
                }
                self.report_unimplemented(span, predicate)
            }
            FulfillmentErrorCode::ClosureKind => self.report_closure_kind(span, predicate),
            FulfillmentErrorCode::ProjectionMismatch { found, expected, .. } => {
                let root = match predicate {
                    Predicate::Projection(assoc, args, ty) => {
                        let of = self.trait_of_projection(*assoc, *args);
                        let shown = format!("<{} as {}>", self.show(of.self_ty()), self.show_trait(&of));
                        format!("{shown}::{} == {}", self.sema.def_name(*assoc), self.show(*ty))
                    }
                    other => self.show_predicate(other),
                };
                Diagnostic::error(Some("E0271"), span, format!("type mismatch resolving `{root}`"))
                    .label(format!("expected `{}`, found `{}`", self.show(expected), self.show(found)))
            }
            FulfillmentErrorCode::Overflow => Diagnostic::error(
                Some("E0275"),
                span,
                format!("overflow evaluating the requirement `{}`", self.show_predicate(predicate)),
            ),
            FulfillmentErrorCode::Ambiguity => return self.report_ambiguity(span, predicate),
        };
        self.add_cause(diagnostic, &obligation.cause.code)
    }

    fn report_unimplemented(&mut self, span: SpanId, predicate: &Predicate) -> Diagnostic {
        let Predicate::Trait(of) = predicate else {
            let text = format!("the requirement `{}` is not satisfied", self.show_predicate(predicate));
            return Diagnostic::error(Some("E0277"), span, text);
        };
        let self_ty = self.show(of.self_ty());
        let trait_ = self.show_trait(of);
        let (message, label) = match self.sema.lang_name(of.trait_).map(|name| name.to_string()).as_deref() {
            Some("sized") => (
                format!("the size for values of type `{self_ty}` cannot be known at compilation time"),
                "doesn't have a size known at compile-time".to_owned(),
            ),
            Some("iterator" | "Iterator") => {
                (format!("`{self_ty}` is not an iterator"), format!("`{self_ty}` is not an iterator"))
            }
            Some("fn" | "fn_mut" | "fn_once") => {
                let name = self.sema.def_name(of.trait_);
                let text = format!("expected a `{trait_}` closure, found `{self_ty}`");
                (text, format!("expected an `{name}` closure, found `{self_ty}`"))
            }
            _ => self.by_name(of, &self_ty, &trait_),
        };
        Diagnostic::error(Some("E0277"), span, message).label(label)
    }

    /// The messages of `#[diagnostic::on_unimplemented]` in the standard library.
    fn by_name(&self, of: &TraitRef, self_ty: &str, trait_: &str) -> (String, String) {
        let path = self.sema.def_path(of.trait_);
        let argument = of.args.get(1).and_then(|arg| arg.as_ty()).map(|ty| self.show(ty)).unwrap_or_default();
        let operator = |verb: &str, join: &str| {
            let text = format!("cannot {verb} `{argument}` {join} `{self_ty}`");
            let label = format!("no implementation for `{self_ty} {} {argument}`", sign(&path));
            (text, label)
        };
        match path.rsplit("::").next().unwrap_or_default() {
            "Display" if path.contains("fmt") => (
                format!("`{self_ty}` doesn't implement `Display`"),
                format!("`{self_ty}` cannot be formatted with the default formatter"),
            ),
            "Debug" if path.contains("fmt") => (
                format!("`{self_ty}` doesn't implement `Debug`"),
                format!("`{self_ty}` cannot be formatted using `{{:?}}`"),
            ),
            "Send" => (
                format!("`{self_ty}` cannot be sent between threads safely"),
                format!("`{self_ty}` cannot be sent between threads safely"),
            ),
            "Sync" => (
                format!("`{self_ty}` cannot be shared between threads safely"),
                format!("`{self_ty}` cannot be shared between threads safely"),
            ),
            "FromIterator" => (
                format!(
                    "a value of type `{self_ty}` cannot be built from an iterator over elements of type `{argument}`"
                ),
                format!(
                    "value of type `{self_ty}` cannot be built from `std::iter::Iterator<Item={argument}>`"
                ),
            ),
            "Add" => operator("add", "to"),
            "Sub" => operator("subtract", "from"),
            "Mul" => (
                format!("cannot multiply `{self_ty}` by `{argument}`"),
                format!("no implementation for `{self_ty} * {argument}`"),
            ),
            "Div" => (
                format!("cannot divide `{self_ty}` by `{argument}`"),
                format!("no implementation for `{self_ty} / {argument}`"),
            ),
            "PartialEq" => (
                format!("can't compare `{self_ty}` with `{argument}`"),
                format!("no implementation for `{self_ty} == {argument}`"),
            ),
            "PartialOrd" => (
                format!("can't compare `{self_ty}` with `{argument}`"),
                format!("no implementation for `{self_ty} < {argument}` and `{self_ty} > {argument}`"),
            ),
            "SliceIndex" => (
                format!("the type `[{argument}]` cannot be indexed by `{self_ty}`"),
                "slice indices are of type `usize` or ranges of `usize`".to_owned(),
            ),
            _ => (
                format!("the trait bound `{self_ty}: {trait_}` is not satisfied"),
                format!("the trait `{trait_}` is not implemented for `{self_ty}`"),
            ),
        }
    }

    fn report_closure_kind(&mut self, span: SpanId, predicate: &Predicate) -> Diagnostic {
        let Predicate::Trait(of) = predicate else { return self.report_unimplemented(span, predicate) };
        let wanted = self.sema.def_name(of.trait_);
        let self_ty = self.table.shallow_resolve(of.self_ty());
        let own = match self_ty.kind() {
            TyKind::Closure(id, args) => self.closure_info(*id, *args).kind,
            _ => None,
        };
        let own = match own {
            Some(ClosureKind::FnOnce) => "FnOnce",
            Some(ClosureKind::FnMut) => "FnMut",
            Some(ClosureKind::Fn) | None => "Fn",
        };
        let message = format!(
            "expected a closure that implements the `{wanted}` trait, but this closure only implements `{own}`"
        );
        Diagnostic::error(Some("E0525"), span, message)
            .label(format!("this closure implements `{own}`, not `{wanted}`"))
    }

    fn report_ambiguity(&mut self, span: SpanId, predicate: &Predicate) -> Diagnostic {
        match predicate {
            Predicate::Trait(of) if self.sema.builtin_trait(of.trait_) == BuiltinTrait::Sized => {
                Diagnostic::error(Some("E0282"), span, "type annotations needed").label("cannot infer type")
            }
            Predicate::Trait(of) => Diagnostic::error(Some("E0283"), span, "type annotations needed")
                .label("cannot infer type")
                .note(format!("cannot satisfy `{}`", self.show_predicate(&Predicate::Trait(*of)))),
            Predicate::Projection(..) => Diagnostic::error(Some("E0284"), span, "type annotations needed")
                .label("cannot infer type")
                .note(format!("cannot satisfy `{}`", self.show_predicate(predicate))),
            _ => Diagnostic::error(Some("E0282"), span, "type annotations needed").label("cannot infer type"),
        }
    }

    fn add_cause(&mut self, diagnostic: Diagnostic, code: &CauseCode) -> Diagnostic {
        match code {
            CauseCode::Misc => diagnostic,
            CauseCode::Note(text) => diagnostic.note(*text),
            CauseCode::ItemBound(item, place) => {
                let name = self.sema.def_name(*item);
                if self.sema.is_local(*item) && *place != SpanId::NONE {
                    diagnostic.secondary(*place, format!("required by this bound in `{name}`"))
                } else {
                    diagnostic.note(format!("required by a bound in `{name}`"))
                }
            }
            CauseCode::Derived(parent) => {
                let (predicate, code) = &**parent;
                let predicate = self.table.resolve(predicate);
                let diagnostic = match &predicate {
                    Predicate::Trait(of) if self.sema.is_lang_item(of.trait_, "coerce_unsized") => {
                        let target = of.args.get(1).and_then(|arg| arg.as_ty()).unwrap_or_else(Ty::error);
                        let (from, to) = (self.show(of.self_ty()), self.show(target));
                        diagnostic.note(format!("required for the cast from `{from}` to `{to}`"))
                    }
                    // A step on the way there, which has no name outside the compiler.
                    Predicate::Trait(of) if self.sema.is_lang_item(of.trait_, "unsize") => diagnostic,
                    Predicate::Trait(of) => diagnostic.note(format!(
                        "required for `{}` to implement `{}`",
                        self.show(of.self_ty()),
                        self.show_trait(of)
                    )),
                    _ => diagnostic,
                };
                self.add_cause(diagnostic, code)
            }
        }
    }
}

fn sign(path: &str) -> &'static str {
    match path.rsplit("::").next() {
        Some("Add") => "+",
        Some("Sub") => "-",
        _ => "?",
    }
}
