//! What the program holds of the system: open files, sockets, children, and bytes that an answer was too long for.
//!
//! A program knows each by a number: that of the descriptor where there is one. Invariant: a number is in the table
//! from its opening to its closing, and the system's object is closed with it.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout};

use rustc_hash::FxHashMap;

/// One open thing.
#[derive(Debug)]
pub(crate) enum Resource {
    /// A file.
    File(File),
    /// An answer of the system, read like a file.
    Bytes(Cursor<Vec<u8>>),
    /// A connection.
    Stream(TcpStream),
    /// A socket that connections arrive at.
    Listener(TcpListener),
    /// A datagram socket.
    Datagram(UdpSocket),
    /// A connection within the system.
    UnixStream(UnixStream),
    /// A socket that connections within the system arrive at.
    UnixListener(UnixListener),
    /// A datagram socket within the system.
    UnixDatagram(UnixDatagram),
    /// A started program.
    Child(Box<Child>),
    /// A child's input.
    ChildInput(ChildStdin),
    /// A child's output.
    ChildOutput(ChildStdout),
    /// A child's errors.
    ChildErrors(ChildStderr),
    /// The reading end of a pipe.
    PipeReader(io::PipeReader),
    /// The writing end of a pipe.
    PipeWriter(io::PipeWriter),
}

/// The table of an isolate.
#[derive(Debug, Default)]
pub struct Resources {
    open: FxHashMap<i64, Resource>,
    /// Numbers of what has no descriptor.
    next: i64,
}

/// Above every descriptor.
const FIRST_NUMBER: i64 = 1 << 32;

fn descriptor(resource: &Resource) -> Option<RawFd> {
    Some(match resource {
        Resource::File(file) => file.as_raw_fd(),
        Resource::Stream(stream) => stream.as_raw_fd(),
        Resource::Listener(listener) => listener.as_raw_fd(),
        Resource::Datagram(socket) => socket.as_raw_fd(),
        Resource::UnixStream(stream) => stream.as_raw_fd(),
        Resource::UnixListener(listener) => listener.as_raw_fd(),
        Resource::UnixDatagram(socket) => socket.as_raw_fd(),
        Resource::ChildInput(pipe) => pipe.as_raw_fd(),
        Resource::ChildOutput(pipe) => pipe.as_raw_fd(),
        Resource::ChildErrors(pipe) => pipe.as_raw_fd(),
        Resource::PipeReader(pipe) => pipe.as_raw_fd(),
        Resource::PipeWriter(pipe) => pipe.as_raw_fd(),
        Resource::Bytes(_) | Resource::Child(_) => return None,
    })
}

/// The number of an error, as natives return it.
pub(super) fn errno(error: &io::Error) -> i64 {
    let code = error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::WouldBlock => libc::EAGAIN,
        io::ErrorKind::TimedOut => libc::ETIMEDOUT,
        io::ErrorKind::InvalidInput => libc::EINVAL,
        io::ErrorKind::Unsupported => libc::ENOSYS,
        _ => libc::EIO,
    });
    -i64::from(code)
}

/// The answer of a native: what went well, or `-errno`.
pub(super) fn answer<T>(result: io::Result<T>, value: impl FnOnce(T) -> i64) -> i64 {
    match result {
        Ok(result) => value(result),
        Err(error) => errno(&error),
    }
}

impl Resources {
    /// Keeps a resource and names it.
    pub(super) fn keep(&mut self, resource: Resource) -> i64 {
        let number = descriptor(&resource).map_or_else(
            || {
                self.next += 1;
                FIRST_NUMBER + self.next
            },
            i64::from,
        );
        self.open.insert(number, resource);
        number
    }

    /// Keeps an answer that is read like a file.
    pub(super) fn keep_bytes(&mut self, bytes: Vec<u8>) -> i64 {
        self.keep(Resource::Bytes(Cursor::new(bytes)))
    }

    /// An open resource.
    pub(super) fn get(&mut self, number: i64) -> io::Result<&mut Resource> {
        self.open.get_mut(&number).ok_or_else(|| io::Error::from_raw_os_error(libc::EBADF))
    }

    /// The file of a number.
    pub(super) fn file(&mut self, number: i64) -> io::Result<&mut File> {
        match self.get(number)? {
            Resource::File(file) => Ok(file),
            _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    }

    /// Takes a resource out: the caller has it, or drops it and so closes it.
    pub(super) fn take(&mut self, number: i64) -> Option<Resource> {
        self.open.remove(&number)
    }

    pub(super) fn read(&mut self, number: i64, buffer: &mut [u8]) -> io::Result<usize> {
        match self.get(number)? {
            Resource::File(file) => file.read(buffer),
            Resource::Bytes(bytes) => bytes.read(buffer),
            Resource::Stream(stream) => stream.read(buffer),
            Resource::UnixStream(stream) => stream.read(buffer),
            Resource::ChildOutput(pipe) => pipe.read(buffer),
            Resource::ChildErrors(pipe) => pipe.read(buffer),
            Resource::PipeReader(pipe) => pipe.read(buffer),
            _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    }

    pub(super) fn write(&mut self, number: i64, bytes: &[u8]) -> io::Result<usize> {
        match self.get(number)? {
            Resource::File(file) => file.write(bytes),
            Resource::Stream(stream) => stream.write(bytes),
            Resource::UnixStream(stream) => stream.write(bytes),
            Resource::ChildInput(pipe) => pipe.write(bytes),
            Resource::PipeWriter(pipe) => pipe.write(bytes),
            _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    }

    pub(super) fn seek(&mut self, number: i64, to: SeekFrom) -> io::Result<u64> {
        match self.get(number)? {
            Resource::File(file) => file.seek(to),
            Resource::Bytes(bytes) => bytes.seek(to),
            _ => Err(io::Error::from_raw_os_error(libc::ESPIPE)),
        }
    }
}
