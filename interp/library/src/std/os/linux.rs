//! `std::os::linux`.

pub mod fs {
    //! More of what is known of a file.
    use crate::fs::Metadata;

    pub trait MetadataExt {
        fn st_dev(&self) -> u64;
        fn st_ino(&self) -> u64;
        fn st_mode(&self) -> u32;
        fn st_nlink(&self) -> u64;
        fn st_uid(&self) -> u32;
        fn st_gid(&self) -> u32;
        fn st_rdev(&self) -> u64;
        fn st_size(&self) -> u64;
        fn st_atime(&self) -> i64;
        fn st_atime_nsec(&self) -> i64;
        fn st_mtime(&self) -> i64;
        fn st_mtime_nsec(&self) -> i64;
        fn st_ctime(&self) -> i64;
        fn st_ctime_nsec(&self) -> i64;
        fn st_blksize(&self) -> u64;
        fn st_blocks(&self) -> u64;
    }
    impl MetadataExt for Metadata {
        fn st_dev(&self) -> u64 { self.word(11) as u64 }
        fn st_ino(&self) -> u64 { self.word(10) as u64 }
        fn st_mode(&self) -> u32 { self.word(0) as u32 }
        fn st_nlink(&self) -> u64 { self.word(12) as u64 }
        fn st_uid(&self) -> u32 { self.word(13) as u32 }
        fn st_gid(&self) -> u32 { (self.word(13) >> 32) as u32 }
        fn st_rdev(&self) -> u64 { self.word(16) as u64 }
        fn st_size(&self) -> u64 { self.word(1) as u64 }
        fn st_atime(&self) -> i64 { self.word(4) }
        fn st_atime_nsec(&self) -> i64 { self.word(5) }
        fn st_mtime(&self) -> i64 { self.word(2) }
        fn st_mtime_nsec(&self) -> i64 { self.word(3) }
        fn st_ctime(&self) -> i64 { self.word(6) }
        fn st_ctime_nsec(&self) -> i64 { self.word(7) }
        fn st_blksize(&self) -> u64 { self.word(14) as u64 }
        fn st_blocks(&self) -> u64 { self.word(15) as u64 }
    }
}

pub mod net {
    //! More of what sockets can.
    use crate::io;
    use crate::net::TcpStream;

    pub trait SocketAddrExt: Sized {
        fn from_abstract_name<N: AsRef<[u8]>>(name: N) -> io::Result<Self>;
        fn as_abstract_name(&self) -> Option<&[u8]>;
    }

    pub trait TcpStreamExt {
        fn set_quickack(&self, quickack: bool) -> io::Result<()>;
        fn quickack(&self) -> io::Result<bool>;
    }
    impl TcpStreamExt for TcpStream {
        fn set_quickack(&self, quickack: bool) -> io::Result<()> { self.set_quick(quickack) }
        fn quickack(&self) -> io::Result<bool> { self.is_quick() }
    }
}
