//! A front half that knows only what a test tells it.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use treebeard_sema::def::DefId;
use treebeard_sema::layout::{Fields, Layout, Primitive, Scalar, Variants};
use treebeard_sema::tree::{ClosureKind, TypedBody};
use treebeard_sema::ty::{Const, FloatTy, GenericArgs, Ty, TyKind};
use treebeard_syntax::SpanId;

use treebeard_eval::engine::{AnyFn, Engine, InstanceKey, InstanceKind, Options};
use treebeard_eval::program::{AdtKind, Position, Program, Resolved};

#[derive(Default)]
struct Fake {
    bodies: FxHashMap<DefId, Arc<TypedBody>>,
}

fn scalar(primitive: Primitive) -> Layout {
    let size = primitive.size();
    Layout {
        size,
        align: primitive.align(),
        sized: true,
        uninhabited: false,
        scalar: Some(Scalar::full(primitive)),
        fields: Fields::Primitive,
        variants: Variants::Single(0),
        largest_niche: None,
        pointers: if primitive == Primitive::Pointer { [0].into() } else { [].into() },
    }
}

impl Program for Fake {
    fn typed_body(&self, def: DefId) -> Option<Arc<TypedBody>> {
        self.bodies.get(&def).cloned()
    }

    fn layout_of(&self, ty: Ty) -> Result<Arc<Layout>, String> {
        let int = |bytes, signed| scalar(Primitive::Int { bytes, signed });
        Ok(Arc::new(match ty.kind() {
            TyKind::Bool => int(1, false),
            TyKind::Char => int(4, false),
            TyKind::Int(i) => int((i.bits() / 8) as u8, i.is_signed()),
            TyKind::Float(FloatTy::F32) => scalar(Primitive::F32),
            TyKind::Float(FloatTy::F64) => scalar(Primitive::F64),
            TyKind::Ref(..) | TyKind::RawPtr(..) => scalar(Primitive::Pointer),
            TyKind::Array(element, len) => {
                let element = self.layout_of(*element)?;
                let treebeard_sema::ty::ConstKind::Value(_, count) = *len.kind() else {
                    return Err("length".to_owned());
                };
                let count = count as u64;
                Layout {
                    size: element.size * count,
                    align: element.align,
                    scalar: None,
                    fields: Fields::Array { stride: element.size, count },
                    ..(*element).clone()
                }
            }
            TyKind::Tuple(fields) => {
                let (mut offset, mut align, mut offsets) = (0u64, 1, Vec::new());
                for &field in fields.iter() {
                    let layout = self.layout_of(field)?;
                    offset = offset.next_multiple_of(layout.align);
                    offsets.push(offset);
                    offset += layout.size;
                    align = align.max(layout.align);
                }
                Layout {
                    size: offset.next_multiple_of(align),
                    align,
                    scalar: None,
                    fields: Fields::Arbitrary(offsets),
                    ..int(1, false)
                }
            }
            TyKind::FnDef(..) | TyKind::Never => {
                Layout { size: 0, align: 1, scalar: None, fields: Fields::Arbitrary(vec![]), ..int(1, false) }
            }
            other => return Err(format!("{other:?}")),
        }))
    }

    fn normalize(&self, ty: Ty) -> Ty {
        ty
    }

    fn resolve(&self, def: DefId, args: GenericArgs) -> Result<Resolved, String> {
        Ok(Resolved::Item(def, args))
    }

    fn eval_const(&self, _: Const) -> Option<u128> {
        None
    }

    fn variant_count(&self, _: DefId) -> usize {
        1
    }

    fn field_types(&self, _: DefId, _: u32, _: GenericArgs) -> Vec<Ty> {
        Vec::new()
    }

    fn discriminant(&self, _: DefId, variant: u32) -> i128 {
        i128::from(variant)
    }

    fn adt_kind(&self, _: DefId) -> AdtKind {
        AdtKind::Struct
    }

    fn ctor_variant(&self, ctor: DefId) -> (DefId, u32) {
        (ctor, 0)
    }

    fn drop_method(&self, _: Ty) -> Option<(DefId, GenericArgs)> {
        None
    }

    fn is_copy(&self, _: Ty) -> bool {
        true
    }

    fn vtable_methods(&self, _: Ty, _: Ty) -> Vec<Option<(Resolved, Option<ClosureKind>)>> {
        Vec::new()
    }

    fn once_index(&self, _: Ty) -> u32 {
        0
    }

    fn fn_trait_method(&self, _: DefId) -> Option<ClosureKind> {
        None
    }

    fn resolve_const(&self, def: DefId, args: GenericArgs) -> Result<(DefId, GenericArgs), String> {
        Ok((def, args))
    }

    fn fn_signature(&self, def: DefId, _: GenericArgs) -> (Vec<Ty>, Ty) {
        match self.bodies.get(&def) {
            Some(body) => {
                let params = body.params.iter().map(|id| body.locals[id.0 as usize].ty).collect();
                (params, body.output)
            }
            None => (Vec::new(), Ty::unit()),
        }
    }

    fn lang_item(&self, _: &str) -> Option<DefId> {
        None
    }

    fn is_box(&self, _: Ty) -> bool {
        false
    }

    fn def_path(&self, def: DefId) -> String {
        format!("test::f{}", def.0)
    }

    fn type_name(&self, ty: Ty) -> String {
        format!("{ty:?}")
    }

    fn has_attr(&self, _: DefId, _: &str) -> bool {
        false
    }

    fn is_library(&self, _: DefId) -> bool {
        false
    }

    fn static_type(&self, _: DefId) -> Ty {
        Ty::unit()
    }

    fn position(&self, _: SpanId) -> Option<Position> {
        None
    }
}

/// An engine over these bodies, and the instance of the first.
pub(crate) fn engine(bodies: Vec<TypedBody>) -> (Arc<Engine>, AnyFn) {
    let mut fake = Fake::default();
    for (i, body) in bodies.into_iter().enumerate() {
        fake.bodies.insert(DefId(i as u32), Arc::new(body));
    }
    let engine = Engine::new(Arc::new(fake), Options::default());
    let first =
        engine.instance(InstanceKey { kind: InstanceKind::Item(DefId(0)), args: GenericArgs::empty() });
    (engine, first)
}
