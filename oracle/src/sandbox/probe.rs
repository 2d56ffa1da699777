//! Do the walls hold? A probe is this executable, run *inside* the sandbox, trying to get out.
//!
//! A probe reports "escaped" on stdout when it got out and "blocked" when it did not. Compiled test programs would
//! be cached and so prove nothing; a probe runs every time.

use std::fs::File;
use std::net::{SocketAddr, TcpStream};
use std::process::exit;
use std::time::Duration;

/// First argument of a probe that connects to the address in the second.
pub const PROBE_CONNECT: &str = "__sandbox-probe-connect";
/// First argument of a probe that creates the file named by the second.
pub const PROBE_WRITE: &str = "__sandbox-probe-write";

/// Serves as a probe, and ends the process, when the arguments (without the program's name) say so.
pub fn probe_if_asked(arguments: &[String]) {
    let [first, target] = arguments else { return };
    let escaped = match first.as_str() {
        PROBE_CONNECT => target
            .parse::<SocketAddr>()
            .is_ok_and(|address| TcpStream::connect_timeout(&address, Duration::from_secs(2)).is_ok()),
        PROBE_WRITE => File::create(target).is_ok(),
        _ => return,
    };
    println!("{}", if escaped { "escaped" } else { "blocked" });
    exit(0);
}
