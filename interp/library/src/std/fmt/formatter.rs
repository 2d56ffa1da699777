//! `Formatter`: options and padding.

use crate::fmt::{self, Arguments, Debug, DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple, Result, Write};
use crate::fmt::builders;

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Right,
    Center,
}

const LEFT: u8 = 0;
const RIGHT: u8 = 1;
const CENTER: u8 = 2;
const UNKNOWN: u8 = 3;

const SIGN_PLUS: u32 = 1;
const SIGN_MINUS: u32 = 2;
const ALTERNATE: u32 = 4;
const ZERO: u32 = 8;
const LOWER_HEX: u32 = 16;
const UPPER_HEX: u32 = 32;

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FormattingOptions {
    fill: char,
    align: u8,
    flags: u32,
    width: Option<u16>,
    precision: Option<u16>,
}

impl FormattingOptions {
    pub const fn new() -> Self {
        FormattingOptions { fill: ' ', align: UNKNOWN, flags: 0, width: None, precision: None }
    }
    pub(super) const fn from_parts(
        fill: char,
        align: u8,
        flags: u32,
        width: Option<u16>,
        precision: Option<u16>,
    ) -> Self {
        FormattingOptions { fill, align, flags, width, precision }
    }
}
impl Default for FormattingOptions {
    fn default() -> Self { Self::new() }
}

#[lang = "Formatter"]
pub struct Formatter<'a> {
    options: FormattingOptions,
    pub(super) buf: &'a mut (dyn Write + 'a),
}

impl<'a> Formatter<'a> {
    pub const fn new(write: &'a mut (dyn Write + 'a), options: FormattingOptions) -> Self {
        Formatter { options, buf: write }
    }
    pub const fn options(&self) -> FormattingOptions { self.options }
    /// The same options on another buffer.
    pub(super) fn wrap<'b>(&self, buf: &'b mut (dyn Write + 'b)) -> Formatter<'b> {
        Formatter { options: self.options, buf }
    }
    /// No option set at all: the fast path of integers and text.
    pub(super) fn is_plain(&self) -> bool {
        self.options.flags == 0 && self.options.width.is_none() && self.options.precision.is_none()
    }

    pub fn write_str(&mut self, data: &str) -> Result { self.buf.write_str(data) }
    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {
        if let Some(s) = fmt.as_str() { self.buf.write_str(s) } else { fmt::write(self.buf, fmt) }
    }

    /// Writes an integer: `buf` holds the digits, `prefix` is written for `#`.
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result {
        let mut width = buf.len();
        let mut sign = None;
        if !is_nonnegative {
            sign = Some('-');
            width += 1;
        } else if self.sign_plus() {
            sign = Some('+');
            width += 1;
        }
        let prefix = if self.alternate() {
            width += prefix.chars().count();
            Some(prefix)
        } else {
            None
        };
        let min = match self.options.width {
            None => 0,
            Some(min) => min as usize,
        };
        if width >= min {
            self.write_prefix(sign, prefix)?;
            self.buf.write_str(buf)
        } else if self.sign_aware_zero_pad() {
            let old = self.options;
            self.options.fill = '0';
            self.options.align = RIGHT;
            self.write_prefix(sign, prefix)?;
            let post = self.padding(min - width, RIGHT)?;
            self.buf.write_str(buf)?;
            self.post_padding(post)?;
            self.options = old;
            Ok(())
        } else {
            let post = self.padding(min - width, RIGHT)?;
            self.write_prefix(sign, prefix)?;
            self.buf.write_str(buf)?;
            self.post_padding(post)
        }
    }
    fn write_prefix(&mut self, sign: Option<char>, prefix: Option<&str>) -> Result {
        if let Some(c) = sign {
            self.buf.write_char(c)?;
        }
        if let Some(prefix) = prefix { self.buf.write_str(prefix) } else { Ok(()) }
    }

    /// Writes text, cut at the precision and padded to the width.
    pub fn pad(&mut self, s: &str) -> Result {
        if self.options.width.is_none() && self.options.precision.is_none() {
            return self.buf.write_str(s);
        }
        let s = match self.options.precision {
            Some(max) => match s.char_indices().nth(max as usize) {
                Some((end, _)) => &s[..end],
                None => s,
            },
            None => s,
        };
        match self.options.width {
            None => self.buf.write_str(s),
            Some(width) => {
                let count = s.chars().count();
                let width = width as usize;
                if count >= width {
                    self.buf.write_str(s)
                } else {
                    let post = self.padding(width - count, LEFT)?;
                    self.buf.write_str(s)?;
                    self.post_padding(post)
                }
            }
        }
    }

    /// Writes an ASCII number with its sign (`""`, `"-"`, `"+"`) apart; zero padding goes between them.
    pub(super) fn pad_number(&mut self, sign: &str, text: &str) -> Result {
        let Some(width) = self.options.width else {
            self.buf.write_str(sign)?;
            return self.buf.write_str(text);
        };
        let mut width = width as usize;
        let old = self.options;
        let mut sign = sign;
        if self.sign_aware_zero_pad() {
            self.buf.write_str(sign)?;
            width = width.saturating_sub(sign.len());
            sign = "";
            self.options.fill = '0';
            self.options.align = RIGHT;
        }
        let len = sign.len() + text.len();
        let result = if width <= len {
            self.buf.write_str(sign)?;
            self.buf.write_str(text)
        } else {
            let post = self.padding(width - len, RIGHT)?;
            self.buf.write_str(sign)?;
            self.buf.write_str(text)?;
            self.post_padding(post)
        };
        self.options = old;
        result
    }

    /// Writes the padding before, and returns how much comes after.
    fn padding(&mut self, padding: usize, default: u8) -> crate::result::Result<usize, fmt::Error> {
        let align = if self.options.align == UNKNOWN { default } else { self.options.align };
        let pre = match align {
            LEFT => 0,
            CENTER => padding / 2,
            _ => padding,
        };
        self.post_padding(pre)?;
        Ok(padding - pre)
    }
    fn post_padding(&mut self, count: usize) -> Result {
        let fill = self.options.fill;
        let mut i = 0;
        while i < count {
            self.buf.write_char(fill)?;
            i += 1;
        }
        Ok(())
    }

    pub fn fill(&self) -> char { self.options.fill }
    pub fn align(&self) -> Option<Alignment> {
        match self.options.align {
            LEFT => Some(Alignment::Left),
            RIGHT => Some(Alignment::Right),
            CENTER => Some(Alignment::Center),
            _ => None,
        }
    }
    pub fn width(&self) -> Option<usize> {
        match self.options.width {
            Some(width) => Some(width as usize),
            None => None,
        }
    }
    pub fn precision(&self) -> Option<usize> {
        match self.options.precision {
            Some(precision) => Some(precision as usize),
            None => None,
        }
    }
    pub fn sign_plus(&self) -> bool { self.options.flags & SIGN_PLUS != 0 }
    pub fn sign_minus(&self) -> bool { self.options.flags & SIGN_MINUS != 0 }
    pub fn alternate(&self) -> bool { self.options.flags & ALTERNATE != 0 }
    pub fn sign_aware_zero_pad(&self) -> bool { self.options.flags & ZERO != 0 }
    pub(super) fn debug_lower_hex(&self) -> bool { self.options.flags & LOWER_HEX != 0 }
    pub(super) fn debug_upper_hex(&self) -> bool { self.options.flags & UPPER_HEX != 0 }
    /// The options of `{:p}`: `#` means zero padding to the full width.
    pub(super) fn with_pointer_options(&mut self, write: impl FnOnce(&mut Self) -> Result) -> Result {
        let old = self.options;
        if self.alternate() {
            self.options.flags |= ZERO;
            if self.options.width.is_none() {
                self.options.width = Some(18);
            }
        }
        self.options.flags |= ALTERNATE;
        let result = write(self);
        self.options = old;
        result
    }

    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> { builders::debug_struct_new(self, name) }
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> { builders::debug_tuple_new(self, name) }
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> { builders::debug_list_new(self) }
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> { builders::debug_set_new(self) }
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> { builders::debug_map_new(self) }

    // What `derive(Debug)` calls.
    pub fn debug_struct_field1_finish(&mut self, name: &str, name1: &str, value1: &dyn Debug) -> Result {
        builders::debug_struct_new(self, name).field(name1, value1).finish()
    }
    pub fn debug_struct_field2_finish(
        &mut self, name: &str, name1: &str, value1: &dyn Debug, name2: &str, value2: &dyn Debug,
    ) -> Result {
        builders::debug_struct_new(self, name).field(name1, value1).field(name2, value2).finish()
    }
    pub fn debug_struct_field3_finish(
        &mut self, name: &str, name1: &str, value1: &dyn Debug, name2: &str, value2: &dyn Debug,
        name3: &str, value3: &dyn Debug,
    ) -> Result {
        builders::debug_struct_new(self, name).field(name1, value1).field(name2, value2).field(name3, value3).finish()
    }
    pub fn debug_struct_field4_finish(
        &mut self, name: &str, name1: &str, value1: &dyn Debug, name2: &str, value2: &dyn Debug,
        name3: &str, value3: &dyn Debug, name4: &str, value4: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1).field(name2, value2).field(name3, value3).field(name4, value4).finish()
    }
    pub fn debug_struct_field5_finish(
        &mut self, name: &str, name1: &str, value1: &dyn Debug, name2: &str, value2: &dyn Debug,
        name3: &str, value3: &dyn Debug, name4: &str, value4: &dyn Debug, name5: &str, value5: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1).field(name2, value2).field(name3, value3);
        builder.field(name4, value4).field(name5, value5).finish()
    }
    pub fn debug_struct_fields_finish(&mut self, name: &str, names: &[&str], values: &[&dyn Debug]) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        let mut i = 0;
        while i < names.len() {
            builder.field(names[i], values[i]);
            i += 1;
        }
        builder.finish()
    }
    pub fn debug_tuple_field1_finish(&mut self, name: &str, value1: &dyn Debug) -> Result {
        builders::debug_tuple_new(self, name).field(value1).finish()
    }
    pub fn debug_tuple_field2_finish(&mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug) -> Result {
        builders::debug_tuple_new(self, name).field(value1).field(value2).finish()
    }
    pub fn debug_tuple_field3_finish(
        &mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug, value3: &dyn Debug,
    ) -> Result {
        builders::debug_tuple_new(self, name).field(value1).field(value2).field(value3).finish()
    }
    pub fn debug_tuple_field4_finish(
        &mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug, value3: &dyn Debug, value4: &dyn Debug,
    ) -> Result {
        builders::debug_tuple_new(self, name).field(value1).field(value2).field(value3).field(value4).finish()
    }
    pub fn debug_tuple_field5_finish(
        &mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug, value3: &dyn Debug, value4: &dyn Debug,
        value5: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1).field(value2).field(value3).field(value4).field(value5).finish()
    }
    pub fn debug_tuple_fields_finish(&mut self, name: &str, values: &[&dyn Debug]) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        for value in values {
            builder.field(*value);
        }
        builder.finish()
    }
}

impl Write for Formatter<'_> {
    fn write_str(&mut self, s: &str) -> Result { self.buf.write_str(s) }
    fn write_char(&mut self, c: char) -> Result { self.buf.write_char(c) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        if let Some(s) = args.as_str() { self.buf.write_str(s) } else { fmt::write(self.buf, args) }
    }
}
