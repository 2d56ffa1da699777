//! Whose size follows from the language?
//!
//! That of std's own types does not, but for a few that everybody relies on: pointers, cells, `Vec`, `Option`. A type
//! of the program is as open as its parts.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Fields, File, GenericArgument, Generics, Item, PathArguments, Type};

/// Types of std, and numbers, whose size is that of their parts or fixed by what they are.
pub(super) const OPEN: [&str; 46] = [
    "Vec",
    "String",
    "Option",
    "Result",
    "Box",
    "Rc",
    "Arc",
    "Weak",
    "Cell",
    "UnsafeCell",
    "RefCell",
    "Ordering",
    "Range",
    "RangeFrom",
    "RangeTo",
    "RangeFull",
    "RangeToInclusive",
    "PhantomData",
    "Wrapping",
    "Saturating",
    "ManuallyDrop",
    "MaybeUninit",
    "NonZero",
    "NonNull",
    "Pin",
    "Infallible",
    "Reverse",
    "Cow",
    "ControlFlow",
    "Poll",
    "Bound",
    "PhantomPinned",
    "AtomicBool",
    "AtomicUsize",
    "AtomicIsize",
    "AtomicU8",
    "AtomicU16",
    "AtomicU32",
    "AtomicU64",
    "AtomicI32",
    "AtomicI64",
    "AtomicPtr",
    "Duration",
    "NonZeroU8",
    "NonZeroU32",
    "TypeId",
];

/// Pointers of std to one thing: their size says nothing about it.
const POINTERS: [&str; 7] = ["Vec", "Box", "Rc", "Arc", "Weak", "NonNull", "PhantomData"];

const PRIMITIVE: [&str; 17] = [
    "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
    "isize", "f32", "f64",
];

/// The program's own types that hold something of std's whose size is its own business.
pub(super) fn closed_types(file: &File) -> BTreeSet<String> {
    let mut declared = Declared::default();
    declared.visit_file(file);
    let mut closed = BTreeSet::new();
    loop {
        let more: Vec<String> = declared
            .parts
            .iter()
            .filter(|(name, types)| {
                !closed.contains(*name) && types.iter().any(|ty| !is_open(ty, &declared, &closed))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return closed;
        }
        closed.extend(more);
    }
}

/// What a program declares: types with the types of their parts, and the names of all type parameters.
#[derive(Default)]
struct Declared {
    parts: BTreeMap<String, Vec<Type>>,
    parameters: BTreeSet<String>,
}

impl Declared {
    fn add(&mut self, name: &syn::Ident, generics: &Generics, parts: Vec<Type>) {
        self.parameters.extend(generics.type_params().map(|param| param.ident.to_string()));
        self.parts.entry(name.to_string()).or_default().extend(parts);
    }
}

impl<'ast> Visit<'ast> for Declared {
    fn visit_item(&mut self, item: &'ast Item) {
        let of = |fields: &Fields| fields.iter().map(|field| field.ty.clone()).collect::<Vec<Type>>();
        match item {
            Item::Struct(found) => self.add(&found.ident, &found.generics, of(&found.fields)),
            Item::Enum(found) => {
                let parts = found.variants.iter().flat_map(|variant| of(&variant.fields)).collect();
                self.add(&found.ident, &found.generics, parts);
            }
            Item::Union(found) => {
                self.add(
                    &found.ident,
                    &found.generics,
                    found.fields.named.iter().map(|field| field.ty.clone()).collect(),
                );
            }
            Item::Type(found) => self.add(&found.ident, &found.generics, vec![(*found.ty).clone()]),
            _ => {}
        }
        visit::visit_item(self, item);
    }
}

fn is_open(ty: &Type, declared: &Declared, closed: &BTreeSet<String>) -> bool {
    let inner = |ty: &Type| is_open(ty, declared, closed);
    match ty {
        Type::Reference(_) | Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => true,
        Type::Array(found) => inner(&found.elem),
        Type::Slice(found) => inner(&found.elem),
        Type::Paren(found) => inner(&found.elem),
        Type::Group(found) => inner(&found.elem),
        Type::Tuple(found) => found.elems.iter().all(inner),
        Type::Path(found) => {
            // `<T as Trait>::Item` stands for something that is written elsewhere.
            let Some(last) = found.path.segments.last().filter(|_| found.qself.is_none()) else {
                return true;
            };
            let name = last.ident.to_string();
            let is_pointer = POINTERS.contains(&name.as_str());
            let arguments_open = match &last.arguments {
                PathArguments::AngleBracketed(list) if !is_pointer => {
                    list.args.iter().all(|argument| match argument {
                        GenericArgument::Type(ty) => inner(ty),
                        _ => true,
                    })
                }
                _ => true,
            };
            let name_open = declared.parts.contains_key(&name) && !closed.contains(&name)
                || !declared.parts.contains_key(&name)
                    && (OPEN.contains(&name.as_str())
                        || PRIMITIVE.contains(&name.as_str())
                        || name == "Self"
                        || declared.parameters.contains(&name)
                        || found.path.segments.len() == 2
                            && declared.parameters.contains(&found.path.segments[0].ident.to_string()));
            name_open && arguments_open
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_as_open_as_its_parts() {
        let source = "struct Open<T> { a: Vec<Instant>, b: Option<T>, c: &'static Instant }\nstruct Closed(u8, Option<Instant>);\n\
                      enum Through { A, B(Open<u8>, Closed) }\ntype Job = Box<dyn FnOnce()>;\nstruct Own(Instant2);\nstruct Instant2;\n\
                      mod m { pub struct Deep { s: std::sync::mpsc::Sender<u8> } }";
        let file = syn::parse_file(source).expect("valid");
        let expected = ["Closed", "Deep", "Through"].map(str::to_owned);
        assert_eq!(closed_types(&file).into_iter().collect::<Vec<_>>(), expected);
    }
}
