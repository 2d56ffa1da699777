//! Tests of the memory core, by part. All run in a small reservation.

mod bytes;
mod heap;
mod loans;
mod model;
mod oracle;
mod raw;
mod states;
mod world;

use super::{Config, Memory};

fn memory() -> Memory {
    Memory::new(&Config::small()).expect("a quarter of a GiB of address space")
}
