//! A module with a folder.

pub mod deep;
