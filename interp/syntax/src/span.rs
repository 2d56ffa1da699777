//! Positions in sources as small ids.
//!
//! A [`SpanId`] is an index into one process-wide, append-only table of [`SpanData`]; `SpanId::NONE` is "nowhere".
//! A span that came out of a macro expansion names the span of the invocation, so that a panic inside a macro is
//! reported where the user wrote the call (`SpanId::call_site`).

use std::sync::RwLock;

/// A source file of the process-wide source map.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FileId(pub u32);

/// A position: index into the span table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct SpanId(pub u32);

/// What a [`SpanId`] stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SpanData {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub lo: u32,
    /// One past the last byte.
    pub hi: u32,
    /// Where the macro was invoked that produced this position, or `SpanId::NONE`.
    pub expanded_from: SpanId,
}

static SPANS: RwLock<Vec<SpanData>> = RwLock::new(Vec::new());

impl SpanId {
    /// No position.
    pub const NONE: SpanId = SpanId(0);

    /// Registers a position.
    pub fn new(data: SpanData) -> SpanId {
        let mut spans = SPANS.write().unwrap_or_else(|e| e.into_inner());
        spans.push(data);
        SpanId(u32::try_from(spans.len()).expect("fewer than 2^32 spans"))
    }

    /// What this id stands for; `None` for `SpanId::NONE`.
    pub fn data(self) -> Option<SpanData> {
        let index = self.0.checked_sub(1)?;
        SPANS.read().unwrap_or_else(|e| e.into_inner()).get(index as usize).copied()
    }

    /// The outermost macro invocation this position came from, or the position itself.
    pub fn call_site(self) -> SpanId {
        let mut span = self;
        while let Some(data) = span.data()
            && data.expanded_from != SpanId::NONE
        {
            span = data.expanded_from;
        }
        span
    }

    /// The smallest position that covers `self` and `end` (same file), or `self`.
    pub fn to(self, end: SpanId) -> SpanId {
        match (self.data(), end.data()) {
            (Some(a), Some(b)) if a.file == b.file => {
                SpanId::new(SpanData { lo: a.lo.min(b.lo), hi: a.hi.max(b.hi), ..a })
            }
            _ => self,
        }
    }
}

/// Stored as `(file, lo, hi)` and registered anew when read, since ids differ from process to process.
impl serde::Serialize for SpanId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data().map(|data| (data.file.0, data.lo, data.hi)).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for SpanId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<SpanId, D::Error> {
        Ok(match Option::<(u32, u32, u32)>::deserialize(deserializer)? {
            None => SpanId::NONE,
            Some((file, lo, hi)) => {
                SpanId::new(SpanData { file: FileId(file), lo, hi, expanded_from: SpanId::NONE })
            }
        })
    }
}
