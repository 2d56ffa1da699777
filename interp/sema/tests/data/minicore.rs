//! A small `std` for tests of names, types and traits: enough of the real one's shape, no behaviour.

pub mod marker {
    #[lang = "sized"]
    pub trait Sized {}
    #[lang = "copy"]
    pub trait Copy: Clone {}
    #[lang = "send"]
    pub unsafe auto trait Send {}
    #[lang = "sync"]
    pub unsafe auto trait Sync {}
    #[lang = "unsize"]
    pub trait Unsize<T: ?Sized> {}
    #[lang = "tuple_trait"]
    pub trait Tuple {}
    #[lang = "phantom_data"]
    pub struct PhantomData<T: ?Sized>;
    use crate::clone::Clone;
    impl<T: ?Sized> Copy for &T {}
    impl<T: ?Sized> Copy for *const T {}
    impl<T: ?Sized> !Send for *const T {}
    impl<T: ?Sized> !Sync for *const T {}
    impl Copy for i32 {}
    impl Copy for u8 {}
    impl Copy for usize {}
    impl Copy for bool {}
}

pub mod clone {
    use crate::marker::Sized;
    #[lang = "clone"]
    pub trait Clone: Sized {
        fn clone(&self) -> Self;
        fn clone_from(&mut self, source: &Self) {
            *self = source.clone()
        }
    }
    impl<T: ?Sized> Clone for &T {
        #[native]
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl<T: ?Sized> Clone for *const T {
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl Clone for i32 {
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl Clone for u8 {
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl Clone for usize {
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl Clone for bool {
        fn clone(&self) -> Self {
            loop {}
        }
    }
}

pub mod default {
    pub trait Default: Sized {
        fn default() -> Self;
    }
    impl Default for i32 {
        fn default() -> i32 {
            0
        }
    }
    impl<T> Default for crate::vec::Vec<T> {
        fn default() -> Self {
            crate::vec::Vec::new()
        }
    }
}

pub mod ops {
    #[lang = "add"]
    pub trait Add<Rhs = Self> {
        type Output;
        fn add(self, rhs: Rhs) -> Self::Output;
    }
    impl Add for i32 {
        type Output = i32;
        fn add(self, rhs: i32) -> i32 {
            loop {}
        }
    }
    impl<'a> Add<&'a i32> for i32 {
        type Output = i32;
        fn add(self, rhs: &'a i32) -> i32 {
            loop {}
        }
    }
    #[lang = "drop"]
    pub trait Drop {
        fn drop(&mut self);
    }
    #[lang = "deref"]
    pub trait Deref {
        type Target: ?Sized;
        fn deref(&self) -> &Self::Target;
    }
    #[lang = "deref_mut"]
    pub trait DerefMut: Deref {
        fn deref_mut(&mut self) -> &mut Self::Target;
    }
    #[lang = "index"]
    pub trait Index<Idx: ?Sized> {
        type Output: ?Sized;
        fn index(&self, index: Idx) -> &Self::Output;
    }
    #[lang = "fn_once"]
    pub trait FnOnce<Args> {
        #[lang = "fn_once_output"]
        type Output;
        fn call_once(self, args: Args) -> Self::Output;
    }
    #[lang = "fn_mut"]
    pub trait FnMut<Args>: FnOnce<Args> {
        fn call_mut(&mut self, args: Args) -> Self::Output;
    }
    #[lang = "fn"]
    pub trait Fn<Args>: FnMut<Args> {
        fn call(&self, args: Args) -> Self::Output;
    }
    #[lang = "Range"]
    pub struct Range<Idx> {
        pub start: Idx,
        pub end: Idx,
    }
    #[lang = "coerce_unsized"]
    pub trait CoerceUnsized<T: ?Sized> {}
}

pub mod cmp {
    #[lang = "eq"]
    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool {
            !self.eq(other)
        }
    }
    pub trait Eq: PartialEq {}
    impl PartialEq for i32 {
        fn eq(&self, other: &i32) -> bool {
            loop {}
        }
    }
    impl Eq for i32 {}
    pub enum Ordering {
        Less = -1,
        Equal = 0,
        Greater = 1,
    }
    #[lang = "partial_ord"]
    pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
    }
}

pub mod option {
    #[lang = "Option"]
    pub enum Option<T> {
        None,
        Some(T),
    }
    use Option::*;
    impl<T> Option<T> {
        pub fn is_some(&self) -> bool {
            match self {
                Some(_) => true,
                None => false,
            }
        }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {
            match self {
                Some(x) => Some(f(x)),
                None => None,
            }
        }
        pub fn unwrap(self) -> T {
            loop {}
        }
    }
    impl<T: Clone> Clone for Option<T> {
        fn clone(&self) -> Self {
            loop {}
        }
    }
    impl<T: Copy> Copy for Option<T> {}
}

pub mod result {
    #[lang = "Result"]
    pub enum Result<T, E> {
        Ok(T),
        Err(E),
    }
}

pub mod iter {
    pub trait Iterator {
        type Item;
        #[lang = "next"]
        fn next(&mut self) -> Option<Self::Item>;
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F>
        where
            Self: Sized,
        {
            Map { iter: self, f }
        }
        fn collect<B: FromIterator<Self::Item>>(self) -> B
        where
            Self: Sized,
        {
            FromIterator::from_iter(self)
        }
    }
    pub struct Map<I, F> {
        iter: I,
        f: F,
    }
    impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> {
        type Item = B;
        fn next(&mut self) -> Option<B> {
            loop {}
        }
    }
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator<Item = Self::Item>;
        #[lang = "into_iter"]
        fn into_iter(self) -> Self::IntoIter;
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
        fn into_iter(self) -> I {
            self
        }
    }
    pub trait FromIterator<A>: Sized {
        fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
    }
    impl Iterator for crate::ops::Range<i32> {
        type Item = i32;
        fn next(&mut self) -> Option<i32> {
            loop {}
        }
    }
}

#[origin = "alloc"]
pub mod boxed {
    #[lang = "owned_box"]
    pub struct Box<T: ?Sized>(*const T);
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T> {
            loop {}
        }
    }
    impl<T: ?Sized> crate::ops::Deref for Box<T> {
        type Target = T;
        fn deref(&self) -> &T {
            loop {}
        }
    }
}

#[origin = "alloc"]
pub mod vec {
    pub struct Vec<T> {
        pointer: *const T,
        len: usize,
    }
    impl<T> Vec<T> {
        pub const fn new() -> Vec<T> {
            loop {}
        }
        pub fn push(&mut self, value: T) {}
        pub fn len(&self) -> usize {
            self.len
        }
    }
    impl<T> crate::ops::Deref for Vec<T> {
        type Target = [T];
        fn deref(&self) -> &[T] {
            loop {}
        }
    }
    impl<T> FromIterator<T> for Vec<T> {
        fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> {
            loop {}
        }
    }
}

pub mod mem {
    #[native]
    pub fn swap<T>(x: &mut T, y: &mut T) {
        loop {}
    }
    pub use self::drop_it::drop;
    mod drop_it {
        pub fn drop<T>(_x: T) {}
    }
}

pub mod u8 {
    pub const MAX: u8 = 255;
}

mod num {
    impl u8 {
        pub const MAX: u8 = 255;
        pub fn wrapping_add(self, rhs: u8) -> u8 {
            loop {}
        }
    }
    impl<T> [T] {
        pub fn len(&self) -> usize {
            loop {}
        }
    }
    impl str {
        pub fn len(&self) -> usize {
            loop {}
        }
    }
}

pub mod prelude {
    pub mod v1 {
        pub use crate::boxed::Box;
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, PartialEq, PartialOrd};
        pub use crate::default::Default;
        pub use crate::iter::{IntoIterator, Iterator};
        pub use crate::marker::{Copy, Send, Sized, Sync};
        pub use crate::mem::drop;
        pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::vec::Vec;
    }
    pub mod rust_2024 {
        pub use super::v1::*;
        pub use crate::iter::FromIterator;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use crate::iter::FromIterator;
    }
}
