//! The macros of the standard library that `macro_rules!` can say. The others (`format_args!`, `assert!`, `concat!` …)
//! are built into the frontend and only declared here, so that `use std::assert;` finds a name.
//!
//! What they call, all of it `#[track_caller]` where it panics:
//! `panicking::panic(&'static str) -> !`, `panicking::panic_fmt(fmt::Arguments) -> !`,
//! `panicking::panic_display(&impl Display) -> !`, `panicking::unreachable_display(&impl Display) -> !`,
//! `panicking::assert_failed(AssertKind, &T, &U, Option<fmt::Arguments>) -> !` with `AssertKind::{Eq, Ne}`,
//! `rt::begin_panic<M: Any + Send>(M) -> !`, `io::{_print, _eprint}(fmt::Arguments)`,
//! `fmt::format(fmt::Arguments) -> String`, `vec::from_elem(T, usize) -> Vec<T>`, `boxed::box_new(T) -> Box<T>`,
//! `slice::into_vec(Box<[T]>) -> Vec<T>`, `thread::LocalKey::<T>::new(&'static local_impl::Key, fn() -> T)` (const) and
//! `thread::local_impl::Key::new()` (const). `format_args!` uses `fmt::Arguments::{new_const, new_v1, new}`,
//! `fmt::rt::Argument::new_*`, `fmt::rt::Placeholder::new` and `fmt::rt::Count`.

#[macro_export]
#[rustc_builtin_macro]
macro_rules! assert { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! cfg { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! column { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! compile_error { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! concat { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! env { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! file { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! format_args { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! include { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! include_bytes { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! include_str { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! line { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! module_path { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! option_env { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! panic { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! stringify { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! unreachable { () => {}; }

// ---- panics ----

/// `panic!` from edition 2021 on.
#[macro_export]
macro_rules! panic_2021 {
    () => { $crate::panicking::panic("explicit panic") };
    ("{}", $arg:expr $(,)?) => { $crate::panicking::panic_display(&$arg) };
    ($($t:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($($t)+)) };
}

/// `panic!` before edition 2021: one argument alone is the payload, not a format string.
#[macro_export]
macro_rules! panic_2015 {
    () => { $crate::rt::begin_panic("explicit panic") };
    ($msg:expr $(,)?) => { $crate::rt::begin_panic($msg) };
    ($fmt:expr, $($t:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($fmt, $($t)+)) };
}

/// `core::panic!` before edition 2021: one argument alone is the text.
#[macro_export]
macro_rules! core_panic_2015 {
    () => { $crate::panicking::panic("explicit panic") };
    ($msg:expr $(,)?) => { $crate::panicking::panic_str_2015($msg) };
    ($fmt:expr, $($t:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($fmt, $($t)+)) };
}

/// `unreachable!` from edition 2021 on.
#[macro_export]
macro_rules! unreachable_2021 {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($($t:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!("internal error: entered unreachable code: {}", $crate::format_args!($($t)+)))
    };
}

/// `unreachable!` before edition 2021.
#[macro_export]
macro_rules! unreachable_2015 {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($msg:expr $(,)?) => { $crate::panicking::unreachable_display(&$msg) };
    ($fmt:expr, $($t:tt)*) => {
        $crate::panicking::panic_fmt($crate::format_args!($crate::concat!("internal error: entered unreachable code: ", $fmt), $($t)*))
    };
}

#[macro_export]
macro_rules! todo {
    () => { $crate::panicking::panic("not yet implemented") };
    ($($t:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!("not yet implemented: {}", $crate::format_args!($($t)+))) };
}

#[macro_export]
macro_rules! unimplemented {
    () => { $crate::panicking::panic("not implemented") };
    ($($t:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!("not implemented: {}", $crate::format_args!($($t)+))) };
}

#[macro_export]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    let kind = $crate::panicking::AssertKind::Eq;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    let kind = $crate::panicking::AssertKind::Eq;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    let kind = $crate::panicking::AssertKind::Ne;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    let kind = $crate::panicking::AssertKind::Ne;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! debug_assert {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_eq {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_eq!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_ne {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_ne!($($arg)*); } };
}

// ---- output ----

#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args!($($arg)*)); }};
}

#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args_nl!($($arg)*)); }};
}

#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args!($($arg)*)); }};
}

#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args_nl!($($arg)*)); }};
}

#[macro_export]
macro_rules! write {
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) };
}

#[macro_export]
macro_rules! writeln {
    ($dst:expr $(,)?) => { $crate::write!($dst, "\n") };
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args_nl!($($arg)*)) };
}

#[macro_export]
macro_rules! format {
    ($($arg:tt)*) => {{ let res = $crate::fmt::format($crate::format_args!($($arg)*)); res }};
}

#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($val:expr $(,)?) => {
        match $val {
            tmp => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::file!(),
                    $crate::line!(),
                    $crate::column!(),
                    $crate::stringify!($val),
                    &&tmp as &dyn $crate::fmt::Debug
                );
                tmp
            }
        }
    };
    ($($val:expr),+ $(,)?) => { ($($crate::dbg!($val)),+,) };
}

// ---- values ----

#[macro_export]
macro_rules! vec {
    () => { $crate::vec::Vec::new() };
    ($elem:expr; $n:expr) => { $crate::vec::from_elem($elem, $n) };
    ($($x:expr),+ $(,)?) => { $crate::slice::into_vec($crate::boxed::box_new([$($x),+])) };
}

#[macro_export]
macro_rules! matches {
    ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => {
        match $expression {
            $pattern $(if $guard)? => true,
            _ => false,
        }
    };
}

#[macro_export]
macro_rules! r#try {
    ($expr:expr $(,)?) => {
        match $expr {
            $crate::result::Result::Ok(val) => val,
            $crate::result::Result::Err(err) => return $crate::result::Result::Err($crate::convert::From::from(err)),
        }
    };
}

/// How far a field lies from the start of a value that does not exist.
#[macro_export]
macro_rules! offset_of {
    ($Container:ty, $($fields:tt)+) => {{
        let start = $crate::intrinsics::zeroed::<*const $Container>();
        #[allow(unused_unsafe)]
        unsafe { (&raw const (*start).$($fields)+).byte_offset_from(start) as usize }
    }};
}

#[macro_export]
macro_rules! addr_of {
    ($place:expr) => { &raw const $place };
}

#[macro_export]
macro_rules! addr_of_mut {
    ($place:expr) => { &raw mut $place };
}

#[macro_export]
macro_rules! pin {
    ($value:expr $(,)?) => { $crate::pin::Pin::<&mut _> { __pointer: &mut { $value } } };
}

#[macro_export]
macro_rules! ready {
    ($e:expr $(,)?) => {
        match $e {
            $crate::task::Poll::Ready(t) => t,
            $crate::task::Poll::Pending => return $crate::task::Poll::Pending,
        }
    };
}

// ---- thread locals ----

/// Each declaration becomes a constant key over a lazily initialised slot of the thread.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local_key!([$(#[$attr])*] $vis $name, $t, const $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block) => {
        $crate::thread_local_key!([$(#[$attr])*] $vis $name, $t, const $init);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local_key!([$(#[$attr])*] $vis $name, $t, $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr) => {
        $crate::thread_local_key!([$(#[$attr])*] $vis $name, $t, $init);
    };
}

#[macro_export]
macro_rules! thread_local_key {
    ([$(#[$attr:meta])*] $vis:vis $name:ident, $t:ty, $($init:tt)*) => {
        $(#[$attr])* $vis const $name: $crate::thread::LocalKey<$t> = {
            fn __init() -> $t { $($init)* }
            static __KEY: $crate::thread::local_impl::Key = $crate::thread::local_impl::Key::new();
            $crate::thread::LocalKey::new(&__KEY, __init)
        };
    };
}
