//! Layouts of types: walks a type and feeds its parts to the algorithm.
//!
//! Follows `rustc_ty_utils::layout`. Memoised in `Sema`; a type that contains itself is an error here, never an
//! endless walk.

use std::sync::Arc;

use super::enums::enum_layout;
use super::niche::{Primitive, Scalar};
use super::structs::{StructKind, univariant};
use super::{Fields, Layout, Niche, Variants};
use crate::collect::{AdtKind, Repr};
use crate::context::Sema;
use crate::def::DefId;
use crate::ty::{ClosureId, Const, ConstKind, FloatTy, GenericArgs, IntTy, Ty, TyKind, subst_ty};

/// Why a type has no layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LayoutError {
    /// It mentions parameters or is not fully known.
    Generic(Ty),
    /// It contains itself (E0072).
    Infinite(Ty),
    /// Larger than half of the address space.
    TooBig(Ty),
    /// An error was reported for it elsewhere.
    Error(Ty),
}

/// Types larger than this cannot exist.
const SIZE_MAX: u64 = 1 << 47;

impl Sema {
    /// The layout of a type without parameters. Aliases are normalised first.
    ///
    /// # Errors
    /// See [`LayoutError`].
    pub fn layout_of(&self, ty: Ty) -> Result<Arc<Layout>, LayoutError> {
        Walk { sema: self, stack: Vec::new() }.layout_of(ty)
    }
}

struct Walk<'a> {
    sema: &'a Sema,
    /// Types being laid out.
    stack: Vec<Ty>,
}

impl Walk<'_> {
    fn layout_of(&mut self, ty: Ty) -> Result<Arc<Layout>, LayoutError> {
        let ty = if ty.has_alias() { self.sema.normalize_erasing_regions(ty) } else { ty };
        if let Some(layout) = self.sema.layout_cache.get(&ty) {
            return layout;
        }
        if self.stack.contains(&ty) {
            return Err(LayoutError::Infinite(ty));
        }
        self.stack.push(ty);
        let layout = self.compute(ty).map(Arc::new);
        self.stack.pop();
        let layout = match layout {
            Ok(layout) if layout.size > SIZE_MAX => Err(LayoutError::TooBig(ty)),
            other => other,
        };
        if !matches!(layout, Err(LayoutError::Infinite(_))) {
            return self.sema.layout_cache.put(ty, layout);
        }
        layout
    }

    fn compute(&mut self, ty: Ty) -> Result<Layout, LayoutError> {
        let int = |bytes, signed| Scalar::full(Primitive::Int { bytes, signed });
        Ok(match ty.kind() {
            TyKind::Bool => Layout::from_scalar(Scalar::in_range(int(1, false).primitive, 0, 1)),
            TyKind::Char => Layout::from_scalar(Scalar::in_range(int(4, false).primitive, 0, 0x10_ffff)),
            TyKind::Int(i) => Layout::from_scalar(int((i.bits() / 8) as u8, i.is_signed())),
            TyKind::Float(FloatTy::F32) => Layout::from_scalar(Scalar::full(Primitive::F32)),
            TyKind::Float(FloatTy::F64) => Layout::from_scalar(Scalar::full(Primitive::F64)),
            TyKind::FnPtr(_) => {
                Layout::from_scalar(Scalar::in_range(Primitive::Code, 1, u128::from(u64::MAX)))
            }
            TyKind::Never => {
                Layout { uninhabited: true, ..univariant(&[], &Repr::default(), StructKind::AlwaysSized) }
            }
            TyKind::FnDef(..) => univariant(&[], &Repr::default(), StructKind::AlwaysSized),
            TyKind::Str => self.array(Ty::int(IntTy::U8), None)?,
            TyKind::Slice(element) => self.array(*element, None)?,
            TyKind::Array(element, len) => self.array(*element, Some(self.array_len(ty, *len)?))?,
            TyKind::Dynamic(..) | TyKind::Foreign(_) => {
                Layout { sized: false, ..univariant(&[], &Repr::default(), StructKind::AlwaysSized) }
            }
            TyKind::RawPtr(pointee, _) => self.pointer(*pointee, 0)?,
            TyKind::Ref(_, pointee, _) => self.pointer(*pointee, 1)?,
            TyKind::Tuple(elements) => {
                let kind =
                    if elements.is_empty() { StructKind::AlwaysSized } else { StructKind::MaybeUnsized };
                univariant(&self.layouts(elements.iter().copied())?, &Repr::default(), kind)
            }
            TyKind::Closure(id, args) => self.closure(*id, *args, None)?,
            // Behind the captures: where the future is suspended.
            TyKind::Coroutine(id, args) => {
                let state = self.layout_of(Ty::int(IntTy::U64))?;
                self.closure(*id, *args, Some(state))?
            }
            TyKind::Adt(def, args) => self.adt(ty, *def, *args)?,
            TyKind::Error => return Err(LayoutError::Error(ty)),
            TyKind::Alias(..) | TyKind::Param(_) | TyKind::Infer(_) | TyKind::Placeholder(_) => {
                return Err(LayoutError::Generic(ty));
            }
        })
    }

    fn layouts(&mut self, types: impl Iterator<Item = Ty>) -> Result<Vec<Arc<Layout>>, LayoutError> {
        types.map(|ty| self.layout_of(ty)).collect()
    }

    fn array_len(&self, ty: Ty, len: Const) -> Result<u64, LayoutError> {
        let len = match *len.kind() {
            ConstKind::Unevaluated(def, args) => {
                self.sema.eval_const(def, args).map_err(|_| LayoutError::Error(ty))?
            }
            _ => len,
        };
        match len.kind() {
            ConstKind::Value(_, bits) => u64::try_from(*bits).map_err(|_| LayoutError::TooBig(ty)),
            ConstKind::Error => Err(LayoutError::Error(ty)),
            _ => Err(LayoutError::Generic(ty)),
        }
    }

    fn array(&mut self, element: Ty, len: Option<u64>) -> Result<Layout, LayoutError> {
        let layout = self.layout_of(element)?;
        let count = len.unwrap_or(0);
        let size = layout.size.checked_mul(count).ok_or(LayoutError::TooBig(element))?;
        Ok(Layout {
            size,
            align: layout.align,
            sized: len.is_some(),
            uninhabited: count != 0 && layout.uninhabited,
            scalar: None,
            fields: Fields::Array { stride: layout.size, count },
            variants: Variants::Single(0),
            largest_niche: if count != 0 { layout.largest_niche } else { None },
            pointers: layout_pointers(&layout),
        })
    }

    /// A pointer whose address is at least `least`.
    fn pointer(&mut self, pointee: Ty, least: u128) -> Result<Layout, LayoutError> {
        let address = Scalar::in_range(Primitive::Pointer, least, u128::from(u64::MAX));
        let metadata = match self.sema.struct_tail(pointee).kind() {
            TyKind::Slice(_) | TyKind::Str => Scalar::full(Primitive::Int { bytes: 8, signed: false }),
            TyKind::Dynamic(..) => Scalar::in_range(Primitive::Code, 1, u128::from(u64::MAX)),
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Infer(_) => {
                return Err(LayoutError::Generic(pointee));
            }
            _ => return Ok(Layout::from_scalar(address)),
        };
        let niche = [Niche::from_scalar(8, metadata), Niche::from_scalar(0, address)]
            .into_iter()
            .flatten()
            .max_by_key(Niche::available);
        Ok(Layout {
            size: 16,
            align: 8,
            sized: true,
            uninhabited: false,
            scalar: None,
            fields: Fields::Arbitrary(vec![0, 8]),
            variants: Variants::Single(0),
            largest_niche: niche,
            pointers: [0].into(),
        })
    }

    fn closure(
        &mut self,
        id: ClosureId,
        args: GenericArgs,
        last: Option<Arc<Layout>>,
    ) -> Result<Layout, LayoutError> {
        let body = self.sema.typed_body(id.owner);
        let Some(closure) = body.closures.get(&id.node) else { return Err(LayoutError::Error(Ty::error())) };
        let types: Vec<Ty> = closure.captures.iter().map(|capture| subst_ty(capture.ty, args)).collect();
        let mut fields = self.layouts(types.into_iter())?;
        fields.extend(last);
        Ok(univariant(&fields, &Repr::default(), StructKind::AlwaysSized))
    }

    fn adt(&mut self, ty: Ty, def: DefId, args: GenericArgs) -> Result<Layout, LayoutError> {
        let adt = self.sema.adt_def(def);
        let repr = adt.repr;
        let mut variants = Vec::with_capacity(adt.variants.len());
        for (v, variant) in adt.variants.iter().enumerate() {
            let types: Vec<Ty> = (0..variant.fields.len())
                .map(|f| self.sema.field_ty(def, v as u32, f as u32, args))
                .collect();
            variants.push(self.layouts(types.into_iter())?);
        }
        match (adt.kind, variants.first()) {
            (AdtKind::Enum, _) => {
                let discriminants = self.sema.discriminants(def);
                Ok(enum_layout(&variants, &discriminants, &repr))
            }
            (AdtKind::Union, Some(fields)) => Ok(union_layout(fields, &repr)),
            (AdtKind::Struct, Some(fields)) => Ok(self.strukt(def, fields, &repr)),
            (AdtKind::Union | AdtKind::Struct, None) => Err(LayoutError::Error(ty)),
        }
    }

    fn strukt(&mut self, def: DefId, fields: &[Arc<Layout>], repr: &Repr) -> Layout {
        let kind = if self.sema.last_field_may_be_unsized(def) {
            StructKind::MaybeUnsized
        } else {
            StructKind::AlwaysSized
        };
        let mut layout = univariant(fields, repr, kind);
        if self.sema.lang_item("unsafe_cell") == Some(def) {
            layout.largest_niche = None;
            layout.scalar = layout.scalar.map(|scalar| Scalar::full(scalar.primitive));
        }
        if let Some((start, end)) = repr.valid_range {
            // A wide pointer's address stands for the whole.
            let scalar = layout.scalar.unwrap_or_else(|| Scalar::full(Primitive::Pointer));
            let max = scalar.primitive.max_value();
            let scalar = Scalar { start: start & max, end: end & max, ..scalar };
            layout.scalar = layout.scalar.map(|_| scalar);
            if let Some(niche) = Niche::from_scalar(0, scalar)
                // Of equal ones this is at the lower offset.
                && niche.available() >= layout.niche_available()
            {
                layout.largest_niche = Some(niche);
            }
        }
        layout
    }
}

fn layout_pointers(element: &Layout) -> Arc<[u64]> {
    match element.fields {
        Fields::Array { .. } => {
            let mut pointers = Vec::new();
            super::structs::push_pointers(&mut pointers, element, 0);
            pointers.into()
        }
        _ => element.pointers.clone(),
    }
}

fn union_layout(fields: &[Arc<Layout>], repr: &Repr) -> Layout {
    let capped = |align: u64| repr.packed.map_or(align, |pack| align.min(pack));
    let align = fields.iter().map(|field| capped(field.align)).fold(repr.align.unwrap_or(1), u64::max);
    let size = fields.iter().map(|field| field.size).max().unwrap_or(0);
    let mut pointers = Vec::new();
    for field in fields {
        super::structs::push_pointers(&mut pointers, field, 0);
    }
    pointers.sort_unstable();
    pointers.dedup();
    Layout {
        size: super::align_to(size, align),
        align,
        sized: true,
        uninhabited: false,
        scalar: None,
        fields: Fields::Union(fields.len()),
        variants: Variants::Single(0),
        largest_niche: None,
        pointers: pointers.into(),
    }
}
