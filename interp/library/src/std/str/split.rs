//! Splitting and matching.

use crate::fmt;
use crate::iter::FusedIterator;
use crate::str::pattern::Pattern;

/// The part of a text between `front` and `back` that is still to be searched, and where the next piece begins and ends.
#[derive(Clone, Debug)]
struct Cursor<'a, P> {
    text: &'a str,
    pattern: P,
    /// Where the next piece begins and the last one ends.
    start: usize,
    end: usize,
    /// Where searching goes on.
    front: usize,
    back: usize,
    finished: bool,
    allow_trailing_empty: bool,
}
impl<'a, P: Pattern> Cursor<'a, P> {
    fn new(text: &'a str, pattern: P, allow_trailing_empty: bool) -> Self {
        let end = text.len();
        Cursor { text, pattern, start: 0, end, front: 0, back: end, finished: false, allow_trailing_empty }
    }
    fn next_match(&mut self) -> Option<(usize, usize)> {
        if self.front > self.back {
            return None;
        }
        let (a, b) = self.pattern.find_in(self.text, self.front, self.back)?;
        // An empty match is found once at each boundary.
        self.front = if a == b { self.boundary_after(b) } else { b };
        Some((a, b))
    }
    fn next_match_back(&mut self) -> Option<(usize, usize)> {
        if self.front > self.back {
            return None;
        }
        let (a, b) = self.pattern.rfind_in(self.text, self.front, self.back)?;
        if a == b {
            match self.boundary_before(a) {
                Some(before) => self.back = before,
                None => self.front = self.back + 1,
            }
        } else {
            self.back = a;
        }
        Some((a, b))
    }
    fn boundary_after(&self, at: usize) -> usize {
        if at >= self.text.len() { at + 1 } else { self.text.ceil_char_boundary(at + 1) }
    }
    fn boundary_before(&self, at: usize) -> Option<usize> {
        if at == 0 { None } else { Some(self.text.floor_char_boundary(at - 1)) }
    }
    fn last_piece(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        self.finished = true;
        if self.allow_trailing_empty || self.end > self.start { Some(&self.text[self.start..self.end]) } else { None }
    }
    fn next(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.next_match() {
            Some((a, b)) => {
                let piece = &self.text[self.start..a];
                self.start = b;
                Some(piece)
            }
            None => self.last_piece(),
        }
    }
    fn next_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.next_match() {
            Some((_, b)) => {
                let piece = &self.text[self.start..b];
                self.start = b;
                Some(piece)
            }
            None => self.last_piece(),
        }
    }
    fn next_back(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back() {
                Some(piece) if !piece.is_empty() => return Some(piece),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.next_match_back() {
            Some((a, b)) => {
                let piece = &self.text[b..self.end];
                self.end = a;
                Some(piece)
            }
            None => {
                self.finished = true;
                Some(&self.text[self.start..self.end])
            }
        }
    }
    fn next_back_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back_inclusive() {
                Some(piece) if !piece.is_empty() => return Some(piece),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.next_match_back() {
            Some((_, b)) => {
                let piece = &self.text[b..self.end];
                self.end = b;
                Some(piece)
            }
            None => {
                self.finished = true;
                Some(&self.text[self.start..self.end])
            }
        }
    }
}

/// `forward` iterators and their `reverse` counterparts, over one cursor.
macro_rules! iterators {
    ($($forward:ident $reverse:ident $item:ty, $next:ident $back:ident;)*) => { $(
        #[derive(Clone)]
        pub struct $forward<'a, P> {
            cursor: Cursor<'a, P>,
        }
        #[derive(Clone)]
        pub struct $reverse<'a, P> {
            cursor: Cursor<'a, P>,
        }
        impl<'a, P: Pattern> Iterator for $forward<'a, P> {
            type Item = $item;
            fn next(&mut self) -> Option<$item> { self.cursor.$next() }
        }
        impl<'a, P: Pattern> DoubleEndedIterator for $forward<'a, P> {
            fn next_back(&mut self) -> Option<$item> { self.cursor.$back() }
        }
        impl<'a, P: Pattern> Iterator for $reverse<'a, P> {
            type Item = $item;
            fn next(&mut self) -> Option<$item> { self.cursor.$back() }
        }
        impl<'a, P: Pattern> DoubleEndedIterator for $reverse<'a, P> {
            fn next_back(&mut self) -> Option<$item> { self.cursor.$next() }
        }
        impl<'a, P: Pattern> FusedIterator for $forward<'a, P> {}
        impl<'a, P: Pattern> FusedIterator for $reverse<'a, P> {}
        impl<'a, P: fmt::Debug> fmt::Debug for $forward<'a, P> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($forward)).field(&self.cursor).finish()
            }
        }
        impl<'a, P: fmt::Debug> fmt::Debug for $reverse<'a, P> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($reverse)).field(&self.cursor).finish()
            }
        }
    )* };
}
iterators! {
    Split RSplit &'a str, next next_back;
    SplitTerminator RSplitTerminator &'a str, next next_back;
    Matches RMatches &'a str, matched matched_back;
    MatchIndices RMatchIndices (usize, &'a str), indexed indexed_back;
}
impl<'a, P: Pattern> Cursor<'a, P> {
    fn matched(&mut self) -> Option<&'a str> {
        let (a, b) = self.next_match()?;
        Some(&self.text[a..b])
    }
    fn matched_back(&mut self) -> Option<&'a str> {
        let (a, b) = self.next_match_back()?;
        Some(&self.text[a..b])
    }
    fn indexed(&mut self) -> Option<(usize, &'a str)> {
        let (a, b) = self.next_match()?;
        Some((a, &self.text[a..b]))
    }
    fn indexed_back(&mut self) -> Option<(usize, &'a str)> {
        let (a, b) = self.next_match_back()?;
        Some((a, &self.text[a..b]))
    }
}
impl<'a, P: Pattern> Split<'a, P> {
    pub fn remainder(&self) -> Option<&'a str> {
        if self.cursor.finished { None } else { Some(&self.cursor.text[self.cursor.start..self.cursor.end]) }
    }
}

#[derive(Clone)]
pub struct SplitInclusive<'a, P> {
    cursor: Cursor<'a, P>,
}
impl<'a, P: Pattern> Iterator for SplitInclusive<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> { self.cursor.next_inclusive() }
}
impl<'a, P: Pattern> DoubleEndedIterator for SplitInclusive<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> { self.cursor.next_back_inclusive() }
}
impl<'a, P: Pattern> FusedIterator for SplitInclusive<'a, P> {}

macro_rules! counted {
    ($($name:ident $next:ident;)*) => { $(
        #[derive(Clone)]
        pub struct $name<'a, P> {
            cursor: Cursor<'a, P>,
            count: usize,
        }
        impl<'a, P: Pattern> Iterator for $name<'a, P> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                match self.count {
                    0 => None,
                    1 => {
                        self.count = 0;
                        self.cursor.last_piece()
                    }
                    _ => {
                        self.count -= 1;
                        self.cursor.$next()
                    }
                }
            }
        }
        impl<'a, P: Pattern> FusedIterator for $name<'a, P> {}
    )* };
}
counted! {
    SplitN next;
    RSplitN next_back;
}

#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: Option<&'a str>,
}
/// A line without its end: `\n` or `\r\n`.
fn without_end(line: &str) -> &str {
    match line.strip_suffix('\n') {
        None => line,
        Some(line) => match line.strip_suffix('\r') {
            None => line,
            Some(line) => line,
        },
    }
}
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        if rest.is_empty() {
            self.rest = None;
            return None;
        }
        let line = match rest.find('\n') {
            Some(i) => {
                let (line, after) = rest.split_at(i + 1);
                self.rest = Some(after);
                line
            }
            None => {
                self.rest = None;
                rest
            }
        };
        Some(without_end(line))
    }
}
impl<'a> DoubleEndedIterator for Lines<'a> {
    fn next_back(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        if rest.is_empty() {
            self.rest = None;
            return None;
        }
        let body = rest.strip_suffix('\n').unwrap_or(rest);
        let at = match body.rfind('\n') {
            Some(i) => i + 1,
            None => 0,
        };
        let (before, line) = rest.split_at(at);
        self.rest = Some(before);
        Some(without_end(line))
    }
}
impl FusedIterator for Lines<'_> {}

macro_rules! words {
    ($($name:ident $test:expr;)*) => { $(
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            rest: &'a str,
        }
        impl<'a> Iterator for $name<'a> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                let text = self.rest.trim_start_matches($test);
                if text.is_empty() {
                    self.rest = text;
                    return None;
                }
                let (word, rest) = match text.find($test) {
                    Some(i) => text.split_at(i),
                    None => (text, ""),
                };
                self.rest = rest;
                Some(word)
            }
        }
        impl<'a> DoubleEndedIterator for $name<'a> {
            fn next_back(&mut self) -> Option<&'a str> {
                let text = self.rest.trim_end_matches($test);
                if text.is_empty() {
                    self.rest = text;
                    return None;
                }
                let (rest, word) = match text.rfind($test) {
                    Some(i) => {
                        let next = text.ceil_char_boundary(i + 1);
                        text.split_at(next)
                    }
                    None => ("", text),
                };
                self.rest = rest;
                Some(word)
            }
        }
        impl FusedIterator for $name<'_> {}
    )* };
}
words! {
    SplitWhitespace char::is_whitespace;
    SplitAsciiWhitespace |c: char| c.is_ascii_whitespace();
}

impl str {
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> { SplitWhitespace { rest: self } }
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> { SplitAsciiWhitespace { rest: self } }
    pub fn lines(&self) -> Lines<'_> { Lines { rest: Some(self) } }
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> { Split { cursor: Cursor::new(self, pat, true) } }
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> {
        SplitInclusive { cursor: Cursor::new(self, pat, false) }
    }
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> { RSplit { cursor: Cursor::new(self, pat, true) } }
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> {
        SplitTerminator { cursor: Cursor::new(self, pat, false) }
    }
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P> {
        RSplitTerminator { cursor: Cursor::new(self, pat, false) }
    }
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> {
        SplitN { cursor: Cursor::new(self, pat, true), count: n }
    }
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> {
        RSplitN { cursor: Cursor::new(self, pat, true), count: n }
    }
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> { Matches { cursor: Cursor::new(self, pat, true) } }
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P> { RMatches { cursor: Cursor::new(self, pat, true) } }
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> {
        MatchIndices { cursor: Cursor::new(self, pat, true) }
    }
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P> {
        RMatchIndices { cursor: Cursor::new(self, pat, true) }
    }
}
