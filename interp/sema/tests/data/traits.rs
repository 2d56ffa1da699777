//! The small `std` does not have these; the trait solver's tests do: blanket impls, adapters with projections inside
//! projections, conversions, formatting, smart pointers.

pub trait From<T>: Sized {
    fn from(value: T) -> Self;
}
pub trait Into<T>: Sized {
    fn into(self) -> T;
}
impl<T> From<T> for T {
    fn from(t: T) -> T {
        t
    }
}
impl<T, U: From<T>> Into<U> for T {
    fn into(self) -> U {
        U::from(self)
    }
}
impl From<u8> for i32 {
    fn from(value: u8) -> i32 {
        loop {}
    }
}
impl From<bool> for i32 {
    fn from(value: bool) -> i32 {
        loop {}
    }
}

pub struct String;
impl Clone for String {
    fn clone(&self) -> String {
        String
    }
}
impl<'a> From<&'a str> for String {
    fn from(value: &'a str) -> String {
        String
    }
}
impl Deref for String {
    type Target = str;
    fn deref(&self) -> &str {
        loop {}
    }
}

pub trait Display {
    fn fmt(&self);
}
impl Display for i32 {
    fn fmt(&self) {}
}
impl Display for str {
    fn fmt(&self) {}
}
impl Display for String {
    fn fmt(&self) {}
}
impl<T: ?Sized + Display> Display for &T {
    fn fmt(&self) {}
}
pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: ?Sized + Display> ToString for T {
    fn to_string(&self) -> String {
        String
    }
}

pub trait Sum<A = Self>: Sized {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
impl Sum for i32 {
    fn sum<I: Iterator<Item = i32>>(iter: I) -> i32 {
        0
    }
}
impl<'a> Sum<&'a i32> for i32 {
    fn sum<I: Iterator<Item = &'a i32>>(iter: I) -> i32 {
        0
    }
}
pub trait FromStr: Sized {
    type Err;
    fn from_str(text: &str) -> Result<Self, Self::Err>;
}
pub struct ParseError;
impl FromStr for i32 {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<i32, ParseError> {
        loop {}
    }
}

pub struct Iter<'a, T>(&'a T);
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        None
    }
}
pub struct IntoIter<T>(T);
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        None
    }
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        loop {}
    }
}
impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        loop {}
    }
}
pub trait SliceExt {
    fn first_len(&self) -> usize;
}
impl<T> SliceExt for [T] {
    fn first_len(&self) -> usize {
        0
    }
}
pub struct Filter<I, P>(I, P);
impl<I: Iterator, P> Iterator for Filter<I, P>
where
    P: FnMut(&I::Item) -> bool,
{
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        None
    }
}
pub struct Zip<A, B>(A, B);
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
    type Item = (A::Item, B::Item);
    fn next(&mut self) -> Option<(A::Item, B::Item)> {
        None
    }
}
pub struct Flatten<I>(I);
impl<I: Iterator> Iterator for Flatten<I>
where
    I::Item: IntoIterator,
{
    type Item = <I::Item as IntoIterator>::Item;
    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}
pub struct HashMap<K, V>(K, V);
impl<K, V> FromIterator<(K, V)> for HashMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {
        loop {}
    }
}
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
    fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Self {
        loop {}
    }
}
impl<I: ?Sized + Iterator> Iterator for &mut I {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        None
    }
}
impl<I: ?Sized + Iterator> Iterator for Box<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        None
    }
}

pub struct Rc<T: ?Sized>(*const T);
impl<T: ?Sized> Deref for Rc<T> {
    type Target = T;
    fn deref(&self) -> &T {
        loop {}
    }
}
impl<T: ?Sized> Clone for Rc<T> {
    fn clone(&self) -> Rc<T> {
        loop {}
    }
}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Rc<U>> for Rc<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}

pub trait Shape {
    fn area(&self) -> i32;
    fn name(&self) -> String {
        String
    }
}
pub trait Solid: Shape {
    fn volume(&self) -> i32;
}
pub struct Square;
impl Shape for Square {
    fn area(&self) -> i32 {
        1
    }
}
impl Solid for Square {
    fn volume(&self) -> i32 {
        1
    }
}
impl Square {
    fn inherent(&self) {}
    fn by_value(self) {}
    fn by_mut(&mut self) {}
    fn make() -> Square {
        Square
    }
}
impl<T: ?Sized + Shape> Shape for Box<T> {
    fn area(&self) -> i32 {
        0
    }
}
