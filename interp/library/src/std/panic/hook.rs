//! The panic hook, and the one that prints the message.

use super::Location;
use crate::any::Any;
use crate::cell::Cell;
use crate::fmt;

/// What a hook is told.
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    location: &'a Location<'a>,
    shown: &'a str,
}

impl<'a> PanicHookInfo<'a> {
    pub(crate) fn new(payload: &'a (dyn Any + Send), location: &'a Location<'a>, shown: &'a str) -> Self {
        PanicHookInfo { payload, location, shown }
    }
    pub fn payload(&self) -> &(dyn Any + Send) { self.payload }
    pub fn payload_as_str(&self) -> Option<&str> {
        if let Some(s) = self.payload.downcast_ref::<&str>() {
            Some(s)
        } else if let Some(s) = self.payload.downcast_ref::<String>() {
            Some(s)
        } else {
            None
        }
    }
    pub fn location(&self) -> Option<&Location<'_>> { Some(self.location) }
}

impl fmt::Display for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("panicked at ")?;
        self.location.fmt(f)?;
        if let Some(payload) = self.payload_as_str() {
            write!(f, ":\n{payload}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PanicHookInfo").field("location", &self.location).finish_non_exhaustive()
    }
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

static mut HOOK: Option<Hook> = None;
static mut NOTE_SHOWN: bool = false;

thread_local! {
    static IN_HOOK: Cell<bool> = const { Cell::new(false) };
}

#[expect(static_mut_refs)]
pub fn set_hook(hook: Hook) { unsafe { HOOK = Some(hook) } }

#[expect(static_mut_refs)]
pub fn take_hook() -> Hook {
    match unsafe { HOOK.take() } {
        Some(hook) => hook,
        None => Box::new(default_hook),
    }
}

pub fn update_hook<F>(hook_fn: F)
where
    F: Fn(&(dyn Fn(&PanicHookInfo<'_>) + Send + Sync + 'static), &PanicHookInfo<'_>) + Sync + Send + 'static,
{
    let previous = take_hook();
    set_hook(Box::new(move |info| hook_fn(&*previous, info)));
}

#[expect(static_mut_refs)]
pub(crate) fn run_hook(info: &PanicHookInfo<'_>) {
    IN_HOOK.set(true);
    match unsafe { &HOOK } {
        Some(hook) => hook(info),
        None => default_hook(info),
    }
    IN_HOOK.set(false);
}

/// Whether this thread runs its hook.
pub(crate) fn in_hook() -> bool { IN_HOOK.get() }

/// The hint about backtraces was given already.
pub(crate) fn keep_note() { unsafe { NOTE_SHOWN = true } }

fn default_hook(info: &PanicHookInfo<'_>) {
    let id = crate::intrinsics::thread_current();
    let name = crate::thread::current_name();
    let name = match &name {
        Some(name) => name.as_str(),
        None => "<unnamed>",
    };
    crate::io::_eprint(format_args!("\nthread '{name}' ({id}) panicked at {}:\n{}\n", info.location, info.shown));
    unsafe {
        if !NOTE_SHOWN {
            NOTE_SHOWN = true;
            crate::io::_eprint(format_args!(
                "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
            ));
        }
    }
}
