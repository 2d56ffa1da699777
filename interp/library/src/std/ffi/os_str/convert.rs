//! What `OsStr` and `OsString` are compared with, made from and made into.

use super::{OsStr, OsString};
use crate::borrow::Cow;
use crate::cmp::Ordering;
use crate::convert::Infallible;
use crate::rc::Rc;
use crate::str::FromStr;
use crate::sync::Arc;

macro_rules! compared {
    ($($left:ty, $right:ty;)*) => { $(
        impl<'a, 'b> PartialEq<$right> for $left {
            fn eq(&self, other: &$right) -> bool { OsStr::new(self) == OsStr::new(other) }
        }
        impl<'a, 'b> PartialEq<$left> for $right {
            fn eq(&self, other: &$left) -> bool { OsStr::new(self) == OsStr::new(other) }
        }
    )* };
}
compared! {
    OsStr, str;
    OsString, str;
    OsString, &'a str;
    OsString, OsStr;
    OsString, &'a OsStr;
    Cow<'a, OsStr>, OsStr;
    Cow<'a, OsStr>, &'b OsStr;
    Cow<'a, OsStr>, OsString;
}
macro_rules! ordered {
    ($($left:ty, $right:ty;)*) => { $(
        impl<'a, 'b> PartialOrd<$right> for $left {
            fn partial_cmp(&self, other: &$right) -> Option<Ordering> { Some(OsStr::new(self).cmp(OsStr::new(other))) }
        }
        impl<'a, 'b> PartialOrd<$left> for $right {
            fn partial_cmp(&self, other: &$left) -> Option<Ordering> { Some(OsStr::new(self).cmp(OsStr::new(other))) }
        }
    )* };
}
ordered! {
    OsString, OsStr;
    OsString, &'a OsStr;
    Cow<'a, OsStr>, OsStr;
    Cow<'a, OsStr>, &'b OsStr;
    Cow<'a, OsStr>, OsString;
}

impl AsRef<OsStr> for OsStr {
    fn as_ref(&self) -> &OsStr { self }
}
impl AsRef<OsStr> for OsString {
    fn as_ref(&self) -> &OsStr { self }
}
impl AsRef<OsStr> for str {
    fn as_ref(&self) -> &OsStr { OsStr::of(self.as_bytes()) }
}
impl AsRef<OsStr> for String {
    fn as_ref(&self) -> &OsStr { OsStr::of(self.as_bytes()) }
}

impl From<String> for OsString {
    fn from(s: String) -> OsString { OsString::from_bytes(s.into_bytes()) }
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {
    fn from(s: &T) -> OsString { s.as_ref().to_os_string() }
}
impl FromStr for OsString {
    type Err = Infallible;
    fn from_str(s: &str) -> Result<OsString, Infallible> { Ok(s.into()) }
}
impl From<Box<OsStr>> for OsString {
    fn from(boxed: Box<OsStr>) -> OsString { boxed.into_os_string() }
}
impl From<OsString> for Box<OsStr> {
    fn from(s: OsString) -> Box<OsStr> { s.into_boxed_os_str() }
}
impl From<&OsStr> for Box<OsStr> {
    fn from(s: &OsStr) -> Box<OsStr> { s.to_os_string().into_boxed_os_str() }
}
impl From<Cow<'_, OsStr>> for Box<OsStr> {
    fn from(cow: Cow<'_, OsStr>) -> Box<OsStr> { cow.into_owned().into_boxed_os_str() }
}
impl Clone for Box<OsStr> {
    fn clone(&self) -> Self { self.to_os_string().into_boxed_os_str() }
}
impl Default for Box<OsStr> {
    fn default() -> Box<OsStr> { OsString::new().into_boxed_os_str() }
}
impl<'a> From<OsString> for Cow<'a, OsStr> {
    fn from(s: OsString) -> Cow<'a, OsStr> { Cow::Owned(s) }
}
impl<'a> From<&'a OsStr> for Cow<'a, OsStr> {
    fn from(s: &'a OsStr) -> Cow<'a, OsStr> { Cow::Borrowed(s) }
}
impl<'a> From<&'a OsString> for Cow<'a, OsStr> {
    fn from(s: &'a OsString) -> Cow<'a, OsStr> { Cow::Borrowed(s) }
}
impl<'a> From<Cow<'a, OsStr>> for OsString {
    fn from(s: Cow<'a, OsStr>) -> OsString { s.into_owned() }
}
impl<'a> TryFrom<&'a OsStr> for &'a str {
    type Error = crate::str::Utf8Error;
    fn try_from(value: &'a OsStr) -> Result<&'a str, crate::str::Utf8Error> {
        crate::str::from_utf8(value.as_encoded_bytes())
    }
}
macro_rules! counted {
    ($($pointer:ident)*) => { $(
        impl From<&OsStr> for $pointer<OsStr> {
            fn from(s: &OsStr) -> $pointer<OsStr> {
                let bytes: $pointer<[u8]> = s.as_encoded_bytes().into();
                unsafe { $pointer::from_raw($pointer::into_raw(bytes) as *const OsStr) }
            }
        }
        impl From<OsString> for $pointer<OsStr> {
            fn from(s: OsString) -> $pointer<OsStr> { (*s).into() }
        }
    )* };
}
counted! { Rc Arc }

impl Extend<OsString> for OsString {
    fn extend<T: IntoIterator<Item = OsString>>(&mut self, iter: T) { iter.into_iter().for_each(|s| self.push(s)) }
}
impl<'a> Extend<&'a OsStr> for OsString {
    fn extend<T: IntoIterator<Item = &'a OsStr>>(&mut self, iter: T) { iter.into_iter().for_each(|s| self.push(s)) }
}
impl<'a> Extend<Cow<'a, OsStr>> for OsString {
    fn extend<T: IntoIterator<Item = Cow<'a, OsStr>>>(&mut self, iter: T) { iter.into_iter().for_each(|s| self.push(&s)) }
}
impl FromIterator<OsString> for OsString {
    fn from_iter<I: IntoIterator<Item = OsString>>(iter: I) -> OsString {
        let mut all = OsString::new();
        all.extend(iter);
        all
    }
}
impl<'a> FromIterator<&'a OsStr> for OsString {
    fn from_iter<I: IntoIterator<Item = &'a OsStr>>(iter: I) -> OsString {
        let mut all = OsString::new();
        all.extend(iter);
        all
    }
}
impl<'a> FromIterator<Cow<'a, OsStr>> for OsString {
    fn from_iter<I: IntoIterator<Item = Cow<'a, OsStr>>>(iter: I) -> OsString {
        let mut all = OsString::new();
        all.extend(iter);
        all
    }
}
