//! What `format_args!` is lowered to.

use crate::fmt::{
    Binary, Debug, Display, Formatter, FormattingOptions, LowerExp, LowerHex, Octal, Pointer, Result, UpperExp, UpperHex,
};
use crate::marker::PhantomData;

#[lang = "format_argument"]
#[derive(Copy, Clone)]
pub struct Argument<'a> {
    kind: Kind,
    _lifetime: PhantomData<&'a ()>,
}

#[derive(Copy, Clone)]
enum Kind {
    /// A value without its type, and the function that knows it.
    Value(*const (), fn(*const (), &mut Formatter<'_>) -> Result),
    /// A width or precision.
    Count(usize),
}

macro_rules! constructors {
    ($($name:ident $show:ident $trait_:ident;)*) => {
        $(fn $show<T: $trait_>(value: *const (), f: &mut Formatter<'_>) -> Result {
            <T as $trait_>::fmt(unsafe { &*(value as *const T) }, f)
        })*
        impl<'a> Argument<'a> {
            $(#[extends_arguments]
            pub const fn $name<T: $trait_>(x: &'a T) -> Argument<'a> {
                Argument { kind: Kind::Value(x as *const T as *const (), $show::<T>), _lifetime: PhantomData }
            })*
        }
    };
}
constructors! {
    new_display show_display Display;
    new_debug show_debug Debug;
    new_lower_hex show_lower_hex LowerHex;
    new_upper_hex show_upper_hex UpperHex;
    new_octal show_octal Octal;
    new_binary show_binary Binary;
    new_lower_exp show_lower_exp LowerExp;
    new_upper_exp show_upper_exp UpperExp;
    new_pointer show_pointer Pointer;
}

impl Argument<'_> {
    #[track_caller]
    pub const fn from_usize(x: &usize) -> Argument<'_> {
        if *x > 0xffff {
            panic!("Formatting argument out of range");
        }
        Argument { kind: Kind::Count(*x), _lifetime: PhantomData }
    }
    pub(super) fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.kind {
            Kind::Value(value, show) => show(value, f),
            Kind::Count(count) => Display::fmt(&count, f),
        }
    }
    fn as_count(&self) -> usize {
        match self.kind {
            Kind::Count(count) => count,
            Kind::Value(..) => 0,
        }
    }
}

/// A width or precision as written.
#[lang = "format_count"]
#[derive(Copy, Clone)]
pub enum Count {
    Is(usize),
    Param(usize),
    Implied,
}

/// `{position:fill align flags width .precision}`.
#[lang = "format_placeholder"]
#[derive(Copy, Clone)]
pub struct Placeholder {
    pub(super) position: usize,
    fill: char,
    align: u8,
    flags: u32,
    precision: Count,
    width: Count,
}

impl Placeholder {
    pub const fn new(position: usize, fill: char, align: u8, flags: u32, precision: Count, width: Count) -> Placeholder {
        Placeholder { position, fill, align, flags, precision, width }
    }
    pub(super) fn options(&self, args: &[Argument<'_>]) -> FormattingOptions {
        FormattingOptions::from_parts(
            self.fill,
            self.align,
            self.flags,
            count_of(self.width, args),
            count_of(self.precision, args),
        )
    }
}

fn count_of(count: Count, args: &[Argument<'_>]) -> Option<u16> {
    match count {
        Count::Is(n) => Some(n as u16),
        Count::Param(i) => Some(args[i].as_count() as u16),
        Count::Implied => None,
    }
}
