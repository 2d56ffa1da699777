//! Descriptors by number. Owning one that the program did not open by a type of this library is not there.

use crate::fs::File;
use crate::io::{self, PipeReader, PipeWriter};
use crate::net::{TcpListener, TcpStream, UdpSocket};
use crate::process::{ChildStderr, ChildStdin, ChildStdout};

pub type RawFd = i32;

pub trait AsRawFd {
    fn as_raw_fd(&self) -> RawFd;
}
pub trait IntoRawFd {
    fn into_raw_fd(self) -> RawFd;
}

macro_rules! numbered {
    ($($t:ty)*) => { $(
        impl AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { self.number() as RawFd }
        }
        impl IntoRawFd for $t {
            fn into_raw_fd(self) -> RawFd {
                let number = self.number() as RawFd;
                crate::mem::forget(self);
                number
            }
        }
    )* };
}
numbered! { File TcpStream TcpListener UdpSocket ChildStdin ChildStdout ChildStderr PipeReader PipeWriter }

macro_rules! standard {
    ($($t:ty, $number:literal;)*) => { $(
        impl AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { $number }
        }
    )* };
}
standard! {
    io::Stdin, 0;
    io::StdinLock<'_>, 0;
    io::Stdout, 1;
    io::StdoutLock<'_>, 1;
    io::Stderr, 2;
    io::StderrLock<'_>, 2;
}
impl AsRawFd for RawFd {
    fn as_raw_fd(&self) -> RawFd { *self }
}
impl<T: AsRawFd + ?Sized> AsRawFd for &T {
    fn as_raw_fd(&self) -> RawFd { (**self).as_raw_fd() }
}
