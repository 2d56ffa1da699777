//! How is one child run, watched and ended?
//!
//! The runner has one thread: it polls both pipes, so that neither can fill up and block the child. Whatever the
//! child started ends with it: in a namespace everything but the runner is killed, elsewhere the process group.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use super::namespace::{Place, Prepared};
use super::protocol::{OUTPUT_BYTES_MAX, Output, Request};

/// How long a poll may sleep before the child's own end is looked at: a grandchild can hold the pipes open.
const POLL_MS_MAX: u16 = 50;

/// How long to wait between looks at a child without pipes: first, and at most.
const PAUSE_MIN: Duration = Duration::from_micros(50);
const PAUSE_MAX: Duration = Duration::from_millis(1);

/// Runs the prepared program to its end or its limits.
pub(super) fn run(place: &Place, prepared: &Prepared, request: &Request) -> io::Result<Output> {
    let mut command = Command::new(&prepared.executable);
    command.arg0(&request.arg0).args(&prepared.arguments).env_clear();
    command.envs(request.environment.iter().map(|(key, value)| (key, value)));
    command.env("TMPDIR", &prepared.temporary_dir).current_dir(&prepared.working_dir);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    if let Some(user) = place.child_user() {
        command.uid(user).gid(user);
    }
    let started = Instant::now();
    let mut child = spawn_limited(&mut command, request.memory_bytes_max)?;
    let group = i32::try_from(child.id()).map(Pid::from_raw).map_err(io::Error::other)?;
    let deadline = started + Duration::from_millis(request.time_ms_max);
    let mut output = Output::default();
    let watched = watch(&mut child, deadline, &mut output);
    if watched.is_err() || output.timed_out || output.truncated {
        // Already gone is fine: the aim is that it is gone.
        ignore_gone(killpg(group, Signal::SIGKILL))?;
    }
    let status = child.wait()?;
    sweep(place, group)?;
    watched?;
    output.exit = status.code();
    output.signal = status.signal();
    Ok(output)
}

/// The limit is set on the runner itself around the spawn and inherited: the runner has one thread, so nobody else sees it.
fn spawn_limited(command: &mut Command, bytes_max: Option<u64>) -> io::Result<Child> {
    let Some(bytes_max) = bytes_max else { return command.spawn() };
    let (soft, hard) = getrlimit(Resource::RLIMIT_AS)?;
    setrlimit(Resource::RLIMIT_AS, bytes_max.min(hard), hard)?;
    let child = command.spawn();
    setrlimit(Resource::RLIMIT_AS, soft, hard)?;
    child
}

/// Collects output until the child has ended or passed a limit.
fn watch(child: &mut Child, deadline: Instant, output: &mut Output) -> io::Result<()> {
    let mut stdout = child.stdout.take();
    let mut stderr = child.stderr.take();
    let mut pause = PAUSE_MIN;
    loop {
        let ended = child.try_wait()?.is_some();
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() && !ended {
            output.timed_out = true;
            return Ok(());
        }
        let any_open = stdout.is_some() || stderr.is_some();
        if ended && !any_open {
            return Ok(());
        }
        let wait_ms =
            if ended { 0 } else { u16::try_from(left.as_millis()).unwrap_or(u16::MAX).clamp(1, POLL_MS_MAX) };
        if !any_open {
            // Whoever closes its pipes is most often about to end.
            std::thread::sleep(pause);
            pause = (pause * 2).min(PAUSE_MAX);
            continue;
        }
        let readable = wait_readable(&stdout, &stderr, wait_ms)?;
        if ended && readable == [false, false] {
            return Ok(());
        }
        if readable[0] {
            read_some(&mut stdout, &mut output.stdout)?;
        }
        if readable[1] {
            read_some(&mut stderr, &mut output.stderr)?;
        }
        if output.stdout.len() + output.stderr.len() > OUTPUT_BYTES_MAX {
            output.truncated = true;
            return Ok(());
        }
    }
}

fn wait_readable(
    stdout: &Option<impl AsFd>,
    stderr: &Option<impl AsFd>,
    wait_ms: u16,
) -> io::Result<[bool; 2]> {
    let mut fds = Vec::with_capacity(2);
    fds.extend(stdout.as_ref().map(|pipe| PollFd::new(pipe.as_fd(), PollFlags::POLLIN)));
    fds.extend(stderr.as_ref().map(|pipe| PollFd::new(pipe.as_fd(), PollFlags::POLLIN)));
    match poll(&mut fds, PollTimeout::from(wait_ms)) {
        Ok(_) | Err(Errno::EINTR) => {}
        Err(error) => return Err(error.into()),
    }
    let mut ready = fds.iter().map(|fd| fd.any().unwrap_or(false));
    let first = stdout.is_some() && ready.next().unwrap_or(false);
    let second = stderr.is_some() && ready.next().unwrap_or(false);
    Ok([first, second])
}

/// Reads what is there; an ended pipe becomes `None`.
fn read_some(pipe: &mut Option<impl Read>, into: &mut Vec<u8>) -> io::Result<()> {
    let Some(open) = pipe else { return Ok(()) };
    let mut buffer = [0; 64 << 10];
    match open.read(&mut buffer) {
        Ok(0) => *pipe = None,
        Ok(count) => into.extend_from_slice(&buffer[..count]),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Ends and collects whatever the child left behind.
fn sweep(place: &Place, group: Pid) -> io::Result<()> {
    if !place.owns_namespace() {
        return ignore_gone(killpg(group, Signal::SIGKILL));
    }
    ignore_gone(kill(Pid::from_raw(-1), Signal::SIGKILL))?;
    loop {
        match waitpid(None, Some(WaitPidFlag::__WALL)) {
            Ok(WaitStatus::StillAlive) | Err(Errno::ECHILD) => return Ok(()),
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn ignore_gone(result: nix::Result<()>) -> io::Result<()> {
    match result {
        Ok(()) | Err(Errno::ESRCH) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
