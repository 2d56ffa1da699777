use super::{Vault, secret};

pub fn open(vault: &Vault) -> u32 {
    vault.hidden + secret(1)
}
