//! How strong a sandbox does this machine allow?
//!
//! Root can make namespaces directly; others need user namespaces, which some machines forbid. The tier is part of
//! every report, because "nothing escaped" means little where nothing was confined.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// The namespaces a runner can enter, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Namespaces made by root; programs run as an unprivileged user.
    Root,
    /// A user namespace; programs run as its only user.
    User,
    /// None: programs that name the network, processes or files may not run.
    None,
}

impl Tier {
    /// The strongest tier that works here, found by trying.
    pub fn detect() -> Self {
        [Self::Root, Self::User].into_iter().find(|tier| tier.works()).unwrap_or(Self::None)
    }

    fn works(self) -> bool {
        let Some(mut command) = self.unshare() else { return true };
        command.arg("true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// `unshare` with this tier's namespaces, ready for the command's words; nothing for tier `None`.
    fn unshare(self) -> Option<Command> {
        let mut command = Command::new("unshare");
        match self {
            Self::Root => {}
            Self::User => {
                command.args(["--user", "--map-root-user"]);
            }
            Self::None => return None,
        }
        command.args(["--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child"]);
        Some(command)
    }

    /// A command that starts `executable` inside this tier's namespaces.
    pub(super) fn command(self, executable: &Path) -> Command {
        match self.unshare() {
            Some(mut command) => {
                command.arg("--").arg(executable);
                command
            }
            None => Command::new(executable),
        }
    }

    /// The word used in arguments and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::User => "user",
            Self::None => "none",
        }
    }

    /// The tier of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Root, Self::User, Self::None].into_iter().find(|tier| tier.word() == word)
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
