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
