//! Where panics begin: the message is made here, printed by the hook, then the evaluator unwinds.

use crate::any::Any;
use crate::fmt::{self, Debug, Display};
use crate::intrinsics;
use crate::panic::{Location, PanicHookInfo};

#[track_caller]
#[cold]
#[lang = "panic"]
pub const fn panic(expr: &'static str) -> ! { begin(Box::new(expr), expr, caller()) }

#[track_caller]
#[cold]
pub const fn panic_str(expr: &str) -> ! { begin(Box::new(String::from(expr)), expr, caller()) }

#[track_caller]
#[cold]
#[lang = "panic_fmt"]
pub const fn panic_fmt(message: fmt::Arguments<'_>) -> ! {
    match message.as_str() {
        Some(text) => begin(Box::new(text), text, caller()),
        None => {
            let text = fmt::format(message);
            let shown = text.clone();
            begin(Box::new(text), &shown, caller())
        }
    }
}

#[track_caller]
#[cold]
#[lang = "panic_display"]
pub const fn panic_display<T: Display>(x: &T) -> ! { panic_fmt(format_args!("{}", *x)) }

#[track_caller]
#[cold]
pub const fn panic_str_2015(expr: &str) -> ! { panic_display(&expr) }

#[track_caller]
#[cold]
pub fn unreachable_display<T: Display>(x: &T) -> ! {
    panic_fmt(format_args!("internal error: entered unreachable code: {}", *x))
}

pub enum AssertKind {
    Eq,
    Ne,
    Match,
}

#[track_caller]
#[cold]
pub fn assert_failed<T, U>(kind: AssertKind, left: &T, right: &U, args: Option<fmt::Arguments<'_>>) -> !
where
    T: Debug + ?Sized,
    U: Debug + ?Sized,
{
    let op = match kind {
        AssertKind::Eq => "==",
        AssertKind::Ne => "!=",
        AssertKind::Match => "matches",
    };
    match args {
        Some(args) => {
            panic_fmt(format_args!("assertion `left {op} right` failed: {args}\n  left: {left:?}\n right: {right:?}"))
        }
        None => panic_fmt(format_args!("assertion `left {op} right` failed\n  left: {left:?}\n right: {right:?}")),
    }
}

/// A panic that nothing can catch: the hook speaks, then the program ends.
#[cold]
pub(crate) const fn panic_nounwind(text: &str) -> ! {
    intrinsics::panic_count_add(1);
    let payload: Box<dyn Any + Send> = Box::new(String::from(text));
    crate::panic::run_hook(&PanicHookInfo::new(&*payload, caller(), text));
    crate::io::_eprint(format_args!("thread caused non-unwinding panic. aborting.\n"));
    intrinsics::abort()
}

/// A panic whose payload is any value, as `panic_any` makes it.
#[track_caller]
#[cold]
pub(crate) fn begin_any(payload: Box<dyn Any + Send>, shown: &str) -> ! { begin(payload, shown, caller()) }

#[track_caller]
fn caller() -> &'static Location<'static> { intrinsics::caller_location() }

/// Counts the panic, runs the hook, unwinds.
#[cold]
fn begin(payload: Box<dyn Any + Send>, shown: &str, location: &'static Location<'static>) -> ! {
    if crate::panic::in_hook() {
        let last = "thread panicked while processing panic. aborting.";
        crate::io::_eprint(format_args!("panicked at {location}:\n{shown}\n{last}\n"));
        intrinsics::abort();
    }
    intrinsics::panic_count_add(1);
    let info = PanicHookInfo::new(&*payload, location, shown);
    crate::panic::run_hook(&info);
    intrinsics::panic_noted(shown.as_ptr(), shown.len(), location);
    intrinsics::start_unwind(payload)
}
