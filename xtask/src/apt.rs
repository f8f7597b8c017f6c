//! Debian's and Ubuntu's package manager, for the few tools the set-up may install by itself.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::progress::{output, run};

/// Whether packages can be installed here: apt is there and we are root.
pub fn usable() -> bool {
    output(Command::new("apt-get").arg("--version")).is_some()
        && output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Whether apt has `package`, after asking the mirrors once where it does not know.
pub fn has(package: &str) -> bool {
    candidate(package) || (run(apt_get().args(["update", "-qq"])).is_ok() && candidate(package))
}

/// Installs packages without their recommendations.
pub fn install(packages: &[&str]) -> Result<()> {
    run(apt_get().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

fn candidate(package: &str) -> bool {
    output(Command::new("apt-cache").env("LC_ALL", "C").args(["policy", package])).is_some_and(|policy| {
        policy
            .lines()
            .any(|line| line.trim().strip_prefix("Candidate: ").is_some_and(|version| version != "(none)"))
    })
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // Its hundred lines about unpacking say nothing; what goes wrong comes on the other stream.
    command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    command
}
