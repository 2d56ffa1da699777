//! Which two programs are the same? Those with equal digests.
//!
//! 128-bit FNV-1a: the value is written into committed baselines, so it may not change between toolchains (the
//! standard library's hasher may). It guards against accidents, not against an adversary.

/// A running 128-bit FNV-1a digest.
#[derive(Clone, Copy, Debug)]
pub struct Digest(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Default for Digest {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Digest {
    /// Adds one field; its length goes in too, so that ("ab", "c") and ("a", "bc") differ.
    #[must_use]
    pub fn field(self, bytes: &[u8]) -> Self {
        self.raw(&(bytes.len() as u64).to_le_bytes()).raw(bytes)
    }

    fn raw(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME)))
    }

    /// The digest as 32 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// A small number in `0..bound`, for picking samples.
    pub fn sample(self, bound: u64) -> u64 {
        ((self.0 >> 64) as u64 ^ self.0 as u64) % bound
    }
}

/// The digest of the given fields, as 32 hexadecimal digits.
pub fn digest(fields: &[&[u8]]) -> String {
    fields.iter().fold(Digest::default(), |digest, field| digest.field(field)).hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_run_together() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }

    #[test]
    fn the_value_is_fixed_for_ever() {
        // FNV-1a 128 of the empty input is its offset basis.
        assert_eq!(digest(&[]), "6c62272e07bb014262b821756295c58d");
    }
}
