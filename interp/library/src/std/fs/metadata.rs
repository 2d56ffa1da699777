//! What is known of a file: kind, size, times, permissions.

use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::path::Path;
use crate::sys::{self, path_bytes};
use crate::time::{Duration, SystemTime};

/// The words of `intrinsics::file_stat`.
#[derive(Clone)]
pub struct Metadata {
    words: [i64; 17],
}

impl Metadata {
    pub(super) fn of_path(path: &Path, follow: bool) -> io::Result<Metadata> {
        let path = path_bytes(path)?;
        let mut words = [0; 17];
        sys::done(intrinsics::path_stat(path.as_ptr(), path.len(), follow, &mut words))?;
        Ok(Metadata { words })
    }
    pub(super) fn of_file(handle: i64) -> io::Result<Metadata> {
        let mut words = [0; 17];
        sys::done(intrinsics::file_stat(handle, &mut words))?;
        Ok(Metadata { words })
    }
    pub(crate) fn word(&self, index: usize) -> i64 { self.words[index] }
    fn bits(&self) -> u32 { self.words[0] as u32 }
    fn time(&self, index: usize) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::new(self.words[index] as u64, self.words[index + 1] as u32)
    }
    pub fn file_type(&self) -> FileType { FileType { mode: self.bits() } }
    pub fn is_dir(&self) -> bool { self.file_type().is_dir() }
    pub fn is_file(&self) -> bool { self.file_type().is_file() }
    pub fn is_symlink(&self) -> bool { self.file_type().is_symlink() }
    pub fn len(&self) -> u64 { self.words[1] as u64 }
    pub fn permissions(&self) -> Permissions { Permissions { mode: self.bits() } }
    pub fn modified(&self) -> io::Result<SystemTime> { Ok(self.time(2)) }
    pub fn accessed(&self) -> io::Result<SystemTime> { Ok(self.time(4)) }
    pub fn created(&self) -> io::Result<SystemTime> {
        if self.words[8] < 0 {
            return Err(io::Error::message(io::ErrorKind::Unsupported, "creation time is not available for the filesystem"));
        }
        Ok(self.time(8))
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Metadata");
        shown.field("file_type", &self.file_type());
        shown.field("permissions", &self.permissions());
        shown.field("len", &self.len());
        shown.field("modified", &self.time(2));
        shown.field("accessed", &self.time(4));
        if let Ok(created) = self.created() {
            shown.field("created", &created);
        }
        shown.finish_non_exhaustive()
    }
}

const KIND: u32 = 0o170000;

#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct FileType {
    mode: u32,
}

impl FileType {
    /// Of the letter that stands first in a long listing.
    pub(super) fn of_letter(letter: u8) -> FileType {
        let mode = match letter {
            b'd' => 0o040000,
            b'l' => 0o120000,
            b'p' => 0o010000,
            b's' => 0o140000,
            b'c' => 0o020000,
            b'b' => 0o060000,
            _ => 0o100000,
        };
        FileType { mode }
    }
    pub(crate) fn is(&self, kind: u32) -> bool { self.mode & KIND == kind }
    pub fn is_dir(&self) -> bool { self.is(0o040000) }
    pub fn is_file(&self) -> bool { self.is(0o100000) }
    pub fn is_symlink(&self) -> bool { self.is(0o120000) }
}

impl fmt::Debug for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileType")
            .field("is_file", &self.is_file())
            .field("is_dir", &self.is_dir())
            .field("is_symlink", &self.is_symlink())
            .finish_non_exhaustive()
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Permissions {
    mode: u32,
}

impl Permissions {
    pub(crate) fn of_bits(mode: u32) -> Permissions { Permissions { mode } }
    pub(crate) fn bits(&self) -> u32 { self.mode }
    pub fn readonly(&self) -> bool { self.mode & 0o222 == 0 }
    pub fn set_readonly(&mut self, readonly: bool) {
        self.mode = if readonly { self.mode & !0o222 } else { self.mode | 0o222 };
    }
}

/// The mode in octal and as in a long listing.
struct Mode(u32);
impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = self.0;
        write!(f, "0o{mode:06o}")?;
        let kind = match mode & KIND {
            0o040000 => 'd',
            0o120000 => 'l',
            0o010000 => 'p',
            0o140000 => 's',
            0o020000 => 'c',
            0o060000 => 'b',
            0o100000 => '-',
            _ => return Ok(()),
        };
        write!(f, " ({kind}")?;
        for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
            let bits = mode >> shift;
            f.write_str(if bits & 4 != 0 { "r" } else { "-" })?;
            f.write_str(if bits & 2 != 0 { "w" } else { "-" })?;
            let last = match (mode & special != 0, bits & 1 != 0) {
                (true, true) => letter,
                (true, false) => letter.to_ascii_uppercase(),
                (false, true) => 'x',
                (false, false) => '-',
            };
            write!(f, "{last}")?;
        }
        f.write_str(")")
    }
}
struct FilePermissions(u32);
impl fmt::Debug for FilePermissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePermissions").field("mode", &Mode(self.0)).finish()
    }
}
impl fmt::Debug for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Permissions").field(&FilePermissions(self.mode)).finish()
    }
}

#[derive(Copy, Clone, Debug, Default)]
pub struct FileTimes {
    accessed: Option<SystemTime>,
    modified: Option<SystemTime>,
}

impl FileTimes {
    pub fn new() -> FileTimes { FileTimes::default() }
    pub fn set_accessed(self, t: SystemTime) -> FileTimes { FileTimes { accessed: Some(t), ..self } }
    pub fn set_modified(self, t: SystemTime) -> FileTimes { FileTimes { modified: Some(t), ..self } }
    pub(super) fn nanos(&self) -> (i64, i64) {
        let nanos = |time: Option<SystemTime>| match time.map(|time| time.duration_since(SystemTime::UNIX_EPOCH)) {
            Some(Ok(since)) => since.as_nanos() as i64,
            _ => -1,
        };
        (nanos(self.accessed), nanos(self.modified))
    }
}
