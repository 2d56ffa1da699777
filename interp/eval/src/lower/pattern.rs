//! Patterns: tests, then bindings.
//!
//! A pattern against a pinned place becomes a list of steps (tests, and loads of the references between them) and a
//! list of bindings. Bindings copy bytes; only when the whole arm has been chosen are flags of what was moved out
//! cleared and those of the variables set, so that a guard that fails leaves everything as it was.

use treebeard_sema::tree::{
    Arm, BindingMode, BorrowKind, Const, Expr, LocalId, Pattern, PatternKind, Place, Projection,
    ProjectionKind,
};
use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::BinaryOp;

use crate::access::ok;
use crate::code::{Code, Ctl, code};
use crate::memory::AccessKind;
use crate::reg::{AnyCode, AnyOperand, Class, RegClass};

use super::control::internal;
use super::layout::{VariantTag, VariantTest};
use super::moves::Needs;
use super::scope::Guard;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, op, sequence, sequence_units};

/// One step of matching.
#[derive(Debug)]
enum Step {
    Test(Code<bool>),
    Do(Code<()>),
}

/// A lowered pattern.
#[derive(Debug, Default)]
struct Matcher {
    steps: Vec<Step>,
    binds: Vec<Code<()>>,
    /// Flags to change once the arm is chosen.
    commit: Vec<Code<()>>,
    /// One of several alternatives: what belongs to this one only cannot wait for the choice of the arm.
    in_or: bool,
}

impl Matcher {
    fn is_refutable(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Test(_)))
    }

    /// The test (none if irrefutable) and what has to be done after it.
    fn split(self) -> (Option<Code<bool>>, Vec<Code<()>>, Vec<Code<()>>) {
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

/// A lowered arm.
struct LoweredArm {
    test: Option<Code<bool>>,
    body: Out,
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

    fn match_pattern(&mut self, pattern: &Pattern, place: &PlaceOut, out: &mut Matcher) -> Lowered<()> {
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
                self.match_slice(pattern, prefix, middle.as_deref(), suffix, place, out)?;
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
        pattern: &Pattern,
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
        let _ = pattern;
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

    // ---- uses ----

    fn pinned_place(&mut self, place: &Place) -> Lowered<PlaceOut> {
        self.check_moved(place, Needs::Part);
        let mut out = self.place(place)?;
        if out.path.is_none()
            && place.projections.is_empty()
            && let treebeard_sema::tree::PlaceBase::Local(local) = place.base
        {
            out.path = self.root_path(local);
        }
        self.pin(out)
    }

    /// `let` as a condition: binds on success.
    pub(crate) fn lower_let(&mut self, pattern: &Pattern, place: &Place) -> Lowered<Code<bool>> {
        let place = self.pinned_place(place)?;
        let mut matcher = Matcher::default();
        self.match_pattern(pattern, &place, &mut matcher)?;
        let (test, mut then, commit) = matcher.split();
        then.extend(commit);
        let test = test.unwrap_or_else(|| code(|_, _| true));
        if then.is_empty() {
            return Ok(test);
        }
        let then = sequence_units(then);
        Ok(code(move |fp, ctx| {
            if !test.call(fp, ctx) {
                return false;
            }
            then.call(fp, ctx);
            true
        }))
    }

    /// `let pattern = place else { … }`.
    pub(crate) fn lower_bind(
        &mut self,
        pattern: &Pattern,
        place: &Place,
        els: Option<&Expr>,
    ) -> Lowered<Stmt> {
        let out = self.with_pre(|this| {
            let place = this.pinned_place(place)?;
            let mut matcher = Matcher::default();
            this.match_pattern(pattern, &place, &mut matcher)?;
            let (test, mut then, commit) = matcher.split();
            then.extend(commit);
            let then = sequence_units(then);
            Ok(Out::Stmt(match (test, els) {
                (None, _) => Stmt::Unit(then),
                (Some(test), Some(els)) => {
                    let els = match this.lower(els, Want::Effect) {
                        Out::Stmt(Stmt::Ctl(els)) => els,
                        Out::Stmt(Stmt::Unit(els)) => {
                            return Ok(Out::Stmt(Stmt::Unit(code(move |fp, ctx| {
                                if test.call(fp, ctx) {
                                    then.call(fp, ctx);
                                } else {
                                    els.call(fp, ctx);
                                    crate::trap::bug("`else` of a `let` went on")
                                }
                            }))));
                        }
                        Out::Value(_) => return Err(internal("`else` of a `let`")),
                    };
                    Stmt::Ctl(code(move |fp, ctx| {
                        if test.call(fp, ctx) {
                            then.call(fp, ctx);
                            return Ctl::NEXT;
                        }
                        els.call(fp, ctx)
                    }))
                }
                // Irrefutable for the type checker, e.g. because the other variants cannot exist.
                (Some(test), None) => Stmt::Unit(code(move |fp, ctx| {
                    test.call(fp, ctx);
                    then.call(fp, ctx);
                })),
            }))
        })?;
        match out {
            Out::Stmt(stmt) => Ok(stmt),
            Out::Value(_) => Err(internal("statement")),
        }
    }

    /// `match`.
    pub(crate) fn lower_match(&mut self, place: &Place, arms: &[Arm], e: &Expr, want: Want) -> Lowered<Out> {
        let scrutinee = self.pinned_place(place)?;
        if arms.is_empty() {
            let never = code(|_, _| crate::trap::bug("a value of an empty type exists"));
            return Ok(match want {
                Want::Value => {
                    let ty = self.mono(e.ty);
                    Out::Value(super::expr::after_unit(never, self.reg_class(ty)?))
                }
                Want::Slot(_) | Want::Effect => Out::Stmt(Stmt::Unit(never)),
            });
        }
        let mut lowered = Vec::with_capacity(arms.len());
        let mut keys: Vec<Option<Vec<u32>>> = Vec::with_capacity(arms.len());
        let by_variant = self.is_variant_match(&scrutinee, arms);
        for arm in arms {
            // A guard is tried for every alternative.
            let alternatives = match (&arm.pattern.kind, &arm.guard) {
                (PatternKind::Or(alternatives), Some(_)) => alternatives.as_slice(),
                _ => std::slice::from_ref(&arm.pattern),
            };
            for pattern in alternatives {
                let height = self.height();
                let one = self.lower_arm(arm, pattern, &scrutinee, want)?;
                self.set_height(height);
                keys.push(if arm.guard.is_none() { simple_variants(pattern) } else { None });
                lowered.push(one);
            }
        }
        if by_variant {
            let tag = self.variant_tag(scrutinee.ty)?;
            return switch(scrutinee.code, tag, lowered, &keys);
        }
        chain(lowered)
    }

    /// Whether the arms only ask for the variant: then it is read once.
    fn is_variant_match(&mut self, place: &PlaceOut, arms: &[Arm]) -> bool {
        arms.len() > 2
            && matches!(place.ty.kind(), TyKind::Adt(adt, _)
                if self.engine.program.adt_kind(*adt) == crate::program::AdtKind::Enum)
            && arms.iter().all(|arm| arm.guard.is_none() && simple_variants(&arm.pattern).is_some())
    }

    fn lower_arm(
        &mut self,
        arm: &Arm,
        pattern: &Pattern,
        place: &PlaceOut,
        want: Want,
    ) -> Lowered<LoweredArm> {
        let mut matcher = Matcher::default();
        self.match_pattern(pattern, place, &mut matcher)?;
        let _ = matcher.is_refutable();
        let (mut test, mut then, commit) = matcher.split();
        if let Some(guard) = &arm.guard {
            if guard.diverts {
                return Err(treebeard_syntax::Unsupported::new(
                    "a match guard that leaves the match",
                    guard.span,
                ));
            }
            let outer = std::mem::replace(&mut self.in_guard, true);
            let guard = self.condition(guard);
            self.in_guard = outer;
            let guard = guard?;
            let guard = Guard::for_locals(self, &arm.locals).unless_held(guard);
            let bind = sequence_units(std::mem::take(&mut then));
            let first = test.take();
            test = Some(code(move |fp, ctx| {
                if let Some(first) = &first
                    && !first.call(fp, ctx)
                {
                    return false;
                }
                bind.call(fp, ctx);
                guard.call(fp, ctx)
            }));
        }
        then.extend(commit);
        let guard = Guard::for_locals(self, &arm.locals);
        let body = self.lower(&arm.body, want);
        // The pattern has bound every local of the arm: their flags are set already.
        let body = guard.around_params(body);
        let body = if then.is_empty() { body } else { prefix(sequence_units(then), body) };
        Ok(LoweredArm { test, body })
    }
}

/// Runs a statement first.
fn prefix(first: Code<()>, out: Out) -> Out {
    match out {
        Out::Stmt(stmt) => Out::Stmt(sequence(vec![Stmt::Unit(first), stmt])),
        Out::Value(value) => Out::Value(super::first_then(first, value.code()).into()),
    }
}

/// Tries arms in order.
fn chain(mut arms: Vec<LoweredArm>) -> Lowered<Out> {
    // Arms behind an irrefutable one are never reached.
    if let Some(last) = arms.iter().position(|arm| arm.test.is_none()) {
        arms.truncate(last + 1);
    }
    let mut out = match arms.pop() {
        None => return Err(internal("match without arms")),
        Some(LoweredArm { test: None, body }) => body,
        // Exhaustive: the last arm's test only loads what its bindings need.
        Some(LoweredArm { test: Some(test), body }) => prefix(
            code(move |fp, ctx| {
                test.call(fp, ctx);
            }),
            body,
        ),
    };
    while let Some(LoweredArm { test, body }) = arms.pop() {
        out = match test {
            Some(test) => super::control::choose(test, body, out)?,
            None => body,
        };
    }
    Ok(out)
}

/// The variants a pattern asks for, if it asks for nothing else (empty: any).
fn simple_variants(pattern: &Pattern) -> Option<Vec<u32>> {
    let total = |p: &Pattern| match &p.kind {
        PatternKind::Wild => true,
        PatternKind::Binding { sub, .. } => sub.is_none(),
        _ => false,
    };
    match &pattern.kind {
        PatternKind::Wild => Some(Vec::new()),
        PatternKind::Binding { sub: None, .. } => Some(Vec::new()),
        PatternKind::Variant { variant, fields, .. } if fields.iter().all(|(_, sub)| total(sub)) => {
            Some(vec![*variant])
        }
        PatternKind::Or(alternatives) => {
            let mut all = Vec::new();
            for alternative in alternatives {
                match &alternative.kind {
                    // Alternatives that bind do so in their test, which a switch skips.
                    PatternKind::Variant { variant, fields, .. }
                        if fields.iter().all(|(_, sub)| matches!(sub.kind, PatternKind::Wild)) =>
                    {
                        all.push(*variant);
                    }
                    _ => return None,
                }
            }
            Some(all)
        }
        _ => None,
    }
}

/// Reads the variant once and jumps.
fn switch(
    place: PlaceCode,
    tag: VariantTag,
    arms: Vec<LoweredArm>,
    keys: &[Option<Vec<u32>>],
) -> Lowered<Out> {
    let highest = keys.iter().flatten().flatten().copied().max().unwrap_or(0) as usize;
    let mut table = vec![u8::MAX; highest + 2];
    for (i, key) in keys.iter().enumerate().take(usize::from(u8::MAX)) {
        match key.as_deref() {
            Some([]) => {
                table.iter_mut().filter(|entry| **entry == u8::MAX).for_each(|entry| *entry = i as u8);
                break;
            }
            Some(variants) => {
                for &variant in variants {
                    if table[variant as usize] == u8::MAX {
                        table[variant as usize] = i as u8;
                    }
                }
            }
            None => {}
        }
    }
    let variant = super::discriminant_code(place, tag);
    let table = table.into_boxed_slice();
    fn jump<T: Send + Sync + 'static>(variant: Code<u32>, table: Box<[u8]>, arms: Vec<Code<T>>) -> Code<T> {
        let arms = arms.into_boxed_slice();
        code(move |fp, ctx| {
            let variant = variant.call(fp, ctx) as usize;
            // Variants above the highest one named share the last entry.
            let index = *table.get(variant).unwrap_or(&table[table.len() - 1]);
            match arms.get(usize::from(index)) {
                Some(arm) => arm.call(fp, ctx),
                None => crate::trap::bug("no arm for this variant"),
            }
        })
    }
    let bodies: Vec<Out> = arms.into_iter().map(|arm| arm.body).collect();
    if bodies.iter().all(|body| matches!(body, Out::Stmt(_))) {
        let stmts: Vec<Stmt> =
            bodies.into_iter().filter_map(|b| if let Out::Stmt(s) = b { Some(s) } else { None }).collect();
        if stmts.iter().all(|stmt| matches!(stmt, Stmt::Unit(_))) {
            let units = stmts
                .into_iter()
                .filter_map(|s| if let Stmt::Unit(c) = s { Some(c) } else { None })
                .collect();
            return Ok(Out::Stmt(Stmt::Unit(jump(variant, table, units))));
        }
        let ctls = stmts.into_iter().map(Stmt::ctl).collect();
        return Ok(Out::Stmt(Stmt::Ctl(jump(variant, table, ctls))));
    }
    let codes: Vec<AnyCode> = bodies
        .into_iter()
        .map(|body| match body {
            Out::Value(value) => Ok(value.code()),
            Out::Stmt(_) => Err(internal("arms of different wants")),
        })
        .collect::<Lowered<_>>()?;
    fn typed<T: crate::reg::Reg>(variant: Code<u32>, table: Box<[u8]>, codes: Vec<AnyCode>) -> Lowered<Out> {
        let count = codes.len();
        // Arms of type `!` take the type of the others.
        let class = T::any(code(|_, _| -> T { crate::trap::bug("never called") })).class();
        let codes: Vec<Code<T>> = codes
            .into_iter()
            .map(|one| match one {
                AnyCode::Unit(unit) if class != RegClass::Unit => super::expr::after_unit(unit, class).code(),
                other => other,
            })
            .filter_map(T::typed)
            .collect();
        if codes.len() != count {
            return Err(internal("arms of different types"));
        }
        Ok(Out::Value(T::any(jump(variant, table, codes)).into()))
    }
    let class =
        codes.iter().map(AnyCode::class).find(|&class| class != RegClass::Unit).unwrap_or(RegClass::Unit);
    crate::with_class!(class, T => typed::<T>(variant, table, codes))
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
