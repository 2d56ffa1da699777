//! `extract_if` of a `BTreeMap`, which `BTreeSet` uses too.

use super::{BTreeMap, Position};
use crate::fmt::{self, Debug};
use crate::marker::PhantomData;

/// Goes through the entries of a range, and takes out some.
pub(in crate::collections) struct Extraction<'a, K, V> {
    map: &'a mut BTreeMap<K, V>,
    at: Position,
    /// Entries of the range not asked about yet.
    left: usize,
}

impl<'a, K, V> Extraction<'a, K, V> {
    pub(in crate::collections) fn new(map: &'a mut BTreeMap<K, V>, (start, end): (Position, Position)) -> Self {
        let mut left = 0;
        for (index, chunk) in map.chunks().iter().enumerate() {
            let place = |at: Position| if index < at.chunk { chunk.len() } else if index == at.chunk { at.index } else { 0 };
            left += place(end).saturating_sub(place(start));
        }
        Extraction { map, at: start, left }
    }
    /// The next entry that the predicate wants out.
    pub(in crate::collections) fn next(&mut self, mut pred: impl FnMut(&K, &mut V) -> bool) -> Option<(K, V)> {
        while self.left > 0 {
            self.left -= 1;
            if self.at.index >= self.map.chunks()[self.at.chunk].len() {
                self.at = Position { chunk: self.at.chunk + 1, index: 0 };
            }
            let at = self.at;
            let entry = &mut self.map.chunks_mut()[at.chunk][at.index];
            if pred(&entry.0, &mut entry.1) {
                return Some(self.map.remove_at(at));
            }
            self.at.index += 1;
        }
        None
    }
    pub(in crate::collections) fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.left)) }
}

pub struct ExtractIf<'a, K, V, R, F> {
    walk: Extraction<'a, K, V>,
    pred: F,
    range: PhantomData<R>,
}

impl<'a, K, V, R, F> ExtractIf<'a, K, V, R, F> {
    pub(super) fn new(map: &'a mut BTreeMap<K, V>, bounds: (Position, Position), pred: F) -> Self {
        ExtractIf { walk: Extraction::new(map, bounds), pred, range: PhantomData }
    }
}

impl<K, V, R, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, R, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> { self.walk.next(&mut self.pred) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.walk.size_hint() }
}

impl<K: Debug, V: Debug, R, F> Debug for ExtractIf<'_, K, V, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
