//! Natives that only look at a place, on the place itself.
//!
//! `read(p)`, `write(p, v)`, `slice_len(s)` and the like take a pointer that most library code has just made of a
//! place. Where the place is known (see [`super::alias`]), no pointer is made.

use treebeard_sema::tree::Expr;
use treebeard_sema::ty::Ty;

use crate::code::code;
use crate::reg::{AnyOperand, Class, Operand, Ptr};

use super::call::Source;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, slot_plus};

impl Lower<'_> {
    /// The native `name` on places; `None` (and nothing lowered) if it has to be called.
    pub(super) fn direct_native(
        &mut self,
        name: &str,
        pointee: Ty,
        sources: &[Source<'_>],
        want: Want,
    ) -> Lowered<Option<Out>> {
        match (name, sources) {
            ("read" | "read_volatile", [Source::Expr(pointer)]) => self.direct_read(pointer, pointee, want),
            ("write" | "write_volatile", [Source::Expr(pointer), Source::Expr(value)]) => {
                self.direct_write(pointer, value, pointee, want)
            }
            ("slice_len" | "slice_ref_len" | "str_len", [Source::Expr(slice)]) => {
                let Some(place) = self.referent(slice)? else { return Ok(None) };
                Ok(Some(self.deliver(AnyOperand::U64(length(place)), want)))
            }
            ("slice_data" | "slice_data_mut" | "str_data", [Source::Expr(slice)]) => {
                let Some(place) = self.referent(slice)? else { return Ok(None) };
                Ok(Some(self.deliver(AnyOperand::Ptr(data(place)), want)))
            }
            _ => Ok(None),
        }
    }

    fn direct_read(&mut self, pointer: &Expr, ty: Ty, want: Want) -> Lowered<Option<Out>> {
        let class = self.class(ty)?;
        if class == Class::Memory && !matches!(want, Want::Slot(_)) {
            return Ok(None);
        }
        let Some(place) = self.referent(pointer)? else { return Ok(None) };
        Ok(Some(match (class, want) {
            (Class::Memory, Want::Slot(slot)) => {
                let place = PlaceOut::at(place, ty);
                Out::Stmt(Stmt::Unit(self.copy_place(place, slot)?))
            }
            (Class::Reg(class), want) => self.deliver(place.read(class), want),
            (Class::Memory, _) => return Err(super::control::internal("read")),
        }))
    }

    fn direct_write(&mut self, pointer: &Expr, value: &Expr, ty: Ty, want: Want) -> Lowered<Option<Out>> {
        if value.diverts {
            return Ok(None);
        }
        let Some(place) = self.referent(pointer)? else { return Ok(None) };
        let stays = matches!(place, PlaceCode::Slot(_))
            || matches!(place, PlaceCode::Ref(..)) && super::alias::is_pure(value);
        let (fill, place) = match place {
            place if stays => (None, place),
            // What holds the pointer may change: the pointer itself is kept.
            PlaceCode::Ref(..) => self.pin_code(PlaceCode::Ptr(place.ptr(), 0), ty),
            place => self.pin_code(place, ty),
        };
        self.pre.extend(fill.map(Stmt::Unit));
        let stmt = match self.class(ty)? {
            Class::Reg(_) => {
                let value = self.operand(value)?;
                place.write(value)
            }
            Class::Memory => {
                let slot = self.spill(value)?;
                self.copy_to_place(slot, PlaceOut::at(place, ty))?
            }
        };
        Ok(Some(self.unit_out(stmt, want)))
    }
}

/// The length of a slice or string.
fn length(place: PlaceCode) -> Operand<u64> {
    match place {
        PlaceCode::Parts(parts) => parts.1,
        PlaceCode::FatSlot(slot) => Operand::Local(slot_plus(slot, 8)),
        other => {
            let fat = other.fat();
            Operand::Node(code(move |fp, ctx| fat.call(fp, ctx).meta as u64))
        }
    }
}

/// The address of a slice or string.
fn data(place: PlaceCode) -> Operand<Ptr> {
    match place {
        PlaceCode::Parts(parts) => parts.0,
        PlaceCode::FatSlot(slot) => Operand::Local(slot),
        other => Operand::Node(other.ptr()),
    }
}
