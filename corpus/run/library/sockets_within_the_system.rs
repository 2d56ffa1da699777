//! Streams and datagrams between two ends of a pair, and descriptors that change their owner's type.
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::os::unix::net::{UnixDatagram, UnixStream};

fn main() -> std::io::Result<()> {
    let (mut left, mut right) = UnixStream::pair()?;
    left.write_all(b"hello")?;
    println!("{:?} {}", left.local_addr()?, right.peer_addr()?.is_unnamed());
    drop(left);
    let mut text = String::new();
    right.read_to_string(&mut text)?;
    println!("{text}");
    let (left, right) = UnixDatagram::pair()?;
    left.send(b"one")?;
    left.send(b"three")?;
    let mut buffer = [0; 16];
    println!("{} {}", right.recv(&mut buffer)?, right.recv(&mut buffer)?);
    right.set_nonblocking(true)?;
    println!("{:?}", right.recv(&mut buffer).map_err(|error| error.kind()));
    let (reader, writer) = std::io::pipe()?;
    let number = writer.into_raw_fd();
    let owned = unsafe { OwnedFd::from_raw_fd(number) };
    println!("{}", owned.as_raw_fd() == number);
    std::fs::File::from(owned).write_all(b"through a pipe")?;
    println!("{}", std::io::read_to_string(reader)?);
    Ok(())
}
