//! Files and folders of the system. A negative result is `-errno`; a number of something open is positive or zero.

use std::fs::{self, File, OpenOptions};
use std::io::{self, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs as unix_fs;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;
use super::outside::bytes;
use super::resources::{Resource, answer};

pub(super) const TABLE: Table = &[
    ("file_open", file_open),
    ("file_stat", file_stat),
    ("file_set_len", file_set_len),
    ("file_set_mode", file_set_mode),
    ("file_set_times", file_set_times),
    ("file_sync", file_sync),
    ("file_lock", file_lock),
    ("file_clone", file_clone),
    ("handle_read", handle_read),
    ("handle_write", handle_write),
    ("handle_seek", handle_seek),
    ("handle_close", handle_close),
    ("path_stat", path_stat),
    ("path_set_mode", path_set_mode),
    ("path_set_owner", path_set_owner),
    ("file_set_owner", file_set_owner),
    ("path_set_root", path_set_root),
    ("path_remove_file", path_remove_file),
    ("path_make_dir", path_make_dir),
    ("path_remove_dir", path_remove_dir),
    ("path_rename", path_rename),
    ("path_link", path_link),
    ("path_symlink", path_symlink),
    ("path_read_link", path_read_link),
    ("path_canonicalize", path_canonicalize),
    ("path_list", path_list),
    ("path_current", path_current),
    ("path_set_current", path_set_current),
    ("path_executable", path_executable),
    ("pipe_open", pipe_open),
];

fn path(ctx: &Ctx, data: Ptr, len: u64) -> PathBuf {
    PathBuf::from(std::ffi::OsString::from_vec(bytes(ctx, data, len)))
}

fn done(result: io::Result<()>) -> i64 {
    answer(result, |()| 0)
}

const READ: u32 = 1;
const WRITE: u32 = 2;
const APPEND: u32 = 4;
const TRUNCATE: u32 = 8;
const CREATE: u32 = 16;
const CREATE_NEW: u32 = 32;

leaf!(file_open(name: Ptr, len: u64, flags: u32, mode: u32, custom: i32) -> i64, |ctx| {
    let name = path(ctx, name, len);
    let mut options = OpenOptions::new();
    options
        .read(flags & READ != 0)
        .write(flags & WRITE != 0)
        .append(flags & APPEND != 0)
        .truncate(flags & TRUNCATE != 0)
        .create(flags & CREATE != 0)
        .create_new(flags & CREATE_NEW != 0)
        .mode(mode)
        .custom_flags(custom);
    answer(options.open(name), |file| ctx.resources.keep(Resource::File(file)))
});

/// What `intrinsics::Stat` holds, in its order.
fn stat_words(found: &fs::Metadata) -> [i64; 17] {
    let created = found.created().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    [
        i64::from(found.mode()),
        found.size() as i64,
        found.mtime(),
        found.mtime_nsec(),
        found.atime(),
        found.atime_nsec(),
        found.ctime(),
        found.ctime_nsec(),
        created.map_or(-1, |time| time.as_secs() as i64),
        created.map_or(0, |time| i64::from(time.subsec_nanos())),
        found.ino() as i64,
        found.dev() as i64,
        found.nlink() as i64,
        i64::from(found.uid()) | i64::from(found.gid()) << 32,
        found.blksize() as i64,
        found.blocks() as i64,
        found.rdev() as i64,
    ]
}

fn give_stat(ctx: &mut Ctx, out: Ptr, result: io::Result<fs::Metadata>) -> i64 {
    answer(result, |found| {
        let words: Vec<u8> = stat_words(&found).iter().flat_map(|word| word.to_ne_bytes()).collect();
        write(ctx, out, &words);
        0
    })
}

leaf!(file_stat(handle: i64, out: Ptr) -> i64, |ctx| {
    let found = ctx.resources.file(handle).and_then(|file| file.metadata());
    give_stat(ctx, out, found)
});

leaf!(path_stat(name: Ptr, len: u64, follow: bool, out: Ptr) -> i64, |ctx| {
    let name = path(ctx, name, len);
    give_stat(ctx, out, if follow { fs::metadata(name) } else { fs::symlink_metadata(name) })
});

leaf!(file_set_len(handle: i64, size: u64) -> i64, |ctx| {
    done(ctx.resources.file(handle).and_then(|file| file.set_len(size)))
});

leaf!(file_set_mode(handle: i64, mode: u32) -> i64, |ctx| {
    done(ctx.resources.file(handle).and_then(|file| file.set_permissions(fs::Permissions::from_mode(mode))))
});

fn time(nanos: i64) -> Option<SystemTime> {
    (nanos >= 0).then(|| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos as u64))
}

leaf!(file_set_times(handle: i64, accessed: i64, modified: i64) -> i64, |ctx| {
    let mut times = fs::FileTimes::new();
    if let Some(accessed) = time(accessed) {
        times = times.set_accessed(accessed);
    }
    if let Some(modified) = time(modified) {
        times = times.set_modified(modified);
    }
    done(ctx.resources.file(handle).and_then(|file| file.set_times(times)))
});

leaf!(file_sync(handle: i64, data_only: bool) -> i64, |ctx| {
    let file = ctx.resources.file(handle);
    done(file.and_then(|file| if data_only { file.sync_data() } else { file.sync_all() }))
});

// 0: unlock, 1: shared, 2: exclusive; 3 and 4 are the same without waiting.
leaf!(file_lock(handle: i64, how: u32) -> i64, |ctx| {
    let lock = |file: &mut File| match how {
        0 => file.unlock(),
        1 => file.lock_shared(),
        2 => file.lock(),
        3 => file.try_lock_shared().map_err(io::Error::from),
        _ => file.try_lock().map_err(io::Error::from),
    };
    done(ctx.resources.file(handle).and_then(lock))
});

leaf!(file_clone(handle: i64) -> i64, |ctx| {
    let copy = ctx.resources.get(handle).and_then(|resource| match resource {
        Resource::File(file) => file.try_clone().map(Resource::File),
        Resource::Stream(stream) => stream.try_clone().map(Resource::Stream),
        Resource::Listener(listener) => listener.try_clone().map(Resource::Listener),
        Resource::Datagram(socket) => socket.try_clone().map(Resource::Datagram),
        Resource::UnixStream(stream) => stream.try_clone().map(Resource::UnixStream),
        Resource::UnixListener(listener) => listener.try_clone().map(Resource::UnixListener),
        Resource::UnixDatagram(socket) => socket.try_clone().map(Resource::UnixDatagram),
        Resource::PipeReader(pipe) => pipe.try_clone().map(Resource::PipeReader),
        Resource::PipeWriter(pipe) => pipe.try_clone().map(Resource::PipeWriter),
        _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    });
    answer(copy, |copy| ctx.resources.keep(copy))
});

leaf!(handle_read(handle: i64, out: Ptr, capacity: u64) -> i64, |ctx| {
    let buffer = ok(ctx.mem.bytes_mut(out.addr, capacity as usize), SpanId::NONE);
    answer(ctx.resources.read(handle, buffer), |count| count as i64)
});

leaf!(handle_write(handle: i64, data: Ptr, len: u64) -> i64, |ctx| {
    let text = ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE);
    answer(ctx.resources.write(handle, text), |count| count as i64)
});

// From the start, the end (1) or the present place (2).
leaf!(handle_seek(handle: i64, from: u32, offset: i64) -> i64, |ctx| {
    let to = match from {
        0 => SeekFrom::Start(offset as u64),
        1 => SeekFrom::End(offset),
        _ => SeekFrom::Current(offset),
    };
    answer(ctx.resources.seek(handle, to), |place| place as i64)
});

leaf!(handle_close(handle: i64) -> (), |ctx| drop(ctx.resources.take(handle)));

leaf!(path_set_mode(name: Ptr, len: u64, mode: u32) -> i64, |ctx| {
    done(fs::set_permissions(path(ctx, name, len), fs::Permissions::from_mode(mode)))
});

fn owner(id: i64) -> Option<u32> {
    u32::try_from(id).ok()
}

// The user and the group, -1 where one stays.
leaf!(path_set_owner(name: Ptr, len: u64, user: i64, group: i64, follow: bool) -> i64, |ctx| {
    let name = path(ctx, name, len);
    done(match follow {
        true => unix_fs::chown(name, owner(user), owner(group)),
        false => unix_fs::lchown(name, owner(user), owner(group)),
    })
});

leaf!(file_set_owner(handle: i64, user: i64, group: i64) -> i64, |ctx| {
    done(ctx.resources.file(handle).and_then(|file| unix_fs::fchown(file, owner(user), owner(group))))
});

leaf!(path_set_root(name: Ptr, len: u64) -> i64, |ctx| done(unix_fs::chroot(path(ctx, name, len))));

leaf!(path_remove_file(name: Ptr, len: u64) -> i64, |ctx| done(fs::remove_file(path(ctx, name, len))));

leaf!(path_make_dir(name: Ptr, len: u64, mode: u32) -> i64, |ctx| {
    done(fs::DirBuilder::new().mode(mode).create(path(ctx, name, len)))
});

leaf!(path_remove_dir(name: Ptr, len: u64) -> i64, |ctx| done(fs::remove_dir(path(ctx, name, len))));

leaf!(path_rename(from: Ptr, from_len: u64, to: Ptr, to_len: u64) -> i64, |ctx| {
    done(fs::rename(path(ctx, from, from_len), path(ctx, to, to_len)))
});

leaf!(path_link(from: Ptr, from_len: u64, to: Ptr, to_len: u64) -> i64, |ctx| {
    done(fs::hard_link(path(ctx, from, from_len), path(ctx, to, to_len)))
});

leaf!(path_symlink(from: Ptr, from_len: u64, to: Ptr, to_len: u64) -> i64, |ctx| {
    done(symlink(path(ctx, from, from_len), path(ctx, to, to_len)))
});

/// An answer that is a path: its bytes, to be read.
fn give_path(ctx: &mut Ctx, result: io::Result<PathBuf>) -> i64 {
    answer(result, |found| ctx.resources.keep_bytes(found.into_os_string().into_vec()))
}

leaf!(path_read_link(name: Ptr, len: u64) -> i64, |ctx| {
    let found = fs::read_link(path(ctx, name, len));
    give_path(ctx, found)
});

leaf!(path_canonicalize(name: Ptr, len: u64) -> i64, |ctx| {
    let found = fs::canonicalize(path(ctx, name, len));
    give_path(ctx, found)
});

leaf!(path_current() -> i64, |ctx| give_path(ctx, std::env::current_dir()));

leaf!(path_executable() -> i64, |ctx| give_path(ctx, std::env::current_exe()));

leaf!(path_set_current(name: Ptr, len: u64) -> i64, |ctx| done(std::env::set_current_dir(path(ctx, name, len))));

/// The entries of a folder: kind (the letter of `ls -l`), number in the file system, name; each ended by a zero.
fn list(folder: &Path) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        all.push(match () {
            () if kind.is_dir() => b'd',
            () if kind.is_symlink() => b'l',
            () if kind.is_fifo() => b'p',
            () if kind.is_socket() => b's',
            () if kind.is_char_device() => b'c',
            () if kind.is_block_device() => b'b',
            () => b'-',
        });
        let number = std::os::unix::fs::DirEntryExt::ino(&entry);
        all.extend_from_slice(number.to_string().as_bytes());
        all.push(b' ');
        all.extend_from_slice(entry.file_name().as_bytes());
        all.push(0);
    }
    Ok(all)
}

leaf!(path_list(name: Ptr, len: u64) -> i64, |ctx| {
    let all = list(&path(ctx, name, len));
    answer(all, |all| ctx.resources.keep_bytes(all))
});

// Writes the numbers of the reading and the writing end.
leaf!(pipe_open(out: Ptr) -> i64, |ctx| {
    answer(io::pipe(), |(reader, writer)| {
        let reader = ctx.resources.keep(Resource::PipeReader(reader));
        let writer = ctx.resources.keep(Resource::PipeWriter(writer));
        write(ctx, out, &[reader.to_ne_bytes(), writer.to_ne_bytes()].concat());
        0
    })
});
