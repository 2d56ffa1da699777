//! A pipe within the program, or to a child.

use crate::intrinsics;
use crate::io::{Read, Result, Write};
use crate::sys::{self, Handle};

pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    let mut ends = [-1; 2];
    sys::done(intrinsics::pipe_open(&mut ends))?;
    Ok((PipeReader { handle: Handle::of(ends[0])? }, PipeWriter { handle: Handle::of(ends[1])? }))
}

macro_rules! ends {
    ($($name:ident)*) => { $(
        pub struct $name {
            handle: Handle,
        }
        impl $name {
            pub fn try_clone(&self) -> Result<$name> { Ok($name { handle: self.handle.duplicate()? }) }
            pub(crate) fn into_handle(self) -> Handle { self.handle }
            pub(crate) fn from_handle(handle: Handle) -> $name { $name { handle } }
            pub(crate) fn number(&self) -> i64 { self.handle.number() }
        }
        impl crate::fmt::Debug for $name {
            fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&(self.number() as i32)).finish()
            }
        }
    )* };
}
ends! { PipeReader PipeWriter }

macro_rules! read_and_written {
    ($($reader:ty, $writer:ty;)*) => { $(
        impl Read for $reader {
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.handle.read(buf) }
        }
        impl Write for $writer {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { self.handle.write(buf) }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
    )* };
}
read_and_written! { PipeReader, PipeWriter; &PipeReader, &PipeWriter; }
