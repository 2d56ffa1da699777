//! `std::fmt`: the traits, `Arguments` and `write`. The formatter is in `fmt::formatter`, the debug builders in
//! `fmt::builders`, the impls for numbers, text and the rest in `fmt::{num, float, text, impls}`.

mod builders;
mod float;
mod formatter;
mod impls;
mod num;
pub mod rt;
mod text;

pub use self::builders::{DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple, FromFn, from_fn};
pub(crate) use self::text::write_escaped_text;
pub use self::formatter::{Alignment, Formatter, FormattingOptions};

use crate::string::String;

pub type Result = crate::result::Result<(), Error>;

#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error;

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad("an error occurred when formatting an argument")
    }
}

pub trait Write {
    fn write_str(&mut self, s: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result { self.write_str(c.encode_utf8(&mut [0; 4])) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        // The trait may be implemented by an unsized type, hence the wrapper.
        write(&mut Adapter { inner: self }, args)
    }
}

struct Adapter<'a, W: Write + ?Sized> {
    inner: &'a mut W,
}
impl<W: Write + ?Sized> Write for Adapter<'_, W> {
    fn write_str(&mut self, s: &str) -> Result { self.inner.write_str(s) }
    fn write_char(&mut self, c: char) -> Result { self.inner.write_char(c) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result { write(self, args) }
}

impl<W: Write + ?Sized> Write for &mut W {
    fn write_str(&mut self, s: &str) -> Result { (**self).write_str(s) }
    fn write_char(&mut self, c: char) -> Result { (**self).write_char(c) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result { (**self).write_fmt(args) }
}

/// What `format_args!` makes: literal pieces, arguments, and how each placeholder shows which argument.
#[lang = "format_arguments"]
#[derive(Copy, Clone)]
pub struct Arguments<'a> {
    pieces: &'a [&'static str],
    args: &'a [rt::Argument<'a>],
    /// None: the arguments in order with default options.
    placeholders: Option<&'a [rt::Placeholder]>,
}

impl<'a> Arguments<'a> {
    pub const fn new_const(pieces: &'a [&'static str]) -> Arguments<'a> {
        Arguments { pieces, args: &[], placeholders: None }
    }
    #[extends_arguments]
    pub const fn new_v1(pieces: &'a [&'static str], args: &'a [rt::Argument<'a>]) -> Arguments<'a> {
        Arguments { pieces, args, placeholders: None }
    }
    #[extends_arguments]
    pub const fn new(
        pieces: &'a [&'static str],
        args: &'a [rt::Argument<'a>],
        placeholders: &'a [rt::Placeholder],
    ) -> Arguments<'a> {
        Arguments { pieces, args, placeholders: Some(placeholders) }
    }
    pub const fn as_str(&self) -> Option<&'static str> {
        if self.args.len() != 0 {
            return None;
        }
        match self.pieces {
            [] => Some(""),
            [piece] => Some(*piece),
            _ => None,
        }
    }
    fn estimated_capacity(&self) -> usize {
        let mut len = 0;
        for piece in self.pieces {
            len += piece.len();
        }
        if self.args.is_empty() {
            len
        } else if !self.pieces.is_empty() && self.pieces[0].is_empty() && len < 16 {
            0
        } else {
            len * 2
        }
    }
}
impl Debug for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { write(f.buf, *self) }
}
impl Display for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { write(f.buf, *self) }
}

#[lang = "Debug"]
pub trait Debug {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
#[lang = "Display"]
pub trait Display {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Octal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
#[lang = "Pointer"]
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result {
    let pieces = args.pieces;
    let count = match args.placeholders {
        None => {
            let values = args.args;
            let mut i = 0;
            while i < values.len() {
                let piece = pieces[i];
                if !piece.is_empty() {
                    output.write_str(piece)?;
                }
                values[i].fmt(&mut Formatter::new(output, FormattingOptions::new()))?;
                i += 1;
            }
            i
        }
        Some(placeholders) => write_placeholders(output, args, placeholders)?,
    };
    if count < pieces.len() {
        output.write_str(pieces[count])?;
    }
    Ok(())
}

/// The pieces and values up to the last placeholder, if some have options; gives the number of placeholders. Apart from
/// `write`, since most texts need none of it.
fn write_placeholders(
    output: &mut dyn Write,
    args: Arguments<'_>,
    placeholders: &[rt::Placeholder],
) -> crate::result::Result<usize, Error> {
    let pieces = args.pieces;
    let mut i = 0;
    while i < placeholders.len() {
        let piece = pieces[i];
        if !piece.is_empty() {
            output.write_str(piece)?;
        }
        let options = placeholders[i].options(args.args);
        args.args[placeholders[i].position].fmt(&mut Formatter::new(output, options))?;
        i += 1;
    }
    Ok(i)
}

pub fn format(args: Arguments<'_>) -> String {
    match args.as_str() {
        Some(text) => String::from(text),
        None => {
            let mut output = String::with_capacity(args.estimated_capacity());
            match write(&mut output, args) {
                Ok(()) => output,
                Err(_) => panic!("a formatting trait implementation returned an error when the underlying stream did not"),
            }
        }
    }
}
