//! Sockets within the system, and descriptors that change hands.
//!
//! An address is bytes here: `p` and a path, `a` and an abstract name, or `u` for none. As all sockets, these never
//! block the host (see [`super::sockets`]).

use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener, UnixStream};

use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;
use super::outside::bytes;
use super::resources::{Resource, Resources, answer};

pub(super) const TABLE: Table = &[
    ("unix_pair", unix_pair),
    ("unix_connect", unix_connect),
    ("unix_listen", unix_listen),
    ("unix_bind", unix_bind),
    ("unix_unbound", unix_unbound),
    ("handle_adopt", handle_adopt),
];

/// An address of the library.
pub(super) fn address(name: &[u8]) -> io::Result<SocketAddr> {
    match name.split_first() {
        Some((b'p', path)) => SocketAddr::from_pathname(OsStr::from_bytes(path)),
        Some((b'a', name)) => SocketAddr::from_abstract_name(name),
        _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    }
}

/// An address for the library.
pub(super) fn name(address: &SocketAddr) -> Vec<u8> {
    let (kind, name) = match (address.as_pathname(), address.as_abstract_name()) {
        (Some(path), _) => (b'p', path.as_os_str().as_bytes()),
        (None, Some(name)) => (b'a', name),
        (None, None) => (b'u', &[][..]),
    };
    let mut text = vec![kind];
    text.extend_from_slice(name);
    text
}

fn given(ctx: &Ctx, data: Ptr, len: u64) -> io::Result<SocketAddr> {
    address(&bytes(ctx, data, len))
}

/// Keeps a stream that never blocks.
pub(super) fn keep_stream(resources: &mut Resources, stream: io::Result<UnixStream>) -> i64 {
    let stream = stream.and_then(|stream| stream.set_nonblocking(true).map(|()| stream));
    answer(stream, |stream| resources.keep(Resource::UnixStream(stream)))
}

fn keep_datagram(resources: &mut Resources, socket: io::Result<UnixDatagram>) -> i64 {
    let socket = socket.and_then(|socket| socket.set_nonblocking(true).map(|()| socket));
    answer(socket, |socket| resources.keep(Resource::UnixDatagram(socket)))
}

// Two sockets joined to each other; their numbers go to `ends`.
leaf!(unix_pair(datagram: bool, ends: Ptr) -> i64, |ctx| {
    let resources = &mut ctx.resources;
    let pair = if datagram {
        UnixDatagram::pair().map(|(a, b)| (keep_datagram(resources, Ok(a)), keep_datagram(resources, Ok(b))))
    } else {
        UnixStream::pair().map(|(a, b)| (keep_stream(resources, Ok(a)), keep_stream(resources, Ok(b))))
    };
    answer(pair, |(a, b)| {
        let mut numbers = a.to_le_bytes().to_vec();
        numbers.extend_from_slice(&b.to_le_bytes());
        write(ctx, ends, &numbers);
        0
    })
});

leaf!(unix_connect(to: Ptr, len: u64) -> i64, |ctx| {
    let stream = given(ctx, to, len).and_then(|to| UnixStream::connect_addr(&to));
    keep_stream(&mut ctx.resources, stream)
});

leaf!(unix_listen(at: Ptr, len: u64) -> i64, |ctx| {
    let listener = given(ctx, at, len).and_then(|at| UnixListener::bind_addr(&at));
    let listener = listener.and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    answer(listener, |listener| ctx.resources.keep(Resource::UnixListener(listener)))
});

leaf!(unix_bind(at: Ptr, len: u64) -> i64, |ctx| {
    let socket = given(ctx, at, len).and_then(|at| UnixDatagram::bind_addr(&at));
    keep_datagram(&mut ctx.resources, socket)
});

leaf!(unix_unbound() -> i64, |ctx| keep_datagram(&mut ctx.resources, UnixDatagram::unbound()));

/// The descriptor of an open resource; not of what is no descriptor.
fn descriptor_of(resource: Resource) -> io::Result<OwnedFd> {
    Ok(match resource {
        Resource::File(file) => file.into(),
        Resource::Stream(stream) => stream.into(),
        Resource::Listener(listener) => listener.into(),
        Resource::Datagram(socket) => socket.into(),
        Resource::UnixStream(stream) => stream.into(),
        Resource::UnixListener(listener) => listener.into(),
        Resource::UnixDatagram(socket) => socket.into(),
        Resource::ChildInput(pipe) => pipe.into(),
        Resource::ChildOutput(pipe) => pipe.into(),
        Resource::ChildErrors(pipe) => pipe.into(),
        Resource::PipeReader(pipe) => pipe.into(),
        Resource::PipeWriter(pipe) => pipe.into(),
        Resource::Bytes(_) | Resource::Child(_) => return Err(io::Error::from_raw_os_error(libc::EBADF)),
    })
}

/// What a descriptor is used as, by the library's numbers (`os::fd`).
fn used_as(kind: u32, descriptor: OwnedFd) -> io::Result<Resource> {
    // Sockets never block the host, everything else does: the switch is the same for all descriptors.
    let switch = UnixStream::from(descriptor);
    switch.set_nonblocking((1..=6).contains(&kind))?;
    let descriptor = OwnedFd::from(switch);
    Ok(match kind {
        1 => Resource::Stream(descriptor.into()),
        2 => Resource::Listener(descriptor.into()),
        3 => Resource::Datagram(descriptor.into()),
        4 => Resource::UnixStream(descriptor.into()),
        5 => Resource::UnixListener(descriptor.into()),
        6 => Resource::UnixDatagram(descriptor.into()),
        7 => Resource::PipeReader(descriptor.into()),
        8 => Resource::PipeWriter(descriptor.into()),
        9 => Resource::ChildInput(descriptor.into()),
        10 => Resource::ChildOutput(descriptor.into()),
        11 => Resource::ChildErrors(descriptor.into()),
        _ => Resource::File(descriptor.into()),
    })
}

// An open descriptor becomes a thing of another kind. One that the program did not open here has no owner to take it
// from.
leaf!(handle_adopt(handle: i64, kind: u32) -> i64, |ctx| {
    let Some(resource) = ctx.resources.take(handle) else {
        crate::trap::unsupported("a descriptor that the program did not open", treebeard_syntax::SpanId::NONE)
    };
    let adopted = descriptor_of(resource).and_then(|descriptor| used_as(kind, descriptor));
    answer(adopted, |adopted| ctx.resources.keep(adopted))
});
