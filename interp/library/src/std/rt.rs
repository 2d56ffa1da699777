//! Where a program begins: the evaluator calls `lang_start` with the program's `main`.

use crate::any::Any;
use crate::process::Termination;

#[lang = "start"]
fn lang_start<T: Termination + 'static>(main: fn() -> T) -> i32 { main().report().to_i32() }

/// `panic!(value)` before edition 2021.
#[track_caller]
#[cold]
pub fn begin_panic<M: Any + Send>(msg: M) -> ! {
    let payload: Box<dyn Any + Send> = Box::new(msg);
    let shown = if let Some(text) = payload.downcast_ref::<&'static str>() {
        String::from(*text)
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        String::from("Box<dyn Any>")
    };
    crate::panicking::begin_any(payload, &shown)
}
