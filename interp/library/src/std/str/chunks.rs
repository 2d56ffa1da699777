//! Bytes as runs of text, each followed by the bytes that are none.

use crate::fmt::{self, Debug, Formatter};
use crate::iter::FusedIterator;

impl [u8] {
    pub fn utf8_chunks(&self) -> Utf8Chunks<'_> { Utf8Chunks { source: self } }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf8Chunk<'a> {
    valid: &'a str,
    invalid: &'a [u8],
}
impl<'a> Utf8Chunk<'a> {
    pub fn valid(&self) -> &'a str { self.valid }
    pub fn invalid(&self) -> &'a [u8] { self.invalid }
}

#[derive(Clone)]
pub struct Utf8Chunks<'a> {
    source: &'a [u8],
}
impl<'a> Iterator for Utf8Chunks<'a> {
    type Item = Utf8Chunk<'a>;
    fn next(&mut self) -> Option<Utf8Chunk<'a>> {
        if self.source.is_empty() {
            return None;
        }
        let (valid_len, invalid_len) = match super::from_utf8(self.source) {
            Ok(text) => (text.len(), 0),
            Err(error) => {
                let valid = error.valid_up_to();
                (valid, error.error_len().unwrap_or(self.source.len() - valid))
            }
        };
        let (valid, rest) = self.source.split_at(valid_len);
        let (invalid, rest) = rest.split_at(invalid_len);
        self.source = rest;
        Some(Utf8Chunk { valid: unsafe { super::from_utf8_unchecked(valid) }, invalid })
    }
}
impl FusedIterator for Utf8Chunks<'_> {}
impl Debug for Utf8Chunks<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { write_quoted(self.source, f) }
}

/// Between quotes, text as in a string's `Debug`, other bytes as `\xNN`.
pub(crate) fn write_quoted(bytes: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for chunk in bytes.utf8_chunks() {
        fmt::write_escaped_text(f, chunk.valid())?;
        for byte in chunk.invalid() {
            write!(f, "\\x{byte:02X}")?;
        }
    }
    f.write_str("\"")
}

/// With a replacement character for each run of bytes that are no text; padded if there are none.
pub(crate) fn write_lossy(bytes: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    if let Ok(text) = super::from_utf8(bytes) {
        return f.pad(text);
    }
    for chunk in bytes.utf8_chunks() {
        f.write_str(chunk.valid())?;
        if !chunk.invalid().is_empty() {
            f.write_str("\u{FFFD}")?;
        }
    }
    Ok(())
}
