//! `Command`: what to start.

use super::child::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Output};
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::fs::File;
use crate::io;
use crate::path::{Path, PathBuf};
use crate::slice;
use crate::sys::Handle;

/// What a stream of the child is.
pub struct Stdio(Stream);

enum Stream {
    Inherit,
    Null,
    Piped,
    Open(Handle),
}

impl Stdio {
    pub fn piped() -> Stdio { Stdio(Stream::Piped) }
    pub fn inherit() -> Stdio { Stdio(Stream::Inherit) }
    pub fn null() -> Stdio { Stdio(Stream::Null) }
    pub(crate) fn open(handle: Handle) -> Stdio { Stdio(Stream::Open(handle)) }
}
impl fmt::Debug for Stdio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Stdio").finish_non_exhaustive() }
}
macro_rules! from_open {
    ($($t:ty)*) => { $(
        impl From<$t> for Stdio {
            fn from(open: $t) -> Stdio { Stdio::open(open.into_handle()) }
        }
    )* };
}
from_open! { File ChildStdin ChildStdout ChildStderr io::PipeReader io::PipeWriter }

pub struct Command {
    program: OsString,
    pub(crate) arg0: Option<OsString>,
    args: Vec<OsString>,
    cleared: bool,
    /// By name, in order.
    envs: Vec<(OsString, Option<OsString>)>,
    dir: Option<PathBuf>,
    streams: [Option<Stdio>; 3],
}

impl Command {
    pub fn new<S: AsRef<OsStr>>(program: S) -> Command {
        Command {
            program: program.as_ref().to_os_string(),
            arg0: None,
            args: Vec::new(),
            cleared: false,
            envs: Vec::new(),
            dir: None,
            streams: [None, None, None],
        }
    }
    pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {
        self.args.push(arg.as_ref().to_os_string());
        self
    }
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&mut self, args: I) -> &mut Command {
        for arg in args {
            self.arg(arg.as_ref());
        }
        self
    }
    fn set(&mut self, key: &OsStr, value: Option<&OsStr>) {
        let value = value.map(OsStr::to_os_string);
        match self.envs.binary_search_by(|(known, _)| (**known).cmp(key)) {
            Ok(at) => self.envs[at].1 = value,
            Err(at) => self.envs.insert(at, (key.to_os_string(), value)),
        }
    }
    pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, val: V) -> &mut Command {
        self.set(key.as_ref(), Some(val.as_ref()));
        self
    }
    pub fn envs<I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, vars: I) -> &mut Command {
        for (key, val) in vars {
            self.env(key, val);
        }
        self
    }
    pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command {
        self.set(key.as_ref(), None);
        self
    }
    pub fn env_clear(&mut self) -> &mut Command {
        self.cleared = true;
        self.envs.clear();
        self
    }
    pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command {
        self.dir = Some(dir.as_ref().to_path_buf());
        self
    }
    pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {
        self.streams[0] = Some(cfg.into());
        self
    }
    pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {
        self.streams[1] = Some(cfg.into());
        self
    }
    pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {
        self.streams[2] = Some(cfg.into());
        self
    }
    /// The description that the native reads: fields with a letter before and a zero behind.
    fn fields(&mut self, default: u8) -> Vec<u8> {
        fn field(out: &mut Vec<u8>, tag: u8, parts: &[&[u8]]) {
            out.push(tag);
            for part in parts {
                out.extend_from_slice(part);
            }
            out.push(0);
        }
        let mut out = Vec::new();
        field(&mut out, b'p', &[self.program.as_encoded_bytes()]);
        if let Some(arg0) = &self.arg0 {
            field(&mut out, b'0', &[arg0.as_encoded_bytes()]);
        }
        for arg in &self.args {
            field(&mut out, b'a', &[arg.as_encoded_bytes()]);
        }
        if self.cleared {
            field(&mut out, b'c', &[]);
        }
        for (key, value) in &self.envs {
            match value {
                Some(value) => field(&mut out, b'e', &[key.as_encoded_bytes(), b"=", value.as_encoded_bytes()]),
                None => field(&mut out, b'r', &[key.as_encoded_bytes()]),
            }
        }
        if let Some(dir) = &self.dir {
            field(&mut out, b'd', &[dir.bytes()]);
        }
        for (index, tag) in [b'I', b'O', b'E'].into_iter().enumerate() {
            // A child's input is the program's own unless it was said otherwise.
            let default = if index == 0 && default == b'p' { b'n' } else { default };
            match self.streams[index].take() {
                None => field(&mut out, tag, &[&[default]]),
                Some(Stdio(Stream::Inherit)) => field(&mut out, tag, &[b"i"]),
                Some(Stdio(Stream::Null)) => {
                    field(&mut out, tag, &[b"n"]);
                    self.streams[index] = Some(Stdio::null());
                }
                Some(Stdio(Stream::Piped)) => {
                    field(&mut out, tag, &[b"p"]);
                    self.streams[index] = Some(Stdio::piped());
                }
                Some(Stdio(Stream::Open(handle))) => {
                    field(&mut out, tag, &[handle.into_number().to_string().as_bytes()]);
                }
            }
        }
        out
    }
    /// No field may have a zero inside.
    fn check(&self) -> io::Result<()> {
        let zero = |text: &OsStr| text.as_encoded_bytes().contains(&0);
        let bad = zero(&self.program)
            || self.args.iter().any(|arg| zero(arg))
            || self.envs.iter().any(|(key, value)| zero(key) || value.as_ref().is_some_and(|value| zero(value)));
        if bad {
            return Err(io::Error::message(io::ErrorKind::InvalidInput, "nul byte found in provided data"));
        }
        Ok(())
    }
    pub fn spawn(&mut self) -> io::Result<Child> {
        self.check()?;
        Child::start(&self.fields(b'i'))
    }
    pub fn output(&mut self) -> io::Result<Output> {
        self.check()?;
        Child::start(&self.fields(b'p'))?.wait_with_output()
    }
    pub fn status(&mut self) -> io::Result<ExitStatus> { self.spawn()?.wait() }
    pub fn get_program(&self) -> &OsStr { &self.program }
    pub fn get_args(&self) -> CommandArgs<'_> { CommandArgs { inner: self.args.iter() } }
    pub fn get_envs(&self) -> CommandEnvs<'_> { CommandEnvs { inner: self.envs.iter() } }
    pub fn get_current_dir(&self) -> Option<&Path> { self.dir.as_deref() }
}

impl fmt::Debug for Command {
    /// As it would be typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(dir) = &self.dir {
            write!(f, "cd {dir:?} && ")?;
        }
        if self.cleared {
            write!(f, "env -i ")?;
        } else if self.envs.iter().any(|(_, value)| value.is_none()) {
            write!(f, "env ")?;
            for (key, value) in &self.envs {
                if value.is_none() {
                    write!(f, "-u {} ", key.to_string_lossy())?;
                }
            }
        }
        for (key, value) in &self.envs {
            if let Some(value) = value {
                write!(f, "{}={value:?} ", key.to_string_lossy())?;
            }
        }
        match &self.arg0 {
            Some(arg0) => write!(f, "[{:?}] {arg0:?}", self.program)?,
            None => write!(f, "{:?}", self.program)?,
        }
        for arg in &self.args {
            write!(f, " {arg:?}")?;
        }
        Ok(())
    }
}

#[derive(Clone)]
pub struct CommandArgs<'a> {
    inner: slice::Iter<'a, OsString>,
}
impl<'a> Iterator for CommandArgs<'a> {
    type Item = &'a OsStr;
    fn next(&mut self) -> Option<&'a OsStr> { self.inner.next().map(|arg| arg.as_os_str()) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl ExactSizeIterator for CommandArgs<'_> {}
impl fmt::Debug for CommandArgs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

#[derive(Clone)]
pub struct CommandEnvs<'a> {
    inner: slice::Iter<'a, (OsString, Option<OsString>)>,
}
impl<'a> Iterator for CommandEnvs<'a> {
    type Item = (&'a OsStr, Option<&'a OsStr>);
    fn next(&mut self) -> Option<(&'a OsStr, Option<&'a OsStr>)> {
        self.inner.next().map(|(key, value)| (key.as_os_str(), value.as_deref()))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl ExactSizeIterator for CommandEnvs<'_> {}
impl fmt::Debug for CommandEnvs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.clone()).finish() }
}
