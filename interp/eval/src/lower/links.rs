//! The references that calls return, and those inside values.
//!
//! What a call returns lives as long as the arguments whose lifetimes its type names (L6). Where in the result those
//! references lie is found on its declared type: a region of a reference parameter is marked, and the type is walked
//! with its layout. Types of the library that borrow hold raw pointers instead of references.
//!
//! Invariant: a word that is found holds a pointer, or null.

use std::sync::Arc;

use treebeard_sema::ty::{GenericArg, Region, Ty, TyKind, TypeFolder, erase_regions, fold_ty, subst_ty};
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{Fp, Slot, Tag};
use crate::program::AdtKind;
use crate::reg::{AnyCode, Class, Ptr, RegClass};
use crate::track;

use super::call::Source;
use super::layout::VariantTag;
use super::scope::Part;
use super::{Lower, Lowered, Stmt, variant_layout};

/// A pointer inside a value.
#[derive(Clone, Debug)]
pub(super) struct Word {
    at: u64,
    /// The enums it lies in: where, how their variant is told, and the variant that has it.
    when: Vec<(u64, Arc<VariantTag>, u32)>,
}

impl Word {
    /// Its address in the value at `base`, if that has it.
    #[inline]
    pub(super) fn find(&self, ctx: &Ctx, base: usize) -> Option<usize> {
        let has = |(at, tag, variant): &(u64, Arc<VariantTag>, u32)| {
            tag.read(ctx, base.wrapping_add(*at as usize)) == *variant
        };
        self.when.iter().all(has).then(|| base.wrapping_add(self.at as usize))
    }
}

/// References of one lifetime in a result.
#[derive(Clone, Debug)]
struct Group {
    /// The arguments that have it, by their place in the plan.
    arguments: Vec<usize>,
    words: Vec<Word>,
}

/// What becomes of the references in the result of a call.
#[derive(Clone, Debug)]
pub(crate) struct LinkPlan {
    /// Arguments whose lifetime the result's type names.
    pub(super) arguments: Vec<usize>,
    /// Where the result has references that live as long as those.
    linked: Vec<Group>,
    /// Where it has references of a lifetime that no argument has: they came from raw pointers.
    unbound: Vec<Word>,
}

impl Lower<'_> {
    // ---- references inside values ----

    /// Where a value of a concrete type holds references, or pointers that stand for them.
    pub(super) fn reference_words(&mut self, ty: Ty) -> Vec<Word> {
        let mut words = Vec::new();
        if self.tracks {
            let here = Here { at: 0, when: Vec::new(), in_library: false, depth: 0 };
            self.words(ty, &here, &|_| true, &mut words);
        }
        words
    }

    fn words(&mut self, ty: Ty, here: &Here, names: &dyn Fn(Region) -> bool, out: &mut Vec<Word>) {
        if here.depth > 8 {
            return;
        }
        match ty.kind() {
            TyKind::Ref(region, ..) if names(*region) => out.push(here.word()),
            TyKind::RawPtr(..) if here.in_library => out.push(here.word()),
            TyKind::Adt(adt, args) => {
                if self.engine.program.is_box(ty) || self.engine.program.adt_kind(*adt) == AdtKind::Union {
                    return;
                }
                let regions = args.iter().filter(|arg| matches!(arg, GenericArg::Region(_))).count();
                let named =
                    regions == 1 && args.iter().any(|&a| matches!(a, GenericArg::Region(r) if names(r)));
                let wraps = here.in_library && self.engine.program.def_path(*adt).ends_with("::NonNull");
                let in_library = self.engine.program.is_library(*adt) && (named || wraps);
                let concrete = self.engine.program.normalize(erase_regions(&ty));
                let Ok(layout) = self.layout(concrete) else { return };
                if layout.size == 0 || !layout.sized || layout.pointers.is_empty() {
                    return;
                }
                let is_enum = self.engine.program.adt_kind(*adt) == AdtKind::Enum;
                let tag = if is_enum { self.variant_tag(concrete).ok().map(Arc::new) } else { None };
                for variant in 0..self.engine.program.variant_count(*adt) as u32 {
                    let mut inside = here.inside(in_library);
                    inside.when.extend(tag.clone().map(|tag| (here.at, tag, variant)));
                    let fields = self.engine.program.raw_field_types(*adt, variant, *args);
                    let inner = variant_layout(&layout, is_enum.then_some(variant)).fields.clone();
                    for (i, field) in fields.into_iter().enumerate() {
                        inside.at = here.at + inner.offset(i);
                        self.words(field, &inside, names, out);
                    }
                }
            }
            TyKind::Tuple(fields) => {
                let concrete = self.engine.program.normalize(erase_regions(&ty));
                self.field_words(concrete, fields, here, names, out);
            }
            TyKind::Closure(id, args) => {
                let captures = super::shim::capture_types(&self.engine, *id, *args);
                self.field_words(ty, &captures, here, names, out);
            }
            _ => {}
        }
    }

    fn field_words(
        &mut self,
        ty: Ty,
        fields: &[Ty],
        here: &Here,
        names: &dyn Fn(Region) -> bool,
        out: &mut Vec<Word>,
    ) {
        let Ok(layout) = self.layout(ty) else { return };
        let mut inside = here.inside(false);
        for (i, &field) in fields.iter().enumerate() {
            inside.at = here.at + layout.fields.offset(i);
            self.words(field, &inside, names, out);
        }
    }

    // ---- calls ----

    /// What becomes of the references in the result of a call of `def`.
    pub(super) fn link_plan(
        &mut self,
        def: treebeard_sema::def::DefId,
        args: treebeard_sema::ty::GenericArgs,
    ) -> Option<LinkPlan> {
        if !self.tracks {
            return None;
        }
        let sig = self.engine.program.signature(def)?;
        let mut outer = Vec::new();
        let mut all = Regions::default();
        for (i, &input) in sig.inputs.iter().enumerate() {
            if let TyKind::Ref(region, ..) = input.kind() {
                outer.push((i, *region));
            }
            fold_ty(&mut all, input);
        }
        let mut named = Regions::default();
        fold_ty(&mut named, sig.output);
        let is_free = |region: &Region| matches!(region, Region::Param(..) | Region::Bound(..));
        outer.retain(|(_, region)| is_free(region) && named.0.contains(region));
        let here = Here { at: 0, when: Vec::new(), in_library: false, depth: 0 };
        let arguments = outer.iter().map(|&(i, _)| i).collect();
        let mut plan = LinkPlan { arguments, linked: Vec::new(), unbound: Vec::new() };
        let mut done: Vec<Region> = Vec::new();
        for &(_, region) in &outer {
            if done.contains(&region) {
                continue;
            }
            done.push(region);
            let same = outer.iter().enumerate().filter(|(_, (_, other))| *other == region);
            let mut group = Group { arguments: same.map(|(i, _)| i).collect(), words: Vec::new() };
            let output = subst_ty(fold_ty(&mut Mark(&|other| other == region), sig.output), args);
            self.words(output, &here, &|region| region == MARKED, &mut group.words);
            plan.linked.extend((!group.words.is_empty()).then_some(group));
        }
        let unknown = |region: Region| is_free(&region) && !all.0.contains(&region);
        if named.0.iter().any(|&region| unknown(region)) {
            let output = subst_ty(fold_ty(&mut Mark(&unknown), sig.output), args);
            self.words(output, &here, &|region| region == MARKED, &mut plan.unbound);
        }
        (!plan.linked.is_empty() || !plan.unbound.is_empty()).then_some(plan)
    }

    /// Room for the tags of the arguments that a plan names.
    pub(super) fn allot_saved(&mut self, plan: Option<&LinkPlan>) -> Vec<Slot> {
        plan.iter().flat_map(|plan| &plan.arguments).map(|_| self.temp(8, 8)).collect()
    }

    /// What has to be done when all arguments are in place: reserved receivers become loans, tags are kept.
    pub(super) fn begin_call(
        &mut self,
        sources: &[Source<'_>],
        parts: &[Part],
        (plan, saved): (Option<&LinkPlan>, &[Slot]),
        out: &mut Vec<Stmt>,
    ) -> Lowered<()> {
        for (source, part) in sources.iter().zip(parts) {
            if let Source::Expr(e) = source {
                out.extend(self.activation(e, part.target)?);
            }
        }
        if let Some(plan) = plan {
            for (&argument, &slot) in plan.arguments.iter().zip(saved) {
                out.push(Stmt::Unit(save_tag(parts[argument].target, slot)));
            }
        }
        Ok(())
    }

    /// Adds to a call what its plan says. `saved` are slots with the arguments' tags, the result in memory at `at`.
    pub(super) fn linked_call(
        call: AnyCode,
        class: Class,
        plan: Option<LinkPlan>,
        saved: Vec<Slot>,
        (at, span): (Slot, SpanId),
    ) -> AnyCode {
        let Some(plan) = plan else { return call };
        if !matches!(class, Class::Memory | Class::Reg(RegClass::Ptr)) {
            return call;
        }
        let tags = move |fp: Fp, ctx: &Ctx, group: &Group| -> Vec<Tag> {
            let tag = |&i: &usize| ctx.mem.load_tag(fp.at(saved[i])).unwrap_or(Tag::NONE);
            group.arguments.iter().map(tag).collect()
        };
        match call {
            AnyCode::Ptr(call) => AnyCode::Ptr(code(move |fp, ctx| {
                let result = call.call(fp, ctx);
                match plan.linked.first() {
                    _ if result.addr == 0 => result,
                    Some(group) => {
                        let tags = tags(fp, ctx, group);
                        Ptr { addr: result.addr, tag: track::link(ctx, result, &tags, span) }
                    }
                    None => Ptr { addr: result.addr, tag: Tag::NONE },
                }
            })),
            AnyCode::Unit(call) => AnyCode::Unit(code(move |fp, ctx| {
                call.call(fp, ctx);
                let base = fp.at(at);
                for group in &plan.linked {
                    let tags = tags(fp, ctx, group);
                    for word in group.words.iter().filter_map(|word| word.find(ctx, base)).collect::<Vec<_>>()
                    {
                        let result = crate::access::ok(ctx.mem.load_ref(word), SpanId::NONE);
                        if result.addr != 0 {
                            let tag = track::link(ctx, result, &tags, span);
                            crate::access::ok(ctx.mem.store_tag(word, tag), SpanId::NONE);
                        }
                    }
                }
                for word in &plan.unbound {
                    if let Some(word) = word.find(ctx, base) {
                        crate::access::ok(ctx.mem.store_tag(word, Tag::NONE), SpanId::NONE);
                    }
                }
            })),
            other => other,
        }
    }
}

/// Where in a type a walk for references is.
#[derive(Clone)]
struct Here {
    at: u64,
    when: Vec<(u64, Arc<VariantTag>, u32)>,
    /// In a library type that borrows: its raw pointers stand for references.
    in_library: bool,
    depth: u32,
}

impl Here {
    fn word(&self) -> Word {
        Word { at: self.at, when: self.when.clone() }
    }

    fn inside(&self, in_library: bool) -> Here {
        Here { in_library, depth: self.depth + 1, ..self.clone() }
    }
}

/// The regions that are looked for.
const MARKED: Region = Region::Var(0);

/// Collects regions.
#[derive(Default)]
struct Regions(Vec<Region>);

impl TypeFolder for Regions {
    fn fold_region(&mut self, region: Region) -> Region {
        self.0.push(region);
        region
    }
}

/// Marks some regions of a type and erases the others.
struct Mark<'a>(&'a dyn Fn(Region) -> bool);

impl TypeFolder for Mark<'_> {
    fn fold_region(&mut self, region: Region) -> Region {
        if (self.0)(region) { MARKED } else { Region::Erased }
    }
}

/// Keeps the tag of an argument for the link of the result.
fn save_tag(param: Slot, slot: Slot) -> Code<()> {
    code(move |fp: Fp, ctx: &mut Ctx| {
        let tag = crate::access::ok(ctx.mem.load_tag(fp.at(param)), SpanId::NONE);
        crate::access::ok(ctx.mem.store_tag(fp.at(slot), tag), SpanId::NONE);
    })
}
