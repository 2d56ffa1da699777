//! Sizes and limits of an isolate's memory.
//!
//! Everything that bounds memory is a field here, none a constant elsewhere, so that tests, valgrind and
//! address-space limits can use small figures with the same code.

/// Sizes and limits of one isolate's memory.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address space to reserve for data; as much again is reserved for its shadow. Halved until the system grants it.
    pub data_bytes: usize,
    /// The least that is tried before reserving fails.
    pub data_bytes_min: usize,
    /// Value stack of the first coroutine.
    pub main_stack_bytes: usize,
    /// Most heap bytes the program may hold at once (`--memory`).
    pub heap_bytes_max: u64,
    /// Loan entries to reserve address space for, a power of two; halved until the system grants it.
    pub loan_entries: usize,
    /// Generation at which a loan entry is retired; small in tests of retirement.
    pub generation_max: u32,
    /// Whether a reference without a tag passes every check. Off while ownership is tracked: such an access then
    /// has to lie in live memory.
    pub untagged_passes: bool,
    /// How many ended loans are remembered for the story of a violation.
    pub ended_loans_max: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data_bytes: 64 << 30,
            data_bytes_min: 128 << 20,
            main_stack_bytes: 64 << 20,
            heap_bytes_max: u64::MAX,
            loan_entries: 1 << 26,
            generation_max: u32::MAX,
            untagged_passes: false,
            ended_loans_max: 4096,
        }
    }
}

impl Config {
    /// The smallest memory that works: for tests, valgrind and address-space limits.
    pub fn small() -> Config {
        Config {
            data_bytes: 128 << 20,
            main_stack_bytes: 8 << 20,
            loan_entries: 1 << 16,
            ..Config::default()
        }
    }
}
