//! Patterns: tests, then bindings. Who matches is in `arms`.
//!
//! A pattern against a pinned place becomes a list of steps (tests, and loads of the references between them) and a
//! list of bindings. Bindings copy bytes; only when the whole arm has been chosen are flags of what was moved out
//! cleared and those of the variables set, so that a guard that fails leaves everything as it was.

use treebeard_sema::tree::{
    BindingMode, BorrowKind, Const, Expr, LocalId, Pattern, PatternKind, Projection, ProjectionKind,
};
use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::BinaryOp;

use crate::access::ok;
use crate::code::{Code, code};
use crate::memory::AccessKind;
use crate::reg::{AnyOperand, Class, RegClass};

use super::control::internal;
use super::layout::{VariantTag, VariantTest};
use super::{Lower, Lowered, PlaceCode, PlaceOut, op, sequence_units};

/// One step of matching.
#[derive(Debug)]
enum Step {
    Test(Code<bool>),
    Do(Code<()>),
}

/// A lowered pattern.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    steps: Vec<Step>,
    binds: Vec<Code<()>>,
    /// Flags to change once the arm is chosen.
    commit: Vec<Code<()>>,
    /// One of several alternatives: what belongs to this one only cannot wait for the choice of the arm.
    in_or: bool,
}

impl Matcher {
    /// The test (none if irrefutable) and what has to be done after it.
    pub(super) fn split(self) -> (Option<Code<bool>>, Vec<Code<()>>, Vec<Code<()>>) {
        let mut test: Option<Code<bool>> = None;
        let mut pending: Vec<Code<()>> = Vec::new();
        for step in self.steps {
            match step {
                Step::Do(load) => pending.push(load),
                Step::Test(next) => {
                    let next = if pending.is_empty() {
                        next
                    } else {
                        let loads = sequence_units(std::mem::take(&mut pending));
                        code(move |fp, ctx| {
                            loads.call(fp, ctx);
                            next.call(fp, ctx)
                        })
                    };
                    test = Some(match test {
                        None => next,
                        Some(first) => code(move |fp, ctx| first.call(fp, ctx) && next.call(fp, ctx)),
                    });
                }
            }
        }
        pending.extend(self.binds);
        (test, pending, self.commit)
    }
}

impl Lower<'_> {
    /// Variant tag of an enum type.
    pub(crate) fn variant_tag(&mut self, ty: Ty) -> Lowered<VariantTag> {
        let layout = self.layout(ty)?;
        let TyKind::Adt(adt, _) = ty.kind() else { return Err(internal("variant of no enum")) };
        let program = self.engine.program.clone();
        let discriminants: Vec<i128> =
            (0..program.variant_count(*adt)).map(|i| program.discriminant(*adt, i as u32)).collect();
        Ok(VariantTag::new(&layout, &discriminants))
    }

    pub(super) fn match_pattern(
        &mut self,
        pattern: &Pattern,
        place: &PlaceOut,
        out: &mut Matcher,
    ) -> Lowered<()> {
        match &pattern.kind {
            PatternKind::Wild => {}
            PatternKind::Never => out.steps.push(Step::Test(code(|_, _| false))),
            PatternKind::Binding { local, mode, moved, sub } => {
                self.match_binding((*local, *mode, moved), place, out, pattern.span)?;
                if let Some(sub) = sub {
                    self.match_pattern(sub, place, out)?;
                }
            }
            PatternKind::Deref(sub) => {
                let next = self.step(place, ProjectionKind::Deref, sub.ty, out)?;
                self.match_pattern(sub, &next, out)?;
            }
            PatternKind::Variant { variant, fields, .. } => {
                let tag = self.variant_tag(place.ty)?;
                if let Some(test) = variant_test(place.code.again(), tag.test(*variant)) {
                    out.steps.push(Step::Test(test));
                }
                let whole = self.step(place, ProjectionKind::Downcast(*variant), pattern.ty, out)?;
                for (index, sub) in fields {
                    let next = self.step(&whole, ProjectionKind::Field(*index), sub.ty, out)?;
                    self.match_pattern(sub, &next, out)?;
                }
            }
            PatternKind::Leaf(fields) => {
                for (index, sub) in fields {
                    let next = self.step(place, ProjectionKind::Field(*index), sub.ty, out)?;
                    self.match_pattern(sub, &next, out)?;
                }
            }
            PatternKind::Constant(c) => {
                let test = self.constant_test(c, place, pattern.span)?;
                out.steps.push(Step::Test(test));
            }
            PatternKind::Range { start, end, inclusive } => {
                let class = self.reg_class(place.ty)?;
                let mut bound = |this: &mut Self, c: &Const, op: BinaryOp| -> Lowered<()> {
                    let limit = this.const_operand(c, place.ty, pattern.span)?;
                    let value = place.code.again().read(class);
                    out.steps.push(Step::Test(op::compare(op, value, limit, pattern.span)?));
                    Ok(())
                };
                if let Some(start) = start {
                    bound(self, start, BinaryOp::Ge)?;
                }
                if let Some(end) = end {
                    bound(self, end, if *inclusive { BinaryOp::Le } else { BinaryOp::Lt })?;
                }
            }
            PatternKind::Slice { prefix, middle, suffix } => {
                self.match_slice(prefix, middle.as_deref(), suffix, place, out)?;
            }
            PatternKind::Or(alternatives) => self.match_or(alternatives, place, out)?,
        }
        Ok(())
    }

    /// One step into a place; what it takes to get there is done between the tests.
    fn step(
        &mut self,
        place: &PlaceOut,
        kind: ProjectionKind,
        ty: Ty,
        out: &mut Matcher,
    ) -> Lowered<PlaceOut> {
        let from = PlaceOut { code: place.code.again(), root: place.root.clone(), ..*place };
        let next = self.project(from, &Projection { kind, ty }, SpanId::NONE)?;
        let (fill, code) = self.pin_code(next.code, next.ty);
        out.steps.extend(fill.map(Step::Do));
        Ok(PlaceOut { code, ..next })
    }

    fn match_binding(
        &mut self,
        (local, mode, moved): (LocalId, BindingMode, &[treebeard_sema::tree::MovePathId]),
        place: &PlaceOut,
        out: &mut Matcher,
        span: SpanId,
    ) -> Lowered<()> {
        let target = self.local(local).clone();
        let from = PlaceOut { code: place.code.again(), root: place.root.clone(), ..*place };
        match mode {
            BindingMode::Copy | BindingMode::Move => {
                let from = self.checked_use(from, AccessKind::Read, span)?;
                if mode == BindingMode::Move {
                    let again = PlaceOut { code: place.code.again(), root: place.root.clone(), ..*place };
                    if let Some(moves) = self.access_only(again, AccessKind::Move, span)? {
                        if out.in_or { &mut out.binds } else { &mut out.commit }.push(moves);
                    }
                }
                let bind = self.copy_place(from, target.slot)?;
                // The move itself comes after the copy of an alternative, before the flags of an arm.
                out.binds.push(bind);
                if mode == BindingMode::Move {
                    let untracked = if moved.is_empty() { place.path } else { None };
                    for path in moved.iter().copied().chain(untracked) {
                        out.commit.extend(self.clear_path(path));
                    }
                }
            }
            BindingMode::Ref(kind) => {
                // A guard may still read what an arm borrows mutably.
                let waits = kind == BorrowKind::Mut && !out.in_or;
                let kind = if waits { BorrowKind::TwoPhase } else { kind };
                let (ty, root) = (place.ty, place.root.clone());
                let bind = if self.is_sized(place.ty) {
                    let ptr = self.borrow(kind, from, span)?;
                    super::place::store_slot(target.slot, ptr)
                } else {
                    let fat = self.borrow_fat(kind, from, span)?;
                    code(move |fp, ctx| {
                        let fat = fat.call(fp, ctx);
                        ctx.mem.set_local_fat(fp, target.slot, fat);
                    })
                };
                out.binds.push(bind);
                if waits {
                    out.commit.extend(self.activate(&root, ty, target.slot, span)?);
                }
            }
        }
        out.commit.extend(self.set_local_flags(local));
        Ok(())
    }

    fn match_or(&mut self, alternatives: &[Pattern], place: &PlaceOut, out: &mut Matcher) -> Lowered<()> {
        let mut tests: Vec<Code<bool>> = Vec::new();
        for alternative in alternatives {
            let mut one = Matcher { in_or: true, ..Matcher::default() };
            self.match_pattern(alternative, place, &mut one)?;
            let (test, then, commit) = one.split();
            // All alternatives bind the same variables; flags of other variants' fields do not matter.
            out.commit.extend(commit);
            let test = test.unwrap_or_else(|| code(|_, _| true));
            tests.push(if then.is_empty() {
                test
            } else {
                let then = sequence_units(then);
                code(move |fp, ctx| {
                    if !test.call(fp, ctx) {
                        return false;
                    }
                    then.call(fp, ctx);
                    true
                })
            });
        }
        let tests = tests.into_boxed_slice();
        out.steps.push(Step::Test(code(move |fp, ctx| tests.iter().any(|test| test.call(fp, ctx)))));
        Ok(())
    }

    fn match_slice(
        &mut self,
        prefix: &[Pattern],
        middle: Option<&Pattern>,
        suffix: &[Pattern],
        place: &PlaceOut,
        out: &mut Matcher,
    ) -> Lowered<()> {
        let least = (prefix.len() + suffix.len()) as u64;
        if let TyKind::Slice(_) = place.ty.kind() {
            let fat = place.code.again().fat();
            let exact = middle.is_none();
            out.steps.push(Step::Test(code(move |fp, ctx| {
                let len = fat.call(fp, ctx).meta as u64;
                if exact { len == least } else { len >= least }
            })));
        }
        for (i, sub) in prefix.iter().enumerate() {
            let kind = ProjectionKind::ConstantIndex { offset: i as u64, from_end: false };
            let next = self.step(place, kind, sub.ty, out)?;
            self.match_pattern(sub, &next, out)?;
        }
        if let Some(sub) = middle
            && !matches!(sub.kind, PatternKind::Wild)
        {
            let kind = ProjectionKind::Subslice { from: prefix.len() as u64, to: suffix.len() as u64 };
            let next = self.step(place, kind, sub.ty, out)?;
            self.match_pattern(sub, &next, out)?;
        }
        for (i, sub) in suffix.iter().enumerate() {
            let kind = ProjectionKind::ConstantIndex { offset: (suffix.len() - i) as u64, from_end: true };
            let next = self.step(place, kind, sub.ty, out)?;
            self.match_pattern(sub, &next, out)?;
        }
        Ok(())
    }

    /// A constant of a pattern as an operand.
    fn const_operand(&mut self, c: &Const, ty: Ty, span: SpanId) -> Lowered<AnyOperand> {
        let e = Expr { kind: treebeard_sema::tree::ExprKind::Const(c.clone()), ty, span, diverts: false };
        self.operand(&e)
    }

    fn constant_test(&mut self, c: &Const, place: &PlaceOut, span: SpanId) -> Lowered<Code<bool>> {
        match c {
            Const::Str(text) => Ok(bytes_test(place.code.again(), text.as_str().as_bytes().into(), None)),
            Const::ByteStr(bytes) => {
                let fixed = match place.ty.kind() {
                    TyKind::Array(_, len) => Some(self.const_bits(*len, span)? as usize),
                    _ => None,
                };
                Ok(bytes_test(place.code.again(), bytes.clone(), fixed))
            }
            _ => match self.class(place.ty)? {
                Class::Reg(RegClass::Unit) => Ok(code(|_, _| true)),
                Class::Reg(class) if class != RegClass::Ptr => {
                    let limit = self.const_operand(c, place.ty, span)?;
                    let value = place.code.again().read(class);
                    op::compare(BinaryOp::Eq, value, limit, span)
                }
                _ => self.structural_test(c, place, span),
            },
        }
    }

    /// Equality with a constant of a composed type.
    fn structural_test(&mut self, c: &Const, place: &PlaceOut, span: SpanId) -> Lowered<Code<bool>> {
        let Const::Item(def, args) = c else { return Err(internal("constant in a pattern")) };
        let args = self.mono_args(*args);
        let key = crate::engine::InstanceKey { kind: crate::engine::InstanceKind::Const(*def), args };
        let global = self.engine.global(crate::engine::Global::Value(key, place.ty));
        let equal = super::glue::structural_eq(&self.engine, place.ty, span)?;
        let ptr = place.code.again().ptr();
        Ok(code(move |fp, ctx| {
            let value = ptr.call(fp, ctx).addr;
            let constant = ctx.global(global);
            equal(ctx, value, constant)
        }))
    }
}

fn variant_test(place: PlaceCode, test: VariantTest) -> Option<Code<bool>> {
    fn equal<T: crate::reg::Reg + PartialEq>(place: PlaceCode, value: T) -> Lowered<Code<bool>> {
        let class = T::any(code(move |_, _| value)).class();
        op::compare(
            BinaryOp::Eq,
            place.read(class),
            T::any_operand(crate::reg::Operand::Const(value)),
            SpanId::NONE,
        )
    }
    match test {
        VariantTest::Always => None,
        VariantTest::Never => Some(code(|_, _| false)),
        VariantTest::Equal { offset, bytes, bits } => {
            let place = place.plus(offset);
            let test = match bytes {
                1 => equal(place, bits as u8),
                2 => equal(place, bits as u16),
                4 => equal(place, bits as u32),
                8 => equal(place, bits as u64),
                _ => equal(place, bits),
            };
            test.ok()
        }
        VariantTest::OutOfRange { offset, bytes, start, last } => {
            if last == 0 {
                // One other variant: not equal to its niche value.
                let place = place.plus(offset);
                let class = match bytes {
                    1 => RegClass::U8,
                    2 => RegClass::U16,
                    4 => RegClass::U32,
                    8 => RegClass::U64,
                    _ => RegClass::U128,
                };
                let niche = super::expr::constant(class, start);
                return op::compare(BinaryOp::Ne, place.read(class), niche, SpanId::NONE).ok();
            }
            let mask = if bytes >= 16 { u128::MAX } else { (1 << (8 * bytes)) - 1 };
            let ptr = place.plus(offset).ptr();
            Some(code(move |fp, ctx| {
                let addr = ptr.call(fp, ctx).addr;
                let tag = super::layout::read_bits(ctx, addr, bytes);
                tag.wrapping_sub(start) & mask > last
            }))
        }
    }
}

fn bytes_test(place: PlaceCode, bytes: std::sync::Arc<[u8]>, fixed: Option<usize>) -> Code<bool> {
    let fat = place.fat();
    code(move |fp, ctx| {
        let fat = fat.call(fp, ctx);
        let len = fixed.unwrap_or(fat.meta);
        len == bytes.len() && ok(ctx.mem.bytes(fat.addr, len), SpanId::NONE) == &*bytes
    })
}
