//! `std::os::unix`. Sockets within the system are not there.

pub mod ffi;
pub mod fs;
pub mod process;

pub mod io {
    //! Descriptors, under their old path.
    pub use crate::os::fd::{AsRawFd, IntoRawFd, RawFd};
}

pub mod prelude {
    //! The traits above.
    pub use super::ffi::{OsStrExt, OsStringExt};
    pub use super::fs::{DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    pub use super::io::{AsRawFd, IntoRawFd, RawFd};
    pub use super::process::{CommandExt, ExitStatusExt};
}
