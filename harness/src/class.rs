//! Into which classes do cases fall? One class per case; none of them is a default.

use std::fmt;

/// How a case compares with rustc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Both ran it to its end, and everything observable is equal.
    AgreeClean,
    /// Both panicked with the same text.
    AgreePanic,
    /// Both accepted and ran it, but there was nothing to observe.
    AgreeSilent,
    /// Both rejected it before running.
    AgreeReject,
    /// Both accepted a program that is not to be run.
    CheckOnly,
    /// It needs something that the subject cannot do, and says so.
    Unsupported,
    /// Both ran it, and something observable differs.
    OutputDiff,
    /// rustc accepts, the subject's check rejects.
    FalseReject,
    /// rustc accepts safe code, the subject saw a violation.
    InterpStricter,
    /// The subject saw a violation in a program with `unsafe`.
    UnsafeViolation,
    /// rustc rejects for a reason that the subject claims to check, the subject accepts.
    StaticLaxer,
    /// rustc rejects for a reason on the list of those that the subject does not claim to check.
    NotAnalysed,
    /// Only rustc's borrow checker rejects; the subject has no ownership verdict yet.
    RustcStricter,
    /// Both reject, with nothing in common.
    RejectOther,
    /// Time, memory or fuel ran out.
    Poisoned,
    /// The subject broke: no outcome record, or one that says so.
    Bug,
    /// An expectation that rustc does not confirm.
    WrongExpectation,
    /// rustc rejects a program that was meant to run, or would judge it on a nightly toolchain only.
    NativeReject,
    /// rustc accepts a program that was meant to be rejected.
    NativeAccept,
    /// Native runs differ or do not end.
    NativeUnstable,
    /// Accepted natively, but there is no sandbox to run it in.
    NativeNotRun,
    /// rustc rejects only while generating code.
    PostMono,
}

/// What a class means for the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Proved equal.
    Agreement,
    /// Not proved equal; counted, and listed in the baseline.
    Short,
    /// Red, and never listed.
    Defect,
    /// No case at all: the reference gives nothing to compare with.
    Apart,
}

impl Class {
    /// Every class, in the order of reports.
    pub const ALL: [Self; 22] = [
        Self::AgreeClean,
        Self::AgreePanic,
        Self::AgreeSilent,
        Self::AgreeReject,
        Self::CheckOnly,
        Self::Unsupported,
        Self::OutputDiff,
        Self::FalseReject,
        Self::InterpStricter,
        Self::UnsafeViolation,
        Self::StaticLaxer,
        Self::NotAnalysed,
        Self::RustcStricter,
        Self::RejectOther,
        Self::Poisoned,
        Self::Bug,
        Self::WrongExpectation,
        Self::NativeReject,
        Self::NativeAccept,
        Self::NativeUnstable,
        Self::NativeNotRun,
        Self::PostMono,
    ];

    /// The name in reports and baselines.
    pub fn word(self) -> &'static str {
        match self {
            Self::AgreeClean => "AGREE-CLEAN",
            Self::AgreePanic => "AGREE-PANIC",
            Self::AgreeSilent => "AGREE-SILENT",
            Self::AgreeReject => "AGREE-REJECT-STATIC",
            Self::CheckOnly => "CHECK-ONLY",
            Self::Unsupported => "UNSUPPORTED",
            Self::OutputDiff => "OUTPUT-DIFF",
            Self::FalseReject => "FALSE-REJECT",
            Self::InterpStricter => "INTERP-STRICTER",
            Self::UnsafeViolation => "UNSAFE",
            Self::StaticLaxer => "STATIC-LAXER",
            Self::NotAnalysed => "NOT-ANALYSED",
            Self::RustcStricter => "RUSTC-STRICTER",
            Self::RejectOther => "REJECT-OTHER",
            Self::Poisoned => "POISONED",
            Self::Bug => "BUG",
            Self::WrongExpectation => "WRONG-EXPECTATION",
            Self::NativeReject => "NATIVE-REJECT",
            Self::NativeAccept => "NATIVE-ACCEPT",
            Self::NativeUnstable => "NATIVE-UNSTABLE",
            Self::NativeNotRun => "NATIVE-NOT-RUN",
            Self::PostMono => "POST-MONO",
        }
    }

    /// The class of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// What it means for the run.
    pub fn meaning(self) -> Meaning {
        match self {
            Self::AgreeClean | Self::AgreePanic | Self::AgreeReject | Self::CheckOnly => Meaning::Agreement,
            Self::AgreeSilent
            | Self::Unsupported
            | Self::UnsafeViolation
            | Self::NotAnalysed
            | Self::RustcStricter
            | Self::RejectOther
            | Self::Poisoned => Meaning::Short,
            Self::OutputDiff
            | Self::FalseReject
            | Self::InterpStricter
            | Self::StaticLaxer
            | Self::Bug
            | Self::WrongExpectation => Meaning::Defect,
            Self::NativeReject
            | Self::NativeAccept
            | Self::NativeUnstable
            | Self::NativeNotRun
            | Self::PostMono => Meaning::Apart,
        }
    }

    /// How far a listed case is from agreement; moving to a greater number is a regression.
    pub fn distance(self) -> u8 {
        match self.meaning() {
            Meaning::Agreement | Meaning::Apart => 0,
            Meaning::Short if self == Self::AgreeSilent => 1,
            Meaning::Short => 2,
            Meaning::Defect => 3,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_one_class() {
        for class in Class::ALL {
            assert_eq!(Class::from_word(class.word()), Some(class));
        }
    }
}
