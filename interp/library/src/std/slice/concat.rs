//! `concat` and `join`.

use crate::borrow::Borrow;
use crate::string::String;
use crate::vec::Vec;

impl<T> [T] {
    pub fn concat<Item: ?Sized>(&self) -> <[T] as Concat<Item>>::Output
    where
        [T]: Concat<Item>,
    {
        Concat::concat(self)
    }
    pub fn join<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output
    where
        [T]: Join<Separator>,
    {
        Join::join(self, sep)
    }
    /// The old name of `join`.
    pub fn connect<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output
    where
        [T]: Join<Separator>,
    {
        Join::join(self, sep)
    }
}

pub trait Concat<Item: ?Sized> {
    type Output;
    fn concat(slice: &Self) -> Self::Output;
}
pub trait Join<Separator> {
    type Output;
    fn join(slice: &Self, sep: Separator) -> Self::Output;
}

impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
    fn concat(slice: &Self) -> Vec<T> {
        let mut size = 0;
        for piece in slice {
            size += piece.borrow().len();
        }
        let mut result = Vec::with_capacity(size);
        for piece in slice {
            result.extend_from_slice(piece.borrow());
        }
        result
    }
}
impl<T: Clone, V: Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &T) -> Vec<T> {
        let mut result = Vec::new();
        for (i, piece) in slice.iter().enumerate() {
            if i > 0 {
                result.push(sep.clone());
            }
            result.extend_from_slice(piece.borrow());
        }
        result
    }
}
impl<T: Clone, V: Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &[T]) -> Vec<T> {
        let mut result = Vec::new();
        for (i, piece) in slice.iter().enumerate() {
            if i > 0 {
                result.extend_from_slice(sep);
            }
            result.extend_from_slice(piece.borrow());
        }
        result
    }
}
impl<S: Borrow<str>> Concat<str> for [S] {
    type Output = String;
    fn concat(slice: &Self) -> String { Join::join(slice, "") }
}
impl<S: Borrow<str>> Join<&str> for [S] {
    type Output = String;
    fn join(slice: &Self, sep: &str) -> String {
        let mut size = 0;
        for piece in slice {
            let piece: &str = piece.borrow();
            size += piece.len() + sep.len();
        }
        let mut result = String::with_capacity(size.saturating_sub(sep.len()));
        for (i, piece) in slice.iter().enumerate() {
            if i > 0 {
                result.push_str(sep);
            }
            result.push_str(piece.borrow());
        }
        result
    }
}
