//! What can be searched for in a text. The real `Pattern` makes a searcher; ours finds the next match in a part of
//! the text, which says the same to those who only use the stable methods.

use crate::intrinsics;
use crate::string::String;

pub trait Pattern: Sized {
    /// The first match within `from..to` of the haystack (both on character boundaries).
    fn find_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)>;
    /// The last one.
    fn rfind_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)>;
    /// How long the match at the start is.
    fn prefix_len(&mut self, haystack: &str) -> Option<usize>;
    /// How long the match at the end is.
    fn suffix_len(&mut self, haystack: &str) -> Option<usize>;
}

fn find_bytes(haystack: &str, from: usize, to: usize, needle: *const u8, len: usize) -> Option<(usize, usize)> {
    if from > to {
        return None;
    }
    let at = intrinsics::memmem(intrinsics::ptr_add(haystack.as_ptr(), from), to - from, needle, len);
    if at == usize::MAX { None } else { Some((from + at, from + at + len)) }
}
fn rfind_bytes(haystack: &str, from: usize, to: usize, needle: *const u8, len: usize) -> Option<(usize, usize)> {
    if from > to {
        return None;
    }
    let at = intrinsics::memrmem(intrinsics::ptr_add(haystack.as_ptr(), from), to - from, needle, len);
    if at == usize::MAX { None } else { Some((from + at, from + at + len)) }
}

impl Pattern for char {
    fn find_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut buffer = [0u8; 4];
        let len = intrinsics::utf8_encode(*self, &mut buffer as *mut [u8; 4] as *mut u8);
        find_bytes(haystack, from, to, &buffer as *const [u8; 4] as *const u8, len)
    }
    fn rfind_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut buffer = [0u8; 4];
        let len = intrinsics::utf8_encode(*self, &mut buffer as *mut [u8; 4] as *mut u8);
        rfind_bytes(haystack, from, to, &buffer as *const [u8; 4] as *const u8, len)
    }
    fn prefix_len(&mut self, haystack: &str) -> Option<usize> {
        if !haystack.is_empty() && intrinsics::utf8_next(haystack.as_ptr()) == *self { Some(self.len_utf8()) } else { None }
    }
    fn suffix_len(&mut self, haystack: &str) -> Option<usize> {
        if haystack.is_empty() {
            return None;
        }
        let end = intrinsics::ptr_add(haystack.as_ptr(), haystack.len());
        if intrinsics::utf8_prev(end) == *self { Some(self.len_utf8()) } else { None }
    }
}

impl<'b> Pattern for &'b str {
    fn find_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        find_bytes(haystack, from, to, self.as_ptr(), self.len())
    }
    fn rfind_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        rfind_bytes(haystack, from, to, self.as_ptr(), self.len())
    }
    fn prefix_len(&mut self, haystack: &str) -> Option<usize> {
        if haystack.as_bytes().starts_with(self.as_bytes()) { Some(self.len()) } else { None }
    }
    fn suffix_len(&mut self, haystack: &str) -> Option<usize> {
        if haystack.as_bytes().ends_with(self.as_bytes()) { Some(self.len()) } else { None }
    }
}

macro_rules! as_str_pattern {
    ($([$($g:tt)*] $t:ty;)*) => { $(
        impl<$($g)*> Pattern for $t {
            fn find_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut text: &str = &***self;
                text.find_in(haystack, from, to)
            }
            fn rfind_in(&mut self, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut text: &str = &***self;
                text.rfind_in(haystack, from, to)
            }
            fn prefix_len(&mut self, haystack: &str) -> Option<usize> {
                let mut text: &str = &***self;
                text.prefix_len(haystack)
            }
            fn suffix_len(&mut self, haystack: &str) -> Option<usize> {
                let mut text: &str = &***self;
                text.suffix_len(haystack)
            }
        }
    )* };
}
as_str_pattern! {
    ['b] &'b String;
    ['b, 'c] &'c &'b str;
}

/// Patterns that decide character by character.
macro_rules! by_character {
    ([$($g:tt)*] $t:ty, |$self_:ident, $c:ident| $test:expr) => {
        impl<$($g)*> Pattern for $t {
            fn find_in(&mut $self_, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut at = from;
                while at < to {
                    let $c = intrinsics::utf8_next(intrinsics::ptr_add(haystack.as_ptr(), at));
                    let next = at + $c.len_utf8();
                    if $test {
                        return Some((at, next));
                    }
                    at = next;
                }
                None
            }
            fn rfind_in(&mut $self_, haystack: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut at = to;
                while at > from {
                    let $c = intrinsics::utf8_prev(intrinsics::ptr_add(haystack.as_ptr(), at));
                    let start = at - $c.len_utf8();
                    if $test {
                        return Some((start, at));
                    }
                    at = start;
                }
                None
            }
            fn prefix_len(&mut $self_, haystack: &str) -> Option<usize> {
                if haystack.is_empty() {
                    return None;
                }
                let $c = intrinsics::utf8_next(haystack.as_ptr());
                if $test { Some($c.len_utf8()) } else { None }
            }
            fn suffix_len(&mut $self_, haystack: &str) -> Option<usize> {
                if haystack.is_empty() {
                    return None;
                }
                let $c = intrinsics::utf8_prev(intrinsics::ptr_add(haystack.as_ptr(), haystack.len()));
                if $test { Some($c.len_utf8()) } else { None }
            }
        }
    };
}
by_character! { [F: FnMut(char) -> bool] F, |self, c| self(c) }
by_character! { [const N: usize] [char; N], |self, c| self.contains(&c) }
by_character! { ['b, const N: usize] &'b [char; N], |self, c| self.contains(&c) }
by_character! { ['b] &'b [char], |self, c| self.contains(&c) }
