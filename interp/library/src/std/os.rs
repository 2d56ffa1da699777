//! `std::os`: what only systems like this one have.

pub mod fd;
pub mod linux;
pub mod raw;
pub mod unix;
