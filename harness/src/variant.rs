//! Which variant of a program makes it observable?
//!
//! A program that asserts runs with traced asserts. One that would still show nothing runs with every step traced, as
//! far as rustc accepts that: the widest reach that compiles, is stable and prints something is taken. Where
//! none is, the plain run stands, and is counted.

use treebeard_oracle::rustc::trace::{self, Reach};
use treebeard_oracle::rustc::{How, Native, Program, Purpose, ServiceError, Verdict};

use crate::case::{Case, Kind};
use crate::compare::exit_code;
use crate::engine::Origins;

/// What a variant traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// The operands of asserts.
    Asserts,
    /// Every step.
    Execution(Reach),
}

/// A variant with rustc's answer.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it traces.
    pub trace: Trace,
    /// Its text.
    pub program: Program,
    /// What rustc says about it.
    pub native: Native,
}

/// The variant of use for one case.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The variant that is compared too.
    pub variant: Option<Variant>,
    /// Some were tried, and all in vain.
    pub in_vain: bool,
}

/// Asks rustc about programs; the first argument says what for.
pub type Ask<'a> = dyn FnMut(&str, &[&Program], &mut Origins) -> Result<Vec<Native>, ServiceError> + 'a;

/// Finds a variant for every case that needs one.
pub fn choose(
    cases: &[&Case],
    natives: &[Native],
    origins: &mut Origins,
    ask: &mut Ask<'_>,
) -> Result<Vec<Choice>, ServiceError> {
    let mut choices = vec![Choice::default(); cases.len()];
    let rounds = [Trace::Asserts].into_iter().chain(Reach::ALL.map(Trace::Execution));
    for trace in rounds {
        let mut waiting: Vec<(usize, Program)> = Vec::new();
        for (index, (case, native)) in cases.iter().zip(natives).enumerate() {
            let wanted = case.kind == Kind::Run
                && native.is_stable()
                && choices[index].variant.is_none()
                && (trace == Trace::Asserts || is_silent(native));
            let source = if wanted { text(&case.program.source, trace) } else { None };
            // What a batch does to the program it does to its variants: where it is compiled alone, so are they.
            let purpose = match native.how {
                How::Batched => Purpose::Variant,
                How::Solo => Purpose::Run,
            };
            waiting.extend(source.map(|source| (index, Program { source, purpose, ..case.program.clone() })));
        }
        let programs: Vec<&Program> = waiting.iter().map(|(_, program)| program).collect();
        let answers = ask(trace.label(), &programs, origins)?;
        for ((index, program), native) in waiting.into_iter().zip(answers) {
            let of_use = is_of_use(&natives[index], &native);
            choices[index].in_vain = !of_use;
            choices[index].variant = of_use.then_some(Variant { trace, program, native });
        }
    }
    Ok(choices)
}

impl Trace {
    /// In reports: what was asked of rustc, and what the reaches are counted by.
    pub fn label(self) -> &'static str {
        match self {
            Self::Asserts => "asserts traced",
            Self::Execution(Reach::Everything) => "everything traced",
            Self::Execution(Reach::Sizes) => "sizes traced",
            Self::Execution(Reach::Marks) => "steps traced",
            Self::Execution(Reach::Items) => "items traced",
        }
    }
}

fn text(source: &str, trace: Trace) -> Option<String> {
    match trace {
        Trace::Asserts => trace::asserts_traced(source),
        Trace::Execution(reach) => trace::execution_traced(source, reach),
    }
}

/// An interpreter that does nothing does the same.
fn is_silent(native: &Native) -> bool {
    native.first().is_some_and(|run| run.stdout.is_empty() && run.stderr.is_empty() && exit_code(run) == 0)
}

/// Where the variant does not compile, its runs differ, or it shows nothing more, the plain run stands.
fn is_of_use(plain: &Native, traced: &Native) -> bool {
    let shows_more = match (plain.first(), traced.first()) {
        (Some(plain), Some(traced)) => traced.stdout != plain.stdout,
        (None, _) | (_, None) => false,
    };
    traced.verdict == Verdict::Accept && traced.is_stable() && shows_more
}
