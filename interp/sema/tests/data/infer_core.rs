//! A small `std` for tests of inference: the shapes of the real one that ordinary programs meet, no behaviour.

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
    impl<T: ?Sized> Copy for *mut T {}
    impl<T: ?Sized> Clone for &T {
        fn clone(&self) -> Self { loop {} }
    }
    impl<T: ?Sized> Clone for *const T {
        fn clone(&self) -> Self { loop {} }
    }
    impl<T: ?Sized> Clone for *mut T {
        fn clone(&self) -> Self { loop {} }
    }
}

pub mod clone {
    #[lang = "clone"]
    pub trait Clone: Sized {
        fn clone(&self) -> Self;
    }
}

pub mod default {
    pub trait Default: Sized {
        fn default() -> Self;
    }
}

pub mod ops {
    macro_rules! binary {
        ($($name:ident $method:ident $lang:literal $assign:ident $assign_method:ident $assign_lang:literal;)*) => {$(
            #[lang = $lang]
            pub trait $name<Rhs = Self> {
                type Output;
                fn $method(self, rhs: Rhs) -> Self::Output;
            }
            #[lang = $assign_lang]
            pub trait $assign<Rhs = Self> {
                fn $assign_method(&mut self, rhs: Rhs);
            }
        )*};
    }
    binary! {
        Add add "add" AddAssign add_assign "add_assign";
        Sub sub "sub" SubAssign sub_assign "sub_assign";
        Mul mul "mul" MulAssign mul_assign "mul_assign";
        Div div "div" DivAssign div_assign "div_assign";
        Rem rem "rem" RemAssign rem_assign "rem_assign";
        BitAnd bitand "bitand" BitAndAssign bitand_assign "bitand_assign";
        BitOr bitor "bitor" BitOrAssign bitor_assign "bitor_assign";
        BitXor bitxor "bitxor" BitXorAssign bitxor_assign "bitxor_assign";
        Shl shl "shl" ShlAssign shl_assign "shl_assign";
        Shr shr "shr" ShrAssign shr_assign "shr_assign";
    }
    #[lang = "neg"]
    pub trait Neg {
        type Output;
        fn neg(self) -> Self::Output;
    }
    #[lang = "not"]
    pub trait Not {
        type Output;
        fn not(self) -> Self::Output;
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
    impl<T: ?Sized> Deref for &T {
        type Target = T;
        fn deref(&self) -> &T { loop {} }
    }
    impl<T: ?Sized> Deref for &mut T {
        type Target = T;
        fn deref(&self) -> &T { loop {} }
    }
    impl<T: ?Sized> DerefMut for &mut T {
        fn deref_mut(&mut self) -> &mut T { loop {} }
    }
    #[lang = "index"]
    pub trait Index<Idx: ?Sized> {
        type Output: ?Sized;
        fn index(&self, index: Idx) -> &Self::Output;
    }
    #[lang = "index_mut"]
    pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
        fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
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
    #[lang = "RangeInclusiveStruct"]
    pub struct RangeInclusive<Idx> {
        start: Idx,
        end: Idx,
    }
    #[lang = "RangeFrom"]
    pub struct RangeFrom<Idx> {
        pub start: Idx,
    }
    #[lang = "RangeTo"]
    pub struct RangeTo<Idx> {
        pub end: Idx,
    }
    #[lang = "RangeFull"]
    pub struct RangeFull;
    #[lang = "coerce_unsized"]
    pub trait CoerceUnsized<T: ?Sized> {}
    use crate::marker::Unsize;
    impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'a T {}
    impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a mut U> for &'a mut T {}
    impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<*const U> for *const T {}
    impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<*mut U> for *mut T {}
    pub enum ControlFlow<B, C = ()> {
        Continue(C),
        Break(B),
    }
    #[lang = "Try"]
    pub trait Try: FromResidual {
        type Output;
        type Residual;
        fn from_output(output: Self::Output) -> Self;
        #[lang = "branch"]
        fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
    }
    #[lang = "FromResidual"]
    pub trait FromResidual<R = <Self as Try>::Residual> {
        #[lang = "from_residual"]
        fn from_residual(residual: R) -> Self;
    }
}

mod numbers {
    use crate::clone::Clone;
    use crate::cmp::{Ord, Ordering, PartialEq, PartialOrd, Eq};
    use crate::default::Default;
    use crate::marker::Copy;
    use crate::ops::*;
    macro_rules! plain {
        ($($t:ty)*) => {$(
            impl Copy for $t {}
            impl Clone for $t { fn clone(&self) -> $t { loop {} } }
            impl Default for $t { fn default() -> $t { loop {} } }
            impl PartialEq for $t { fn eq(&self, other: &$t) -> bool { loop {} } }
            impl PartialOrd for $t { fn partial_cmp(&self, other: &$t) -> Option<Ordering> { loop {} } }
        )*};
    }
    macro_rules! op {
        ($t:ty: $($name:ident $method:ident $assign:ident $assign_method:ident)*) => {$(
            impl $name for $t { type Output = $t; fn $method(self, rhs: $t) -> $t { loop {} } }
            impl<'a> $name<&'a $t> for $t { type Output = $t; fn $method(self, rhs: &'a $t) -> $t { loop {} } }
            impl<'a> $name<$t> for &'a $t { type Output = $t; fn $method(self, rhs: $t) -> $t { loop {} } }
            impl<'a, 'b> $name<&'a $t> for &'b $t { type Output = $t; fn $method(self, rhs: &'a $t) -> $t { loop {} } }
            impl $assign for $t { fn $assign_method(&mut self, rhs: $t) {} }
            impl<'a> $assign<&'a $t> for $t { fn $assign_method(&mut self, rhs: &'a $t) {} }
        )*};
    }
    macro_rules! number {
        ($($t:ty)*) => {$(
            op! { $t: Add add AddAssign add_assign Sub sub SubAssign sub_assign Mul mul MulAssign mul_assign
                Div div DivAssign div_assign Rem rem RemAssign rem_assign }
        )*};
    }
    macro_rules! integer {
        ($($t:ty)*) => {$(
            op! { $t: BitAnd bitand BitAndAssign bitand_assign BitOr bitor BitOrAssign bitor_assign
                BitXor bitxor BitXorAssign bitxor_assign }
            impl Not for $t { type Output = $t; fn not(self) -> $t { loop {} } }
            impl Eq for $t {}
            impl Ord for $t { fn cmp(&self, other: &$t) -> Ordering { loop {} } }
            shift! { $t: i8 i16 i32 i64 isize u8 u16 u32 u64 usize }
            impl $t {
                pub const MAX: $t = 100;
                pub fn pow(self, exp: u32) -> $t { loop {} }
                pub fn wrapping_add(self, rhs: $t) -> $t { loop {} }
                pub fn checked_add(self, rhs: $t) -> Option<$t> { loop {} }
            }
        )*};
    }
    macro_rules! shift {
        ($t:ty: $($r:ty)*) => {$(
            impl Shl<$r> for $t { type Output = $t; fn shl(self, rhs: $r) -> $t { loop {} } }
            impl Shr<$r> for $t { type Output = $t; fn shr(self, rhs: $r) -> $t { loop {} } }
            impl ShlAssign<$r> for $t { fn shl_assign(&mut self, rhs: $r) {} }
            impl ShrAssign<$r> for $t { fn shr_assign(&mut self, rhs: $r) {} }
        )*};
    }
    macro_rules! signed {
        ($($t:ty)*) => {$(
            impl Neg for $t { type Output = $t; fn neg(self) -> $t { loop {} } }
            impl<'a> Neg for &'a $t { type Output = $t; fn neg(self) -> $t { loop {} } }
            impl $t { pub fn abs(self) -> $t { loop {} } }
        )*};
    }
    plain! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 bool char }
    number! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 }
    integer! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }
    signed! { i8 i16 i32 i64 isize f32 f64 }
    impl Eq for bool {}
    impl Eq for char {}
    impl Not for bool { type Output = bool; fn not(self) -> bool { loop {} } }
    impl f64 { pub fn sqrt(self) -> f64 { loop {} } }
    impl char {
        pub fn is_alphabetic(self) -> bool { loop {} }
        pub fn to_digit(self, radix: u32) -> Option<u32> { loop {} }
    }
    impl PartialEq for str { fn eq(&self, other: &str) -> bool { loop {} } }
    impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &A { fn eq(&self, other: &&B) -> bool { loop {} } }
    impl<A: PartialEq<B>, B> PartialEq<[B]> for [A] { fn eq(&self, other: &[B]) -> bool { loop {} } }
    impl<A: PartialEq<B>, B, const N: usize> PartialEq<[B; N]> for [A; N] { fn eq(&self, other: &[B; N]) -> bool { loop {} } }
    impl PartialEq for () { fn eq(&self, other: &()) -> bool { loop {} } }
    impl Default for () { fn default() {} }
}

pub mod cmp {
    #[lang = "eq"]
    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool { loop {} }
    }
    pub trait Eq: PartialEq {}
    pub enum Ordering { Less = -1, Equal = 0, Greater = 1 }
    #[lang = "partial_ord"]
    pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
        fn lt(&self, other: &Rhs) -> bool { loop {} }
        fn le(&self, other: &Rhs) -> bool { loop {} }
        fn gt(&self, other: &Rhs) -> bool { loop {} }
        fn ge(&self, other: &Rhs) -> bool { loop {} }
    }
    pub trait Ord: Eq + PartialOrd {
        fn cmp(&self, other: &Self) -> Ordering;
    }
    pub fn max<T: Ord>(a: T, b: T) -> T { loop {} }
}

pub mod option {
    #[lang = "Option"]
    pub enum Option<T> { None, Some(T) }
    impl<T> Option<T> {
        pub fn is_some(&self) -> bool { loop {} }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> { loop {} }
        pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> { loop {} }
        pub fn unwrap(self) -> T { loop {} }
        pub fn unwrap_or(self, default: T) -> T { loop {} }
        pub fn as_ref(&self) -> Option<&T> { loop {} }
        pub fn as_mut(&mut self) -> Option<&mut T> { loop {} }
        pub fn ok_or<E>(self, err: E) -> Result<T, E> { loop {} }
        pub fn take(&mut self) -> Option<T> { loop {} }
    }
    impl<T: Clone> Clone for Option<T> { fn clone(&self) -> Self { loop {} } }
    impl<T: Copy> Copy for Option<T> {}
    impl<T: PartialEq> PartialEq for Option<T> { fn eq(&self, other: &Option<T>) -> bool { loop {} } }
    use crate::ops::{ControlFlow, FromResidual, Try};
    use crate::convert::Infallible;
    impl<T> Try for Option<T> {
        type Output = T;
        type Residual = Option<Infallible>;
        fn from_output(output: T) -> Self { loop {} }
        fn branch(self) -> ControlFlow<Option<Infallible>, T> { loop {} }
    }
    impl<T> FromResidual<Option<Infallible>> for Option<T> {
        fn from_residual(residual: Option<Infallible>) -> Self { loop {} }
    }
}

pub mod result {
    #[lang = "Result"]
    pub enum Result<T, E> { Ok(T), Err(E) }
    impl<T, E> Result<T, E> {
        pub fn ok(self) -> Option<T> { loop {} }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Result<U, E> { loop {} }
        pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> { loop {} }
        pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, f: F) -> T { loop {} }
        pub fn unwrap(self) -> T { loop {} }
    }
    use crate::ops::{ControlFlow, FromResidual, Try};
    use crate::convert::{From, Infallible};
    impl<T, E> Try for Result<T, E> {
        type Output = T;
        type Residual = Result<Infallible, E>;
        fn from_output(output: T) -> Self { loop {} }
        fn branch(self) -> ControlFlow<Result<Infallible, E>, T> { loop {} }
    }
    impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Result<T, F> {
        fn from_residual(residual: Result<Infallible, E>) -> Self { loop {} }
    }
}

pub mod convert {
    pub enum Infallible {}
    pub trait From<T>: Sized { fn from(value: T) -> Self; }
    pub trait Into<T>: Sized { fn into(self) -> T; }
    impl<T> From<T> for T { fn from(t: T) -> T { t } }
    impl<T, U: From<T>> Into<U> for T { fn into(self) -> U { U::from(self) } }
    impl From<i32> for i64 { fn from(x: i32) -> i64 { loop {} } }
    impl From<u8> for u32 { fn from(x: u8) -> u32 { loop {} } }
    impl<'a> From<&'a str> for crate::string::String { fn from(x: &'a str) -> crate::string::String { loop {} } }
    pub trait AsRef<T: ?Sized> { fn as_ref(&self) -> &T; }
    impl AsRef<str> for str { fn as_ref(&self) -> &str { self } }
    impl AsRef<str> for crate::string::String { fn as_ref(&self) -> &str { loop {} } }
    impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T { fn as_ref(&self) -> &U { loop {} } }
}

pub mod iter {
    #[lang = "iterator"]
    pub trait Iterator {
        type Item;
        #[lang = "next"]
        fn next(&mut self) -> Option<Self::Item>;
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F> where Self: Sized { loop {} }
        fn filter<P: FnMut(&Self::Item) -> bool>(self, p: P) -> Filter<Self, P> where Self: Sized { loop {} }
        fn enumerate(self) -> Enumerate<Self> where Self: Sized { loop {} }
        fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter> where Self: Sized { loop {} }
        fn rev(self) -> Rev<Self> where Self: Sized { loop {} }
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B where Self: Sized { loop {} }
        fn sum<S: Sum<Self::Item>>(self) -> S where Self: Sized { loop {} }
        fn collect<B: FromIterator<Self::Item>>(self) -> B where Self: Sized { loop {} }
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool where Self: Sized { loop {} }
        fn cloned<'a, T: 'a + Clone>(self) -> Cloned<Self> where Self: Sized + Iterator<Item = &'a T> { loop {} }
    }
    impl<I: Iterator + ?Sized> Iterator for &mut I { type Item = I::Item; fn next(&mut self) -> Option<I::Item> { loop {} } }
    pub struct Map<I, F> { iter: I, f: F }
    pub struct Filter<I, F> { iter: I, f: F }
    pub struct Enumerate<I> { iter: I }
    pub struct Zip<A, B> { a: A, b: B }
    pub struct Rev<A> { a: A }
    pub struct Cloned<A> { a: A }
    impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> { type Item = B; fn next(&mut self) -> Option<B> { loop {} } }
    impl<I: Iterator, F: FnMut(&I::Item) -> bool> Iterator for Filter<I, F> { type Item = I::Item; fn next(&mut self) -> Option<I::Item> { loop {} } }
    impl<I: Iterator> Iterator for Enumerate<I> { type Item = (usize, I::Item); fn next(&mut self) -> Option<(usize, I::Item)> { loop {} } }
    impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> { type Item = (A::Item, B::Item); fn next(&mut self) -> Option<(A::Item, B::Item)> { loop {} } }
    impl<A: Iterator> Iterator for Rev<A> { type Item = A::Item; fn next(&mut self) -> Option<A::Item> { loop {} } }
    impl<'a, I: Iterator<Item = &'a T>, T: 'a + Clone> Iterator for Cloned<I> { type Item = T; fn next(&mut self) -> Option<T> { loop {} } }
    #[lang = "into_iterator"]
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator<Item = Self::Item>;
        #[lang = "into_iter"]
        fn into_iter(self) -> Self::IntoIter;
    }
    impl<I: Iterator> IntoIterator for I { type Item = I::Item; type IntoIter = I; fn into_iter(self) -> I { self } }
    pub trait FromIterator<A>: Sized { fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self; }
    pub trait Sum<A = Self>: Sized { fn sum<I: Iterator<Item = A>>(iter: I) -> Self; }
    pub trait Step: Clone + PartialOrd {}
    macro_rules! step { ($($t:ty)*) => {$(
        impl Step for $t {}
        impl Sum for $t { fn sum<I: Iterator<Item = $t>>(iter: I) -> $t { loop {} } }
        impl<'a> Sum<&'a $t> for $t { fn sum<I: Iterator<Item = &'a $t>>(iter: I) -> $t { loop {} } }
    )*}; }
    step! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }
    impl Step for char {}
    impl<A: Step> Iterator for crate::ops::Range<A> { type Item = A; fn next(&mut self) -> Option<A> { loop {} } }
    impl<A: Step> Iterator for crate::ops::RangeInclusive<A> { type Item = A; fn next(&mut self) -> Option<A> { loop {} } }
}

pub mod boxed {
    #[lang = "owned_box"]
    pub struct Box<T: ?Sized>(*const T);
    impl<T> Box<T> { pub fn new(x: T) -> Box<T> { loop {} } }
    impl<T: ?Sized> crate::ops::Deref for Box<T> { type Target = T; fn deref(&self) -> &T { loop {} } }
    impl<T: ?Sized> crate::ops::DerefMut for Box<T> { fn deref_mut(&mut self) -> &mut T { loop {} } }
    impl<T: ?Sized + crate::marker::Unsize<U>, U: ?Sized> crate::ops::CoerceUnsized<Box<U>> for Box<T> {}
    impl<T: Clone> Clone for Box<T> { fn clone(&self) -> Self { loop {} } }
    impl<Args, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> { type Output = <F as FnOnce<Args>>::Output; fn call_once(self, args: Args) -> F::Output { loop {} } }
    impl<Args, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> { fn call_mut(&mut self, args: Args) -> F::Output { loop {} } }
    impl<Args, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> { fn call(&self, args: Args) -> F::Output { loop {} } }
}

pub mod rc {
    pub struct Rc<T: ?Sized>(*const T);
    impl<T> Rc<T> { pub fn new(x: T) -> Rc<T> { loop {} } }
    impl<T: ?Sized> crate::ops::Deref for Rc<T> { type Target = T; fn deref(&self) -> &T { loop {} } }
    impl<T: ?Sized> Clone for Rc<T> { fn clone(&self) -> Self { loop {} } }
}

pub mod vec {
    pub struct Vec<T> { pointer: *const T, len: usize }
    impl<T> Vec<T> {
        pub const fn new() -> Vec<T> { loop {} }
        pub fn push(&mut self, value: T) {}
        pub fn pop(&mut self) -> Option<T> { loop {} }
        pub fn len(&self) -> usize { self.len }
    }
    impl<T> crate::ops::Deref for Vec<T> { type Target = [T]; fn deref(&self) -> &[T] { loop {} } }
    impl<T> crate::ops::DerefMut for Vec<T> { fn deref_mut(&mut self) -> &mut [T] { loop {} } }
    impl<T> FromIterator<T> for Vec<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> { loop {} } }
    impl<T: Clone> Clone for Vec<T> { fn clone(&self) -> Self { loop {} } }
    impl<T> Default for Vec<T> { fn default() -> Self { loop {} } }
    impl<T, I: crate::slice::SliceIndex<[T]>> crate::ops::Index<I> for Vec<T> { type Output = I::Output; fn index(&self, index: I) -> &I::Output { loop {} } }
    impl<T, I: crate::slice::SliceIndex<[T]>> crate::ops::IndexMut<I> for Vec<T> { fn index_mut(&mut self, index: I) -> &mut I::Output { loop {} } }
    pub struct IntoIter<T>(T);
    impl<T> Iterator for IntoIter<T> { type Item = T; fn next(&mut self) -> Option<T> { loop {} } }
    impl<T> IntoIterator for Vec<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T> { loop {} } }
    impl<'a, T> IntoIterator for &'a Vec<T> { type Item = &'a T; type IntoIter = crate::slice::Iter<'a, T>; fn into_iter(self) -> crate::slice::Iter<'a, T> { loop {} } }
    impl<'a, T> IntoIterator for &'a mut Vec<T> { type Item = &'a mut T; type IntoIter = crate::slice::IterMut<'a, T>; fn into_iter(self) -> crate::slice::IterMut<'a, T> { loop {} } }
    impl<T, U> PartialEq<Vec<U>> for Vec<T> where T: PartialEq<U> { fn eq(&self, other: &Vec<U>) -> bool { loop {} } }
}

pub mod slice {
    pub trait SliceIndex<T: ?Sized> { type Output: ?Sized; }
    impl<T> SliceIndex<[T]> for usize { type Output = T; }
    impl<T> SliceIndex<[T]> for crate::ops::Range<usize> { type Output = [T]; }
    impl<T> SliceIndex<[T]> for crate::ops::RangeFrom<usize> { type Output = [T]; }
    impl<T> SliceIndex<[T]> for crate::ops::RangeTo<usize> { type Output = [T]; }
    impl<T> SliceIndex<[T]> for crate::ops::RangeFull { type Output = [T]; }
    impl<T, I: SliceIndex<[T]>> crate::ops::Index<I> for [T] { type Output = I::Output; fn index(&self, index: I) -> &I::Output { loop {} } }
    impl<T, I: SliceIndex<[T]>> crate::ops::IndexMut<I> for [T] { fn index_mut(&mut self, index: I) -> &mut I::Output { loop {} } }
    impl<T, I, const N: usize> crate::ops::Index<I> for [T; N] where [T]: crate::ops::Index<I> { type Output = <[T] as crate::ops::Index<I>>::Output; fn index(&self, index: I) -> &Self::Output { loop {} } }
    pub struct Iter<'a, T>(&'a T);
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; fn next(&mut self) -> Option<&'a T> { loop {} } }
    pub struct IterMut<'a, T>(&'a mut T);
    impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; fn next(&mut self) -> Option<&'a mut T> { loop {} } }
    impl<T> [T] {
        pub fn len(&self) -> usize { loop {} }
        pub fn iter(&self) -> Iter<'_, T> { loop {} }
        pub fn iter_mut(&mut self) -> IterMut<'_, T> { loop {} }
        pub fn first(&self) -> Option<&T> { loop {} }
        pub fn get(&self, index: usize) -> Option<&T> { loop {} }
        pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn swap(&mut self, a: usize, b: usize) {}
    }
    impl<'a, T> IntoIterator for &'a [T] { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T> { loop {} } }
    impl<'a, T, const N: usize> IntoIterator for &'a [T; N] { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T> { loop {} } }
    pub struct ArrayIter<T, const N: usize>([T; N]);
    impl<T, const N: usize> Iterator for ArrayIter<T, N> { type Item = T; fn next(&mut self) -> Option<T> { loop {} } }
    impl<T, const N: usize> IntoIterator for [T; N] { type Item = T; type IntoIter = ArrayIter<T, N>; fn into_iter(self) -> ArrayIter<T, N> { loop {} } }
}

pub mod num {
    pub struct ParseIntError;
}

pub mod string {
    #[lang = "String"]
    pub struct String { vec: Vec<u8> }
    impl String {
        pub fn new() -> String { loop {} }
        pub fn push_str(&mut self, s: &str) {}
        pub fn as_str(&self) -> &str { loop {} }
    }
    impl crate::ops::Deref for String { type Target = str; fn deref(&self) -> &str { loop {} } }
    impl Clone for String { fn clone(&self) -> String { loop {} } }
    impl PartialEq for String { fn eq(&self, other: &String) -> bool { loop {} } }
    impl PartialEq<str> for String { fn eq(&self, other: &str) -> bool { loop {} } }
    impl<'a> PartialEq<&'a str> for String { fn eq(&self, other: &&'a str) -> bool { loop {} } }
    impl<'a> crate::ops::Add<&'a str> for String { type Output = String; fn add(self, rhs: &'a str) -> String { loop {} } }
    pub trait ToString { fn to_string(&self) -> String; }
    impl ToString for str { fn to_string(&self) -> String { loop {} } }
    impl ToString for i32 { fn to_string(&self) -> String { loop {} } }
    impl str {
        pub fn len(&self) -> usize { loop {} }
        pub fn chars(&self) -> Chars<'_> { loop {} }
        pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> { loop {} }
        pub fn trim(&self) -> &str { loop {} }
    }
    pub struct Chars<'a>(&'a str);
    impl<'a> Iterator for Chars<'a> { type Item = char; fn next(&mut self) -> Option<char> { loop {} } }
    pub use crate::num::ParseIntError;
    pub trait FromStr: Sized { type Err; fn from_str(s: &str) -> Result<Self, Self::Err>; }
    impl FromStr for i32 { type Err = ParseIntError; fn from_str(s: &str) -> Result<i32, ParseIntError> { loop {} } }
    impl FromIterator<char> for String { fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> String { loop {} } }
}

pub mod mem {
    pub fn swap<T>(x: &mut T, y: &mut T) { loop {} }
    pub fn replace<T>(x: &mut T, y: T) -> T { loop {} }
    pub fn size_of<T>() -> usize { loop {} }
    pub fn drop<T>(_x: T) {}
}

pub mod process {
    pub fn exit(code: i32) -> ! { loop {} }
}

pub mod prelude {
    pub mod v1 {
        pub use crate::boxed::Box;
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsRef, From, Into};
        pub use crate::default::Default;
        pub use crate::iter::{IntoIterator, Iterator};
        pub use crate::marker::{Copy, Send, Sized, Sync};
        pub use crate::mem::drop;
        pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::string::{String, ToString};
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
