//! What paths are compared with, made from and made into.

use super::{Iter, Path, PathBuf};
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::cmp::Ordering;
use crate::convert::Infallible;
use crate::ffi::{OsStr, OsString};
use crate::hash::{Hash, Hasher};
use crate::rc::Rc;
use crate::str::FromStr;
use crate::sync::Arc;

impl PartialEq for Path {
    fn eq(&self, other: &Path) -> bool { self.components() == other.components() }
}
impl Eq for Path {}
impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Path) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl Ord for Path {
    fn cmp(&self, other: &Path) -> Ordering { self.components().cmp(other.components()) }
}
impl PartialEq for PathBuf {
    fn eq(&self, other: &PathBuf) -> bool { **self == **other }
}
impl Eq for PathBuf {}
impl PartialOrd for PathBuf {
    fn partial_cmp(&self, other: &PathBuf) -> Option<Ordering> { Some((**self).cmp(&**other)) }
}
impl Ord for PathBuf {
    fn cmp(&self, other: &PathBuf) -> Ordering { (**self).cmp(&**other) }
}
impl Hash for PathBuf {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}

macro_rules! equal {
    ($($left:ty, $right:ty;)*) => { $(
        impl<'a, 'b> PartialEq<$right> for $left {
            fn eq(&self, other: &$right) -> bool {
                let (left, right): (&Path, &Path) = (self.as_ref(), other.as_ref());
                *left == *right
            }
        }
        impl<'a, 'b> PartialEq<$left> for $right {
            fn eq(&self, other: &$left) -> bool {
                let (left, right): (&Path, &Path) = (self.as_ref(), other.as_ref());
                *left == *right
            }
        }
    )* };
}
macro_rules! compared {
    ($($left:ty, $right:ty;)*) => { $(
        equal! { $left, $right; }
        impl<'a, 'b> PartialOrd<$right> for $left {
            fn partial_cmp(&self, other: &$right) -> Option<Ordering> {
                let (left, right): (&Path, &Path) = (self.as_ref(), other.as_ref());
                Some(left.cmp(right))
            }
        }
        impl<'a, 'b> PartialOrd<$left> for $right {
            fn partial_cmp(&self, other: &$left) -> Option<Ordering> {
                let (left, right): (&Path, &Path) = (self.as_ref(), other.as_ref());
                Some(left.cmp(right))
            }
        }
    )* };
}
compared! {
    PathBuf, Path;
    PathBuf, &'a Path;
    Cow<'a, Path>, Path;
    Cow<'a, Path>, &'b Path;
    Cow<'a, Path>, PathBuf;
    PathBuf, OsStr;
    PathBuf, &'a OsStr;
    PathBuf, Cow<'a, OsStr>;
    PathBuf, OsString;
    Path, OsStr;
    Path, &'a OsStr;
    Path, Cow<'a, OsStr>;
    Path, OsString;
    &'a Path, OsStr;
    &'a Path, Cow<'b, OsStr>;
    &'a Path, OsString;
    Cow<'a, Path>, OsStr;
    Cow<'a, Path>, &'b OsStr;
    Cow<'a, Path>, OsString;
}
equal! {
    PathBuf, str;
    PathBuf, &'a str;
    PathBuf, String;
    Path, str;
    Path, &'a str;
    Path, String;
}

macro_rules! as_path {
    ($($t:ty)*) => { $(
        impl AsRef<Path> for $t {
            fn as_ref(&self) -> &Path { Path::new(self) }
        }
    )* };
}
as_path! { OsStr Cow<'_, OsStr> OsString str String }
impl AsRef<Path> for Path {
    fn as_ref(&self) -> &Path { self }
}
impl AsRef<Path> for PathBuf {
    fn as_ref(&self) -> &Path { self }
}
impl AsRef<OsStr> for Path {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl AsRef<OsStr> for PathBuf {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl Borrow<Path> for PathBuf {
    fn borrow(&self) -> &Path { self }
}
impl ToOwned for Path {
    type Owned = PathBuf;
    fn to_owned(&self) -> PathBuf { self.to_path_buf() }
}

impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
    fn from(s: &T) -> PathBuf { PathBuf::from(s.as_ref().to_os_string()) }
}
impl From<String> for PathBuf {
    fn from(s: String) -> PathBuf { PathBuf::from(OsString::from(s)) }
}
impl From<Box<Path>> for PathBuf {
    fn from(boxed: Box<Path>) -> PathBuf { boxed.into_path_buf() }
}
impl From<PathBuf> for OsString {
    fn from(path: PathBuf) -> OsString { path.into_os_string() }
}
impl FromStr for PathBuf {
    type Err = Infallible;
    fn from_str(s: &str) -> Result<PathBuf, Infallible> { Ok(PathBuf::from(s)) }
}
impl From<PathBuf> for Box<Path> {
    fn from(path: PathBuf) -> Box<Path> { path.into_boxed_path() }
}
impl From<&Path> for Box<Path> {
    fn from(path: &Path) -> Box<Path> { path.to_path_buf().into_boxed_path() }
}
impl From<Cow<'_, Path>> for Box<Path> {
    fn from(cow: Cow<'_, Path>) -> Box<Path> { cow.into_owned().into_boxed_path() }
}
impl Clone for Box<Path> {
    fn clone(&self) -> Self { self.to_path_buf().into_boxed_path() }
}
impl<'a> From<&'a Path> for Cow<'a, Path> {
    fn from(s: &'a Path) -> Cow<'a, Path> { Cow::Borrowed(s) }
}
impl<'a> From<PathBuf> for Cow<'a, Path> {
    fn from(s: PathBuf) -> Cow<'a, Path> { Cow::Owned(s) }
}
impl<'a> From<&'a PathBuf> for Cow<'a, Path> {
    fn from(p: &'a PathBuf) -> Cow<'a, Path> { Cow::Borrowed(p.as_path()) }
}
impl<'a> From<Cow<'a, Path>> for PathBuf {
    fn from(p: Cow<'a, Path>) -> PathBuf { p.into_owned() }
}
macro_rules! counted {
    ($($pointer:ident)*) => { $(
        impl From<&Path> for $pointer<Path> {
            fn from(path: &Path) -> $pointer<Path> {
                let bytes: $pointer<[u8]> = path.bytes().into();
                unsafe { $pointer::from_raw($pointer::into_raw(bytes) as *const Path) }
            }
        }
        impl From<PathBuf> for $pointer<Path> {
            fn from(path: PathBuf) -> $pointer<Path> { (*path).into() }
        }
    )* };
}
counted! { Rc Arc }

impl<'a> IntoIterator for &'a PathBuf {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> { self.iter() }
}
impl<'a> IntoIterator for &'a Path {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> { self.iter() }
}
