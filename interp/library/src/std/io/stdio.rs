//! The standard streams. Standard output is buffered by lines in the evaluator, standard input here.

use crate::fmt;
use crate::intrinsics;
use crate::io::{BufRead, Error, Lines, Read, Result, Write};
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Mutex, MutexGuard};

fn result_of(n: isize) -> Result<usize> { if n < 0 { Err(Error::from_raw_os_error(-n as i32)) } else { Ok(n as usize) } }

/// `print!`: the pieces go out one by one.
struct Pieces {
    error: isize,
    to_stderr: bool,
}
impl fmt::Write for Pieces {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        let written = if self.to_stderr {
            intrinsics::stderr_write(s.as_ptr(), s.len())
        } else {
            intrinsics::stdout_write(s.as_ptr(), s.len())
        };
        if written < 0 {
            self.error = -written;
            return Err(fmt::Error);
        }
        Ok(())
    }
}
/// The buffer of standard output is the evaluator's; a program that counts its allocations sees the real one's.
fn begin_stdout() {
    static BEGUN: AtomicBool = AtomicBool::new(false);
    if intrinsics::has_own_allocator() && !BEGUN.swap(true, Ordering::Relaxed) {
        intrinsics::alloc(1024, 1);
    }
}
fn print_to(args: fmt::Arguments<'_>, to_stderr: bool) {
    if !to_stderr {
        begin_stdout();
    }
    let mut out = Pieces { error: 0, to_stderr };
    let result = match args.as_str() {
        Some(text) => fmt::Write::write_str(&mut out, text),
        None => fmt::write(&mut out, args),
    };
    if result.is_err() {
        print_failed(out);
    }
}
#[cold]
fn print_failed(out: Pieces) {
    if out.error == 0 {
        panic!("a formatting trait implementation returned an error when the underlying stream did not");
    }
    let label = if out.to_stderr { "stderr" } else { "stdout" };
    panic!("failed printing to {label}: {}", Error::from_raw_os_error(out.error as i32));
}
pub fn _print(args: fmt::Arguments<'_>) { print_to(args, false) }
pub fn _eprint(args: fmt::Arguments<'_>) { print_to(args, true) }

pub trait IsTerminal {
    fn is_terminal(&self) -> bool;
}
/// What the values of the streams point at: they are references, as in the real library.
struct Stream(u8);
static STREAM: Stream = Stream(0);

macro_rules! streams {
    ($($name:ident $lock:ident $make:ident $write:ident $begin:expr, $flush:expr;)*) => { $(
        pub struct $name {
            stream: &'static Stream,
        }
        pub struct $lock<'a> {
            _stream: &'a Stream,
        }
        pub fn $make() -> $name {
            $begin;
            $name { stream: &STREAM }
        }
        impl $name {
            pub fn lock(&self) -> $lock<'static> { $lock { _stream: self.stream } }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
        impl fmt::Debug for $lock<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($lock)).finish_non_exhaustive()
            }
        }
        impl IsTerminal for $lock<'_> {
            fn is_terminal(&self) -> bool { false }
        }
        impl Write for $name {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { result_of(intrinsics::$write(buf.as_ptr(), buf.len())) }
            fn flush(&mut self) -> Result<()> { result_of($flush).map(|_| ()) }
        }
        impl Write for &$name {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { result_of(intrinsics::$write(buf.as_ptr(), buf.len())) }
            fn flush(&mut self) -> Result<()> { result_of($flush).map(|_| ()) }
        }
        impl Write for $lock<'_> {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { result_of(intrinsics::$write(buf.as_ptr(), buf.len())) }
            fn flush(&mut self) -> Result<()> { result_of($flush).map(|_| ()) }
        }
        impl IsTerminal for $name {
            fn is_terminal(&self) -> bool { false }
        }
    )* };
}
streams! {
    Stdout StdoutLock stdout stdout_write begin_stdout(), intrinsics::stdout_flush();
    Stderr StderrLock stderr stderr_write (), 0;
}

struct Input {
    buf: Vec<u8>,
    pos: usize,
}
static INPUT: Mutex<Input> = Mutex::new(Input { buf: Vec::new(), pos: 0 });

pub struct Stdin {
    inner: &'static Mutex<Input>,
}
pub fn stdin() -> Stdin { Stdin { inner: &INPUT } }
impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Stdin").finish_non_exhaustive() }
}
impl IsTerminal for StdinLock<'_> {
    fn is_terminal(&self) -> bool { false }
}
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> {
        StdinLock { inner: self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) }
    }
    pub fn read_line(&self, buf: &mut String) -> Result<usize> { self.lock().read_line(buf) }
    pub fn lines(self) -> Lines<StdinLock<'static>> { self.lock().lines() }
}
impl Read for Stdin {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.lock().read(buf) }
}
impl IsTerminal for Stdin {
    fn is_terminal(&self) -> bool { false }
}
pub struct StdinLock<'a> {
    inner: MutexGuard<'a, Input>,
}
impl Read for StdinLock<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}
impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let input = &mut *self.inner;
        if input.pos >= input.buf.len() {
            input.buf.clear();
            input.buf.reserve(8192);
            let n = result_of(intrinsics::stdin_read(input.buf.as_mut_ptr(), 8192))?;
            unsafe { input.buf.set_len(n) };
            input.pos = 0;
        }
        Ok(&input.buf[input.pos..])
    }
    fn consume(&mut self, amount: usize) { self.inner.pos += amount; }
}
impl fmt::Debug for StdinLock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("StdinLock").finish_non_exhaustive() }
}
