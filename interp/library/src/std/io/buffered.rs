//! `BufReader`, `BufWriter`, `LineWriter`.

use crate::error;
use crate::fmt;
use crate::io::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};

const DEFAULT_CAPACITY: usize = 8 * 1024;

pub struct BufReader<R: ?Sized> {
    buf: Vec<u8>,
    pos: usize,
    filled: usize,
    inner: R,
}
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> { BufReader::with_capacity(DEFAULT_CAPACITY, inner) }
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {
        BufReader { buf: crate::vec::from_elem(0, capacity), pos: 0, filled: 0, inner }
    }
}
impl<R> BufReader<R> {
    pub fn into_inner(self) -> R { self.inner }
    pub fn get_ref(&self) -> &R { &self.inner }
    pub fn get_mut(&mut self) -> &mut R { &mut self.inner }
    pub fn buffer(&self) -> &[u8] { &self.buf[self.pos..self.filled] }
    pub fn capacity(&self) -> usize { self.buf.len() }
}
impl<R: Read> Read for BufReader<R> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}
impl<R: Read> BufRead for BufReader<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.pos >= self.filled {
            self.filled = self.inner.read(&mut self.buf)?;
            self.pos = 0;
        }
        Ok(&self.buf[self.pos..self.filled])
    }
    fn consume(&mut self, amount: usize) { self.pos = crate::cmp::min(self.pos + amount, self.filled); }
}
impl<R: fmt::Debug> fmt::Debug for BufReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BufReader")
            .field("reader", &self.inner)
            .field("buffer", &format_args!("{}/{}", self.filled - self.pos, self.capacity()))
            .finish()
    }
}

pub struct BufWriter<W: Write> {
    buf: Vec<u8>,
    panicked: bool,
    inner: Option<W>,
}
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W> { BufWriter::with_capacity(DEFAULT_CAPACITY, inner) }
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {
        BufWriter { buf: Vec::with_capacity(capacity), panicked: false, inner: Some(inner) }
    }
    fn writer(&mut self) -> &mut W {
        match &mut self.inner {
            Some(inner) => inner,
            None => unreachable!(),
        }
    }
    /// What was not written stays, also when an error or a panic ends this.
    fn flush_buf(&mut self) -> Result<()> {
        let Some(inner) = &mut self.inner else { unreachable!() };
        let mut written = 0;
        let mut result = Ok(());
        while written < self.buf.len() && result.is_ok() {
            self.panicked = true;
            let step = inner.write(&self.buf[written..]);
            self.panicked = false;
            match step {
                Ok(0) => result = Err(Error::message(ErrorKind::WriteZero, "failed to write the buffered data")),
                Ok(n) => written += n,
                Err(e) if e.is_interrupted() => {}
                Err(e) => result = Err(e),
            }
        }
        self.buf.drain(..written);
        result
    }
    pub fn into_inner(mut self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>> {
        match self.flush_buf() {
            Err(e) => Err(IntoInnerError(self, e)),
            Ok(()) => match self.inner.take() {
                Some(inner) => Ok(inner),
                None => unreachable!(),
            },
        }
    }
    pub fn get_ref(&self) -> &W {
        match &self.inner {
            Some(inner) => inner,
            None => unreachable!(),
        }
    }
    pub fn get_mut(&mut self) -> &mut W { self.writer() }
    pub fn buffer(&self) -> &[u8] { &self.buf }
    pub fn capacity(&self) -> usize { self.buf.capacity() }
}
impl<W: Write> Write for BufWriter<W> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        if self.buf.len() + buf.len() > self.buf.capacity() {
            self.flush_buf()?;
        }
        if buf.len() >= self.buf.capacity() {
            self.panicked = true;
            let result = self.writer().write(buf);
            self.panicked = false;
            result
        } else {
            self.buf.extend_from_slice(buf);
            Ok(buf.len())
        }
    }
    fn flush(&mut self) -> Result<()> {
        self.flush_buf()?;
        self.writer().flush()
    }
}
impl<W: Write> Drop for BufWriter<W> {
    fn drop(&mut self) {
        if self.inner.is_some() && !self.panicked {
            let _ = self.flush_buf();
        }
    }
}
impl<W: Write + fmt::Debug> fmt::Debug for BufWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BufWriter")
            .field("writer", self.get_ref())
            .field("buffer", &format_args!("{}/{}", self.buf.len(), self.buf.capacity()))
            .finish()
    }
}

#[derive(Debug)]
pub struct IntoInnerError<W>(W, Error);
impl<W> IntoInnerError<W> {
    pub fn error(&self) -> &Error { &self.1 }
    pub fn into_inner(self) -> W { self.0 }
    pub fn into_error(self) -> Error { self.1 }
}
impl<W> From<IntoInnerError<W>> for Error {
    fn from(e: IntoInnerError<W>) -> Error { e.1 }
}
impl<W> fmt::Display for IntoInnerError<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.1.fmt(f) }
}
impl<W: Send + fmt::Debug> error::Error for IntoInnerError<W> {}

pub struct LineWriter<W: Write> {
    inner: BufWriter<W>,
}
impl<W: Write> LineWriter<W> {
    pub fn new(inner: W) -> LineWriter<W> { LineWriter { inner: BufWriter::with_capacity(1024, inner) } }
    pub fn get_ref(&self) -> &W { self.inner.get_ref() }
}
impl<W: Write> Write for LineWriter<W> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        match buf.iter().rposition(|b| *b == b'\n') {
            Some(i) => {
                self.inner.write_all(&buf[..i + 1])?;
                self.inner.flush()?;
                self.inner.write_all(&buf[i + 1..])?;
            }
            None => self.inner.write_all(buf)?,
        }
        Ok(buf.len())
    }
    fn flush(&mut self) -> Result<()> { self.inner.flush() }
}

impl<R: Seek> BufReader<R> {
    pub fn seek_relative(&mut self, offset: i64) -> Result<()> {
        match (self.pos as u64).checked_add_signed(offset) {
            Some(pos) if pos <= self.filled as u64 => {
                self.pos = pos as usize;
                Ok(())
            }
            _ => self.seek(SeekFrom::Current(offset)).map(|_| ()),
        }
    }
}
impl<R: Seek> Seek for BufReader<R> {
    /// What has been read ahead does not count as the position.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let ahead = (self.filled - self.pos) as i64;
        let place = match pos {
            SeekFrom::Current(n) => self.inner.seek(SeekFrom::Current(n - ahead))?,
            pos => self.inner.seek(pos)?,
        };
        self.pos = 0;
        self.filled = 0;
        Ok(place)
    }
    fn stream_position(&mut self) -> Result<u64> {
        let ahead = (self.filled - self.pos) as u64;
        self.inner.stream_position().map(|place| place - ahead)
    }
}

impl<W: Write> BufWriter<W> {
    pub fn into_parts(mut self) -> (W, crate::result::Result<Vec<u8>, WriterPanicked>) {
        let buf = crate::mem::take(&mut self.buf);
        let buf = if self.panicked { Err(WriterPanicked { buf }) } else { Ok(buf) };
        match self.inner.take() {
            Some(inner) => (inner, buf),
            None => unreachable!(),
        }
    }
}
impl<W: Write + Seek> Seek for BufWriter<W> {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        self.flush_buf()?;
        self.writer().seek(pos)
    }
}

/// What was buffered when the writer panicked.
pub struct WriterPanicked {
    buf: Vec<u8>,
}
impl WriterPanicked {
    pub fn into_inner(self) -> Vec<u8> { self.buf }
}
impl error::Error for WriterPanicked {}
impl fmt::Display for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BufWriter inner writer panicked, what data remains unwritten is not known")
    }
}
impl fmt::Debug for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriterPanicked")
            .field("buffer", &format_args!("{}/{}", self.buf.len(), self.buf.capacity()))
            .finish()
    }
}

impl<W> IntoInnerError<W> {
    pub fn into_parts(self) -> (Error, W) { (self.1, self.0) }
}

impl<W: Write> LineWriter<W> {
    pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W> {
        LineWriter { inner: BufWriter::with_capacity(capacity, inner) }
    }
    pub fn get_mut(&mut self) -> &mut W { self.inner.get_mut() }
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>> {
        self.inner.into_inner().map_err(|error| IntoInnerError(LineWriter { inner: error.0 }, error.1))
    }
}
impl<W: Write + fmt::Debug> fmt::Debug for LineWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineWriter")
            .field("writer", self.get_ref())
            .field("buffer", &format_args!("{}/{}", self.inner.buf.len(), self.inner.buf.capacity()))
            .finish_non_exhaustive()
    }
}
