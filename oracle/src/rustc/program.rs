//! What is a program, as far as rustc is concerned?

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// A Rust edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// Edition 2015.
    #[serde(rename = "2015")]
    E2015,
    /// Edition 2018.
    #[serde(rename = "2018")]
    E2018,
    /// Edition 2021.
    #[serde(rename = "2021")]
    E2021,
    /// Edition 2024.
    #[default]
    #[serde(rename = "2024")]
    E2024,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: [Self; 4] = [Self::E2015, Self::E2018, Self::E2021, Self::E2024];

    /// The year, as rustc's `--edition` takes it.
    pub fn year(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }

    /// The edition of that year.
    pub fn from_year(year: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.year() == year)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.year())
    }
}

/// What is wanted of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// The static verdict and, when accepted, its runs.
    Run,
    /// Its runs when it is accepted; why it is rejected is of no interest, so a batch's errors are answer enough.
    Variant,
    /// The static verdict only.
    Check,
    /// The static verdict only, and it need not have a `main`.
    Library,
}

impl Purpose {
    /// Is it to be run when it is accepted?
    pub fn runs(self) -> bool {
        matches!(self, Self::Run | Self::Variant)
    }
}

/// One program: a root file, and perhaps more files below the root file's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The root file's path as the program sees it (`file!()`, panic messages).
    pub name: String,
    /// The root file's text.
    pub source: String,
    /// Further files: path relative to the root file's folder, text.
    pub files: Vec<(String, String)>,
    /// The edition.
    pub edition: Edition,
    /// What is wanted.
    pub purpose: Purpose,
    /// Its author says that it cannot take part in a batch.
    pub alone: bool,
}

impl Program {
    /// A program of one file, to be run.
    pub fn new(name: &str, source: &str, edition: Edition) -> Self {
        let (name, source) = (name.to_owned(), source.to_owned());
        Self { name, source, files: Vec::new(), edition, purpose: Purpose::Run, alone: false }
    }

    /// What the process sees as its own name: the root file's stem.
    pub fn arg0(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.strip_suffix(".rs").unwrap_or(file)
    }

    /// Equal for programs that cannot be told apart.
    pub fn digest(&self) -> Digest {
        let purpose: &[u8] = match self.purpose {
            Purpose::Run => b"run",
            Purpose::Variant => b"variant",
            Purpose::Check => b"check",
            Purpose::Library => b"library",
        };
        let head = Digest::default()
            .field(self.name.as_bytes())
            .field(self.source.as_bytes())
            .field(self.edition.year().as_bytes())
            .field(purpose);
        self.files
            .iter()
            .fold(head, |digest, (path, text)| digest.field(path.as_bytes()).field(text.as_bytes()))
    }

    /// A digest of the text and the edition alone: the same wherever the program stands.
    pub fn content_digest(&self) -> Digest {
        let head = Digest::default().field(self.source.as_bytes()).field(self.edition.year().as_bytes());
        self.files
            .iter()
            .fold(head, |digest, (path, text)| digest.field(path.as_bytes()).field(text.as_bytes()))
    }
}
