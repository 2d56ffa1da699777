//! What a traced program has in its hands. It goes into the program as one line, so that no line number moves.
//! A size is shown where it follows from the language: what std keeps private may be laid out as it likes.
//! Functions are values of size 0 wherever they come from.
//! (Lines that start with `//` are left out; there are no other comments.)
//! `see!` shows the value where the type is on the closed list below, and its size otherwise: which of the two is
//! decided by method probing, whose by-value step comes before its by-reference step.
//! What takes too long is unwound and not panicked: a batch has this module elsewhere, and a panic would tell where.
#[allow(warnings)]
mod __treebeard {
    use ::std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    static LINES: AtomicUsize = AtomicUsize::new(0);
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    pub fn speaks() -> bool {
        let lines = LINES.fetch_add(1, Relaxed);
        if lines >= 500 && CALLS.load(Relaxed) > 0 && !::std::thread::panicking() {
            ::std::panic::resume_unwind(::std::boxed::Box::new("traced for too long"));
        }
        lines < 500
    }
    pub fn mark(line: u32) {
        if speaks() {
            ::std::println!("@{line}");
        }
    }
    pub fn is_open<T: ?Sized>() -> bool {
        let name = ::std::any::type_name::<T>();
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        name.split(|c| !is_word(c)).all(|path| {
            let last = path.rsplit("::").next().unwrap_or(path);
            let own = !["std::", "core::", "alloc::", "hashbrown::"].iter().any(|start| path.starts_with(start));
            if own { !super::__TREEBEARD_CLOSED.contains(&last) } else { super::__TREEBEARD_OPEN.contains(&last) }
        })
    }
    pub fn item<T>(line: u32, name: &str) {
        ::std::println!("@{line} {name}: {} {}", ::std::mem::size_of::<T>(), ::std::mem::align_of::<T>());
    }
    pub fn call(line: u32, name: &str, body: impl FnOnce()) {
        ::std::println!("@{line} call {name}");
        LINES.store(0, Relaxed);
        CALLS.fetch_add(1, Relaxed);
        let ended = ::std::panic::catch_unwind(::std::panic::AssertUnwindSafe(body));
        CALLS.fetch_sub(1, Relaxed);
        LINES.store(0, Relaxed);
        if ended.is_err() {
            ::std::println!("@{line} panicked");
        }
    }
    pub trait Show {
        fn show(&self) -> ::std::string::String;
    }
    macro_rules! plain {
        ($($name:ty;)*) => {
            $(impl Show for $name {
                fn show(&self) -> ::std::string::String {
                    ::std::format!("{:?}", self)
                }
            })*
        };
    }
    plain! { bool; char; str; (); u8; u16; u32; u64; u128; usize; i8; i16; i32; i64; i128; isize; f32; f64; ::std::string::String; ::std::cmp::Ordering; }
    impl<T: Show + ?Sized> Show for &T {
        fn show(&self) -> ::std::string::String {
            ::std::format!("&{}", (**self).show())
        }
    }
    impl<T: Show + ?Sized> Show for &mut T {
        fn show(&self) -> ::std::string::String {
            ::std::format!("&mut {}", (**self).show())
        }
    }
    impl<T: Show + ?Sized> Show for ::std::boxed::Box<T> {
        fn show(&self) -> ::std::string::String {
            (**self).show()
        }
    }
    impl<T: Show> Show for [T] {
        fn show(&self) -> ::std::string::String {
            let mut text = ::std::string::String::from("[");
            for item in self.iter().take(20) {
                text.push_str(&item.show());
                text.push(' ');
            }
            ::std::format!("{text}; {}]", self.len())
        }
    }
    impl<T: Show, const N: usize> Show for [T; N] {
        fn show(&self) -> ::std::string::String {
            self.as_slice().show()
        }
    }
    impl<T: Show> Show for ::std::vec::Vec<T> {
        fn show(&self) -> ::std::string::String {
            self.as_slice().show()
        }
    }
    impl<T: Show> Show for ::std::option::Option<T> {
        fn show(&self) -> ::std::string::String {
            match self {
                ::std::option::Option::Some(value) => ::std::format!("Some({})", value.show()),
                ::std::option::Option::None => ::std::string::String::from("None"),
            }
        }
    }
    impl<T: Show, E: Show> Show for ::std::result::Result<T, E> {
        fn show(&self) -> ::std::string::String {
            match self {
                ::std::result::Result::Ok(value) => ::std::format!("Ok({})", value.show()),
                ::std::result::Result::Err(value) => ::std::format!("Err({})", value.show()),
            }
        }
    }
    impl<A: Show, B: Show> Show for (A, B) {
        fn show(&self) -> ::std::string::String {
            ::std::format!("({}, {})", self.0.show(), self.1.show())
        }
    }
    pub struct Seen<'a, T: ?Sized>(pub &'a T);
    pub trait ByValue {
        fn seen(&self, line: u32, name: &str);
    }
    impl<T: Show + ?Sized> ByValue for Seen<'_, T> {
        fn seen(&self, line: u32, name: &str) {
            if speaks() {
                ::std::println!("@{line} {name}: {} {} {}", ::std::mem::size_of_val(self.0), ::std::mem::align_of_val(self.0), self.0.show());
            }
        }
    }
    pub trait BySize {
        fn seen(&self, line: u32, name: &str);
    }
    impl<T: ?Sized> BySize for &Seen<'_, T> {
        fn seen(&self, line: u32, name: &str) {
            if ::std::mem::size_of_val(self.0) > 0 && !is_open::<T>() {
                mark(line);
            } else if speaks() {
                ::std::println!("@{line} {name}: {} {}", ::std::mem::size_of_val(self.0), ::std::mem::align_of_val(self.0));
            }
        }
    }
    pub fn size<T: ?Sized>(line: u32, name: &str, value: &T) {
        (&&Seen(value)).seen(line, name);
    }
}
#[allow(unused_macros)]
macro_rules! __treebeard_see {
    ($line:literal $($name:ident)*) => {
        $( {
            #[allow(unused_imports)]
            use self::__treebeard::{ByValue as _, BySize as _};
            (&__treebeard::Seen(&$name)).seen($line, ::std::stringify!($name));
        } )*
    };
}
#[allow(unused_macros)]
macro_rules! __treebeard_show {
    ($line:literal $name:literal $value:expr) => {
        match &$value {
            value => {
                #[allow(unused_imports)]
                use self::__treebeard::{ByValue as _, BySize as _};
                (&__treebeard::Seen(value)).seen($line, $name);
            }
        }
    };
}
