//! The diagnostics of the flow analyses, with rustc's codes and primary spans.

use treebeard_syntax::{Diagnostic, SpanId, Symbol};

use super::graph::Access;
use crate::context::Sema;
use crate::def::DefId;
use crate::tree::{Capture, LocalId, LocalKind, Place, PlaceBase, ProjectionKind, TypedBody};
use crate::ty::{DefNames, Ty};

/// What the messages are about.
pub(super) struct Report<'a> {
    pub(super) sema: &'a Sema,
    pub(super) body: &'a TypedBody,
    pub(super) captures: &'a [Capture],
}

/// Why a place may not be changed.
pub(super) enum Blocked {
    /// A variable without `mut`.
    Immutable(LocalId),
    /// Behind the `&` before this projection.
    BehindShared(usize),
    /// Behind a `&` that is a value.
    BehindSharedValue,
    /// Behind a `*const`.
    BehindConst,
    /// A static without `mut`.
    Static(DefId),
    /// A captured variable without `mut`.
    Captured(Symbol),
}

struct Names<'a>(&'a Sema);

impl DefNames for Names<'_> {
    fn def_name(&self, def: DefId) -> String {
        self.0.def_name(def).to_string()
    }

    fn assoc_parent(&self, def: DefId) -> DefId {
        self.0.parent(def).unwrap_or(def)
    }
}

impl Report<'_> {
    pub(super) fn ty(&self, ty: Ty) -> String {
        ty.display(&Names(self.sema))
    }

    /// A place as the user would write it; `None` for a temporary.
    fn describe(&self, place: &Place, upto: usize) -> Option<String> {
        let mut text = match &place.base {
            PlaceBase::Local(local) => {
                let decl = &self.body.locals[local.0 as usize];
                if decl.kind == LocalKind::Temp {
                    return None;
                }
                match decl.name {
                    Some(name) => name.to_string(),
                    None => return self.describe_captured(place),
                }
            }
            PlaceBase::Static(def, _) => self.sema.def_name(*def).to_string(),
            PlaceBase::Deref(_) | PlaceBase::Promoted(..) => return None,
        };
        for (i, projection) in place.projections.iter().take(upto).enumerate() {
            match &projection.kind {
                ProjectionKind::Deref => {
                    // Field accesses go through pointers by themselves.
                    let last = i + 1 == place.projections.len().min(upto);
                    if last {
                        text = format!("*{text}");
                    }
                }
                ProjectionKind::Field(index) => {
                    let before = if i == 0 { self.base_ty(place) } else { place.projections[i - 1].ty };
                    text = format!("{text}.{}", self.field_name(before, *index));
                }
                ProjectionKind::Index(_) => text = format!("{text}[_]"),
                ProjectionKind::Downcast(_) => {}
                ProjectionKind::ConstantIndex { .. } | ProjectionKind::Subslice { .. } => {
                    text = format!("{text}[..]");
                }
            }
        }
        Some(text)
    }

    fn describe_captured(&self, place: &Place) -> Option<String> {
        self.body.closure?;
        place.projections.iter().take(2).find_map(|projection| match projection.kind {
            ProjectionKind::Field(index) => {
                self.captures.get(index as usize).map(|capture| capture.name.to_string())
            }
            _ => None,
        })
    }

    fn base_ty(&self, place: &Place) -> Ty {
        match &place.base {
            PlaceBase::Local(local) => self.body.locals[local.0 as usize].ty,
            PlaceBase::Static(_, ty) | PlaceBase::Promoted(_, ty) => *ty,
            PlaceBase::Deref(_) => Ty::error(),
        }
    }

    fn field_name(&self, ty: Ty, index: u32) -> String {
        if let crate::ty::TyKind::Adt(def, _) = ty.kind() {
            let adt = self.sema.adt_def(*def);
            if let Some(field) = adt.variants.first().and_then(|v| v.fields.get(index as usize)) {
                return field.name.to_string();
            }
        }
        index.to_string()
    }

    fn quoted(&self, place: &Place) -> String {
        match self.describe(place, usize::MAX) {
            Some(text) => format!("`{text}`"),
            None => "value".to_owned(),
        }
    }

    pub(super) fn uninitialized(
        &self,
        local: LocalId,
        maybe: bool,
        access: Access,
        span: SpanId,
    ) -> Diagnostic {
        let decl = &self.body.locals[local.0 as usize];
        let name = decl.name.map_or_else(|| "value".to_owned(), |name| format!("`{name}`"));
        let state = if maybe { "is possibly-uninitialized" } else { "isn't initialized" };
        let verb = if access == Access::Update { "assigned" } else { "used" };
        Diagnostic::error(Some("E0381"), span, format!("used binding {name} {state}"))
            .label(format!("{name} {verb} here but it {state}"))
            .secondary(decl.span, "binding declared here but left uninitialized")
    }

    pub(super) fn use_after_move(
        &self,
        place: &Place,
        access: Access,
        span: SpanId,
        sites: &[(Place, SpanId)],
        partial: bool,
    ) -> Diagnostic {
        let verb = match access {
            Access::Borrow(_) | Access::RawBorrow(_) => "borrow",
            Access::Update => "assign to part",
            Access::Copy | Access::Move | Access::Inspect => "use",
        };
        let how = if partial { "partially moved" } else { "moved" };
        let name = self.describe(place, usize::MAX).map_or(String::new(), |text| format!(": `{text}`"));
        let done = if verb == "borrow" { "borrowed" } else { "used" };
        let mut diagnostic = Diagnostic::error(Some("E0382"), span, format!("{verb} of {how} value{name}"));
        let mut in_loop = false;
        for (_, site) in sites {
            if *site == span {
                in_loop = true;
            } else {
                let text = if partial { "value partially moved here" } else { "value moved here" };
                diagnostic = diagnostic.secondary(*site, text);
            }
        }
        let when = if partial { "partial move" } else { "move" };
        let label = if in_loop && sites.len() == 1 {
            "value moved here, in previous iteration of loop".to_owned()
        } else {
            format!("value {done} here after {when}")
        };
        let ty = sites.first().map_or(place.ty, |(site, _)| site.ty);
        let moved = sites.first().map_or_else(|| "value".to_owned(), |(site, _)| self.quoted(site));
        diagnostic.label(label).note(format!(
            "move occurs because {moved} has type `{}`, which does not implement the `Copy` trait",
            self.ty(ty)
        ))
    }

    pub(super) fn assigned_twice(&self, local: LocalId, span: SpanId) -> Diagnostic {
        let decl = &self.body.locals[local.0 as usize];
        let name = decl.name.map_or_else(|| "value".to_owned(), |name| name.to_string());
        if decl.kind == LocalKind::Param {
            return Diagnostic::error(
                Some("E0384"),
                span,
                format!("cannot assign to immutable argument `{name}`"),
            )
            .label("cannot assign to immutable argument")
            .help(format!("consider making this binding mutable: `mut {name}`"));
        }
        Diagnostic::error(Some("E0384"), span, format!("cannot assign twice to immutable variable `{name}`"))
            .label("cannot assign twice to immutable variable")
            .secondary(decl.span, format!("first assignment to `{name}`"))
            .help(format!("consider making this binding mutable: `mut {name}`"))
    }

    fn because(&self, place: &Place, blocked: &Blocked) -> String {
        match blocked {
            Blocked::Immutable(local) => {
                let name = self.body.locals[local.0 as usize].name;
                let name = name.map_or_else(|| "value".to_owned(), |name| name.to_string());
                format!(", as `{name}` is not declared as mutable")
            }
            Blocked::Captured(name) => format!(", as `{name}` is not declared as mutable"),
            Blocked::BehindShared(at) => match self.describe(place, *at) {
                Some(pointer) => format!(", which is behind a `&` reference (`{pointer}`)"),
                None => ", which is behind a `&` reference".to_owned(),
            },
            Blocked::BehindSharedValue => ", which is behind a `&` reference".to_owned(),
            Blocked::BehindConst => ", which is behind a `*const` pointer".to_owned(),
            Blocked::Static(def) => {
                format!(", as `{}` is an immutable static item", self.sema.def_name(*def))
            }
        }
    }

    pub(super) fn cannot_assign(&self, place: &Place, blocked: &Blocked, span: SpanId) -> Diagnostic {
        let because = self.because(place, blocked);
        Diagnostic::error(Some("E0594"), span, format!("cannot assign to {}{because}", self.quoted(place)))
            .label("cannot assign")
    }

    pub(super) fn cannot_borrow(&self, place: &Place, blocked: &Blocked, span: SpanId) -> Diagnostic {
        let because = self.because(place, blocked);
        Diagnostic::error(
            Some("E0596"),
            span,
            format!("cannot borrow {} as mutable{because}", self.quoted(place)),
        )
        .label("cannot borrow as mutable")
    }

    pub(super) fn move_out_of_borrow(&self, place: &Place, pointer: Ty, span: SpanId) -> Diagnostic {
        let kind = match pointer.kind() {
            crate::ty::TyKind::Ref(_, _, treebeard_syntax::ast::Mutability::Mut) => "a mutable reference",
            crate::ty::TyKind::RawPtr(..) => "a raw pointer",
            _ => "a shared reference",
        };
        let what = match self.describe(place, usize::MAX) {
            Some(text) => format!("cannot move out of `{text}` which is behind {kind}"),
            None => format!("cannot move out of {kind}"),
        };
        Diagnostic::error(Some("E0507"), span, what).label(format!(
            "move occurs because value has type `{}`, which does not implement the `Copy` trait",
            self.ty(place.ty)
        ))
    }

    pub(super) fn move_out_of_static(&self, place: &Place, span: SpanId) -> Diagnostic {
        let text = format!("cannot move out of static item {}", self.quoted(place));
        Diagnostic::error(Some("E0507"), span, text)
    }

    pub(super) fn move_out_of_index(&self, container: Ty, span: SpanId) -> Diagnostic {
        let kind = if matches!(container.kind(), crate::ty::TyKind::Array(..)) { "array" } else { "slice" };
        let text = format!("cannot move out of type `{}`, a non-copy {kind}", self.ty(container));
        Diagnostic::error(Some("E0508"), span, text).label("cannot move out of here")
    }

    pub(super) fn move_out_of_drop(&self, ty: Ty, span: SpanId) -> Diagnostic {
        let text = format!("cannot move out of type `{}`, which implements the `Drop` trait", self.ty(ty));
        Diagnostic::error(Some("E0509"), span, text).label("cannot move out of here")
    }
}
