//! Making references.
//!
//! The only place where a loan begins. Without tracking a reference is just the address; its tag is that of the
//! path it was reached by.

use treebeard_sema::tree::BorrowKind;
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::memory::{FatRef, Tag};
use crate::reg::{Operand, Ptr};

use super::{Lower, Lowered, PlaceCode, PlaceOut};

impl Lower<'_> {
    /// A reference to a sized place.
    pub(crate) fn borrow(
        &mut self,
        kind: BorrowKind,
        place: PlaceOut,
        span: SpanId,
    ) -> Lowered<Operand<Ptr>> {
        let place = match self.tracked_borrow(kind, place, span)? {
            Ok(tracked) => return Ok(Operand::Node(tracked)),
            Err(place) => place,
        };
        Ok(match place.code {
            PlaceCode::Ref(slot, 0) => Operand::Local(slot),
            PlaceCode::Slot(slot) => {
                Operand::Node(code(move |fp, _| Ptr { addr: fp.at(slot), tag: Tag::NONE }))
            }
            other => Operand::Node(other.ptr()),
        })
    }

    /// A wide reference to an unsized place.
    pub(crate) fn borrow_fat(
        &mut self,
        kind: BorrowKind,
        place: PlaceOut,
        span: SpanId,
    ) -> Lowered<Code<FatRef>> {
        self.tracked_borrow_fat(kind, place, span)
    }
}
