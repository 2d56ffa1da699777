//! Patterns as constructors with fields, and the constructors of a type.

use crate::context::Sema;
use crate::def::{CtorKind, DefId, DefKind};
use crate::tree::{Const, Pattern, PatternKind};
use crate::ty::{ConstKind, GenericArgs, IntTy, Ty, TyKind};

/// What decides between values of a type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Ctor {
    /// The only one: structs, tuples, references, boxes.
    Single,
    /// A variant.
    Variant(u32),
    /// Integers, `bool`, `char`: values from the first to the last, in order of the type.
    Range(u128, u128),
    /// A slice or array of this length.
    Slice(usize),
    /// A slice of at least this length: patterns from the start and from the end.
    VarLen(usize, usize),
    /// A constant of a type with too many values to list; equal only to itself.
    Opaque(String),
    /// Any value not named.
    Missing,
}

/// A pattern in the matrix.
#[derive(Clone, Debug)]
pub(super) enum Row {
    Wild,
    Ctor(Ctor, Vec<Row>),
    Or(Vec<Row>),
}

/// A value that is not matched.
#[derive(Clone, Debug)]
pub(super) struct Witness {
    pub(super) ty: Ty,
    pub(super) ctor: Option<Ctor>,
    pub(super) fields: Vec<Witness>,
}

pub(super) struct Cx<'a> {
    pub(super) sema: &'a Sema,
    pub(super) owner: DefId,
}

impl Cx<'_> {
    pub(super) fn deconstruct(&self, pattern: &Pattern) -> Row {
        match &pattern.kind {
            PatternKind::Wild => Row::Wild,
            PatternKind::Never => Row::Wild,
            PatternKind::Binding { sub, .. } => sub.as_ref().map_or(Row::Wild, |sub| self.deconstruct(sub)),
            PatternKind::Deref(inner) => Row::Ctor(Ctor::Single, vec![self.deconstruct(inner)]),
            PatternKind::Variant { variant, fields, .. } => {
                let ctor = Ctor::Variant(*variant);
                let fields = self.positions(pattern.ty, &ctor, fields);
                Row::Ctor(ctor, fields)
            }
            PatternKind::Leaf(fields) => {
                Row::Ctor(Ctor::Single, self.positions(pattern.ty, &Ctor::Single, fields))
            }
            PatternKind::Constant(c) => match self.value(c, pattern.ty) {
                Some(value) => Row::Ctor(Ctor::Range(value, value), Vec::new()),
                None => Row::Ctor(Ctor::Opaque(format!("{c:?}")), Vec::new()),
            },
            PatternKind::Range { start, end, inclusive } => self.range(pattern, start, end, *inclusive),
            PatternKind::Slice { prefix, middle, suffix } => {
                let fields: Vec<Row> = prefix.iter().chain(suffix).map(|sub| self.deconstruct(sub)).collect();
                let ctor = match (middle, self.array_len(pattern.ty)) {
                    (Some(_), Some(len)) => {
                        // An array: the middle is so many wild elements.
                        let mut all: Vec<Row> = prefix.iter().map(|p| self.deconstruct(p)).collect();
                        all.resize(len.saturating_sub(suffix.len()).max(all.len()), Row::Wild);
                        all.extend(suffix.iter().map(|p| self.deconstruct(p)));
                        return Row::Ctor(Ctor::Slice(all.len()), all);
                    }
                    (Some(_), None) => Ctor::VarLen(prefix.len(), suffix.len()),
                    (None, _) => Ctor::Slice(fields.len()),
                };
                Row::Ctor(ctor, fields)
            }
            PatternKind::Or(alternatives) => {
                Row::Or(alternatives.iter().map(|alternative| self.deconstruct(alternative)).collect())
            }
        }
    }

    fn positions(&self, ty: Ty, ctor: &Ctor, fields: &[(u32, Pattern)]) -> Vec<Row> {
        let mut rows = vec![Row::Wild; self.field_types(ty, ctor).len()];
        for (index, field) in fields {
            if let Some(row) = rows.get_mut(*index as usize) {
                *row = self.deconstruct(field);
            }
        }
        rows
    }

    fn array_len(&self, ty: Ty) -> Option<usize> {
        let TyKind::Array(_, len) = ty.kind() else { return None };
        match len.kind() {
            ConstKind::Value(_, len) => usize::try_from(*len).ok(),
            _ => None,
        }
    }

    fn range(&self, pattern: &Pattern, start: &Option<Const>, end: &Option<Const>, inclusive: bool) -> Row {
        let opaque = || Row::Ctor(Ctor::Opaque(format!("{start:?}..{end:?}")), Vec::new());
        let Some((least, greatest)) = self.bounds(pattern.ty) else { return opaque() };
        let bound = |c: &Option<Const>, default| match c {
            Some(c) => self.value(c, pattern.ty),
            None => Some(default),
        };
        let (Some(first), Some(last)) = (bound(start, least), bound(end, greatest)) else {
            return opaque();
        };
        let last = if inclusive || end.is_none() { last } else { last.wrapping_sub(1) };
        Row::Ctor(Ctor::Range(first, last), Vec::new())
    }

    /// The position of a constant among the values of its type.
    pub(super) fn value(&self, c: &Const, ty: Ty) -> Option<u128> {
        self.bounds(ty)?;
        let bits = match c {
            Const::Scalar(bits) => *bits,
            Const::Item(def, args) => match self.sema.eval_const(*def, *args).ok()?.kind() {
                ConstKind::Value(_, bits) => *bits,
                _ => return None,
            },
            _ => return None,
        };
        Some(match ty.kind() {
            TyKind::Int(int) => order(bits, *int),
            _ => bits,
        })
    }

    /// First and last position of a type with values in order.
    pub(super) fn bounds(&self, ty: Ty) -> Option<(u128, u128)> {
        match ty.kind() {
            TyKind::Bool => Some((0, 1)),
            TyKind::Char => Some((0, 0x10_ffff)),
            TyKind::Int(int) => Some((0, u128::MAX >> (128 - int.bits()))),
            _ => None,
        }
    }

    /// The types of a constructor's fields.
    pub(super) fn field_types(&self, ty: Ty, ctor: &Ctor) -> Vec<Ty> {
        match (ty.kind(), ctor) {
            (TyKind::Tuple(elements), Ctor::Single) => elements.to_vec(),
            (TyKind::Ref(_, inner, _), Ctor::Single) => vec![*inner],
            (TyKind::Adt(def, args), Ctor::Single) if self.sema.is_lang_item(*def, "owned_box") => {
                vec![args.ty_at(0)]
            }
            (TyKind::Adt(def, args), Ctor::Single) => self.adt_fields(*def, 0, *args),
            (TyKind::Adt(def, args), Ctor::Variant(variant)) => self.adt_fields(*def, *variant, *args),
            (TyKind::Array(element, _) | TyKind::Slice(element), Ctor::Slice(len)) => {
                vec![*element; *len]
            }
            _ => Vec::new(),
        }
    }

    fn adt_fields(&self, def: DefId, variant: u32, args: GenericArgs) -> Vec<Ty> {
        let adt = self.sema.adt_def(def);
        let count = adt.variants.get(variant as usize).map_or(0, |variant| variant.fields.len());
        (0..count as u32)
            .map(|field| self.sema.normalize_in(self.sema.field_ty(def, variant, field, args), self.owner))
            .collect()
    }

    /// The constructors of a type, split so that each row's head either covers one or misses it; `None` when they
    /// cannot be listed.
    pub(super) fn split(&self, ty: Ty, heads: &[Ctor]) -> Option<Vec<Ctor>> {
        match ty.kind() {
            TyKind::Bool | TyKind::Char | TyKind::Int(_) => Some(self.split_ranges(ty, heads)),
            TyKind::Tuple(_) | TyKind::Ref(..) => Some(vec![Ctor::Single]),
            TyKind::Adt(def, args) => match self.sema.def_kind(*def) {
                DefKind::Enum => {
                    let count = self.sema.adt_def(*def).variants.len() as u32;
                    let inhabited = |variant: &u32| {
                        !self.adt_fields(*def, *variant, *args).iter().any(|ty| self.uninhabited(*ty, 0))
                    };
                    let mut ctors: Vec<Ctor> = (0..count).filter(inhabited).map(Ctor::Variant).collect();
                    // Another crate's enum may have more variants one day.
                    if self.sema.is_non_exhaustive_for(*def, self.owner) {
                        ctors.push(Ctor::Missing);
                    }
                    Some(ctors)
                }
                _ => Some(vec![Ctor::Single]),
            },
            TyKind::Array(..) => self.array_len(ty).map(|len| vec![Ctor::Slice(len)]),
            TyKind::Slice(_) => {
                let longest = heads.iter().map(|ctor| match ctor {
                    Ctor::Slice(len) => len + 1,
                    Ctor::VarLen(prefix, suffix) => prefix + suffix,
                    _ => 0,
                });
                let longest = longest.max().unwrap_or(0);
                Some((0..=longest).map(Ctor::Slice).collect())
            }
            TyKind::Never => Some(Vec::new()),
            _ => None,
        }
    }

    fn split_ranges(&self, ty: Ty, heads: &[Ctor]) -> Vec<Ctor> {
        let Some((least, greatest)) = self.bounds(ty) else { return Vec::new() };
        let mut starts = vec![least];
        if matches!(ty.kind(), TyKind::Char) {
            starts.extend([0xd800, 0xe000]);
        }
        for head in heads {
            if let Ctor::Range(first, last) = head {
                starts.push(*first);
                if *last < greatest {
                    starts.push(last + 1);
                }
            }
        }
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).map(|start| start - 1).chain(std::iter::once(greatest));
        starts
            .iter()
            .zip(ends)
            // There are no surrogate characters.
            .filter(|(first, _)| !(matches!(ty.kind(), TyKind::Char) && (0xd800..0xe000).contains(*first)))
            .map(|(first, last)| Ctor::Range(*first, last))
            .collect()
    }

    /// No value exists, as far as everybody can see.
    pub(super) fn uninhabited(&self, ty: Ty, depth: u32) -> bool {
        if depth > 8 {
            return false;
        }
        match ty.kind() {
            TyKind::Never => true,
            TyKind::Tuple(elements) => elements.iter().any(|ty| self.uninhabited(*ty, depth + 1)),
            TyKind::Array(element, _) => {
                self.array_len(ty).is_some_and(|len| len > 0) && self.uninhabited(*element, depth + 1)
            }
            TyKind::Adt(def, args) => match self.sema.def_kind(*def) {
                DefKind::Enum | DefKind::Struct => {
                    let count = self.sema.adt_def(*def).variants.len() as u32;
                    (0..count).all(|variant| {
                        self.adt_fields(*def, variant, *args)
                            .iter()
                            .any(|ty| self.uninhabited(*ty, depth + 1))
                    })
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// A witness as rustc writes it.
    pub(super) fn show(&self, witness: &Witness) -> String {
        let fields = |open: &str, close: &str| {
            let shown: Vec<String> = witness.fields.iter().map(|field| self.show(field)).collect();
            format!("{open}{}{close}", shown.join(", "))
        };
        match (witness.ty.kind(), &witness.ctor) {
            (TyKind::Tuple(elements), Some(Ctor::Single)) => {
                fields("(", if elements.len() == 1 { ",)" } else { ")" })
            }
            (TyKind::Ref(..), Some(Ctor::Single)) => fields("&", ""),
            (TyKind::Adt(def, _), Some(Ctor::Single)) if self.sema.is_lang_item(*def, "owned_box") => {
                fields("box ", "")
            }
            (TyKind::Adt(def, _), Some(ctor @ (Ctor::Single | Ctor::Variant(_)))) => {
                self.show_adt(*def, ctor, witness)
            }
            (TyKind::Bool, Some(Ctor::Range(value, _))) => (*value != 0).to_string(),
            (_, Some(Ctor::Range(first, last))) => self.show_range(witness.ty, *first, *last),
            (_, Some(Ctor::Slice(_))) => fields("[", "]"),
            _ => "_".to_owned(),
        }
    }

    fn show_adt(&self, def: DefId, ctor: &Ctor, witness: &Witness) -> String {
        let adt = self.sema.adt_def(def);
        let index = if let Ctor::Variant(variant) = ctor { *variant } else { 0 };
        let Some(variant) = adt.variants.get(index as usize) else { return "_".to_owned() };
        let mut text = match ctor {
            Ctor::Variant(_)
                if !self.sema.is_lang_item(def, "Option") && !self.sema.is_lang_item(def, "Result") =>
            {
                format!("{}::{}", self.sema.def_name(def), variant.name)
            }
            _ => variant.name.to_string(),
        };
        let tuple_like = variant.ctor.is_some_and(|(_, kind)| kind == CtorKind::Fn);
        if variant.fields.is_empty() {
            return text;
        }
        let shown = witness.fields.iter().map(|field| self.show(field));
        if tuple_like {
            text.push_str(&format!("({})", shown.collect::<Vec<_>>().join(", ")));
        } else if witness.fields.iter().all(|field| field.ctor.is_none()) {
            text.push_str(" { .. }");
        } else {
            let named: Vec<String> = variant
                .fields
                .iter()
                .zip(shown)
                .map(|(field, text)| format!("{}: {text}", field.name))
                .collect();
            text.push_str(&format!(" {{ {} }}", named.join(", ")));
        }
        text
    }

    fn show_range(&self, ty: Ty, first: u128, last: u128) -> String {
        let one = |position: u128| match ty.kind() {
            TyKind::Char => {
                format!("{:?}", char::from_u32(position as u32).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            TyKind::Int(int) => {
                let bits = order(position, *int);
                if int.is_signed() {
                    let shift = 128 - int.bits();
                    (((bits << shift) as i128) >> shift).to_string()
                } else {
                    bits.to_string()
                }
            }
            _ => position.to_string(),
        };
        let Some((least, greatest)) = self.bounds(ty) else { return "_".to_owned() };
        let int = if let TyKind::Int(int) = ty.kind() { Some(int.name()) } else { None };
        let edge = |value: u128, name: &str| match int {
            Some(int) if value == least || value == greatest => format!("{int}::{name}"),
            _ => one(value),
        };
        if first == last {
            return one(first);
        }
        if first == least && last == greatest && int.is_some() {
            return format!("{}..={}", edge(first, "MIN"), edge(last, "MAX"));
        }
        if last == greatest && int.is_some() {
            return format!("{}..={}", one(first), edge(last, "MAX"));
        }
        if first == least && int.is_some() {
            return format!("{}..={}", edge(first, "MIN"), one(last));
        }
        format!("{}..={}", one(first), one(last))
    }
}

/// Turns the bits of an integer into its position among all values of its type, and back.
fn order(bits: u128, int: IntTy) -> u128 {
    let mask = u128::MAX >> (128 - int.bits());
    let bits = bits & mask;
    if int.is_signed() { bits ^ (1 << (int.bits() - 1)) } else { bits }
}
