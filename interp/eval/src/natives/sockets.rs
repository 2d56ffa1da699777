//! Sockets. Addresses are text here (`127.0.0.1:80`, or as in [`unix`]); a negative result is `-errno`.
//!
//! The sockets never block the host, since the thread that they wait for may be a coroutine of the same isolate: what
//! would block is `-EAGAIN` after a moment, and the library yields and asks again.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::os::linux::net::TcpStreamExt;
use std::time::Duration;

use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;
use super::outside::bytes;
use super::resources::{Resource, Resources, answer};
use super::unix;

pub(super) const TABLE: Table = &[
    ("socket_connect", socket_connect),
    ("socket_listen", socket_listen),
    ("socket_accept", socket_accept),
    ("socket_bind", socket_bind),
    ("socket_name", socket_name),
    ("socket_send", socket_send),
    ("socket_receive", socket_receive),
    ("socket_peek", socket_peek),
    ("socket_join", socket_join),
    ("socket_shutdown", socket_shutdown),
    ("socket_set", socket_set),
    ("socket_get", socket_get),
    ("socket_pause", socket_pause),
    ("host_lookup", host_lookup),
];

/// How long a thread that waits gives others, when nobody in the isolate has anything to do.
const PAUSE: Duration = Duration::from_micros(200);

/// How long a thread of the program may wait that was started to get on with another one's waiting.
fn text(ctx: &Ctx, data: Ptr, len: u64) -> String {
    String::from_utf8_lossy(&bytes(ctx, data, len)).into_owned()
}

fn address(ctx: &Ctx, data: Ptr, len: u64) -> io::Result<SocketAddr> {
    text(ctx, data, len).parse().map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))
}

fn unfit<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(libc::ENOTSOCK))
}

fn keep_stream(resources: &mut Resources, stream: io::Result<TcpStream>) -> i64 {
    let stream = stream.and_then(|stream| stream.set_nonblocking(true).map(|()| stream));
    answer(stream, |stream| resources.keep(Resource::Stream(stream)))
}

leaf!(socket_connect(name: Ptr, len: u64, nanos: u64) -> i64, |ctx| {
    let stream = address(ctx, name, len).and_then(|to| match nanos {
        0 => TcpStream::connect(to),
        _ => TcpStream::connect_timeout(&to, Duration::from_nanos(nanos)),
    });
    keep_stream(&mut ctx.resources, stream)
});

leaf!(socket_listen(name: Ptr, len: u64) -> i64, |ctx| {
    let listener = address(ctx, name, len).and_then(TcpListener::bind);
    let listener = listener.and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    answer(listener, |listener| ctx.resources.keep(Resource::Listener(listener)))
});

leaf!(socket_accept(handle: i64) -> i64, |ctx| {
    if let Ok(Resource::UnixListener(listener)) = ctx.resources.get(handle) {
        let stream = listener.accept().map(|(stream, _)| stream);
        return unix::keep_stream(&mut ctx.resources, stream);
    }
    let stream = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Listener(listener) => listener.accept(),
        _ => unfit(),
    });
    keep_stream(&mut ctx.resources, stream.map(|(stream, _)| stream))
});

leaf!(socket_bind(name: Ptr, len: u64) -> i64, |ctx| {
    let socket = address(ctx, name, len).and_then(UdpSocket::bind);
    let socket = socket.and_then(|socket| socket.set_nonblocking(true).map(|()| socket));
    answer(socket, |socket| ctx.resources.keep(Resource::Datagram(socket)))
});

leaf!(socket_name(handle: i64, peer: bool) -> i64, |ctx| {
    let text = |address: SocketAddr| address.to_string().into_bytes();
    let name = ctx.resources.get(handle).and_then(|resource| match (resource, peer) {
        (Resource::Stream(stream), false) => stream.local_addr().map(text),
        (Resource::Stream(stream), true) => stream.peer_addr().map(text),
        (Resource::Listener(listener), false) => listener.local_addr().map(text),
        (Resource::Datagram(socket), false) => socket.local_addr().map(text),
        (Resource::Datagram(socket), true) => socket.peer_addr().map(text),
        (Resource::UnixStream(stream), false) => stream.local_addr().map(|name| unix::name(&name)),
        (Resource::UnixStream(stream), true) => stream.peer_addr().map(|name| unix::name(&name)),
        (Resource::UnixListener(listener), false) => listener.local_addr().map(|name| unix::name(&name)),
        (Resource::UnixDatagram(socket), false) => socket.local_addr().map(|name| unix::name(&name)),
        (Resource::UnixDatagram(socket), true) => socket.peer_addr().map(|name| unix::name(&name)),
        _ => unfit(),
    });
    answer(name, |name| ctx.resources.keep_bytes(name))
});

// To an address, or (without one) to the peer; with one and no data it connects.
leaf!(socket_send(handle: i64, data: Ptr, len: u64, to: Ptr, to_len: u64, connect: bool) -> i64, |ctx| {
    let message = bytes(ctx, data, len);
    let unix_to = bytes(ctx, to, to_len);
    if let Ok(Resource::UnixDatagram(socket)) = ctx.resources.get(handle) {
        let sent = match unix_to.is_empty() {
            true => socket.send(&message),
            false => unix::address(&unix_to).and_then(|to| match connect {
                true => socket.connect_addr(&to).map(|()| 0),
                false => socket.send_to_addr(&message, &to),
            }),
        };
        return answer(sent, |count| count as i64);
    }
    let to = if to_len == 0 { Ok(None) } else { address(ctx, to, to_len).map(Some) };
    let sent = to.and_then(|to| match (ctx.resources.get(handle)?, to) {
        (Resource::Datagram(socket), Some(to)) if connect => socket.connect(to).map(|()| 0),
        (Resource::Datagram(socket), Some(to)) => socket.send_to(&message, to),
        (Resource::Datagram(socket), None) => socket.send(&message),
        _ => unfit(),
    });
    answer(sent, |count| count as i64)
});

// The sender's address goes to `from`: a byte that holds its length, then the text.
leaf!(socket_receive(handle: i64, out: Ptr, capacity: u64, peek: bool, from: Ptr) -> i64, |ctx| {
    let buffer = ok(ctx.mem.bytes_mut(out.addr, capacity as usize), SpanId::NONE);
    let named = |(count, sender): (usize, SocketAddr)| (count, sender.to_string().into_bytes());
    let received = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Datagram(socket) if peek => socket.peek_from(buffer).map(named),
        Resource::Datagram(socket) => socket.recv_from(buffer).map(named),
        Resource::UnixDatagram(socket) if !peek => {
            socket.recv_from(buffer).map(|(count, sender)| (count, unix::name(&sender)))
        }
        _ => unfit(),
    });
    answer(received, |(count, sender)| {
        let mut text = vec![sender.len() as u8];
        text.extend_from_slice(&sender);
        write(ctx, from, &text);
        count as i64
    })
});

leaf!(socket_peek(handle: i64, out: Ptr, capacity: u64) -> i64, |ctx| {
    let buffer = ok(ctx.mem.bytes_mut(out.addr, capacity as usize), SpanId::NONE);
    let count = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Stream(stream) => stream.peek(buffer),
        _ => unfit(),
    });
    answer(count, |count| count as i64)
});

// Joins or leaves a group: both addresses without ports; the second one is an interface's number for IPv6.
leaf!(socket_join(handle: i64, group: Ptr, group_len: u64, at: Ptr, at_len: u64, leave: bool) -> i64, |ctx| {
    let (group, at) = (text(ctx, group, group_len), text(ctx, at, at_len));
    let socket = ctx.resources.get(handle);
    let done = socket.and_then(|resource| {
        let Resource::Datagram(socket) = resource else { return unfit() };
        if let (Ok(group), Ok(at)) = (group.parse(), at.parse()) {
            return if leave { socket.leave_multicast_v4(&group, &at) } else { socket.join_multicast_v4(&group, &at) };
        }
        match (group.parse(), at.parse()) {
            (Ok(group), Ok(at)) if leave => socket.leave_multicast_v6(&group, at),
            (Ok(group), Ok(at)) => socket.join_multicast_v6(&group, at),
            _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    });
    answer(done, |()| 0)
});

// Reading (0), writing (1) or both (2).
leaf!(socket_shutdown(handle: i64, how: u32) -> i64, |ctx| {
    let how = match how {
        0 => Shutdown::Read,
        1 => Shutdown::Write,
        _ => Shutdown::Both,
    };
    let done = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Stream(stream) => stream.shutdown(how),
        Resource::UnixStream(stream) => stream.shutdown(how),
        Resource::UnixDatagram(socket) => socket.shutdown(how),
        _ => unfit(),
    });
    answer(done, |()| 0)
});

const NODELAY: u32 = 0;
const TTL: u32 = 1;
const BROADCAST: u32 = 2;
const MULTICAST_LOOP_V4: u32 = 3;
const MULTICAST_TTL_V4: u32 = 4;
const MULTICAST_LOOP_V6: u32 = 5;
const QUICK_ACKNOWLEDGEMENT: u32 = 6;

leaf!(socket_set(handle: i64, which: u32, value: u32) -> i64, |ctx| {
    let done = ctx.resources.get(handle).and_then(|resource| match (resource, which) {
        (Resource::Stream(stream), NODELAY) => stream.set_nodelay(value != 0),
        (Resource::Stream(stream), QUICK_ACKNOWLEDGEMENT) => stream.set_quickack(value != 0),
        (Resource::Stream(stream), TTL) => stream.set_ttl(value),
        (Resource::Listener(listener), TTL) => listener.set_ttl(value),
        (Resource::Datagram(socket), TTL) => socket.set_ttl(value),
        (Resource::Datagram(socket), BROADCAST) => socket.set_broadcast(value != 0),
        (Resource::Datagram(socket), MULTICAST_LOOP_V4) => socket.set_multicast_loop_v4(value != 0),
        (Resource::Datagram(socket), MULTICAST_TTL_V4) => socket.set_multicast_ttl_v4(value),
        (Resource::Datagram(socket), MULTICAST_LOOP_V6) => socket.set_multicast_loop_v6(value != 0),
        _ => unfit(),
    });
    answer(done, |()| 0)
});

leaf!(socket_get(handle: i64, which: u32) -> i64, |ctx| {
    let value = ctx.resources.get(handle).and_then(|resource| match (resource, which) {
        (Resource::Stream(stream), NODELAY) => stream.nodelay().map(u32::from),
        (Resource::Stream(stream), QUICK_ACKNOWLEDGEMENT) => stream.quickack().map(u32::from),
        (Resource::Stream(stream), TTL) => stream.ttl(),
        (Resource::Listener(listener), TTL) => listener.ttl(),
        (Resource::Datagram(socket), TTL) => socket.ttl(),
        (Resource::Datagram(socket), BROADCAST) => socket.broadcast().map(u32::from),
        (Resource::Datagram(socket), MULTICAST_LOOP_V4) => socket.multicast_loop_v4().map(u32::from),
        (Resource::Datagram(socket), MULTICAST_TTL_V4) => socket.multicast_ttl_v4(),
        (Resource::Datagram(socket), MULTICAST_LOOP_V6) => socket.multicast_loop_v6().map(u32::from),
        _ => unfit(),
    });
    answer(value, i64::from)
});

// The other side may be another thread of the program, or another process.
leaf!(socket_pause() -> (), |ctx| {
    ctx.output.flush();
    if !crate::threads::yield_now(ctx) {
        std::thread::sleep(PAUSE);
    }
});

// The addresses of `host:port`, one a line.
leaf!(host_lookup(name: Ptr, len: u64) -> i64, |ctx| {
    let found = text(ctx, name, len).to_socket_addrs();
    answer(found, |found| {
        let lines: Vec<String> = found.map(|address| address.to_string()).collect();
        ctx.resources.keep_bytes(lines.join("\n").into_bytes())
    })
});
