//! Positions in sources as small ids.
//!
//! A [`SpanId`] is a number of one process-wide, append-only table of [`SpanData`]; `SpanId::NONE` is "nowhere".
//! A span that came out of a macro expansion names the span of the invocation, so that a panic inside a macro is
//! reported where the user wrote the call (`SpanId::call_site`).
//!
//! Positions of stored library items are too many to register: with the top bit set, an id is itself an offset into
//! all library sources (22 bits) and a length (9 bits, the largest meaning "at least that long").

use std::cell::Cell;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::source;
use crate::store::scope;
use crate::table::AppendTable;

const STORED: u32 = 1 << 31;
const STORED_OFFSET_BITS: u32 = 22;
const STORED_LENGTH_BITS: u32 = 9;

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

static SPANS: AppendTable<SpanData> = AppendTable::new();
/// First number that no thread has taken.
static UNTAKEN: AtomicU32 = AtomicU32::new(0);

thread_local! {
    /// The numbers that this thread has taken and not used.
    static TAKEN: Cell<Range<u32>> = const { Cell::new(0..0) };
}

/// A number that nobody else has. Threads take them in portions.
///
/// # Panics
/// When there are no more.
fn fresh() -> u32 {
    TAKEN.with(|taken| {
        let mut numbers = taken.take();
        let number = numbers.next().unwrap_or_else(|| {
            let first = UNTAKEN.fetch_add(AppendTable::<SpanData>::PORTION, Ordering::Relaxed);
            assert!(first < STORED - 2 * AppendTable::<SpanData>::PORTION, "fewer than 2^31 spans");
            numbers = first + 1..first + AppendTable::<SpanData>::PORTION;
            first
        });
        taken.set(numbers);
        number
    })
}

impl SpanId {
    /// No position.
    pub const NONE: SpanId = SpanId(0);

    /// Registers a position.
    pub fn new(data: SpanData) -> SpanId {
        let number = fresh();
        SPANS.get_or_init(number, || data);
        SpanId(number + 1)
    }

    /// A position in the stored library: an offset into all its sources, and a length.
    fn stored(offset: u32, length: u32) -> SpanId {
        if offset >= 1 << STORED_OFFSET_BITS {
            return SpanId::NONE;
        }
        SpanId(STORED | (offset << STORED_LENGTH_BITS) | length.min((1 << STORED_LENGTH_BITS) - 1))
    }

    /// What this id stands for; `None` for `SpanId::NONE`.
    pub fn data(self) -> Option<SpanData> {
        if self.0 & STORED != 0 {
            let length = self.0 & ((1 << STORED_LENGTH_BITS) - 1);
            let (file, lo) = source::library_position((self.0 & !STORED) >> STORED_LENGTH_BITS)?;
            return Some(SpanData { file, lo, hi: lo + length, expanded_from: SpanId::NONE });
        }
        let index = self.0.checked_sub(1)?;
        SPANS.get(index).copied()
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

    /// From the start of `self` to the end of `whole` (same file), or `self`.
    pub fn until_end_of(self, whole: SpanId) -> SpanId {
        match (self.data(), whole.data()) {
            (Some(start), Some(end)) if start.file == end.file => {
                SpanId::new(SpanData { hi: start.hi.max(end.hi), ..start })
            }
            _ => self,
        }
    }

    /// What of `whole` stands after `self` (same file), or `whole`.
    pub fn rest_of(self, whole: SpanId) -> SpanId {
        match (self.data(), whole.data()) {
            (Some(start), Some(all)) if start.file == all.file && start.hi <= all.hi => {
                SpanId::new(SpanData { lo: start.hi, ..all })
            }
            _ => whole,
        }
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

/// In a store: offset into all library sources and length. Elsewhere `(file, lo, hi)`, registered anew when read,
/// since ids differ from process to process.
impl serde::Serialize for SpanId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = self.data();
        if scope::is_writing() {
            let position = data.and_then(|data| {
                source::library_offset(data.file, data.lo).map(|offset| (offset + 1, data.hi - data.lo))
            });
            return position.unwrap_or((0, 0)).serialize(serializer);
        }
        data.map(|data| (data.file.0, data.lo, data.hi)).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for SpanId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<SpanId, D::Error> {
        if scope::is_reading() {
            let (offset, length) = <(u32, u32)>::deserialize(deserializer)?;
            return Ok(offset.checked_sub(1).map_or(SpanId::NONE, |offset| SpanId::stored(offset, length)));
        }
        Ok(match Option::<(u32, u32, u32)>::deserialize(deserializer)? {
            None => SpanId::NONE,
            Some((file, lo, hi)) => {
                SpanId::new(SpanData { file: FileId(file), lo, hi, expanded_from: SpanId::NONE })
            }
        })
    }
}
