//! Ownership, checked while running: what the nodes of tracked bodies call.
//!
//! Only bodies of the user's program make and check loans; the library is trusted and carries tags through as data, so
//! that what comes back from it is judged where the program uses it. Lowering (`lower::track`) decides which nodes
//! these are; without tracking none of this is reached.
//!
//! Invariant: nothing here changes the program's bytes, only tags and loans.

use treebeard_syntax::SpanId;

use crate::ctx::Ctx;
use crate::memory::{
    Access, AccessKind, EndReason, Family, Fp, Mutability, Owner, Permission, Slot, Tag, Violation,
};
use crate::reg::Ptr;
use crate::trap::{self, Trap};

/// What the accesses to a place go through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Base {
    /// Nothing that is tracked.
    #[default]
    None,
    /// The local whose header is in this slot.
    Owner(Slot),
    /// A reference, whose tag comes with the address.
    Reference,
    /// A raw pointer.
    Raw,
}

/// What has to be known of an access when the node is made.
#[derive(Clone, Debug)]
pub(crate) struct Guarded {
    pub(crate) base: Base,
    /// Slots with the addresses of the `Box` words crossed.
    pub(crate) crossed: Box<[Slot]>,
    pub(crate) kind: AccessKind,
    pub(crate) span: SpanId,
}

impl Guarded {
    /// Checks an access to `len` bytes at `ptr`.
    #[inline]
    pub(crate) fn check(&self, fp: Fp, ctx: &mut Ctx, ptr: Ptr, len: usize) {
        let write = self.kind.is_write();
        let fast = match self.base {
            Base::None | Base::Raw => return,
            Base::Owner(header) => {
                let owner = Owner::new(fp, header);
                if write { ctx.mem.check_owner_write(owner) } else { ctx.mem.check_owner_read(owner) }
            }
            Base::Reference if write => ctx.mem.check_write(ptr.tag),
            Base::Reference => ctx.mem.check_read(ptr.tag),
        };
        if fast.is_err() {
            self.check_slow(fp, ctx, ptr, len);
        }
    }

    #[cold]
    #[inline(never)]
    fn check_slow(&self, fp: Fp, ctx: &mut Ctx, ptr: Ptr, len: usize) {
        let words = self.words(fp, ctx);
        let access = Access::new(ptr.addr, len, self.span);
        let access = access.across(&words);
        let outcome = match self.base {
            Base::Owner(header) => ctx.mem.owner_access(Owner::new(fp, header), self.kind, &access),
            _ if grants(ctx, ptr.tag, self.kind) => Ok(()),
            _ => ctx.mem.access(ptr.tag, self.kind, &access),
        };
        if let Err(violation) = outcome {
            raise(&violation);
        }
    }

    fn words(&self, fp: Fp, ctx: &Ctx) -> Vec<usize> {
        self.crossed.iter().map(|&slot| ctx.mem.local(fp, slot)).collect()
    }

    /// The tag of a reference made to `len` bytes at `ptr`.
    pub(crate) fn borrow(&self, fp: Fp, ctx: &mut Ctx, ptr: Ptr, len: usize) -> Tag {
        let words = self.words(fp, ctx);
        let access = Access::new(ptr.addr, len, self.span);
        let access = access.across(&words);
        let exclusive = self.kind.is_write();
        let tag = match self.base {
            Base::None | Base::Raw => return ptr.tag,
            Base::Owner(header) if exclusive => ctx.mem.borrow_mut(Owner::new(fp, header), &access),
            Base::Owner(header) => ctx.mem.borrow_shared(Owner::new(fp, header), &access),
            Base::Reference if exclusive && grants(ctx, ptr.tag, self.kind) => return ptr.tag,
            Base::Reference if exclusive => ctx.mem.reborrow_mut(ptr.tag, &access),
            Base::Reference => ctx.mem.reborrow_shared(ptr.tag, &access),
        };
        match tag {
            Ok(tag) => tag,
            Err(violation) => raise(&violation),
        }
    }
}

/// Whether a `&mut` goes through what only grants sharing: the library made it from a cell's pointer (L12).
fn grants(ctx: &Ctx, tag: Tag, kind: AccessKind) -> bool {
    kind.is_write() && ctx.mem.ownership_state(tag).permission == Permission::SharedReadOnly
}

/// A reference is used without being followed: its loan must not have ended.
#[inline]
pub(crate) fn check_use(ctx: &Ctx, word: usize, span: SpanId) {
    let (Ok(addr), Ok(tag)) = (ctx.mem.load::<usize>(word), ctx.mem.load_tag(word)) else { return };
    if addr != 0 && tag != Tag::NONE {
        check_tag(ctx, tag, addr, span);
    }
}

/// The loan of a tag must not have ended.
#[inline]
pub(crate) fn check_tag(ctx: &Ctx, tag: Tag, addr: usize, span: SpanId) {
    if ctx.mem.ownership_state(tag).permission == Permission::Disabled {
        stale(ctx, tag, addr, span);
    }
}

#[cold]
#[inline(never)]
fn stale(ctx: &Ctx, tag: Tag, addr: usize, span: SpanId) -> ! {
    raise(&ctx.mem.stale_use(tag, &Access::new(addr, 0, span)))
}

/// The tag under which a reference that a call returned goes on, given those of the arguments its type names (L6).
///
/// The library's references to what it owns come back without a tag: they live as long as the argument.
pub(crate) fn link(ctx: &mut Ctx, result: Ptr, arguments: &[Tag], span: SpanId) -> Tag {
    let mut live: Vec<Tag> = Vec::with_capacity(arguments.len());
    for &argument in arguments {
        if argument != Tag::NONE
            && !live.contains(&argument)
            && ctx.mem.ownership_state(argument).permission != Permission::Disabled
        {
            live.push(argument);
        }
    }
    match (result.tag, live.as_slice()) {
        (tag, []) => tag,
        (Tag::NONE, &[only]) => only,
        (tag, _) if ctx.mem.ownership_state(tag).permission == Permission::Disabled => tag,
        (tag, _) => {
            let access = Access::new(result.addr, 1, span);
            match ctx.mem.link_returned(tag, &live, Mutability::Not, &access) {
                Ok(tag) => tag,
                Err(violation) => raise(&violation),
            }
        }
    }
}

/// A raw pointer must not lead to a heap block that was freed.
#[inline]
pub(crate) fn check_raw(ctx: &Ctx, ptr: Ptr, len: usize, span: SpanId) {
    if ctx.mem.is_freed(ptr.addr, len) {
        raise_freed(span);
    }
}

#[cold]
#[inline(never)]
fn raise_freed(span: SpanId) -> ! {
    trap::raise(Trap::Violation(trap::Violation {
        message: "a pointer to memory that was freed is followed".to_owned(),
        span,
        ..trap::Violation::default()
    }))
}

/// A value is moved out of what is only borrowed.
#[cold]
#[inline(never)]
pub(crate) fn raise_move_out(span: SpanId) -> ! {
    trap::raise(Trap::Violation(trap::Violation {
        message: "a value is moved out of what is only borrowed".to_owned(),
        span,
        family: "Move",
        code: Some(507),
        labels: Vec::new(),
    }))
}

/// A place is used that was moved out of, or never initialised.
#[cold]
#[inline(never)]
pub(crate) fn raise_moved(span: SpanId, moved: Option<SpanId>) -> ! {
    let labels = moved.map(|at| (at, "the value was moved here".to_owned()));
    trap::raise(Trap::Violation(trap::Violation {
        message: "use of a value that was moved, or that is not initialised".to_owned(),
        span,
        family: "Move",
        code: Some(382),
        labels: labels.into_iter().collect(),
    }))
}

/// Ends the program with the story of a violation. Its position is the one rustc would report: the access that ended
/// the loan, or for memory that went away, the borrow.
#[cold]
#[inline(never)]
pub(crate) fn raise(violation: &Violation) -> ! {
    let ended = violation.end.filter(|end| *end != SpanId::NONE);
    let primary = match (violation.family, violation.borrow, ended) {
        (Family::Dangling, Some(borrow), _) => borrow,
        (_, _, Some(end)) => end,
        _ => violation.access,
    };
    let mut labels = Vec::new();
    labels.extend(violation.borrow.map(|at| (at, "borrowed here".to_owned())));
    if let (Some(end), Some(reason)) = (ended, violation.reason) {
        labels.push((end, ending(reason).to_owned()));
    }
    labels.push((violation.access, "the borrow is used here".to_owned()));
    labels.retain(|(span, _)| *span != SpanId::NONE && *span != primary);
    let message = match violation.reason {
        Some(reason) => format!("a reference is used after its borrow ended: {}", ending(reason)),
        None => "a reference is used that is not valid".to_owned(),
    };
    trap::raise(Trap::Violation(trap::Violation {
        message,
        span: primary,
        family: family_name(violation.family),
        code: code_of(violation),
        labels,
    }))
}

fn ending(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Read => "the place was read",
        EndReason::Write => "the place was assigned",
        EndReason::Move => "the place was moved out of",
        EndReason::Drop => "the place was dropped",
        EndReason::SharedBorrow => "the place was borrowed",
        EndReason::MutBorrow => "the place was borrowed mutably",
        EndReason::StorageDead => "the variable's scope ended",
        EndReason::FrameExit => "the function that owns the variable returned",
        EndReason::Unwound => "the function that owns the variable was left by a panic",
        EndReason::Freed => "the memory was freed",
        EndReason::ScopeEnd => "the scope of the reborrow ended",
    }
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::Move => "Move",
        Family::MutBorrow => "MutBorrow",
        Family::SharedMut => "SharedMut",
        Family::Dangling => "Dangling",
        Family::Mutability => "Mutability",
        Family::Memory => "Memory",
    }
}

/// rustc's code for what happened.
fn code_of(violation: &Violation) -> Option<u16> {
    Some(match (violation.family, violation.reason?) {
        (Family::Move, _) => 505,
        (Family::MutBorrow, _) => 499,
        (Family::SharedMut, EndReason::Write) => 506,
        (Family::SharedMut, EndReason::Read) => 503,
        (Family::SharedMut, _) => 502,
        (Family::Dangling, EndReason::FrameExit) => 515,
        (Family::Dangling, EndReason::Drop | EndReason::StorageDead) => 597,
        _ => return None,
    })
}
