//! What is known not to agree yet, and did anything get worse?
//!
//! `reports/baseline/SUITE.tsv` has one line per case that does not agree: `content-hash<TAB>name<TAB>class<TAB>cause`,
//! sorted, below a line that names the toolchain. An unlisted case must agree, and a line that no longer occurs fails.
//! For one toolchain the file only shrinks; growing it takes a reason.
//!
//! **A defect cannot be listed.** What falls short (silent, unsupported, a rejection elsewhere) may be known; a wrong
//! answer may not: a file with a line of a defect is refused, and every defect of a run fails it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::class::{Class, Meaning};
use crate::engine::SuiteResult;

/// The committed state of one suite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    toolchain: String,
    reason: Option<String>,
    lines: BTreeMap<(String, String), (Class, String)>,
}

/// A suite against its baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Cases that do not agree and are not listed, or are further from agreement than listed.
    pub broken: Vec<String>,
    /// Listed cases that agree now.
    pub fixed: Vec<String>,
    /// Listed cases that do not occur at all any more.
    pub vanished: Vec<String>,
    /// The baseline's toolchain, when it is another one.
    pub other_toolchain: Option<String>,
    /// There is no baseline.
    pub missing: bool,
    /// Listed cases of that class, among those that were run: silent, unsupported, all.
    pub listed: Listed,
}

/// How many of the cases that were run are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// As AGREE-SILENT.
    pub silent: usize,
    /// As UNSUPPORTED.
    pub unsupported: usize,
    /// As anything.
    pub all: usize,
}

impl Baseline {
    /// The file of a suite.
    pub fn file(dir: &Path, suite: &str) -> PathBuf {
        dir.join(format!("{}.tsv", suite.replace(':', "-")))
    }

    /// Reads a baseline; a missing file is none.
    pub fn read(dir: &Path, suite: &str) -> Result<Option<Self>, String> {
        let file = Self::file(dir, suite);
        match fs::read_to_string(&file) {
            Ok(text) => Self::parse(&text).map(Some).map_err(|error| format!("{}: {error}", file.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("{}: {error}", file.display())),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut baseline = Self::default();
        for (index, line) in text.lines().enumerate() {
            if let Some(toolchain) = line.strip_prefix("# toolchain ") {
                baseline.toolchain = toolchain.to_owned();
            } else if let Some(reason) = line.strip_prefix("# grew because ") {
                baseline.reason = Some(reason.to_owned());
            } else if !line.starts_with('#') && !line.is_empty() {
                let fields: Vec<&str> = line.splitn(4, '\t').collect();
                let [hash, name, class, cause] = fields.as_slice() else {
                    return Err(format!("line {}: four fields are needed", index + 1));
                };
                let class = Class::from_word(class)
                    .ok_or_else(|| format!("line {}: no class `{class}`", index + 1))?;
                if !is_listed(class) {
                    return Err(format!("line {}: {class} cannot be listed", index + 1));
                }
                baseline.lines.insert(((*name).to_owned(), (*hash).to_owned()), (class, (*cause).to_owned()));
            }
        }
        Ok(baseline)
    }

    /// The baseline that a result would be listed as.
    pub fn of(result: &SuiteResult, toolchain: &str, reason: Option<String>) -> Self {
        let mut lines = BTreeMap::new();
        for case in result.results.iter().filter(|case| is_listed(case.judgement.class)) {
            let key = (case.case.name.clone(), case.case.content_hash());
            lines.insert(key, (case.judgement.class, one_line(&case.judgement.detail)));
        }
        Self { toolchain: toolchain.to_owned(), reason, lines }
    }

    /// Keeps the reason why the file last grew.
    #[must_use]
    pub fn with_reason_of(mut self, old: Option<&Self>) -> Self {
        if self.reason.is_none() {
            self.reason = old.and_then(|old| old.reason.clone());
        }
        self
    }

    /// Writes it.
    pub fn write(&self, dir: &Path, suite: &str) -> io::Result<()> {
        fs::create_dir_all(dir)?;
        fs::write(Self::file(dir, suite), self.text())
    }

    fn text(&self) -> String {
        let mut text = format!("# toolchain {}\n", self.toolchain);
        if let Some(reason) = &self.reason {
            text.push_str(&format!("# grew because {}\n", one_line(reason)));
        }
        for ((name, hash), (class, cause)) in &self.lines {
            text.push_str(&format!("{hash}\t{name}\t{class}\t{cause}\n"));
        }
        text
    }

    /// Whether a case is listed as one that does not agree.
    pub fn lists(&self, name: &str, hash: &str) -> Option<Class> {
        self.lines.get(&(name.to_owned(), hash.to_owned())).map(|(class, _)| *class)
    }

    /// Why the file last grew.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

/// Compares a result with its baseline; `whole` when no filter left cases out.
pub fn compare(baseline: Option<&Baseline>, result: &SuiteResult, toolchain: &str, whole: bool) -> Change {
    let mut change = Change { missing: baseline.is_none(), ..Change::default() };
    let empty = Baseline::default();
    let baseline = baseline.unwrap_or(&empty);
    if !change.missing && baseline.toolchain != toolchain {
        change.other_toolchain = Some(baseline.toolchain.clone());
    }
    let mut seen = 0;
    for case in &result.results {
        let (name, hash) = (&case.case.name, case.case.content_hash());
        let class = case.judgement.class;
        let listed = baseline.lists(name, &hash);
        if let Some(listed) = listed {
            seen += 1;
            change.listed.all += 1;
            change.listed.silent += usize::from(listed == Class::AgreeSilent);
            change.listed.unsupported += usize::from(listed == Class::Unsupported);
        }
        match movement(class, listed) {
            Movement::Expected => {}
            Movement::Fixed => change.fixed.push(name.clone()),
            Movement::Broken => change.broken.push(format!("{name} ({class})")),
        }
    }
    if whole && seen < baseline.lines.len() {
        let is_gone = |key: &&(String, String)| {
            !result.results.iter().any(|case| case.case.name == key.0 && case.case.content_hash() == key.1)
        };
        change.vanished = baseline.lines.keys().filter(is_gone).map(|(name, _)| name.clone()).collect();
    }
    change
}

/// How a case stands to its line in the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// As the baseline has it.
    Expected,
    /// The line is no longer true.
    Fixed,
    /// Worse than the baseline has it.
    Broken,
}

/// Holds a case's class against its line.
pub fn movement(class: Class, listed: Option<Class>) -> Movement {
    match (class.meaning(), listed) {
        (Meaning::Defect, _) => Movement::Broken,
        // Whether threads, time or hash order show within five runs is up to the machine.
        _ if class == Class::NativeUnstable || listed == Some(Class::NativeUnstable) => Movement::Expected,
        (Meaning::Agreement | Meaning::Apart, Some(_)) => Movement::Fixed,
        (Meaning::Agreement | Meaning::Apart, None) => Movement::Expected,
        (Meaning::Short, Some(listed)) if class.distance() <= listed.distance() => Movement::Expected,
        (Meaning::Short, _) => Movement::Broken,
    }
}

/// Cases that fall short of agreement are listed, and those that rustc's own runs leave open; defects never.
fn is_listed(class: Class) -> bool {
    class.meaning() == Meaning::Short || class == Class::NativeUnstable
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use treebeard_oracle::rustc::{Edition, Program};

    use super::*;
    use crate::case::{Case, Kind};
    use crate::compare::Judgement;
    use crate::engine::CaseResult;

    fn result(cases: &[(&str, Class)]) -> SuiteResult {
        let results = cases.iter().map(|(name, class)| {
            let program = Program::new("main.rs", name, Edition::E2024);
            let case = Case { name: (*name).to_owned(), program, kind: Kind::Run, expectation: None };
            let judgement = Judgement {
                class: *class,
                detail: "why\tnot".to_owned(),
                line: None,
                at_line: false,
                difference: None,
            };
            CaseResult { case, judgement, standing: Some(Kind::Run), traced: None }
        });
        SuiteResult {
            name: "suite".to_owned(),
            blocks: cases.len(),
            skipped: Default::default(),
            results: results.collect(),
            origins: Default::default(),
            canaries: Vec::new(),
            untraced: 0,
            accepted: [0, 0],
            seconds: 0.0,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let listed =
            result(&[("a", Class::Unsupported), ("b", Class::AgreeClean), ("c", Class::AgreeSilent)]);
        let baseline = Baseline::of(&listed, "1.95.0", Some("first".to_owned()));
        assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline.clone()));
        assert_eq!(baseline.lines.len(), 2);
        let change = compare(Some(&baseline), &listed, "1.95.0", true);
        assert_eq!(
            change,
            Change { listed: Listed { silent: 1, unsupported: 1, all: 2 }, ..Change::default() }
        );
    }

    #[test]
    fn every_change_is_noticed() {
        let before =
            result(&[("a", Class::Unsupported), ("b", Class::AgreeSilent), ("c", Class::Unsupported)]);
        let baseline = Baseline::of(&before, "1.95.0", None);
        let after = result(&[("a", Class::AgreeClean), ("b", Class::Unsupported), ("d", Class::Poisoned)]);
        let change = compare(Some(&baseline), &after, "1.95.0", true);
        assert_eq!(change.fixed, ["a"]);
        assert_eq!(change.broken, ["b (UNSUPPORTED)", "d (POISONED)"]);
        assert_eq!(change.vanished, ["c"]);
        assert_eq!(compare(Some(&baseline), &after, "1.95.0", false).vanished, Vec::<String>::new());
    }

    #[test]
    fn every_movement() {
        use Class::{AgreeClean, AgreeSilent, Bug, NativeReject, NativeUnstable, Unsupported};
        let rows = [
            (AgreeClean, None, Movement::Expected),
            (AgreeClean, Some(Unsupported), Movement::Fixed),
            (AgreeClean, Some(NativeUnstable), Movement::Expected),
            (AgreeSilent, None, Movement::Broken),
            (AgreeSilent, Some(Unsupported), Movement::Expected),
            (Unsupported, Some(AgreeSilent), Movement::Broken),
            (Unsupported, Some(Unsupported), Movement::Expected),
            (Unsupported, Some(NativeUnstable), Movement::Expected),
            (NativeUnstable, None, Movement::Expected),
            (NativeUnstable, Some(Unsupported), Movement::Expected),
            (NativeReject, Some(Unsupported), Movement::Fixed),
            (Bug, Some(NativeUnstable), Movement::Broken),
        ];
        for (class, listed, expected) in rows {
            assert_eq!(movement(class, listed), expected, "{class} listed as {listed:?}");
        }
    }

    #[test]
    fn a_defect_is_never_listed() {
        let defect = result(&[("a", Class::OutputDiff)]);
        let written = Baseline::of(&defect, "1.95.0", None);
        assert_eq!(written.lines.len(), 0);
        assert_eq!(compare(Some(&written), &defect, "1.95.0", true).broken, ["a (OUTPUT-DIFF)"]);
        let change = compare(None, &result(&[("a", Class::Bug)]), "1.95.0", true);
        assert!(change.missing && change.broken == ["a (BUG)"]);
    }

    #[test]
    fn a_file_with_a_defect_is_refused() {
        let short = Baseline::of(&result(&[("a", Class::Unsupported)]), "1.95.0", None).text();
        for class in Class::ALL {
            let text = short.replace("UNSUPPORTED", &class.to_string());
            assert_eq!(Baseline::parse(&text).is_ok(), is_listed(class), "{class}");
            assert!(class.meaning() != Meaning::Defect || Baseline::parse(&text).is_err(), "{class}");
        }
    }
}
