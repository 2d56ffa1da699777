//! Descriptors by number. Only what the program opened by a type of this library can be owned.

use crate::fmt;
use crate::fs::File;
use crate::intrinsics;
use crate::io::{self, PipeReader, PipeWriter};
use crate::marker::PhantomData;
use crate::net::{TcpListener, TcpStream, UdpSocket};
use crate::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use crate::process::{ChildStderr, ChildStdin, ChildStdout, Stdio};
use crate::rc::Rc;
use crate::sync::Arc;
use crate::sys::Handle;

pub type RawFd = i32;

pub trait AsRawFd {
    fn as_raw_fd(&self) -> RawFd;
}
pub trait FromRawFd {
    unsafe fn from_raw_fd(fd: RawFd) -> Self;
}
pub trait IntoRawFd {
    fn into_raw_fd(self) -> RawFd;
}
pub trait AsFd {
    fn as_fd(&self) -> BorrowedFd<'_>;
}

pub struct OwnedFd {
    handle: Handle,
}
impl OwnedFd {
    pub fn try_clone(&self) -> io::Result<OwnedFd> { self.as_fd().try_clone_to_owned() }
    fn number(&self) -> i64 { self.handle.number() }
    fn from_handle(handle: Handle) -> OwnedFd { OwnedFd { handle } }
    fn into_handle(self) -> Handle { self.handle }
}
impl fmt::Debug for OwnedFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedFd").field("fd", &self.as_raw_fd()).finish()
    }
}

#[derive(Copy, Clone)]
pub struct BorrowedFd<'fd> {
    fd: RawFd,
    _lifetime: PhantomData<&'fd OwnedFd>,
}
impl BorrowedFd<'_> {
    pub const unsafe fn borrow_raw(fd: RawFd) -> Self { BorrowedFd { fd, _lifetime: PhantomData } }
    pub fn try_clone_to_owned(&self) -> io::Result<OwnedFd> {
        let copy = Handle::of(intrinsics::file_clone(self.fd as i64))?;
        Ok(OwnedFd { handle: adopted(copy.into_number(), FILE) })
    }
}
impl fmt::Debug for BorrowedFd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BorrowedFd").field("fd", &self.fd).finish()
    }
}
impl AsRawFd for BorrowedFd<'_> {
    fn as_raw_fd(&self) -> RawFd { self.fd }
}
impl AsFd for BorrowedFd<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> { *self }
}
impl io::IsTerminal for OwnedFd {
    fn is_terminal(&self) -> bool { false }
}
impl io::IsTerminal for BorrowedFd<'_> {
    fn is_terminal(&self) -> bool { false }
}

const FILE: u32 = 0;

/// What is open under a number, from now on used as another kind of thing.
fn adopted(number: i64, kind: u32) -> Handle {
    match Handle::of(intrinsics::handle_adopt(number, kind)) {
        Ok(handle) => handle,
        Err(error) => panic!("{error}"),
    }
}

macro_rules! lent {
    ($($t:ty)*) => { $(
        impl AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { self.number() as RawFd }
        }
        impl AsFd for $t {
            fn as_fd(&self) -> BorrowedFd<'_> { BorrowedFd { fd: self.as_raw_fd(), _lifetime: PhantomData } }
        }
        impl IntoRawFd for $t {
            fn into_raw_fd(self) -> RawFd { self.into_handle().into_number() as RawFd }
        }
    )* };
}
macro_rules! owned {
    ($($t:ty, $kind:literal;)*) => { $(
        lent! { $t }
        impl From<OwnedFd> for $t {
            fn from(fd: OwnedFd) -> $t { <$t>::from_handle(adopted(fd.handle.into_number(), $kind)) }
        }
        impl From<$t> for OwnedFd {
            fn from(open: $t) -> OwnedFd { OwnedFd { handle: adopted(open.into_handle().into_number(), FILE) } }
        }
    )* };
}
macro_rules! numbered {
    ($($t:ty, $kind:literal;)*) => { $(
        impl FromRawFd for $t {
            unsafe fn from_raw_fd(fd: RawFd) -> $t { <$t>::from_handle(adopted(fd as i64, $kind)) }
        }
    )* };
}
lent! { OwnedFd }
owned! {
    File, 0;
    TcpStream, 1;
    TcpListener, 2;
    UdpSocket, 3;
    UnixStream, 4;
    UnixListener, 5;
    UnixDatagram, 6;
    PipeReader, 7;
    PipeWriter, 8;
    ChildStdin, 9;
    ChildStdout, 10;
    ChildStderr, 11;
}
numbered! {
    OwnedFd, 0;
    File, 0;
    TcpStream, 1;
    TcpListener, 2;
    UdpSocket, 3;
    UnixStream, 4;
    UnixListener, 5;
    UnixDatagram, 6;
    PipeReader, 7;
    PipeWriter, 8;
}
impl From<OwnedFd> for Stdio {
    fn from(fd: OwnedFd) -> Stdio { Stdio::open(fd.handle) }
}
impl FromRawFd for Stdio {
    unsafe fn from_raw_fd(fd: RawFd) -> Stdio { Stdio::open(adopted(fd as i64, FILE)) }
}

macro_rules! standard {
    ($($t:ty, $number:literal;)*) => { $(
        impl AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { $number }
        }
        impl AsFd for $t {
            fn as_fd(&self) -> BorrowedFd<'_> { BorrowedFd { fd: $number, _lifetime: PhantomData } }
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
impl IntoRawFd for RawFd {
    fn into_raw_fd(self) -> RawFd { self }
}
impl FromRawFd for RawFd {
    unsafe fn from_raw_fd(fd: RawFd) -> RawFd { fd }
}

// Through pointers.
macro_rules! forwarded {
    ($($pointer:ident)*) => { $(
        impl<T: AsRawFd> AsRawFd for $pointer<T> {
            fn as_raw_fd(&self) -> RawFd { (**self).as_raw_fd() }
        }
        impl<T: AsFd + ?Sized> AsFd for $pointer<T> {
            fn as_fd(&self) -> BorrowedFd<'_> { (**self).as_fd() }
        }
    )* };
}
forwarded! { Arc Rc Box }
impl<T: AsFd + ?Sized> AsFd for &T {
    fn as_fd(&self) -> BorrowedFd<'_> { (**self).as_fd() }
}
impl<T: AsFd + ?Sized> AsFd for &mut T {
    fn as_fd(&self) -> BorrowedFd<'_> { (**self).as_fd() }
}
