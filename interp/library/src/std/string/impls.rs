//! What `String` implements.

use crate::borrow::Cow;
use crate::boxed::Box;
use crate::cmp::Ordering;
use crate::convert::Infallible;
use crate::fmt::{self, Write};
use crate::hash::{Hash, Hasher};
use crate::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut};
use crate::slice::SliceIndex;
use crate::str::FromStr;
use crate::string::String;
use crate::vec::Vec;

impl Clone for String {
    fn clone(&self) -> String { String { vec: self.vec.clone() } }
    fn clone_from(&mut self, source: &String) { self.vec.clone_from(&source.vec) }
}
impl FromIterator<char> for String {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> String {
        let mut buf = String::new();
        buf.extend(iter);
        buf
    }
}
impl<'a> FromIterator<&'a char> for String {
    fn from_iter<I: IntoIterator<Item = &'a char>>(iter: I) -> String {
        let mut buf = String::new();
        buf.extend(iter);
        buf
    }
}
macro_rules! from_pieces {
    ($([$($g:tt)*] $t:ty;)*) => { $(
        impl<$($g)*> FromIterator<$t> for String {
            fn from_iter<I: IntoIterator<Item = $t>>(iter: I) -> String {
                let mut buf = String::new();
                buf.extend(iter);
                buf
            }
        }
        impl<$($g)*> Extend<$t> for String {
            fn extend<I: IntoIterator<Item = $t>>(&mut self, iter: I) {
                for piece in iter {
                    self.push_str(&piece);
                }
            }
        }
    )* };
}
from_pieces! {
    ['a] &'a str;
    [] Box<str>;
    ['a] Cow<'a, str>;
}
impl FromIterator<String> for String {
    fn from_iter<I: IntoIterator<Item = String>>(iter: I) -> String {
        let mut iter = iter.into_iter();
        match iter.next() {
            None => String::new(),
            Some(mut buf) => {
                buf.extend(iter);
                buf
            }
        }
    }
}
impl Extend<String> for String {
    fn extend<I: IntoIterator<Item = String>>(&mut self, iter: I) {
        for piece in iter {
            self.push_str(&piece);
        }
    }
}
impl Extend<char> for String {
    fn extend<I: IntoIterator<Item = char>>(&mut self, iter: I) {
        let mut iter = iter.into_iter();
        self.reserve(iter.size_hint().0);
        while let Some(c) = iter.next() {
            self.push(c);
        }
    }
    fn extend_one(&mut self, c: char) { self.push(c) }
}
impl<'a> Extend<&'a char> for String {
    fn extend<I: IntoIterator<Item = &'a char>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()) }
}
impl<'a> FromIterator<char> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = char>>(it: I) -> Cow<'a, str> { Cow::Owned(FromIterator::from_iter(it)) }
}
impl<'a> FromIterator<String> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = String>>(it: I) -> Cow<'a, str> { Cow::Owned(FromIterator::from_iter(it)) }
}

impl PartialEq for String {
    fn eq(&self, other: &String) -> bool { self.as_str() == other.as_str() }
}
impl Eq for String {}
impl PartialOrd for String {
    fn partial_cmp(&self, other: &String) -> Option<Ordering> { Some(self.as_str().cmp(other.as_str())) }
}
impl Ord for String {
    fn cmp(&self, other: &String) -> Ordering { self.as_str().cmp(other.as_str()) }
}
macro_rules! equal {
    ($([$($g:tt)*] $left:ty, $right:ty;)*) => { $(
        impl<$($g)*> PartialEq<$right> for $left {
            fn eq(&self, other: &$right) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
        impl<$($g)*> PartialEq<$left> for $right {
            fn eq(&self, other: &$left) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
    )* };
}
equal! {
    [] String, str;
    ['a] String, &'a str;
    ['a] Cow<'a, str>, str;
    ['a, 'b] Cow<'a, str>, &'b str;
    ['a] Cow<'a, str>, String;
}
impl Default for String {
    fn default() -> String { String::new() }
}
impl fmt::Display for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self.as_str(), f) }
}
impl fmt::Debug for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.as_str(), f) }
}
impl Hash for String {
    fn hash<H: Hasher>(&self, hasher: &mut H) { self.as_str().hash(hasher) }
}
impl Add<&str> for String {
    type Output = String;
    fn add(mut self, other: &str) -> String {
        self.push_str(other);
        self
    }
}
impl AddAssign<&str> for String {
    fn add_assign(&mut self, other: &str) { self.push_str(other); }
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
    #[track_caller]
    fn index(&self, index: I) -> &I::Output { index.index(self.as_str()) }
}
impl<I: SliceIndex<str>> IndexMut<I> for String {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self.as_mut_str()) }
}
impl Deref for String {
    type Target = str;
    #[fast]
    fn deref(&self) -> &str { self.as_str() }
}
impl DerefMut for String {
    fn deref_mut(&mut self) -> &mut str { self.as_mut_str() }
}
impl FromStr for String {
    type Err = Infallible;
    fn from_str(s: &str) -> Result<String, Infallible> { Ok(String::from(s)) }
}
impl AsRef<str> for String {
    fn as_ref(&self) -> &str { self }
}
impl AsMut<str> for String {
    fn as_mut(&mut self) -> &mut str { self }
}
impl AsRef<[u8]> for String {
    fn as_ref(&self) -> &[u8] { self.as_bytes() }
}
impl From<&str> for String {
    #[fast]
    fn from(s: &str) -> String { String { vec: s.as_bytes().to_vec() } }
}
impl From<&mut str> for String {
    fn from(s: &mut str) -> String { String { vec: s.as_bytes().to_vec() } }
}
impl From<&String> for String {
    fn from(s: &String) -> String { s.clone() }
}
impl<'a> From<Cow<'a, str>> for String {
    fn from(s: Cow<'a, str>) -> String { s.into_owned() }
}
impl From<char> for String {
    fn from(c: char) -> String {
        let mut s = String::new();
        s.push(c);
        s
    }
}
impl TryFrom<Vec<u8>> for String {
    type Error = crate::string::FromUtf8Error;
    fn try_from(bytes: Vec<u8>) -> Result<String, crate::string::FromUtf8Error> { String::from_utf8(bytes) }
}
impl<'a> From<&'a str> for Cow<'a, str> {
    fn from(s: &'a str) -> Cow<'a, str> { Cow::Borrowed(s) }
}
impl<'a> From<String> for Cow<'a, str> {
    fn from(s: String) -> Cow<'a, str> { Cow::Owned(s) }
}
impl<'a> From<&'a String> for Cow<'a, str> {
    fn from(s: &'a String) -> Cow<'a, str> { Cow::Borrowed(s.as_str()) }
}
impl Write for String {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push_str(s);
        Ok(())
    }
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.push(c);
        Ok(())
    }
}
