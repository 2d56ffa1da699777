//! `str`, `char`, `bool` and their escapes.

use crate::fmt::{self, Debug, Display, Formatter};

impl Display for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.pad(self) }
}
impl Debug for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.buf.write_char('"')?;
        write_escaped_text(f, self)?;
        f.buf.write_char('"')
    }
}

/// Text as it stands between double quotes; runs that need no escape go out in one piece.
pub(crate) fn write_escaped_text(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let mut from = 0;
    for (i, c) in text.char_indices() {
        let plain = if c.is_ascii() {
            c >= ' ' && c != '"' && c != '\\' && c != '\x7f'
        } else {
            crate::intrinsics::char_debug_escape(c) == 0
        };
        if !plain {
            f.buf.write_str(&text[from..i])?;
            write_escaped(f, c, '"')?;
            from = i + c.len_utf8();
        }
    }
    f.buf.write_str(&text[from..])
}
impl Display for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if f.width().is_none() && f.precision().is_none() {
            f.buf.write_char(*self)
        } else {
            f.pad(self.encode_utf8(&mut [0; 4]))
        }
    }
}
impl Debug for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.buf.write_char('\'')?;
        write_escaped(f, *self, '\'')?;
        f.buf.write_char('\'')
    }
}

/// One character as it stands between quotes of the given kind.
fn write_escaped(f: &mut Formatter<'_>, c: char, quote: char) -> fmt::Result {
    match c {
        '\0' => f.buf.write_str("\\0"),
        '\t' => f.buf.write_str("\\t"),
        '\r' => f.buf.write_str("\\r"),
        '\n' => f.buf.write_str("\\n"),
        '\\' => f.buf.write_str("\\\\"),
        _ if c == quote => {
            f.buf.write_char('\\')?;
            f.buf.write_char(c)
        }
        _ if crate::intrinsics::char_debug_escape(c) != 0 => {
            for part in c.escape_unicode() {
                f.buf.write_char(part)?;
            }
            Ok(())
        }
        _ => f.buf.write_char(c),
    }
}

impl Display for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.pad(if *self { "true" } else { "false" }) }
}
impl Debug for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { Display::fmt(self, f) }
}
