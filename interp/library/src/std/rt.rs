//! Where a program begins: the evaluator calls `lang_start` with the program's `main`.

use crate::any::Any;
use crate::intrinsics;
use crate::process::Termination;

#[lang = "start"]
fn lang_start<T: Termination + 'static>(main: fn() -> T) -> i32 { main().report().to_i32() }

/// A test begins like `main`, on a thread of its own with its name. `is_later`: a test before it has panicked, and the
/// hint about backtraces is given once per process. A panic is told to `test_panicked`.
#[lang = "test_start"]
fn test_start<T: Termination + 'static>(name: &str, is_later: u64, test: fn() -> T) -> i32 {
    crate::thread::name_current(name);
    if is_later != 0 {
        crate::panic::keep_note();
    }
    match intrinsics::catch_unwind(move || test().report().to_i32()) {
        Ok(status) => status,
        Err(payload) => {
            report_panic(&*payload);
            0
        }
    }
}

fn report_panic(payload: &(dyn Any + Send)) {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        intrinsics::test_panicked(1, text.as_ptr(), text.len());
    } else if let Some(text) = payload.downcast_ref::<String>() {
        intrinsics::test_panicked(1, text.as_ptr(), text.len());
    } else {
        let shown = format!("{:?}", payload.type_id());
        intrinsics::test_panicked(0, shown.as_ptr(), shown.len());
    }
}

/// What the real runtime has allocated when `main` begins, for programs that count: the main thread's name, and the
/// first node of its table of threads' stacks.
#[lang = "before_main"]
fn before_main() {
    intrinsics::alloc(4, 1);
    intrinsics::alloc(544, 8);
}

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
