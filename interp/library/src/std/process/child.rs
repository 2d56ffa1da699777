//! `Child`: a program that was started.

use crate::fmt;
use crate::intrinsics;
use crate::io::{self, Read, Write};
use crate::sys::{self, Handle};

macro_rules! pipes {
    ($($name:ident)*) => { $(
        pub struct $name {
            handle: Handle,
        }
        impl $name {
            pub(crate) fn into_handle(self) -> Handle { self.handle }
            pub(crate) fn from_handle(handle: Handle) -> $name { $name { handle } }
            pub(crate) fn number(&self) -> i64 { self.handle.number() }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )* };
}
pipes! { ChildStdin ChildStdout ChildStderr }

macro_rules! written {
    ($($t:ty)*) => { $(
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> io::Result<usize> { self.handle.write(buf) }
            fn flush(&mut self) -> io::Result<()> { Ok(()) }
        }
    )* };
}
written! { ChildStdin &ChildStdin }
macro_rules! read {
    ($($t:ty)*) => { $(
        impl Read for $t {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> { self.handle.read(buf) }
        }
    )* };
}
read! { ChildStdout ChildStderr }

pub struct Child {
    handle: Handle,
    /// How it ended, once that is known.
    status: Option<ExitStatus>,
    pub stdin: Option<ChildStdin>,
    pub stdout: Option<ChildStdout>,
    pub stderr: Option<ChildStderr>,
}

impl Child {
    pub(super) fn start(fields: &[u8]) -> io::Result<Child> {
        let mut pipes = [-1; 3];
        let handle = Handle::of(intrinsics::child_spawn(fields.as_ptr(), fields.len(), &mut pipes))?;
        let pipe = |index: usize| Handle::of(pipes[index]).ok();
        Ok(Child {
            handle,
            status: None,
            stdin: pipe(0).map(|handle| ChildStdin { handle }),
            stdout: pipe(1).map(|handle| ChildStdout { handle }),
            stderr: pipe(2).map(|handle| ChildStderr { handle }),
        })
    }
    pub fn kill(&mut self) -> io::Result<()> {
        if self.status.is_some() { Ok(()) } else { sys::done(intrinsics::child_kill(self.handle.number())) }
    }
    pub fn id(&self) -> u32 { intrinsics::child_id(self.handle.number()) as u32 }
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        drop(self.stdin.take());
        let _ = io::Write::flush(&mut io::stdout());
        let status = ExitStatus(sys::check(intrinsics::child_wait(self.handle.number(), true))? as i32);
        self.status = Some(status);
        Ok(status)
    }
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        match sys::check(intrinsics::child_wait(self.handle.number(), false)) {
            Ok(status) => {
                self.status = Some(ExitStatus(status as i32));
                Ok(self.status)
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }
    pub fn wait_with_output(mut self) -> io::Result<Output> {
        drop(self.stdin.take());
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        if let Some(mut pipe) = self.stdout.take() {
            pipe.read_to_end(&mut stdout)?;
        }
        if let Some(mut pipe) = self.stderr.take() {
            pipe.read_to_end(&mut stderr)?;
        }
        Ok(Output { status: self.wait()?, stdout, stderr })
    }
}
impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("stdin", &self.stdin)
            .field("stdout", &self.stdout)
            .field("stderr", &self.stderr)
            .finish_non_exhaustive()
    }
}

#[derive(PartialEq, Eq, Clone)]
pub struct Output {
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stdout, stderr) = (crate::str::from_utf8(&self.stdout), crate::str::from_utf8(&self.stderr));
        let mut out = f.debug_struct("Output");
        out.field("status", &self.status);
        match &stdout {
            Ok(text) => out.field("stdout", text),
            Err(_) => out.field("stdout", &self.stdout),
        };
        match &stderr {
            Ok(text) => out.field("stderr", text),
            Err(_) => out.field("stderr", &self.stderr),
        };
        out.finish()
    }
}

/// The status as the system gives it: the signal in the low bits, the code above them.
#[derive(PartialEq, Eq, Clone, Copy, Default)]
pub struct ExitStatus(i32);

impl ExitStatus {
    pub(crate) fn of_raw(raw: i32) -> ExitStatus { ExitStatus(raw) }
    pub(crate) fn raw(&self) -> i32 { self.0 }
    pub fn success(&self) -> bool { self.0 == 0 }
    pub fn code(&self) -> Option<i32> { if self.0 & 0x7f == 0 { Some(self.0 >> 8 & 0xff) } else { None } }
    pub(crate) fn ended_by(&self) -> Option<i32> {
        let signal = self.0 & 0x7f;
        if signal != 0 && signal != 0x7f { Some(signal) } else { None }
    }
}
impl fmt::Debug for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner(i32);
        impl fmt::Debug for Inner {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple("unix_wait_status").field(&self.0).finish()
            }
        }
        f.debug_tuple("ExitStatus").field(&Inner(self.0)).finish()
    }
}
const SIGNALS: [&str; 32] = [
    "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
    "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",
    "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
];
impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = self.code() {
            return write!(f, "exit status: {code}");
        }
        match self.ended_by() {
            Some(signal) => {
                let name = SIGNALS.get(signal as usize).copied().unwrap_or("");
                let core = if self.0 & 0x80 != 0 { " (core dumped)" } else { "" };
                if name.is_empty() { write!(f, "signal: {signal}{core}") } else { write!(f, "signal: {signal} ({name}){core}") }
            }
            None => write!(f, "unrecognised wait status: {} {:#x}", self.0, self.0),
        }
    }
}
