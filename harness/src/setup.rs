//! Where does everything lie, and who does the work?

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use treebeard_oracle::rustc::{Service, ServiceConfig, ServiceError, Toolchain, WAITERS};
use treebeard_oracle::sandbox::{Pool, Tier};

/// The places the harness reads and writes.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The repository around the working directory, or the one this was built from.
    pub fn find() -> io::Result<Self> {
        let here = std::env::current_dir()?;
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let is_root = |dir: &&Path| dir.join("corpus/README.md").is_file();
        let root = here.ancestors().find(is_root).or_else(|| Some(built_from).filter(is_root));
        root.map(|root| Self { root: root.to_owned() })
            .ok_or_else(|| io::Error::other("no `corpus/README.md` here or above: not inside the repository"))
    }

    /// The repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Our own programs.
    pub fn corpus_dir(&self) -> PathBuf {
        self.root.join("corpus")
    }

    /// Baselines, floors and written reports.
    pub fn reports_dir(&self) -> PathBuf {
        self.root.join("reports")
    }

    /// Answers of the oracle and manifests of the documentation: `TREEBEARD_CACHE`, or inside the target folder.
    pub fn cache_dir(&self) -> PathBuf {
        if let Some(dir) = std::env::var_os("TREEBEARD_CACHE") {
            return PathBuf::from(dir);
        }
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from);
        target.join("oracle-cache")
    }
}

/// An executable whose `main` first calls [`treebeard_oracle::sandbox::enter_if_asked`] and knows the commands
/// `run` and `check`, with the arguments that come before every other.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The executable.
    pub executable: PathBuf,
    /// Its first arguments.
    pub prefix: Vec<String>,
}

/// The oracle and the sandbox, ready to work.
#[derive(Debug)]
pub struct Workbench {
    /// Where things are.
    pub layout: Layout,
    /// rustc.
    pub service: Service,
    /// The sandbox.
    pub pool: Pool,
    /// How much is done at once.
    pub jobs: usize,
}

/// Why the harness cannot work at all.
#[derive(Debug)]
pub enum SetupError {
    /// Files, or starting processes.
    Io(io::Error),
    /// The oracle.
    Service(ServiceError),
}

impl fmt::Display for SetupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(formatter),
            Self::Service(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<io::Error> for SetupError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ServiceError> for SetupError {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl Workbench {
    /// Finds the repository, the toolchain and the strongest sandbox.
    pub fn new(worker: &Worker, jobs: Option<usize>) -> Result<Self, SetupError> {
        let layout = Layout::find()?;
        // One more than there are cores: programs that sleep, and those that never end, need none.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = jobs.unwrap_or(cores + 1).max(1);
        let tier = Tier::detect();
        let pool = Pool::new(worker.executable.clone(), worker.prefix.clone(), tier, jobs + WAITERS);
        let service = Self::service(&layout, tier, jobs, false)?;
        Ok(Self { layout, service, pool, jobs })
    }

    /// A second service that compiles everything alone and remembers nothing.
    pub fn solo_service(&self) -> Result<Service, SetupError> {
        Self::service(&self.layout, self.pool.tier(), self.jobs, true)
    }

    fn service(layout: &Layout, tier: Tier, jobs: usize, solo_only: bool) -> Result<Service, SetupError> {
        let config = ServiceConfig { cache_dir: layout.cache_dir(), jobs, solo_only };
        Ok(Service::new(Toolchain::locate()?, tier.word(), config)?)
    }
}
