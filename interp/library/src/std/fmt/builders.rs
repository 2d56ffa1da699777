//! The builders behind `{:?}` and `{:#?}`.

use crate::fmt::{self, Debug, Display, Formatter, Write};

/// Indents what passes through by four spaces.
struct PadAdapter<'buf, 'state> {
    buf: &'buf mut (dyn Write + 'buf),
    on_newline: &'state mut bool,
}

impl Write for PadAdapter<'_, '_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        let mut rest = s;
        while !rest.is_empty() {
            let (line, after) = match rest.find('\n') {
                Some(i) => rest.split_at(i + 1),
                None => (rest, ""),
            };
            if *self.on_newline {
                self.buf.write_str("    ")?;
            }
            *self.on_newline = line.ends_with('\n');
            self.buf.write_str(line)?;
            rest = after;
        }
        Ok(())
    }
    fn write_char(&mut self, c: char) -> fmt::Result {
        if *self.on_newline {
            self.buf.write_str("    ")?;
        }
        *self.on_newline = c == '\n';
        self.buf.write_char(c)
    }
}

/// Runs `write` with a formatter that indents, and puts `end` after it through the same adapter.
fn indented(fmt: &mut Formatter<'_>, write: impl FnOnce(&mut Formatter<'_>) -> fmt::Result, end: &str) -> fmt::Result {
    let mut on_newline = true;
    let options = fmt.options();
    let mut adapter = PadAdapter { buf: &mut *fmt.buf, on_newline: &mut on_newline };
    let mut inner = Formatter::new(&mut adapter, options);
    write(&mut inner)?;
    inner.write_str(end)
}

pub struct DebugStruct<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: fmt::Result,
    has_fields: bool,
}
pub(super) fn debug_struct_new<'a, 'b>(fmt: &'a mut Formatter<'b>, name: &str) -> DebugStruct<'a, 'b> {
    let result = fmt.write_str(name);
    DebugStruct { fmt, result, has_fields: false }
}
impl<'a, 'b: 'a> DebugStruct<'a, 'b> {
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self {
        self.field_with(name, |f| value.fmt(f))
    }
    fn field_with<F: FnOnce(&mut Formatter<'_>) -> fmt::Result>(&mut self, name: &str, value_fmt: F) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.try_field(name, value_fmt);
        }
        self.has_fields = true;
        self
    }
    fn try_field<F: FnOnce(&mut Formatter<'_>) -> fmt::Result>(&mut self, name: &str, value_fmt: F) -> fmt::Result {
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str(" {\n")?;
            }
            indented(
                self.fmt,
                |f| {
                    f.write_str(name)?;
                    f.write_str(": ")?;
                    value_fmt(f)
                },
                ",\n",
            )
        } else {
            let prefix = if self.has_fields { ", " } else { " { " };
            self.fmt.write_str(prefix)?;
            self.fmt.write_str(name)?;
            self.fmt.write_str(": ")?;
            value_fmt(self.fmt)
        }
    }
    pub fn finish_non_exhaustive(&mut self) -> fmt::Result {
        if self.result.is_ok() {
            self.result = if self.has_fields {
                if self.fmt.alternate() {
                    match indented(self.fmt, |f| f.write_str(".."), "\n") {
                        Ok(()) => self.fmt.write_str("}"),
                        Err(e) => Err(e),
                    }
                } else {
                    self.fmt.write_str(", .. }")
                }
            } else {
                self.fmt.write_str(" { .. }")
            };
        }
        self.result
    }
    pub fn finish(&mut self) -> fmt::Result {
        if self.has_fields && self.result.is_ok() {
            self.result = if self.fmt.alternate() { self.fmt.write_str("}") } else { self.fmt.write_str(" }") };
        }
        self.result
    }
}

pub struct DebugTuple<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: fmt::Result,
    fields: usize,
    empty_name: bool,
}
pub(super) fn debug_tuple_new<'a, 'b>(fmt: &'a mut Formatter<'b>, name: &str) -> DebugTuple<'a, 'b> {
    let result = fmt.write_str(name);
    DebugTuple { fmt, result, fields: 0, empty_name: name.is_empty() }
}
impl<'a, 'b: 'a> DebugTuple<'a, 'b> {
    pub fn field(&mut self, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.try_field(value);
        }
        self.fields += 1;
        self
    }
    fn try_field(&mut self, value: &dyn Debug) -> fmt::Result {
        if self.fmt.alternate() {
            if self.fields == 0 {
                self.fmt.write_str("(\n")?;
            }
            indented(self.fmt, |f| value.fmt(f), ",\n")
        } else {
            let prefix = if self.fields == 0 { "(" } else { ", " };
            self.fmt.write_str(prefix)?;
            value.fmt(self.fmt)
        }
    }
    pub fn finish_non_exhaustive(&mut self) -> fmt::Result {
        if self.result.is_ok() {
            self.result = if self.fields > 0 {
                if self.fmt.alternate() {
                    match indented(self.fmt, |f| f.write_str(".."), "\n") {
                        Ok(()) => self.fmt.write_str(")"),
                        Err(e) => Err(e),
                    }
                } else {
                    self.fmt.write_str(", ..)")
                }
            } else {
                self.fmt.write_str("(..)")
            };
        }
        self.result
    }
    pub fn finish(&mut self) -> fmt::Result {
        if self.fields > 0 && self.result.is_ok() {
            if self.fields == 1 && self.empty_name && !self.fmt.alternate() {
                self.result = self.fmt.write_str(",");
            }
            if self.result.is_ok() {
                self.result = self.fmt.write_str(")");
            }
        }
        self.result
    }
}

/// What sets and lists have in common.
struct DebugInner<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: fmt::Result,
    has_fields: bool,
}
impl<'a, 'b: 'a> DebugInner<'a, 'b> {
    fn entry_with<F: FnOnce(&mut Formatter<'_>) -> fmt::Result>(&mut self, entry_fmt: F) {
        if self.result.is_ok() {
            self.result = self.try_entry(entry_fmt);
        }
        self.has_fields = true;
    }
    fn try_entry<F: FnOnce(&mut Formatter<'_>) -> fmt::Result>(&mut self, entry_fmt: F) -> fmt::Result {
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str("\n")?;
            }
            indented(self.fmt, entry_fmt, ",\n")
        } else {
            if self.has_fields {
                self.fmt.write_str(", ")?;
            }
            entry_fmt(self.fmt)
        }
    }
    fn finish(&mut self, end: &str, non_exhaustive: bool) -> fmt::Result {
        if self.result.is_ok() && non_exhaustive {
            self.result = if !self.has_fields {
                self.fmt.write_str("..")
            } else if self.fmt.alternate() {
                indented(self.fmt, |f| f.write_str(".."), "\n")
            } else {
                self.fmt.write_str(", ..")
            };
        }
        if self.result.is_ok() {
            self.result = self.fmt.write_str(end);
        }
        self.result
    }
}

pub struct DebugSet<'a, 'b: 'a> {
    inner: DebugInner<'a, 'b>,
}
pub(super) fn debug_set_new<'a, 'b>(fmt: &'a mut Formatter<'b>) -> DebugSet<'a, 'b> {
    let result = fmt.write_str("{");
    DebugSet { inner: DebugInner { fmt, result, has_fields: false } }
}
impl<'a, 'b: 'a> DebugSet<'a, 'b> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self {
        self.inner.entry_with(|f| entry.fmt(f));
        self
    }
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {
        for entry in entries {
            self.entry(&entry);
        }
        self
    }
    pub fn finish_non_exhaustive(&mut self) -> fmt::Result { self.inner.finish("}", true) }
    pub fn finish(&mut self) -> fmt::Result { self.inner.finish("}", false) }
}

pub struct DebugList<'a, 'b: 'a> {
    inner: DebugInner<'a, 'b>,
}
pub(super) fn debug_list_new<'a, 'b>(fmt: &'a mut Formatter<'b>) -> DebugList<'a, 'b> {
    let result = fmt.write_str("[");
    DebugList { inner: DebugInner { fmt, result, has_fields: false } }
}
impl<'a, 'b: 'a> DebugList<'a, 'b> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self {
        self.inner.entry_with(|f| entry.fmt(f));
        self
    }
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {
        for entry in entries {
            self.entry(&entry);
        }
        self
    }
    pub fn finish_non_exhaustive(&mut self) -> fmt::Result { self.inner.finish("]", true) }
    pub fn finish(&mut self) -> fmt::Result { self.inner.finish("]", false) }
}

pub struct DebugMap<'a, 'b: 'a> {
    fmt: &'a mut Formatter<'b>,
    result: fmt::Result,
    has_fields: bool,
    has_key: bool,
    /// Of the adapter, kept between a key and its value.
    on_newline: bool,
}
pub(super) fn debug_map_new<'a, 'b>(fmt: &'a mut Formatter<'b>) -> DebugMap<'a, 'b> {
    let result = fmt.write_str("{");
    DebugMap { fmt, result, has_fields: false, has_key: false, on_newline: true }
}
impl<'a, 'b: 'a> DebugMap<'a, 'b> {
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self { self.key(key).value(value) }
    pub fn key(&mut self, key: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            if self.has_key {
                panic!("attempted to begin a new map entry without completing the previous one");
            }
            self.result = self.try_key(key);
            self.has_key = true;
        }
        self
    }
    fn try_key(&mut self, key: &dyn Debug) -> fmt::Result {
        if self.fmt.alternate() {
            if !self.has_fields {
                self.fmt.write_str("\n")?;
            }
            self.on_newline = true;
            self.through_adapter(|f| {
                key.fmt(f)?;
                f.write_str(": ")
            })
        } else {
            if self.has_fields {
                self.fmt.write_str(", ")?;
            }
            key.fmt(self.fmt)?;
            self.fmt.write_str(": ")
        }
    }
    fn through_adapter<F: FnOnce(&mut Formatter<'_>) -> fmt::Result>(&mut self, write: F) -> fmt::Result {
        let options = self.fmt.options();
        let mut adapter = PadAdapter { buf: &mut *self.fmt.buf, on_newline: &mut self.on_newline };
        write(&mut Formatter::new(&mut adapter, options))
    }
    pub fn value(&mut self, value: &dyn Debug) -> &mut Self {
        if self.result.is_ok() {
            if !self.has_key {
                panic!("attempted to format a map value before its key");
            }
            self.result = if self.fmt.alternate() {
                self.through_adapter(|f| {
                    value.fmt(f)?;
                    f.write_str(",\n")
                })
            } else {
                value.fmt(self.fmt)
            };
            self.has_key = false;
        }
        self.has_fields = true;
        self
    }
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut Self {
        for (k, v) in entries {
            self.entry(&k, &v);
        }
        self
    }
    pub fn finish_non_exhaustive(&mut self) -> fmt::Result {
        if self.result.is_ok() {
            if self.has_key {
                panic!("attempted to finish a map with a partial entry");
            }
            self.result = if self.has_fields {
                if self.fmt.alternate() {
                    match indented(self.fmt, |f| f.write_str(".."), "\n") {
                        Ok(()) => self.fmt.write_str("}"),
                        Err(e) => Err(e),
                    }
                } else {
                    self.fmt.write_str(", ..}")
                }
            } else {
                self.fmt.write_str("..}")
            };
        }
        self.result
    }
    pub fn finish(&mut self) -> fmt::Result {
        if self.result.is_ok() {
            if self.has_key {
                panic!("attempted to finish a map with a partial entry");
            }
            self.result = self.fmt.write_str("}");
        }
        self.result
    }
}

pub fn from_fn<F: Fn(&mut Formatter<'_>) -> fmt::Result>(f: F) -> FromFn<F> { FromFn(f) }
pub struct FromFn<F>(F);
impl<F: Fn(&mut Formatter<'_>) -> fmt::Result> Debug for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (self.0)(f) }
}
impl<F: Fn(&mut Formatter<'_>) -> fmt::Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (self.0)(f) }
}
