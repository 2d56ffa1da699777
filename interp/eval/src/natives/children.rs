//! Other programs: starting them, waiting for them. A negative result is `-errno`.

use std::ffi::OsString;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};

use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;
use super::outside::bytes;
use super::resources::{Resource, Resources, answer};

pub(super) const TABLE: Table = &[
    ("child_spawn", child_spawn),
    ("child_wait", child_wait),
    ("child_kill", child_kill),
    ("child_id", child_id),
];

fn invalid<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(libc::EINVAL))
}

/// A stream of the child: inherited, null, piped, or something open, which it gets.
fn stdio(resources: &mut Resources, field: &[u8]) -> io::Result<Stdio> {
    Ok(match field.first() {
        Some(b'i') => Stdio::inherit(),
        Some(b'n') => Stdio::null(),
        Some(b'p') => Stdio::piped(),
        _ => {
            let number = String::from_utf8_lossy(field).parse::<i64>();
            let resource = number.ok().and_then(|number| resources.take(number));
            let descriptor: OwnedFd = match resource {
                Some(Resource::File(file)) => file.into(),
                Some(Resource::ChildInput(pipe)) => pipe.into(),
                Some(Resource::ChildOutput(pipe)) => pipe.into(),
                Some(Resource::ChildErrors(pipe)) => pipe.into(),
                Some(Resource::Stream(stream)) => stream.into(),
                Some(Resource::UnixStream(stream)) => stream.into(),
                Some(Resource::PipeReader(pipe)) => pipe.into(),
                Some(Resource::PipeWriter(pipe)) => pipe.into(),
                _ => return invalid(),
            };
            descriptor.into()
        }
    })
}

fn os(field: &[u8]) -> OsString {
    OsString::from_vec(field.to_vec())
}

/// The command that a description stands for: fields that begin with a letter and end with a zero.
fn command(ctx: &mut Ctx, fields: &[u8]) -> io::Result<Command> {
    let mut fields = fields.split(|byte| *byte == 0).filter_map(|field| field.split_first());
    let Some((b'p', program)) = fields.next() else { return invalid() };
    let mut command = Command::new(os(program));
    if let Some(environment) = &ctx.environment {
        command.env_clear();
        command.envs(environment.iter().map(|(name, value)| (os(name), os(value))));
    }
    for (tag, field) in fields {
        match tag {
            b'0' => command.arg0(os(field)),
            b'a' => command.arg(os(field)),
            b'c' => command.env_clear(),
            b'e' => match field.iter().skip(1).position(|byte| *byte == b'=') {
                Some(at) => command.env(os(&field[..at + 1]), os(&field[at + 2..])),
                None => return invalid(),
            },
            b'r' => command.env_remove(os(field)),
            b'd' => command.current_dir(os(field)),
            b'I' => command.stdin(stdio(&mut ctx.resources, field)?),
            b'O' => command.stdout(stdio(&mut ctx.resources, field)?),
            b'E' => command.stderr(stdio(&mut ctx.resources, field)?),
            _ => return invalid(),
        };
    }
    Ok(command)
}

// Writes the numbers of its piped streams, -1 for others.
leaf!(child_spawn(data: Ptr, len: u64, out: Ptr) -> i64, |ctx| {
    let fields = bytes(ctx, data, len);
    let child = command(ctx, &fields).and_then(|mut command| command.spawn());
    answer(child, |mut child| {
        let streams = [
            child.stdin.take().map(Resource::ChildInput),
            child.stdout.take().map(Resource::ChildOutput),
            child.stderr.take().map(Resource::ChildErrors),
        ];
        let numbers = streams.map(|stream| stream.map_or(-1, |stream| ctx.resources.keep(stream)));
        write(ctx, out, &numbers.map(i64::to_ne_bytes).concat());
        ctx.resources.keep(Resource::Child(Box::new(child)))
    })
});

// The status as the system gives it.
leaf!(child_wait(handle: i64, block: bool) -> i64, |ctx| {
    let status = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Child(child) if block => child.wait().map(Some),
        Resource::Child(child) => child.try_wait(),
        _ => invalid(),
    });
    let status = status.and_then(|status| status.ok_or_else(|| io::Error::from(io::ErrorKind::WouldBlock)));
    answer(status, |status| i64::from(status.into_raw()))
});

leaf!(child_kill(handle: i64) -> i64, |ctx| {
    let killed = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Child(child) => child.kill(),
        _ => invalid(),
    });
    answer(killed, |()| 0)
});

leaf!(child_id(handle: i64) -> i64, |ctx| {
    let id = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::Child(child) => Ok(child.id()),
        _ => invalid(),
    });
    answer(id, i64::from)
});
