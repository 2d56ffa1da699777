//! Streams, arguments, environment, clocks. A negative result is `-errno`.

use std::io::Read;

use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;

pub(super) const TABLE: Table = &[
    ("stdout_write", stdout_write),
    ("stdout_flush", stdout_flush),
    ("stderr_write", stderr_write),
    ("stdin_read", stdin_read),
    ("arg_count", arg_count),
    ("arg_read", arg_read),
    ("env_read", env_read),
    ("env_write", env_write),
    ("env_remove", env_remove),
    ("env_entry", env_entry),
    ("monotonic_nanos", monotonic_nanos),
    ("system_nanos", system_nanos),
    ("cpu_count", cpu_count),
    ("process_id", process_id),
];

pub(super) fn bytes(ctx: &Ctx, data: Ptr, len: u64) -> Vec<u8> {
    ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE).to_vec()
}

leaf!(stdout_write(data: Ptr, len: u64) -> i64, |ctx| {
    let text = ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE);
    ctx.output.print(text);
    len as i64
});

leaf!(stdout_flush() -> i64, |ctx| {
    ctx.output.flush();
    0
});

leaf!(stderr_write(data: Ptr, len: u64) -> i64, |ctx| {
    let text = ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE);
    ctx.output.error_bytes(text);
    len as i64
});

leaf!(stdin_read(out: Ptr, capacity: u64) -> i64, |ctx| {
    ctx.output.flush();
    let buffer = ok(ctx.mem.bytes_mut(out.addr, capacity as usize), SpanId::NONE);
    match std::io::stdin().lock().read(buffer) {
        Ok(count) => count as i64,
        Err(error) => -i64::from(error.raw_os_error().unwrap_or(5)),
    }
});

/// Writes what fits; returns the whole length.
fn give(ctx: &mut Ctx, out: Ptr, capacity: u64, text: &[u8]) -> i64 {
    if text.len() as u64 <= capacity {
        write(ctx, out, text);
    }
    text.len() as i64
}

leaf!(arg_count() -> u64, |ctx| ctx.args.len() as u64);

leaf!(arg_read(index: u64, out: Ptr, capacity: u64) -> u64, |ctx| {
    let text = ctx.args.get(index as usize).cloned().unwrap_or_default();
    give(ctx, out, capacity, text.as_bytes()) as u64
});

fn variables(ctx: &mut Ctx) -> &mut Vec<(Vec<u8>, Vec<u8>)> {
    use std::os::unix::ffi::OsStringExt;
    ctx.environment.get_or_insert_with(|| {
        std::env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec())).collect()
    })
}

leaf!(env_read(name: Ptr, name_len: u64, out: Ptr, capacity: u64) -> i64, |ctx| {
    let name = bytes(ctx, name, name_len);
    let value = variables(ctx).iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    match value {
        Some(value) => give(ctx, out, capacity, &value),
        None => -1,
    }
});

leaf!(env_write(name: Ptr, name_len: u64, value: Ptr, value_len: u64) -> (), |ctx| {
    let (name, value) = (bytes(ctx, name, name_len), bytes(ctx, value, value_len));
    let variables = variables(ctx);
    match variables.iter_mut().find(|(known, _)| *known == name) {
        Some(entry) => entry.1 = value,
        None => variables.push((name, value)),
    }
});

leaf!(env_remove(name: Ptr, name_len: u64) -> (), |ctx| {
    let name = bytes(ctx, name, name_len);
    variables(ctx).retain(|(known, _)| *known != name);
});

leaf!(env_entry(index: u64, out: Ptr, capacity: u64) -> i64, |ctx| {
    let entry = variables(ctx).get(index as usize).cloned();
    match entry {
        Some((name, value)) => {
            let text = [name, b"=".to_vec(), value].concat();
            give(ctx, out, capacity, &text)
        }
        None => -1,
    }
});

leaf!(monotonic_nanos() -> u64, |ctx| ctx.started.elapsed().as_nanos() as u64 + ctx.threads.slept());

leaf!(system_nanos() -> u64, |ctx| {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64)
        + ctx.threads.slept()
});

leaf!(cpu_count() -> u64, |_ctx| std::thread::available_parallelism().map_or(1, |count| count.get() as u64));

leaf!(process_id() -> u32, |_ctx| std::process::id());
