//! SipHash-1-3, as the standard library's `DefaultHasher` computes it.
//!
//! State in eight words: v0 v2 v1 v3, bytes so far, pending bytes, number of pending bytes, unused.

use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::code::code;
use crate::ctx::Ctx;
use crate::leaf;
use crate::lower::{Lowered, Out};
use crate::reg::Ptr;

use super::ints::{Bits, per_int};
use super::types::int_of;
use super::{NativeCx, Table};
use treebeard_sema::ty::IntTy;
use treebeard_syntax::Unsupported;

pub(super) const TABLE: Table = &[
    ("sip_new", sip_new),
    ("sip_write", sip_write),
    ("sip_write_int", sip_write_int),
    ("sip_finish", sip_finish),
    ("hash_seed", hash_seed),
];

#[derive(Clone, Copy)]
struct Sip {
    v: [u64; 4],
    length: u64,
    tail: u64,
    pending: u64,
}

impl Sip {
    fn new(k0: u64, k1: u64) -> Sip {
        Sip {
            v: [
                k0 ^ 0x736f_6d65_7073_6575,
                k1 ^ 0x646f_7261_6e64_6f6d,
                k0 ^ 0x6c79_6765_6e65_7261,
                k1 ^ 0x7465_6462_7974_6573,
            ],
            length: 0,
            tail: 0,
            pending: 0,
        }
    }

    fn round(v: &mut [u64; 4]) {
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

    fn block(&mut self, word: u64) {
        self.v[3] ^= word;
        Sip::round(&mut self.v);
        self.v[0] ^= word;
    }

    fn write(&mut self, bytes: &[u8]) {
        self.length = self.length.wrapping_add(bytes.len() as u64);
        for &byte in bytes {
            self.tail |= u64::from(byte) << (8 * self.pending);
            self.pending += 1;
            if self.pending == 8 {
                let word = self.tail;
                self.block(word);
                (self.tail, self.pending) = (0, 0);
            }
        }
    }

    fn finish(mut self) -> u64 {
        let last = (self.length & 0xff) << 56 | self.tail;
        self.block(last);
        self.v[2] ^= 0xff;
        for _ in 0..3 {
            Sip::round(&mut self.v);
        }
        self.v[0] ^ self.v[1] ^ self.v[2] ^ self.v[3]
    }

    fn load(ctx: &Ctx, at: Ptr) -> Sip {
        let word = |i: usize| ok(ctx.mem.load::<u64>(at.addr.wrapping_add(8 * i)), SpanId::NONE);
        Sip {
            v: [word(0), word(1), word(2), word(3)],
            length: word(4),
            tail: word(5),
            pending: word(6).min(7),
        }
    }

    fn store(&self, ctx: &mut Ctx, at: Ptr) {
        let words = [self.v[0], self.v[1], self.v[2], self.v[3], self.length, self.tail, self.pending];
        for (i, word) in words.into_iter().enumerate() {
            ok(ctx.mem.store(at.addr.wrapping_add(8 * i), word), SpanId::NONE);
        }
    }
}

leaf!(sip_new(state: Ptr, k0: u64, k1: u64) -> (), |ctx| Sip::new(k0, k1).store(ctx, state));

leaf!(sip_write(state: Ptr, data: Ptr, len: u64) -> (), |ctx| {
    let mut sip = Sip::load(ctx, state);
    sip.write(ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE));
    sip.store(ctx, state);
});

fn sip_write_int(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    per_int!(cx, T => {
        let (state, value) = (cx.arg::<Ptr>(0)?, cx.arg::<T>(1)?);
        cx.ret::<()>(code(move |fp, ctx| {
            let state = state.call(fp, ctx);
            let (bytes, len) = value.call(fp, ctx).bytes();
            let mut sip = Sip::load(ctx, state);
            sip.write(&bytes[..len]);
            sip.store(ctx, state);
        }))
    })
}

leaf!(sip_finish(state: Ptr) -> u64, |ctx| Sip::load(ctx, state).finish());

// The first key is raised by one per `RandomState`, as in the real library; the second stays.
leaf!(hash_seed(which: u8) -> u64, |ctx| {
    let (mut k0, mut k1) = match ctx.hash_keys {
        Some(keys) => keys,
        None => (ctx.random(), ctx.random()),
    };
    let seed = if which == 0 { k0 } else { k1 };
    if which == 0 {
        k0 = k0.wrapping_add(1);
    } else {
        k1 = k1.wrapping_add(0);
    }
    ctx.hash_keys = Some((k0, k1));
    seed
});
