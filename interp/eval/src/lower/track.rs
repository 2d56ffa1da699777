//! Ownership in lowering: which nodes of a tracked body make and check loans.
//!
//! A body of the user's program is *tracked* when the engine tracks ownership; library bodies never are, they pass tags
//! on. In a tracked body a local that is borrowed somewhere is an *owner* with a header in the frame, and a place knows
//! what accesses to it go through ([`Root`]). An access becomes a node around the place's address that checks first, so
//! everything that uses the place stays as it is, and nothing is added where nothing is tracked.
//!
//! Invariant: `Root::NONE` for every place of a body that is not tracked.

use treebeard_sema::tree::visit::{VisitMut, walk_expr, walk_pattern};
use treebeard_sema::tree::{
    BindingMode, BorrowKind, Expr, ExprKind, LocalId, Pattern, PatternKind, Place, PlaceBase, ProjectionKind,
    TypedBody,
};
use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{AccessKind, Fp, OWNER_HEADER_ALIGN, OWNER_HEADER_BYTES, Owner, Slot, Tag};
use crate::reg::{AnyCode, AnyOperand, Operand, Ptr, Reg};
use crate::track::{self, Base, Guarded};
use crate::with_code;

use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, sequence};

/// What the accesses to a place go through.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) base: Base,
    /// Slots that get the addresses of the `Box` words crossed since, when the place is evaluated.
    pub(crate) crossed: Vec<Slot>,
}

impl Root {
    /// Nothing that is tracked.
    pub(crate) const NONE: Root = Root { base: Base::None, crossed: Vec::new() };

    pub(crate) fn of(base: Base) -> Root {
        Root { base, crossed: Vec::new() }
    }

    fn guarded(&self, kind: AccessKind, span: SpanId) -> Guarded {
        Guarded { base: self.base, crossed: self.crossed.clone().into_boxed_slice(), kind, span }
    }
}

/// How many bytes a reference refers to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extent {
    Bytes(usize),
    /// So many per element.
    Each(usize),
}

impl Extent {
    fn len(self, meta: usize) -> usize {
        match self {
            Extent::Bytes(len) => len,
            Extent::Each(size) => size.saturating_mul(meta),
        }
    }
}

/// The locals of a body that are borrowed, and those moved out of as a whole.
#[derive(Default)]
struct Borrowed {
    borrowed: Vec<LocalId>,
    moved: Vec<LocalId>,
}

impl Borrowed {
    /// A place is borrowed: that of its local, unless the way leads through a reference.
    fn borrow(&mut self, place: &Place) {
        if let PlaceBase::Local(local) = place.base {
            self.borrowed.push(local);
        }
    }

    fn pattern_borrows(pattern: &Pattern) -> bool {
        struct Finds(bool);
        impl VisitMut for Finds {
            fn pattern(&mut self, pattern: &mut Pattern) {
                self.0 |= matches!(&pattern.kind, PatternKind::Binding { mode: BindingMode::Ref(_), .. });
                walk_pattern(self, pattern);
            }
        }
        let mut finds = Finds(false);
        finds.pattern(&mut pattern.clone());
        finds.0
    }
}

impl VisitMut for Borrowed {
    fn expr(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Ref(_, place) | ExprKind::RawRef(_, place) => self.borrow(place),
            ExprKind::Move(place) if place.projections.is_empty() => {
                if let PlaceBase::Local(local) = place.base {
                    self.moved.push(local);
                }
            }
            ExprKind::Let(pattern, place) if Borrowed::pattern_borrows(pattern) => self.borrow(place),
            ExprKind::Match(place, arms)
                if arms.iter().any(|arm| Borrowed::pattern_borrows(&arm.pattern)) =>
            {
                self.borrow(place);
            }
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn stmt(&mut self, stmt: &mut treebeard_sema::tree::Stmt) {
        if let treebeard_sema::tree::Stmt::Bind { pattern, place, .. } = stmt
            && Borrowed::pattern_borrows(pattern)
        {
            self.borrow(place);
        }
        treebeard_sema::tree::visit::walk_stmt(self, stmt);
    }
}

impl Lower<'_> {
    // ---- bodies ----

    /// Whether a body makes and checks loans: it is the user's.
    pub(super) fn body_is_tracked(&self, body: &TypedBody) -> bool {
        self.tracked() && !self.engine.program.is_library(body.owner)
    }

    /// Gives the locals of a tracked body their headers and flags; what has to be done when the frame is entered.
    pub(super) fn allot_owners(&mut self, body: &TypedBody) -> Lowered<Vec<Slot>> {
        let mut found = Borrowed::default();
        found.expr(&mut body.value.clone());
        for closure in body.closures.values() {
            for capture in &closure.captures {
                found.expr(&mut capture.init.clone());
            }
        }
        let mut headers = Vec::new();
        for id in found.borrowed {
            let Some(local) = self.locals.get(id.0 as usize).cloned() else { continue };
            if local.owner.is_some() || !self.is_sized(local.ty) || self.layout(local.ty)?.size == 0 {
                continue;
            }
            let header = self.temp(OWNER_HEADER_BYTES as u64, OWNER_HEADER_ALIGN as u64);
            self.locals[id.0 as usize].owner = Some(header);
            headers.push(header);
        }
        if self.engine.options.unproved {
            for id in found.moved {
                let Some(local) = self.locals.get(id.0 as usize).cloned() else { continue };
                if local.moved.is_none()
                    && !self.needs_drop(local.ty)
                    && !self.engine.program.is_copy(local.ty)
                {
                    self.locals[id.0 as usize].moved = Some(self.temp(4, 4));
                }
            }
        }
        Ok(headers)
    }

    /// Puts the beginning and end of its frame's ownership around a tracked body.
    pub(super) fn around_frame(&self, headers: Vec<Slot>, body: AnyCode, span: SpanId) -> AnyCode {
        fn make<T: Reg>(headers: Box<[Slot]>, flags: Box<[Slot]>, body: Code<T>, span: SpanId) -> AnyCode {
            T::any(code(move |fp: Fp, ctx: &mut Ctx| {
                for &header in &headers {
                    ctx.mem.init_owner(Owner::new(fp, header));
                }
                for &flag in &flags {
                    ctx.mem.set_local(fp, flag, 0u32);
                }
                let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body.call(fp, ctx)));
                match result {
                    Ok(value) => {
                        if let Err(violation) = ctx.mem.leave_frame(fp, span) {
                            track::raise(&violation);
                        }
                        value
                    }
                    Err(payload) => {
                        ctx.mem.unwind_frames(fp.addr(), span);
                        std::panic::resume_unwind(payload)
                    }
                }
            }))
        }
        let flags: Box<[Slot]> = self.locals.iter().filter_map(|local| local.moved).collect();
        if headers.is_empty() && flags.is_empty() {
            return body;
        }
        with_code!(body, body => make(headers.into_boxed_slice(), flags, body, span))
    }

    /// The statement that ends the storage of a local.
    pub(super) fn storage_dead(&mut self, local: LocalId, span: SpanId) -> Option<Code<()>> {
        let header = self.local(local).owner?;
        Some(code(move |fp, ctx| {
            if let Err(violation) = ctx.mem.storage_dead(Owner::new(fp, header), span) {
                track::raise(&violation);
            }
        }))
    }

    // ---- places ----

    /// What the accesses to a local go through.
    pub(super) fn local_root(&self, local: LocalId) -> Root {
        match self.local(local).owner {
            Some(header) => Root::of(Base::Owner(header)),
            None => Root::NONE,
        }
    }

    /// What the accesses to what a pointer value refers to go through.
    pub(super) fn pointee_root(&self, pointer: Ty) -> Root {
        if !self.tracks {
            return Root::NONE;
        }
        match pointer.kind() {
            TyKind::Ref(..) => Root::of(Base::Reference),
            TyKind::RawPtr(..) => Root::of(Base::Raw),
            _ => Root::NONE,
        }
    }

    /// Readies a place for being dereferenced; its root is then that of what it refers to.
    pub(super) fn before_deref(&mut self, from: PlaceOut) -> Lowered<PlaceOut> {
        if !self.tracks {
            return Ok(from);
        }
        if !self.engine.program.is_box(from.ty) {
            let root = self.pointee_root(from.ty);
            let from = self.checked(from, AccessKind::Read, SpanId::NONE)?;
            return Ok(PlaceOut { root, ..from });
        }
        let (Base::Owner(_) | Base::Reference) = from.root.base else { return Ok(from) };
        let word = self.temp(8, 8);
        let mut root = from.root.clone();
        root.crossed.push(word);
        let holder = self.temp(16, 8);
        let ptr = from.code.ptr();
        // The box's pointer continues the path by which the box was reached.
        let at = code(move |fp: Fp, ctx: &mut Ctx| {
            let from = ptr.call(fp, ctx);
            ctx.mem.set_local(fp, word, from.addr);
            let fat: (usize, usize) = (
                crate::access::ok(ctx.mem.load(from.addr), SpanId::NONE),
                crate::access::ok(ctx.mem.load(from.addr.wrapping_add(8)), SpanId::NONE),
            );
            ctx.mem.set_local_fat(
                fp,
                holder,
                crate::memory::FatRef { addr: fat.0, meta: fat.1, tag: from.tag },
            );
            Ptr { addr: fp.at(holder), tag: Tag::NONE }
        });
        Ok(PlaceOut { code: PlaceCode::Ptr(at, 0), root, ..from })
    }

    /// A dereferenced raw pointer: no loan is behind it.
    pub(super) fn raw_place(&mut self, code_at: PlaceCode, pointee: Ty, span: SpanId) -> Lowered<PlaceCode> {
        if !self.is_sized(pointee) {
            let fat = code_at.fat();
            return Ok(PlaceCode::Fat(code(move |fp, ctx| {
                let fat = fat.call(fp, ctx);
                track::check_raw(ctx, Ptr { addr: fat.addr, tag: Tag::NONE }, 1, span);
                crate::memory::FatRef { tag: Tag::NONE, ..fat }
            })));
        }
        let len = self.layout(pointee)?.size as usize;
        let ptr = code_at.ptr();
        Ok(PlaceCode::Ptr(
            code(move |fp, ctx| {
                let ptr = Ptr { addr: ptr.call(fp, ctx).addr, tag: Tag::NONE };
                track::check_raw(ctx, ptr, len, span);
                ptr
            }),
            0,
        ))
    }

    /// The place, checking an access of `kind` whenever it is found.
    pub(super) fn checked(&mut self, place: PlaceOut, kind: AccessKind, span: SpanId) -> Lowered<PlaceOut> {
        if matches!(place.root.base, Base::None | Base::Raw) || !self.is_sized(place.ty) {
            return Ok(place);
        }
        let len = self.layout(place.ty)?.size as usize;
        if len == 0 {
            return Ok(place);
        }
        let guarded = place.root.guarded(kind, span);
        let ptr = place.code.ptr();
        let at = code(move |fp: Fp, ctx: &mut Ctx| {
            let ptr = ptr.call(fp, ctx);
            guarded.check(fp, ctx, ptr, len);
            ptr
        });
        Ok(PlaceOut { code: PlaceCode::Ptr(at, 0), ..place })
    }

    /// A statement that only checks an access.
    pub(super) fn access_only(
        &mut self,
        place: PlaceOut,
        kind: AccessKind,
        span: SpanId,
    ) -> Lowered<Option<Code<()>>> {
        if matches!(place.root.base, Base::None | Base::Raw) {
            return Ok(None);
        }
        let ptr = self.checked(place, kind, span)?.code.ptr();
        Ok(Some(code(move |fp, ctx| {
            ptr.call(fp, ctx);
        })))
    }

    /// A read that also uses the references in the value.
    pub(super) fn checked_use(
        &mut self,
        place: PlaceOut,
        kind: AccessKind,
        span: SpanId,
    ) -> Lowered<PlaceOut> {
        if !self.tracks || !self.is_sized(place.ty) {
            return Ok(place);
        }
        let words = self.reference_words(place.ty);
        let place = self.checked(place, kind, span)?;
        if words.is_empty() {
            return Ok(place);
        }
        let ptr = place.code.ptr();
        let at = code(move |fp: Fp, ctx: &mut Ctx| {
            let ptr = ptr.call(fp, ctx);
            for word in words.iter().filter_map(|word| word.find(ctx, ptr.addr)) {
                track::check_use(ctx, word, span);
            }
            ptr
        });
        Ok(PlaceOut { code: PlaceCode::Ptr(at, 0), ..place })
    }

    fn extent(&mut self, ty: Ty) -> Lowered<Extent> {
        if self.is_sized(ty) {
            return Ok(Extent::Bytes(self.layout(ty)?.size as usize));
        }
        Ok(match ty.kind() {
            TyKind::Str => Extent::Each(1),
            TyKind::Slice(element) => Extent::Each(self.layout(*element)?.size as usize),
            _ => Extent::Bytes(1),
        })
    }

    // ---- borrows ----

    /// A tracked reference to a sized place, or none if nothing is tracked.
    pub(super) fn tracked_borrow(
        &mut self,
        kind: BorrowKind,
        place: PlaceOut,
        span: SpanId,
    ) -> Lowered<Result<Code<Ptr>, PlaceOut>> {
        if !self.tracks {
            return Ok(Err(place));
        }
        let Extent::Bytes(len) = self.extent(place.ty)? else { return Ok(Err(place)) };
        let words = self.reference_words(place.ty);
        let guarded = place.root.guarded(borrow_access(kind), span);
        let makes = makes_loan(kind) && len != 0;
        let strips = kind == BorrowKind::PassThrough;
        let ptr = place.code.ptr();
        Ok(Ok(code(move |fp: Fp, ctx: &mut Ctx| {
            let ptr = ptr.call(fp, ctx);
            for word in words.iter().filter_map(|word| word.find(ctx, ptr.addr)) {
                track::check_use(ctx, word, span);
            }
            let tag = if makes {
                guarded.borrow(fp, ctx, ptr, len)
            } else {
                if len != 0 {
                    guarded.check(fp, ctx, ptr, len);
                }
                if strips { Tag::NONE } else { ptr.tag }
            };
            Ptr { addr: ptr.addr, tag }
        })))
    }

    /// As `tracked_borrow`, of an unsized place.
    pub(super) fn tracked_borrow_fat(
        &mut self,
        kind: BorrowKind,
        place: PlaceOut,
        span: SpanId,
    ) -> Lowered<Code<crate::memory::FatRef>> {
        if !self.tracks {
            return Ok(place.code.fat());
        }
        let extent = self.extent(place.ty)?;
        let guarded = place.root.guarded(borrow_access(kind), span);
        let makes = makes_loan(kind);
        let strips = kind == BorrowKind::PassThrough;
        let fat = place.code.fat();
        Ok(code(move |fp: Fp, ctx: &mut Ctx| {
            let fat = fat.call(fp, ctx);
            let (ptr, len) = (Ptr { addr: fat.addr, tag: fat.tag }, extent.len(fat.meta));
            let tag = if len == 0 {
                fat.tag
            } else if makes {
                guarded.borrow(fp, ctx, ptr, len)
            } else {
                guarded.check(fp, ctx, ptr, len);
                fat.tag
            };
            crate::memory::FatRef { tag: if strips { Tag::NONE } else { tag }, ..fat }
        }))
    }

    /// The root of a place, without lowering it. `Box`es crossed are not told.
    fn root_of(&mut self, place: &Place) -> Base {
        let (mut base, mut ty) = match &place.base {
            PlaceBase::Local(local) => (self.local_root(*local).base, self.local(*local).ty),
            PlaceBase::Deref(value) => {
                let pointer = self.mono(value.ty);
                let Ok(pointee) = self.pointee(pointer, SpanId::NONE) else { return Base::None };
                (self.pointee_root(pointer).base, pointee)
            }
            PlaceBase::Static(..) | PlaceBase::Promoted(..) => return Base::None,
        };
        for projection in &place.projections {
            if projection.kind == ProjectionKind::Deref && !self.engine.program.is_box(ty) {
                base = self.pointee_root(ty).base;
            }
            ty = self.mono(projection.ty);
        }
        base
    }

    /// The statement that turns the reserved `&mut` in `target` into a loan, when the call begins.
    pub(super) fn activation(&mut self, e: &Expr, target: Slot) -> Lowered<Option<Stmt>> {
        let ExprKind::Ref(BorrowKind::TwoPhase, place) = &e.kind else { return Ok(None) };
        if !self.tracks {
            return Ok(None);
        }
        let root = Root::of(self.root_of(place));
        let ty = self.mono(place.ty);
        self.activate(&root, ty, target, e.span).map(|code| code.map(Stmt::Unit))
    }

    /// As `activation`, for any root.
    pub(super) fn activate(
        &mut self,
        root: &Root,
        ty: Ty,
        target: Slot,
        span: SpanId,
    ) -> Lowered<Option<Code<()>>> {
        if matches!(root.base, Base::None | Base::Raw) {
            return Ok(None);
        }
        let extent = self.extent(ty)?;
        let is_wide = !self.is_sized(ty);
        let guarded = root.guarded(AccessKind::MutBorrow, span);
        Ok(Some(code(move |fp: Fp, ctx: &mut Ctx| {
            let ptr = ctx.mem.local_ref(fp, target);
            let meta = if is_wide { ctx.mem.local_fat(fp, target).meta } else { 0 };
            let len = extent.len(meta);
            if len != 0 {
                let tag = guarded.borrow(fp, ctx, ptr, len);
                ctx.mem.set_local_ref(fp, target, Ptr { addr: ptr.addr, tag });
            }
        })))
    }

    // ---- raw pointers ----

    /// The value of a raw pointer type without its tag: no loan goes with it.
    pub(super) fn strip(&mut self, ty: Ty, out: Out, want: Want) -> Out {
        if !self.tracks || !matches!(ty.kind(), TyKind::RawPtr(..)) {
            return out;
        }
        match (out, want) {
            (Out::Value(AnyOperand::Ptr(value)), _) => {
                let value = value.code();
                Out::Value(AnyOperand::Ptr(Operand::Node(code(move |fp, ctx| Ptr {
                    addr: value.call(fp, ctx).addr,
                    tag: Tag::NONE,
                }))))
            }
            (Out::Stmt(stmt), Want::Slot(slot)) => {
                let clear = code(move |fp: Fp, ctx: &mut Ctx| {
                    crate::access::ok(ctx.mem.store_tag(fp.at(slot), Tag::NONE), SpanId::NONE);
                });
                Out::Stmt(sequence(vec![stmt, Stmt::Unit(clear)]))
            }
            (out, _) => out,
        }
    }
}

fn borrow_access(kind: BorrowKind) -> AccessKind {
    match kind {
        BorrowKind::Mut | BorrowKind::Unique => AccessKind::MutBorrow,
        BorrowKind::Shared | BorrowKind::TwoPhase | BorrowKind::PassThrough => AccessKind::SharedBorrow,
    }
}

/// Whether the borrow is a loan at once.
fn makes_loan(kind: BorrowKind) -> bool {
    matches!(kind, BorrowKind::Shared | BorrowKind::Mut | BorrowKind::Unique)
}

/// Ends the storage of locals after what is evaluated in their scope.
pub(super) fn then_end(out: Out, ends: Box<[Code<()>]>) -> Out {
    fn then<T: Send + 'static>(body: Code<T>, ends: Box<[Code<()>]>) -> Code<T> {
        code(move |fp, ctx| {
            let value = body.call(fp, ctx);
            for end in &ends {
                end.call(fp, ctx);
            }
            value
        })
    }
    fn any<T: Reg>(body: Code<T>, ends: Box<[Code<()>]>) -> AnyCode {
        T::any(then(body, ends))
    }
    match out {
        Out::Stmt(Stmt::Unit(unit)) => Out::Stmt(Stmt::Unit(then(unit, ends))),
        Out::Stmt(Stmt::Ctl(ctl)) => Out::Stmt(Stmt::Ctl(then(ctl, ends))),
        Out::Value(value) => Out::Value(with_code!(value.code(), body => any(body, ends)).into()),
    }
}
