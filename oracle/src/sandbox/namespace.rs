//! What does the world look like from inside a runner?
//!
//! ```text
//! BASE/program   the executable, bind-mounted so that an unprivileged user reaches it
//! BASE/src       the request's files, read-only for the child
//! BASE/out       where the child leaves its reply file
//! BASE/tmp       TMPDIR
//! BASE/case      the working directory, empty at every start
//! ```
//!
//! All these names are fixed on every machine of a kind, so that paths in outputs do not vary: a program that prints
//! its own executable's path prints the same compiled and interpreted. In the namespace tiers BASE is a tmpfs and
//! everything else is read-only; in tier `None` it is an ordinary folder of the runner's own, and executables are run
//! where they lie.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sys::resource::{Resource, setrlimit};
use nix::unistd::{Gid, Uid, chown};

use super::protocol::Request;
use super::tier::Tier;

/// The user and group that programs run as in tier `Root` ("nobody").
pub(super) const NOBODY: u32 = 65534;

/// A runner's own corner of the file system.
#[derive(Debug)]
pub(super) struct Place {
    base: PathBuf,
    tier: Tier,
    /// What lies at `BASE/program`.
    staged: Option<PathBuf>,
}

/// The paths of one prepared run.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) executable: PathBuf,
    pub(super) working_dir: PathBuf,
    pub(super) temporary_dir: PathBuf,
    pub(super) arguments: Vec<String>,
}

impl Place {
    /// Completes the confinement that `unshare` began.
    pub(super) fn enter(tier: Tier) -> io::Result<Self> {
        let base = match tier {
            Tier::Root | Tier::User => std::env::temp_dir().join("treebeard-sandbox"),
            Tier::None => std::env::temp_dir().join(format!("treebeard-sandbox-{}", std::process::id())),
        };
        fs::create_dir_all(&base)?;
        if tier != Tier::None {
            mount(Some("none"), "/", None::<&str>, MsFlags::MS_REC | MsFlags::MS_PRIVATE, None::<&str>)?;
            seal_mounts()?;
            mount(
                Some("tmpfs"),
                &base,
                Some("tmpfs"),
                MsFlags::MS_NOSUID | MsFlags::MS_NODEV,
                Some("size=512m"),
            )?;
            // Programs that look at their own process need the new namespace's view; without it they see nothing.
            let proc_flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
            if mount(Some("proc"), "/proc", Some("proc"), proc_flags, None::<&str>).is_err() {
                eprintln!("sandbox runner: /proc stays the outer one");
            }
        }
        setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
        setrlimit(Resource::RLIMIT_FSIZE, 256 << 20, 256 << 20)?;
        Ok(Self { base, tier, staged: None })
    }

    /// The user that children run as, when it is another one.
    pub(super) fn child_user(&self) -> Option<u32> {
        (self.tier == Tier::Root).then_some(NOBODY)
    }

    /// Whether this runner is the first process of its own namespace.
    pub(super) fn owns_namespace(&self) -> bool {
        self.tier != Tier::None
    }

    /// Empties the place and sets it up for one run.
    pub(super) fn prepare(&mut self, request: &Request) -> io::Result<Prepared> {
        let executable = self.stage(&request.executable)?;
        let [working_dir, temporary_dir, out, src] =
            ["case", "tmp", "out", "src"].map(|name| self.base.join(name));
        for dir in [&working_dir, &temporary_dir, &out, &src] {
            remove_all(dir)?;
            fs::create_dir(dir)?;
        }
        if self.tier == Tier::Root {
            for dir in [&working_dir, &temporary_dir, &out] {
                chown(dir, Some(Uid::from_raw(NOBODY)), Some(Gid::from_raw(NOBODY)))?;
            }
        }
        for (name, contents) in &request.files {
            let path = src.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, contents)?;
        }
        let fill = |argument: &String| {
            argument.replace("{src}", &src.to_string_lossy()).replace("{out}", &out.to_string_lossy())
        };
        let arguments = request.arguments.iter().map(fill).collect();
        Ok(Prepared { executable, working_dir, temporary_dir, arguments })
    }

    /// The reply file's contents, when the child wrote it.
    pub(super) fn read_reply(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.base.join("out").join(name)).ok()
    }

    /// Makes an executable reachable for the child: a bind mount keeps it off the tmpfs and past private folders.
    fn stage(&mut self, executable: &Path) -> io::Result<PathBuf> {
        if self.tier == Tier::None {
            return Ok(executable.to_owned());
        }
        let program = self.base.join("program");
        if self.staged.as_deref() == Some(executable) {
            return Ok(program);
        }
        if self.staged.take().is_some() {
            umount2(&program, MntFlags::MNT_DETACH)?;
        }
        fs::write(&program, b"")?;
        mount(Some(executable), &program, None::<&str>, MsFlags::MS_BIND, None::<&str>)?;
        self.staged = Some(executable.to_owned());
        Ok(program)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // The tmpfs goes with the namespace; an ordinary folder has to be removed.
        if self.tier == Tier::None && fs::remove_dir_all(&self.base).is_err() {
            eprintln!("sandbox runner: {} stays behind", self.base.display());
        }
    }
}

fn remove_all(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes every mount read-only. A user namespace may not drop flags of inherited mounts, so they are kept.
fn seal_mounts() -> io::Result<()> {
    for line in fs::read_to_string("/proc/self/mountinfo")?.lines() {
        let mut fields = line.split(' ').skip(4);
        let (Some(point), Some(options)) = (fields.next(), fields.next()) else { continue };
        let mut flags = MsFlags::MS_REMOUNT | MsFlags::MS_BIND | MsFlags::MS_RDONLY;
        for option in options.split(',') {
            flags |= match option {
                "nosuid" => MsFlags::MS_NOSUID,
                "nodev" => MsFlags::MS_NODEV,
                "noexec" => MsFlags::MS_NOEXEC,
                "noatime" => MsFlags::MS_NOATIME,
                "nodiratime" => MsFlags::MS_NODIRATIME,
                "relatime" => MsFlags::MS_RELATIME,
                _ => MsFlags::empty(),
            };
        }
        let point = point.replace("\\040", " ");
        let sealed = mount(None::<&str>, point.as_str(), None::<&str>, flags, None::<&str>);
        if point == "/" {
            sealed?;
        }
    }
    Ok(())
}
