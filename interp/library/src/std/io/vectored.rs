//! `IoSlice`, `IoSliceMut`: several buffers for one operation.

use crate::fmt;
use crate::ops::{Deref, DerefMut};

#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct IoSlice<'a>(&'a [u8]);

#[repr(transparent)]
pub struct IoSliceMut<'a>(&'a mut [u8]);

impl<'a> IoSlice<'a> {
    pub fn new(buf: &'a [u8]) -> IoSlice<'a> { IoSlice(buf) }
    pub fn advance(&mut self, n: usize) {
        if self.0.len() < n {
            panic!("advancing IoSlice beyond its length");
        }
        self.0 = &self.0[n..];
    }
    pub fn advance_slices(bufs: &mut &mut [IoSlice<'a>], n: usize) {
        let (mut remove, mut left) = (0, n);
        for buf in bufs.iter() {
            if left < buf.len() {
                break;
            }
            left -= buf.len();
            remove += 1;
        }
        *bufs = &mut crate::mem::take(bufs)[remove..];
        match bufs.first_mut() {
            None => assert!(left == 0, "advancing io slices beyond their length"),
            Some(first) => first.advance(left),
        }
    }
}
impl<'a> IoSliceMut<'a> {
    pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a> { IoSliceMut(buf) }
    pub fn advance(&mut self, n: usize) {
        if self.0.len() < n {
            panic!("advancing IoSliceMut beyond its length");
        }
        let buf = crate::mem::take(&mut self.0);
        self.0 = &mut buf[n..];
    }
    pub fn advance_slices(bufs: &mut &mut [IoSliceMut<'a>], n: usize) {
        let (mut remove, mut left) = (0, n);
        for buf in bufs.iter() {
            if left < buf.len() {
                break;
            }
            left -= buf.len();
            remove += 1;
        }
        *bufs = &mut crate::mem::take(bufs)[remove..];
        match bufs.first_mut() {
            None => assert!(left == 0, "advancing io slices beyond their length"),
            Some(first) => first.advance(left),
        }
    }
}
impl Deref for IoSlice<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] { self.0 }
}
impl Deref for IoSliceMut<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] { self.0 }
}
impl DerefMut for IoSliceMut<'_> {
    fn deref_mut(&mut self) -> &mut [u8] { self.0 }
}
impl fmt::Debug for IoSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.0, f) }
}
impl fmt::Debug for IoSliceMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&*self.0, f) }
}
