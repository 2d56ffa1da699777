//! Iterators over characters and bytes.

use crate::char;
use crate::fmt::{self, Write};
use crate::intrinsics;
use crate::iter::{Copied, FusedIterator, TrustedLen};
use crate::marker::PhantomData;
use crate::slice;

#[derive(Clone)]
pub struct Chars<'a> {
    start: *const u8,
    end: *const u8,
    marker: PhantomData<&'a str>,
}
unsafe impl Send for Chars<'_> {}
unsafe impl Sync for Chars<'_> {}

impl<'a> Chars<'a> {
    pub(super) fn new(text: &'a str) -> Chars<'a> {
        let start = text.as_ptr();
        Chars { start, end: intrinsics::ptr_add(start, text.len()), marker: PhantomData }
    }
    fn byte_len(&self) -> usize { intrinsics::ptr_distance(self.end, self.start) as usize }
    pub fn as_str(&self) -> &'a str { intrinsics::str_ref(self.start, self.byte_len()) }
}
impl Iterator for Chars<'_> {
    type Item = char;
    #[fast]
    fn next(&mut self) -> Option<char> {
        if intrinsics::ptr_addr(self.start) == intrinsics::ptr_addr(self.end) {
            return None;
        }
        let c = intrinsics::utf8_next(self.start);
        self.start = intrinsics::ptr_add(self.start, c.len_utf8());
        Some(c)
    }
    fn count(self) -> usize { intrinsics::utf8_count(self.start, self.byte_len()) }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.byte_len();
        (len.div_ceil(4), Some(len))
    }
    fn last(mut self) -> Option<char> { self.next_back() }
}
impl DoubleEndedIterator for Chars<'_> {
    fn next_back(&mut self) -> Option<char> {
        if intrinsics::ptr_addr(self.start) == intrinsics::ptr_addr(self.end) {
            return None;
        }
        let c = intrinsics::utf8_prev(self.end);
        self.end = intrinsics::ptr_sub(self.end, c.len_utf8());
        Some(c)
    }
}
impl FusedIterator for Chars<'_> {}
impl fmt::Debug for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chars(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}

#[derive(Clone, Debug)]
pub struct CharIndices<'a> {
    front_offset: usize,
    iter: Chars<'a>,
}
impl<'a> CharIndices<'a> {
    pub(super) fn new(text: &'a str) -> CharIndices<'a> { CharIndices { front_offset: 0, iter: Chars::new(text) } }
    pub fn as_str(&self) -> &'a str { self.iter.as_str() }
    pub fn offset(&self) -> usize { self.front_offset }
}
impl Iterator for CharIndices<'_> {
    type Item = (usize, char);
    fn next(&mut self) -> Option<(usize, char)> {
        match self.iter.next() {
            Some(c) => {
                let index = self.front_offset;
                self.front_offset = index + c.len_utf8();
                Some((index, c))
            }
            None => None,
        }
    }
    fn count(self) -> usize { self.iter.count() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    fn last(mut self) -> Option<(usize, char)> { self.next_back() }
}
impl DoubleEndedIterator for CharIndices<'_> {
    fn next_back(&mut self) -> Option<(usize, char)> {
        let c = self.iter.next_back()?;
        Some((self.front_offset + self.iter.byte_len(), c))
    }
}
impl FusedIterator for CharIndices<'_> {}

#[derive(Clone, Debug)]
pub struct Bytes<'a>(Copied<slice::Iter<'a, u8>>);
impl<'a> Bytes<'a> {
    pub(super) fn new(text: &'a str) -> Bytes<'a> { Bytes(text.as_bytes().iter().copied()) }
}
impl Iterator for Bytes<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> { self.0.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.0.size_hint() }
    fn nth(&mut self, n: usize) -> Option<u8> { self.0.nth(n) }
}
impl DoubleEndedIterator for Bytes<'_> {
    fn next_back(&mut self) -> Option<u8> { self.0.next_back() }
}
impl ExactSizeIterator for Bytes<'_> {
    fn len(&self) -> usize { self.0.len() }
}
impl FusedIterator for Bytes<'_> {}
unsafe impl TrustedLen for Bytes<'_> {}

#[derive(Clone)]
pub struct EncodeUtf16<'a> {
    chars: Chars<'a>,
    extra: u16,
}
impl<'a> EncodeUtf16<'a> {
    pub(super) fn new(text: &'a str) -> EncodeUtf16<'a> { EncodeUtf16 { chars: text.chars(), extra: 0 } }
}
impl Iterator for EncodeUtf16<'_> {
    type Item = u16;
    fn next(&mut self) -> Option<u16> {
        if self.extra != 0 {
            let extra = self.extra;
            self.extra = 0;
            return Some(extra);
        }
        let code = self.chars.next()? as u32;
        if code < 0x10000 {
            return Some(code as u16);
        }
        let code = code - 0x10000;
        self.extra = 0xdc00 | (code & 0x3ff) as u16;
        Some(0xd800 | (code >> 10) as u16)
    }
}
impl FusedIterator for EncodeUtf16<'_> {}

macro_rules! escapes {
    ($($name:ident |$c:ident, $first:ident| $escape:expr => $inner:ty;)*) => { $(
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            chars: Chars<'a>,
            current: Option<$inner>,
            first: bool,
        }
        impl<'a> $name<'a> {
            pub(super) fn new(text: &'a str) -> $name<'a> { $name { chars: text.chars(), current: None, first: true } }
        }
        impl Iterator for $name<'_> {
            type Item = char;
            fn next(&mut self) -> Option<char> {
                loop {
                    if let Some(current) = &mut self.current {
                        if let Some(c) = current.next() {
                            return Some(c);
                        }
                    }
                    let $c = self.chars.next()?;
                    let $first = self.first;
                    self.first = false;
                    self.current = Some($escape);
                }
            }
        }
        impl FusedIterator for $name<'_> {}
        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )* };
}
escapes! {
    EscapeDebug |c, first| c.escape_debug_in_text(first) => char::EscapeDebug;
    EscapeDefault |c, _first| c.escape_default() => char::EscapeDefault;
    EscapeUnicode |c, _first| c.escape_unicode() => char::EscapeUnicode;
}
