//! `std::io`. Errors are in `io::error`, the traits in `io::traits`, buffers in `io::buffered`, the standard streams in
//! `io::stdio`, readers and writers in memory in `io::memory`.

mod buffered;
mod copy;
mod error;
mod memory;
mod pipe;
mod stdio;
mod traits;
mod vectored;

pub mod prelude {
    //! What code that reads and writes usually imports.
    pub use super::{BufRead, Read, Seek, Write};
}

pub use self::buffered::{BufReader, BufWriter, IntoInnerError, LineWriter, WriterPanicked};
pub use self::copy::{Empty, Repeat, Sink, copy, empty, read_to_string, repeat, sink};
pub use self::error::{Error, ErrorKind, Result};
pub use self::memory::Cursor;
pub use self::pipe::{PipeReader, PipeWriter, pipe};
#[doc(hidden)]
pub use self::stdio::{_eprint, _print};
pub use self::stdio::{
    IsTerminal, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout,
};
pub use self::traits::{BufRead, Bytes, Chain, Lines, Read, Seek, SeekFrom, Split, Take, Write};
pub use self::vectored::{IoSlice, IoSliceMut};
