//! Making references.
//!
//! The only place where a loan begins. Without tracking a reference is just the address; its tag is that of the
//! path it was reached by.

use treebeard_sema::tree::BorrowKind;
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::memory::{FatRef, Tag};
use crate::reg::{Operand, Ptr};

use super::{Lower, PlaceCode, PlaceOut};

impl Lower<'_> {
    /// A reference to a sized place.
    pub(crate) fn borrow(
        &mut self,
        kind: BorrowKind,
        place: PlaceOut,
        size: u64,
        span: SpanId,
    ) -> Operand<Ptr> {
        let _ = (kind, size, span);
        match place.code {
            PlaceCode::Ref(slot, 0) => Operand::Local(slot),
            PlaceCode::Slot(slot) => {
                Operand::Node(code(move |fp, _| Ptr { addr: fp.at(slot), tag: Tag::NONE }))
            }
            other => Operand::Node(other.ptr()),
        }
    }

    /// A wide reference to an unsized place.
    pub(crate) fn borrow_fat(&mut self, kind: BorrowKind, place: PlaceOut, span: SpanId) -> Code<FatRef> {
        let _ = (kind, span);
        place.code.fat()
    }
}
