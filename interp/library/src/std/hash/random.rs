//! SipHash-1-3 and the seeds of this run.

use crate::fmt;
use crate::hash::{BuildHasher, Hasher};
use crate::intrinsics;

#[derive(Clone)]
pub struct DefaultHasher {
    state: [u64; 8],
}
impl DefaultHasher {
    pub const fn new() -> DefaultHasher { DefaultHasher::with_keys(0, 0) }
    const fn with_keys(key0: u64, key1: u64) -> DefaultHasher {
        let mut state = [0; 8];
        intrinsics::sip_new(&mut state as *mut [u64; 8], key0, key1);
        DefaultHasher { state }
    }
}
impl Default for DefaultHasher {
    fn default() -> DefaultHasher { DefaultHasher::new() }
}
impl Hasher for DefaultHasher {
    fn finish(&self) -> u64 { intrinsics::sip_finish(&self.state as *const [u64; 8]) }
    fn write(&mut self, bytes: &[u8]) {
        intrinsics::sip_write(&mut self.state as *mut [u64; 8], bytes.as_ptr(), bytes.len())
    }
    fn write_u8(&mut self, i: u8) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
    fn write_u16(&mut self, i: u16) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
    fn write_u32(&mut self, i: u32) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
    fn write_u64(&mut self, i: u64) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
    fn write_u128(&mut self, i: u128) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
    fn write_usize(&mut self, i: usize) { intrinsics::sip_write_int(&mut self.state as *mut [u64; 8], i) }
}
impl fmt::Debug for DefaultHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("DefaultHasher").finish_non_exhaustive() }
}

#[derive(Clone)]
pub struct RandomState {
    k0: u64,
    k1: u64,
}
impl RandomState {
    pub fn new() -> RandomState { RandomState { k0: intrinsics::hash_seed(0), k1: intrinsics::hash_seed(1) } }
}
impl Default for RandomState {
    fn default() -> RandomState { RandomState::new() }
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher { DefaultHasher::with_keys(self.k0, self.k1) }
}
impl fmt::Debug for RandomState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("RandomState").finish_non_exhaustive() }
}

/// SipHash-2-4, for what was hashed with it long ago.
#[derive(Clone, Debug)]
pub struct SipHasher {
    v: [u64; 4],
    tail: u64,
    len: usize,
}
impl SipHasher {
    pub const fn new() -> SipHasher { SipHasher::new_with_keys(0, 0) }
    pub const fn new_with_keys(key0: u64, key1: u64) -> SipHasher {
        let v = [
            key0 ^ 0x736f6d6570736575,
            key1 ^ 0x646f72616e646f6d,
            key0 ^ 0x6c7967656e657261,
            key1 ^ 0x7465646279746573,
        ];
        SipHasher { v, tail: 0, len: 0 }
    }
    fn rounds(v: &mut [u64; 4], count: usize) {
        for _ in 0..count {
            v[0] = v[0].wrapping_add(v[1]);
            v[2] = v[2].wrapping_add(v[3]);
            v[1] = v[1].rotate_left(13) ^ v[0];
            v[3] = v[3].rotate_left(16) ^ v[2];
            v[0] = v[0].rotate_left(32);
            v[2] = v[2].wrapping_add(v[1]);
            v[0] = v[0].wrapping_add(v[3]);
            v[1] = v[1].rotate_left(17) ^ v[2];
            v[3] = v[3].rotate_left(21) ^ v[0];
            v[2] = v[2].rotate_left(32);
        }
    }
}
impl Default for SipHasher {
    fn default() -> SipHasher { SipHasher::new() }
}
impl Hasher for SipHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.tail |= (*byte as u64) << (8 * (self.len % 8));
            self.len += 1;
            if self.len % 8 == 0 {
                self.v[3] ^= self.tail;
                SipHasher::rounds(&mut self.v, 2);
                self.v[0] ^= self.tail;
                self.tail = 0;
            }
        }
    }
    fn finish(&self) -> u64 {
        let mut v = self.v;
        let last = (self.len as u64) << 56 | self.tail;
        v[3] ^= last;
        SipHasher::rounds(&mut v, 2);
        v[0] ^= last;
        v[2] ^= 0xff;
        SipHasher::rounds(&mut v, 4);
        v[0] ^ v[1] ^ v[2] ^ v[3]
    }
}
