//! Impls for tuples up to twelve elements (`Clone` and `Copy` are the compiler's).

use crate::cmp::Ordering::{self, Equal};

macro_rules! tuple_impls {
    ($(($($T:ident $i:tt),+);)+) => { $(
        impl<$($T: PartialEq),+> PartialEq for ($($T,)+) {
            fn eq(&self, other: &($($T,)+)) -> bool { $(self.$i == other.$i)&&+ }
            fn ne(&self, other: &($($T,)+)) -> bool { $(self.$i != other.$i)||+ }
        }
        impl<$($T: Eq),+> Eq for ($($T,)+) {}
        impl<$($T: PartialOrd),+> PartialOrd for ($($T,)+) {
            fn partial_cmp(&self, other: &($($T,)+)) -> Option<Ordering> {
                $(
                    match self.$i.partial_cmp(&other.$i) {
                        Some(Equal) => {}
                        ordering => return ordering,
                    }
                )+
                Some(Equal)
            }
        }
        impl<$($T: Ord),+> Ord for ($($T,)+) {
            fn cmp(&self, other: &($($T,)+)) -> Ordering {
                $(
                    match self.$i.cmp(&other.$i) {
                        Equal => {}
                        ordering => return ordering,
                    }
                )+
                Equal
            }
        }
        impl<$($T: Default),+> Default for ($($T,)+) {
            fn default() -> ($($T,)+) { ($($T::default(),)+) }
        }
        impl<$($T: crate::hash::Hash),+> crate::hash::Hash for ($($T,)+) {
            fn hash<S: crate::hash::Hasher>(&self, state: &mut S) { $(self.$i.hash(state);)+ }
        }
        impl<$($T: crate::fmt::Debug),+> crate::fmt::Debug for ($($T,)+) {
            fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
                let mut builder = f.debug_tuple("");
                $(builder.field(&self.$i);)+
                builder.finish()
            }
        }
    )+ };
}
tuple_impls! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
}

macro_rules! tuple_array {
    ($(($($T:ident $v:ident),+) $n:literal;)+) => { $(
        impl<Z> From<[Z; $n]> for ($(tuple_array!(@same $T Z),)+) {
            fn from(array: [Z; $n]) -> Self {
                let [$($v),+] = array;
                ($($v,)+)
            }
        }
        impl<Z> From<($(tuple_array!(@same $T Z),)+)> for [Z; $n] {
            fn from(tuple: ($(tuple_array!(@same $T Z),)+)) -> Self {
                let ($($v,)+) = tuple;
                [$($v),+]
            }
        }
    )+ };
    (@same $T:ident $Z:ident) => { $Z };
}
tuple_array! {
    (A a) 1;
    (A a, B b) 2;
    (A a, B b, C c) 3;
    (A a, B b, C c, D d) 4;
    (A a, B b, C c, D d, E e) 5;
    (A a, B b, C c, D d, E e, F f) 6;
}
