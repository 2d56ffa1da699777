//! Who matches: `let`, `let … else`, the arms of a `match`. What a pattern tests and binds is in `pattern`.

use treebeard_sema::tree::{Arm, Expr, Pattern, PatternKind, Place};
use treebeard_sema::ty::TyKind;

use crate::code::{Code, Ctl, code};
use crate::reg::{AnyCode, Reg, RegClass};

use super::control::internal;
use super::layout::VariantTag;
use super::moves::Needs;
use super::pattern::Matcher;
use super::scope::Guard;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, sequence, sequence_units};

/// A lowered arm.
struct LoweredArm {
    test: Option<Code<bool>>,
    body: Out,
}

impl Lower<'_> {
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
    let variant = super::discriminant_code(place, tag);
    let table = jump_table(keys);
    let (mut values, mut stmts) = (Vec::new(), Vec::new());
    for arm in arms {
        match arm.body {
            Out::Value(value) => values.push(value.code()),
            Out::Stmt(stmt) => stmts.push(stmt),
        }
    }
    if !values.is_empty() {
        if !stmts.is_empty() {
            return Err(internal("arms of different wants"));
        }
        let class = values.iter().map(AnyCode::class).find(|&class| class != RegClass::Unit);
        return crate::with_class!(class.unwrap_or(RegClass::Unit), T => jump_value::<T>(variant, table, values));
    }
    let (mut units, mut ctls) = (Vec::new(), Vec::new());
    let falls_through = stmts.iter().all(|stmt| matches!(stmt, Stmt::Unit(_)));
    for stmt in stmts {
        match stmt {
            Stmt::Unit(unit) if falls_through => units.push(unit),
            stmt => ctls.push(stmt.ctl()),
        }
    }
    Ok(Out::Stmt(if falls_through {
        Stmt::Unit(jump(variant, table, units))
    } else {
        Stmt::Ctl(jump(variant, table, ctls))
    }))
}

/// The number of the first arm that takes each variant; variants above the highest one named share the last entry.
fn jump_table(keys: &[Option<Vec<u32>>]) -> Box<[u8]> {
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
    table.into_boxed_slice()
}

fn jump<T: Send + Sync + 'static>(variant: Code<u32>, table: Box<[u8]>, arms: Vec<Code<T>>) -> Code<T> {
    let arms = arms.into_boxed_slice();
    code(move |fp, ctx| {
        let variant = variant.call(fp, ctx) as usize;
        let index = *table.get(variant).unwrap_or(&table[table.len() - 1]);
        match arms.get(usize::from(index)) {
            Some(arm) => arm.call(fp, ctx),
            None => crate::trap::bug("no arm for this variant"),
        }
    })
}

/// A jump whose arms have values.
fn jump_value<T: Reg>(variant: Code<u32>, table: Box<[u8]>, arms: Vec<AnyCode>) -> Lowered<Out> {
    let count = arms.len();
    // Arms of type `!` take the type of the others.
    let class = T::any(code(|_, _| -> T { crate::trap::bug("never called") })).class();
    let arms: Vec<Code<T>> = arms
        .into_iter()
        .map(|one| match one {
            AnyCode::Unit(unit) if class != RegClass::Unit => super::expr::after_unit(unit, class).code(),
            other => other,
        })
        .filter_map(T::typed)
        .collect();
    if arms.len() != count {
        return Err(internal("arms of different types"));
    }
    Ok(Out::Value(T::any(jump(variant, table, arms)).into()))
}
