//! The process-wide source map: which text a [`FileId`] stands for, and where a position is in it.
//!
//! Files are never forgotten. A file may be virtual (`<repl-1>`, `-`, a library source). Files of the standard
//! library have the top bit of their id set: they are numbered when the library is built and only their names are
//! known at run time. Lines and columns are counted as rustc counts them: from 1, columns in characters.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};

use crate::span::{FileId, SpanId};

/// Set in the ids of library files.
pub const LIBRARY_FILE: u32 = 0x8000_0000;

/// Largest source we accept; positions are 32 bits wide.
const BYTES_MAX: u64 = 1 << 30;

/// A source text.
#[derive(Debug)]
pub struct SourceFile {
    /// As the user named it; what panic messages and diagnostics print.
    pub name: String,
    /// Where it is on disk, for `mod` and `include!`; none for a virtual file.
    pub path: Option<PathBuf>,
    /// The text, without byte order mark.
    pub text: Arc<str>,
    /// Offset of the first byte of each line, once somebody asks.
    line_starts: OnceLock<Vec<u32>>,
    /// Of a stored library source: the lengths of its lines.
    stored_lines: &'static [u8],
}

impl SourceFile {
    fn new(name: String, path: Option<PathBuf>, text: &str) -> SourceFile {
        SourceFile { name, path, text: text.into(), line_starts: OnceLock::new(), stored_lines: &[] }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let mut starts = vec![0];
            if self.stored_lines.is_empty() {
                let ends = self.text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
                starts.extend(ends.map(|(i, _)| i as u32 + 1));
                return starts;
            }
            let mut at = 0;
            for pair in self.stored_lines.chunks_exact(2) {
                at += u32::from(u16::from_le_bytes([pair[0], pair[1]]));
                starts.push(at);
            }
            starts
        })
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1) - 1;
        let start = starts[line] as usize;
        let end = if self.text.is_empty() { usize::MAX } else { (offset as usize).min(self.text.len()) };
        // A stored library source has no text: its columns are bytes.
        let bytes = (offset as usize).saturating_sub(start);
        let column = self.text.get(start..end).map_or(bytes, |text| text.chars().count());
        (line as u32 + 1, column as u32 + 1)
    }

    /// The text of a line (numbered from 1), without its end.
    pub fn line(&self, line: u32) -> &str {
        let index = (line.max(1) - 1) as usize;
        let start = self.line_starts().get(index).map_or(self.text.len(), |&s| s as usize);
        let end = self.line_starts().get(index + 1).map_or(self.text.len(), |&s| s as usize);
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// A position as people read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// Name of the file.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column after the end.
    pub end_column: u32,
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

static FILES: RwLock<Vec<Arc<SourceFile>>> = RwLock::new(Vec::new());
static LIBRARY: RwLock<Vec<Arc<SourceFile>>> = RwLock::new(Vec::new());

/// Why a source cannot be read. The message is a fragment, without file name.
#[derive(Debug)]
pub enum ReadError {
    /// Missing, a directory, no permission …
    Io(std::io::Error),
    /// Not UTF-8; the offset of the first wrong byte.
    NotUtf8(usize),
    /// Larger than positions can tell.
    TooLarge(u64),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadError::Io(error) => write!(f, "{error}"),
            ReadError::NotUtf8(offset) => write!(f, "stream did not contain valid UTF-8 (byte {offset})"),
            ReadError::TooLarge(bytes) => {
                write!(f, "source of {bytes} bytes is too large (limit {BYTES_MAX})")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// Registers a text under a name that diagnostics show.
pub fn add_virtual(name: impl Into<String>, text: &str) -> FileId {
    add(SourceFile::new(name.into(), None, &normalize(text)))
}

/// Takes the byte order mark off and turns `\r\n` into `\n`, as rustc does when it loads a file.
fn normalize(text: &str) -> std::borrow::Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() }
}

/// Registers a text that stands for the file at `path`.
pub fn add_text(name: impl Into<String>, path: &Path, text: &str) -> FileId {
    add(SourceFile::new(name.into(), Some(path.to_owned()), &normalize(text)))
}

/// How files of a folder are called in messages.
#[derive(Clone, Debug)]
pub struct FolderName {
    /// The folder.
    pub folder: PathBuf,
    /// What stands in its place; nothing for names relative to it.
    pub shown: PathBuf,
}

/// Reads a file and registers it; under the path as given if it is not in the folder that is called otherwise.
///
/// # Errors
/// When it cannot be read.
pub fn add_file_named(path: &Path, names: Option<&FolderName>) -> Result<FileId, ReadError> {
    match names.and_then(|names| Some(names.shown.join(path.strip_prefix(&names.folder).ok()?))) {
        Some(name) => Ok(add_text(name.display().to_string(), path, &read_text(path)?)),
        None => add_file(path),
    }
}

/// Reads a file and registers it under the path as given; `-` is standard input.
pub fn add_file(path: &Path) -> Result<FileId, ReadError> {
    let text = read_text(path)?;
    let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() };
    Ok(add_text(name, path, &text))
}

fn read_text(path: &Path) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(ReadError::Io)?;
    } else {
        let mut file = std::fs::File::open(path).map_err(ReadError::Io)?;
        let length = file.metadata().map_err(ReadError::Io)?.len();
        if length > BYTES_MAX {
            return Err(ReadError::TooLarge(length));
        }
        file.read_to_end(&mut bytes).map_err(ReadError::Io)?;
    }
    if bytes.len() as u64 > BYTES_MAX {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|e| ReadError::NotUtf8(e.utf8_error().valid_up_to()))
}

fn add(file: SourceFile) -> FileId {
    let mut files = FILES.write().unwrap_or_else(|e| e.into_inner());
    files.push(Arc::new(file));
    FileId(files.len() as u32 - 1)
}

/// Registers a library source (when the library is built) or its name alone (at run time, with empty text).
pub fn add_library(name: impl Into<String>, text: &str) -> FileId {
    let mut files = LIBRARY.write().unwrap_or_else(|e| e.into_inner());
    files.push(Arc::new(SourceFile::new(name.into(), None, text)));
    FileId(LIBRARY_FILE | (files.len() as u32 - 1))
}

/// Reads and registers a library source.
pub fn add_library_file(name: impl Into<String>, path: &Path) -> Result<FileId, ReadError> {
    let text = std::fs::read_to_string(path).map_err(ReadError::Io)?;
    let mut files = LIBRARY.write().unwrap_or_else(|e| e.into_inner());
    files.push(Arc::new(SourceFile::new(name.into(), Some(path.to_owned()), &normalize(&text))));
    Ok(FileId(LIBRARY_FILE | (files.len() as u32 - 1)))
}

/// What a store keeps of a source.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct StoredFile<'a> {
    name: &'a str,
    bytes: u32,
    /// Length of each line but the last, two bytes each.
    line_lengths: &'a [u8],
}

/// What a store keeps of the library's sources, as bytes.
pub(crate) fn library_files() -> Result<Vec<u8>, postcard::Error> {
    let files = LIBRARY.read().unwrap_or_else(|e| e.into_inner());
    let lines: Vec<Vec<u8>> = files
        .iter()
        .map(|file| {
            let lengths =
                file.line_starts().windows(2).map(|pair| (pair[1] - pair[0]).min(u32::from(u16::MAX)));
            lengths.flat_map(|length| (length as u16).to_le_bytes()).collect()
        })
        .collect();
    let stored: Vec<StoredFile<'_>> = files
        .iter()
        .zip(&lines)
        .map(|(file, lines)| StoredFile {
            name: &file.name,
            bytes: file.text.len() as u32,
            line_lengths: lines,
        })
        .collect();
    postcard::to_stdvec(&stored)
}

/// Where each library source starts when they are put one after the other; ends with the total length.
static LIBRARY_STARTS: RwLock<Vec<u32>> = RwLock::new(Vec::new());

/// Registers the names of a stored library's sources, unless they are there already.
pub(crate) fn set_library_files(bytes: &'static [u8]) -> Result<(), postcard::Error> {
    let files: Vec<StoredFile<'static>> = postcard::from_bytes(bytes)?;
    let mut starts = vec![0];
    for file in &files {
        starts.push(starts.last().copied().unwrap_or(0) + file.bytes);
    }
    *LIBRARY_STARTS.write().unwrap_or_else(|e| e.into_inner()) = starts;
    let mut list = LIBRARY.write().unwrap_or_else(|e| e.into_inner());
    for file in files.iter().skip(list.len()) {
        list.push(Arc::new(SourceFile {
            stored_lines: file.line_lengths,
            ..SourceFile::new(file.name.to_owned(), None, "")
        }));
    }
    Ok(())
}

/// Offset of a library position among all library sources.
pub(crate) fn library_offset(file: FileId, lo: u32) -> Option<u32> {
    if file.0 & LIBRARY_FILE == 0 || file.0 == u32::MAX {
        return None;
    }
    let files = LIBRARY.read().unwrap_or_else(|e| e.into_inner());
    let before = files.get(..(file.0 & !LIBRARY_FILE) as usize)?;
    Some(before.iter().map(|file| file.text.len() as u32).sum::<u32>() + lo)
}

/// The library position at an offset among all library sources.
pub(crate) fn library_position(offset: u32) -> Option<(FileId, u32)> {
    let starts = LIBRARY_STARTS.read().unwrap_or_else(|e| e.into_inner());
    let index = starts.partition_point(|&start| start <= offset).checked_sub(1)?;
    Some((FileId(LIBRARY_FILE | index as u32), offset - starts[index]))
}

/// The file, if it is known.
pub fn file(id: FileId) -> Option<Arc<SourceFile>> {
    let list = if id.0 & LIBRARY_FILE == 0 { &FILES } else { &LIBRARY };
    list.read().unwrap_or_else(|e| e.into_inner()).get((id.0 & !LIBRARY_FILE) as usize).cloned()
}

impl SpanId {
    /// Where it is, as people read it; `None` for `SpanId::NONE`.
    pub fn location(self) -> Option<Location> {
        let data = self.data()?;
        let file = file(data.file)?;
        let (line, column) = file.line_column(data.lo);
        let (end_line, end_column) = file.line_column(data.hi);
        Some(Location { file: file.name.clone(), line, column, end_line, end_column })
    }

    /// The source text it covers.
    pub fn snippet(self) -> Option<String> {
        let data = self.data()?;
        file(data.file)?.text.get(data.lo as usize..data.hi as usize).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SpanData;

    #[test]
    fn columns_count_characters() {
        let id = add_virtual("a.rs", "\u{feff}let é = 1;\r\n  x");
        let span = |lo, hi| SpanId::new(SpanData { file: id, lo, hi, expanded_from: SpanId::NONE });
        let at = |lo| span(lo, lo + 1).location().map(|l| (l.line, l.column));
        assert_eq!(at(0), Some((1, 1)));
        assert_eq!(at(7), Some((1, 7)));
        assert_eq!(at(14), Some((2, 3)));
        assert_eq!(span(0, 3).snippet().as_deref(), Some("let"));
        assert_eq!(SpanId::NONE.location(), None);
    }

    #[test]
    fn unreadable_sources_are_errors() {
        let dir = std::env::temp_dir();
        assert!(matches!(add_file(&dir), Err(ReadError::Io(_))));
        assert!(matches!(add_file(&dir.join("no-such-file-here.rs")), Err(ReadError::Io(_))));
        let path = dir.join(format!("treebeard-not-utf8-{}.rs", std::process::id()));
        std::fs::write(&path, b"fn main() {} // \xff").expect("writable temporary directory");
        assert!(matches!(add_file(&path), Err(ReadError::NotUtf8(16))));
        std::fs::remove_file(&path).expect("just written");
    }
}
