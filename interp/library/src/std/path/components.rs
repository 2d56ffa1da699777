//! The components of a path, from both ends.

use super::Path;
use crate::cmp::Ordering;
use crate::ffi::OsStr;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::iter::FusedIterator;

/// Only paths of Windows have one.
#[derive(Copy, Clone, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
pub enum Prefix<'a> {
    Verbatim(&'a OsStr),
    VerbatimUNC(&'a OsStr, &'a OsStr),
    VerbatimDisk(u8),
    DeviceNS(&'a OsStr),
    UNC(&'a OsStr, &'a OsStr),
    Disk(u8),
}
impl Prefix<'_> {
    pub fn is_verbatim(&self) -> bool {
        matches!(self, Prefix::Verbatim(_) | Prefix::VerbatimUNC(..) | Prefix::VerbatimDisk(_))
    }
}

#[derive(Copy, Clone, Eq, Debug, PartialEq, PartialOrd, Ord, Hash)]
pub struct PrefixComponent<'a> {
    raw: &'a OsStr,
    parsed: Prefix<'a>,
}
impl<'a> PrefixComponent<'a> {
    pub fn kind(&self) -> Prefix<'a> { self.parsed }
    pub fn as_os_str(&self) -> &'a OsStr { self.raw }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Component<'a> {
    Prefix(PrefixComponent<'a>),
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}
impl<'a> Component<'a> {
    pub fn as_os_str(self) -> &'a OsStr {
        match self {
            Component::Prefix(prefix) => prefix.as_os_str(),
            Component::RootDir => OsStr::new("/"),
            Component::CurDir => OsStr::new("."),
            Component::ParentDir => OsStr::new(".."),
            Component::Normal(name) => name,
        }
    }
}
impl AsRef<OsStr> for Component<'_> {
    fn as_ref(&self) -> &OsStr { self.as_os_str() }
}
impl AsRef<Path> for Component<'_> {
    fn as_ref(&self) -> &Path { Path::new(self.as_os_str()) }
}

/// A name between separators; `.` is none, and neither is nothing.
fn named<'a>(name: &'a [u8]) -> Option<Component<'a>> {
    match name {
        b"" | b"." => None,
        b".." => Some(Component::ParentDir),
        _ => Some(Component::Normal(OsStr::of(name))),
    }
}

#[derive(Clone)]
pub struct Components<'a> {
    rest: &'a [u8],
    /// The root, or a leading `.`, has not been given yet: the first byte of `rest`.
    start: Option<Component<'a>>,
}

impl<'a> Components<'a> {
    pub(super) fn new(path: &'a [u8]) -> Components<'a> {
        let start = match path {
            [b'/', ..] => Some(Component::RootDir),
            [b'.'] | [b'.', b'/', ..] => Some(Component::CurDir),
            _ => None,
        };
        Components { rest: path, start }
    }
    pub(super) fn has_root(&self) -> bool { self.start == Some(Component::RootDir) }
    /// Bytes of what comes first.
    fn start_len(&self) -> usize { self.start.is_some() as usize }
    pub fn as_path(&self) -> &'a Path {
        let mut rest = self.rest;
        if self.start.is_none() {
            loop {
                let end = rest.iter().position(|b| *b == b'/').unwrap_or(rest.len());
                if rest.is_empty() || named(&rest[..end]).is_some() {
                    break;
                }
                rest = &rest[if end < rest.len() { end + 1 } else { end }..];
            }
        }
        loop {
            let body = &rest[self.start_len()..];
            let begin = body.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
            if body.is_empty() || named(&body[begin..]).is_some() {
                return Path::of(rest);
            }
            rest = &rest[..self.start_len() + begin.saturating_sub(1)];
        }
    }
}
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
    fn next(&mut self) -> Option<Component<'a>> {
        if let Some(start) = self.start.take() {
            self.rest = &self.rest[1..];
            return Some(start);
        }
        while !self.rest.is_empty() {
            let end = self.rest.iter().position(|b| *b == b'/').unwrap_or(self.rest.len());
            let name = &self.rest[..end];
            self.rest = &self.rest[if end < self.rest.len() { end + 1 } else { end }..];
            if let Some(component) = named(name) {
                return Some(component);
            }
        }
        None
    }
}
impl<'a> DoubleEndedIterator for Components<'a> {
    fn next_back(&mut self) -> Option<Component<'a>> {
        loop {
            let start_len = self.start_len();
            let body = &self.rest[start_len..];
            if body.is_empty() {
                self.rest = &self.rest[..0];
                return self.start.take();
            }
            let begin = body.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
            self.rest = &self.rest[..start_len + begin.saturating_sub(1)];
            if let Some(component) = named(&body[begin..]) {
                return Some(component);
            }
        }
    }
}
impl FusedIterator for Components<'_> {}

struct Listed<'a>(&'a Path);
impl fmt::Debug for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.components()).finish() }
}
impl fmt::Debug for Components<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Components").field(&Listed(self.as_path())).finish()
    }
}
impl AsRef<Path> for Components<'_> {
    fn as_ref(&self) -> &Path { self.as_path() }
}
impl AsRef<OsStr> for Components<'_> {
    fn as_ref(&self) -> &OsStr { self.as_path().as_os_str() }
}
impl<'a> PartialEq for Components<'a> {
    fn eq(&self, other: &Components<'a>) -> bool { Iterator::eq(self.clone(), other.clone()) }
}
impl Eq for Components<'_> {}
impl<'a> PartialOrd for Components<'a> {
    fn partial_cmp(&self, other: &Components<'a>) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl Ord for Components<'_> {
    fn cmp(&self, other: &Self) -> Ordering { Iterator::cmp(self.clone(), other.clone()) }
}

#[derive(Clone)]
pub struct Iter<'a> {
    inner: Components<'a>,
}
impl<'a> Iter<'a> {
    pub(super) fn new(inner: Components<'a>) -> Iter<'a> { Iter { inner } }
    pub fn as_path(&self) -> &'a Path { self.inner.as_path() }
}
impl<'a> Iterator for Iter<'a> {
    type Item = &'a OsStr;
    fn next(&mut self) -> Option<&'a OsStr> { self.inner.next().map(Component::as_os_str) }
}
impl<'a> DoubleEndedIterator for Iter<'a> {
    fn next_back(&mut self) -> Option<&'a OsStr> { self.inner.next_back().map(Component::as_os_str) }
}
impl FusedIterator for Iter<'_> {}
impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&OsStr> = self.clone().collect();
        f.debug_tuple("Iter").field(&names).finish()
    }
}
impl AsRef<Path> for Iter<'_> {
    fn as_ref(&self) -> &Path { self.as_path() }
}
impl AsRef<OsStr> for Iter<'_> {
    fn as_ref(&self) -> &OsStr { self.as_path().as_os_str() }
}

#[derive(Copy, Clone, Debug)]
pub struct Ancestors<'a> {
    next: Option<&'a Path>,
}
impl<'a> Ancestors<'a> {
    pub(super) fn new(path: &'a Path) -> Ancestors<'a> { Ancestors { next: Some(path) } }
}
impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;
    fn next(&mut self) -> Option<&'a Path> {
        let next = self.next;
        self.next = next.and_then(Path::parent);
        next
    }
}
impl FusedIterator for Ancestors<'_> {}

impl Hash for Path {
    /// Paths that are equal have equal components, whatever stands between them.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut bytes = 0;
        for component in self.components() {
            let name = match component {
                Component::RootDir => continue,
                component => component.as_os_str().as_encoded_bytes(),
            };
            state.write(name);
            bytes += name.len();
        }
        state.write_usize(bytes);
    }
}
